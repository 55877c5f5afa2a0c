//! Answers to who is who. In: nothing. Out: plain values, in the form of `demarche.who/1`, and the weights by which they are ranked.

use demarche_source::{Code, Date, SmolStr};
use serde::Serialize;

/// How a day lies to a term of office or to the life of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateRule {
    /// The day lies in it.
    Within,
    /// It has no end in the data, and the day is after the last that the file claims to know.
    Beyond,
    /// No day was asked for.
    Undated,
    /// It was over.
    After,
    /// It had not begun.
    Before,
}

/// Where an entry was written, and what its file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Path of the file; of built-in files from the root of the project.
    pub file: String,
    /// Line of the entry, from 1.
    pub line: u32,
    /// Source of the facts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The file is kept up to this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete_to: Option<Date>,
}

/// A term of office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Who.
    pub person: SmolStr,
    /// Code of the state or body.
    pub actor: Code,
    /// Its name.
    pub actor_name: String,
    /// Office id.
    pub office: SmolStr,
    /// Title as text has it.
    pub title: SmolStr,
    /// First day; absent where it is not known.
    pub from: Option<Date>,
    /// Last day; absent where it is not known, or not over.
    pub to: Option<Date>,
    /// The days are days on which the holder was seen in office, not those of taking and leaving it.
    pub seen: bool,
    /// How the day asked for lies to it.
    pub rule: DateRule,
    /// Where it is written.
    pub written: Written,
}

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Meaning {
    /// A person, with all known terms, those that fit the day first.
    Person {
        /// Full name.
        person: SmolStr,
        /// Terms of office.
        terms: Vec<Term>,
    },
    /// A state, territory, body, group or outlet.
    Actor {
        /// Its code; an outlet has its country's, if any.
        code: Option<Code>,
        /// Its name.
        name: String,
        /// What the name is to it.
        named_by: &'static str,
        /// When it existed, or the body's or group's days.
        from: Option<Date>,
        /// …
        to: Option<Date>,
        /// How the day lies to that.
        rule: DateRule,
        /// Where it is written.
        written: Written,
    },
    /// An office.
    Office {
        /// Office id.
        office: SmolStr,
        /// State for which alone the title means it.
        state: Option<Code>,
        /// Its holders on the day, where a state is known.
        holders: Vec<Term>,
        /// Where it is written.
        written: Written,
    },
    /// Something that is no actor, by the note of an entry.
    Other {
        /// The note.
        note: String,
        /// Where it is written.
        written: Written,
    },
}

/// A meaning with its reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// What is meant.
    #[serde(flatten)]
    pub meaning: Meaning,
    /// The rule by which.
    pub why: String,
    /// In [0, 1]; what is missing to 1 over all candidates is for somebody unlisted.
    pub probability: f32,
}

/// What the weights are: a name that is given in full leaves little room for others; a family name alone more.
pub(crate) mod weigh {
    use super::DateRule;
    use crate::names::NameKind;

    /// Weight of somebody unlisted, beside a bearer in office of weight 1.
    pub fn unlisted(full: bool) -> f32 {
        if full { 0.03 } else { 0.1 }
    }

    /// Weight of a bearer by the day. Former heads stay in the news (rank 9 and above), others leave it.
    pub fn bearer(rule: DateRule, rank: u8) -> f32 {
        let prominence = 0.5 + f32::from(rank.min(10)) / 20.0;
        prominence
            * match rule {
                DateRule::Within | DateRule::Undated => 1.0,
                DateRule::Beyond => 0.7,
                DateRule::After if rank >= 9 => 0.3,
                DateRule::After => 0.1,
                DateRule::Before => 0.03,
            }
    }

    /// Weight of a name by what it is to the actor: a capital or a city is more often a place than a government.
    pub fn name(kind: NameKind, rule: DateRule) -> f32 {
        let by_kind = match kind {
            NameKind::Name | NameKind::Seat | NameKind::Adjective | NameKind::People | NameKind::Outlet => 1.0,
            NameKind::Capital => 0.6,
            NameKind::Place => 0.2,
        };
        if matches!(rule, DateRule::After | DateRule::Before) { by_kind * 0.1 } else { by_kind }
    }

    /// Weight of another meaning that an entry's note warns of.
    pub const NOTED: f32 = 0.4;
    /// Weight of a title whose holder on the day is known.
    pub const HELD: f32 = 1.0;
    /// Weight of any other title.
    pub const TITLE: f32 = 0.3;
}
