//! The literate cases: every file of `cases/` is prose with the signals and readings that must come of it. See `cases/README.md`.
//!
//! The tests only assert; they never write. An expectation that the program does not meet yet is marked `known miss` in its file: it is
//! asserted to be missed, so that a mark cannot outlive its reason.

#[path = "cases/expect.rs"]
mod expect;
#[path = "cases/read.rs"]
mod read;

use demarche::{Question, study};
use demarche_lexicon::Lexicon;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn files() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder cases/ is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md") && path.file_name().is_some_and(|n| n != "README.md"))
        .collect();
    all.sort();
    all
}

/// Reads one case, runs the whole pipeline over it, and returns what is not as the file says.
fn check(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a case can be read");
    let case = match read::case(&text) {
        Ok(case) => case,
        Err((line, problem)) => return vec![format!("line {line}: {problem}")],
    };
    let lexicon = Lexicon::embedded();
    let mut question = Question::default();
    if let Some((line, toml)) = &case.disputes {
        match lexicon.parse_disputes("dispute.toml", toml) {
            Ok(found) => question.disputes = found,
            Err(errors) => return errors.iter().map(|e| format!("dispute at line {line}: {e}")).collect(),
        }
    }
    let dossier = study(lexicon, case.study, &question, &|| ());
    let mut wrong = Vec::new();
    for (line, known_miss, wish) in &case.expected {
        match (expect::meets(&dossier, wish), known_miss) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => wrong.push(format!("line {line}: `{wish}` holds now: remove the mark `known miss`")),
            (Err(found), false) => wrong.push(format!("line {line}: `{wish}`\n    {found}")),
        }
    }
    wrong
}

#[test]
fn every_case_reads_as_it_says() {
    let mut report = String::new();
    for path in files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for problem in check(&path) {
            report.push_str(&format!("cases/{name}: {problem}\n"));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn there_are_cases() {
    assert!(files().len() >= 12);
}
