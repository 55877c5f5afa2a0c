//! What a pattern says: predicate, and what must stand with it. In: nothing. Out: plain values.
//!
//! The language is documented in `data/README.md`, and read by `grammar`. Matching is the business of the coder.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What kind of predicate a pattern is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PatternKind {
    /// A verb.
    Verb,
    /// A noun that names an event or attitude.
    Noun,
    /// An adjective or noun after a copula.
    Copular,
}

/// What a slot holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// `T`: the target.
    Target,
    /// `R`: the recipient.
    Recipient,
    /// `{class}`: a word of the class.
    Class(SmolStr),
    /// `*`: anything, but something.
    Any,
}

/// What marks an open complement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marker {
    /// `to`: an infinitive, or the preposition "to" with a noun of the class.
    To,
    /// Prepositions before a gerund, or before a noun of the class.
    Gerund(Vec<SmolStr>),
}

/// One part that must stand with the predicate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Element {
    /// An object (no prepositions) or an oblique. A class after a preposition also matches a gerund complement whose predicate is in the class.
    Slot {
        /// Prepositions, any of which may stand there; empty for an object.
        preps: Vec<SmolStr>,
        /// What stands there.
        what: What,
        /// In brackets.
        optional: bool,
    },
    /// A complement whose own arguments the pattern goes on to name. What follows a complement belongs to it, and is to be looked for on
    /// the outer predicate only where the complement is a noun without that argument.
    Open {
        /// Infinitive or gerund.
        marker: Marker,
        /// Class of its predicate; `None` for `*`.
        class: Option<SmolStr>,
        /// `not` stands before it.
        negated: bool,
        /// What must stand with its predicate.
        then: Vec<Element>,
        /// In brackets.
        optional: bool,
    },
    /// A finite clause.
    Clause {
        /// Class of its predicate; `None` for `*`.
        class: Option<SmolStr>,
        /// In brackets.
        optional: bool,
    },
    /// A predicative or "as" phrase.
    As {
        /// Class of its head; `None` for `*`.
        class: Option<SmolStr>,
        /// In brackets.
        optional: bool,
    },
}

impl Element {
    /// Whether it may be missing.
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Slot { optional, .. } | Self::Open { optional, .. } | Self::Clause { optional, .. } | Self::As { optional, .. } => {
                *optional
            }
        }
    }

    /// Puts it in brackets.
    pub fn make_optional(&mut self) {
        match self {
            Self::Slot { optional, .. } | Self::Open { optional, .. } | Self::Clause { optional, .. } | Self::As { optional, .. } => {
                *optional = true;
            }
        }
    }

    /// Class that it names, and those of its inner elements.
    pub fn classes(&self) -> Vec<&SmolStr> {
        match self {
            Self::Slot { what: What::Class(class), .. } => vec![class],
            Self::Slot { .. } => Vec::new(),
            Self::Open { class, then, .. } => class.iter().chain(then.iter().flat_map(Self::classes)).collect(),
            Self::Clause { class, .. } | Self::As { class, .. } => class.iter().collect(),
        }
    }

    fn weight(&self) -> u16 {
        let own = match self {
            Self::Slot { what: What::Class(_), .. } | Self::As { class: Some(_), .. } | Self::Clause { class: Some(_), .. } => 6,
            Self::Slot { what: What::Target | What::Recipient, .. } => 5,
            Self::Slot { what: What::Any, .. } | Self::As { .. } | Self::Clause { .. } => 4,
            Self::Open { class, negated, then, .. } => {
                4 + 2 * u16::from(class.is_some()) + 3 * u16::from(*negated) + then.iter().map(Self::weight).sum::<u16>()
            }
        };
        if self.is_optional() { 1 } else { own }
    }
}

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// As it was written.
    pub text: SmolStr,
    /// Lemmas of the predicate, particle joined by `_`.
    pub heads: Vec<SmolStr>,
    /// Kind of predicate.
    pub kind: PatternKind,
    /// The predicate must be negated.
    pub negated: bool,
    /// What must stand with it.
    pub elements: Vec<Element>,
}

impl Pattern {
    /// How much it asks for. Of two patterns that match, the one that asks for more wins.
    pub fn specificity(&self) -> u16 {
        3 * u16::from(self.negated) + self.elements.iter().map(Element::weight).sum::<u16>()
    }

    /// Whether it names the target anywhere.
    pub fn has_target(&self) -> bool {
        fn names(elements: &[Element]) -> bool {
            elements.iter().any(|e| match e {
                Element::Slot { what, .. } => *what == What::Target,
                Element::Open { then, .. } => names(then),
                _ => false,
            })
        }
        names(&self.elements)
    }
}

/// A mistake in a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Characters from the start of the pattern.
    pub at: usize,
    /// What is wrong.
    pub cause: String,
    /// What to write instead.
    pub hint: String,
}

impl PatternError {
    /// A mistake at a place.
    pub fn new(at: usize, cause: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, cause: cause.into(), hint: hint.into() }
    }
}
