//! Denial-record: a claim about the actor's own record that the record refutes.
//!
//! Holds when the actor denies having done something, and an act of its own, asserted by the report, is what it denies. (Its own contrary
//! words about the record are found by [direct](super::direct), which gives them this kind.)
//!
//! Example: "there are no foreign troops here, and there have been none"; months later, "their army crossed the border in November".
//! Counter-example: a denial against an opponent's charge or unnamed sources: neither is the actor's record.
//!
//! Strength: 0.85 times how far the two speak of the same thing.

use super::Candidate;
use crate::evidence::{Item, View};
use crate::pair::Kind;
use crate::proposition::{of, same_matter};
use demarche_signals::Channel;

/// Denials against acts.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let asserted = |i: &Item<'_>| i.unasserted.is_none() && i.authorised;
    let denies = |i: &Item<'_>| {
        let operator = view.lexicon.act(&i.signal.act.id).map_or("", |a| a.operator.as_str());
        i.signal.channel == Channel::Word && asserted(i) && i.signal.speaker.is_some() && operator == "deny"
    };
    let acts: Vec<usize> =
        (0..view.items.len()).filter(|&i| asserted(&view.items[i]) && view.items[i].signal.channel == Channel::Act).take(40).collect();
    let mut found = Vec::new();
    for a in (0..view.items.len()).filter(|&i| denies(&view.items[i])).take(8) {
        let claim = of(view.lexicon, view.items[a].signal);
        for &b in &acts {
            let fact = of(view.lexicon, view.items[b].signal);
            let same = same_matter(&claim, &fact);
            if claim.negative && !fact.negative && claim.of_record && same >= 0.75 {
                found.push(Candidate::new(Kind::DenialRecord, a, b, 0.85 * same, "the record has what is denied".to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    const NO: &str = "There are no Ruritanian soldiers in the valley.";

    #[test]
    fn refuted_by_its_own_admission() {
        let found = kinds(&[
            Sample::word("A", 0.0).saying(NO),
            Sample::word("B", 0.0).saying("Ruritanian soldiers fought in the valley.").on("2020-06-01"),
        ]);
        assert!(found.contains(&("denial-record", None)), "{found:?}");
    }

    #[test]
    fn a_charge_by_others_is_no_record() {
        let charge = Sample::word("B", 0.0).saying("Ruritanian soldiers fought in the valley.").on("2020-06-01").charged_by("BBB");
        assert!(kinds(&[Sample::word("A", 0.0).saying(NO), charge]).is_empty());
    }
}
