//! Say-do: a material act against the words (Katagiri and Min 2018: acts move observers more than words).
//!
//! Holds when asserted words serve one side and an asserted act, done and not only planned, serves the other.
//!
//! Example: a coalition agreement bans arms for the belligerents, the cabinet licenses arms for one of them.
//! Counter-example: a belligerent attacks its enemy: hostile acts in one's own dispute contradict nothing, unless its own words forbid them.
//!
//! Strength: 0.85 times the commitment of the weaker end.

use super::{Candidate, commitment, opposites, speaks_against_own_side};
use crate::evidence::View;
use crate::numbers::{FURTHER, TOP};
use crate::pair::Kind;
use demarche_signals::Channel;

/// Words against acts.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let material =
        |i: &crate::evidence::Item<'_>| i.signal.channel == Channel::Act && i.value().abs() >= FURTHER && !i.signal.factuality.is_negated();
    opposites(view, TOP, |a| a.is_word(), material)
        .into_iter()
        .filter(|&(a, b)| {
            view.party.is_none() || (speaks_against_own_side(view, &view.items[a]) && norm_or_own_words(view, a) && own(view, b))
        })
        .map(|(a, b)| {
            let strength = 0.85 * commitment(&view.items[a], &view.items[b]);
            Candidate::new(Kind::SayDo, a, b, strength, format!("the act `{}` goes against the words", view.items[b].signal.act.id))
        })
        .collect()
}

/// For a party to the dispute only its own norm or its own exact words bind it.
fn norm_or_own_words(view: &View<'_>, a: usize) -> bool {
    let signal = view.items[a].signal;
    view.items[a].norm().is_some() && (signal.marks.quoted || signal.marks.joint || signal.speaker.is_some())
}

/// The act serves the party's own side.
fn own(view: &View<'_>, b: usize) -> bool {
    view.party.is_some_and(|side| view.model.sign(side) * view.items[b].value() > 0.0)
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds, kinds_of_party};

    #[test]
    fn an_act_against_the_words() {
        assert!(kinds(&[Sample::word("A", 0.7), Sample::act(-0.7)]).contains(&("say-do", None)));
    }

    #[test]
    fn a_party_may_fight_and_plans_are_not_deeds() {
        assert!(kinds_of_party(1, &[Sample::word("A", -0.7), Sample::act(-0.9)]).is_empty());
        assert!(
            kinds_of_party(1, &[Sample::word("A", 0.7).told(), Sample::act(-0.9)]).is_empty(),
            "words told by others do not bind a party"
        );
        assert!(kinds_of_party(1, &[Sample::word("A", 0.7).principle("sovereignty"), Sample::act(-0.9)]).contains(&("say-do", None)));
        assert!(kinds(&[Sample::word("A", 0.7), Sample::act(-0.7).planned()]).is_empty());
    }
}
