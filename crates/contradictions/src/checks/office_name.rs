//! A country inside an office's or a place's name ("Korean peninsula affairs") is not what is spoken of. Declines.

use super::{Case, Finding, declined, passed};
use crate::evidence::Item;

/// Whether an end is tied to the dispute by an office's name alone.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    match case.ends().into_iter().find(|i| only_in_office(case, i)) {
        Some(i) => declined(format!("{} names a side only inside an office's name", i.signal.id)),
        None => passed("the sides are named outside any office's name"),
    }
}

fn only_in_office(case: &Case<'_, '_, '_>, item: &Item<'_>) -> bool {
    let Some(office) = item.signal.speaker.as_ref().and_then(|s| s.office.as_deref()) else { return false };
    if !item.signal.target.is_empty() || !item.signal.content.is_empty() || item.signal.principle.is_some() {
        return false;
    }
    let model = case.view.model;
    let rest = item.signal.quote.replace(office, "");
    !model.hits(office).is_empty() && model.hits(&rest).is_empty()
}
