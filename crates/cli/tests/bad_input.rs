//! Bad input: a message with file, line and cause on standard error, the good lines served, status 2.

mod support;

use serde_json::Value;
use support::Folder;

const GOOD: &str = "China condemned Russia.";

/// A bad file between two good ones: for every command the good ones are served.
#[track_caller]
fn check(name: &str, file: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let folder = Folder::new(name);
    folder.file("a.txt", GOOD).file("z.txt", GOOD);
    if !bytes.as_ref().is_empty() || file != "missing.txt" {
        folder.file(file, bytes);
    }
    for command in ["signals", "events", "quotes"] {
        let lines = folder.run(&[command, "a.txt", file, "z.txt"]).complains(&[file]).complains(words).lines();
        let ids: Vec<&Value> = lines.iter().map(|l| &l["id"]).collect();
        assert_eq!(ids, ["a", "z"], "{command}");
    }
    let parsed = folder.run(&["parse", "a.txt", file, "z.txt"]);
    assert!(parsed.complains(words).out.contains("sent_id = z-1"), "{parsed:?}");
    let dossier = folder.run(&["read", "--format", "json", "a.txt", file, "z.txt"]).complains(words).json();
    assert_eq!(dossier["reports"].as_array().map(Vec::len), Some(2));
}

#[test]
fn empty_file() {
    check("empty", "b.txt", " \n", &["b.txt: there is no text in it"]);
}

#[test]
fn binary_file() {
    check("binary", "b.txt", [0u8, 159, 146, 150, 0, 1, 2, 3], &["b.txt: this is binary data"]);
    check("picture", "b.txt", b"\x89PNG\r\n\x1a\n\0\0", &["b.txt: this is a picture"]);
}

#[test]
fn another_language() {
    let french = "Le gouvernement a annoncé lundi qu'il voterait pour la résolution et qu'il en avait informé ses voisins et ses alliés.";
    check("french", "b.txt", french, &["b.txt: the text is in French"]);
}

#[test]
fn missing_file() {
    check("missing", "missing.txt", "", &["missing.txt: cannot be read", "check the path"]);
}

#[test]
fn broken_lines() {
    let folder = Folder::new("lines");
    let mut lines = b"{\"id\": \"one\", \"text\": \"China condemned Russia.\"}\n{\"id\": \"two\", \"text\": \"China\n".to_vec();
    lines.extend(b"{\"id\": \"three\", \"text\": 7}\n{\"id\": \"four\", \"text\": \"caf\xe9\"}\n{\"id\": \"five\", \"text\": \"x\", \"published\": \"soon\"}\n");
    lines.extend(b"{\"id\": \"six\", \"text\": \"Russia condemned China.\"}\n");
    let ran = folder.file("r.jsonl", lines).run(&["events", "r.jsonl"]);
    ran.complains(&["r.jsonl:2: not JSON", "r.jsonl:3: field `text`: expected a string, found a number"]);
    ran.complains(&["r.jsonl:4: byte 28 of the line is not UTF-8", "r.jsonl:5: field `published`: `soon` is not an ISO 8601 date"]);
    let served: Vec<Value> = ran.lines().into_iter().map(|l| l["id"].clone()).collect();
    assert_eq!(served, ["one", "six"]);
}

