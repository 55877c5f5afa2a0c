//! Say-vote: words entail another vote than the one cast.
//!
//! Holds when asserted words serve one side and a vote on a text that serves a side goes the other way. Graded *opposed* (voted against what
//! the words uphold, or for what they reject), *withheld* (abstained), *absent*. A vote withheld decides only beside further signals against
//! the words (Morse and Coggins 2024).
//!
//! Example: a ministry calls settlements illegal, the mission votes against a text that calls them illegal.
//! Counter-example: an abstention on whether to hold a meeting; an abstention with no words on the substance.
//!
//! Strength: 0.9 opposed, 0.6 withheld, 0.45 absent, times the commitment of the words.

use super::{Candidate, opposites, speaks_against_own_side};
use crate::evidence::View;
use crate::numbers::TOP;
use crate::pair::{Grade, Kind};
use demarche_source::Cast;

/// Words against votes.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    opposites(view, TOP, |a| a.is_word(), |b| b.is_vote())
        .into_iter()
        .filter(|&(a, _)| speaks_against_own_side(view, &view.items[a]))
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
    fn no_words_or_procedure_only() {
        assert!(kinds(&[Sample::vote(Cast::No, -0.9), Sample::vote(Cast::Yes, 0.9)]).iter().all(|k| k.0 != "say-vote"));
        assert!(kinds(&[Sample::word("A", 0.8), Sample::vote(Cast::Abstain, -0.4).procedural()]).is_empty());
    }
}
