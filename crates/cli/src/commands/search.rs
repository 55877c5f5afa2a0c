//! `search`: words in a ledger.

use super::asked::{ask, opened};
use super::ingest::text;
use crate::args::Search;
use crate::inputs::{Outcome, written};
use demarche_lexicon::Lexicon;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Search) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let ledger = opened(lexicon, &args.asked.part, &mut outcome)?;
    let ask = ask(lexicon, &ledger, &args.asked)?;
    let found = match args.reports {
        true => ledger.search_reports(&args.words, &ask, args.limit),
        false => ledger.search(&args.words, &ask, args.limit),
    };
    let hits = found.map_err(text)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for hit in &hits {
        let line = if args.json {
            serde_json::to_string(hit).map_err(|e| e.to_string())?
        } else {
            let day = if hit.day.is_empty() { "undated" } else { &hit.day };
            let head = [day, &hit.actor, &hit.act].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
            format!("{head}  “{}”  {} ({})", hit.words, hit.id, hit.outlet.as_deref().unwrap_or(&hit.report))
        };
        written(writeln!(out, "{line}"))?;
    }
    written(out.flush())?;
    Ok(outcome)
}
