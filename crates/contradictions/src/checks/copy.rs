//! A paraphrase, translation or syndicated copy of one statement is that statement. Declines.

use super::{Case, Finding, declined, passed};
use crate::collapse::likeness;

/// Whether the two ends are two tellings of one thing.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let (a, b) = (case.a, case.b);
    let reports = a.report.zip(b.report).is_some_and(|(x, y)| x.id != y.id && x.original() == y.original());
    let words = likeness(&a.signal.quote, &b.signal.quote);
    if a.signal.channel == b.signal.channel && ((reports && words >= 0.5) || words >= 0.9 && a.signal.quote.len() > 20) {
        declined("two tellings of one statement")
    } else {
        passed(format!("two statements ({:.0} % of the words shared)", 100.0 * words))
    }
}
