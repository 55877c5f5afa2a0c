//! Commitments of different periods are a change, not a contradiction. Declines for all kinds but those that compare times.

use super::{Case, Finding, declined, passed};
use crate::numbers::{PERIOD_DAYS, POLICY_DAYS};
use crate::pair::Kind;

/// Whether both ends are of one period.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let days = case.a.gap(case.b);
    let limit = match case.candidate.kind {
        Kind::Reversal | Kind::DenialRecord => i32::MAX,
        Kind::SayDo | Kind::DoubleStandard => POLICY_DAYS,
        _ => PERIOD_DAYS,
    };
    if days > limit { declined(format!("{days} days lie between: not of one period")) } else { passed(format!("{days} days apart")) }
}
