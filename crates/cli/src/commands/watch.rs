//! `watch`: feeds into a ledger, round after round, until it is stopped. Stopped at any moment, it goes on where it was.

use super::ingest::{lock, open, text};
use crate::args::Watch;
use crate::inputs::{Outcome, complain};
use demarche_ingest::{Fetcher, read_feeds};
use demarche_ledger::Hooks;
use demarche_lexicon::Lexicon;
use jiff::Timestamp;
use std::time::Duration;

/// Longest pause between two looks at the list.
const PAUSE: Duration = Duration::from_secs(60);

pub fn run(lexicon: &Lexicon, args: &Watch) -> Result<Outcome, String> {
    let feeds = read_feeds(&args.feeds).map_err(|e| e.to_string())?;
    let mut ledger = open(&args.ledger)?;
    let mut fetcher = Fetcher::new(feeds.limits.clone());
    let mut outcome = Outcome::default();
    loop {
        let held = lock(&ledger)?;
        let mut hooks = Hooks { progress: &|_| {}, acknowledge: &mut |_| {}, complain: &mut |message| complain(message) };
        let round = ledger.watch(lexicon, &mut fetcher, &feeds, Timestamp::now(), &mut hooks).map_err(text)?;
        // Others may write between two rounds.
        drop(held);
        if round.asked > 0 || args.once {
            anstream::eprintln!(
                "{} feeds asked, {} unchanged, {} waiting, {} failures; {} entries, {} reports read, {} signals",
                round.asked,
                round.unchanged,
                round.waiting,
                round.failed,
                round.entries,
                round.taken.read,
                round.taken.signals
            );
        }
        if args.once {
            outcome.bad = round.failed > 0;
            return Ok(outcome);
        }
        std::thread::sleep(PAUSE.min(feeds.every));
    }
}
