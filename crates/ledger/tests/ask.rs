//! Questions to a ledger: the answers are those of the pipeline in memory.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use demarche::{Question, Study, study};
use demarche_ledger::{Ask, Ledger, Rows, Step, Table, claim_reviews};
use demarche_lexicon::Lexicon;
use std::path::{Path, PathBuf};
use support::Bench;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// A ledger of the samples, their roll calls included.
fn sampled(name: &str) -> Bench {
    let mut bench = Bench::new(name);
    bench.take(&[&samples().join("reports")]);
    bench.ledger.take_votes(Lexicon::embedded(), &samples().join("votes.json"), &[], &|_| {}).unwrap();
    bench
}

fn of(actor: &str, dispute: &str) -> Ask {
    Ask { actors: vec![actor.into()], disputes: vec![dispute.into()], ..Ask::default() }
}

#[test]
fn readings_are_those_of_the_pipeline() {
    let bench = sampled("readings");
    let (votes, _) = demarche_ingest::read_votes(&samples().join("votes.json")).unwrap();
    let reports = demarche_ingest::read_reports([samples().join("reports")]).map(Result::unwrap).collect();
    let evidence = Study { reports, votes, ..Study::default() };
    let whole = study(Lexicon::embedded(), evidence, &Question::default(), &|| {});
    let kept = bench.ledger.readings(Lexicon::embedded(), &Ask::default(), &|| {}).unwrap();
    // The pipeline also lists who only voted on a dispute and spoke on another; the ledger judges those when they are asked for.
    let spoke = |d: &demarche_report::Dossier, r: &demarche_contradictions::Reading| {
        r.signals.iter().any(|id| d.signals.iter().any(|s| s.id == *id && s.report != "votes"))
    };
    let brief = |d: &demarche_report::Dossier| {
        let one = |r: &demarche_contradictions::Reading| {
            let kinds: Vec<&str> = r.pairs.iter().map(|p| p.kind.as_str()).collect();
            format!("{} {} {} {:?} {:.2} {kinds:?} {}", r.actor, r.dispute, r.verdict.as_str(), r.leans, r.ambivalence, r.signals.len())
        };
        d.readings.iter().filter(|r| spoke(d, r)).map(one).collect::<Vec<_>>()
    };
    assert!(whole.readings.iter().any(|r| !r.pairs.is_empty()));
    assert_eq!(brief(&kept), brief(&whole));
}

#[test]
fn a_question_is_narrowed() {
    let bench = sampled("narrowed");
    let ask = of("CHN", "Russia-Ukraine war");
    let one = bench.ledger.readings(Lexicon::embedded(), &ask, &|| {}).unwrap();
    assert_eq!(one.readings.iter().map(|r| r.actor.as_str()).collect::<Vec<_>>(), ["CHN"]);
    assert!(one.signals.iter().all(|s| s.actor == "CHN") && one.signals.iter().any(|s| s.report == "votes"));
    let later = Ask { from: "2030-01-01".parse().ok(), ..ask };
    assert!(bench.ledger.readings(Lexicon::embedded(), &later, &|| {}).unwrap().readings.is_empty());
}

#[test]
fn words_are_found_by_phrase_actor_and_day() {
    let bench = sampled("search");
    let found = |words: &str, ask: &Ask| bench.ledger.search(words, ask, 50).unwrap();
    let all = found("territorial integrity", &Ask::default());
    assert!(!all.is_empty() && all.iter().all(|h| h.words.to_lowercase().contains("territorial integrity")), "{all:?}");
    let china = found("territorial integrity", &Ask { actors: vec!["CHN".into()], ..Ask::default() });
    assert!(!china.is_empty() && china.iter().all(|h| h.actor == "CHN") && china.len() <= all.len());
    assert!(found("territorial integrity", &Ask { from: "2030-01-01".parse().ok(), ..Ask::default() }).is_empty());
    let on = Ask { disputes: vec!["Russia-Ukraine war".into()], ..Ask::default() };
    assert!(!found("sovereignty OR integrity", &on).is_empty());
    assert!(!bench.ledger.search_reports("territorial integrity", &Ask::default(), 5).unwrap().is_empty());
    assert!(bench.ledger.search("\"unclosed", &Ask::default(), 5).is_err());
}

