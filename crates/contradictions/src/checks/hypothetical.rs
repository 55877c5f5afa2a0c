//! Questions, conditions, plans and speculation are not commitments. Declines.

use super::{Case, Finding, passed, set_aside};

/// Whether an end is asserted as done or said. Where claims are compared, what an actor says it will do is said.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let promised = case.candidate.of_claims && case.ends().iter().all(|i| i.unasserted.is_none() || i.promises());
    if promised { passed("both ends are asserted or promised") } else { set_aside(case, "hypothetical", "both ends are asserted") }
}
