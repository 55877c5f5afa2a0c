//! Principle-application: a norm asserted, and a case that it covers not treated under it.
//!
//! Holds when the actor affirms a norm that serves one side here (by the dispute's file, or because the words apply it) and treats the
//! case the other way, in a vote, an act, or other words.
//!
//! Example: "sovereignty of all states, and this applies to the island too", then an abstention on the text that upholds the island's.
//! Counter-example: the norm affirmed and the other side merely told to talk.
//!
//! Strength: 0.8 against an act or a vote cast, 0.65 against a vote withheld, 0.6 against words, 0.4 against a refused word.

use super::{Candidate, opposites, speaks_against_own_side};
use crate::evidence::{Item, View};
use crate::numbers::{COMMITS, TOP};
use crate::pair::{Grade, Kind};
use demarche_source::Cast;

/// Norms against treatment.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let norm = |i: &Item<'_>| i.is_word() && i.norm().is_some();
    let treated = |i: &Item<'_>| i.is_vote() || i.evasive() || i.norm().is_none() || i.value().abs() >= COMMITS;
    opposites(view, TOP, norm, treated)
        .into_iter()
        .filter(|&(a, _)| speaks_against_own_side(view, &view.items[a]))
        .filter(|&(_, b)| view.party.is_none() || !view.items[b].is_word())
        .map(|(a, b)| {
            let (norm, case) = (&view.items[a], &view.items[b]);
            let cast = case.signal.vote.as_ref().map(|v| v.cast);
            let (base, grade) = match cast {
                Some(Cast::Abstain) => (0.65, Some(Grade::Withheld)),
                Some(Cast::Absent) => (0.5, Some(Grade::Absent)),
                Some(_) => (0.8, Some(Grade::Opposed)),
                None if case.evasive() => (0.4, None),
                None if case.is_word() => (0.6 * super::commitment(norm, case), None),
                None => (0.8, None),
            };
            let words = 0.5 + 0.5 * (norm.value().abs() / 0.6).min(1.0);
            let id = norm.norm().unwrap_or("norm");
            let note = format!("{id} affirmed, the case treated otherwise ({})", case.signal.act.id);
            Candidate { grade, ..Candidate::new(Kind::PrincipleApplication, a, b, base * words, note) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};
    use demarche_source::Cast;

    #[test]
    fn a_norm_against_its_case() {
        let found = kinds(&[Sample::word("A", 0.9).principle("sovereignty"), Sample::vote(Cast::Abstain, -0.4)]);
        assert!(found.contains(&("principle-application", Some("withheld"))), "{found:?}");
    }

    #[test]
    fn an_appeal_to_talk_is_no_other_treatment() {
        assert!(kinds(&[Sample::word("A", 0.9).principle("sovereignty"), Sample::word("A", 0.0)]).is_empty());
    }
}
