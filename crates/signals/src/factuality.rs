//! How sure an event is, for the voice that tells it. In: a frame in its sentence. Out: a value on FactBank's scale.
//!
//! Operators come from the lexicon (`factuality/`): implicatives with both signatures (Karttunen 1971; Saurí and Pustejovsky 2012), hedges,
//! plans, modals. Reporting verbs stop the walk: what a source's words are worth is the attribution chain's business, not this module's.

use crate::reader::Reader;
use crate::{Factuality, Marks};
use demarche_lexicon::schema::FactOperator;
use demarche_syntax::{Deprel, Embedding, Frame, FrameId, Modality, PredicateKind, Role, Tense};

/// Position of one operator's effect: `flip`, `keep` or a value of the scale.
fn effect(signature: &str, inner: Factuality) -> Factuality {
    match signature {
        "keep" => inner,
        "flip" => Factuality::from_scale(-inner.scale()),
        other => Factuality::parse(other).map_or(inner, |outer| inner.under(outer)),
    }
}

/// An operator's effect; readers give attempts and wishes some credit where strictly nothing is known.
pub(crate) fn credit(signature: &str, inner: Factuality, reach: Reach) -> Factuality {
    match (reach, signature) {
        (Reach::Reader, "U" | "PS+") => inner.under(Factuality::ProbablePos),
        _ => effect(signature, inner),
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
    let tree = reader.tree(s);
    let yet = frame.modality == Modality::Necessary && tree.children(frame.head).any(|k| k < frame.head && tree.words()[k].lemma == "yet");
    let can = |k: usize| tree.words()[k].deprel == Deprel::Aux && matches!(tree.words()[k].lemma.as_str(), "can" | "ca" | "could");
    if frame.negated.is_some() && frame.modality == Modality::Possible && tree.children(frame.head).any(can) {
        // What one cannot do does not happen; what one may not do still may.
        value = Factuality::CertainNeg;
    } else if frame.negated.is_some() {
        value = effect("flip", value);
    } else if yet {
        // "has yet to answer"
        value = Factuality::CertainNeg;
    }
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

/// Whose view is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The nearest voice's, strictly: the walk ends at a reporting verb, and what is only wanted, tried or asked is unknown.
    Voice,
    /// The author's: the walk goes on through what others say and think.
    Author,
    /// What readers take to have happened: sources are believed as far as they commit themselves, and what may be, is wanted, tried or a
    /// condition is given credit (as judged for Lee et al. 2015).
    Reader,
}

/// Whether a noun's event depends on the verb that governs it: new in the text and its object ("sought talks"), not "the talks" or "in talks".
pub(crate) fn unrealised(reader: &Reader<'_>, s: usize, outer: &Frame, noun: usize) -> bool {
    let tree = reader.tree(s);
    let known = tree.children(noun).any(|k| match tree.words()[k].deprel.base() {
        "det" => matches!(tree.words()[k].lemma.as_str(), "the" | "this" | "that" | "these" | "those"),
        rel => rel == "nmod:poss" || tree.words()[k].deprel == Deprel::NmodPoss,
    });
    !known && outer.args.iter().any(|a| a.head == noun && a.role == Role::Theme)
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
        let open = if reach == Reach::Reader { Factuality::PossiblePos } else { Factuality::Unknown };
        if frame.question {
            value = value.under(open);
        }
        if matches!(frame.embedding, Embedding::Complement(_)) && marker(reader, s, frame).is_some_and(|o| o.sort == "conditional") {
            value = value.under(open);
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
            Embedding::Complement(up) => {
                if reader.reports(s, frames.get(up)) {
                    if reach == Reach::Reader {
                        value = told(reader, frames.get(up), value);
                    }
                    break;
                }
                up
            }
            Embedding::Condition => {
                marks.conditional = true;
                value = match reach {
                    // "had it not been rescued": it was.
                    Reach::Reader if frame.perfect && frame.negated.is_some() => Factuality::CertainPos,
                    Reach::Reader => value.under(Factuality::ProbablePos),
                    _ => value.under(Factuality::Unknown),
                };
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
                value = value.under(if reach == Reach::Reader { Factuality::ProbablePos } else { Factuality::Unknown });
                break;
            }
            Embedding::Argument(up) if reach == Reach::Reader && !unrealised(reader, s, frames.get(up), frame.head) => break,
            Embedding::Argument(up) => up,
            Embedding::Adverbial => {
                // "until it withdraws", "unless", "before": the clause's own word tells whether it has come about.
                if let Some(op) = marker(reader, s, frame) {
                    // "before he retired", told of the past, has come about.
                    let past = reach == Reach::Reader && op.sort == "plan" && told_of_past(reader, s, frame);
                    value = if past { value } else { credit(&op.positive, value, reach) };
                    marks.conditional |= op.sort == "conditional";
                    marks.future |= op.sort == "plan";
                }
                break;
            }
            Embedding::Relative => break,
        };
        let outer = frames.get(up);
        value = through(reader, s, outer, value, reach, marks);
        at = up;
    }
    value
}

/// What the words of a source are worth to readers: as much as the source commits itself.
fn told(reader: &Reader<'_>, outer: &Frame, value: Factuality) -> Factuality {
    let commits = reader.lexicon.cue(kind_of(outer), &outer.lemma).and_then(|c| Factuality::parse(&c.source_commits));
    match commits.unwrap_or(Factuality::Unknown) {
        _ if outer.negated.is_some() => value.under(Factuality::PossiblePos),
        Factuality::Unknown => value.under(Factuality::PossiblePos),
        sure => value.under(sure),
    }
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
        return (through(reader, s, outer, value, Reach::Author, &mut Marks::default()), true);
    }
    let told = cue.is_some() || op.is_some();
    let open = outer.negated.is_some() || outer.question || outer.embedding == Embedding::Condition;
    match (told, open) {
        (true, true) => (Factuality::Unknown, false),
        (true, false) => (value.under(Factuality::PossiblePos), false),
        _ => (value, true),
    }
}

fn kind_of(frame: &Frame) -> &'static str {
    match frame.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Copular => "adjective",
    }
}

/// Whether a clause, or the one it hangs on, is in the past.
fn told_of_past(reader: &Reader<'_>, s: usize, frame: &Frame) -> bool {
    let outer = reader.enclosing(s, frame).map(|id| reader.frames(s).get(id).tense);
    frame.tense == Tense::Past || frame.tense == Tense::None && outer == Some(Tense::Past)
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

/// Whether an adjective is more than its infinitive allows: "too weak to resist".
fn excessive(reader: &Reader<'_>, s: usize, outer: &Frame) -> bool {
    let too = reader.tree(s).children(outer.head).any(|k| k < outer.head && reader.lemma(s, k) == "too");
    outer.kind == PredicateKind::Copular && outer.negated.is_none() && too
}

/// What the predicate above does to the factuality of its complement.
pub(crate) fn through(reader: &Reader<'_>, s: usize, outer: &Frame, value: Factuality, reach: Reach, marks: &mut Marks) -> Factuality {
    if outer.arg(Role::Open).is_some() && excessive(reader, s, outer) {
        return effect("CT-", value);
    }
    let Some(op) = reader.lexicon.operator(kind_of(outer), &outer.lemma) else { return value };
    marks.future |= matches!(op.sort.as_str(), "plan" | "threat");
    let value = credit(if outer.negated.is_some() { &op.negative } else { &op.positive }, value, reach);
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
