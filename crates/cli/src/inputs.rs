//! Inputs of a command: reports one after another, bad ones told on standard error. In: paths. Out: reports and whether all was well.

use demarche_source::{Date, Diagnostic, Report, parse_date};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// Reports that are coded together, and bytes of their texts: enough to keep the cores busy, few enough to keep memory flat.
const BATCH: (usize, usize) = (256, 4 << 20);

/// What a command saw besides its results.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Something in the input was bad; the rest was served.
    pub bad: bool,
    /// What was compared differs.
    pub differs: bool,
    /// What ingest noticed and what is no error: character sets, ids given twice, files passed over.
    pub notes: Vec<Diagnostic>,
}

/// Tells a problem on standard error.
pub fn complain(message: impl std::fmt::Display) {
    anstream::eprintln!("demarche: {message}");
}

/// Whether writing to standard output went well. A reader that has left (`| head`) ends the program without a complaint.
pub fn written(result: std::io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => other.map_err(|e| format!("standard output: {e}")),
    }
}

/// Reads the day that `--published` and its like give.
pub fn day(option: &str, text: Option<&str>) -> Result<Option<Date>, String> {
    text.map(parse_date).transpose().map_err(|e| format!("--{option}: {e}"))
}

/// Every good report of the inputs, in order.
pub fn reports<'a>(inputs: &'a [PathBuf], published: Option<Date>, outcome: &'a mut Outcome) -> impl Iterator<Item = Report> + 'a {
    let mut all = demarche_ingest::read_reports(inputs);
    std::iter::from_fn(move || {
        loop {
            let read = all.next();
            outcome.notes.extend(all.take_diagnostics());
            match read? {
                Ok(mut report) => {
                    report.published = report.published.or(published);
                    return Some(report);
                }
                Err(error) => {
                    complain(error);
                    outcome.bad = true;
                }
            }
        }
    })
}

/// A bar on standard error for long work; nothing where that is no terminal.
pub fn progress(what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} {msg}, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}

/// The next reports, as many as are coded together; none at the end.
fn batch(all: &mut impl Iterator<Item = Report>) -> Vec<Report> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH.0 && bytes < BATCH.1 {
        let Some(report) = all.next() else { break };
        bytes += report.text.len();
        batch.push(report);
    }
    batch
}

/// Runs `work` over all reports on all cores and prints one line for each, in order.
pub fn lines(inputs: &[PathBuf], published: Option<&str>, work: impl Fn(&Report) -> String + Sync) -> Result<Outcome, String> {
    let published = day("published", published)?;
    let mut outcome = Outcome::default();
    let bar = progress("reports");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut all = reports(inputs, published, &mut outcome);
    loop {
        let batch = batch(&mut all);
        if batch.is_empty() {
            break;
        }
        let lines: Vec<String> = batch.par_iter().map(&work).collect();
        for line in lines {
            written(writeln!(out, "{line}"))?;
        }
        bar.inc(batch.len() as u64);
    }
    written(out.flush())?;
    drop(all);
    bar.finish_and_clear();
    outcome.notes.iter().for_each(|d| complain(format!("{}: {}", d.place, d.message)));
    Ok(outcome)
}
