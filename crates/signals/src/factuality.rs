//! How sure an event is, for the voice that tells it. In: a frame in its sentence. Out: a value on FactBank's scale.
//!
//! Operators come from the lexicon (`factuality/`): implicatives with both signatures (Karttunen 1971; Saurí and Pustejovsky 2012), hedges,
//! plans, modals. Reporting verbs stop the walk: what a source's words are worth is the attribution chain's business, not this module's.

use crate::reader::Reader;
use crate::{Factuality, Marks};
use demarche_lexicon::schema::FactOperator;
use demarche_syntax::{Deprel, Embedding, Frame, FrameId, Modality, PredicateKind, Role, Tense, Upos};
use std::collections::BTreeSet;

/// Position of one operator's effect: `flip`, `keep` or a value of the scale.
pub(crate) fn effect(signature: &str, inner: Factuality) -> Factuality {
    match signature {
        "keep" => inner,
        "flip" => Factuality::from_scale(-inner.scale()),
        other => Factuality::parse(other).map_or(inner, |outer| inner.under(outer)),
    }
}

/// An operator's effect, strictly.
pub(crate) fn strictly(op: &FactOperator, negated: bool, inner: Factuality) -> Factuality {
    effect(if negated { &op.negative } else { &op.positive }, inner)
}

/// Factuality within the frame's own clause: negation, modal, adverbs and adjectives on it, tense.
pub(crate) fn local(reader: &Reader<'_>, s: usize, id: FrameId) -> Factuality {
    local_by(reader, s, id, strictly)
}

/// The same, where `by` says what an adverb or adjective does.
pub(crate) fn local_by(reader: &Reader<'_>, s: usize, id: FrameId, by: fn(&FactOperator, bool, Factuality) -> Factuality) -> Factuality {
    let frame = reader.frames(s).get(id);
    let mut value = match frame.modality {
        Modality::None | Modality::Will => Factuality::CertainPos,
        Modality::Would | Modality::Necessary => Factuality::ProbablePos,
        Modality::Possible => Factuality::PossiblePos,
    };
    if frame.tense == Tense::Future {
        value = value.under(Factuality::ProbablePos);
    }
    let tree = reader.tree(s);
    if frame.negated.is_some() && frame.modality == Modality::Possible && aux(reader, s, frame, &["can", "ca", "could"]) {
        // What one cannot do does not happen; what one may not do still may.
        value = Factuality::CertainNeg;
    } else if frame.negated.is_some() {
        value = effect("flip", value);
    } else if is_still_to_come(reader, s, frame) {
        // "has yet to answer"
        value = Factuality::CertainNeg;
    }
    let modifiers = tree.children(frame.head).filter(|&k| matches!(tree.words()[k].deprel.base(), "amod" | "advmod" | "det"));
    let words: BTreeSet<usize> = frame.adverbs.iter().copied().chain(modifiers).collect();
    for word in words {
        // "the planned merger": the tagger may see a form of "plan"
        let verbal = tree.words()[word].upos == Upos::Verb;
        let named = [reader.lemma(s, word), reader.form(s, word)].map(str::to_lowercase);
        let named = if verbal { &named[..] } else { &named[..1] };
        let kinds = if frame.kind == PredicateKind::Noun { ["adjective", "adverb"] } else { ["adverb", "adjective"] };
        let op = kinds.iter().find_map(|k| named.iter().find_map(|n| reader.lexicon.operator(k, n)));
        // what "not" denies the frame knows ("not only")
        if named[0] == "not" {
            continue;
        }
        // a false report is a report
        let denies = |o: &FactOperator| o.sort == "negation" && (frame.negated.is_some() || tree.words()[word].deprel == Deprel::Amod);
        if let Some(op) = op.filter(|o| !denies(o)) {
            value = by(op, false, value);
        }
    }
    value
}

/// Whether one of these auxiliaries stands on the predicate.
pub(crate) fn aux(reader: &Reader<'_>, s: usize, frame: &Frame, lemmas: &[&str]) -> bool {
    let tree = reader.tree(s);
    tree.children(frame.head).any(|k| tree.words()[k].deprel == Deprel::Aux && lemmas.contains(&tree.words()[k].lemma.as_str()))
}

