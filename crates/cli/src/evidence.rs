//! What a dossier is made from: reports, roll calls, disputes, rulings. In: paths. Out: the evidence, and the rest of the question. Bad lines are
//! told on standard error and left out.

use crate::inputs::{Outcome, complain, reports};
use demarche::{Question, Ruling, Study, read_rulings};
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::Dispute;
use demarche_source::{Diagnostic, Level};
use std::path::{Path, PathBuf};

/// Paths of all that goes in.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    pub inputs: &'a [PathBuf],
    pub votes: &'a [PathBuf],
    pub disputes: &'a [PathBuf],
    pub corrections: &'a [PathBuf],
}

/// Reads everything. Disputes and rulings go into the question.
pub fn gather(lexicon: &Lexicon, files: Files<'_>, question: &mut Question, outcome: &mut Outcome) -> Result<Study, String> {
    for path in files.disputes {
        question.disputes.extend(disputes(lexicon, path, outcome)?);
    }
    for path in files.corrections {
        question.rulings.extend(rulings(lexicon, path, outcome)?);
    }
    let mut evidence = Study::default();
    for path in files.votes {
        match demarche_ingest::read_votes(path) {
            Ok((votes, noticed)) => {
                outcome.bad |= noticed.iter().any(|d| d.level == Level::Error);
                noticed.iter().for_each(|d| complain(format!("{}: {}", d.place, d.message)));
                evidence.votes.extend(votes);
                evidence.diagnostics.extend(noticed);
            }
            Err(error) => {
                complain(error);
                outcome.bad = true;
            }
        }
    }
    evidence.reports = reports(files.inputs, question.published, outcome).collect();
    evidence.diagnostics.append(&mut outcome.notes);
    Ok(evidence)
}

/// The disputes of a file; mistakes are told.
pub fn disputes(lexicon: &Lexicon, path: &Path, outcome: &mut Outcome) -> Result<Vec<Dispute>, String> {
    match lexicon.parse_disputes(&path.display().to_string(), &text_of(path)?) {
        Ok(found) => Ok(found),
        Err(errors) => {
            errors.iter().for_each(complain);
            outcome.bad = true;
            Ok(Vec::new())
        }
    }
}

/// The rulings of a corrections file; bad lines are told.
pub fn rulings(lexicon: &Lexicon, path: &Path, outcome: &mut Outcome) -> Result<Vec<Ruling>, String> {
    let (rulings, bad) = read_rulings(lexicon, &path.display().to_string(), &text_of(path)?);
    outcome.bad |= !bad.is_empty();
    bad.iter().for_each(|d| complain(format!("{}: {}", d.place, d.message)));
    Ok(rulings)
}

/// Tells the rulings that name a signal that is gone.
pub fn complain_of_rulings(question: &Question, diagnostics: &[Diagnostic], outcome: &mut Outcome) {
    let of_ruling = |d: &&Diagnostic| d.level == Level::Error && question.rulings.iter().any(|r| r.place == d.place);
    for d in diagnostics.iter().filter(of_ruling) {
        complain(format!("{}: {}", d.place, d.message));
        outcome.bad = true;
    }
}

/// A file as text; the message names it.
pub fn text_of(path: &Path) -> Result<String, String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|e| format!("{shown}: cannot be read: {e}"))?;
    String::from_utf8(bytes).map_err(|e| format!("{shown}: byte {} is not UTF-8", e.utf8_error().valid_up_to()))
}
