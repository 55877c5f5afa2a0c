//! Prints every mistake in a folder of data files: `cargo run -p demarche-lexicon --example check -- DIR [DIR…]`.

use std::path::Path;

fn main() -> std::process::ExitCode {
    let mut files = Vec::new();
    for dir in std::env::args().skip(1) {
        collect(Path::new(&dir), &mut files);
    }
    files.sort();
    let (entries, mut errors) = demarche_lexicon::load(demarche_lexicon::Entries::default(), &files);
    if entries.states.is_empty() {
        println!("no states are among these files: codes are not checked");
        errors.retain(|e| !e.cause.starts_with("unknown code"));
    }
    for error in &errors {
        println!("{error}");
    }
    println!(
        "{} files, {} mistakes: {} states, {} bodies, {} groups, {} outlets, {} offices, {} organs, {} roles, {} holders, {} acts, {} classes, \
         {} cues, {} operators, {} effects, {} principles, {} disputes, {} casts",
        files.len(),
        errors.len(),
        entries.states.len(),
        entries.bodies.len(),
        entries.groups.len(),
        entries.outlets.len(),
        entries.offices.len(),
        entries.organs.len(),
        entries.roles.len(),
        entries.holders.len(),
        entries.acts.len(),
        entries.classes.len(),
        entries.cues.len(),
        entries.operators.len(),
        entries.effects.len(),
        entries.principles.len(),
        entries.disputes.len(),
        entries.casts.len(),
    );
    if errors.is_empty() { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::from(1) }
}

fn collect(path: &Path, files: &mut Vec<(String, String)>) {
    if path.is_dir() {
        std::fs::read_dir(path).into_iter().flatten().flatten().for_each(|e| collect(&e.path(), files));
    } else if path.extension().is_some_and(|e| e == "toml") {
        match std::fs::read_to_string(path) {
            Ok(text) => files.push((path.to_string_lossy().into_owned(), text)),
            Err(e) => println!("{}: {e}", path.display()),
        }
    }
}
