//! `ingest`: reports and roll calls into a ledger.

use crate::args::Ingest;
use crate::inputs::{Outcome, complain, written};
use demarche_ledger::{Hooks, Intake, Ledger, LedgerError, Summary, VoteSummary};
use demarche_lexicon::Lexicon;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::path::Path;

pub fn run(lexicon: &Lexicon, args: &Ingest) -> Result<Outcome, String> {
    if args.paths.is_empty() && args.votes.is_empty() && !args.recode {
        return Err("nothing to do: give files or folders, --votes FILE, or --recode".to_owned());
    }
    let mut outcome = Outcome::default();
    let mut ledger = open(&args.ledger)?;
    let _lock = lock(&ledger)?;
    if args.recode {
        recode(lexicon, &mut ledger)?;
    }
    if !args.paths.is_empty() {
        let summary = reports(lexicon, &mut ledger, args)?;
        outcome.bad |= !summary.failed.is_empty();
        anstream::eprint!("{}", told(&summary));
    }
    if !args.votes.is_empty() {
        let summary = votes(lexicon, &mut ledger, args)?;
        outcome.bad |= summary.unread > 0;
    }
    if !args.recode {
        let stale = ledger.stale(lexicon).map_err(text)?;
        if stale > 0 {
            complain(format!("{stale} reports were coded by another version of program, lexicon or model: `demarche ingest --recode`"));
        }
    }
    Ok(outcome)
}

/// An error of the ledger in words.
pub fn text(error: LedgerError) -> String {
    error.to_string()
}

/// Opens the ledger, making it if it is not there.
pub fn open(path: &Path) -> Result<Ledger, String> {
    Ledger::open(path).map_err(text)
}

/// Takes the right to write, waiting for it if need be.
pub fn lock(ledger: &Ledger) -> Result<demarche_ledger::WriteLock, String> {
    let name = ledger.path().display().to_string();
    ledger.lock(|| complain(format!("{name}: another process writes to it; waiting"))).map_err(text)
}

/// The present, as the ledger writes it.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A bar with rate and, where the number is known, time left; nothing where standard error is no terminal.
pub fn bar(total: Option<u64>, what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match total {
        Some(n) => (ProgressBar::new(n), "{bar:30} {pos}/{len} {msg}, {per_sec}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {pos} {msg}, {per_sec}, {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}

fn reports(lexicon: &Lexicon, ledger: &mut Ledger, args: &Ingest) -> Result<Summary, String> {
    let bar = bar(count(args), "items");
    let mut broken = None;
    let intake = Intake { paths: args.paths.clone(), now: now(), retry: args.retry };
    let mut out = std::io::stdout();
    let mut hooks = Hooks {
        progress: &|n| bar.inc(n as u64),
        acknowledge: &mut |key| {
            if args.acknowledge && broken.is_none() {
                broken = written(writeln!(out, "{key}").and_then(|()| out.flush())).err();
            }
        },
        complain: &mut |message| bar.suspend(|| complain(message)),
    };
    let summary = ledger.take(lexicon, &intake, &mut hooks).map_err(text)?;
    bar.finish_and_clear();
    broken.map_or(Ok(summary), Err)
}

/// Items of the inputs, counted first where a bar is shown.
fn count(args: &Ingest) -> Option<u64> {
    if !std::io::stderr().is_terminal() || args.paths.iter().any(|p| p.as_os_str() == "-") {
        return None;
    }
    let mut n = 0;
    args.paths.iter().for_each(|path| {
        demarche_ingest::walk(path, &mut |_| {
            n += 1;
            true
        });
    });
    Some(n)
}

fn votes(lexicon: &Lexicon, ledger: &mut Ledger, args: &Ingest) -> Result<VoteSummary, String> {
    let mut all = VoteSummary::default();
    for path in &args.votes {
        let bar = bar(None, "roll calls");
        let summary = ledger.take_votes(lexicon, path, &args.rolls, &|n| bar.inc(n as u64)).map_err(text)?;
        bar.finish_and_clear();
        anstream::eprint!("{}: {summary}", path.display());
        all.unread += summary.unread;
    }
    Ok(all)
}

fn recode(lexicon: &Lexicon, ledger: &mut Ledger) -> Result<(), String> {
    let bar = bar(ledger.stale(lexicon).ok(), "reports");
    let difference = ledger.recode(lexicon, &|n| bar.inc(n as u64)).map_err(text)?;
    bar.finish_and_clear();
    written(write!(anstream::stdout(), "{difference}"))
}

fn told(s: &Summary) -> String {
    let mut text = format!("read {} reports ({} copies or near copies), {} signals\n", s.read, s.near_copies, s.signals);
    let mut line = |n: usize, what: &str| {
        if n > 0 {
            text.push_str(&format!("skipped {n}: {what}\n"));
        }
    };
    line(s.known, "known from the same place");
    line(s.copies, "the same bytes as another report");
    s.foreign.iter().for_each(|(language, n)| line(*n, &format!("in {language}; kept, not coded")));
    s.failed.iter().for_each(|(reason, n)| line(*n, reason));
    text
}
