//! Audience-split: the message varies with who is addressed.
//!
//! Holds when the words serve one side before one hearer and the other before another, within one period.
//!
//! Example: neutral in parliament, ready to help when an ally's envoys call.
//! Counter-example: one statement sent to two outlets; a different stress with the same content (that is hedging).
//!
//! Strength: 0.6 times commitment; two different hearers must be named, or the text must say that one was told in private.

use super::{Candidate, commitment, opposites};
use crate::evidence::{Item, View};
use crate::numbers::TOP;
use crate::pair::Kind;

/// Hearers against hearers.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let heard = |i: &Item<'_>| i.is_word() && i.signal.audience.is_some();
    let mut pairs = opposites(view, TOP, heard, heard);
    pairs.retain(|(a, b)| a < b);
    pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let (x, y) = (&view.items[a], &view.items[b]);
            let (p, q) = (x.signal.audience.as_deref()?.to_lowercase(), y.signal.audience.as_deref()?.to_lowercase());
            if p == q || p.contains(&q) || q.contains(&p) {
                return None;
            }
            let note = format!("one thing to “{p}”, another to “{q}”");
            Some(Candidate::new(Kind::AudienceSplit, a, b, 0.6 * commitment(x, y), note))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn two_hearers() {
        let found = kinds(&[Sample::word("A", 0.7).to("the Assembly"), Sample::word("A", -0.6).to("a rally at home")]);
        assert!(found.contains(&("audience-split", None)), "{found:?}");
    }

    #[test]
    fn one_hearer() {
        let found = kinds(&[Sample::word("A", 0.7).to("the Assembly"), Sample::word("A", -0.6).to("Assembly")]);
        assert!(found.iter().all(|k| k.0 != "audience-split"));
    }
}
