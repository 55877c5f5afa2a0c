//! The commands that keep and ask a ledger, from end to end.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use support::{Folder, Ran, root};

/// A ledger of the samples.
fn sampled(name: &str) -> Folder {
    let folder = Folder::new(name);
    let samples = root().join("samples");
    let (reports, votes) = (samples.join("reports").display().to_string(), samples.join("votes.json").display().to_string());
    let ran = folder.run(&["ingest", &reports, "--votes", &votes]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("read 8 reports") && ran.err.contains("roll calls"), "{}", ran.err);
    let again = folder.run(&["ingest", &reports, "--votes", &votes]);
    assert!(again.status == 0 && again.err.contains("read 0 reports") && again.err.contains("skipped 8: known"), "{again:?}");
    folder
}

#[track_caller]
fn good(ran: Ran) -> Ran {
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:?}");
    ran
}

#[test]
fn questions_are_answered() {
    let folder = sampled("ask");
    let dossier = good(folder.run(&["readings", "--actor", "China", "--dispute", "Russia-Ukraine war", "--format", "json"])).json();
    assert_eq!(dossier["schema"], "demarche.dossier/1");
    assert_eq!(dossier["readings"][0]["verdict"], "contradictory");
    assert!(good(folder.run(&["readings", "--actor", "CHN"])).out.contains("China · Russia-Ukraine war"));
    let hits = good(folder.run(&["search", "territorial integrity", "--actor", "CHN", "--json"])).lines();
    assert!(!hits.is_empty() && hits.iter().all(|h| h["actor"] == "CHN"));
    assert!(good(folder.run(&["timeline", "--actor", "CHN"])).out.contains("2022"));
    let two = good(folder.run(&["compare", "CHN", "RUS", "--dispute", "russia-ukraine", "--json"])).json();
    assert!(two["pairings"][0]["shared_votes"].as_u64().is_some_and(|n| n > 0), "{two}");
    assert!(good(folder.run(&["compare", "China", "Russia"])).out.contains("Where they part most"));
    let checked = good(folder.run(&["doctor", "--deep"]));
    assert!(checked.out.contains("8 reports") && !checked.out.contains("WRONG"), "{}", checked.out);
}

#[test]
fn exports_go_to_standard_output_or_a_file() {
    let folder = sampled("exports");
    for table in ["signals", "alignments", "events", "votes", "reports"] {
        let csv = good(folder.run(&["export", "csv", "--table", table])).out;
        let lines = good(folder.run(&["export", "jsonl", "--table", table])).lines();
        assert!(!lines.is_empty() && csv.lines().count() > lines.len(), "{table}");
        good(folder.run(&["export", "parquet", "--table", table, "--out", "t.parquet"]));
        assert!(std::fs::read(folder.path().join("t.parquet")).unwrap().starts_with(b"PAR1"), "{table}");
    }
    assert_eq!(good(folder.run(&["export", "web-annotation"])).lines()[0]["type"], "Annotation");
    assert_eq!(good(folder.run(&["export", "stix"])).json()["type"], "bundle");
    assert_eq!(good(folder.run(&["export", "claimreview", "--actor", "CHN"])).lines()[0]["@type"], "ClaimReview");
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new("refused");
    folder.run(&["readings"]).complains(&["demarche.db: there is no ledger here"]);
    folder.run(&["ingest"]).complains(&["nothing to do"]);
    folder
        .file("a.txt", "China condemned Russia.")
        .file("other.db", "no database at all, only some words in a file that is long enough to be looked at");
    folder.run(&["ingest", "a.txt", "--ledger", "other.db"]).complains(&["other.db: this is no ledger"]);
    assert_eq!(folder.run(&["ingest", "a.txt"]).status, 0);
    folder.run(&["ingest", "none.txt"]).complains(&["none.txt: cannot be read", "skipped 1"]);
    folder.run(&["readings", "--dispute", "Atlantis"]).complains(&["no dispute `Atlantis`"]);
    folder.run(&["readings", "--actor", "Atlantis"]).complains(&["--actor: `Atlantis`"]);
    folder.run(&["compare", "CHN", "RUS", "--from", "soon"]).complains(&["--from: `soon`"]);
    folder.file("feeds.toml", "[limits]\nevery = \"often\"\n[[feed]]\nurl = \"http://x\"\n");
    folder.run(&["watch", "feeds.toml", "--once"]).complains(&["feeds.toml", "`often` is no time"]);
    folder.file("feeds.toml", "[[feed]]\naddress = \"http://x\"\n");
    folder.run(&["watch", "feeds.toml", "--once"]).complains(&["feeds.toml:2", "address"]);
}

