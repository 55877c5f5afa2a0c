//! Denial-record: a claim about the actor's own record that the record refutes.
//!
//! Holds when the actor denies having done or said something, and the record (its own earlier words, its act, or its later admission about the
//! same time) has it.
//!
//! Example: "there are no foreign troops here, and there have been none"; months later, "their army crossed the border in November".
//! Counter-example: a denial against an opponent's charge or unnamed sources: neither is the actor's record.
//!
//! Strength: 0.9 times how far the two speak of the same thing.

use super::Candidate;
use crate::evidence::{Item, View};
use crate::pair::Kind;
use crate::proposition::{Proposition, of, same_matter, shared};
use demarche_signals::{Channel, Content};

/// Denials against the record.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let denies = |i: &Item<'_>| {
        let operator = view.lexicon.act(&i.signal.act.id).map_or("", |a| a.operator.as_str());
        let negated = i.signal.factuality.is_negated() || matches!(i.signal.content.first(), Some(Content::Event { negated: true, .. }));
        i.signal.channel == Channel::Word && (operator == "deny" || (negated && matches!(operator, "none" | "")))
    };
    let usable = |i: &usize| view.items[*i].usable();
    let denials: Vec<usize> = (0..view.items.len()).filter(usable).filter(|&i| denies(&view.items[i])).take(8).collect();
    let mut found = Vec::new();
    for &a in &denials {
        let claim = of(view.lexicon, view.items[a].signal);
        let record = (0..view.items.len())
            .filter(usable)
            .filter(|&b| b != a && !denies(&view.items[b]) && !view.items[b].signal.factuality.is_negated());
        for b in record {
            let others = |p: &Proposition| -> std::collections::BTreeSet<demarche_source::Code> {
                p.codes.iter().filter(|c| **c != view.items[a].signal.actor).cloned().collect()
            };
            let fact = of(view.lexicon, view.items[b].signal);
            let same = same_matter(&claim, &fact);
            let enough = shared(&claim, &fact).min(claim.lemmas.len().clamp(1, 2));
            if same >= 0.55 && enough == claim.lemmas.len().clamp(1, 2) && others(&claim).intersection(&fact.codes).next().is_some() {
                found.push(Candidate::new(Kind::DenialRecord, a, b, 0.9 * same, "the record has what is denied".to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn refuted_by_its_own_admission() {
        let found = kinds(&[
            Sample::word("A", -0.2).about("enter", "army").negated(),
            Sample::word("B", 0.2).about("enter", "army").on("2022-06-01"),
        ]);
        assert!(found.contains(&("denial-record", None)), "{found:?}");
    }

    #[test]
    fn a_charge_by_others_is_no_record() {
        let found = kinds(&[
            Sample::word("A", -0.2).about("enter", "army").negated(),
            Sample::word("B", 0.2).about("enter", "army").charged_by("BBB"),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }
}
