//! History told beside the news is not of the period. Declines where it has no date.

use super::{Case, Finding, set_aside};

/// Whether an end is background without a date.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    set_aside(case, "background", "no end is told as history")
}
