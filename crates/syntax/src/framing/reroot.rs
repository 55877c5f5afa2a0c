//! Main verbs that parsers take for modifiers, and dependents that they hang one clause too deep.
//!
//! In: the arcs of [`Norm`]. Out: the same with the verb of the sentence at its root and addressees, finite conjuncts, names and "as"
//! phrases on the verb that they belong to. Like `repair`, it moves nothing without a sign in the words that the tree is wrong.

use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, Upos, Xpos};

/// Mends the skeleton of the sentence.
pub(super) fn reroot(norm: &mut Norm) {
    for i in 0..norm.len() {
        verb_for_modifier(norm, i);
        verb_after_relative(norm, i);
        verb_for_participle(norm, i);
        verb_for_relative(norm, i);
    }
    for i in 0..norm.len() {
        if norm.upos[i] == Upos::Verb {
            addressee(norm, i);
            conjunct(norm, i);
            asked(norm, i);
            as_phrase(norm, i);
            second_object(norm, i);
        }
    }
}

/// Puts the verb at the root, with the marks and the tail of the noun that stood there.
fn take_root(norm: &mut Norm, verb: usize, noun: usize) {
    norm.move_to(verb, None);
    (norm.rel[verb], norm.tags[verb]) = (Deprel::Root, Xpos::Vbd);
    let moved = |n: &Norm, k: usize| {
        matches!(n.rel[k], Deprel::Punct | Deprel::Parataxis | Deprel::Advcl) && (k < verb || k > noun && n.head(noun).is_none())
            || n.rel[k] == Deprel::Conj && n.upos[k] == Upos::Verb
    };
    for k in norm.kids(noun).filter(|&k| k != verb && moved(norm, k)).collect::<Vec<_>>() {
        norm.move_to(k, Some(verb));
    }
}

/// "Taipei [voiced] concern and urged …": a participle before the noun at the root that has a subject, or a name before and a verb beside it.
fn verb_for_modifier(norm: &mut Norm, verb: usize) {
    let past = norm.upos[verb] == Upos::Verb && matches!(norm.xpos(verb), Xpos::Vbd | Xpos::Vbn);
    let Some(noun) = norm.head(verb).filter(|&n| past && n > verb && norm.head(n).is_none() && norm.is_nominal(n)) else { return };
    if !matches!(norm.rel[verb], Deprel::Amod | Deprel::Acl) || norm.by(noun, Deprel::Cop).next().is_some() {
        return;
    }
    let own = norm.by(verb, Deprel::Nsubj).find(|&s| s < verb);
    let beside = |h: usize| norm.by(h, Deprel::Conj).any(|k| k > noun && norm.xpos(k) == Xpos::Vbd && norm.subject(k).is_none());
    let named = || {
        let before = norm.kids(noun).find(|&s| s + 1 == verb && norm.upos[s] == Upos::Propn);
        before.filter(|&s| beside(noun) || beside(verb) || is_only_verb(norm, verb) && s == norm.leftmost(noun))
    };
    let Some(subject) = own.or_else(named) else { return };
    take_root(norm, verb, noun);
    norm.hang(subject, verb, Deprel::Nsubj);
    norm.hang(noun, verb, Deprel::Obj);
    for k in norm.kids(noun).filter(|&k| k < verb).collect::<Vec<_>>() {
        let head = if norm.upos[k] == Upos::Propn { subject } else { verb };
        norm.move_to(k, Some(head));
    }
    // "…, [accusing] Paris"
    let trailing = |n: &Norm, k: usize| k > noun && n.rel[k] == Deprel::Acl && n.xpos(k) == Xpos::Vbg;
    for k in norm.kids(noun).filter(|&k| trailing(norm, k) && norm.is_form(norm.leftmost(k).wrapping_sub(1), ",")).collect::<Vec<_>>() {
        norm.hang(k, verb, Deprel::Advcl);
    }
    // "and pledged [aid]"
    let bare = |n: &Norm, k: usize| n.by(k, Deprel::Obj).next().is_none();
    let second = norm.by(verb, Deprel::Conj).find(|&k| k > noun && norm.upos[k] == Upos::Verb && bare(norm, k));
    let Some(second) = second else { return };
    let own_link = |n: &Norm, k: usize| n.by(k, Deprel::Cc).any(|c| c > second);
    let tail = norm.by(noun, Deprel::Conj).find(|&k| k > second && norm.is_nominal(k) && !own_link(norm, k));
    if let Some(tail) = tail {
        norm.hang(tail, second, Deprel::Obj);
        for link in norm.by(tail, Deprel::Cc).collect::<Vec<_>>() {
            norm.move_to(link, Some(second));
        }
    }
}

