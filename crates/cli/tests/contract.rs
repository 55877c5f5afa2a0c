//! What other programs rely on: the JSON that each command prints, field by field, and the bytes of repeated runs.

#![allow(clippy::unwrap_used)] // of tests

mod support;

use serde_json::Value;
use support::{Folder, Ran, fields, root, run_in};

const REPORT: &str = r#"{"id": "a", "published": "2022-02-26", "outlet": "Meridian Wire", "text": "China condemned Russia's attack on Ukraine, \"We regret it,\" a foreign ministry spokesperson said."}"#;

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no list in {value}"))
}

/// Byte offsets that cut the text at character boundaries, and the words there.
fn words<'t>(text: &'t str, span: &Value) -> &'t str {
    fields(span, &[("start", "n"), ("end", "n")]);
    let at = |key: &str| span[key].as_u64().unwrap_or(0) as usize;
    text.get(at("start")..at("end")).unwrap_or_else(|| panic!("{span} is not in the text"))
}

fn text() -> String {
    serde_json::from_str::<Value>(REPORT).unwrap()["text"].as_str().unwrap().to_owned()
}

fn signal(value: &Value, text: Option<&str>) {
    let kinds = [("id", "s"), ("report", "s"), ("spans", "l"), ("quote", "s"), ("actor", "s"), ("speaker", "o?"), ("channel", "s")];
    fields(value, &kinds);
    fields(
        value,
        &[
            ("act", "o"),
            ("target", "l"),
            ("principle", "s?"),
            ("factuality", "s"),
            ("attribution", "l"),
            ("date", "o?"),
            ("alignment", "l"),
        ],
    );
    fields(&value["act"], &[("type", "s?"), ("mode", "s?"), ("cameo", "s"), ("label", "s")]);
    assert!(["word", "vote", "act"].contains(&value["channel"].as_str().unwrap()), "{value}");
    assert!(["CT+", "PR+", "PS+", "U", "CT-", "PR-", "PS-"].contains(&value["factuality"].as_str().unwrap()), "{value}");
    if !value["speaker"].is_null() {
        fields(&value["speaker"], &[("name", "s"), ("office", "s?"), ("rank", "n")]);
    }
    if !value["date"].is_null() {
        fields(&value["date"], &[("from", "s"), ("to", "s")]);
    }
    for a in list(value, "alignment") {
        fields(a, &[("dispute", "s"), ("side", "s?"), ("value", "n"), ("derivation", "l")]);
        assert!(a["value"].as_f64().unwrap().abs() <= 1.0, "{a}");
    }
    if let Some(text) = text {
        let found: Vec<&str> = list(value, "spans").iter().map(|s| words(text, s)).collect();
        assert!(!found.is_empty());
        assert!(found.len() > 1 || found[0] == value["quote"], "{found:?} is not {}", value["quote"]);
    }
}