/// "Has yet to answer": "yet" right before the infinitive.
fn is_still_to_come(reader: &Reader<'_>, s: usize, frame: &Frame) -> bool {
    let tree = reader.tree(s);
    tree.children_by(frame.head, Deprel::Mark).any(|k| k > 0 && tree.words()[k].lemma == "to" && tree.words()[k - 1].lemma == "yet")
}

/// "Had they won", "if they had won": supposed against what is known to have happened.
pub(crate) fn hypothetical(reader: &Reader<'_>, s: usize, frame: &Frame) -> bool {
    let tree = reader.tree(s);
    let had = tree.children(frame.head).find(|&k| tree.words()[k].deprel.base() == "aux" && reader.form(s, k).eq_ignore_ascii_case("had"));
    let subject = tree.children(frame.head).find(|&k| tree.words()[k].deprel.base() == "nsubj");
    let inverted = had.zip(subject).is_some_and(|(had, subject)| had < subject);
    inverted && !frame.question || had.is_some() && frame.embedding == Embedding::Condition
}

/// Whose view is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The nearest voice's, strictly: the walk ends at a reporting verb, and what is only wanted, tried or asked is unknown.
    Voice,
    /// The author's: the walk goes on through what others say and think.
    Author,
}

/// Factuality of the frame for the nearest voice above it, with the marks that the way up has left.
pub(crate) fn of(reader: &Reader<'_>, s: usize, id: FrameId, marks: &mut Marks) -> Factuality {
    walk(reader, s, (id, local(reader, s, id)), marks, Reach::Voice)
}

/// The way up from a frame with its value.
pub(crate) fn walk(reader: &Reader<'_>, s: usize, from: (FrameId, Factuality), marks: &mut Marks, reach: Reach) -> Factuality {
    let frames = reader.frames(s);
    let (mut at, mut value) = from;
    for _ in 0..8 {
        let frame = frames.get(at);
        marks.future |= frame.tense == Tense::Future || frame.modality == Modality::Will;
        marks.question |= frame.question;
        let whether =
            matches!(frame.embedding, Embedding::Complement(_)) && marker(reader, s, frame).is_some_and(|o| o.sort == "conditional");
        if frame.question || whether {
            value = value.under(Factuality::Unknown);
        }
        let up = match frame.embedding {
            Embedding::Main => break,
            Embedding::Complement(up) if reach == Reach::Author => {
                let outer = frames.get(up);
                let (seen, on) = for_author(reader, s, outer, value);
                value = seen;
                if !on {
                    break;
                }
                at = up;
                continue;
            }
            Embedding::Complement(up) if reader.reports(s, frames.get(up)) => break,
            Embedding::Complement(up) => up,
            Embedding::Condition => {
                marks.conditional = true;
                value = value.under(Factuality::Unknown);
                break;
            }
            Embedding::Purpose => {
                // "too weak to resist"
                let excess = reader.enclosing(s, frame).is_some_and(|up| excessive(reader, s, frames.get(up)));
                if excess {
                    value = effect("CT-", value);
                    break;
                }
                marks.future = true;
                value = value.under(Factuality::Unknown);
                break;
            }
            Embedding::Argument(up) => up,
            Embedding::Adverbial => {
                // "until it withdraws", "unless", "before": the clause's own word tells whether it has come about.
                if let Some(op) = marker(reader, s, frame) {
                    value = strictly(op, false, value);
                    marks.conditional |= op.sort == "conditional";
                    marks.future |= op.sort == "plan";
                }
                break;
            }
            Embedding::Relative => break,
        };
        let outer = frames.get(up);
        value = through(reader, s, outer, value, marks);
        at = up;
    }
    value
}