/// Whether no other word of the sentence is a finite verb.
fn is_only_verb(norm: &Norm, verb: usize) -> bool {
    (0..norm.len()).all(|w| w == verb || !matches!(norm.xpos(w), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
}

/// "The statement [called] on Paris to withdraw.": a sentence with a stop whose only verb is taken for a participle of its subject, although
/// what follows the verb is none that a participle has.
fn verb_for_participle(norm: &mut Norm, verb: usize) {
    let past = matches!(norm.xpos(verb), Xpos::Vbd | Xpos::Vbn) && norm.rel[verb] == Deprel::Acl && norm.upos[verb] == Upos::Verb;
    let Some(noun) = norm.head(verb).filter(|&n| past && n < verb && norm.head(n).is_none() && norm.is_nominal(n)) else { return };
    let beside = norm.leftmost(verb) > noun && norm.form[norm.leftmost(verb) - 1] != ",";
    let closed = norm.form.iter().rev().take(2).any(|f| f == ".") && is_only_verb(norm, verb);
    let preps = vocab().control(&norm.lemma[verb]).map_or(&[][..], |c| &c.preps);
    let active = norm.kids(verb).any(|k| {
        let object =
            matches!(norm.rel[k], Deprel::Obj | Deprel::Ccomp) || norm.rel[k] == Deprel::Obl && preps.contains(&norm.prep(k).as_str());
        k > verb && object
    });
    if beside && closed && active && norm.by(verb, Deprel::AuxPass).next().is_none() {
        take_root(norm, verb, noun);
        norm.hang(noun, verb, Deprel::Nsubj);
    }
}

/// "The text neither [names] Riga nor …", "The demand that … was [repeated]": a finite verb that neither has a subject nor a pronoun before it
/// is no relative clause, but that of the sentence.
fn verb_for_relative(norm: &mut Norm, verb: usize) {
    let relative = norm.rel[verb] == Deprel::AclRelcl && norm.upos[verb] == Upos::Verb && norm.is_finite(verb);
    let Some(noun) = norm.head(verb).filter(|&n| relative && n < verb && norm.head(n).is_none() && norm.is_nominal(n)) else { return };
    let own = norm.kids(verb).any(|k| k < verb && !matches!(norm.upos[k], Upos::Aux | Upos::Adv | Upos::Part | Upos::Cconj | Upos::Det));
    let verbless = norm.kids(noun).all(|k| !matches!(norm.rel[k], Deprel::Cop | Deprel::Nsubj | Deprel::Parataxis));
    let pronoun =
        norm.kids(verb).any(|k| matches!(norm.xpos(k), Xpos::Wp | Xpos::Wdt | Xpos::Wrb)) || norm.rightmost(verb) != norm.rightmost(noun);
    if own || !verbless || pronoun {
        return;
    }
    let rel = if norm.by(verb, Deprel::AuxPass).next().is_some() { Deprel::NsubjPass } else { Deprel::Nsubj };
    norm.move_to(verb, None);
    norm.rel[verb] = Deprel::Root;
    norm.hang(noun, verb, rel);
}

/// "Riga, which had condemned the raid, [supplied] arms": after the comma no list goes on, but the clause.
fn verb_after_relative(norm: &mut Norm, verb: usize) {
    let past = matches!(norm.xpos(verb), Xpos::Vbd | Xpos::Vbn) && norm.rel[verb] == Deprel::Amod && norm.upos[verb] == Upos::Verb;
    if !past || verb == 0 || norm.form[verb - 1] != "," {
        return;
    }
    let Some(object) = norm.head(verb).filter(|&o| o > verb && norm.rel[o] == Deprel::Conj && norm.leftmost(o) == verb) else { return };
    let Some(first) = norm.head(object).filter(|_| norm.by(object, Deprel::Cc).next().is_none()) else { return };
    let Some(relative) = norm.head(first).filter(|&r| norm.rel[r] == Deprel::AclRelcl && norm.by(first, Deprel::Conj).count() == 1) else {
        return;
    };
    let Some(subject) = norm.head(relative).filter(|&s| norm.head(s).is_none() && norm.is_nominal(s) && s < relative) else { return };
    take_root(norm, verb, object);
    for k in norm.kids(subject).filter(|&k| k > verb).collect::<Vec<_>>() {
        norm.move_to(k, Some(verb));
    }
    let rel = if norm.by(subject, Deprel::Case).next().is_some() { Deprel::Obl } else { Deprel::Nsubj };
    norm.hang(subject, verb, rel);
    norm.hang(object, verb, Deprel::Obj);
}

/// "told [the BBC] it would …": of two subjects the first, right after a verb that addresses, is addressed.
fn addressee(norm: &mut Norm, verb: usize) {
    let addresses = vocab().control(&norm.lemma[verb]).is_some_and(|c| c.recipient || c.addressee);
    if !(addresses || norm.lemma[verb] == "tell") || norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Obj | Deprel::Iobj)) {
        return;
    }
    let subjects = |n: &Norm, c: usize| n.kids(c).filter(|&s| matches!(n.rel[s], Deprel::Nsubj | Deprel::NsubjPass)).collect::<Vec<_>>();
    let found = norm.by(verb, Deprel::Ccomp).filter(|&c| c > verb).find_map(|c| match subjects(norm, c)[..] {
        [a, b] if norm.leftmost(a) == verb + 1 && a < b && b < c => Some(a),
        // "told [the press] the talks were over", with the press for an object of what is said.
        [b] => norm.by(c, Deprel::Obj).find(|&a| norm.leftmost(a) == verb + 1 && a < b && b < c),
        _ => None,
    });
    if let Some(k) = found {
        norm.hang(k, verb, Deprel::Iobj);
    }
}

