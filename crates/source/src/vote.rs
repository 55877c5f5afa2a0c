use crate::{Code, Date};
use std::collections::BTreeMap;

/// How a member voted. Absence is not abstention, and neither is non-membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cast {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Present, abstaining.
    Abstain,
    /// Did not take part.
    Absent,
    /// Had no vote in that body on that day.
    NonMember,
}

impl Cast {
    /// As the wire format writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Abstain => "abstain",
            Self::Absent => "absent",
            Self::NonMember => "non-member",
        }
    }
}

/// One roll call.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Vote {
    /// Body that voted: `UNSC`, `UNGA`, `UNHRC`, or another body's code.
    pub body: String,
    /// Symbol of the resolution or draft: `S/2022/155`, `A/RES/ES-11/1`.
    pub symbol: String,
    /// Day of the vote.
    pub date: Date,
    /// Title or agenda item. Often says nothing of the direction.
    pub title: String,
    /// Operative paragraphs, where at hand; else empty.
    pub operative: String,
    /// Sponsors.
    pub sponsor: Vec<Code>,
    /// Whether the vote was on procedure only.
    pub procedural: bool,
    /// What each member did.
    pub cast: BTreeMap<Code, Cast>,
    /// The actors' own explanations of vote.
    pub explanations: BTreeMap<Code, String>,
}
