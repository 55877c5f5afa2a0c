//! Arguments that hang directly on a verb or a predicative adjective or noun.
//!
//! In: an open frame. Out: the frame with its direct arguments, voice undone; the surface subject is noted for what hangs below. It never
//! looks at other clauses.

use super::clause::is_time;
use super::draft::Drafts;
use super::nouns;
use super::relative::is_stranded;
use super::vocab::{Control, vocab};
use crate::{Deprel, FrameId, PredicateKind, Role, Upos, Xpos};
use smol_str::SmolStr;

/// Prepositions whose gerund completes the verb ("accused of lying", "abstain from condemning"); before others it is an adverbial.
const COMPLETING: &[&str] = &["of", "from", "against", "to", "into", "about", "for", "over", "at", "on", "in", "as"];

/// Reads the dependents of a verb or copular frame.
pub(super) fn read(drafts: &mut Drafts, id: FrameId) {
    let head = drafts.frame(id).head;
    let kids: Vec<usize> = drafts.norm.kids(head).collect();
    let copular_noun = drafts.frame(id).kind == PredicateKind::Copular && drafts.norm.upos[head] == Upos::Noun;
    for k in kids {
        if copular_noun && nouns::read_one(drafts, id, k) {
            continue;
        }
        read_one(drafts, id, head, k);
    }
}

fn read_one(drafts: &mut Drafts, id: FrameId, head: usize, k: usize) {
    let norm = &drafts.norm;
    let frame = drafts.frame(id);
    match norm.rel[k] {
        Deprel::Nsubj | Deprel::NsubjPass if !norm.is_inner_subject(head, k) => {}
        Deprel::Nsubj | Deprel::NsubjPass => subject(drafts, id, head, k),
        Deprel::Csubj | Deprel::CsubjPass => {
            if k < head {
                drafts.push(id, subject_role(drafts, id, head), k, SmolStr::default());
            } else {
                clause(drafts, id, k);
            }
        }
        Deprel::Obj => object(drafts, id, head, k),
        Deprel::Iobj => drafts.push(id, Role::Recipient, k, SmolStr::default()),
        Deprel::OblAgent => {
            if is_time(norm, k) {
                drafts.push(id, Role::Oblique, k, norm.prep(k));
            } else {
                drafts.push(id, Role::Agent, k, SmolStr::default());
            }
        }
        Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked => oblique(drafts, id, k),
        Deprel::Xcomp => {
            let norm = &drafts.norm;
            let predicative =
                !matches!(norm.upos[k], Upos::Verb | Upos::Aux) && !norm.is_infinitive(k) && norm.by(k, Deprel::Cop).next().is_none();
            let role = if predicative { Role::Predicative } else { Role::Open };
            drafts.push(id, role, k, norm.marker(k));
        }
        Deprel::Ccomp => clause(drafts, id, k),
        Deprel::Advcl | Deprel::AdvclRelcl | Deprel::Acl => adverbial(drafts, id, head, k),
        Deprel::Compound | Deprel::Amod | Deprel::Advmod if frame.kind == PredicateKind::Verb && norm.rel[head] == Deprel::Amod => {
            led_by(drafts, id, head, k);
        }
        Deprel::Dep if !norm.prep(k).is_empty() => oblique(drafts, id, k),
        _ => {}
    }
}

/// Whether the verb takes its addressee as an object.
fn addresses(c: Option<&Control>) -> bool {
    c.is_some_and(|c| c.recipient || c.addressee)
}

fn subject_role(drafts: &Drafts, id: FrameId, head: usize) -> Role {
    let norm = &drafts.norm;
    let frame = drafts.frame(id);
    if !frame.passive {
        let existential = frame.lemma == "be" && norm.kids(head).any(|k| norm.rel[k] == Deprel::Expl || norm.xpos(k) == Xpos::Ex);
        return if existential { Role::Theme } else { Role::Agent };
    }
    let object = norm.kids(head).any(|k| norm.rel[k] == Deprel::Obj);
    let complement = norm.kids(head).any(|k| matches!(norm.rel[k], Deprel::Xcomp | Deprel::Ccomp)) || frame.lemma == "tell";
    if object || complement && addresses(vocab().control(&frame.lemma)) { Role::Recipient } else { Role::Theme }
}

fn subject(drafts: &mut Drafts, id: FrameId, head: usize, k: usize) {
    let role = subject_role(drafts, id, head);
    let fillers = drafts.fillers(k);
    // "there" and the "it" of a clause that follows are no one.
    if drafts.norm.xpos(k) == Xpos::Ex || is_empty_it(drafts, head, k) {
        return;
    }
    drafts.push(id, role, k, SmolStr::default());
    drafts.all[id].subject.extend(fillers);
}

