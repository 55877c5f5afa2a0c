//! Reversal: a later commitment negates an earlier one.
//!
//! Holds when the actor served one side (or kept a declared neutral line) and later serves the other, and the change is announced or so much
//! time lies between that it is a change of line. Principle-then-violation and violation-then-change are told apart by the order of ends.
//!
//! Example: "we will not deliver"; nine days later "the decision is that they will be delivered".
//! Counter-example: two voices on one day; a line resumed afterwards.
//!
//! Strength: 0.7 times commitment, 0.85 where the change is announced.

use super::{Candidate, commitment};
use crate::evidence::{Item, View};
use crate::numbers::{COMMITS, FURTHER, REVERSAL_DAYS, TOP};
use crate::pair::Kind;

/// Earlier against later.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let commits = |i: &Item<'_>| !i.evasive() && !i.aligned.withheld && i.value().abs() >= FURTHER;
    let mut found = Vec::new();
    for (a, b) in super::opposites(view, TOP, commits, commits) {
        let (x, y) = (&view.items[a], &view.items[b]);
        if !x.before(y) {
            continue;
        }
        let announced = view.announcement(x, y).is_some();
        let material = |i: &Item<'_>| i.is_word() || i.is_vote() || view.party.is_none();
        if (announced || x.gap(y) > REVERSAL_DAYS) && material(x) && material(y) && party_may(view, x, y) {
            let base = if announced { 0.85 } else { 0.7 };
            found.push(Candidate::new(Kind::Reversal, a, b, base * commitment(x, y), note(x, y, announced)));
        }
    }
    found.extend(left_neutral(view));
    found
}

/// For a party, giving up its own claim is news; returning to it is not.
fn party_may(view: &View<'_>, x: &Item<'_>, y: &Item<'_>) -> bool {
    let Some(side) = view.party else { return true };
    let own = view.model.sign(side);
    let gave_up = own * y.value() < 0.0;
    (gave_up && y.is_word() && y.aligned.explicit && y.value().abs() >= COMMITS && (y.signal.marks.change || y.norm().is_some()))
        || (!gave_up && x.is_word() && x.norm().is_some() && y.is_vote())
}

/// A neutral line declared, then left with an announcement.
fn left_neutral(view: &View<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    if view.party.is_some() {
        return found;
    }
    let neutral: Vec<usize> = (0..view.items.len())
        .filter(|&i| view.items[i].serves().is_none() && view.items[i].is_word() && view.items[i].aligned.explicit)
        .collect();
    for (b, y) in
        view.items.iter().enumerate().filter(|(_, y)| y.signal.marks.change && !y.evasive() && y.value().abs() >= COMMITS).take(TOP)
    {
        for &a in neutral.iter().filter(|&&a| view.items[a].before(y)).take(2) {
            found.push(Candidate::new(Kind::Reversal, a, b, 0.6, note(&view.items[a], y, true)));
        }
    }
    found
}

fn note(x: &Item<'_>, y: &Item<'_>, announced: bool) -> String {
    let how = if announced { "the text announces the change" } else { "no announcement was found" };
    format!("{} days lie between; {how}", x.gap(y))
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn a_line_replaced() {
        let found = kinds(&[Sample::word("A", 0.7).on("2018-09-04"), Sample::word("B", -0.7).on("2018-09-13").change()]);
        assert!(found.contains(&("reversal", None)), "{found:?}");
        let found = kinds(&[Sample::word("A", 0.7).on("2011-09-04"), Sample::word("A", -0.7).on("2018-09-13")]);
        assert!(found.contains(&("reversal", None)), "{found:?}");
    }

    #[test]
    fn two_voices_on_one_day() {
        let found = kinds(&[Sample::word("A", 0.7).on("2018-09-04"), Sample::word("B", -0.7).on("2018-09-04")]);
        assert!(found.iter().all(|k| k.0 != "reversal"));
    }
}
