//! Inputs as they come, and the reports or the words of refusal that they give.

use crate::{read_reports, read_votes};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A directory of its own that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("demarche-ingest-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Reports and errors as lines, with the folder left out; diagnostics after `--`.
fn show(path: &Path) -> Vec<String> {
    let mut reports = read_reports([path]);
    let mut lines = Vec::new();
    for report in reports.by_ref() {
        lines.push(match report {
            Ok(r) => {
                let known = [r.title, r.published.map(|d| d.to_string()), r.outlet, r.url, r.speaker, r.country.map(|c| c.to_string())];
                let known: Vec<String> = known.into_iter().flatten().collect();
                assert_eq!(r.sha256.len(), 64);
                format!("{}[{}] {:?}", r.id, known.join("; "), r.text)
            }
            Err(error) => error.to_string(),
        });
    }
    lines.extend(reports.take_diagnostics().into_iter().map(|d| format!("-- {}: {}", d.place, d.message)));
    let folder = if path.is_dir() { path } else { path.parent().unwrap() };
    lines.into_iter().map(|l| l.replace(&format!("{}/", folder.display()), "").replace(&folder.display().to_string(), ".")).collect()
}

/// File name, bytes, and what comes out.
#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = Folder::new(&format!("check-{count}"));
    assert_eq!(show(&folder.file(name, bytes)), expected, "{name}");
}

#[test]
fn plain_text_and_markdown() {
    check("a.txt", "Talks fail\n\nThey met.\n", &["a[] \"Talks fail\\n\\nThey met.\\n\""]);
    check("a.md", "\u{feff}# Talks\n", &["a[] \"# Talks\\n\""]);
    let header = "---\nid: x1\ntitle: \"Talks fail\"\npublished: 2022-02-26\noutlet: The Post\ncountry: CHN\nnote: mine\n---\nThey met.";
    check("a.txt", header, &["x1[Talks fail; 2022-02-26; The Post; CHN] \"They met.\""]);
    check("a.txt", "---\nmood: grim\n---\nThey met.", &["a[] \"---\\nmood: grim\\n---\\nThey met.\""]);
    check(
        "a.txt",
        "---\ntitle: T\npublished: 26/02/2022\n---\nThey met.",
        &["a.txt:3: field `published`: `26/02/2022` is not an ISO 8601 date such as 2022-02-26 or 2022-02-26T10:00:00Z"],
    );
}

#[test]
fn character_sets() {
    check("a.txt", b"\xff\xfeO\x00k\x00.\x00", &["a[] \"Ok.\"", "-- a.txt: read as UTF-16LE; offsets are those of the text in UTF-8"]);
    let western = b"The minister said in Paris that the caf\xe9s of the \x93old town\x94 would stay open until the end of the summit.";
    let read = "a[] \"The minister said in Paris that the cafés of the “old town” would stay open until the end of the summit.\"";
    let cyrillic = encoding_rs::WINDOWS_1251
        .encode("Правительство заявило в понедельник, что проголосует за резолюцию и уже сообщило об этом соседям.")
        .0;
    let refused = "a.txt: the text is in Russian; only English can be read (give a translation, and say so in the field `outlet`)";
    check("a.txt", cyrillic, &[refused, "-- a.txt: read as windows-1251; offsets are those of the text in UTF-8"]);
    let page = encoding_rs::WINDOWS_1251.encode(
        "<html><head><meta charset=windows-1251><title>T</title></head><body><p>The envoy said «да», and the hall was silent for a while.</p></body></html>",
    );
    check(
        "a.html",
        page.0,
        &[
            "a[T] \"The envoy said «да», and the hall was silent for a while.\"",
            "-- a.html: read as windows-1251; offsets are those of the text in UTF-8",
        ],
    );
    check("a.txt", western, &[read, "-- a.txt: read as windows-1252; offsets are those of the text in UTF-8"]);
}

#[test]
fn refusals_name_file_cause_and_way_out() {
    check("a.txt", " \n", &["a.txt: there is no text in it (give a file with a report in it, or remove it from the list)"]);
    check("a.txt", "%PDF-1.4\n%\u{0}", &["a.txt: this is a PDF file, not text (convert it to text first, for example with pdftotext)"]);
    check("a.txt", [0u8, 1, 2, 3, 0, 9], &["a.txt: this is binary data, not text (expected text in UTF-8 or another character set)"]);
    check(
        "a.txt",
        "Le gouvernement a annoncé lundi qu'il voterait pour la résolution et qu'il en avait informé ses voisins et ses alliés.",
        &["a.txt: the text is in French; only English can be read (give a translation, and say so in the field `outlet`)"],
    );
    let missing = read_reports(["/nowhere/a.txt"]).next().unwrap().unwrap_err().to_string();
    assert!(missing.starts_with("/nowhere/a.txt: cannot be read:") && missing.ends_with("(check the path)"), "{missing}");
}

