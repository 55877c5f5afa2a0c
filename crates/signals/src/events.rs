//! Acts as event data. In: coded acts. Out: PLOVER and CAMEO events: who, to whom, what.
//!
//! CAMEO's conventions for what is not done but meant: an intention to cooperate is an agreement, an intention to harm a threat, a refusal a
//! rejection (CAMEO 1.1b3, ch. 2; PLOVER manual, "intent"). Nothing that the text denies or leaves hypothetical is an event.

use crate::coder::{DEMAND, Done};
use crate::coding::Coded;
use crate::events_contexts::contexts;
use crate::parties::{Finder, Parties};
use crate::reader::Reader;
use demarche_source::{SmolStr, Span};
use demarche_syntax::{Deprel, Embedding, Frame, FrameId, Modality, PredicateKind, Role, Tense};
use std::collections::BTreeMap;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `ISO3` or `ISO3/SECTOR`.
    pub source: Vec<SmolStr>,
    /// The same for those it is done to.
    pub target: Vec<SmolStr>,
    /// PLOVER type, `STATEMENT` or `APPEAL`.
    pub kind: SmolStr,
    /// PLOVER mode.
    pub mode: Option<SmolStr>,
    /// PLOVER contexts ("military", "economic"), in alphabetical order; often none.
    pub contexts: Vec<SmolStr>,
    /// CAMEO code.
    pub cameo: SmolStr,
    /// Id of the act in the lexicon.
    pub label: SmolStr,
    /// The pattern that coded it.
    pub pattern: SmolStr,
    /// Evidence.
    pub span: Span,
}

pub(crate) fn events(reader: &Reader<'_>, coded: &Coded, acts: &[Done]) -> Vec<Event> {
    let finder = Finder { reader, coded };
    let mut all: Vec<(usize, bool, Event)> = Vec::new();
    for done in acts.iter().filter(|d| d.stands) {
        let Some((kind, cameo)) = typed(reader, coded, done) else { continue };
        if is_epithet(reader, done) {
            continue;
        }
        let aside = is_aside(reader, done);
        for Parties { source, target } in finder.parties(done, &kind, &cameo) {
            if kind == "CONSULT" && reader.lexicon.class_has("travel-act", &done.act.id) && is_private(&source) {
                continue;
            }
            let blocked = by_whom(reader, done, &source);
            let away = on_third_ground(&finder, done, &kind, [&source, &target]);
            let special = match (&blocked, away) {
                (Some(_), _) => Some("obstruct"),
                (None, true) => Some("third-party"),
                _ => None,
            };
            let as_coded = || (kind.clone(), if away { "044".into() } else { cameo.clone() });
            let (kind, cameo) = blocked.unwrap_or_else(as_coded);
            let event = Event {
                mode: special.map(SmolStr::new_static).or_else(|| mode(done, &kind)),
                contexts: contexts(reader, done, &cameo),
                source,
                target,
                kind,
                cameo,
                label: done.act.id.clone(),
                pattern: done.act.pattern.clone(),
                span: done.span,
            };
            // One event a sentence between two countries, whoever of theirs it tells of (as TABARI's filter does).
            let same = |e: &Event| {
                e.kind == event.kind && countries(&e.source) == countries(&event.source) && countries(&e.target) == countries(&event.target)
            };
            if !all.iter().rev().take_while(|(s, ..)| *s == done.s).any(|(_, _, e)| same(e)) {
                all.push((done.s, aside, event));
            }
        }
    }
    told(all)
}

/// Whether a meeting took place in a state of none of those who met (CAMEO 044).
fn on_third_ground(finder: &Finder<'_, '_>, done: &Done, kind: &str, parties: [&Vec<SmolStr>; 2]) -> bool {
    let reader = finder.reader;
    let met = kind == "CONSULT" && reader.lexicon.class_has("meeting-act", &done.act.id);
    let place = finder.place_of(done.s, reader.frames(done.s).get(done.id)).filter(|_| met);
    place.is_some_and(|p| parties.iter().all(|codes| !countries(codes).contains(&p.as_str())))
}

/// Codes without their sectors.
fn countries(codes: &[SmolStr]) -> Vec<&str> {
    codes.iter().map(|c| c.split('/').next().unwrap_or_default()).collect()
}

