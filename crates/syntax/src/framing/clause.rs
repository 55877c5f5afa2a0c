//! What the small words around a predicate say: tense, modality, negation, question, adverbs.
//!
//! In: an open frame. Out: the same frame with its marks. It never looks at arguments beyond their determiners.

use super::draft::Drafts;
use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, FrameId, Modality, PredicateKind, Tense, Upos, Xpos};

/// Sets the marks that stand on the predicate itself.
pub(super) fn mark(drafts: &mut Drafts, id: FrameId) {
    let norm = &drafts.norm;
    let (head, kind) = (drafts.frame(id).head, drafts.frame(id).kind);
    let passive = kind == PredicateKind::Verb && is_passive(norm, head);
    let time = if kind == PredicateKind::Noun { Time::default() } else { time(norm, head) };
    let negated = negation(norm, head, kind);
    let adverbs = adverbs(norm, head, kind);
    let question = kind != PredicateKind::Noun && is_question(norm, head);
    let frame = &mut drafts.all[id].frame;
    frame.passive = passive;
    (frame.tense, frame.perfect, frame.modality) = (time.tense, time.perfect, time.modality);
    (frame.negated, frame.adverbs, frame.question) = (negated, adverbs, question);
}

/// Whether the verb stands in a passive.
fn is_passive(norm: &Norm, i: usize) -> bool {
    let voiced = norm.kids(i).any(|k| matches!(norm.rel[k], Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent));
    let auxiliaries = norm.kids(i).any(|k| matches!(norm.rel[k], Deprel::Aux | Deprel::Cop));
    // "Asked whether …, Lima replied": the clause is no object of the one who was asked.
    let asked = norm.rel[i] == Deprel::Advcl && vocab().is_speech(&norm.lemma[i]);
    let object = norm.kids(i).any(|k| norm.rel[k] == Deprel::Obj || norm.rel[k] == Deprel::Ccomp && !asked);
    let bare = match norm.rel[i] {
        Deprel::Acl | Deprel::Amod => {
            matches!(norm.xpos(i), Xpos::Vbn | Xpos::Vbd) && norm.subject(i).is_none() && norm.marker(i).is_empty()
        }
        Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis => norm.xpos(i) == Xpos::Vbn && norm.subject(i).is_none(),
        Deprel::Root => norm.xpos(i) == Xpos::Vbn && norm.subject(i).is_none(),
        _ => false,
    };
    voiced || bare && !auxiliaries && !object
}

#[derive(Clone, Copy, Debug)]
struct Time {
    tense: Tense,
    perfect: bool,
    modality: Modality,
}

impl Default for Time {
    fn default() -> Self {
        Self { tense: Tense::None, perfect: false, modality: Modality::None }
    }
}

fn finite(xpos: Xpos) -> Tense {
    match xpos {
        Xpos::Vbd => Tense::Past,
        Xpos::Vbz | Xpos::Vbp => Tense::Present,
        _ => Tense::None,
    }
}

