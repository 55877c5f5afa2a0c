//! `export`: a ledger for other programs.

use super::asked::{ask, existing};
use super::ingest::{now, text};
use crate::args::{self, Export, Form};
use crate::inputs::{Outcome, written};
use demarche_ledger::{Ask, Ledger, LedgerError, Rows, Table, claim_reviews};
use demarche_lexicon::Lexicon;
use std::io::{BufWriter, Write};

pub fn run(lexicon: &Lexicon, args: &Export) -> Result<Outcome, String> {
    let ledger = existing(&args.asked.part.ledger)?;
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
    Ok(Outcome::default())
}

fn write(lexicon: &Lexicon, ledger: &Ledger, ask: &Ask, args: &Export, mut out: impl Write + Send) -> Result<(), LedgerError> {
    let table = match args.table {
        args::Table::Signals => Table::Signals,
        args::Table::Alignments => Table::Alignments,
        args::Table::Events => Table::Events,
        args::Table::Votes => Table::Votes,
        args::Table::Reports => Table::Reports,
    };
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