/// The act's mode, as long as the event is of the act's own type.
fn mode(done: &Done, kind: &str) -> Option<SmolStr> {
    if done.act.plover.as_deref() == Some(kind) { done.act.mode.clone() } else { None }
}

/// What a sentence tells: not what it only adds to that, and what lacks a doer or receiver only where nothing has both.
fn told(mut all: Vec<(usize, bool, Event)>) -> Vec<Event> {
    let rank = |aside: bool, e: &Event| {
        let parties = usize::from(!e.source.is_empty()) * 2 + usize::from(!e.target.is_empty());
        if parties < 2 { parties } else { parties + usize::from(!aside) * 4 }
    };
    // A meeting of one is none; what a protest demands is part of it (CAMEO 1411–1414).
    let protests: Vec<(usize, Vec<SmolStr>)> =
        all.iter().filter(|(_, _, e)| e.kind == "PROTEST").map(|(s, _, e)| (*s, e.source.clone())).collect();
    all.retain(|(s, _, e)| match e.kind.as_str() {
        "CONSULT" => !e.source.is_empty() && !e.target.is_empty(),
        "REQUEST" | "APPEAL" => !protests.iter().any(|(at, by)| at == s && *by == e.source),
        _ => true,
    });
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for (s, aside, event) in all.iter().filter(|(_, _, e)| e.kind != "STATEMENT") {
        let top = best.entry(*s).or_default();
        *top = rank(*aside, event).max(*top);
    }
    all.retain(|(s, aside, e)| best.get(s).is_none_or(|&top| e.kind == "STATEMENT" || rank(*aside, e) >= top));
    all.into_iter().map(|(_, _, e)| e).collect()
}

/// Sectors of those who hold no office.
const PRIVATE: &[&str] = &["CVL", "LAB", "EDU", "OPP", "PTY", "AGR", "ETH", "REL", "BUS", "REF", "JRN", "MED", "CRM"];

/// All of them people who hold no office.
fn is_private(codes: &[SmolStr]) -> bool {
    let private = |code: &SmolStr| code.split_once('/').is_some_and(|(_, sector)| PRIVATE.contains(&sector));
    !codes.is_empty() && codes.iter().all(private)
}

/// Who closes a road without having the right to protests (CAMEO 144); who has it restricts (CAMEO 172).
fn by_whom(reader: &Reader<'_>, done: &Done, source: &[SmolStr]) -> Option<(SmolStr, SmolStr)> {
    let blocks = reader.lexicon.class_has("blocking-act", &done.act.id) && is_private(source);
    blocks.then(|| ("PROTEST".into(), "144".into()))
}

/// An act that only describes a noun ("a suspected smuggler", "the Chad-backed militia").
fn is_epithet(reader: &Reader<'_>, done: &Done) -> bool {
    let frame = reader.frames(done.s).get(done.id);
    frame.embedding == Embedding::Relative
        && frame.kind == PredicateKind::Verb
        && reader.tree(done.s).words()[frame.head].deprel == Deprel::Amod
}

/// Whether the act is only mentioned on the way: in a relative clause, a clause of time or cause, or by a noun.
fn is_aside(reader: &Reader<'_>, done: &Done) -> bool {
    let frames = reader.frames(done.s);
    let mut at = frames.get(done.id);
    if at.kind == PredicateKind::Noun && at.light.is_none() && reader.enclosing(done.s, at).is_some() {
        return true;
    }
    for _ in 0..8 {
        let up = match at.embedding {
            Embedding::Main => return false,
            Embedding::Complement(up) | Embedding::Argument(up) => up,
            Embedding::Relative => return true,
            Embedding::Adverbial if has_marker(reader, done.s, at) => return true,
            Embedding::Condition | Embedding::Purpose | Embedding::Adverbial => match reader.enclosing(done.s, at) {
                Some(up) => up,
                None => return false,
            },
        };
        at = frames.get(up);
    }
    false
}

/// "after", "since", "because": a clause that says when or why. A bare participle goes on telling.
fn has_marker(reader: &Reader<'_>, s: usize, frame: &Frame) -> bool {
    let tree = reader.tree(s);
    tree.children(frame.head).any(|k| k < frame.head && matches!(tree.words()[k].deprel.base(), "mark" | "case"))
}

