//! "Reportedly", "sources say": shown, marked, and never decisive. Declines.

use super::{Case, Finding, set_aside};

/// Whether an end is hearsay or comes from an unnamed voice.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    set_aside(case, "hearsay", "no end is hearsay")
}
