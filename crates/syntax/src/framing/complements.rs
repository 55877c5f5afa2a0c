//! Complements that parsers take for circumstances, or hang on a noun nearby.
//!
//! In: the arcs of [`Norm`]. Out: the same with infinitives, gerunds, particles, second predicates and "by" phrases where the verb's or noun's
//! own habits (`data/complement_verbs.txt`) put them. It never touches a complement that the tree has.

use super::normal::Norm;
use super::repair::{gerund_in_phrase, is_of};
use super::vocab::vocab;
use crate::{Deprel, Upos, Xpos};

/// Mends what there is to mend.
pub(super) fn mend(norm: &mut Norm) {
    for i in 0..norm.len() {
        if norm.upos[i] == Upos::Verb {
            gerund_under_preposition(norm, i);
            particle(norm, i);
            stop_short(norm, i);
            naked(norm, i);
            infinitive(norm, i);
            carried(norm, i);
            gerund(norm, i);
            said_of(norm, i);
            receiver(norm, i);
            agent_of_passive(norm, i);
        } else if norm.upos[i] == Upos::Noun {
            agent_of_noun(norm, i);
        }
    }
}

/// "accused [of spying]": a gerund after a preposition is a clause.
fn gerund_under_preposition(norm: &mut Norm, verb: usize) {
    if norm.xpos(verb) != Xpos::Vbg || !matches!(norm.rel[verb], Deprel::Obl | Deprel::Nmod) || norm.by(verb, Deprel::Det).next().is_some()
    {
        return;
    }
    let cases: Vec<usize> = norm.by(verb, Deprel::Case).filter(|&c| c < verb).collect();
    if cases.is_empty() && norm.by(verb, Deprel::Mark).next().is_none() {
        return;
    }
    norm.rel[verb] = if norm.rel[verb] == Deprel::Obl { Deprel::Advcl } else { Deprel::Acl };
    for c in cases {
        norm.rel[c] = Deprel::Mark;
    }
}

/// "hand [over] the body": where verb and word are one, the noun is the object.
fn particle(norm: &mut Norm, verb: usize) {
    let Some(next) = norm.form.get(verb + 1) else { return };
    if !vocab().takes(&norm.lemma[verb], &format!("+{next}")) || norm.by(verb, Deprel::Obj).next().is_some() {
        return;
    }
    let found = norm.by(verb, Deprel::Obl).find(|&o| o > verb && norm.by(o, Deprel::Case).eq([verb + 1]));
    if let Some(object) = found.filter(|_| !norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::NsubjPass | Deprel::AuxPass))) {
        norm.hang(verb + 1, verb, Deprel::CompoundPrt);
        norm.rel[object] = Deprel::Obj;
    }
}

/// "stopped [short] of naming Lima": one verb of two words, completed by "of".
fn stop_short(norm: &mut Norm, verb: usize) {
    let short = verb + 1;
    let stops = matches!(norm.lemma[verb].as_str(), "stop" | "fall") && norm.is_form(short, "short") && norm.head(short) == Some(verb);
    if !stops {
        return;
    }
    for k in norm.kids(short).filter(|&k| k > short).collect::<Vec<_>>() {
        let rel = norm.rel[k];
        norm.hang(k, verb, rel);
    }
    norm.rel[short] = Deprel::CompoundPrt;
    gerund_in_phrase(norm, verb);
}

/// "let [the convoy] pass": a bare infinitive has no modifiers before it.
fn naked(norm: &mut Norm, verb: usize) {
    if !vocab().takes(&norm.lemma[verb], "naked") || norm.by(verb, Deprel::Obj).next().is_some() {
        return;
    }
    let Some(clause) = norm.by(verb, Deprel::Xcomp).find(|&x| x > verb + 1 && norm.xpos(x) == Xpos::Vb && !norm.is_infinitive(x)) else {
        return;
    };
    let before = norm.kids(clause).find(|&k| k > verb && k < clause && norm.rel[k] == Deprel::Compound && norm.is_nominal(k));
    if let Some(noun) = before {
        norm.hang(noun, verb, Deprel::Obj);
        for k in norm.kids(clause).filter(|&k| k < noun && norm.rel[k] == Deprel::Det).collect::<Vec<_>>() {
            norm.hang(k, noun, Deprel::Det);
        }
    }
}

