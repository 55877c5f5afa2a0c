//! How sure an event is, for the voice that tells it. In: a frame in its sentence. Out: a value on FactBank's scale.
//!
//! Operators come from the lexicon (`factuality/`): implicatives with both signatures (Karttunen 1971; Saurí and Pustejovsky 2012), hedges,
//! plans, modals. Reporting verbs stop the walk: what a source's words are worth is the attribution chain's business, not this module's.

use crate::reader::Reader;
use crate::{Factuality, Marks};
use demarche_lexicon::schema::FactOperator;
use demarche_syntax::{Embedding, Frame, FrameId, Modality, PredicateKind, Tense};

/// Position of one operator's effect: `flip`, `keep` or a value of the scale.
fn effect(signature: &str, inner: Factuality) -> Factuality {
    match signature {
        "keep" => inner,
        "flip" => Factuality::from_scale(-inner.scale()),
        other => Factuality::parse(other).map_or(inner, |outer| inner.under(outer)),
    }
}

/// Factuality within the frame's own clause: negation, modal, adverbs and adjectives on it, tense.
pub(crate) fn local(reader: &Reader<'_>, s: usize, id: FrameId) -> Factuality {
    let frame = reader.frames(s).get(id);
    let mut value = match frame.modality {
        Modality::None | Modality::Will => Factuality::CertainPos,
        Modality::Would | Modality::Necessary => Factuality::ProbablePos,
        Modality::Possible => Factuality::PossiblePos,
    };
    if frame.tense == Tense::Future {
        value = value.under(Factuality::ProbablePos);
    }
    if frame.negated.is_some() {
        value = effect("flip", value);
    }
    let tree = reader.tree(s);
    let modifiers = tree.children(frame.head).filter(|&k| matches!(tree.words()[k].deprel.base(), "amod" | "advmod" | "det"));
    for word in frame.adverbs.iter().copied().chain(modifiers) {
        let lemma = reader.lemma(s, word).to_lowercase();
        let kinds = if frame.kind == PredicateKind::Noun { ["adjective", "adverb"] } else { ["adverb", "adjective"] };
        if let Some(op) =
            kinds.iter().find_map(|k| reader.lexicon.operator(k, &lemma)).filter(|o| o.sort != "negation" || frame.negated.is_none())
        {
            value = effect(&op.positive, value);
        }
    }
    value
}

/// Factuality of the frame for the nearest voice above it, with the marks that the way up has left.
pub(crate) fn of(reader: &Reader<'_>, s: usize, id: FrameId, marks: &mut Marks) -> Factuality {
    let frames = reader.frames(s);
    let mut value = local(reader, s, id);
    let mut at = id;
    for _ in 0..8 {
        let frame = frames.get(at);
        marks.future |= frame.tense == Tense::Future || frame.modality == Modality::Will;
        marks.question |= frame.question;
        if frame.question {
            value = value.under(Factuality::Unknown);
        }
        let up = match frame.embedding {
            Embedding::Main => break,
            Embedding::Complement(up) => {
                if reader.reports(s, frames.get(up)) {
                    break;
                }
                up
            }
            Embedding::Condition => {
                marks.conditional = true;
                value = value.under(Factuality::Unknown);
                break;
            }
            Embedding::Purpose => {
                marks.future = true;
                value = value.under(Factuality::Unknown);
                break;
            }
            Embedding::Argument(up) => up,
            Embedding::Adverbial => {
                // "until it withdraws", "unless", "before": the clause's own word tells whether it has come about.
                if let Some(op) = marker(reader, s, frame) {
                    value = effect(&op.positive, value);
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

/// The conjunction on a clause, where the lexicon knows what it does.
fn marker<'r>(reader: &Reader<'r>, s: usize, frame: &Frame) -> Option<&'r FactOperator> {
    let tree = reader.tree(s);
    let marks = tree.children(frame.head).filter(|&k| k < frame.head && matches!(tree.words()[k].deprel.base(), "mark" | "advmod"));
    marks
        .map(|k| reader.form(s, k).to_lowercase())
        .find_map(|word| reader.lexicon.operator("conjunction", &word))
        .filter(|o| o.sort != "negation")
}

/// What the predicate above does to the factuality of its complement.
fn through(reader: &Reader<'_>, s: usize, outer: &Frame, value: Factuality, marks: &mut Marks) -> Factuality {
    let kind = match outer.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Copular => "adjective",
    };
    let Some(op) = reader.lexicon.operator(kind, &outer.lemma) else { return value };
    marks.future |= matches!(op.sort.as_str(), "plan" | "threat");
    let value = effect(if outer.negated.is_some() { &op.negative } else { &op.positive }, value);
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
