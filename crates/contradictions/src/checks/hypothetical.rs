//! Questions, conditions, plans and speculation are not commitments. Declines.

use super::{Case, Finding, set_aside};

/// Whether an end is asserted as done or said.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    set_aside(case, "hypothetical", "both ends are asserted")
}
