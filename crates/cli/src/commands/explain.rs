//! `explain`: the whole derivation of a pair, from a dossier alone.

use super::dossier;
use crate::args::{Explain, Told};
use crate::inputs::{Outcome, complain, written};
use demarche_report::explain;
use demarche_report::sealed::seal_holds;
use std::io::Write;

pub fn run(args: &Explain) -> Result<Outcome, String> {
    let (text, sealed) = dossier(&args.dossier)?;
    if seal_holds(&text) == Some(false) {
        complain(format!("{}: it is not as it was sealed: it was edited since", args.dossier.display()));
    }
    let told = explain(&sealed, &args.pair).map_err(|e| format!("{}: {e}", args.dossier.display()))?;
    let out = match args.format {
        Told::Text => told.text(),
        Told::Json => told.json(),
        Told::Md => told.markdown(),
    };
    written(std::io::stdout().write_all(out.as_bytes()))?;
    Ok(Outcome::default())
}
