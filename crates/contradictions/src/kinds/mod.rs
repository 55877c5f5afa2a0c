//! The kinds of pair, one rule a file. In: the evidence. Out: candidates, a few of each kind; the checks come after.
//!
//! To add a kind: write a file with a `find`, and name it in [`RULES`].

mod audience_split;
mod claims;
mod denial_record;
mod direct;
mod double_standard;
mod evasion;
mod mixed_voices;
mod principle_application;
mod reversal;
mod say_do;
mod say_vote;
mod things;

use crate::evidence::{Item, View};
use crate::pair::{Grade, Kind};

/// A pair before its checks. Indices into the view's items, or elsewhere's.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Kind.
    pub kind: Kind,
    /// For votes.
    pub grade: Option<Grade>,
    /// The words, or the earlier.
    pub a: End,
    /// The other.
    pub b: End,
    /// Before the checks.
    pub strength: f32,
    /// Why, in words.
    pub note: String,
    /// What the clauses hold was compared, so that what an actor says it will do counts as said.
    pub of_claims: bool,
}

/// One end of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// An item of this dispute.
    Here(usize),
    /// An item of another dispute.
    Elsewhere(usize),
}

impl End {
    /// The item.
    pub fn of<'v, 'a>(self, view: &'v View<'a>) -> &'v Item<'a> {
        match self {
            Self::Here(i) => &view.items[i],
            Self::Elsewhere(i) => &view.elsewhere[i],
        }
    }

    /// Index in this dispute's items.
    pub fn here(self) -> Option<usize> {
        match self {
            Self::Here(i) => Some(i),
            Self::Elsewhere(_) => None,
        }
    }
}

impl Candidate {
    fn new(kind: Kind, a: usize, b: usize, strength: f32, note: String) -> Self {
        Self { kind, grade: None, a: End::Here(a), b: End::Here(b), strength: strength.clamp(0.0, 1.0), note, of_claims: false }
    }
}

type Rule = fn(&View<'_>) -> Vec<Candidate>;

/// All rules.
pub const RULES: &[Rule] = &[
    direct::find,
    things::find,
    claims::find,
    say_vote::find,
    say_do::find,
    principle_application::find,
    mixed_voices::find,
    audience_split::find,
    double_standard::find,
    reversal::find,
    denial_record::find,
    evasion::find,
];

/// How much the weaker of two values commits, from a half to one.
fn committed(a: f32, b: f32) -> f32 {
    0.5 + 0.5 * (a.abs().min(b.abs()) / 0.6).min(1.0)
}

/// How much the weaker of two ends commits, from a half to one.
fn commitment(a: &Item<'_>, b: &Item<'_>) -> f32 {
    committed(a.value(), b.value())
}

/// For a party, words that favour the other side must be words of weight: its own, explicit, a norm or a commitment.
fn speaks_against_own_side(view: &View<'_>, item: &Item<'_>) -> bool {
    match view.party {
        None => true,
        Some(side) => {
            let own = view.model.sign(side) * item.value();
            own >= 0.0 || (item.aligned.explicit && item.value().abs() >= crate::numbers::COMMITS && item.norm().is_some())
        }
    }
}

/// The opposite pairs of the strongest items: (item that serves the first side, item that serves the other).
fn opposites<'a>(view: &View<'a>, limit: usize, a: impl Fn(&Item<'a>) -> bool, b: impl Fn(&Item<'a>) -> bool) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for first in [true, false] {
        for &i in &view.strongest(first, limit, &a) {
            for &j in &view.strongest(!first, limit, &b) {
                if i != j {
                    pairs.push((i, j));
                }
            }
        }
    }
    pairs
}
