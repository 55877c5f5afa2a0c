//! Arcs that parsers often get wrong and that cost a frame its speaker or its content.
//!
//! In: the arcs of [`Norm`]. Out: the same with a few heads moved: contents of speech hung on the addressee or on a clause of time, "of"
//! hung on the accused, participles hung on the clause before them. Each move needs a sign in the words that the tree is wrong; gold
//! trees pass unchanged. It never adds or removes a word.

use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, Upos, Xpos};

/// Mends what there is to mend.
pub(super) fn repair(norm: &mut Norm) {
    for i in 0..norm.len() {
        replacing(norm, i);
        gerund_taken_for_noun(norm, i);
        if norm.upos[i] != Upos::Verb {
            continue;
        }
        if vocab().is_speech(&norm.lemma[i]) {
            content(norm, i);
        }
        if vocab().takes_of(&norm.lemma[i]) {
            of_phrase(norm, i);
        }
        bare_object(norm, i);
        participle(norm, i);
    }
}

/// "Rather than [condemning …], it condemned": what did not happen stands right after the words, not after the comma.
fn replacing(norm: &mut Norm, k: usize) {
    let second = match norm.form[k].as_str() {
        "rather" => "than",
        "instead" => "of",
        _ => return,
    };
    if norm.form.get(k + 1).is_none_or(|f| f != second) {
        return;
    }
    let Some(head) = norm.head(k).filter(|&h| h > k) else { return };
    let denied = (k + 2..head).take_while(|&v| norm.form[v] != ",").find(|&v| norm.xpos(v) == Xpos::Vbg || norm.xpos(v) == Xpos::Vb);
    let clause = denied.filter(|&v| norm.head(v) == Some(head) && norm.kids(head).any(|s| norm.rel[s].is_subject() && s > v));
    if let Some(clause) = clause {
        norm.move_to(k, Some(clause));
        norm.rel[k] = Deprel::Mark;
        norm.rel[clause] = Deprel::Advcl;
    }
}

fn has_that(norm: &Norm, k: usize) -> bool {
    norm.kids(k).any(|m| {
        m < k
            && norm.form[m] == "that"
            && (norm.rel[m] == Deprel::Mark || norm.rel[m] != Deprel::Nsubj && norm.subject(k).is_some_and(|s| m < s))
    })
}

/// "told supporters [that he was ready]", "told me before he left [that it would help]", "told me [that after Friday she felt …]".
fn content(norm: &mut Norm, verb: usize) {
    if norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis)) {
        return;
    }
    let whole = |n: &Norm, k: usize| has_that(n, k) && n.subject(k).is_some() && n.is_finite(k);
    let below = |n: &Norm, k: usize| match n.rel[k] {
        Deprel::Iobj | Deprel::OblAgent | Deprel::Obl if vocab().noun(&n.lemma[k]).is_none() => {
            n.kids(k).find(|&c| c > verb && matches!(n.rel[c], Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp) && whole(n, c))
        }
        Deprel::Advcl if k > verb && !vocab().is_speech(&n.lemma[k]) => n.by(k, Deprel::Ccomp).find(|&c| whole(n, c)),
        Deprel::Conj if n.by(k, Deprel::Cc).next().is_none() && whole(n, k) => Some(k),
        _ => None,
    };
    let found = norm.kids(verb).find_map(|k| below(norm, k));
    if let Some(clause) = found {
        norm.move_to(clause, Some(verb));
        norm.rel[clause] = Deprel::Ccomp;
        for m in norm.kids(clause).filter(|&m| norm.form[m] == "that" && m < clause).collect::<Vec<_>>() {
            norm.rel[m] = Deprel::Mark;
        }
    }
}

/// Whether an "of" stands before the word.
pub(super) fn is_of(norm: &Norm, k: usize) -> bool {
    norm.kids(k).any(|c| c < k && norm.form[c] == "of" && matches!(norm.rel[c], Deprel::Case | Deprel::Mark))
}

/// "accused Lima, which backs them, [of lying]": past the comma that closes a relative clause, "of" belongs to the verb.
fn past_relative(norm: &Norm, object: usize) -> Option<usize> {
    let relative = norm.by(object, Deprel::AclRelcl).next_back()?;
    let closing = |k: usize| norm.leftmost(k).checked_sub(1).is_some_and(|b| norm.form[b] == "," && b > relative);
    norm.kids(relative).find(|&k| k > relative && is_of(norm, k) && closing(k))
}

/// "accused [Moscow of violations]", "accused the United States of [fuelling fires]".
fn of_phrase(norm: &mut Norm, verb: usize) {
    let holds = |n: &Norm, k: usize| matches!(n.rel[k], Deprel::Obj | Deprel::Iobj | Deprel::OblAgent);
    let Some(object) = norm.kids(verb).find(|&k| k > verb && holds(norm, k)) else { return };
    if !norm.kids(verb).any(|k| k > object && is_of(norm, k)) {
        let name = matches!(norm.upos[object], Upos::Propn | Upos::Pron);
        let gerund = |n: &Norm, k: usize| n.xpos(k) == Xpos::Vbg || gerund_before(n, k).is_some();
        let hung = norm.kids(object).find(|&k| k > object && is_of(norm, k) && (name || gerund(norm, k)));
        let hung = hung.or_else(|| past_relative(norm, object));
        if let Some(k) = hung {
            norm.move_to(k, Some(verb));
            norm.rel[k] = if norm.xpos(k) == Xpos::Vbg { Deprel::Advcl } else { Deprel::Obl };
        }
    }
    gerund_in_phrase(norm, verb);
}