fn lines(command: &str) -> Value {
    let ran = Folder::new(command).file("r.jsonl", REPORT).run(&[command, "r.jsonl"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let mut lines = ran.lines();
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

#[test]
fn signals() {
    let line = lines("signals");
    fields(&line, &[("id", "s"), ("signals", "l")]);
    assert_eq!(line["id"], "a");
    let all = list(&line, "signals");
    assert!(all.iter().any(|s| s["actor"] == "CHN" && s["act"]["label"] == "condemn"), "{line}");
    all.iter().for_each(|s| signal(s, Some(&text())));
}

#[test]
fn events() {
    let line = lines("events");
    let all = list(&line, "events");
    assert!(all.iter().any(|e| e["type"] == "ACCUSE"), "{line}");
    for event in all {
        fields(event, &[("source", "l"), ("target", "l"), ("type", "s"), ("mode", "s?"), ("cameo", "s"), ("span", "o")]);
        assert!(!words(&text(), &event["span"]).is_empty());
    }
}

#[test]
fn quotes() {
    let line = lines("quotes");
    let all = list(&line, "quotes");
    assert!(!all.is_empty());
    for quote in all {
        fields(quote, &[("speaker", "o?"), ("cue", "o?"), ("content", "l"), ("kind", "s")]);
        assert!(["direct", "indirect", "mixed"].contains(&quote["kind"].as_str().unwrap()));
        for part in ["speaker", "cue"].map(|key| &quote[key]).into_iter().filter(|p| !p.is_null()) {
            assert_eq!(part["text"], words(&text(), part));
        }
        list(quote, "content").iter().for_each(|span| assert!(!words(&text(), span).is_empty()));
    }
    assert!(all.iter().any(|q| q["kind"] != "indirect"), "{line}");
}

#[test]
fn parse_keeps_given_tokens() {
    let given = "# sent_id = x\n# text = Beijing blames Washington.\n1\tBeijing\t_\t_\t_\t_\t_\t_\t_\t_\n2\tblames\t_\t_\t_\t_\t_\t_\t_\t_\n\
                 3\tWashington\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    let ran = Folder::new("conllu").file("g.conllu", given).run(&["parse", "--input", "conllu", "g.conllu"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let rows: Vec<Vec<&str>> = ran.out.lines().filter(|l| l.contains('\t')).map(|l| l.split('\t').collect()).collect();
    assert!(ran.out.contains("# sent_id = x") && rows.iter().all(|r| r.len() == 10), "{}", ran.out);
    let brief: Vec<String> = rows.iter().map(|r| format!("{} {} {} {} {}", r[1], r[2], r[3], r[6], r[7])).collect();
    assert_eq!(
        brief,
        ["Beijing Beijing PROPN 2 nsubj", "blames blame VERB 0 root", "Washington Washington PROPN 2 obj", ". . PUNCT 2 punct"]
    );
}

fn samples(args: &[&str]) -> Ran {
    run_in(&root(), args, b"")
}

#[test]
fn the_dossier() {
    let ran = samples(&["read", "samples/reports", "--votes", "samples/votes.json", "--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let dossier = ran.json();
    fields(&dossier, &[("schema", "s"), ("program", "s"), ("lexicon", "s"), ("model", "s"), ("reports", "l"), ("signals", "l")]);
    fields(&dossier, &[("readings", "l"), ("diagnostics", "l")]);
    assert_eq!(dossier["schema"], "demarche.dossier/1");
    for hash in ["lexicon", "model"] {
        let hex = dossier[hash].as_str().and_then(|h| h.strip_prefix("sha256:"));
        assert!(hex.is_some_and(|h| h.len() == 64 && h.bytes().all(|b| b.is_ascii_hexdigit())), "{}", dossier[hash]);
    }
    for r in list(&dossier, "reports") {
        fields(r, &[("id", "s"), ("sha256", "s"), ("outlet", "s?"), ("published", "s?"), ("title", "s?"), ("copies_of", "s?")]);
    }
    list(&dossier, "signals").iter().for_each(|s| signal(s, None));
    assert!(list(&dossier, "signals").iter().any(|s| s["report"] == "votes" && s["quote"] == "S/2022/155"));
    for r in list(&dossier, "readings") {
        reading(r, &dossier);
    }
    for d in list(&dossier, "diagnostics") {
        fields(d, &[("level", "s"), ("where", "s"), ("message", "s")]);
    }
}

fn reading(r: &Value, dossier: &Value) {
    fields(r, &[("actor", "s"), ("dispute", "s"), ("from", "s?"), ("to", "s?"), ("verdict", "s"), ("leans", "s?"), ("ambivalence", "n")]);
    fields(r, &[("likelihood", "o?"), ("confidence", "s"), ("pairs", "l"), ("rejected", "l"), ("flip_set", "l"), ("alternatives", "l")]);
    fields(r, &[("copies_collapsed", "n")]);
    let verdict = r["verdict"].as_str().unwrap();
    assert!(["consistent", "hedging", "contradictory", "reversed", "insufficient"].contains(&verdict), "{r}");
    assert_eq!(r["likelihood"].is_null(), verdict == "insufficient", "no data is no finding");
    assert!(["low", "moderate", "high"].contains(&r["confidence"].as_str().unwrap()), "{r}");
    let known = |id: &Value| list(dossier, "signals").iter().any(|s| s["id"] == *id);
    for pair in list(r, "pairs") {
        fields(pair, &[("kind", "s"), ("grade", "s?"), ("signals", "l"), ("strength", "n"), ("checks", "l")]);
        assert!(list(pair, "signals").iter().all(known), "{pair}");
        for check in list(pair, "checks") {
            fields(check, &[("check", "s"), ("holds", "b"), ("note", "s")]);
        }
    }
    for rejected in list(r, "rejected") {
        fields(rejected, &[("signals", "l"), ("check", "s"), ("note", "s")]);
    }
    assert!(list(r, "flip_set").iter().all(known), "{r}");
}

#[test]
fn the_same_bytes_each_time_and_in_any_order() {
    for format in ["text", "json", "md", "html"] {
        let one = samples(&["read", "samples/reports", "--votes", "samples/votes.json", "--format", format]);
        assert_eq!(one, samples(&["read", "samples/reports", "--votes", "samples/votes.json", "--format", format]), "{format}");
        let mut files: Vec<String> = std::fs::read_dir(root().join("samples/reports"))
            .unwrap()
            .map(|e| format!("samples/reports/{}", e.unwrap().file_name().to_string_lossy()))
            .collect();
        files.sort();
        files.rotate_left(3);
        files.reverse();
        let mut args = vec!["read", "--votes", "samples/votes.json", "--format", format];
        args.extend(files.iter().map(String::as_str));
        assert_eq!(one, samples(&args), "{format}");
    }
}
