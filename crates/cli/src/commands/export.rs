//! `export`: a ledger for other programs.

use super::asked::{ask, opened};
use super::ingest::{now, text};
use crate::args::{Export, Form};
use crate::inputs::{Outcome, written};
use demarche_ledger::{Ask, Ledger, LedgerError, Rows, claim_reviews};
use demarche_lexicon::Lexicon;
use std::io::{BufWriter, Write};

pub fn run(lexicon: &Lexicon, args: &Export) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let ledger = opened(lexicon, &args.asked.part, &mut outcome)?;
    let ask = ask(lexicon, &ledger, &args.asked)?;
    let done = match &args.out {
        Some(path) => {
            let file = std::fs::File::create(path).map_err(|e| format!("{}: {e}", path.display()))?;
            write(lexicon, &ledger, &ask, args, BufWriter::new(file))
        }
        None => write(lexicon, &ledger, &ask, args, BufWriter::new(std::io::stdout())),
    };
    match done {
        Err(LedgerError::Io(error)) => written(Err(error))?,
        other => other.map_err(text)?,
    }
    Ok(outcome)
}

fn write(lexicon: &Lexicon, ledger: &Ledger, ask: &Ask, args: &Export, mut out: impl Write + Send) -> Result<(), LedgerError> {
    let table = args.table;
    match args.form {
        Form::Csv => ledger.export_rows(table, ask, Rows::Csv, &mut out)?,
        Form::Jsonl => ledger.export_rows(table, ask, Rows::JsonLines, &mut out)?,
        Form::Parquet => return ledger.export_parquet(table, ask, out),
        Form::WebAnnotation => ledger.export_annotations(ask, &mut out)?,
        Form::Stix => {
            let name = |code: &str| lexicon.actor(code).map_or_else(|| code.to_owned(), |a| a.name().to_owned());
            ledger.export_stix(ask, &now(), &name, &mut out)?;
        }
        Form::Claimreview => {
            let dossier = ledger.readings(lexicon, ask, &|| {})?;
            for review in claim_reviews(&dossier, &now()[..10]) {
                writeln!(out, "{review}")?;
            }
        }
    }
    Ok(out.flush()?)
}