/// What a verb above commits the author to, and whether what stands above that verb still matters. What is known stays known under
/// questions, conditions and modals, though less surely, as readers judge it (de Marneffe, Simons and Tonhauser 2019).
fn for_author(reader: &Reader<'_>, s: usize, outer: &Frame, value: Factuality) -> (Factuality, bool) {
    let kind = kind_of(outer);
    let op = reader.lexicon.operator(kind, &outer.lemma);
    let cue = reader.lexicon.cue(kind, &outer.lemma);
    let known = op.is_some_and(|o| o.sort == "factive");
    if known {
        let unsure = outer.question || outer.modality != Modality::None || outer.embedding == Embedding::Condition;
        let outermost = match (outer.negated.is_some(), unsure) {
            (true, _) => Factuality::PossiblePos,
            (_, true) => Factuality::ProbablePos,
            _ => Factuality::CertainPos,
        };
        return (value.under(outermost), false);
    }
    if op.is_some_and(|o| o.sort != "hearsay") {
        return (through(reader, s, outer, value, &mut Marks::default()), true);
    }
    let told = cue.is_some() || op.is_some();
    let open = outer.negated.is_some() || outer.question || outer.embedding == Embedding::Condition;
    match (told, open) {
        (true, true) => (Factuality::Unknown, false),
        (true, false) => (value.under(Factuality::PossiblePos), false),
        _ => (value, true),
    }
}

/// Kind of operator that a frame can be.
pub(crate) fn kind_of(frame: &Frame) -> &'static str {
    match frame.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Copular => "adjective",
    }
}

/// Whether a clause, or the one it hangs on, is in the past.
pub(crate) fn told_of_past(reader: &Reader<'_>, s: usize, frame: &Frame) -> bool {
    let outer = reader.enclosing(s, frame).map(|id| reader.frames(s).get(id).tense);
    frame.tense == Tense::Past || frame.tense == Tense::None && outer == Some(Tense::Past)
}

/// The conjunction on a clause, where the lexicon knows what it does.
pub(crate) fn marker<'r>(reader: &Reader<'r>, s: usize, frame: &Frame) -> Option<&'r FactOperator> {
    let tree = reader.tree(s);
    let marks = tree.children(frame.head).filter(|&k| k < frame.head && matches!(tree.words()[k].deprel.base(), "mark" | "advmod"));
    marks
        .map(|k| reader.form(s, k).to_lowercase())
        .find_map(|word| reader.lexicon.operator("conjunction", &word))
        .filter(|o| o.sort != "negation")
}

/// Whether an adjective is more than its infinitive allows: "too weak to resist".
pub(crate) fn excessive(reader: &Reader<'_>, s: usize, outer: &Frame) -> bool {
    let too = reader.tree(s).children(outer.head).any(|k| k < outer.head && reader.lemma(s, k) == "too");
    outer.kind == PredicateKind::Copular && outer.negated.is_none() && too
}

/// What the predicate above does to the factuality of its complement.
pub(crate) fn through(reader: &Reader<'_>, s: usize, outer: &Frame, value: Factuality, marks: &mut Marks) -> Factuality {
    if outer.arg(Role::Open).is_some() && excessive(reader, s, outer) {
        return effect("CT-", value);
    }
    let Some(op) = reader.lexicon.operator(kind_of(outer), &outer.lemma) else { return value };
    marks.future |= matches!(op.sort.as_str(), "plan" | "threat");
    let value = strictly(op, outer.negated.is_some(), value);
    let outer_id = reader.frames(s).at(outer.head);
    match outer_id.map(|id| local(reader, s, id)) {
        // A sure refusal is a sure refusal; an unsure one makes the complement unsure.
        Some(sure) if sure.scale().abs() < 3 => value.under(Factuality::from_scale(sure.scale().abs())),
        _ => value,
    }
}

/// Whether a hearsay adverb ("reportedly") stands on the frame or on one that it hangs below.
pub(crate) fn hearsay(reader: &Reader<'_>, s: usize, id: FrameId) -> Option<String> {
    let frames = reader.frames(s);
    let tree = reader.tree(s);
    let mut at = Some(id);
    for _ in 0..8 {
        let frame = frames.get(at?);
        let below = tree.children(frame.head).filter(|&k| matches!(tree.words()[k].deprel.base(), "advmod" | "amod"));
        for word in frame.adverbs.iter().copied().chain(below) {
            let lemma = reader.lemma(s, word).to_lowercase();
            let op = ["adverb", "adjective"].iter().find_map(|k| reader.lexicon.operator(k, &lemma));
            if op.is_some_and(|o| o.sort == "hearsay") {
                return Some(reader.form(s, word).to_owned());
            }
        }
        at = match frame.embedding {
            Embedding::Complement(up) | Embedding::Argument(up) => Some(up),
            Embedding::Main => None,
            _ => reader.enclosing(s, frame),
        };
    }
    None
}
