//! Arguments that no arc gives: subjects of infinitives, gerunds and participles.
//!
//! In: frames with their direct arguments. Out: the same frames with what control, raising, participles and relative clauses add, read from
//! the root downwards so that each clause finds the subject of the one above it settled. Coordination and light verbs have modules of
//! their own, called from here. It never opens a frame.

use super::draft::{Drafts, Filler};
use super::relative::fill_gap;
use super::vocab::vocab;
use super::{coordination, light};
use crate::{Deprel, FrameId, Implied, PredicateKind, Role, Upos, Xpos};

/// Fills what is implied, from the root downwards.
pub(super) fn fill(drafts: &mut Drafts) {
    for word in drafts.norm.top_down() {
        let Some(id) = drafts.at(word) else { continue };
        settle(drafts, id);
        hand_down(drafts, id);
        for noun in light::carry(drafts, id) {
            hand_down(drafts, noun);
        }
    }
}

/// Finds the subject of a frame that has none, from what stands above it.
fn settle(drafts: &mut Drafts, id: FrameId) {
    let (head, kind) = (drafts.frame(id).head, drafts.frame(id).kind);
    let above = drafts.norm.head(head);
    if drafts.norm.rel[head] == Deprel::Conj {
        if let Some(first) = above.and_then(|h| drafts.at(h)) {
            coordination::share(drafts, first, id);
        }
        if drafts.norm.subject(head).is_some() || !drafts.all[id].subject.is_empty() {
            return;
        }
    }
    if kind == PredicateKind::Noun {
        return;
    }
    if let Some(subject) = fill_gap(drafts, id) {
        give_subject(drafts, id, &[subject], Implied::Relative, 1.0);
        return;
    }
    if drafts.all[id].settled || drafts.norm.subject(head).is_some() {
        return;
    }
    let Some(noun) = above else { return };
    let conf = drafts.norm.conf(head);
    let norm = &drafts.norm;
    let takes_noun = match norm.rel[head] {
        Deprel::Amod => true,
        Deprel::Acl if norm.is_infinitive(head) => is_ordinal(drafts, noun),
        Deprel::Acl => {
            matches!(norm.xpos(head), Xpos::Vbg | Xpos::Vbn | Xpos::Vbd) && norm.marker(head).is_empty() || norm.upos[head] == Upos::Adj
        }
        // A participle that the parser hung on the subject itself.
        Deprel::Advcl => drafts.at(noun).is_none() && matches!(norm.upos[noun], Upos::Noun | Upos::Propn | Upos::Pron),
        _ => false,
    };
    if takes_noun {
        let fillers = drafts.fillers(noun);
        let before = norm.rel[head] != Deprel::Amod;
        let how: Vec<Filler> = fillers.into_iter().filter(|f| !before || f.word < head).collect();
        give_subject(drafts, id, &how, Implied::Participle, conf);
    }
}

/// "the first country to recognise …".
fn is_ordinal(drafts: &Drafts, noun: usize) -> bool {
    let norm = &drafts.norm;
    norm.by(noun, Deprel::Amod)
        .chain(norm.by(noun, Deprel::Nummod))
        .any(|k| matches!(norm.form[k].as_str(), "first" | "last" | "only" | "next" | "second" | "third" | "latest"))
        || matches!(norm.form[noun].as_str(), "first" | "last" | "latest")
}

/// Hands the subject of a frame, or its object, down to the clauses that it governs.
fn hand_down(drafts: &mut Drafts, id: FrameId) {
    for n in 0..drafts.frame(id).args.len() {
        let arg = drafts.frame(id).args[n].clone();
        let Some(below) = drafts.at(arg.head).filter(|&b| b != id) else { continue };
        let head = arg.head;
        if drafts.all[below].settled || drafts.norm.subject(head).is_some() || drafts.frame(below).kind == PredicateKind::Noun {
            continue;
        }
        let fillers = match arg.role {
            Role::Open => controller(drafts, id, arg.prep.as_str()),
            Role::Predicative => predicated(drafts, id),
            Role::Adverbial => circumstantial(drafts, id, head, arg.prep.as_str()),
            _ => continue,
        };
        let how = if arg.role == Role::Adverbial { Implied::Participle } else { Implied::Control };
        give_subject(drafts, below, &fillers, how, arg.confidence);
    }
}

