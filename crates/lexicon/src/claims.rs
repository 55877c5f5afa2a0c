//! Whether a claim of completeness holds. In: claims, and all terms of office. Out: each day without a holder, each day with two.
//!
//! Terms of which only some day is known (`seen`) support no claim.

use crate::entries::{Entries, Item, Located};
use crate::error::LexiconError;
use crate::schema::{Claim, Holder};
use demarche_source::Date;
use std::collections::BTreeMap;

type Terms<'e> = BTreeMap<(&'e str, &'e str), Vec<&'e Holder>>;

/// Checks the claims among the entries found against all terms.
pub fn claims(all: &Entries, found: &[Located]) -> Vec<LexiconError> {
    let mut errors = Vec::new();
    if !found.iter().any(|l| matches!(l.item, Item::Claim(_))) {
        return errors;
    }
    let mut terms = Terms::new();
    for holder in all.holders.iter().filter(|h| !h.seen) {
        terms.entry((&holder.actor, &holder.office)).or_default().push(holder);
    }
    terms.values_mut().for_each(|list| list.sort_by_key(|h| (h.from, h.to.unwrap_or(Date::MAX))));
    for entry in found {
        let Item::Claim(claim) = &entry.item else { continue };
        let Some(to) = claim.to else { continue };
        for (i, actor) in claim.actors.iter().enumerate() {
            for office in &claim.offices {
                let list = terms.get(&(actor.as_str(), office.as_str())).map_or(&[][..], Vec::as_slice);
                for (cause, hint) in faults(claim, to, list) {
                    let cause = format!("{office} of {actor}: {cause}");
                    errors.push(entry.place(&format!("actors.{i}")).error(&entry.file, cause).hint(hint));
                }
            }
        }
    }
    errors
}

/// What is wrong with the terms of one office, in the order of time.
fn faults(claim: &Claim, to: Date, terms: &[&Holder]) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    let mut next = claim.from; // the first day that is not covered yet
    let mut last: Option<(&Holder, Date)> = None;
    for term in terms {
        let (begins, ends) = (term.from.unwrap_or(Date::MIN), term.to.unwrap_or(Date::MAX));
        if ends < claim.from || begins > to {
            continue;
        }
        if begins > next {
            faults.push((gap(next, begins.yesterday().unwrap_or(begins)), MISSING));
        }
        if let Some((before, until)) = last
            && begins < until
            && before.person != term.person
            && !claim.shared
        {
            faults.push((
                format!("{} and {} both hold it on {begins}", before.person, term.person),
                "correct the days, or say shared = true",
            ));
        }
        if last.is_none_or(|(_, until)| ends >= until) {
            last = Some((term, ends));
            next = next.max(ends.tomorrow().unwrap_or(Date::MAX));
        }
    }
    if next <= to {
        faults.push((gap(next, to), MISSING));
    }
    faults
}

const MISSING: &str = "add who held it, or claim only the days before and after";

fn gap(from: Date, to: Date) -> String {
    format!("nobody from {from} to {to}")
}
