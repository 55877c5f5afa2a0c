//! What coordinated predicates share: subject, object, auxiliaries, negation; possessor and complements of nouns.
//!
//! In: two frames, the second a conjunct of the first, the first settled. Out: both completed. It never shares across "but" what only the
//! first part says.

use super::draft::{Drafts, Filler};
use super::implied::role_of_subject;
use crate::{Arg, Deprel, FrameId, Implied, Modality, PredicateKind, Role, Tense, Upos, Xpos};

/// Shares between a frame and its conjunct.
pub(super) fn share(drafts: &mut Drafts, first: FrameId, second: FrameId) {
    match (drafts.frame(first).kind, drafts.frame(second).kind) {
        (PredicateKind::Noun, PredicateKind::Noun) => nouns(drafts, first, second),
        (PredicateKind::Noun, _) | (_, PredicateKind::Noun) => {}
        _ => {
            subject(drafts, first, second);
            objects(drafts, first, second);
        }
    }
}

/// Gives conjuncts the auxiliaries and the negation of the first, from the root downwards.
pub(super) fn share_marks(drafts: &mut Drafts) {
    for word in drafts.norm.top_down() {
        let first = drafts.norm.head(word).filter(|_| drafts.norm.rel[word] == Deprel::Conj).and_then(|h| drafts.at(h));
        let Some((first, second)) = first.zip(drafts.at(word)) else { continue };
        let noun = |id: FrameId| drafts.frame(id).kind == PredicateKind::Noun;
        if !noun(first) && !noun(second) {
            marks(drafts, first, second);
        }
    }
}

/// The verb forms from the first auxiliary to the predicate.
fn forms(drafts: &Drafts, word: usize) -> Vec<Xpos> {
    let norm = &drafts.norm;
    let auxiliary = |&k: &usize| matches!(norm.rel[k], Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && k < word;
    norm.kids(word).filter(auxiliary).chain([word]).map(|k| norm.xpos(k)).collect()
}

/// Tense, modality, voice and negation of "has condemned and rejected", "did not condemn or criticise".
fn marks(drafts: &mut Drafts, first: FrameId, second: FrameId) {
    let (a, b) = (drafts.frame(first).clone(), drafts.frame(second).clone());
    let norm = &drafts.norm;
    if norm.subject(b.head).is_some() || norm.is_infinitive(b.head) {
        return;
    }
    // The second goes on where the auxiliaries of the first leave off: "would [lose] and [be isolated]".
    let (whole, own) = (forms(drafts, a.head), forms(drafts, b.head));
    let bare = |x: &Xpos| matches!(x, Xpos::Vb | Xpos::Vbn | Xpos::Vbg);
    let same_form = own.first().is_some_and(|f| bare(f) && whole.contains(f)) && own.iter().all(bare);
    let same = same_form || own.len() == 1 && b.kind == PredicateKind::Copular && a.kind == PredicateKind::Copular;
    let but = norm.by(b.head, Deprel::Cc).any(|c| matches!(norm.form[c].as_str(), "but" | "yet"));
    let direct = a.negated.is_some_and(|n| norm.head(n) == Some(a.head));
    let finite = !matches!(norm.xpos(b.head), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let passive = a.passive && own.len() == 1 && norm.xpos(b.head) == Xpos::Vbn && !norm.kids(b.head).any(|k| norm.rel[k] == Deprel::Obj);
    let frame = &mut drafts.all[second].frame;
    if same && finite && frame.tense == Tense::None && frame.modality == Modality::None {
        (frame.tense, frame.perfect, frame.modality) = (a.tense, a.perfect || frame.perfect, a.modality);
        frame.passive |= passive;
    }
    // "No country recognised or supported it" negates both; a "not" of the first only where its auxiliary is shared.
    let reaches = !but && (same || !direct);
    if reaches && frame.negated.is_none() {
        frame.negated = a.negated;
    }
}

fn subject(drafts: &mut Drafts, first: FrameId, second: FrameId) {
    let head = drafts.frame(second).head;
    if drafts.norm.subject(head).is_some() || drafts.all[second].settled {
        return;
    }
    let conf = drafts.norm.conf(head);
    let own = |f: &Filler| Filler { word: f.word, implied: Some(Implied::Coordination), conf: f.conf * conf };
    let shared: Vec<Filler> = drafts.all[first].subject.iter().map(own).collect();
    if shared.is_empty() {
        return;
    }
    let role = role_of_subject(drafts, second);
    drafts.imply(second, role, &shared, Implied::Coordination, 1.0);
    drafts.all[second].subject = shared;
    drafts.all[second].settled = true;
}

fn is_complement(arg: &Arg) -> bool {
    matches!(arg.role, Role::Theme | Role::Clause | Role::Open)
}

/// "condemned and rejected the sanctions", with the object on either verb.
fn objects(drafts: &mut Drafts, first: FrameId, second: FrameId) {
    let (a, b) = (drafts.frame(first).clone(), drafts.frame(second).clone());
    if a.passive || b.passive || a.kind != PredicateKind::Verb || b.kind != PredicateKind::Verb {
        return;
    }
    let conf = drafts.norm.conf(b.head);
    let give = |drafts: &mut Drafts, to: FrameId, arg: &Arg| {
        let filler = Filler { word: arg.head, implied: Some(Implied::Coordination), conf: arg.confidence * conf };
        drafts.fill(to, arg.role, &filler, arg.prep.clone());
    };
    let bare = |f: &crate::Frame| !f.args.iter().any(|x| is_complement(x) || x.role == Role::Oblique && x.head > f.head);
    if bare(&b) {
        for arg in a.args.iter().filter(|x| is_complement(x) && x.head > b.head) {
            give(drafts, second, arg);
        }
    } else if bare(&a) && b.head == a.head + 2 && drafts.norm.upos[a.head + 1] == Upos::Cconj && drafts.norm.subject(b.head).is_none() {
        for arg in b.args.iter().filter(|x| is_complement(x) && x.head > b.head) {
            give(drafts, first, arg);
        }
    }
}

/// "Russia's invasion and occupation of Ukraine".
fn nouns(drafts: &mut Drafts, first: FrameId, second: FrameId) {
    let (a, b) = (drafts.frame(first).clone(), drafts.frame(second).clone());
    let norm = &drafts.norm;
    let own = norm.kids(b.head).any(|k| k < b.head && matches!(norm.rel[k], Deprel::Det | Deprel::NmodPoss | Deprel::Case));
    if own {
        return;
    }
    let (conf, near) = (norm.conf(b.head), b.head - a.head.min(b.head) <= 3);
    let lacks = |f: &crate::Frame, arg: &Arg| f.args.iter().all(|x| x.role != arg.role || x.prep != arg.prep);
    let shared = |arg: &Arg| Filler { word: arg.head, implied: Some(Implied::Coordination), conf: arg.confidence * conf };
    // A possessor stands before both; the rest only where the two are of a kind ("invasion and occupation", not "sovereignty and growth").
    let alike = a.verb.is_some() == b.verb.is_some();
    for arg in a.args.iter().filter(|x| (x.head < a.head && (alike || x.role == Role::Agent) || x.head > b.head && alike) && lacks(&b, x)) {
        drafts.fill(second, arg.role, &shared(arg), arg.prep.clone());
    }
    for arg in b.args.iter().filter(|x| near && alike && x.head > b.head && lacks(&a, x)) {
        drafts.fill(first, arg.role, &shared(arg), arg.prep.clone());
    }
    let frame = &mut drafts.all[second].frame;
    frame.negated = frame.negated.or(a.negated);
    frame.light = frame.light.or(a.light);
}
