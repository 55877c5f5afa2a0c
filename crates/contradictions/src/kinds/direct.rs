//! Direct: same actor, same referent and time, commitments that cannot both be kept.
//!
//! Holds when two of the actor's own sayings share nearly all words of the shorter, and one asserts what the other denies, within a few days.
//! What is said later than that is a change of mind ([reversal](super::reversal)), or, where a record was denied, a
//! [denial of the record](super::denial_record).
//!
//! Example: "we do not recognise the decree" and "we recognise the decree", in one day.
//! Counter-example: two words for one thing; a condition on one of the two; one said of another place.
//!
//! Strength: 0.9 times how far the two speak of the same thing.

use super::Candidate;
use crate::evidence::{Item, View};
use crate::numbers::ONE_TIME_DAYS;
use crate::pair::Kind;
use crate::proposition::{Proposition, of, same_matter};
use std::collections::{BTreeMap, BTreeSet};

/// Share of words from which two sayings are of one matter.
const SAME: f32 = 0.75;

/// Sayings against their contraries.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let sayings: Vec<(usize, Proposition)> = (0..view.items.len())
        .filter(|&i| speaks(&view.items[i]))
        .map(|i| (i, of(view.lexicon, view.items[i].signal)))
        .filter(|(_, p)| p.words.len() >= 2)
        .collect();
    let mut found = Vec::new();
    for (k, (b, py)) in sayings.iter().enumerate() {
        let earlier: BTreeSet<usize> =
            py.words.iter().filter_map(|w| by_word.get(w)).flat_map(|l| l.iter().rev().take(8)).copied().collect();
        for j in earlier {
            let (a, px) = &sayings[j];
            let (x, y) = (&view.items[*a], &view.items[*b]);
            let same = same_matter(px, py);
            if px.negative == py.negative || same < SAME || x.serves().zip(y.serves()).is_some_and(|(p, q)| p == q) {
                continue;
            }
            found.push(make(x, y, (*a, *b), (px, py), same));
        }
        py.words.iter().for_each(|w| by_word.entry(w.clone()).or_default().push(k));
    }
    found
}

/// An asserted saying in the actor's own voice.
fn speaks(item: &Item<'_>) -> bool {
    item.unasserted.is_none() && item.authorised && item.is_word() && item.signal.speaker.is_some()
}

fn make(x: &Item<'_>, y: &Item<'_>, (a, b): (usize, usize), (px, py): (&Proposition, &Proposition), same: f32) -> Candidate {
    let days = x.gap(y);
    let denied_first = px.negative;
    if px.of_record && py.of_record && (px.negative || py.negative) && days > ONE_TIME_DAYS {
        let (claim, record) = if denied_first { (a, b) } else { (b, a) };
        return Candidate::new(Kind::DenialRecord, claim, record, 0.85 * same, format!("denied, and said to be so {days} days apart"));
    }
    let kind = if x.before(y) && days > ONE_TIME_DAYS { Kind::Reversal } else { Kind::Direct };
    Candidate::new(kind, a, b, 0.9 * same, format!("the same thing asserted and denied, {days} days apart"))
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn asserted_and_denied() {
        let found = kinds(&[
            Sample::word("A", 0.5).saying("We recognise the decree."),
            Sample::word("A", -0.5).saying("We do not recognise the decree."),
        ]);
        assert!(found.contains(&("direct", None)), "{found:?}");
        let later = [
            Sample::word("A", 0.0).saying("We will not deliver the bombs."),
            Sample::word("B", 0.0).saying("The bombs will be delivered.").on("2020-03-09"),
        ];
        assert!(kinds(&later).contains(&("reversal", None)));
    }

    #[test]
    fn two_matters() {
        let found = kinds(&[
            Sample::word("A", 0.5).saying("We recognise the decree."),
            Sample::word("A", -0.5).saying("We do not buy the timber."),
        ]);
        assert!(found.iter().all(|k| k.0 != "direct"));
    }
}