/// Gives a frame its surface subject, in the role that its voice asks for.
pub(super) fn give_subject(drafts: &mut Drafts, id: FrameId, fillers: &[Filler], how: Implied, conf: f32) {
    if fillers.is_empty() {
        return;
    }
    let role = role_of_subject(drafts, id);
    drafts.imply(id, role, fillers, how, conf);
    let own = fillers.iter().map(|f| Filler { word: f.word, implied: Some(how), conf: f.conf * conf });
    drafts.all[id].subject = own.collect();
    drafts.all[id].settled = true;
}

/// Role that the surface subject plays, by voice.
pub(super) fn role_of_subject(drafts: &Drafts, id: FrameId) -> Role {
    let frame = drafts.frame(id);
    match (frame.passive, frame.arg(Role::Theme)) {
        (false, _) => Role::Agent,
        (true, None) if is_asked(frame) => Role::Recipient,
        (true, None) => Role::Theme,
        (true, Some(_)) => Role::Recipient,
    }
}

/// "asked whether …", "told that …", in the passive: whoever undergoes it is addressed.
fn is_asked(frame: &crate::Frame) -> bool {
    let content = frame.args.iter().any(|a| matches!(a.role, Role::Clause | Role::Open));
    let addresses = vocab().control(&frame.lemma).is_some_and(|c| c.recipient || c.addressee);
    addresses && (content || frame.obliques(&["about"]).next().is_some())
}

/// Who acts in the infinitive or gerund below a predicate.
fn controller(drafts: &Drafts, id: FrameId, prep: &str) -> Vec<Filler> {
    let frame = drafts.frame(id);
    match frame.kind {
        PredicateKind::Noun => {
            let addressed = drafts.oblique(id, vocab().noun_control(&frame.lemma));
            let recipient = drafts.filled(id, Role::Recipient);
            first_filled([addressed, recipient, drafts.filled(id, Role::Agent)])
        }
        PredicateKind::Copular => {
            let subject = drafts.all[id].subject.clone();
            let for_whom = drafts.oblique(id, &["for", "of"]);
            let empty = subject.iter().all(|f| drafts.norm.form[f.word] == "it");
            if empty && !for_whom.is_empty() { for_whom } else { subject }
        }
        PredicateKind::Verb => {
            let rule = vocab().control(&frame.lemma);
            let subject = drafts.all[id].subject.clone();
            if rule.is_some_and(|c| c.subject || c.addressee) {
                return subject;
            }
            let mut addressed = rule.map(|c| drafts.oblique(id, &c.preps)).unwrap_or_default();
            addressed.retain(|f| !vocab().is_time(&drafts.norm.lemma[f.word]));
            let object = if matches!(prep, "in" | "on" | "over" | "at") { Vec::new() } else { nominal(drafts, id, !prep.is_empty()) };
            first_filled([addressed, drafts.filled(id, Role::Recipient), object, subject, drafts.filled(id, Role::Agent)])
        }
    }
}

/// The object if it can act: no clause, no stretch of time, and before a gerund no event ("drew criticism for lying").
fn nominal(drafts: &Drafts, id: FrameId, gerund: bool) -> Vec<Filler> {
    let norm = &drafts.norm;
    let event = |w: usize| gerund && drafts.kind_at(w) == Some(PredicateKind::Noun);
    let idle = |w: usize| matches!(norm.upos[w], Upos::Verb | Upos::Aux) || vocab().is_time(&norm.lemma[w]) || event(w);
    drafts.filled(id, Role::Theme).into_iter().filter(|f| !idle(f.word)).collect()
}

fn predicated(drafts: &Drafts, id: FrameId) -> Vec<Filler> {
    first_filled([nominal(drafts, id, false), drafts.all[id].subject.clone()])
}

/// Subject of a participle, gerund or purpose clause beside the predicate.
fn circumstantial(drafts: &Drafts, id: FrameId, head: usize, marker: &str) -> Vec<Filler> {
    if drafts.norm.is_finite(head) && drafts.norm.upos[head] == Upos::Verb && drafts.norm.xpos(head) != Xpos::Vbd {
        return Vec::new();
    }
    // "It would be wrong to …": no one in particular.
    let subject = &drafts.all[id].subject;
    if drafts.frame(id).kind == PredicateKind::Copular && marker == "to" && subject.iter().all(|f| drafts.norm.form[f.word] == "it") {
        return Vec::new();
    }
    let willed = matches!(marker, "to" | "by" | "without" | "instead of" | "rather than" | "in order to" | "so as to");
    if drafts.frame(id).passive && willed {
        return drafts.filled(id, Role::Agent);
    }
    drafts.all[id].subject.clone()
}

fn first_filled<const N: usize>(choices: [Vec<Filler>; N]) -> Vec<Filler> {
    choices.into_iter().find(|c| !c.is_empty()).unwrap_or_default()
}