fn has_complement(norm: &Norm, verb: usize) -> bool {
    norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Xcomp | Deprel::Ccomp))
}

fn is_bare_infinitive(norm: &Norm, k: usize) -> bool {
    norm.is_infinitive(k) && norm.marker(k).is_empty() && norm.subject(k).is_none() && !norm.is_form(norm.leftmost(k).wrapping_sub(1), ",")
}

/// "vowed on Monday [to help]", "agreed in principle [to sell]", "asked members in a letter [to attend]".
fn infinitive(norm: &mut Norm, verb: usize) {
    let takes = vocab().takes(&norm.lemma[verb], "infinitive");
    let addresses = vocab().control(&norm.lemma[verb]).is_some_and(|c| c.recipient);
    let object = norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Obj | Deprel::Iobj));
    if !(takes && !object || addresses && object) || has_complement(norm, verb) {
        return;
    }
    let passive = norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::NsubjPass | Deprel::AuxPass));
    let beside = norm.by(verb, Deprel::Advcl).find(|&k| k > verb && is_bare_infinitive(norm, k)).filter(|_| !passive && !object);
    let below = || {
        let settings = norm.by(verb, Deprel::Obl).filter(|&o| o > verb && vocab().is_setting(&norm.lemma[o]) && !norm.prep(o).is_empty());
        settings.filter_map(|o| norm.by(o, Deprel::Acl).find(|&k| k > o && is_bare_infinitive(norm, k))).next()
    };
    if let Some(clause) = beside.or_else(below) {
        norm.hang(clause, verb, Deprel::Xcomp);
    }
}

/// "put pressure on Lima [to pay]": the infinitive completes the noun that the verb carries, and who is addressed acts.
fn carried(norm: &mut Norm, verb: usize) {
    let Some(noun) = norm.by(verb, Deprel::Obj).find(|&o| o > verb && vocab().is_light(&norm.lemma[verb], &norm.lemma[o])) else { return };
    let preps = vocab().noun_control(&norm.lemma[noun]);
    let addressed =
        norm.by(verb, Deprel::Obl).chain(norm.by(noun, Deprel::Nmod)).find(|&o| o > noun && preps.contains(&norm.prep(o).as_str()));
    let clause = |a: usize| norm.by(verb, Deprel::Advcl).find(|&k| k > a && is_bare_infinitive(norm, k));
    if let Some(clause) = addressed.and_then(clause) {
        norm.hang(clause, noun, Deprel::Acl);
    }
}

/// "ruled out [sending troops]": without comma and marker, after a verb that takes one, a gerund is the object.
fn gerund(norm: &mut Norm, verb: usize) {
    let particle = norm.by(verb, Deprel::CompoundPrt).next().map(|p| format!("{}_{}", norm.lemma[verb], norm.form[p]));
    let takes = vocab().takes(particle.as_deref().unwrap_or(&norm.lemma[verb]), "gerund");
    if !takes || has_complement(norm, verb) || norm.by(verb, Deprel::Obj).next().is_some() {
        return;
    }
    let last = norm.by(verb, Deprel::CompoundPrt).next().unwrap_or(verb);
    let found =
        norm.by(verb, Deprel::Advcl).find(|&k| norm.leftmost(k) == last + 1 && norm.xpos(k) == Xpos::Vbg && norm.marker(k).is_empty());
    if let Some(clause) = found.filter(|_| !norm.is_form(last + 1, ",")) {
        norm.rel[clause] = Deprel::Xcomp;
    }
}

