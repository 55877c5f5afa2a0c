//! `readings`: a dossier from a ledger.

use super::asked::{ask, existing};
use super::ingest::{bar, text};
use crate::args::{Format, Readings};
use crate::inputs::{Outcome, written};
use demarche_lexicon::Lexicon;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Readings) -> Result<Outcome, String> {
    let ledger = existing(&args.asked.part.ledger)?;
    let ask = ask(lexicon, &ledger, &args.asked)?;
    let bar = bar(None, "readings");
    let dossier = ledger.readings(lexicon, &ask, &|| bar.inc(1)).map_err(text)?;
    bar.finish_and_clear();
    let text = match args.format {
        Format::Text => dossier.text(args.all),
        Format::Json => dossier.json(),
        Format::Md => dossier.markdown(args.all),
        Format::Html => dossier.html(args.all),
    };
    written(anstream::stdout().write_all(text.as_bytes()))?;
    Ok(Outcome::default())
}
