//! The checks: what could reconcile a pair, one a file. In: a candidate and the evidence. Out: a finding for each check, always all of them.
//!
//! To add a check: write a file with a `run`, and name it in [`CHECKS`].

mod abstention_alone;
mod announced_change;
mod appeal_to_talk;
mod authority;
mod background;
mod copy;
mod correction;
mod different_place;
mod different_referent;
mod different_time;
mod explained_vote;
mod hearsay;
mod hypothetical;
mod implicit;
mod office_name;
mod procedural_vote;
mod same_quotation;
mod third_party;
mod tone;

use crate::evidence::{Item, View};
use crate::kinds::Candidate;
use crate::pair::{Checked, Outcome};

/// A candidate with its two ends.
pub struct Case<'c, 'v, 'a> {
    /// All evidence.
    pub view: &'v View<'a>,
    /// The candidate.
    pub candidate: &'c Candidate,
    /// The words, or the earlier.
    pub a: &'v Item<'a>,
    /// The other.
    pub b: &'v Item<'a>,
}

impl<'v, 'a> Case<'_, 'v, 'a> {
    /// Both ends.
    pub fn ends(&self) -> [&'v Item<'a>; 2] {
        [self.a, self.b]
    }
}

type Finding = (Outcome, String);
type Check = fn(&Case<'_, '_, '_>) -> Finding;

/// All checks with their names, in the order in which they are shown.
pub const CHECKS: &[(&str, Check)] = &[
    ("procedural-vote", procedural_vote::run),
    ("non-authoritative-voice", authority::run),
    ("quoted-third-party", third_party::run),
    ("hearsay", hearsay::run),
    ("hypothetical", hypothetical::run),
    ("background", background::run),
    ("appeal-to-talk", appeal_to_talk::run),
    ("copy-of-one-statement", copy::run),
    ("same-quotation", same_quotation::run),
    ("office-name", office_name::run),
    ("different-time", different_time::run),
    ("announced-change", announced_change::run),
    ("correction", correction::run),
    ("different-place", different_place::run),
    ("different-referent", different_referent::run),
    ("explained-vote", explained_vote::run),
    ("abstention-alone", abstention_alone::run),
    ("implicit-bearing", implicit::run),
    ("tone-only", tone::run),
];

/// Runs all checks.
pub fn run(view: &View<'_>, candidate: &Candidate) -> Vec<Checked> {
    let case = Case { view, candidate, a: candidate.a.of(view), b: candidate.b.of(view) };
    CHECKS
        .iter()
        .map(|(check, run)| {
            let (outcome, note) = run(&case);
            Checked { check, outcome, note }
        })
        .collect()
}

fn passed(note: impl Into<String>) -> Finding {
    (Outcome::Passed, note.into())
}

fn declined(note: impl Into<String>) -> Finding {
    (Outcome::Declined, note.into())
}

/// Declines if an end was set aside for the given reason.
fn set_aside(case: &Case<'_, '_, '_>, reason: &str, fine: &str) -> Finding {
    let found = case.ends().into_iter().find_map(|i| i.unasserted.as_ref().filter(|(r, _)| *r == reason).map(|(_, note)| (i, note)));
    match found {
        Some((item, note)) => declined(format!("{}: {note}", item.signal.id)),
        None => passed(fine),
    }
}
