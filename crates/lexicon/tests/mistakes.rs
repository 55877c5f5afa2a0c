//! Every mistake in a data file is told with file, line, column, cause and hint. `fixtures/bad` holds the mistakes, `expected.txt` what is said.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_lexicon::{Entries, Lexicon, load};
use std::path::Path;

fn files(dir: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(dir);
    let mut files: Vec<(String, String)> = std::fs::read_dir(root)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn each_mistake_is_told_with_its_place() {
    let (_, errors) = load(Entries::default(), &files("bad"));
    let told: String = errors.iter().map(|e| format!("{e}\n")).collect();
    assert_eq!(told, include_str!("fixtures/bad/expected.txt"));
}

fn check(text: &str, expected: &[&str]) {
    let file = vec![("mine.toml".to_owned(), text.to_owned())];
    let told: Vec<String> = Lexicon::load_with(&file).err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_user_may_extend_and_override() {
    check("[[state]]\ncode = \"XYZ\"\nname = \"Xyzzy\"\nadjectives = [\"Xyzzian\"]\nstatus = \"partial\"\n", &[]);
    let file = vec![("mine.toml".to_owned(), "[[class]]\nid = \"weapon\"\nwords = [\"catapult\"]\n".to_owned())];
    let extended = Lexicon::load_with(&file).unwrap();
    assert!(extended.class_has("weapon", "catapult"));
    assert_ne!(extended.hash(), Lexicon::embedded().hash());
}

#[test]
fn references_of_the_users_files_are_checked_against_all() {
    check(
        "[[holder]]\nperson = \"Ann Able\"\nsurname = \"Able\"\nactor = \"QQQ\"\noffice = \"foreign-minster\"\n",
        &[
            "mine.toml:4:9: unknown code `QQQ`\n  hint: no entry has this code",
            "mine.toml:5:10: unknown office id `foreign-minster`\n  hint: did you mean `foreign-minister`?",
        ],
    );
}
