//! `check`: replays a dossier and tells every departure.

use super::dossier;
use crate::args::Check;
use crate::evidence::{Files, complain_of_rulings, gather};
use crate::inputs::{Outcome, progress, written};
use demarche::{departures, question_of, study};
use demarche_lexicon::Lexicon;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Check) -> Result<Outcome, String> {
    let (text, sealed) = dossier(&args.dossier)?;
    let shown = args.dossier.display();
    let mut question = question_of(&sealed.options).map_err(|e| format!("{shown}: {e}"))?;
    let mut outcome = Outcome::default();
    let files = Files { inputs: &args.reports, votes: &args.votes, disputes: &args.disputes, corrections: &args.corrections };
    let evidence = gather(lexicon, files, &mut question, &mut outcome)?;
    let bar = progress("reports read");
    let again = study(lexicon, evidence, &question, &|| bar.inc(1));
    bar.finish_and_clear();
    complain_of_rulings(&question, &again.diagnostics, &mut outcome);
    let told = departures(&text, &sealed, &again.sealed());
    let mut out = String::new();
    for line in &told {
        out.push_str(&format!("{shown}: {line}\n"));
    }
    if told.is_empty() {
        out = format!("{shown}: replayed, all {} bytes are the same\n", text.len());
    }
    written(std::io::stdout().write_all(out.as_bytes()))?;
    outcome.differs = !told.is_empty();
    Ok(outcome)
}
