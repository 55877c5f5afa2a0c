//! A vote on whether to meet or how to proceed says nothing on the substance. Declines.

use super::{Case, Finding, declined, passed};

/// Whether an end is a vote on procedure.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    if case.ends().iter().any(|i| i.signal.vote.as_ref().is_some_and(|v| v.procedural)) {
        declined("a vote on procedure is no vote on the substance")
    } else {
        passed("no vote on procedure")
    }
}