#[test]
fn a_damaged_ledger_is_found() {
    let folder = sampled("damaged");
    let db = rusqlite::Connection::open(folder.path().join("demarche.db")).unwrap();
    db.execute("UPDATE blob SET bytes = x'00', encoding = 'identity' WHERE rowid = 1", []).unwrap();
    db.execute("UPDATE signal SET start = start + 1 WHERE id = 1", []).unwrap();
    drop(db);
    let ran = folder.run(&["doctor", "--deep"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("WRONG  bytes") && ran.out.contains("WRONG  quotations"), "{}", ran.out);
}

#[test]
fn words_are_held_against_votes() {
    let folder = sampled("study");
    let text = good(folder.run(&["study", "--dispute", "russia-ukraine"])).out;
    assert!(text.contains("Spearman") && text.contains("Russia-Ukraine war"), "{text}");
    let csv = good(folder.run(&["study", "--dispute", "russia-ukraine", "--format", "csv"])).out;
    assert!(csv.starts_with("dispute,actor,words,") && csv.contains("\"Russia-Ukraine war\",CHN,"), "{csv}");
    let json = good(folder.run(&["study", "--actor", "CHN", "--pairs", "1", "--format", "json"])).json();
    assert!(json["groups"].as_array().is_some_and(|g| g.iter().all(|g| g["actor"] == "CHN")), "{json}");
    assert!(json["correlations"].as_array().is_some_and(|c| !c.is_empty()) && json["pairs"].is_array(), "{json}");
}

#[test]
fn disputes_and_rulings_of_ones_own_hold_for_a_ledger() {
    let folder = sampled("own");
    let mine = "[dispute]\nname = \"Whether to talk\"\nterms = [\"hold talks\", \"peace talks\"]\n\
                sides = [{ id = \"KYV\", members = [\"UKR\"] }, { id = \"WAS\", members = [\"USA\"] }]\n";
    folder.file("mine.toml", mine);
    let own = good(folder.run(&["readings", "--disputes", "mine.toml", "--dispute", "whether to talk", "--format", "json"])).json();
    assert!(own["readings"].as_array().is_some_and(|r| !r.is_empty() && r.iter().all(|r| r["dispute"] == "Whether to talk")), "{own}");
    let gone = folder.run(&["readings", "--dispute", "whether to talk"]);
    assert!(gone.status == 2 && gone.err.contains("knows no dispute"), "{gone:?}");
    let before = folder.run(&["readings", "--actor", "CHN", "--dispute", "russia-ukraine", "--format", "json"]);
    folder.file("dossier.json", &before.out);
    let pair = before.json()["readings"][0]["pairs"][0]["signals"].clone();
    let ids: Vec<&str> = pair.as_array().unwrap().iter().filter_map(|s| s.as_str()).collect();
    let rule = ["rule", "dossier.json", &ids.join(","), "--dismiss", "--reason", "read again", "--corrections", "rulings.jsonl"];
    assert_eq!(folder.run(&rule).status, 0, "{:?}", folder.run(&rule));
    let ask = ["readings", "--actor", "CHN", "--dispute", "russia-ukraine", "--corrections", "rulings.jsonl", "--format", "json"];
    let after = good(folder.run(&ask)).json();
    let pairs = after["readings"][0]["pairs"].as_array().unwrap();
    assert!(pairs.iter().all(|p| p["signals"] != pair), "{after}");
}
