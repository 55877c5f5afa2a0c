//! The constructions that frames undo, as documents: `tests/frames/*.md`.
//!
//! A section is a name, a sentence as a bracketed tree (see `support`), and the frames that it must give, one a line after `=`.

mod support;

use demarche_source::Span;
use demarche_syntax::{frames, frames_to_string};

/// Stretches between “ and ”.
fn quotations(text: &str) -> Vec<Span> {
    let opened = text.match_indices('“').map(|(at, mark)| at + mark.len());
    opened.map(|from| Span::new(from, text[from..].find('”').map_or(text.len(), |to| from + to))).collect()
}

/// The one way in which a sentence meets its frames.
fn check(name: &str, sentence: &str, expected: &[&str]) -> Result<(), String> {
    let (tree, text) = support::tree(sentence);
    let found = frames_to_string(&frames(&tree, &text, &quotations(&text)), &tree, &text);
    if found.lines().eq(expected.iter().copied()) {
        return Ok(());
    }
    let marked: Vec<String> = found.lines().map(|l| format!("= {l}")).collect();
    Err(format!("## {name}\n{text}\nexpected:\n= {}\nfound:\n{}\n", expected.join("\n= "), marked.join("\n")))
}

fn document(content: &str) {
    let mut failures = Vec::new();
    let sections: Vec<&str> = content.split("\n## ").skip(1).collect();
    for section in &sections {
        let mut lines = section.lines().filter(|l| !l.trim().is_empty());
        let (name, sentence) = (lines.next().expect("a name"), lines.next().expect("a sentence"));
        let expected: Vec<&str> = lines.map(|l| l.strip_prefix("= ").expect("= before a frame")).collect();
        failures.extend(check(name, sentence, &expected).err());
    }
    assert!(failures.is_empty(), "{} of {} differ\n\n{}", failures.len(), sections.len(), failures.join("\n"));
}

#[test]
fn voice() {
    document(include_str!("frames/voice.md"));
}

#[test]
fn control() {
    document(include_str!("frames/control.md"));
}

#[test]
fn clauses() {
    document(include_str!("frames/clauses.md"));
}

#[test]
fn coordination() {
    document(include_str!("frames/coordination.md"));
}

#[test]
fn nouns() {
    document(include_str!("frames/nouns.md"));
}

#[test]
fn marks() {
    document(include_str!("frames/marks.md"));
}