#[test]
fn a_line_over_time_and_a_comparison() {
    let bench = sampled("timeline");
    let lines = bench.ledger.timeline(&of("CHN", "Russia-Ukraine war"), Step::Month).unwrap();
    let february = lines.iter().find(|l| l.step == "2022-02").expect("the samples tell of February 2022");
    assert!(february.words > 0 && february.votes > 0 && february.votes_mean.is_some_and(|m| m.abs() > 0.0), "{february:?}");
    let ask = Ask { disputes: vec!["Russia-Ukraine war".into()], ..Ask::default() };
    let two = bench.ledger.compare(&"CHN".into(), &"RUS".into(), &ask).unwrap();
    let pairing = &two.pairings[0];
    assert!(pairing.shared_votes > 0 && pairing.votes_agree.is_some_and(|a| (0.0..=1.0).contains(&a)), "{two:?}");
    assert!(two.divergences.iter().any(|d| d.symbol.is_some()), "{two:?}");
}

#[test]
fn each_form_of_export_can_be_read_back() {
    let bench = sampled("export");
    let all = Ask::default();
    for table in [Table::Signals, Table::Alignments, Table::Events, Table::Votes, Table::Reports] {
        let rows = bench.rows(table, &all);
        assert!(!rows.is_empty(), "{table:?}");
        let mut csv = Vec::new();
        bench.ledger.export_rows(table, &all, Rows::Csv, &mut csv).unwrap();
        let mut read = csv::Reader::from_reader(&csv[..]);
        assert_eq!(read.headers().unwrap().len(), rows[0].as_object().unwrap().len());
        assert_eq!(read.records().count(), rows.len(), "{table:?}");
        let mut bytes = Vec::new();
        bench.ledger.export_parquet(table, &all, &mut bytes).unwrap();
        let file = bench.file("t.parquet", &bytes);
        let reader = parquet::file::reader::SerializedFileReader::try_from(file.as_path()).unwrap();
        let back: Vec<_> = reader.into_iter().map(Result::unwrap).collect();
        assert_eq!(back.len(), rows.len(), "{table:?}");
        assert_eq!(back[0].len(), rows[0].as_object().unwrap().len());
    }
    let mut out = Vec::new();
    bench.ledger.export_annotations(&all, &mut out).unwrap();
    let annotations: Vec<serde_json::Value> = String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let signals = bench.rows(Table::Signals, &all);
    assert_eq!(annotations.len(), signals.len());
    for (a, s) in annotations.iter().zip(&signals) {
        let (exact, quote) = (a["target"]["selector"][0]["exact"].as_str().unwrap(), s["quote"].as_str().unwrap());
        assert!(exact.starts_with(quote.split_whitespace().next().unwrap()), "{exact} / {quote}");
    }
    let mut out = Vec::new();
    bench.ledger.export_stix(&all, "2024-01-01T00:00:00Z", &|c| c.to_owned(), &mut out).unwrap();
    let bundle: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    let ids: std::collections::BTreeSet<&str> = objects.iter().map(|o| o["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), objects.len(), "ids are unique");
    let refs = objects.iter().flat_map(|o| o["object_refs"].as_array().into_iter().flatten());
    assert!(refs.map(|r| r.as_str().unwrap()).all(|r| ids.contains(r)));
    let dossier = bench.ledger.readings(Lexicon::embedded(), &all, &|| {}).unwrap();
    let reviews = claim_reviews(&dossier, "2024-01-01");
    assert!(!reviews.is_empty() && reviews.iter().all(|r| r["reviewRating"]["alternateName"] != "insufficient"));
}

#[test]
fn coding_again_touches_only_what_differs_and_shows_it() {
    let mut bench = Bench::new("recode");
    let one = support::line("one", "2022-03-01", "Wire", "Xyzzy condemned Russia on Tuesday. China condemned Russia.");
    let two = support::line("two", "2022-03-02", "Wire", "The coast guard searched the bay. India condemned Pakistan on Wednesday.");
    let path = bench.file("r.jsonl", one + &two);
    bench.take(&[&path]);
    let row = |bench: &Bench, report: &str| {
        let rows = bench.rows(Table::Signals, &Ask::default());
        rows.into_iter().filter(|r| r["report"] == report).map(|r| format!("{} {} {}", r["id"], r["actor"], r["act"])).collect::<Vec<_>>()
    };
    let before = row(&bench, "two");
    assert_eq!(bench.ledger.recode(Lexicon::embedded(), &|_| {}).unwrap().reports, 0, "nothing is stale");
    let state = "[[state]]\ncode = \"XYZ\"\nname = \"Xyzzy\"\nadjectives = [\"Xyzzian\"]\nstatus = \"partial\"\n";
    let extended = Lexicon::load_with(&[("mine.toml".to_owned(), state.to_owned())]).unwrap();
    assert_eq!(bench.ledger.stale(&extended).unwrap(), 2);
    let difference = bench.ledger.recode(&extended, &|_| {}).unwrap();
    assert_eq!((difference.reports, difference.changed, difference.gained.values().sum::<usize>()), (2, 1, 1), "{difference}");
    assert!(difference.to_string().contains("one + XYZ"), "{difference}");
    assert!(row(&bench, "one").iter().any(|r| r.contains("XYZ")));
    assert_eq!(row(&bench, "two"), before, "what is coded the same keeps its rows");
    assert_eq!(bench.ledger.stale(&extended).unwrap(), 0);
    bench.sound();
}

#[test]
fn an_older_ledger_is_brought_up_to_date_and_a_later_one_refused() {
    let bench = sampled("migrate");
    let old = bench.folder.join("old.db");
    drop(Ledger::open_at(&old, 1).unwrap());
    let ledger = Ledger::open(&old).unwrap();
    assert!(ledger.examine(Lexicon::embedded(), true).unwrap().iter().all(|f| f.sound));
    let other = bench.file("other.db", "this is a text, and no database at all, whatever its name may say to a hasty reader of names");
    assert!(Ledger::open(&other).is_err_and(|e| e.to_string().contains("no ledger")));
    assert!(Ledger::open_existing(&bench.folder.join("none.db")).is_err_and(|e| e.to_string().contains("there is no ledger here")));
}

#[test]
fn words_are_held_against_votes() {
    let bench = sampled("study");
    let ask = Ask { disputes: vec!["Russia-Ukraine war".into()], ..Ask::default() };
    let found = bench.ledger.words_and_votes(Lexicon::embedded(), &ask, 5, &|| {}).unwrap();
    let china = found.groups.iter().find(|g| g.actor == "CHN").expect("China speaks and votes in the samples");
    assert!(china.words > 0 && china.votes > 0 && china.votes_mean < 0.0, "{china:?}");
    assert_eq!(china.verdicts.get("2022").map(String::as_str), Some("contradictory"), "{china:?}");
    assert!(found.groups.iter().all(|g| g.words > 0 && g.votes > 0));
    let correlation = found.correlations.first().unwrap();
    assert_eq!((correlation.dispute.as_str(), correlation.groups), ("Russia-Ukraine war", found.groups.len()));
    assert!(china.pairs > 0 && found.pairs.iter().all(|p| p.actor != "CHN"), "words for both sides are no line: {:?}", found.pairs);
}

#[test]
fn words_that_are_a_line_and_a_vote_withheld_are_a_pair() {
    let mut bench = Bench::new("line");
    let text = "PARIS (Wire) - France condemned Russia's attack on Ukraine. France condemned the invasion of Ukraine by Russia. France urged Russia to \
                withdraw its troops from Ukraine.";
    let file = bench.file("r.jsonl", support::line("a", "2022-02-20", "Wire", text));
    bench.take(&[&file]);
    let votes = r#"[{"body": "UNSC", "symbol": "S/2022/155", "date": "2022-02-25", "title": "Draft resolution", "cast": {"FRA": "abstain", "GBR": "yes"}}]"#;
    let file = bench.file("v.json", votes);
    bench.ledger.take_votes(Lexicon::embedded(), &file, &[], &|_| {}).unwrap();
    let found = bench.ledger.words_and_votes(Lexicon::embedded(), &Ask::default(), 5, &|| {}).unwrap();
    let pair = found.pairs.iter().find(|p| p.actor == "FRA").unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!((pair.grade.as_str(), pair.ballot.as_str(), pair.symbol.as_str()), ("withheld", "abstain", "S/2022/155"));
    assert!(pair.value > 0.0 && !pair.derivation.is_empty() && pair.said == "2022-02-20", "{pair:?}");
    let none = bench.ledger.words_and_votes(Lexicon::embedded(), &Ask::default(), 0, &|| {}).unwrap();
    assert!(none.pairs.is_empty() && none.groups == found.groups);
}

/// A dispute that the lexicon does not have.
fn own() -> Vec<demarche_lexicon::schema::Dispute> {
    let text = "[dispute]\nid = \"talks\"\nname = \"Whether to talk\"\nterms = [\"hold talks\", \"peace talks\"]\n\
                [[dispute.sides]]\nid = \"KYV\"\nmembers = [\"UKR\"]\n[[dispute.sides]]\nid = \"WAS\"\nmembers = [\"USA\"]\n";
    Lexicon::embedded().parse_disputes("own.toml", text).unwrap()
}

#[test]
fn a_dispute_of_ones_own_is_read_like_a_kept_one_and_leaves_no_trace() {
    let mut bench = sampled("own");
    let before = bench.ledger.disputes().unwrap();
    let builtin = of("CHN", "Russia-Ukraine war");
    let kept = bench.ledger.readings(Lexicon::embedded(), &builtin, &|| {}).unwrap();
    bench.ledger.add_disputes(Lexicon::embedded(), &own()).unwrap();
    assert!(bench.ledger.disputes().unwrap().contains(&"Whether to talk".to_owned()));
    let ask = Ask { disputes: vec!["Whether to talk".into()], ..Ask::default() };
    let dossier = bench.ledger.readings(Lexicon::embedded(), &ask, &|| {}).unwrap();
    assert!(dossier.readings.iter().any(|r| r.actor == "CHN") && dossier.aligned.iter().any(|a| a.value != 0.0), "{:?}", dossier.readings);
    assert!(!bench.ledger.timeline(&ask, Step::Year).unwrap().is_empty());
    assert_eq!(bench.ledger.readings(Lexicon::embedded(), &builtin, &|| {}).unwrap().readings, kept.readings);
    let again = Ledger::open(&bench.folder.join("demarche.db")).unwrap();
    assert_eq!(again.disputes().unwrap(), before);
}

#[test]
fn a_dispute_with_a_known_name_replaces_it() {
    let mut bench = sampled("replaced");
    let mut mine = own();
    mine[0].name = "Russia-Ukraine war".into();
    mine[0].sides[1].members = vec!["RUS".into()];
    bench.ledger.add_disputes(Lexicon::embedded(), &mine).unwrap();
    let dossier = bench.ledger.readings(Lexicon::embedded(), &of("CHN", "Russia-Ukraine war"), &|| {}).unwrap();
    assert_eq!(dossier.readings.len(), 1);
    assert!(dossier.aligned.iter().filter_map(|a| a.side.as_deref()).all(|s| s == "KYV" || s == "WAS"));
}

#[test]
fn rulings_are_honoured() {
    let bench = sampled("ruled");
    let ask = of("CHN", "Russia-Ukraine war");
    let before = bench.ledger.readings(Lexicon::embedded(), &ask, &|| {}).unwrap();
    let reading = &before.readings[0];
    let id = reading.usable.iter().find(|id| before.signals.iter().any(|s| s.id == **id && s.report != "votes")).unwrap();
    let signal = before.signals.iter().find(|s| s.id == *id).unwrap();
    let anchor = serde_json::json!({
        "report": before.reports[&signal.report].sha256,
        "spans": signal.spans, "quote": signal.quote, "actor": signal.actor, "act": signal.act.id,
    });
    let line = |anchor: &serde_json::Value| serde_json::json!({"ruling": "dismiss", "signal": anchor, "reason": "read again"});
    let mut lost = anchor.clone();
    lost["quote"] = "words that nobody said".into();
    let file = format!("{}\n{}\n{}\n", demarche::corrections_head(), line(&anchor), line(&lost));
    let (rulings, bad) = demarche::read_rulings(Lexicon::embedded(), "c.jsonl", &file);
    assert!(bad.is_empty(), "{bad:?}");
    let after = bench.ledger.readings(Lexicon::embedded(), &Ask { rulings, ..ask }, &|| {}).unwrap();
    assert!(reading.usable.contains(id) && !after.readings[0].usable.contains(id));
    assert!(after.rulings.iter().any(|r| r.signals.contains(id)), "{:?}", after.rulings);
    assert!(after.diagnostics.iter().any(|d| d.place == "c.jsonl:3" && d.message.contains("nobody said")), "{:?}", after.diagnostics);
}
