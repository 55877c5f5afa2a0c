//! Evasion: a label or an answer refused. Weak; never enough alone.
//!
//! Holds when the actor commits to one side in words and refuses the word, the name or the answer that would follow from it.
//!
//! Example: respect for borders affirmed, and "invasion" not uttered.
//! Counter-example: "no comment" with nothing else said; a question put to somebody else.
//!
//! Strength: 0.3, whatever the ends.

use super::Candidate;
use crate::evidence::{Item, View};
use crate::numbers::SERVES;
use crate::pair::Kind;

/// Commitments against silences.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let said = |i: &Item<'_>| i.is_word() && i.value().abs() >= SERVES;
    let silent: Vec<usize> = (0..view.items.len()).filter(|&i| view.items[i].evasive()).take(4).collect();
    let mut found = Vec::new();
    for &b in &silent {
        let against = view.items[b].serves();
        for first in [true, false] {
            if against == Some(first) || view.party.is_some() {
                continue;
            }
            found.extend(view.strongest(first, 2, said).into_iter().filter(|&a| a != b).map(|a| {
                Candidate::new(Kind::Evasion, a, b, 0.3, format!("the words commit, `{}` does not", view.items[b].signal.act.id))
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn a_word_refused() {
        assert_eq!(kinds(&[Sample::word("A", 0.7), Sample::word("A", -0.2).evasive()]), [("evasion", None)]);
    }

    #[test]
    fn silence_alone() {
        assert!(kinds(&[Sample::word("A", -0.2).evasive(), Sample::word("A", -0.2).evasive()]).is_empty());
    }
}