fn time(norm: &Norm, i: usize) -> Time {
    let outer = norm.outer_copula(i);
    let mut t = Time::default();
    let small: Vec<usize> = norm
        .kids(i)
        .filter(|&k| {
            matches!(norm.rel[k], Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && Some(k) != outer && !(k > i && norm.upos[i] == Upos::Verb)
        })
        .collect();
    let infinitive_after = |k: usize| norm.kids(i).any(|m| m > k && m < i && norm.xpos(m) == Xpos::To);
    let mut verbs = small.clone();
    if small.iter().all(|&k| norm.rel[k] != Deprel::Cop) {
        verbs.push(i);
    }
    for (n, &k) in verbs.iter().enumerate() {
        let first = n == 0 || t.tense == Tense::None && t.modality == Modality::None && finite(norm.xpos(k)) != Tense::None;
        if first {
            t.tense = finite(norm.xpos(k));
        }
        if k == i {
            continue;
        }
        match norm.lemma[k].as_str() {
            "will" | "shall" | "wo" | "'ll" => (t.tense, t.modality) = (Tense::Future, Modality::Will),
            "would" => (t.tense, t.modality) = (Tense::Future, Modality::Would),
            "may" | "might" | "can" | "could" | "ca" => (t.tense, t.modality) = (Tense::Present, Modality::Possible),
            "must" | "should" | "ought" => (t.tense, t.modality) = (Tense::Present, Modality::Necessary),
            "need" => t.modality = Modality::Necessary,
            "go" => t.tense = Tense::Future,
            "have" if infinitive_after(k) && !norm.kids(i).any(|m| m > k && norm.rel[m] == Deprel::Aux && norm.xpos(m) == Xpos::Vbn) => {
                t.modality = Modality::Necessary
            }
            "have" => t.perfect = true,
            "be" if infinitive_after(k) && norm.rel[k] == Deprel::Aux && finite(norm.xpos(k)) != Tense::None => {
                // "is going to" and "is to"; "was to" is the future of a past.
                t.tense = Tense::Future;
            }
            _ if norm.xpos(k) == Xpos::Md && t.modality == Modality::None => modal(norm.form[k].as_str(), &mut t),
            _ => {}
        }
    }
    if t.perfect && matches!(t.tense, Tense::Present) {
        t.tense = Tense::Past;
    }
    // "Lima to send ships": a headline's plan.
    if small.is_empty() && norm.rel[i] == Deprel::Root && norm.is_infinitive(i) && norm.subject(i).is_some() {
        t.tense = Tense::Future;
    }
    if small.is_empty() && t.tense == Tense::None && norm.xpos(i) == Xpos::Vbn && norm.rel[i] == Deprel::Root {
        t.tense = Tense::Past;
    }
    t
}

fn modal(form: &str, t: &mut Time) {
    match form {
        "will" | "wo" | "'ll" | "ll" | "shall" | "sha" => (t.tense, t.modality) = (Tense::Future, Modality::Will),
        "'d" | "would" => (t.tense, t.modality) = (Tense::Future, Modality::Would),
        "might" | "could" => (t.tense, t.modality) = (Tense::Present, Modality::Possible),
        _ => {}
    }
}

fn negation(norm: &Norm, i: usize, kind: PredicateKind) -> Option<usize> {
    let direct = norm.kids(i).find(|&k| is_negator(norm, i, k));
    let in_argument = || {
        norm.kids(i).filter(|_| kind != PredicateKind::Noun).find_map(|k| match norm.rel[k] {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj => empty_quantity(norm, k),
            Deprel::Obl => empty_quantity(norm, k)
                .filter(|_| matches!(norm.lemma[k].as_str(), "circumstance" | "way" | "case" | "point" | "time" | "account" | "condition")),
            _ => None,
        })
    };
    let mut found = direct.or_else(in_argument);
    // A noun that is said of a subject: "is no threat".
    if found.is_none() && kind != PredicateKind::Verb {
        found = norm.by(i, Deprel::Det).find(|&d| matches!(norm.form[d].as_str(), "no" | "neither"));
    }
    found
}

/// Whether `k` negates its head `i`.
fn is_negator(norm: &Norm, i: usize, k: usize) -> bool {
    let form = norm.form[k].as_str();
    let contracted = matches!(form, "n't" | "nt");
    match norm.rel[k] {
        Deprel::Advmod | Deprel::Cc | Deprel::CcPreconj => match form {
            "never" | "hardly" | "scarcely" | "barely" | "nowhere" | "nor" => true,
            "longer" => k > 0 && norm.form[k - 1] == "no",
            "neither" => norm.rel[k] == Deprel::Advmod || norm.upos[i] == Upos::Verb,
            _ if contracted || norm.lemma[k] == "not" => (k < i || contracted) && !norm.is_not_only(k),
            _ => is_replacing(norm, k),
        },
        Deprel::Mark | Deprel::Case => form == "without" || is_replacing(norm, k),
        _ => false,
    }
}

/// "rather than", "instead of" before what did not happen.
fn is_replacing(norm: &Norm, k: usize) -> bool {
    let next = |w: &str| norm.form.get(k + 1).is_some_and(|f| f == w);
    match norm.form[k].as_str() {
        "rather" => next("than"),
        "instead" => next("of"),
        _ => false,
    }
}

/// The "no" of "no country", "nobody", "not a single country", "none of them".
fn empty_quantity(norm: &Norm, k: usize) -> Option<usize> {
    if matches!(norm.form[k].as_str(), "nobody" | "none" | "nothing" | "no-one" | "neither") {
        return Some(k);
    }
    norm.kids(k).filter(|&d| d < k).find(|&d| match norm.form[d].as_str() {
        "no" | "neither" => norm.rel[d] == Deprel::Det || norm.rel[d] == Deprel::CcPreconj,
        "not" => norm.form.get(d + 1).is_some_and(|w| matches!(w.as_str(), "a" | "one" | "all" | "every" | "any" | "even")),
        _ => false,
    })
}

fn adverbs(norm: &Norm, i: usize, kind: PredicateKind) -> Vec<usize> {
    norm.kids(i)
        .filter(|&k| match norm.rel[k] {
            Deprel::Advmod => !is_negator(norm, i, k) && norm.xpos(k) != Xpos::Wrb && norm.upos[k] != Upos::Adp && norm.form[k] != "no",
            Deprel::OblUnmarked | Deprel::NmodUnmarked => is_time(norm, k),
            Deprel::Obl if kind == PredicateKind::Verb => norm.prep(k).is_empty() && is_time(norm, k),
            Deprel::Amod => kind != PredicateKind::Verb && !is_actor_like(norm, k),
            _ => false,
        })
        .collect()
}

/// Whether the word dates a clause.
pub(super) fn is_time(norm: &Norm, k: usize) -> bool {
    vocab().is_time(&norm.lemma[k])
}

/// Whether a modifier before a noun may stand for an actor.
pub(super) fn is_actor_like(norm: &Norm, k: usize) -> bool {
    let name = norm.is_capitalised(k) && (k > 0 || norm.upos[k] == Upos::Propn || norm.xpos(k) == Xpos::Nnp)
        || matches!(norm.upos[k], Upos::Propn);
    let name = name || k == 0 && norm.is_capitalised(k) && norm.tree.words()[k].lemma.chars().next().is_some_and(char::is_uppercase);
    name || vocab().is_actor_adjective(&norm.lemma[k])
}

/// Whether the clause is a direct question: its own or the sentence's last mark is "?".
fn is_question(norm: &Norm, i: usize) -> bool {
    if norm.by(i, Deprel::Punct).any(|k| k > i && norm.form[k].starts_with('?')) {
        return norm.by(i, Deprel::Mark).next().is_none();
    }
    let mut top = i;
    while norm.rel[top] == Deprel::Conj {
        let Some(h) = norm.head(top) else { return false };
        top = h;
    }
    let last = (0..norm.len()).rev().find(|&k| norm.upos[k] != Upos::Punct || norm.form[k].starts_with('?'));
    norm.rel[top] == Deprel::Root && last.is_some_and(|k| k > i && norm.form[k].starts_with('?'))
}
