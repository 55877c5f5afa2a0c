//! A single quotation in which both sides are served is one signal. Declines.

use super::{Case, Finding, declined, passed};
use crate::numbers::ONE_QUOTATION;

/// Whether both ends stand in one quotation.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let (a, b) = (case.a.signal, case.b.signal);
    let near = a.spans.iter().any(|x| b.spans.iter().any(|y| x.overlaps(*y) || gap(*x, *y) <= ONE_QUOTATION));
    let one = a.report == b.report && a.report != "votes" && near && a.channel == b.channel && case.a.voice() == case.b.voice();
    let quoted = a.marks.quoted && b.marks.quoted;
    let overlap = a.spans.iter().any(|x| b.spans.iter().any(|y| x.overlaps(*y)));
    if one && (quoted || overlap) { declined("both stand in one quotation: one signal") } else { passed("two pieces of evidence") }
}

fn gap(x: demarche_source::Span, y: demarche_source::Span) -> u32 {
    if x.end <= y.start { y.start - x.end } else { x.start.saturating_sub(y.end) }
}