#[test]
fn a_date_may_be_called_date_and_be_a_month() {
    let lines = br#"{"id":"a","date":"2014-09","text":"One."}
{"id":"b","date":"2014-09-24","published":"2014-10-01","text":"Two."}
{"id":"c","date":"at dawn","text":"Three."}
{"id":"d","published":"2014-13","text":"Four."}
"#;
    check(
        "d.jsonl",
        lines,
        &[
            "a[2014-09-01] \"One.\"",
            "b[2014-10-01] \"Two.\"",
            "c[] \"Three.\"",
            "d.jsonl:4: field `published`: `2014-13` is not an ISO 8601 date such as 2022-02-26 or 2022-02-26T10:00:00Z",
        ],
    );
}

#[test]
fn json_lines() {
    let mut lines = br#"{"id":"a","text":"One.","published":"2022-02-26T10:00:00+08:00","outlet":null,"extra":[1]}

{"text":"Two.","speaker":"Li Wei","country":"CHN"}
{"id":"a","text":"Three."}
{"id":"b","text":["Four."]}
{"id":"c","text":"Five."
{"id":"d","published":"soon","text":"Six."}
{"id":"e"}
{"text":""}
"#
    .to_vec();
    lines.extend(b"{\"text\":\"caf\xe9\"}\n{\"id\":7,\"text\":\"Seven.\"}");
    check(
        "r.jsonl",
        lines,
        &[
            "a[2022-02-26] \"One.\"",
            "r-3[Li Wei; CHN] \"Two.\"",
            "a#2[] \"Three.\"",
            "r.jsonl:5: field `text`: expected a string, found a list",
            "r.jsonl:6: not JSON: EOF while parsing an object at column 24 (one JSON object a line for .jsonl; one object with `text` for .json)",
            "r.jsonl:7: field `published`: `soon` is not an ISO 8601 date such as 2022-02-26 or 2022-02-26T10:00:00Z",
            "r.jsonl:8: field `text`: is missing",
            "r.jsonl:9: there is no text in it (give a file with a report in it, or remove it from the list)",
            "r.jsonl:10: byte 13 of the line is not UTF-8 (JSON Lines must be UTF-8; convert the file, for example with iconv)",
            "7[] \"Seven.\"",
            "-- r.jsonl:4: the id `a` was given before; this report is `a#2`",
        ],
    );
}

#[test]
fn a_line_too_long_is_passed_over() {
    let folder = Folder::new("longline");
    let long = usize::try_from(crate::stream::LONGEST_LINE).unwrap() + 5;
    let mut bytes = vec![b'x'; long];
    bytes.extend_from_slice(b"\n{\"text\": \"The ministers met in Riga.\"}\n");
    let found = show(&folder.file("many.jsonl", bytes));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains(&format!("{} bytes; a report has at most 8 MiB", long + 1)), "{}", found[0]);
    assert!(found[1].contains("The ministers met in Riga."), "{}", found[1]);
}

