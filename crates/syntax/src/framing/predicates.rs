//! Which words are predicates.
//!
//! In: the arcs. Out: one open frame for each verb, predicative adjective or noun, and noun of event, with its lemma. It never looks for
//! arguments.

use super::draft::Drafts;
use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, PredicateKind, Upos, Xpos};
use smol_str::SmolStr;

/// Opens the frames in the order of the words.
pub(super) fn open_all(drafts: &mut Drafts) {
    // Heads first, so that a conjunct can ask what the first one is; ids follow this order and are renumbered at the end.
    for i in drafts.norm.top_down() {
        let Some(kind) = kind(drafts, i) else { continue };
        let norm = &drafts.norm;
        let noun = (kind != PredicateKind::Verb && norm.upos[i] != Upos::Adj).then(|| vocab().noun(&norm.lemma[i])).flatten();
        let lemma = lemma(norm, i, kind);
        drafts.open(i, kind, lemma, noun.and_then(|n| n.verb));
    }
}

fn lemma(norm: &Norm, i: usize, kind: PredicateKind) -> SmolStr {
    let particle = norm.by(i, Deprel::CompoundPrt).next().filter(|_| kind == PredicateKind::Verb);
    particle.map_or_else(|| norm.lemma[i].clone(), |p| SmolStr::new(format!("{}_{}", norm.lemma[i], norm.form[p])))
}

fn kind(drafts: &Drafts, i: usize) -> Option<PredicateKind> {
    let norm = &drafts.norm;
    let rel = norm.rel[i];
    let function_word = matches!(
        rel,
        Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Flat | Deprel::Goeswith
    ) || matches!(
        rel,
        Deprel::CompoundPrt | Deprel::Punct | Deprel::Cc | Deprel::CcPreconj | Deprel::Det | Deprel::Discourse | Deprel::Reparandum
    );
    if function_word {
        return None;
    }
    let copula = norm.by(i, Deprel::Cop).next().is_some();
    match norm.upos[i] {
        Upos::Verb => verb(norm, i),
        Upos::Aux => matches!(rel, Deprel::Root | Deprel::Conj | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::AclRelcl)
            .then_some(PredicateKind::Verb),
        _ if copula => Some(PredicateKind::Copular),
        Upos::Adj | Upos::Adv | Upos::Adp => adjective(drafts, i),
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => noun(drafts, i),
        _ => None,
    }
}

fn verb(norm: &Norm, i: usize) -> Option<PredicateKind> {
    match norm.rel[i] {
        Deprel::Amod => (matches!(norm.xpos(i), Xpos::Vbn | Xpos::Vbg) && !norm.is_capitalised(i)).then_some(PredicateKind::Verb),
        Deprel::Compound | Deprel::Advmod => None,
        _ => Some(PredicateKind::Verb),
    }
}

/// A conjunct of something that is said of a subject.
fn is_predicative_conjunct(drafts: &Drafts, i: usize) -> bool {
    drafts.norm.rel[i] == Deprel::Conj && drafts.norm.head(i).is_some_and(|h| drafts.kind_at(h) == Some(PredicateKind::Copular))
}

fn is_clausal(rel: Deprel) -> bool {
    matches!(
        rel,
        Deprel::Root
            | Deprel::Conj
            | Deprel::Ccomp
            | Deprel::Xcomp
            | Deprel::Advcl
            | Deprel::Acl
            | Deprel::AclRelcl
            | Deprel::Parataxis
            | Deprel::Csubj
    )
}

fn adjective(drafts: &Drafts, i: usize) -> Option<PredicateKind> {
    let norm = &drafts.norm;
    let complemented = norm.kids(i).any(|k| k > i && matches!(norm.rel[k], Deprel::Obl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl));
    let said_of = match norm.rel[i] {
        Deprel::Xcomp | Deprel::Acl | Deprel::AclRelcl => norm.upos[i] == Upos::Adj || norm.subject(i).is_some(),
        Deprel::Amod => norm.head(i).is_some_and(|h| h < i) && complemented,
        Deprel::Conj => is_predicative_conjunct(drafts, i) || norm.subject(i).is_some(),
        rel => is_clausal(rel) && (norm.subject(i).is_some() || norm.upos[i] == Upos::Adj && complemented),
    };
    said_of.then_some(PredicateKind::Copular)
}

fn noun(drafts: &Drafts, i: usize) -> Option<PredicateKind> {
    let norm = &drafts.norm;
    let rel = norm.rel[i];
    let secondary = rel == Deprel::Xcomp && norm.upos[i] != Upos::Pron && norm.prep(i).is_empty();
    if is_clausal(rel) && norm.subject(i).is_some() || secondary || is_predicative_conjunct(drafts, i) {
        return Some(PredicateKind::Copular);
    }
    let known = vocab().noun(&norm.lemma[i]).is_some();
    let event = match norm.upos[i] {
        Upos::Noun => known,
        // A noun with a capital in a headline; names have other names beside them.
        Upos::Propn => {
            known
                && !norm.kids(i).any(|k| matches!(norm.rel[k], Deprel::Flat | Deprel::Compound) && norm.upos[k] == Upos::Propn)
                && norm.kids(i).any(|k| matches!(norm.rel[k], Deprel::Nmod | Deprel::NmodPoss))
        }
        _ => false,
    };
    let inside_event = || norm.head(i).is_some_and(|h| norm.upos[h] == Upos::Noun && vocab().noun(&norm.lemma[h]).is_some());
    (event && (rel != Deprel::Compound || inside_event())).then_some(PredicateKind::Noun)
}
