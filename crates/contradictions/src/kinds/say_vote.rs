//! Say-vote: words entail another vote than the one cast.
//!
//! Holds when asserted words serve one side and a vote on a text that serves a side goes the other way. Graded *opposed* (voted against what
//! the words uphold, or for what they reject), *withheld* (abstained), *absent*. A vote withheld decides only beside further signals against
//! the words (Morse and Coggins 2024).
//!
//! A vote cast opposes words only as a whole: who says of both sides that they have a right to security, and votes for a text of one of them,
//! has not voted against its words. So the words of the period must lean to the side against which the vote went.
//!
//! Example: a ministry calls settlements illegal, the mission votes against a text that calls them illegal.
//! Counter-example: an abstention on whether to hold a meeting; an abstention with no words on the substance.
//!
//! Strength: 0.9 opposed, 0.6 withheld, 0.45 absent, times the commitment of the words.

use super::{Candidate, opposites, speaks_against_own_side};
use crate::evidence::{Item, View};
use crate::numbers::{LEANS, PERIOD_DAYS, SERVES, TOP};
use crate::pair::{Grade, Kind};
use demarche_source::Cast;

/// Words against votes.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    opposites(view, TOP, |a| a.is_word() && own(a), |b| b.is_vote())
        .into_iter()
        .filter(|&(a, b)| speaks_against_own_side(view, &view.items[a]) && (view.items[b].aligned.withheld || words_lean(view, a, b)))
        .filter_map(|(a, b)| {
            let vote = view.items[b].signal.vote.as_ref()?;
            let (grade, base) = match vote.cast {
                Cast::Abstain => (Grade::Withheld, 0.6),
                Cast::Absent => (Grade::Absent, 0.45),
                Cast::Yes | Cast::No => (Grade::Opposed, 0.9),
                Cast::NonMember => return None,
            };
            let words = 0.5 + 0.5 * (view.items[a].value().abs() / 0.6).min(1.0);
            let note = format!("words serve {}, the vote was {}", side(view, a), vote.cast.as_str());
            Some(Candidate { grade: Some(grade), ..Candidate::new(Kind::SayVote, a, b, base * words, note) })
        })
        .collect()
}

/// Not what another state's own statement says that the actor has said.
fn own(item: &Item<'_>) -> bool {
    item.report.and_then(|r| r.country.as_ref()).is_none_or(|country| *country == item.signal.actor)
}

/// Whether what the actor said in the period of a vote leans, in sum, to the side that the words `a` serve.
fn words_lean(view: &View<'_>, a: usize, b: usize) -> bool {
    let vote = &view.items[b];
    let said = view.usable().map(|i| &view.items[i]).filter(|i| i.is_word() && i.gap(vote) <= PERIOD_DAYS);
    let sign = view.items[a].value().signum();
    let (with, all, many) = said.fold((0.0, 0.0, 0), |(with, all, many), i| {
        let own = sign * i.value();
        (with + own, all + own.abs(), many + usize::from(own >= SERVES))
    });
    // a vote for a text of the other side is much rarer than a sentence read wrongly: one sentence does not tell it
    let told = usize::from(vote.signal.vote.as_ref().is_some_and(|v| v.cast == Cast::Yes)) + 1;
    many >= told && all > 0.0 && with / all >= LEANS
}

fn side(view: &View<'_>, i: usize) -> String {
    view.model.served(view.items[i].value()).map_or_else(|| "no side".to_owned(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};
    use demarche_source::Cast;

    #[test]
    fn words_against_a_vote() {
        let found = kinds(&[Sample::word("A", 0.8), Sample::vote(Cast::No, -0.9)]);
        assert!(found.contains(&("say-vote", Some("opposed"))), "{found:?}");
        let found = kinds(&[Sample::word("A", 0.8), Sample::vote(Cast::Abstain, -0.4)]);
        assert!(found.contains(&("say-vote", Some("withheld"))), "{found:?}");
    }

    #[test]
    fn words_for_both_sides_entail_no_vote() {
        let both = [Sample::word("A", 0.8), Sample::word("B", -0.7), Sample::vote(Cast::Yes, -0.9)];
        assert!(kinds(&both).iter().all(|k| k.0 != "say-vote"), "{:?}", kinds(&both));
        let most = [Sample::word("A", 0.8), Sample::word("B", 0.7), Sample::word("C", -0.3), Sample::vote(Cast::Yes, -0.9)];
        assert!(kinds(&most).contains(&("say-vote", Some("opposed"))), "{:?}", kinds(&most));
    }

    #[test]
    fn no_words_or_procedure_only() {
        assert!(kinds(&[Sample::vote(Cast::No, -0.9), Sample::vote(Cast::Yes, 0.9)]).iter().all(|k| k.0 != "say-vote"));
        assert!(kinds(&[Sample::word("A", 0.8), Sample::vote(Cast::Abstain, -0.4).procedural()]).is_empty());
    }
}
