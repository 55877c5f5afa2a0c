//! Constructions that treebanks analyse by their parts, put into the shape that the readers expect.
//!
//! In: the arcs of [`Norm`] as the tree has them. Out: the same with auxiliaries of more than one word ("is going to"), predicates that are
//! prepositional phrases ("is against sanctions"), long prepositions ("on behalf of") and coordinations by "rather than" rewritten. Unlike
//! `repair`, it takes the tree to be right.

use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, Upos, Xpos};
use smol_str::SmolStr;

/// Long prepositions, and coordination that denies.
pub(super) fn phrases(norm: &mut Norm) {
    for i in 0..norm.len() {
        long_preposition(norm, i);
        rather_than(norm, i);
    }
}

/// Heads of clauses: copulas before a phrase, auxiliaries of several words (innermost first).
pub(super) fn clauses(norm: &mut Norm) {
    for i in 0..norm.len() {
        prepositional_predicate(norm, i);
    }
    for i in norm.top_down().into_iter().rev() {
        long_auxiliary(norm, i);
    }
}

/// "in [case] support [K] of [case] Ukraine [X]": X takes the place of K, with the whole as its preposition.
fn long_preposition(norm: &mut Norm, k: usize) {
    if norm.upos[k] != Upos::Noun || !matches!(norm.rel[k], Deprel::Obl | Deprel::Nmod | Deprel::Root | Deprel::Conj | Deprel::Ccomp) {
        return;
    }
    let Some(first) = norm.by(k, Deprel::Case).next().filter(|&c| c < k && k - c <= 2) else { return };
    let plain = |&c: &usize| c > first && c < k && norm.form[c] != "the";
    if norm.kids(k).any(|c| plain(&c)) {
        return;
    }
    let found = norm.kids(k).find_map(|x| {
        let case = norm.kids(x).find(|&c| matches!(norm.rel[c], Deprel::Case | Deprel::Mark))?;
        let the = if k - first == 2 { "the " } else { "" };
        let words = format!("{} {the}{} {}", norm.form[first], norm.form[k], norm.form[case]);
        (matches!(norm.rel[x], Deprel::Nmod | Deprel::Obl | Deprel::Acl) && case == k + 1 && vocab().is_preposition(&words))
            .then_some((x, words))
    });
    let Some((x, words)) = found else { return };
    let clausal = norm.rel[x] == Deprel::Acl;
    let head = norm.head(k);
    let cop: Vec<usize> = norm.kids(k).filter(|&c| c != x && !matches!(norm.rel[c], Deprel::Case | Deprel::Det)).collect();
    norm.rel[x] = if clausal && norm.rel[k] == Deprel::Obl { Deprel::Advcl } else { norm.rel[k] };
    norm.move_to(x, head);
    norm.move_to(k, Some(x));
    norm.rel[k] = Deprel::Case;
    for c in cop {
        norm.move_to(c, Some(x));
    }
    norm.preps[x] = Some(SmolStr::new(words));
}

/// A verb coordinated by "rather than" is an adverbial clause of the first.
fn rather_than(norm: &mut Norm, i: usize) {
    if norm.rel[i] == Deprel::Conj && norm.upos[i] == Upos::Verb && norm.is_set_aside(i) {
        norm.rel[i] = Deprel::Advcl;
    }
}

/// "China is against sanctions": the copula becomes a verb with an oblique.
fn prepositional_predicate(norm: &mut Norm, i: usize) {
    if !matches!(norm.upos[i], Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) || norm.prep(i).is_empty() {
        return;
    }
    let Some(cop) = norm.by(i, Deprel::Cop).next_back() else { return };
    let (head, rel) = (norm.head(i), norm.rel[i]);
    let moved: Vec<usize> = norm
        .kids(i)
        .filter(|&k| {
            norm.rel[k].is_subject()
                || matches!(
                    norm.rel[k],
                    Deprel::Aux | Deprel::Mark | Deprel::Expl | Deprel::Advcl | Deprel::Parataxis | Deprel::Punct | Deprel::Cc
                )
                || norm.rel[k] == Deprel::Advmod && k < i
                || norm.rel[k] == Deprel::Conj
                    && (norm.upos[k] == Upos::Verb || norm.kids(k).any(|c| norm.rel[c].is_subject() || norm.rel[c] == Deprel::Cop))
        })
        .collect();
    norm.move_to(cop, head);
    (norm.rel[cop], norm.upos[cop]) = (rel, Upos::Verb);
    for k in moved {
        norm.move_to(k, Some(cop));
    }
    norm.move_to(i, Some(cop));
    norm.rel[i] = Deprel::Obl;
}

/// "is going to", "has to", "needs to", "is to", "used to": the infinitive is the clause, the verb before it an auxiliary.
fn long_auxiliary(norm: &mut Norm, p: usize) {
    if !matches!(norm.upos[p], Upos::Verb | Upos::Aux) || matches!(norm.rel[p], Deprel::Aux | Deprel::Cop | Deprel::AuxPass) {
        return;
    }
    let transparent = match norm.lemma[p].as_str() {
        "go" => norm.xpos(p) == Xpos::Vbg && norm.by(p, Deprel::Aux).next().is_some(),
        "have" | "need" | "ought" | "be" => true,
        "use" => {
            matches!(norm.form[p].as_str(), "used" | "use") && norm.by(p, Deprel::AuxPass).next().is_none() && norm.xpos(p) != Xpos::Vbn
        }
        _ => false,
    };
    let x = norm.by(p, Deprel::Xcomp).find(|&x| x > p && norm.is_infinitive(x));
    let Some(x) = x.filter(|_| transparent && norm.kids(p).all(|k| !matches!(norm.rel[k], Deprel::Obj | Deprel::Iobj))) else { return };
    norm.rel[x] = norm.rel[p];
    let head = norm.head(p);
    norm.move_to(x, head);
    for k in norm.kids(p).collect::<Vec<_>>() {
        norm.move_to(k, Some(x));
    }
    norm.move_to(p, Some(x));
    norm.rel[p] = Deprel::Aux;
}