#[test]
fn json_files_hold_one_report_or_a_list() {
    check("a.json", "{\n \"text\": \"One.\",\n \"title\": \"T\"\n}", &["a[T] \"One.\""]);
    check("a.json", r#"[{"text": "One."}, {"id": "b", "text": "Two."}]"#, &["a-1[] \"One.\"", "b[] \"Two.\""]);
    check("a.json", r#"{"reports": [{"id": "r1", "text": "One."}], "votes": []}"#, &["r1[] \"One.\""]);
    check(
        "a.json",
        "[1]",
        &[
            "a.json: not JSON: expected an object with `text`, found a number (one JSON object a line for .jsonl; one object with `text` for .json)",
        ],
    );
}

#[test]
fn files_without_an_ending_are_recognised() {
    check("feed", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n", &["feed-1[] \"One.\"", "feed-2[] \"Two.\""]);
    check("feed", "{\n\"text\":\"One.\"}\n", &["feed[] \"One.\""]);
    check("feed", "They met.\n", &["feed[] \"They met.\\n\""]);
}

#[test]
fn gzip_and_directories() {
    let folder = Folder::new("directory");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(b"{\"text\":\"Two.\"}\n").unwrap();
    folder.file("b.jsonl.gz", gz.finish().unwrap());
    folder.file("a.txt", "One.");
    folder.file("c.csv", "x");
    folder.file(".hidden.txt", "no");
    let passed = "-- c.csv: passed over: its ending is none that reports have; name the file itself to read it";
    assert_eq!(show(&folder.0), ["a[] \"One.\"", "b-1[] \"Two.\"", passed]);
    let empty = Folder::new("empty");
    let refused = read_reports([&empty.0]).next().unwrap().unwrap_err().to_string();
    assert!(refused.contains("no file in this directory can be read (expected .txt"), "{refused}");
}

#[test]
fn a_page_gives_its_article() {
    let page = include_str!("../fixtures/page.html");
    let folder = Folder::new("page");
    let path = folder.file("page.html", page);
    let report = read_reports([&path]).next().unwrap().unwrap();
    let known = (report.title.as_deref(), report.published.map(|d| d.to_string()), report.outlet.as_deref(), report.url.as_deref());
    let url = Some("https://news.example.org/freedonia-abstains");
    assert_eq!(known, (Some("Freedonia abstains on harbour text"), Some("2023-05-04".to_owned()), Some("The Example Post"), url));
    assert!(report.text.contains("“We regret the text,” the envoy said.\n\nHe left the hall before the vote was over."), "{}", report.text);
    for junk in ["Subscribe", "Cookies", "All rights reserved", "console.log"] {
        assert!(!report.text.contains(junk), "{junk} in {}", report.text);
    }
}

/// Votes as lines: body, symbol, date, casts; then diagnostics.
#[track_caller]
fn check_votes(name: &str, text: &str, expected: &[&str]) {
    let folder = Folder::new(&format!("votes-{}-{}", name, text.len()));
    let path = folder.file(name, text);
    let place = format!("{}/", folder.0.display());
    let lines = match read_votes(&path) {
        Err(error) => vec![error.to_string()],
        Ok((votes, diagnostics)) => {
            let vote = |v: &demarche_source::Vote| {
                let casts: Vec<String> = v.cast.iter().map(|(c, cast)| format!("{c}={}", cast.as_str())).collect();
                format!("{} {} {} {:?} {:?} {:?} {}", v.body, v.symbol, v.date, v.title, v.sponsor, v.explanations, casts.join(" "))
            };
            votes.iter().map(vote).chain(diagnostics.iter().map(|d| format!("-- {}: {}", d.place, d.message))).collect()
        }
    };
    assert_eq!(lines.iter().map(|l| l.replace(&place, "")).collect::<Vec<_>>(), expected, "{name}");
}

#[test]
fn votes_from_csv() {
    check_votes(
        "v.csv",
        "body,symbol,date,title,operative,sponsor,procedural,country,cast,explanation\n\
         UNSC,S/1,2022-02-25,Harbours,Deplores the closure,ALB;USA,false,CHN,abstain,\"Haste, again.\"\n\
         UNSC,S/1,2022-02-25,,,,,RUS,N,\n\
         UNSC,S/1,2022-02-25,Ports,,,,RUS,yes,\n\
         ,A/2,2022-03-02,,,,,CHN,X,\n\
         UNSC,S/1,2022-02-25,,,,,France,Y,\n\
         UNSC,S/1,2022-02-25,,,,,USA,maybe,\n",
        &[
            "UNSC S/1 2022-02-25 \"Harbours\" [\"ALB\", \"USA\"] {\"CHN\": \"Haste, again.\"} CHN=abstain RUS=no",
            "UNGA A/2 2022-03-02 \"\" [] {} CHN=absent",
            "-- v.csv:4: `title` of `S/1` contradicts an earlier line; the first is kept",
            "-- v.csv:4: RUS on `S/1` is `yes` here and `no` in line 3; the first is kept",
            "-- v.csv:6: left out: column `country`: `France` is no code of three capitals",
            "-- v.csv:7: left out: column `cast`: `maybe` is no vote; expected yes, no, abstain, absent or non-member (or Y, N, A, X)",
        ],
    );
    check_votes("w.csv", "body,resolution,date,iso3,vote\nSC,S/3,1990-01-11,CAN,8\n", &["UNSC S/3 1990-01-11 \"\" [] {} CAN=absent"]);
    check_votes("x.csv", "a,b\n1,2\n", &["x.csv:1: no column `symbol`; the header is `a,b` (the columns are in the README under Votes)"]);
}

#[test]
fn votes_from_json() {
    let vote = r#"{"body":"UNSC","symbol":"S/1","date":"2022-02-25","title":"T","sponsor":["ALB"],"cast":{"CHN":"abstain","RUS":"veto"},"explanations":{"CHN":"Why"}}"#;
    let read = "UNSC S/1 2022-02-25 \"T\" [\"ALB\"] {\"CHN\": \"Why\"} CHN=abstain";
    let bad = "field `cast`, RUS: `veto` is no vote; expected yes, no, abstain, absent or non-member (or Y, N, A, X); left out";
    for text in [
        format!("[{vote}]"),
        format!("{{\"votes\":[{vote}]}}"),
        format!("{{\"id\":\"x\",\"reports\":[],\"votes\":[{vote}]}}"),
        vote.to_owned(),
    ] {
        check_votes("v.json", &text, &[read, &format!("-- v.json: vote 1: {bad}")]);
    }
    check_votes(
        "w.json",
        r#"[{"symbol":"S/1","cast":{}}, {"symbol":"S/2","date":"2022-02-25","cast":{"CHN":1}}]"#,
        &[
            "-- w.json: vote 1: left out: field `date` is missing",
            "-- w.json: vote 2: left out: field `cast`, CHN: expected a string, found a number",
        ],
    );
    check_votes("y.json", "{}", &["y.json: field `votes`: is missing"]);
}
