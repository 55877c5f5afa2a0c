//! The documents at the root keep up with the tree: every path that they name is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// Words between backticks, outside fenced blocks, and the targets of links.
fn named(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
            found.extend(line.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned));
        }
    }
    found
}

/// Whether a word is meant as a path of this project: its first part is a folder or file of the root, or it ends like a file with a folder.
fn is_path(word: &str) -> bool {
    let tops = ["crates/", "cases/", "samples/", "trainer/", "xtask/", "accuracy/", ".ci/", ".cargo/"];
    let plain = !word.contains([' ', '*', '<', '{', '#', '…']) && !word.contains("://") && word != ".md";
    plain && (tops.iter().any(|top| word.starts_with(top)) || word.ends_with(".md") || word.ends_with(".toml") && word.contains('/'))
}

#[track_caller]
fn check(file: &str) {
    let paths: Vec<String> = named(&read(file)).into_iter().filter(|w| is_path(w)).collect();
    assert!(!paths.is_empty(), "{file} names no path");
    let missing: Vec<&String> = paths.iter().filter(|p| !root().join(p).exists()).collect();
    assert!(missing.is_empty(), "{file} names what is not there: {missing:?}");
}

#[test]
fn the_architecture_names_only_what_is_there() {
    check("ARCHITECTURE.md");
}

#[test]
fn the_other_documents_too() {
    for file in ["README.md", "CONTRIBUTING.md", "DESIGN.md"] {
        check(file);
    }
}

#[test]
fn the_architecture_has_every_crate() {
    let text = read("ARCHITECTURE.md");
    let crates = std::fs::read_dir(root().join("crates")).expect("the crates are there");
    for name in crates.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned())) {
        assert!(text.contains(&format!("crates/{name}")), "ARCHITECTURE.md does not speak of crates/{name}");
    }
}

#[test]
fn the_glossary_has_every_verdict_kind_and_check() {
    let text = read("GLOSSARY.md");
    let kinds = ["direct", "principle-application", "say-vote", "say-do", "mixed-voices", "audience-split", "double-standard", "reversal"];
    let more = ["denial-record", "evasion", "consistent", "hedging", "contradictory", "reversed", "insufficient"];
    for word in kinds.into_iter().chain(more).chain(demarche_contradictions::check_names()) {
        assert!(text.contains(&format!("**{word}**")), "GLOSSARY.md does not explain `{word}`");
    }
}

#[test]
fn the_readme_holds_the_two_commands() {
    let text = read("README.md");
    for mark in ["<!-- run -->", "<!-- test -->"] {
        let rest = text.split(mark).nth(1).unwrap_or_else(|| panic!("README.md has no {mark}"));
        assert!(rest.trim_start().starts_with("```sh\ncargo "), "{mark} is not followed by a command");
    }
}
