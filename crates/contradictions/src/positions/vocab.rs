//! The word lists of `polarity/positions.toml` and `polarity/axes.toml`, ready to be asked. In: the lexicon. Out: lookups by lemma.

use demarche_lexicon::Lexicon;
use std::collections::BTreeMap;

/// Whether an axis is a matter of its own, or a manner that is compared only where a matter is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AxisKind {
    Matter,
    Manner,
}

/// One end of an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pole {
    pub kind: AxisKind,
    pub axis: String,
    /// "taking people in".
    pub name: String,
    /// The end that is written first.
    pub first: bool,
}

/// The lists.
#[derive(Debug)]
pub struct Vocab<'l> {
    pub lexicon: &'l Lexicon,
    poles: Vec<Pole>,
    /// Poles of a lemma.
    by_word: BTreeMap<String, Vec<usize>>,
}

impl<'l> Vocab<'l> {
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let (mut poles, mut by_word): (Vec<Pole>, BTreeMap<String, Vec<usize>>) = (Vec::new(), BTreeMap::new());
        for class in &lexicon.entries().classes {
            let mut parts = class.id.split('.');
            let (Some("axis"), Some(kind), Some(axis), Some(name)) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            let kind = if kind == "matter" { AxisKind::Matter } else { AxisKind::Manner };
            let first = poles.iter().all(|p| p.axis != axis);
            class.words.iter().for_each(|w| by_word.entry(w.to_string()).or_default().push(poles.len()));
            poles.push(Pole { kind, axis: axis.to_owned(), name: name.replace('-', " "), first });
        }
        Self { lexicon, poles, by_word }
    }

    /// Whether a lemma is in a list, by its full name (`stand.against`).
    pub fn is(&self, list: &str, lemma: &str) -> bool {
        self.lexicon.class_has(list, lemma)
    }

    /// The ends on which a lemma stands.
    pub fn poles(&self, lemma: &str) -> impl Iterator<Item = &Pole> {
        self.by_word.get(lemma).into_iter().flatten().map(|&i| &self.poles[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_axis_has_two_ends_without_a_common_word() {
        let vocab = Vocab::new(Lexicon::embedded());
        assert!(!vocab.poles.is_empty());
        for pole in &vocab.poles {
            let ends: Vec<usize> = (0..vocab.poles.len()).filter(|&i| vocab.poles[i].axis == pole.axis).collect();
            assert_eq!(ends.len(), 2, "axis {}", pole.axis);
            let both = vocab.by_word.iter().find(|(_, on)| ends.iter().all(|e| on.contains(e)));
            assert!(both.is_none(), "axis {}: {both:?} is on both ends", pole.axis);
        }
        for list in ["for", "against", "loss", "less", "bad", "good", "harms", "lessens", "brings", "ill", "raises", "frame", "broad"] {
            assert!(vocab.lexicon.entries().classes.iter().any(|c| c.id == format!("stand.{list}")), "no list stand.{list}");
        }
    }
}
