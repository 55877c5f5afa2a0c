//! `doctor`: is a ledger sound?

use super::asked::existing;
use super::ingest::text;
use crate::args::Doctor;
use crate::inputs::{Outcome, written};
use demarche_lexicon::Lexicon;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Doctor) -> Result<Outcome, String> {
    let ledger = existing(&args.ledger)?;
    let mut outcome = Outcome::default();
    for finding in ledger.examine(lexicon, args.deep).map_err(text)? {
        outcome.bad |= !finding.sound;
        let mark = if finding.sound { "well " } else { "WRONG" };
        written(writeln!(anstream::stdout(), "{mark}  {:10}  {}", finding.check, finding.message))?;
    }
    Ok(outcome)
}
