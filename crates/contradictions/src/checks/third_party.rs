//! What others say that the actor did, and an opponent's charge, is evidence of the charge only. Declines.

use super::{Case, Finding, set_aside};

/// Whether an end is another's words.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    set_aside(case, "quoted-third-party", "no end rests on another's word")
}
