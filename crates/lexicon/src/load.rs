//! Files to checked entries. In: paths and texts. Out: entries and all mistakes. Used at build time, and at run time for the user's files.

use crate::check::check;
use crate::entries::{Entries, Item, Located, Origin, Source};
use crate::error::LexiconError;
use crate::overlay::supersede;
use crate::read::{FileRead, read_toml};

/// Adds files to entries that are already there. The entries returned hold all that could be read, mistakes or not.
pub fn load(base: Entries, files: &[(String, String)]) -> (Entries, Vec<LexiconError>) {
    let (entries, _, errors) = load_located(base, files);
    (entries, errors)
}

/// As [`load`], with what the files held and where.
pub fn load_located(mut base: Entries, files: &[(String, String)]) -> (Entries, Vec<Located>, Vec<LexiconError>) {
    let mut errors = Vec::new();
    let mut found: Vec<Located> = Vec::new();
    let mut origins: Vec<Origin> = Vec::new();
    for (path, text) in files {
        let mut read = read_toml(path, text);
        end_claims(&mut read);
        let file = base.files.len() as u32;
        origins.extend(read.entries.iter().map(|l| Origin { file, line: l.place("").line }));
        found.extend(read.entries);
        errors.extend(read.errors);
        base.files.push(Source { path: path.clone(), about: read.about });
    }
    name_disputes(&mut found);
    supersede(&mut base, &found);
    base.merge(found.iter().map(|l| l.item.clone()).zip(origins));
    errors.extend(check(&base, &found));
    errors.sort();
    errors.dedup();
    (base, found, errors)
}

/// A claim without end goes as far as its file.
fn end_claims(read: &mut FileRead) {
    for entry in &mut read.entries {
        if let Item::Claim(claim) = &mut entry.item {
            claim.to = claim.to.or(read.about.complete_to);
        }
    }
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