fn is_empty_it(drafts: &Drafts, head: usize, k: usize) -> bool {
    let norm = &drafts.norm;
    let clause = |c: usize| match norm.rel[c] {
        Deprel::Csubj | Deprel::CsubjPass => true,
        // "It was announced that …"
        Deprel::Ccomp => norm.rel[k] == Deprel::NsubjPass && norm.marker(c) == "that",
        _ => false,
    };
    norm.form[k] == "it" && norm.kids(head).any(|c| c > head && clause(c))
}

fn object(drafts: &mut Drafts, id: FrameId, head: usize, k: usize) {
    let norm = &drafts.norm;
    let complement =
        norm.kids(head).any(|c| c > k && (norm.rel[c] == Deprel::Xcomp && norm.is_infinitive(c) || norm.rel[c] == Deprel::Ccomp));
    let role = if complement && addresses(vocab().control(&norm.lemma[head])) { Role::Recipient } else { Role::Theme };
    drafts.push(id, role, k, SmolStr::default());
}

fn oblique(drafts: &mut Drafts, id: FrameId, k: usize) {
    let norm = &drafts.norm;
    let prep = norm.prep(k);
    if prep.is_empty() && is_time(norm, k) || is_stranded(norm, k) {
        return;
    }
    let frame = drafts.frame(id);
    match prep.as_str() {
        "by" if frame.passive && frame.arg(Role::Agent).is_none() && !is_time(norm, k) => {
            drafts.push(id, Role::Agent, k, SmolStr::default())
        }
        "as" => drafts.push(id, Role::Predicative, k, prep),
        "" if norm.rel[norm_head(drafts, id)] == Deprel::Amod => drafts.push(id, Role::Agent, k, prep),
        _ => drafts.push(id, Role::Oblique, k, prep),
    }
}

fn norm_head(drafts: &Drafts, id: FrameId) -> usize {
    drafts.frame(id).head
}

/// "US-led", "Moscow-backed": the name before the hyphen leads or backs.
fn led_by(drafts: &mut Drafts, id: FrameId, head: usize, k: usize) {
    let norm = &drafts.norm;
    let nominal = matches!(norm.upos[k], Upos::Propn | Upos::Noun | Upos::Adj) && k < head;
    if nominal && norm.xpos(head) == Xpos::Vbn && norm.lemma[head] != "base" {
        drafts.push(id, Role::Agent, k, SmolStr::default());
    }
}

/// A clause that completes the predicate: finite, or without a verb form of its own.
fn clause(drafts: &mut Drafts, id: FrameId, k: usize) {
    let norm = &drafts.norm;
    let open = matches!(norm.upos[k], Upos::Verb | Upos::Aux) && !norm.is_finite(k) && (norm.is_infinitive(k) || norm.xpos(k) == Xpos::Vbg)
        || norm.is_infinitive(k) && !norm.is_finite(k);
    let prep = norm.marker(k);
    for filler in drafts.fillers(k) {
        let own = drafts.norm.subject(filler.word).is_some();
        let role = if open && !(own && filler.word != k) { Role::Open } else { Role::Clause };
        drafts.fill(id, role, &filler, prep.clone());
    }
}

fn adverbial(drafts: &mut Drafts, id: FrameId, head: usize, k: usize) {
    let norm = &drafts.norm;
    let marker = norm.marker(k);
    let gerund = norm.xpos(k) == Xpos::Vbg
        || norm.by(k, Deprel::Aux).chain(norm.by(k, Deprel::AuxPass)).chain(norm.by(k, Deprel::Cop)).any(|a| norm.xpos(a) == Xpos::Vbg);
    let frame = drafts.frame(id);
    let completing = k > head && gerund && norm.subject(k).is_none() && COMPLETING.contains(&marker.as_str());
    let rule = vocab().control(&frame.lemma);
    let infinitive = k > head
        && norm.is_infinitive(k)
        && marker.is_empty()
        && norm.kids(head).all(|c| norm.rel[c] != Deprel::Xcomp)
        && rule.is_some_and(|c| !c.subject && (c.recipient && frame_has_object(drafts, id) || !drafts.oblique(id, &c.preps).is_empty()));
    // "called for Lima to withdraw"
    let asked_for = k > head
        && norm.is_infinitive(k)
        && norm.by(k, Deprel::Mark).any(|m| norm.form[m] == "for")
        && rule.is_some_and(|c| c.preps.contains(&"for"));
    if completing || infinitive || asked_for {
        drafts.push(id, Role::Open, k, marker);
        return;
    }
    let marker = if marker.is_empty() && norm.is_infinitive(k) { SmolStr::new_static("to") } else { marker };
    drafts.push(id, Role::Adverbial, k, marker);
}

fn frame_has_object(drafts: &Drafts, id: FrameId) -> bool {
    let frame = drafts.frame(id);
    frame.arg(Role::Theme).is_some() || frame.arg(Role::Recipient).is_some()
}
