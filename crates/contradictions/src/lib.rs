//! Aligned signals to readings: which pairs of an actor's signals pull apart, what reconciles them, and the verdict (DESIGN §4).
//!
//! In: signals, their alignment, what is known of the reports. Out: [`Reading`]s. It never reads text again, and never calls anyone a hypocrite.
//!
//! The way through: [`evidence`](View) sets aside what is not asserted or not authorised and collapses repeated tellings; `kinds/` propose
//! pairs; `checks/` try to reconcile every one of them; `verdict` applies the table; `flip` asks it again with less.

mod alternatives;
mod checks;
mod collapse;
pub mod docs;
mod evidence;
mod flip;
mod judge;
mod kinds;
mod measure;
mod meta;
pub mod numbers;
mod pair;
pub mod positions;
mod proposition;
mod ruled;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod samples;
mod verdict;
mod voices;
mod words;

pub use evidence::{Item, View};
pub use judge::{Window, judge, judge_all};
pub use meta::{ReportMeta, metas};
pub use pair::{Checked, Confidence, Grade, Kind, Likelihood, Outcome, Pair, Reading, Rejected, SetAside, Verdict};
pub use ruled::{PairDecision, PairRuling, RULING};

/// Names of all checks, in the order in which a pair lists them.
pub fn check_names() -> impl Iterator<Item = &'static str> {
    checks::CHECKS.iter().map(|(name, _)| *name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