/// "refused to condemn Paris and [blamed] Rome": a finite verb without a subject goes with the finite verb.
fn conjunct(norm: &mut Norm, k: usize) {
    if norm.rel[k] != Deprel::Conj || !matches!(norm.xpos(k), Xpos::Vbd | Xpos::Vbz) || norm.subject(k).is_some() {
        return;
    }
    let Some(first) = norm.head(k).filter(|&f| f < k && norm.xpos(f) == Xpos::Vb && norm.is_infinitive(f)) else { return };
    let mut at = first;
    while norm.rel[at] == Deprel::Xcomp && !norm.is_finite(at) {
        let Some(head) = norm.head(at).filter(|&h| h < at && norm.upos[h] == Upos::Verb) else { return };
        at = head;
    }
    if at != first && norm.xpos(at) == norm.xpos(k) {
        norm.move_to(k, Some(at));
    }
}

/// "[Asked] whether …, Lima replied that …": whoever was asked is the one who replies.
fn asked(norm: &mut Norm, k: usize) {
    let Some(verb) = norm.head(k).filter(|&v| v > k && norm.rel[k] == Deprel::Ccomp && vocab().is_speech(&norm.lemma[v])) else { return };
    let past = matches!(norm.xpos(k), Xpos::Vbd | Xpos::Vbn) && norm.subject(k).is_none() && norm.leftmost(k) == k;
    // "The envoy, [asked] whether …, said that …"
    let beside = norm.subject(verb).is_some_and(|s| k < s && s < verb || s < k && norm.is_form(k - 1, ","));
    if past && beside && norm.by(verb, Deprel::Ccomp).any(|c| c > verb) {
        (norm.rel[k], norm.tags[k]) = (Deprel::Advcl, Xpos::Vbn);
    }
}

/// "regarded the visit [as a threat]".
fn as_phrase(norm: &mut Norm, verb: usize) {
    if !vocab().takes_as(&norm.lemma[verb]) || norm.kids(verb).any(|k| norm.prep(k) == "as") {
        return;
    }
    let Some(object) = norm.by(verb, Deprel::Obj).find(|&o| o > verb) else { return };
    let found = norm.by(object, Deprel::Nmod).find(|&k| k > object && norm.prep(k) == "as");
    if let Some(k) = found {
        norm.hang(k, verb, Deprel::Obl);
    }
}

/// "deemed the vote [a fraud]", "handed [Paris] a note": a verb has one object; the other is said of it, or is its receiver.
fn second_object(norm: &mut Norm, verb: usize) {
    let objects: Vec<usize> = norm.by(verb, Deprel::Obj).filter(|&o| o > verb).collect();
    if let [first, second] = objects[..] {
        if vocab().is_naming(&norm.lemma[verb]) {
            norm.rel[second] = Deprel::Xcomp;
        } else if !norm.kids(verb).any(|k| norm.rel[k] == Deprel::Iobj) {
            norm.rel[first] = Deprel::Iobj;
        }
    }
}
