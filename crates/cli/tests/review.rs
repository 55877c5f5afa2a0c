//! What is done with a dossier once it is there: explained, compared, replayed, ruled on.

mod support;

use serde_json::Value;
use support::{Folder, Ran, root, run_in};

/// Two reports in which one government says one thing and votes another.
const WORDS: &str = "BEIJING, Feb 26, 2022 - China's foreign ministry said on Saturday that it condemned Russia's invasion of Ukraine.\n\n\
    \"We condemn the Russian attack on Ukraine,\" foreign minister Wang Yi said.\n";
const MORE: &str =
    "Russia attacked Ukraine on Friday. China's foreign minister Wang Yi said: \"We condemn Western sanctions against Russia.\"\n";
const VOTES: &str = r#"[{"body": "UNSC", "symbol": "S/2022/155", "date": "2022-02-25", "title": "Draft resolution",
    "operative": "Deplores in the strongest terms the aggression of Russia against Ukraine", "sponsor": ["ALB", "USA"], "cast": {"CHN": "no", "RUS": "no"}}]"#;

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.file("words.txt", WORDS).file("more.txt", MORE).file("votes.json", VOTES);
    folder
}

/// Reads the folder's reports to a file, and gives the dossier.
fn dossier(folder: &Folder, name: &str, more: &[&str]) -> Value {
    let mut args = vec!["read", "words.txt", "more.txt", "--votes", "votes.json", "--published", "2022-02-26", "--format", "json"];
    args.extend(more);
    let ran = folder.run(&args);
    folder.file(name, &ran.out);
    ran.json()
}

/// The actor's first pair, as `s1,s2`.
fn first_pair(dossier: &Value) -> (String, String) {
    let all = dossier["readings"].as_array().into_iter().flatten().filter(|r| r["actor"] == "CHN");
    let pair = all.flat_map(|r| r["pairs"].as_array().into_iter().flatten()).next().expect("China's signals make a pair");
    let id = |i: usize| pair["signals"][i].as_str().unwrap_or_default().to_owned();
    (id(0), id(1))
}

fn says(ran: &Ran, words: &[&str]) {
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:?}");
    for word in words {
        assert!(ran.out.contains(word), "`{word}` is not in {}", ran.out);
    }
}

#[test]
fn a_pair_is_explained_from_the_dossier_alone() {
    let folder = folder("explain");
    let (a, b) = first_pair(&dossier(&folder, "d.json", &[]));
    let pair = format!("{a},{b}");
    let wanted = ["Vouched for by", "Factuality", "Alignment in", "Holds when", "checks: what could reconcile", "by the rule"];
    let told = folder.run(&["explain", "d.json", &pair]);
    says(&told, &wanted);
    // two signals may make pairs of several kinds; a number names one of them
    let one = folder.run(&["explain", "d.json", "CHN:1"]);
    let signals = |ran: &Ran| ran.out.split("The kind").next().map(|head| head.split_once('\n').map_or("", |t| t.1).to_owned());
    assert!(one.status == 0 && signals(&one) == signals(&told), "{one:?}");
    says(&folder.run(&["explain", "d.json", &format!("{b},{a}"), "--format", "md"]), &["# ", "## The strength"]);
    let json = folder.run(&["explain", "d.json", &pair, "--format", "json"]).json();
    assert!(json["title"].is_string() && json["sections"].as_array().is_some_and(|s| s.len() >= 6), "{json}");
}

#[test]
fn what_cannot_be_explained_says_why() {
    let folder = folder("unexplained");
    dossier(&folder, "d.json", &[]);
    folder.file("no.json", "{\"schema\": \"other/1\"}").file("bad.json", "{\n\"schema\": ").file("list.json", "{}");
    folder.run(&["explain", "d.json", "s1,s999"]).complains(&["d.json", "no signal `s999`"]);
    folder.run(&["explain", "d.json", "CHN:99"]).complains(&["CHN has"]);
    folder.run(&["explain", "d.json", "FRA:1"]).complains(&["no reading of `FRA`", "CHN"]);
    folder.run(&["explain", "d.json", "all"]).complains(&["names no pair"]);
    folder.run(&["explain", "no.json", "s1,s2"]).complains(&["no.json", "its schema is `other/1`"]);
    folder.run(&["explain", "bad.json", "s1,s2"]).complains(&["bad.json:2", "not JSON"]);
    folder.run(&["explain", "list.json", "s1,s2"]).complains(&["list.json", "no field `schema`"]);
    folder.run(&["explain", "none.json", "s1,s2"]).complains(&["none.json: cannot be read"]);
}