#[test]
fn text_that_is_not_utf8_is_read_with_a_note() {
    let folder = Folder::new("latin");
    let text = b"The minister said in Paris that the caf\xe9s of the old town would stay open until the end of the summit.";
    let ran = folder.file("a.txt", text).run(&["read", "--format", "json", "a.txt"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let notes = ran.json()["diagnostics"].to_string();
    assert!(notes.contains("windows-1252"), "{notes}");
}

#[test]
fn an_id_given_twice_is_told() {
    let folder = Folder::new("twice");
    folder.file("r.jsonl", "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"a\", \"text\": \"Two.\"}\n");
    let ran = folder.run(&["read", "--format", "json", "r.jsonl"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.json()["diagnostics"].to_string().contains("the id `a` was given before"), "{}", ran.out);
}

#[test]
fn no_publication_date_is_a_warning() {
    let ran = Folder::new("undated").file("a.txt", GOOD).run(&["read", "--format", "json", "a.txt"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let diagnostics = ran.json()["diagnostics"].clone();
    assert_eq!(diagnostics[0]["level"], "warning");
    assert!(diagnostics[0]["message"].as_str().is_some_and(|m| m.starts_with("no publication date")), "{diagnostics}");
}

/// A bad file of disputes: file, line and cause, and a dossier of the reports all the same.
#[track_caller]
fn check_disputes(name: &str, toml: &str, words: &[&str]) {
    let folder = Folder::new(name);
    let ran = folder.file("d.toml", toml).file("a.txt", GOOD).run(&["read", "--format", "json", "--disputes", "d.toml", "a.txt"]);
    assert_eq!(ran.complains(words).json()["reports"][0]["id"], "a");
}

#[test]
fn bad_disputes() {
    let sides = |a: &str, b: &str| {
        format!("[[dispute]]\nname = \"X\"\nsides = [{{ id = \"A\", members = [\"{a}\"] }}, {{ id = \"B\", members = [\"{b}\"] }}]\n")
    };
    check_disputes("code", &sides("XQZ", "RUS"), &["d.toml:3:", "unknown code `XQZ`"]);
    check_disputes("both", &sides("CHN", "CHN"), &["d.toml:3:", "`CHN` stands on two sides"]);
    check_disputes("one", "[[dispute]]\nname = \"X\"\nsides = [{ id = \"A\", members = [\"CHN\"] }]\n", &["d.toml:3:", "two sides"]);
    check_disputes("broken", "[[dispute]]\nname =\n", &["d.toml:2:"]);
    check_disputes("key", &sides("CHN", "RUS").replace("name", "nane"), &["d.toml:2:", "nane"]);
}

/// Bad votes: file, line and cause, and a dossier of the reports all the same.
#[track_caller]
fn check_votes(name: &str, file: &str, votes: &str, words: &[&str]) {
    let folder = Folder::new(name);
    folder.file("a.txt", GOOD);
    if !votes.is_empty() {
        folder.file(file, votes);
    }
    let ran = folder.run(&["read", "--format", "json", "--votes", file, "a.txt"]);
    assert_eq!(ran.complains(words).json()["reports"][0]["id"], "a");
}

#[test]
fn bad_votes() {
    check_votes("cols", "v.csv", "body,symbol\nUNSC,S/1\n", &["v.csv:1: no column `date`"]);
    check_votes("cast", "v.csv", "symbol,date,country,cast\nS/1,2022-02-25,CHN,perhaps\n", &["v.csv:2:", "`perhaps` is no vote"]);
    check_votes("day", "v.csv", "symbol,date,country,cast\nS/1,soon,CHN,yes\n", &["v.csv:2:", "`soon` is not an ISO 8601 date"]);
    check_votes("json", "v.json", "[{\"symbol\": 1}]", &["v.json: vote 1:", "expected a string, found a number"]);
    check_votes("half", "v.json", "[{\"symbol\":", &["v.json:1: not JSON"]);
    check_votes("none", "nowhere.csv", "", &["nowhere.csv: cannot be read"]);
}

#[test]
fn one_line_of_five_megabytes() {
    let folder = Folder::new("long");
    let text = "China condemned Russia and said that the attack on Ukraine was wrong. ".repeat(5_000_000 / 70);
    let line = format!("{{\"id\": \"long\", \"text\": \"{}\n{{\"id\": \"short\", \"text\": \"{GOOD}\"}}\n", text.replace('.', ";"));
    let ran = folder.file("r.jsonl", line).run(&["events", "r.jsonl"]);
    ran.complains(&["r.jsonl:1: not JSON"]);
    assert_eq!(ran.lines()[0]["id"], "short");
}

#[test]
fn a_text_too_long_to_be_a_report() {
    let folder = Folder::new("huge");
    let ran = folder
        .file("huge.txt", "China condemned the attack on Ukraine; ".repeat(9 * 1024 * 1024 / 39))
        .file("good.txt", GOOD)
        .run(&["signals", "huge.txt", "good.txt"]);
    ran.complains(&["huge.txt:", "a report has at most 8 MiB"]);
    assert_eq!(ran.lines()[0]["id"], "good");
}

#[test]
fn deep_nesting() {
    let folder = Folder::new("deep");
    folder.file("deep.jsonl", format!("{{\"text\": {}\n{{\"id\": \"b\", \"text\": \"{GOOD}\"}}\n", "[".repeat(200_000)));
    let ran = folder.run(&["signals", "deep.jsonl"]);
    assert_eq!(ran.complains(&["deep.jsonl:1: not JSON: recursion limit exceeded"]).lines()[0]["id"], "b");
    for (name, open) in [("round", "("), ("quotes", "\u{201c}"), ("straight", "\""), ("clauses", "it said that ")] {
        let file = format!("{name}.txt");
        folder.file(&file, format!("{GOOD} {} The minister said that it was so.", open.repeat(2_000)));
        let ran = folder.run(&["signals", &file]);
        assert!(ran.status == 0 || ran.status == 2 && ran.err.contains(&file), "{ran:?}");
    }
}
