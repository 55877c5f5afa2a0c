//! `timeline`: how words, acts and votes moved.

use super::asked::{ask, opened};
use super::ingest::text;
use crate::args::{self, Timeline};
use crate::inputs::{Outcome, written};
use demarche_ledger::{Line, Step};
use demarche_lexicon::Lexicon;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Timeline) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let ledger = opened(lexicon, &args.asked.part, &mut outcome)?;
    let ask = ask(lexicon, &ledger, &args.asked)?;
    let step = match args.by {
        args::Step::Year => Step::Year,
        args::Step::Month => Step::Month,
        args::Step::Day => Step::Day,
    };
    let lines = ledger.timeline(&ask, step).map_err(text)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut last = (String::new(), String::new());
    for line in &lines {
        if args.json {
            written(writeln!(out, "{}", serde_json::to_string(line).map_err(|e| e.to_string())?))?;
            continue;
        }
        let of = (line.dispute.clone(), line.actor.clone());
        if last != of {
            written(writeln!(out, "{} · {}\n  {:10}  {:>16}  {:>16}  {:>16}", line.actor, line.dispute, "", "words", "acts", "votes"))?;
            last = of;
        }
        written(writeln!(out, "{}", row(line)))?;
    }
    written(out.flush())?;
    Ok(outcome)
}

/// Number and mean of each channel; a mean is positive towards the dispute's first side.
fn row(line: &Line) -> String {
    let cell = |n: usize, mean: Option<f64>| match (n, mean) {
        (0, _) => "–".to_owned(),
        (n, Some(mean)) => format!("{n} ({mean:+.2})"),
        (n, None) => format!("{n} (no side)"),
    };
    format!(
        "  {:10}  {:>16}  {:>16}  {:>16}",
        line.step,
        cell(line.words, line.words_mean),
        cell(line.acts, line.acts_mean),
        cell(line.votes, line.votes_mean)
    )
}
