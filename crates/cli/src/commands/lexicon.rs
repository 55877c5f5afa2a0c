//! `lexicon`: checks a user's files, and shows entries.

use crate::args::LexiconCommand;
use crate::inputs::{Outcome, written};
use demarche_lexicon::Lexicon;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

pub fn run(lexicon: &Lexicon, command: &LexiconCommand) -> Result<Outcome, String> {
    match command {
        LexiconCommand::Check { folders } => check(lexicon, folders),
        LexiconCommand::Show { key } => show(lexicon, key),
    }
}

fn check(lexicon: &Lexicon, folders: &[PathBuf]) -> Result<Outcome, String> {
    let files = demarche_ingest::read_lexicon_files(folders)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\ndemarche: "))?;
    let review = lexicon.review(&files);
    let mut out = String::new();
    for mistake in &review.mistakes {
        let _ = writeln!(out, "{mistake}");
    }
    for note in &review.notes {
        let _ = writeln!(out, "{}:{}:{}: note: {}", note.file, note.line, note.column, note.cause);
        if let Some(hint) = &note.hint {
            let _ = writeln!(out, "  hint: {hint}");
        }
    }
    let counts: Vec<String> = review
        .counts
        .iter()
        .map(|c| {
            format!(
                "{} {}{}",
                c.entries,
                c.table,
                if c.replace > 0 { format!(" ({} replace a built-in)", c.replace) } else { String::new() }
            )
        })
        .collect();
    let _ = writeln!(
        out,
        "{} files, {} mistakes, {} notes: {}",
        files.len(),
        review.mistakes.len(),
        review.notes.len(),
        if counts.is_empty() { "no entries".to_owned() } else { counts.join(", ") }
    );
    written(std::io::stdout().write_all(out.as_bytes()))?;
    Ok(Outcome { bad: !review.mistakes.is_empty(), ..Outcome::default() })
}

fn show(lexicon: &Lexicon, key: &str) -> Result<Outcome, String> {
    let found = lexicon.find_entries(key);
    if found.is_empty() {
        let near = lexicon.near_key(key);
        let near = if near.is_empty() { String::new() } else { format!("; near it: {}", near.join(", ")) };
        return Err(format!("no entry has the code, id or name `{key}`{near}"));
    }
    let text: String = found.iter().map(|entry| format!("# {}:{}\n{}\n", entry.written.file, entry.written.line, entry.toml)).collect();
    written(std::io::stdout().write_all(text.as_bytes()))?;
    Ok(Outcome::default())
}
