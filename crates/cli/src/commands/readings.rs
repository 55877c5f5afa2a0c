//! `readings`: a dossier from a ledger.

use super::asked::{ask, opened, ruled};
use super::ingest::{bar, text};
use crate::args::{Format, Readings};
use crate::inputs::{Outcome, complain, written};
use demarche_lexicon::Lexicon;
use demarche_source::Level;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Readings) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let ledger = opened(lexicon, &args.asked.part, &mut outcome)?;
    let mut ask = ask(lexicon, &ledger, &args.asked)?;
    ask.rulings = ruled(lexicon, &args.corrections, &mut outcome)?;
    let bar = bar(None, "readings");
    let dossier = ledger.readings(lexicon, &ask, &|| bar.inc(1)).map_err(text)?;
    bar.finish_and_clear();
    for d in dossier.diagnostics.iter().filter(|d| d.level == Level::Error) {
        complain(format!("{}: {}", d.place, d.message));
        outcome.bad = true;
    }
    let text = match args.format {
        Format::Text => dossier.text(args.all),
        Format::Json => dossier.json(),
        Format::Md => dossier.markdown(args.all),
        Format::Html => dossier.html(args.all),
    };
    written(anstream::stdout().write_all(text.as_bytes()))?;
    Ok(outcome)
}