/// Type and code after CAMEO's rules for intent and refusal; `None` where nothing happened.
fn typed(reader: &Reader<'_>, coded: &Coded, done: &Done) -> Option<(SmolStr, SmolStr)> {
    let frame = reader.frames(done.s).get(done.id);
    let kind = done.act.plover.clone()?;
    let cameo = done.act.cameo.clone();
    let open = done.act.id != DEMAND && matches!(frame.modality, Modality::Necessary | Modality::Possible);
    if done.marks.conditional || done.marks.question || open {
        return None;
    }
    if done.factuality.is_negated() {
        let refused = frame.tense == Tense::Future || matches!(frame.modality, Modality::Will | Modality::Would);
        return refusal(&kind).filter(|_| refused && frame.negated.is_some()).map(|code| ("REJECT".into(), code.into()));
    }
    if kind == "AGREE" {
        return announced(reader, coded, done, (kind, cameo));
    }
    if !done.marks.future {
        return Some((kind, cameo));
    }
    Some(intent(&kind).map_or((kind, cameo), |(kind, code)| (kind.into(), code.into())))
}

/// What is announced, promised or agreed to, as what it comes to: an order, a deed done already, or a threat.
fn announced(reader: &Reader<'_>, coded: &Coded, done: &Done, as_said: (SmolStr, SmolStr)) -> Option<(SmolStr, SmolStr)> {
    if clauses(reader, done).any(|id| reader.frames(done.s).get(id).modality == Modality::Necessary) {
        return Some(("REQUEST".into(), "100".into()));
    }
    if let Some(already) = past(reader, done) {
        let entry = &reader.lexicon.acts()[coded.at(done.s, already)?.entry];
        return Some((entry.plover.clone()?, entry.cameo.clone()));
    }
    let acts = clauses(reader, done).filter(|&id| reader.frames(done.s).get(id).negated.is_none()).filter_map(|id| coded.at(done.s, id));
    let meant = acts.filter_map(|m| intent(reader.lexicon.acts()[m.entry].plover.as_deref()?)).find(|(kind, _)| *kind == "THREATEN");
    Some(meant.map_or(as_said, |(kind, code)| (kind.into(), code.into())))
}

/// Intention to do an act of this type: an agreement or a threat (CAMEO 03, 13).
fn intent(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "CONSULT" => ("AGREE", "036"),
        "SUPPORT" => ("AGREE", "032"),
        "COOPERATE" => ("AGREE", "031"),
        "AID" => ("AGREE", "033"),
        "CONCEDE" | "RETREAT" | "YIELD" => ("AGREE", "035"),
        "SANCTION" => ("THREATEN", "131"),
        "PROTEST" => ("THREATEN", "133"),
        "COERCE" => ("THREATEN", "137"),
        "ASSAULT" | "MOBILIZE" => ("THREATEN", "138"),
        "THREATEN" => ("THREATEN", "130"),
        _ => return None,
    })
}

/// Code of refusing an act of this type (CAMEO 12); `None` where declining it is no refusal.
fn refusal(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "CONSULT" => "125",
        "AID" => "122",
        "COOPERATE" => "121",
        "CONCEDE" | "RETREAT" | "YIELD" => "124",
        "SUPPORT" | "AGREE" => "120",
        _ => return None,
    })
}

/// The clause that tells what has been done already ("announced that it had freed the crew"): nothing is left to agree to.
fn past(reader: &Reader<'_>, done: &Done) -> Option<FrameId> {
    let frames = reader.frames(done.s);
    let mut ids = frames.get(done.id).by_role(Role::Clause).filter_map(|a| frames.at(a.head));
    ids.find(|&id| frames.get(id).tense == Tense::Past && frames.get(id).modality == Modality::None)
}

/// Clauses that complete the act.
fn clauses<'r>(reader: &'r Reader<'_>, done: &'r Done) -> impl Iterator<Item = FrameId> {
    let frames = reader.frames(done.s);
    let complete = frames.get(done.id).args.iter().filter(|a| matches!(a.role, Role::Open | Role::Clause));
    complete.filter_map(|a| frames.at(a.head)).filter(|&id| id != done.id)
}
