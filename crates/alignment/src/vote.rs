//! What a vote means: how it was cast, times the direction of the text. In: a vote as told. Out: a value with its chain.
//!
//! The direction comes from the dispute's file where it knows the symbol or title, else from what the text says, else from its sponsor; else it is
//! unknown, and the chain says so. A vote withheld is a small value against the text's direction, never opposition.

use crate::direction;
use crate::value::{Calculus, Val};
use crate::weights as w;
use demarche_signals::{Content, VoteTold};
use demarche_source::Cast;

impl Calculus<'_> {
    /// The value of a vote.
    pub fn vote(&self, vote: &VoteTold) -> Val {
        if vote.procedural {
            return Val::none("a vote on procedure takes no side in the matter");
        }
        let text = self.direction(vote);
        if !text.some() {
            return text;
        }
        match vote.cast {
            Cast::Yes => text.times(w::VOTE_CAST, "voted for"),
            Cast::No => text.times(-w::VOTE_CAST, "voted against"),
            Cast::Abstain => text.times(-w::WITHHELD, "withheld (abstained)"),
            Cast::Absent => text.times(-w::ABSENT, "withheld (absent)"),
            Cast::NonMember => Val::none("had no vote"),
        }
    }

    /// Which side a text serves.
    pub fn direction(&self, vote: &VoteTold) -> Val {
        if let Some((Some(side), reason)) = self.model.linked_vote(vote) {
            return Val {
                v: self.model.sign(*side),
                why: format!("text serves {} by the dispute's file: {reason}", self.model.sides[*side]),
            };
        }
        // A title names a subject, not what is said of it: "Situation of human rights in Crimea" is a charge against who holds Crimea. Of a
        // user's own dispute the votes are the user's choice, of the built-in list they are whatever a record holds.
        if !vote.title_only || self.model.is_users() {
            let words = self.worded(&vote.text);
            if words.some() {
                return words;
            }
        }
        let sides: Vec<usize> = vote.sponsor.iter().filter_map(|c| self.model.member_of(c)).collect();
        match sides.first() {
            Some(&side) if sides.iter().all(|s| *s == side) => {
                Val { v: self.model.sign(side) * w::SPONSOR, why: format!("text sponsored by {}", self.model.sides[side]) }
            }
            _ => Val::none("the direction of the text is not known"),
        }
    }

    fn worded(&self, text: &[Content]) -> Val {
        let read = self.asserted_sum(text);
        if read.v.abs() >= 0.25 {
            return full(read, "operative words");
        }
        let words = text.iter().map(|c| c.text()).collect::<Vec<_>>().join("; ");
        let lexical = direction::of(self, &words);
        if lexical.some() { full(lexical, "words of the text") } else { lexical }
    }

    /// Operative clauses add up: a text that deplores one side twice is no more than full, one that serves both is balanced.
    fn asserted_sum(&self, contents: &[Content]) -> Val {
        let all: Vec<Val> = contents
            .iter()
            .filter(|c| crate::value::parts(c).is_none_or(|p| self.knows(&p)))
            .map(|c| self.asserted(c))
            .filter(Val::some)
            .collect();
        let v = all.iter().map(|x| x.v).sum::<f32>().clamp(-1.0, 1.0);
        Val { v, why: all.iter().map(|x| x.why.as_str()).collect::<Vec<_>>().join(" + ") }
    }
}

/// A text's direction is a direction: how strongly it was worded is the sponsor's matter.
fn full(value: Val, how: &str) -> Val {
    Val { v: value.v.signum() * value.v.abs().max(0.8), why: format!("{how}: {}", value.why) }
}