#[test]
fn a_replay_gives_the_same_bytes_or_says_what_departs() {
    let folder = folder("check");
    dossier(&folder, "d.json", &[]);
    let check = |more: &[&str]| {
        let mut args = vec!["check", "d.json", "--reports", "words.txt", "more.txt"];
        args.extend(more);
        folder.run(&args)
    };
    says(&check(&["--votes", "votes.json"]), &["are the same"]);
    let without = check(&[]);
    assert!(without.status == 1 && without.out.contains("votes: sha256:") && without.out.contains("none now"), "{without:?}");
    folder.file("more.txt", MORE.replace("condemn", "welcome"));
    let changed = check(&["--votes", "votes.json"]);
    assert!(changed.status == 1 && changed.out.contains("report more: its text changed"), "{changed:?}");
    let edited = std::fs::read_to_string(folder.path().join("d.json")).expect("it was written").replace("\"CT+\"", "\"PS+\"");
    folder.file("more.txt", MORE).file("d.json", edited);
    let edited = check(&["--votes", "votes.json"]);
    assert!(edited.status == 1 && edited.out.contains("not as it was sealed"), "{edited:?}");
}

#[test]
fn a_difference_is_told_with_its_cause() {
    let folder = folder("diff");
    dossier(&folder, "a.json", &[]);
    let same = folder.run(&["diff", "a.json", "a.json"]);
    says(&same, &["No difference."]);
    let one = folder.run(&["read", "words.txt", "--votes", "votes.json", "--published", "2022-02-26", "--format", "json"]);
    folder.file("one.json", &one.out);
    let ran = folder.run(&["diff", "one.json", "a.json"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    for word in ["report more", "report more is new", "sanctions against Russia"] {
        assert!(ran.out.contains(word), "`{word}` is not in {}", ran.out);
    }
    let json = folder.run(&["diff", "one.json", "a.json", "--format", "json"]).json();
    assert!(json["signals"].as_array().is_some_and(|s| !s.is_empty()) && json["inputs"].is_array(), "{json}");
    folder.run(&["diff", "a.json", "gone.json"]).complains(&["gone.json: cannot be read"]);
}

#[test]
fn a_ruling_outlives_the_numbers() {
    let folder = folder("rule");
    let before = dossier(&folder, "d.json", &[]);
    let (a, b) = first_pair(&before);
    let rule = |target: &str, what: &[&str]| {
        let mut args = vec!["rule", "d.json", target, "--reason", "read again", "--corrections", "c.jsonl"];
        args.extend(what);
        folder.run(&args)
    };
    says(&rule(&a, &["--dismiss", "--by", "A. Reader", "--date", "2022-03-01"]), &["c.jsonl:2: dismiss"]);
    says(&rule(&format!("{a},{b}"), &["--correct", "strength=0.2"]), &["c.jsonl:3: correct"]);
    // another report first: the numbers move, the ruling stays
    folder.file("early.txt", "---\npublished: 2020-01-01\n---\nFrance condemned Russia.\n");
    let after = dossier(&folder, "e.json", &["early.txt", "--corrections", "c.jsonl"]);
    let ruling = &after["rulings"][0];
    let id = ruling["signals"][0].as_str().expect("the signal was found");
    let of = |d: &Value, id: &str| d["signals"].as_array().into_iter().flatten().find(|s| s["id"] == id).cloned().unwrap_or_default();
    let (was, is) = (of(&before, &a), of(&after, id));
    assert!(id != a && was["quote"] == is["quote"] && was["actor"] == is["actor"], "{was} {is}");
    assert_eq!((&ruling["ruling"], &ruling["by"], &ruling["date"]), (&"dismiss".into(), &"A. Reader".into(), &"2022-03-01".into()));
    assert_eq!(is["alignment"], Value::Array(vec![]), "a dismissed signal bears on nothing");
    for format in ["text", "md", "html"] {
        let ran =
            folder.run(&["read", "words.txt", "more.txt", "--published", "2022-02-26", "--corrections", "c.jsonl", "--format", format]);
        assert!(ran.out.contains("Rulings") && ran.out.contains("read again"), "{format}: {}", ran.out);
    }
    let ran = folder.run(&["diff", "d.json", "e.json"]);
    assert!(ran.status == 1 && ran.out.contains("a ruling: dismiss: read again [A. Reader, 2022-03-01]"), "{}", ran.out);
}

#[test]
fn a_correction_changes_the_signal() {
    let folder = folder("correct");
    let before = dossier(&folder, "d.json", &[]);
    let all = before["signals"].as_array().cloned().unwrap_or_default();
    let word = all.iter().find(|s| s["actor"] == "CHN" && s["channel"] == "word").expect("China says something");
    let id = word["id"].as_str().unwrap_or_default();
    let args =
        ["rule", "d.json", id, "--correct", "actor=IND", "--correct", "factuality=CT-", "--reason", "misread", "--corrections", "c.jsonl"];
    says(&folder.run(&args), &["correct"]);
    let after = dossier(&folder, "e.json", &["--corrections", "c.jsonl"]);
    let is = after["signals"].as_array().into_iter().flatten().find(|s| s["spans"] == word["spans"] && s["actor"] == "IND");
    assert!(is.is_some_and(|s| s["factuality"] == "CT-" && s["confidence"] == 1.0), "{}", after["signals"]);
    assert_eq!(after["rulings"][0]["effect"], "judged as corrected");
}

#[test]
fn bad_rulings_are_told_and_the_rest_is_judged() {
    let folder = folder("ruled");
    let before = dossier(&folder, "d.json", &[]);
    let (a, _) = first_pair(&before);
    let rule = |what: &[&str]| {
        let mut args = vec!["rule", "d.json", a.as_str(), "--reason", "x", "--corrections", "c.jsonl"];
        args.extend(what);
        folder.run(&args)
    };
    rule(&["--correct", "mood=bad"]).complains(&["the ruling was not written", "`mood` cannot be set", "factuality"]);
    rule(&["--correct", "actor=XQZ"]).complains(&["`XQZ` is no actor's code"]);
    rule(&["--correct", "actor"]).complains(&["is not FIELD=VALUE"]);
    rule(&["--dismiss", "--kind", "direct"]).complains(&["`kind` goes with a `pair`"]);
    assert_eq!(rule(&[]).status, 2, "a decision is needed");
    assert!(!folder.path().join("c.jsonl").exists(), "nothing was written");
    let gone = r#"{"ruling": "dismiss", "signal": {"report": "SHA", "spans": [{"start": 0, "end": 3}], "quote": "no such words", "actor": "CHN"}, "reason": "x"}"#;
    let sha = before["reports"][0]["sha256"].as_str().unwrap_or_default();
    let lines =
        format!("{{\"schema\": \"demarche.corrections/1\"}}\nnot json\n{}\n{}\n", gone.replace("SHA", sha), gone.replace("SHA", "00"));
    folder.file("c.jsonl", lines);
    let ran = folder.run(&["read", "words.txt", "more.txt", "--published", "2022-02-26", "--corrections", "c.jsonl", "--format", "json"]);
    ran.complains(&["c.jsonl:2: not JSON", "c.jsonl:3: the signal is gone", "no such words"]);
    let dossier = ran.json();
    assert_eq!(dossier["rulings"].as_array().map(Vec::len), Some(2));
    assert!(dossier["diagnostics"].to_string().contains("its report is not among the inputs"), "{}", dossier["diagnostics"]);
    assert!(!dossier["signals"].as_array().unwrap_or(&Vec::new()).is_empty());
    folder.file("c.jsonl", "{\"schema\": \"demarche.corrections/2\"}\n");
    rule(&["--dismiss"]).complains(&["c.jsonl:1", "demarche.corrections/1"]);
}

#[test]
fn the_samples_replay_in_any_order() {
    let made =
        run_in(&root(), &["read", "samples/reports", "--votes", "samples/votes.json", "--format", "json", "--from", "2022-02-01"], b"");
    let folder = Folder::new("replay");
    folder.file("d.json", &made.out);
    let path = folder.path().join("d.json").display().to_string();
    let ran = run_in(&root(), &["check", &path, "--reports", "samples/reports", "--votes", "samples/votes.json"], b"");
    says(&ran, &["are the same"]);
}
