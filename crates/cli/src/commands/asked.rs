//! What the commands that ask a ledger share. In: their arguments. Out: an open ledger and an [`Ask`].

use super::ingest::text;
use super::read::actor;
use crate::args::{Asked, Part};
use crate::evidence::{disputes, rulings};
use crate::inputs::{Outcome, day};
use demarche_ledger::{Ask, Ledger};
use demarche_lexicon::Lexicon;
use demarche_source::Code;
use std::path::{Path, PathBuf};

/// Opens a ledger that must be there.
pub fn existing(path: &Path) -> Result<Ledger, String> {
    Ledger::open_existing(path).map_err(text)
}

/// Opens a ledger that must be there, with the disputes that the user adds to it.
pub fn opened(lexicon: &Lexicon, part: &Part, outcome: &mut Outcome) -> Result<Ledger, String> {
    let mut ledger = existing(&part.ledger)?;
    let mut own = Vec::new();
    for path in &part.disputes {
        own.extend(disputes(lexicon, path, outcome)?);
    }
    if !own.is_empty() {
        ledger.add_disputes(lexicon, &own).map_err(text)?;
    }
    Ok(ledger)
}

/// What people have ruled, from their files.
pub fn ruled(lexicon: &Lexicon, files: &[PathBuf], outcome: &mut Outcome) -> Result<Vec<demarche::Ruling>, String> {
    let mut all = Vec::new();
    for path in files {
        all.extend(rulings(lexicon, path, outcome)?);
    }
    Ok(all)
}

/// The part of the ledger that is asked for.
pub fn ask(lexicon: &Lexicon, ledger: &Ledger, asked: &Asked) -> Result<Ask, String> {
    let actors = asked.actor.iter().map(|name| actor(lexicon, name)).collect::<Result<_, _>>()?;
    within(ledger, actors, &asked.part)
}

/// The same from its parts.
pub fn within(ledger: &Ledger, actors: Vec<Code>, part: &Part) -> Result<Ask, String> {
    let known = ledger.disputes().map_err(text)?;
    let disputes = part.dispute.iter().map(|name| dispute(&known, name)).collect::<Result<_, _>>()?;
    Ok(Ask { actors, disputes, from: day("from", part.from.as_deref())?, to: day("to", part.to.as_deref())?, ..Ask::default() })
}

/// A dispute by its name, or by a part of it that means only one.
fn dispute(known: &[String], name: &str) -> Result<String, String> {
    if let Some(whole) = known.iter().find(|k| k.eq_ignore_ascii_case(name)) {
        return Ok(whole.clone());
    }
    let part = name.to_lowercase();
    let found: Vec<&String> = known.iter().filter(|k| k.to_lowercase().contains(&part)).collect();
    match found[..] {
        [one] => Ok(one.clone()),
        [] if known.is_empty() => Err("--dispute: the ledger holds nothing yet".to_owned()),
        [] => Err(format!("--dispute: the ledger knows no dispute `{name}`; it knows {}", known.join("; "))),
        _ => Err(format!("--dispute: `{name}` may mean {}", found.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(" or "))),
    }
}
