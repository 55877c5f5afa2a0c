//! Acts as event data. In: coded acts. Out: PLOVER and CAMEO events: who, to whom, what.
//!
//! CAMEO's conventions for what is not done but meant: an intention to cooperate is an agreement, an intention to harm a threat, a refusal a
//! rejection (CAMEO 1.1b3, ch. 2; PLOVER manual, "intent"). Nothing that the text denies or leaves hypothetical is an event.

use crate::coder::Done;
use demarche_actors::ActorRef;
use demarche_lexicon::{Actor, Lexicon};
use demarche_source::{SmolStr, Span};
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
    /// CAMEO code.
    pub cameo: SmolStr,
    /// Id of the act in the lexicon.
    pub label: SmolStr,
    /// The pattern that coded it.
    pub pattern: SmolStr,
    /// Evidence.
    pub span: Span,
}

pub(crate) fn events(lexicon: &Lexicon, acts: &[Done]) -> Vec<Event> {
    let mut all: Vec<(usize, Event)> = Vec::new();
    for done in acts.iter().filter(|d| d.stands) {
        let Some((kind, cameo)) = coded(done) else { continue };
        for (sources, targets) in parties(done) {
            let event = Event {
                source: codes(lexicon, &sources),
                target: codes(lexicon, &targets),
                kind: kind.clone(),
                mode: done.act.mode.clone(),
                cameo: cameo.clone(),
                label: done.act.id.clone(),
                pattern: done.act.pattern.clone(),
                span: done.span,
            };
            let same =
                |e: &Event| e.source == event.source && e.target == event.target && e.kind == event.kind && e.span.overlaps(event.span);
            if !all.iter().rev().take(24).any(|(_, e)| same(e)) {
                all.push((done.s, event));
            }
        }
    }
    // In one sentence, what has no doer is told only where nothing with a doer is.
    let rank = |e: &Event| usize::from(!e.source.is_empty()) * 2 + usize::from(!e.target.is_empty());
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for (s, event) in &all {
        let top = best.entry(*s).or_default();
        *top = rank(event).max(*top);
    }
    all.retain(|(s, e)| best.get(s).is_none_or(|&top| rank(e) >= top.min(2)));
    all.into_iter().map(|(_, e)| e).collect()
}

/// Who to whom. Two that act together on each other ("France and Chad agreed") are two events, one each way.
fn parties(done: &Done) -> Vec<(Vec<ActorRef>, Vec<ActorRef>)> {
    let targets: Vec<ActorRef> =
        done.targets.iter().filter(|t| done.sources.iter().all(|s| s.code != t.code || s.sector != t.sector)).cloned().collect();
    if targets.is_empty() && done.sources.len() > 1 && done.reciprocal {
        let one = |i: usize| {
            let others = done.sources.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, a)| a.clone()).collect();
            (vec![done.sources[i].clone()], others)
        };
        return (0..done.sources.len()).map(one).collect();
    }
    vec![(done.sources.clone(), targets)]
}

fn codes(lexicon: &Lexicon, actors: &[ActorRef]) -> Vec<SmolStr> {
    let mut all: Vec<SmolStr> = Vec::new();
    for actor in actors {
        let code = code(lexicon, actor);
        if !all.contains(&code) {
            all.push(code);
        }
    }
    all
}

/// `ISO3/SECTOR`; a group stands under the state that it acts in.
fn code(lexicon: &Lexicon, actor: &ActorRef) -> SmolStr {
    if let Some(Actor::Group(group)) = lexicon.actor(&actor.code)
        && let Some(country) = &group.country
    {
        return format!("{country}/{}", group.sector).into();
    }
    if actor.sector.is_empty() { actor.code.clone() } else { format!("{}/{}", actor.code, actor.sector).into() }
}

/// Type and code after CAMEO's rules for intent and refusal; `None` where nothing happened.
fn coded(done: &Done) -> Option<(SmolStr, SmolStr)> {
    let kind = done.act.plover.clone()?;
    let cameo = done.act.cameo.clone();
    if done.factuality.is_negated() {
        return None;
    }
    if done.marks.conditional || done.marks.question {
        return None;
    }
    if done.marks.future {
        let (kind, cameo) = match kind.as_str() {
            "SUPPORT" | "COOPERATE" | "AID" | "CONCEDE" | "RETREAT" | "YIELD" | "CONSULT" => ("AGREE", "030"),
            "SANCTION" | "COERCE" | "ASSAULT" | "MOBILIZE" => ("THREATEN", "130"),
            _ => return Some((kind, cameo)),
        };
        return Some((kind.into(), cameo.into()));
    }
    Some((kind, cameo))
}