/// «called the text ["null and void"]», "called the killings [genocide]": what is said of the object is no part of it.
fn said_of(norm: &mut Norm, verb: usize) {
    if !vocab().is_naming(&norm.lemma[verb]) {
        return;
    }
    inside_adjective(norm, verb);
    if has_complement(norm, verb) {
        return;
    }
    let Some(object) = norm.by(verb, Deprel::Obj).find(|&o| o > verb) else { return };
    let adjective =
        |n: &Norm, k: usize| n.upos[k] == Upos::Adj && matches!(n.rel[k], Deprel::Acl | Deprel::Amod) && n.leftmost(k) == object + 1;
    let behind = norm.kids(object).find(|&k| adjective(norm, k));
    if let Some(k) = behind {
        norm.hang(k, verb, Deprel::Xcomp);
        return;
    }
    let quoted =
        |n: &Norm, k: usize| n.leftmost(k).checked_sub(1).is_some_and(|b| matches!(n.form[b].as_str(), "\"" | "“" | "``" | "'" | "‘"));
    let beside = norm.by(object, Deprel::Appos).find(|&k| k > object && quoted(norm, k));
    if let Some(k) = beside {
        norm.hang(k, verb, Deprel::Xcomp);
        return;
    }
    // A plural does not modify a bare noun of event; "the arms ban", "the sports court" have other words.
    let plural = norm.by(object, Deprel::Compound).find(|&c| {
        let det = norm.leftmost(object);
        c + 1 == object && det + 1 == c && norm.rel[det] == Deprel::Det && norm.xpos(c) == Xpos::Nns && !norm.form[c].ends_with("ms")
    });
    let bare = norm.lemma[object] == "part" || vocab().noun(&norm.lemma[object]).is_some();
    if let Some(noun) = plural.filter(|_| bare && norm.xpos(object) == Xpos::Nn) {
        norm.hang(noun, verb, Deprel::Obj);
        norm.hang(object, verb, Deprel::Xcomp);
        for det in norm.by(object, Deprel::Det).filter(|&d| d < noun).collect::<Vec<_>>() {
            norm.hang(det, noun, Deprel::Det);
        }
    }
}

/// "declared [the vote] illegal": a noun before an adjective does not modify it.
fn inside_adjective(norm: &mut Norm, verb: usize) {
    if norm.by(verb, Deprel::Obj).next().is_some() {
        return;
    }
    let Some(said) = norm.by(verb, Deprel::Xcomp).find(|&x| x > verb + 1 && norm.upos[x] == Upos::Adj) else { return };
    let noun = norm.by(said, Deprel::Compound).find(|&c| c > verb && c + 1 == said && norm.is_nominal(c));
    if let Some(noun) = noun {
        norm.hang(noun, verb, Deprel::Obj);
        for k in norm.kids(said).filter(|&k| k < noun && k > verb).collect::<Vec<_>>() {
            norm.move_to(k, Some(noun));
        }
    }
}

/// "gave [Kyiv] permission to strike": before a bare noun of event, the name right after the verb is its receiver.
fn receiver(norm: &mut Norm, verb: usize) {
    if !matches!(norm.lemma[verb].as_str(), "give" | "grant" | "offer" | "promise") || norm.by(verb, Deprel::Iobj).next().is_some() {
        return;
    }
    let Some(object) = norm.by(verb, Deprel::Obj).find(|&o| o > verb + 1 && norm.leftmost(o) == verb + 1) else { return };
    let name = norm.head(verb + 1) == Some(object) && norm.rel[verb + 1] == Deprel::Compound && norm.upos[verb + 1] == Upos::Propn;
    if name && vocab().noun(&norm.lemma[object]).is_some() {
        norm.hang(verb + 1, verb, Deprel::Iobj);
    }
}

/// "was labelled a threat [by Lima]": who says so does not belong to what is said.
fn agent_of_passive(norm: &mut Norm, verb: usize) {
    let passive = norm.by(verb, Deprel::AuxPass).next().is_some() && norm.by(verb, Deprel::OblAgent).next().is_none();
    let Some(said) = norm.by(verb, Deprel::Xcomp).find(|&x| x > verb && passive && norm.is_nominal(x)) else { return };
    let by = norm.by(said, Deprel::Nmod).find(|&k| k > said && norm.prep(k) == "by");
    if let Some(agent) = by {
        norm.hang(agent, verb, Deprel::OblAgent);
    }
}

/// "the killing of two clerks [by gunmen]": the deed has a doer, the clerks have none.
fn agent_of_noun(norm: &mut Norm, noun: usize) {
    if vocab().noun(&norm.lemma[noun]).is_none() || norm.by(noun, Deprel::Nmod).any(|k| norm.prep(k) == "by") {
        return;
    }
    let Some(inner) = norm.by(noun, Deprel::Nmod).find(|&k| k > noun && is_of(norm, k) && vocab().noun(&norm.lemma[k]).is_none()) else {
        return;
    };
    let by = norm.by(inner, Deprel::Nmod).find(|&k| k > inner && norm.prep(k) == "by");
    if let Some(agent) = by {
        norm.hang(agent, noun, Deprel::Nmod);
    }
}
