//! Files to checked entries. In: paths and texts. Out: entries and all mistakes. Used at build time, and at run time for the user's files.

use crate::check::check;
use crate::entries::{Entries, Item, Located};
use crate::error::LexiconError;
use crate::read::read_toml;

/// Adds files to entries that are already there. The entries returned hold all that could be read, mistakes or not.
pub fn load(mut base: Entries, files: &[(String, String)]) -> (Entries, Vec<LexiconError>) {
    let mut errors = Vec::new();
    let mut found: Vec<Located> = Vec::new();
    for (path, text) in files {
        let (entries, faults) = read_toml(path, text);
        found.extend(entries);
        errors.extend(faults);
    }
    name_disputes(&mut found);
    base.merge(found.iter().map(|l| l.item.clone()));
    errors.extend(check(&base, &found));
    errors.sort();
    errors.dedup();
    (base, errors)
}

/// A dispute without id is called after its name.
pub fn name_disputes(found: &mut [Located]) {
    for entry in found {
        if let Item::Dispute(d) = &mut entry.item
            && d.id.is_empty()
        {
            let words = d.name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
            d.id = words.collect::<Vec<_>>().join("-").into();
        }
    }
}
