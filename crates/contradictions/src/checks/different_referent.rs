//! Two ends that name different things need not pull apart: staying out of one war, defending an ally's soil. Weakens.

use super::{Case, Finding, passed};
use crate::numbers::OTHER_REFERENT;
use crate::pair::{Kind, Outcome};
use std::collections::BTreeSet;

/// Whether the ends share a side, an actor or the matter.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    if case.a.is_vote()
        || case.b.is_vote()
        || matches!(case.candidate.kind, Kind::Evasion | Kind::DoubleStandard | Kind::Direct | Kind::DenialRecord)
    {
        return passed("the referent is given by the text voted on or by the words compared");
    }
    let model = case.view.model;
    let named = |i: &crate::evidence::Item<'_>| -> BTreeSet<String> {
        let codes = super::different_place::codes(&i.signal.content).into_iter().chain(i.signal.target.iter().cloned());
        let mut set: BTreeSet<String> = codes.filter(|c| *c != i.signal.actor).map(|c| c.to_string()).collect();
        set.extend(model.hits(&i.signal.quote).iter().map(|h| h.mark.side().map_or("matter".to_owned(), |s| model.sides[s].to_string())));
        // "the resolution" is the matter, whoever adopted it
        set.extend(i.aligned.derivation.iter().any(|d| d.contains("the text voted on")).then(|| "matter".to_owned()));
        set
    };
    let (a, b) = (named(case.a), named(case.b));
    if a.is_empty() || b.is_empty() || !a.is_disjoint(&b) || a.contains("matter") || b.contains("matter") {
        return passed("both speak of the dispute");
    }
    let side = |s: &BTreeSet<String>| s.iter().any(|c| model.member_of(c).is_some() || model.sides.iter().any(|id| id == c));
    if case.candidate.kind == Kind::Reversal && side(&a) && side(&b) {
        return passed("from one side of the dispute to the other");
    }
    let join = |s: &BTreeSet<String>| s.iter().cloned().collect::<Vec<_>>().join(", ");
    (Outcome::Weakened(OTHER_REFERENT), format!("one speaks of {}, the other of {}", join(&a), join(&b)))
}
