//! Double-standard: one norm, comparable cases, different treatment.
//!
//! Holds when the actor affirms a norm in one dispute and, in another in which the same norm speaks for a side, treats that side otherwise.
//!
//! Example: no part may leave a state without its consent, said of one neighbour; another neighbour's part is recognised.
//! Counter-example: two norms; one case; a case from another generation.
//!
//! Strength: 0.7 times commitment.

use super::{Candidate, End, commitment};
use crate::evidence::{Item, View};
use crate::numbers::{COMMITS, FURTHER};
use crate::pair::Kind;

/// Norms here against the same norms elsewhere.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let affirmed = |i: &&usize| {
        let item = &view.items[**i];
        item.is_word() && item.signal.principle.is_some() && item.value().abs() >= COMMITS && !item.signal.factuality.is_negated()
    };
    let all: Vec<usize> = (0..view.items.len()).collect();
    let mut found = Vec::new();
    for &i in all.iter().filter(affirmed).take(12) {
        let here = &view.items[i];
        let Some(id) = here.signal.principle.as_deref() else { continue };
        // Elsewhere: the same norm named and denied, that is, with the side that it serves there not served.
        let against = view.elsewhere.iter().enumerate().filter(|(_, e)| breaks(e, id)).take(4);
        for (j, there) in against {
            let note = format!("{id} upheld in {}, not in {}", here.aligned.dispute, there.aligned.dispute);
            let strength = 0.7 * commitment(here, there);
            found.push(Candidate {
                kind: Kind::DoubleStandard,
                grade: None,
                a: End::Here(i),
                b: End::Elsewhere(j),
                strength,
                note,
                of_claims: false,
            });
        }
    }
    found
}

/// Whether an item elsewhere treats a case against the norm: its chain names the norm and ends on the other side.
fn breaks(item: &Item<'_>, id: &str) -> bool {
    let named = item.signal.principle.as_deref() == Some(id) || item.aligned.derivation.iter().any(|d| d.contains(id));
    let negative = item.signal.factuality.is_negated()
        || item.aligned.derivation.first().is_some_and(|d| d.starts_with("voted against") || d.contains("negated") || d.contains("breach"));
    named && negative && item.value().abs() >= FURTHER && !item.aligned.withheld
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds_with};

    #[test]
    fn one_norm_two_cases() {
        let here = [Sample::word("A", 0.9).principle("sovereignty")];
        let denied = [Sample::word("A", -0.7).principle("sovereignty").negated()];
        assert!(kinds_with(&here, &denied).contains(&("double-standard", None)));
        let other = [Sample::word("A", -0.7).principle("human-rights").negated()];
        assert!(kinds_with(&here, &other).is_empty());
    }
}
