//! What composition hands to the discourse: mentions that are settled, and such as wait for what was said before. In: nothing. Out: values.

use crate::mention::{ActorRef, Authority, MentionKind, Reading};
use demarche_lexicon::{Actor, Lexicon, NameKind, Named, TitleOf, covers};
use demarche_source::{Code, Date, SmolStr, Span};

/// A mention in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    pub sentence: usize,
    pub first: usize,
    pub last: usize,
    pub head: usize,
    pub span: Span,
    pub kind: MentionKind,
    pub reading: Reading,
    pub actors: Vec<ActorRef>,
    pub reason: String,
    pub probability: f32,
    pub number: Number,
    pub class: Class,
    pub wants: Wants,
    /// Name of the person, if the phrase gives one.
    pub name: Option<SmolStr>,
    /// Title entry that the phrase was built on.
    pub title: Option<TitleOf>,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    One,
    Many,
}

/// What pronouns may stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// he, she.
    Person,
    /// it.
    State,
    /// it, for bodies, organs, parties.
    Body,
    /// Things and people of a state: they.
    Things,
}

/// What the discourse has still to find.
#[derive(Clone, Debug, PartialEq)]
pub enum Wants {
    /// Nothing.
    Nothing,
    /// State of a title; the flag says whether the phrase is definite.
    Owner { definite: bool },
    /// Country of a group inside it ("protesters").
    Country,
    /// State of the possessive pronoun at this word.
    Possessor(usize),
    /// Antecedent of a pronoun.
    Antecedent,
    /// Antecedent of a definite description ("the country", "the bloc").
    Described,
    /// The last so many actors.
    Several(usize),
    /// The first (`true`) or second of the last two.
    OneOfPair(bool),
    /// A person or acronym that was introduced before.
    Memory,
}

/// Authority as data files write it.
pub fn authority(speaks: &str) -> Authority {
    match speaks {
        "state" | "authoritative" => Authority::State,
        "organ" | "quasi" => Authority::Organ,
        _ => Authority::None,
    }
}

/// An actor with nothing below it.
pub fn plain(code: Code) -> ActorRef {
    ActorRef { code, sector: SmolStr::default(), person: None, office: None, rank: 10, authority: Authority::State, anonymous: false }
}

/// Code to which acts of a body are coded, and the actor of a name on a day.
pub fn actor_of(lexicon: &Lexicon, named: &Named, on: Option<Date>) -> Option<ActorRef> {
    if let Some(outlet) = named.outlet.and_then(|i| lexicon.entries().outlets.get(i)) {
        let code = outlet.country.clone()?;
        let speaks = authority(&outlet.authority);
        return Some(ActorRef {
            code,
            sector: "JRN".into(),
            person: None,
            office: Some(outlet.name.clone()),
            rank: 3,
            authority: speaks,
            anonymous: false,
        });
    }
    let code = named.code.clone()?;
    let mut actor = plain(code.clone());
    match lexicon.actor(&code) {
        Some(Actor::State(_)) => {
            if matches!(named.kind, NameKind::Capital | NameKind::Seat) {
                actor.sector = "GOV".into();
            }
        }
        Some(Actor::Body(body)) => {
            if let Some(parent) = body.parent.clone().filter(|_| !matches!(body.kind.as_str(), "COURT" | "AGENCY")) {
                actor.code = parent;
                actor.office = Some(body.name.clone());
            }
            match body.kind.as_str() {
                "COURT" => actor.sector = "JUD".into(),
                "NGO" => actor.sector = "NGO".into(),
                _ => {}
            }
        }
        Some(Actor::Group(group)) => {
            let governs = (group.governs_from.is_some() || group.governs_to.is_some())
                && on.is_none_or(|day| covers(group.governs_from, group.governs_to, day));
            match group.country.clone().filter(|_| governs) {
                Some(country) => {
                    actor.code = country;
                    actor.sector = "GOV".into();
                    actor.office = Some(group.name.clone());
                }
                None if group.sector != "BLOC" => actor.sector = group.sector.clone(),
                None => {}
            }
        }
        None => return None,
    }
    Some(actor)
}
