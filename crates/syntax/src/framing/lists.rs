//! Coordinations that parsers nest or cut in the wrong place.
//!
//! In: the arcs of [`Norm`] as the tree has them. Out: the same with the members of a list side by side, the subject of a second clause taken
//! out of the first one's object, and what stands on the wrong side of a finite verb put back. It never makes a list where the words have
//! neither comma nor conjunction.

use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, Upos, Xpos};

/// Mends what there is to mend.
pub(super) fn mend(norm: &mut Norm) {
    for i in 0..norm.len() {
        out_of_small_word(norm, i);
        list_as_apposition(norm, i);
        side_by_side(norm, i);
        pair_in_headline(norm, i);
        next_clause(norm, i);
        clause_in_list(norm, i);
        across_verb(norm, i);
        subject_with_preposition(norm, i);
    }
    for i in 0..norm.len() {
        left_out_verb(norm, i);
    }
}

/// "each other [of firing]", "[Lima] may or may not sign": nothing hangs on a part of a fixed phrase, and no subject on an auxiliary.
fn out_of_small_word(norm: &mut Norm, k: usize) {
    let Some(small) = norm.head(k) else { return };
    let fixed = norm.rel[small] == Deprel::Fixed && norm.rel[k] != Deprel::Fixed;
    let auxiliary = matches!(norm.rel[small], Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && norm.rel[k].is_subject();
    if let Some(head) = norm.head(small).filter(|_| fixed || auxiliary) {
        let rel = norm.rel[k];
        norm.hang(k, head, rel);
    }
}

/// "The king, [the premier] and the general signed": what ends in "and" and is not closed by a comma is a list.
fn list_as_apposition(norm: &mut Norm, k: usize) {
    if norm.rel[k] != Deprel::Appos || !norm.is_nominal(k) {
        return;
    }
    let linked = |n: &Norm, c: usize| n.is_nominal(c) && n.by(c, Deprel::Cc).any(|w| n.form[w] == "and");
    let Some(first) = norm.head(k).filter(|&f| f < k && norm.is_nominal(f) && norm.rel[f] == Deprel::Nsubj) else { return };
    let Some(last) = norm.by(k, Deprel::Conj).last().filter(|&c| linked(norm, c)) else { return };
    let before = norm.leftmost(k).checked_sub(1).is_some_and(|b| norm.is_form(b, ","));
    let next = norm.rightmost(last) + 1;
    let open = norm.head(first) == Some(next) || norm.upos.get(next) == Some(&Upos::Aux);
    if before && open && norm.by(first, Deprel::Conj).next().is_none() {
        norm.rel[k] = Deprel::Conj;
        for c in norm.by(k, Deprel::Conj).collect::<Vec<_>>() {
            norm.hang(c, first, Deprel::Conj);
        }
    }
}

/// "Lima, Quito [and Bogotá] agreed": the third is beside the first, not below the second.
fn side_by_side(norm: &mut Norm, k: usize) {
    let listed = |n: &Norm, k: usize| n.rel[k] == Deprel::Conj && n.is_nominal(k);
    let Some(second) = norm.head(k).filter(|&s| listed(norm, k) && listed(norm, s) && s < k) else { return };
    let comma = norm.leftmost(second).checked_sub(1).is_some_and(|b| norm.is_form(b, ","));
    if let Some(first) = norm.head(second).filter(|&f| comma && norm.is_nominal(f) && norm.by(second, Deprel::Cc).next().is_none()) {
        norm.hang(k, first, Deprel::Conj);
    }
}

/// "Lima, Quito agree to …": the plural verb of a headline has both for its subject.
fn pair_in_headline(norm: &mut Norm, k: usize) {
    let name = |n: &Norm, i: usize| n.xpos(i) == Xpos::Nnp;
    let Some(first) = norm.head(k).filter(|&f| f + 2 == k && norm.rel[k] == Deprel::Appos && name(norm, k) && name(norm, f)) else {
        return;
    };
    let plural = norm.head(first).is_some_and(|v| v == k + 1 && norm.rel[first] == Deprel::Nsubj && norm.xpos(v) == Xpos::Vbp);
    if plural && norm.is_form(first + 1, ",") {
        norm.rel[k] = Deprel::Conj;
    }
}

/// "Lima recalled its envoy [and Quito] closed the border": the noun right before a finite verb without a link of its own is its subject.
fn next_clause(norm: &mut Norm, verb: usize) {
    let bare = norm.rel[verb] == Deprel::Conj && norm.is_finite(verb) && norm.subject(verb).is_none();
    let Some(first) = norm.head(verb).filter(|&f| bare && f < verb && norm.upos[f] == Upos::Verb) else { return };
    if norm.upos[verb] != Upos::Verb {
        return;
    }
    let own = norm.by(verb, Deprel::Cc).next();
    // A link that hangs on the verb stands before the noun, not before the verb.
    let before = |&k: &usize| k < verb && Some(k) != own && norm.upos[k] != Upos::Punct;
    let start = norm.kids(verb).filter(before).map(|k| norm.leftmost(k)).min().unwrap_or(verb);
    let Some(last) = start.checked_sub(1).filter(|&l| l > first && norm.upos[l] != Upos::Punct) else { return };
    let mut at = last;
    while norm.rel[at] != Deprel::Conj {
        let Some(h) = norm.head(at).filter(|&h| h > first && h < verb) else { return };
        at = h;
    }
    let link = norm.by(at, Deprel::Cc).next().xor(own.filter(|&c| c + 1 == norm.leftmost(at)));
    let inner =
        norm.is_nominal(at) && norm.head(at).is_some_and(|o| o > first && o < at && norm.is_nominal(o)) && norm.rightmost(at) == last;
    if let Some(link) = link.filter(|_| inner) {
        norm.hang(at, verb, Deprel::Nsubj);
        norm.hang(link, verb, Deprel::Cc);
    }
}

/// "recalled the envoy and the king [dissolved] parliament": a participle that has a noun with an article before it has a subject.
fn clause_in_list(norm: &mut Norm, verb: usize) {
    let past = norm.upos[verb] == Upos::Verb && matches!(norm.xpos(verb), Xpos::Vbd | Xpos::Vbn) && norm.rel[verb] == Deprel::Amod;
    let Some(object) = norm.head(verb).filter(|&o| past && o > verb && norm.rel[o] == Deprel::Conj) else { return };
    let Some(link) = norm.by(object, Deprel::Cc).find(|&c| c < verb) else { return };
    let subject = norm.kids(verb).find(|&s| s + 1 == verb && norm.is_nominal(s) && matches!(norm.rel[s], Deprel::Nsubj | Deprel::Compound));
    let article = norm.by(object, Deprel::Det).find(|&d| d == link + 1 && d < verb);
    let mut at = object;
    while norm.upos[at] != Upos::Verb {
        let Some(h) = norm.head(at).filter(|&h| h < at) else { return };
        at = h;
    }
    if let Some((subject, article)) = subject.zip(article).filter(|_| norm.is_finite(at)) {
        norm.hang(verb, at, Deprel::Conj);
        norm.tags[verb] = Xpos::Vbd;
        norm.hang(object, verb, Deprel::Obj);
        norm.hang(subject, verb, Deprel::Nsubj);
        norm.hang(link, verb, Deprel::Cc);
        norm.hang(article, subject, Deprel::Det);
    }
}

/// "A decision to cancel [the visa] drew [criticism] from Quito", with the two objects exchanged: nothing below a verb inside the subject
/// stands behind the finite verb.
fn across_verb(norm: &mut Norm, main: usize) {
    let Some(subject) = norm.subject(main).filter(|&s| s < main && norm.is_finite(main) && norm.upos[main] == Upos::Verb) else { return };
    let inner: Vec<usize> =
        norm.kids(subject).filter(|&v| v > subject && v < main && norm.rel[v] == Deprel::Acl && norm.upos[v] == Upos::Verb).collect();
    for verb in inner {
        let behind: Vec<usize> = norm.kids(verb).filter(|&k| k > main && norm.upos[k] != Upos::Punct).collect();
        let object = norm.by(main, Deprel::Obj).find(|&o| o > verb && o < main);
        if let Some(object) = object.filter(|_| !behind.is_empty()) {
            norm.hang(object, verb, Deprel::Obj);
        }
        for k in behind {
            let rel = norm.rel[k];
            norm.hang(k, main, rel);
            // Its article stands before the other one.
            for det in norm.by(k, Deprel::Det).filter(|&d| d < main).collect::<Vec<_>>() {
                norm.hang(det, object.unwrap_or(k), Deprel::Det);
            }
        }
    }
}

/// "Only after [the vote] did Lima agree": of two subjects, the one with a preposition is none.
fn subject_with_preposition(norm: &mut Norm, verb: usize) {
    let subjects: Vec<usize> = norm.by(verb, Deprel::Nsubj).collect();
    let [first, _] = subjects[..] else { return };
    if first < verb && norm.by(first, Deprel::Case).any(|c| c < first && norm.xpos(c) == Xpos::In) {
        norm.rel[first] = Deprel::Obl;
    }
}

/// "accused Lima of arming rebels [and Quito of sheltering them]": the second accused is no object of the first deed. What it shares with
/// the first clause has no place in a frame, so it stands alone with its own deed.
fn left_out_verb(norm: &mut Norm, verb: usize) {
    if norm.upos[verb] != Upos::Verb || !vocab().takes_of(&norm.lemma[verb]) {
        return;
    }
    let of_gerund = |n: &Norm, g: usize| n.xpos(g) == Xpos::Vbg && n.kids(g).any(|m| m < g && n.form[m] == "of");
    let deeds: Vec<usize> = (verb + 1..norm.len()).filter(|&g| of_gerund(norm, g) && norm.is_within(g, verb)).collect();
    let [deed, second] = deeds[..] else { return };
    let object = norm.by(deed, Deprel::Obj).find(|&o| o > deed && o < second);
    let found = object.and_then(|o| norm.by(o, Deprel::Conj).find(|&c| norm.is_form(norm.rightmost(c) + 1, "of") && c < second));
    if let Some(name) = found {
        norm.hang(name, verb, Deprel::Orphan);
        norm.hang(second, name, Deprel::Acl);
    }
}
