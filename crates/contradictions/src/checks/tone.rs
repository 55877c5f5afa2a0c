//! A side read from the tone of some words, and not from what they say of it, is a hint and no commitment. Weakens.

use super::{Case, Finding, passed};
use crate::numbers::TONE_ONLY;
use crate::pair::Outcome;

/// Whether an end was aligned by tone alone.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    match case.ends().into_iter().find(|i| i.aligned.by_tone) {
        Some(i) => (Outcome::Weakened(TONE_ONLY), format!("{} was read by its tone alone", i.signal.id)),
        None => passed("both ends were read by what they say"),
    }
}