/// "of [imposing sanctions]": a gerund right after "of", taken for a modifier of its own object.
pub(super) fn gerund_in_phrase(norm: &mut Norm, verb: usize) {
    let phrase = norm.kids(verb).find_map(|k| gerund_before(norm, k).filter(|_| is_of(norm, k)).map(|g| (k, g)));
    if let Some((noun, gerund)) = phrase {
        norm.move_to(gerund, Some(verb));
        (norm.rel[gerund], norm.rel[noun]) = (Deprel::Advcl, Deprel::Obj);
        norm.move_to(noun, Some(gerund));
        for case in norm.by(noun, Deprel::Case).filter(|&c| c < gerund).collect::<Vec<_>>() {
            norm.move_to(case, Some(gerund));
            norm.rel[case] = Deprel::Mark;
        }
    }
}

/// A gerund right after the preposition of a noun, taken for its modifier.
fn gerund_before(norm: &Norm, noun: usize) -> Option<usize> {
    let case = norm.by(noun, Deprel::Case).next()?;
    let first = (case + 1..noun).find(|&w| norm.upos[w] != Upos::Punct)?;
    let modifies = norm.head(first) == Some(noun) && matches!(norm.rel[first], Deprel::Compound | Deprel::Amod);
    (modifies && norm.xpos(first) == Xpos::Vbg).then_some(first)
}

/// "blames instead [Washington]": a name without a preposition is no oblique.
fn bare_object(norm: &mut Norm, verb: usize) {
    let has_object = norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Obj | Deprel::Ccomp | Deprel::AuxPass | Deprel::NsubjPass));
    let is_name = |n: &Norm, k: usize| {
        matches!(n.upos[k], Upos::Propn | Upos::Pron) && !vocab().is_time(&n.lemma[k]) && n.kids(k).all(|c| n.rel[c] != Deprel::Case)
    };
    let plain = |n: &Norm, k: usize| k > verb && n.rel[k] == Deprel::Obl && n.prep(k).is_empty() && is_name(n, k);
    let found = norm.kids(verb).find(|&k| plain(norm, k)).filter(|_| !has_object && norm.rel[verb] != Deprel::AclRelcl);
    if let Some(k) = found {
        norm.rel[k] = Deprel::Obj;
    }
}

/// "…, warning [that services are down]": a bare noun in "-ing" after a comma with a clause is a participle.
fn gerund_taken_for_noun(norm: &mut Norm, k: usize) {
    let bare = norm.upos[k] == Upos::Noun
        && norm.form[k].ends_with("ing")
        && k > 0
        && norm.form[k - 1] == ","
        && matches!(norm.rel[k], Deprel::Obl | Deprel::Appos | Deprel::Conj | Deprel::Parataxis);
    let verb = vocab().noun(&norm.lemma[k]).and_then(|n| n.verb).filter(|v| bare && vocab().is_speech(v));
    let clause = norm.kids(k).find(|&c| c > k && matches!(norm.rel[c], Deprel::Acl | Deprel::Ccomp) && norm.is_finite(c));
    let Some((verb, clause)) = verb.zip(clause).filter(|_| norm.kids(k).all(|c| c > k || norm.upos[c] == Upos::Punct)) else { return };
    (norm.upos[k], norm.tags[k], norm.lemma[k]) = (Upos::Verb, Xpos::Vbg, verb);
    (norm.rel[k], norm.rel[clause]) = (Deprel::Advcl, Deprel::Ccomp);
}

const SUBORDINATORS: &[&str] =
    &["while", "whilst", "when", "after", "before", "since", "although", "though", "despite", "without", "by", "rather than", "instead of"];

/// "[respecting sovereignty], stressing that …": the participle goes with the finite clause. "its partner, whilst trying …": with the verb.
fn participle(norm: &mut Norm, k: usize) {
    if norm.xpos(k) != Xpos::Vbg || norm.subject(k).is_some() {
        return;
    }
    let Some(head) = norm.head(k).filter(|&h| h < k) else { return };
    let marker = norm.marker(k);
    let left = norm.leftmost(k);
    let comma = left > 0 && norm.form[left - 1] == ",";
    let beside_clause =
        norm.rel[k] == Deprel::Advcl && marker.is_empty() && comma && norm.upos[head] == Upos::Verb && !norm.is_finite(head);
    let beside_noun = norm.rel[k] == Deprel::Acl
        && !matches!(norm.upos[head], Upos::Verb | Upos::Aux)
        && (SUBORDINATORS.contains(&marker.as_str()) && marker != "by"
            || comma && marker.is_empty() && vocab().is_speech(&norm.lemma[k]) && !norm.rel[head].is_subject());
    if !beside_clause && !beside_noun {
        return;
    }
    let mut at = head;
    for _ in 0..norm.len() {
        let clause = norm.upos[at] == Upos::Verb && (norm.is_finite(at) || beside_noun && !marker.is_empty())
            || norm.by(at, Deprel::Cop).next().is_some();
        if clause {
            norm.move_to(k, Some(at));
            norm.rel[k] = Deprel::Advcl;
            return;
        }
        let Some(h) = norm.head(at).filter(|&h| h < k) else { return };
        at = h;
    }
}
