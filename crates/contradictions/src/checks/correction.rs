//! A correction by a higher authority within two days replaces what it corrects, unless that is said again. Declines.

use super::{Case, Finding, declined, passed};
use crate::evidence::Item;
use crate::numbers::CORRECTION_DAYS;

/// Whether the later end corrects the earlier.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let (earlier, later) = if case.b.before(case.a) { (case.b, case.a) } else { (case.a, case.b) };
    let taken_back = |i: &Item<'_>| i.signal.marks.correction && i.authorised && i.signal.report == later.signal.report;
    if !case.view.items.iter().any(taken_back) || earlier.gap(later) > CORRECTION_DAYS || !earlier.before(later) {
        return passed("no correction from above within two days");
    }
    let rank = |i: &Item<'_>| i.signal.speaker.as_ref().map_or(5, |s| s.rank);
    if rank(later) < rank(earlier) {
        return passed(format!("{} corrects, but ranks lower", later.signal.id));
    }
    let again = case.view.items.iter().any(|i| i.usable() && later.before(i) && i.serves().is_some() && i.serves() == earlier.serves());
    if again {
        passed("corrected, and said again afterwards")
    } else {
        declined(format!("{} corrects it within two days", later.signal.id))
    }
}
