//! Every frame against the lexicon's patterns. In: a reader. Out: [`Coded`]: for each frame the best match, and which frames are only
//! parts of another's match.

use crate::matching::{Match, kind_of, try_pattern};
use crate::reader::Reader;
use demarche_lexicon::PatternKind;
use demarche_syntax::{Deprel, Frame, FrameId, PredicateKind};
use std::collections::BTreeSet;

/// Matches of a whole report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coded {
    matches: Vec<Vec<Option<Match>>>,
    consumed: Vec<BTreeSet<FrameId>>,
}

impl Coded {
    /// Matches every frame.
    pub fn new(reader: &Reader<'_>) -> Self {
        let mut coded = Self::default();
        for s in 0..reader.document.sentences.len() {
            let frames = reader.frames(s).all();
            let matches: Vec<Option<Match>> = frames.iter().map(|f| best(reader, s, f)).collect();
            let mut consumed = BTreeSet::new();
            for m in matches.iter().flatten() {
                consumed.extend(m.bound.consumed.iter().copied());
            }
            // A light verb and its noun are one act: the more specific pattern stands.
            for (id, frame) in frames.iter().enumerate() {
                if let Some(verb) = frame.light {
                    match (&matches[id], &matches[verb]) {
                        (Some(noun), Some(of_verb)) if noun.specificity > of_verb.specificity && !of_verb.bound.consumed.contains(&id) => {
                            consumed.insert(verb);
                        }
                        (Some(_), Some(_)) => {
                            consumed.insert(id);
                        }
                        _ => {}
                    }
                }
            }
            coded.matches.push(matches);
            coded.consumed.push(consumed);
        }
        coded
    }

    /// The match of a frame.
    pub fn at(&self, s: usize, id: FrameId) -> Option<&Match> {
        self.matches[s][id].as_ref()
    }

    /// Whether the frame is only a part of another's match.
    pub fn is_consumed(&self, s: usize, id: FrameId) -> bool {
        self.consumed[s].contains(&id)
    }
}

fn best(reader: &Reader<'_>, s: usize, frame: &Frame) -> Option<Match> {
    let find = |kind: PatternKind, lemma: &str| {
        reader.lexicon.patterns(kind, lemma).iter().find_map(|owned| {
            let bound = try_pattern(reader, s, frame, &owned.pattern)?;
            let act = reader.lexicon.acts()[owned.entry].id.clone();
            Some(Match {
                act,
                entry: owned.entry,
                pattern: owned.pattern.text.clone(),
                bound,
                specificity: owned.specificity,
                negated: owned.pattern.negated,
            })
        })
    };
    let kind = kind_of(frame);
    let longer = joined(reader, s, frame).into_iter().find_map(|lemma| find(kind, &lemma));
    let own = longer.or_else(|| find(kind, &frame.lemma));
    match (&own, &frame.verb) {
        // A nominalisation without a noun pattern is read by its verb's.
        (None, Some(verb)) if frame.kind == PredicateKind::Noun => find(PatternKind::Verb, verb),
        _ => own,
    }
}

/// Heads of two words: a verb and the adverb beside it ("stop_short", "verbally attacked"), a noun before a noun ("hunger_strike").
fn joined(reader: &Reader<'_>, s: usize, frame: &Frame) -> Vec<String> {
    let tree = reader.tree(s);
    let lemma = |k: usize| reader.lemma(s, k).to_lowercase();
    match frame.kind {
        PredicateKind::Verb => {
            let adverbs = tree.children_by(frame.head, Deprel::Advmod).filter(|&k| k.abs_diff(frame.head) == 1);
            // "handed over a smuggler", where the particle was read as the object's
            let particle = Some(frame.head + 1).filter(|&k| {
                let of_object = |up: usize| tree.words()[up].deprel == Deprel::Obj && tree.head(up) == Some(frame.head);
                k < tree.len() && tree.words()[k].deprel == Deprel::Case && tree.head(k).is_some_and(of_object)
            });
            adverbs.chain(particle).map(|k| format!("{}_{}", frame.lemma, lemma(k))).collect()
        }
        PredicateKind::Noun => tree
            .children(frame.head)
            .filter(|&k| k + 1 == frame.head && matches!(tree.words()[k].deprel, Deprel::Compound | Deprel::Amod))
            .map(|k| format!("{}_{}", lemma(k), frame.lemma))
            .collect(),
        PredicateKind::Copular => Vec::new(),
    }
}
