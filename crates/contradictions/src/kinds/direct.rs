//! Direct: same actor, same referent and time, commitments that cannot both be kept.
//!
//! Holds when two propositions share their event words and their actors, and one is asserted or approved and the other denied or rejected.
//!
//! Example: "we do not recognise the decree" and "we recognise the decree", in one month.
//! Counter-example: two words for one thing; a condition on one of the two; one said of another place.
//!
//! Strength: 0.9 times how far the two speak of the same thing.

use super::Candidate;
use crate::evidence::{Item, View};
use crate::pair::Kind;
use crate::proposition::{Proposition, of, same_matter};

/// Days within which the contrary is said at one time; later, it is a change of mind.
const ONE_TIME_DAYS: i32 = 3;

/// Propositions against their contraries.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let mut by_word: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    let propositions: Vec<Proposition> = view.items.iter().map(|i| of(view.lexicon, i.signal)).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (b, y) in view.items.iter().enumerate().filter(|(_, y)| y.usable() && y.is_word()) {
        let (py, mut seen) = (&propositions[b], std::collections::BTreeSet::new());
        let earlier = py.lemmas.iter().filter_map(|l| by_word.get(l)).flat_map(|list| list.iter().rev().take(8)).copied();
        for a in earlier.collect::<Vec<_>>() {
            let x = &view.items[a];
            if !seen.insert(a) || propositions[a].polarity * py.polarity >= 0.0 || !commits(x, y) {
                continue;
            }
            let same = same_matter(&propositions[a], py);
            if same >= 0.5 && opposed(x, y) {
                let days = x.gap(y);
                let kind = if x.before(y) && days > ONE_TIME_DAYS { Kind::Reversal } else { Kind::Direct };
                let note = format!("the same thing asserted and denied, {days} days apart");
                found.push(Candidate::new(kind, a, b, 0.9 * same, note));
            }
        }
        py.lemmas.iter().for_each(|l| by_word.entry(l.clone()).or_default().push(b));
    }
    found
}

fn commits(x: &Item<'_>, y: &Item<'_>) -> bool {
    x.signal.act.id == y.signal.act.id || x.value() * y.value() < 0.0
}

/// Alignment must not say that the two serve the same side.
fn opposed(x: &Item<'_>, y: &Item<'_>) -> bool {
    x.serves().zip(y.serves()).is_none_or(|(p, q)| p != q)
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn asserted_and_denied() {
        let found =
            kinds(&[Sample::word("A", 0.7).about("recognise", "decree"), Sample::word("A", -0.5).about("recognise", "decree").negated()]);
        assert!(found.contains(&("direct", None)), "{found:?}");
    }

    #[test]
    fn two_matters() {
        let found = kinds(&[Sample::word("A", 0.7).about("recognise", "decree"), Sample::word("A", -0.5).about("buy", "gas").negated()]);
        assert!(found.iter().all(|k| k.0 != "direct"));
    }
}
