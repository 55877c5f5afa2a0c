//! `diff`: what changed between two dossiers, and why.

use super::dossier;
use crate::args::{Diff, Plain};
use crate::inputs::{Outcome, written};
use demarche_report::diff;
use std::io::Write;

pub fn run(args: &Diff) -> Result<Outcome, String> {
    let (before, after) = (dossier(&args.before)?.1, dossier(&args.after)?.1);
    let difference = diff(&before, &after);
    let out = match args.format {
        Plain::Text => difference.text(),
        Plain::Json => difference.json(),
    };
    written(std::io::stdout().write_all(out.as_bytes()))?;
    Ok(Outcome { differs: !difference.is_empty(), ..Outcome::default() })
}
