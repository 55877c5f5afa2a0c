//! A change that is announced replaces the earlier line: that is a reversal. Declines for other kinds.

use super::{Case, Finding, declined, passed};
use crate::pair::Kind;

/// Whether the later end announces the change.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let (a, b) = (case.a, case.b);
    let later = if b.before(a) { a } else { b };
    let earlier = if b.before(a) { b } else { a };
    let kind = case.candidate.kind;
    let announced = case.view.announcement(earlier, later);
    match announced {
        Some(id) if !matches!(kind, Kind::Reversal | Kind::DenialRecord) && !later.signal.marks.unchanged && earlier.before(later) => {
            declined(format!("{id} announces a change of line"))
        }
        _ => passed("no change of policy stands between"),
    }
}
