//! Every kind of input, once; twice is once; what cannot be read is told and lost to nobody.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use support::{Bench, CONDEMNS, FRENCH, TALKS, line};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn page(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title}</title><meta charset=\"utf-8\"><meta property=\"og:site_name\" content=\"Page Post\">\
         <meta property=\"article:published_time\" content=\"2022-03-03T10:00:00Z\"><script type=\"application/ld+json\">{{\"@context\":\
         \"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\"author\":{{\"@type\":\"Person\",\"name\":\"Ann Author\"}}}}\
         </script></head><body><nav>Menu</nav><article><h1>{title}</h1><p>{text}</p><p>{text}</p></article></body></html>"
    )
}

fn record(kind: &str, uri: &str, block: &str) -> String {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2022-03-05T06:07:08Z\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn response(status: &str, kind: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nServer: test\r\n\r\n{body}")
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn every_format_gives_its_reports_and_a_second_run_adds_nothing() {
    let mut bench = Bench::new("formats");
    let n = std::cell::Cell::new(0);
    let text = || {
        n.set(n.get() + 1);
        format!("{CONDEMNS} It was statement number {} of that week.", n.get())
    };
    let csv = format!("doc_id,headline,date,source,body\nc1,Row one,2022-03-01,Table Times,\"{}\"\n", text().replace('"', "\"\""));
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed Daily</title><link>http://x</link><description>d</description><item>\
         <title>Entry</title><guid>g1</guid><link>http://x/1</link><pubDate>Thu, 03 Mar 2022 10:00:00 GMT</pubDate><description>&lt;p&gt;{}&lt;/p&gt;\
         </description></item></channel></rss>",
        text().replace('\'', "&#39;")
    );
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Atom Hour</title><id>f</id><updated>2022-03-03T00:00:00Z</updated><entry><id>a1</id>\
         <title>An entry</title><updated>2022-03-03T00:00:00Z</updated><content type=\"text\">{}</content></entry></feed>",
        text()
    );
    let warc = [
        record("warcinfo", "x", "software: test"),
        record("response", "http://gov.example/1", &response("200 OK", "text/html; charset=utf-8", &page("From the web", &text()))),
        record("response", "http://gov.example/2", &response("404 Not Found", "text/html", "gone")),
        record("response", "http://gov.example/3.png", &response("200 OK", "image/png", "x")),
    ]
    .concat();
    let mbox = format!(
        "From a@b Thu Mar  3 10:00:00 2022\nFrom: Press Office <press@gov.example>\nSubject: Statement\nDate: Thu, 3 Mar 2022 10:00:00 +0000\n\
         Message-ID: <m1@gov>\n\n{}\n>From here on it is quoted.\n\nFrom a@b Fri Mar  4 10:00:00 2022\nFrom: press@gov.example\nSubject: Second\n\
         Date: Fri, 4 Mar 2022 10:00:00 +0000\nMessage-ID: <m2@gov>\n\n{}\n",
        text(),
        text()
    );
    let latin: Vec<u8> = format!("---\ntitle: Café\npublished: 2022-03-03\n---\n{}", text()).chars().map(|c| c as u32 as u8).collect();
    for (name, bytes) in [
        ("in/a.txt", latin),
        ("in/b.md", format!("---\ntitle: Note\npublished: 2022-03-03\n---\n{}", text()).into_bytes()),
        ("in/c.html", page("A page", &text()).into_bytes()),
        ("in/d.json", serde_json::json!([{"text": text()}, {"id": "two", "text": text()}]).to_string().into_bytes()),
        ("in/e.jsonl.gz", gzip((line("l1", "2022-03-01", "Lines", &text()) + &line("l2", "2022-03-02", "Lines", &text())).as_bytes())),
        ("in/f.csv", csv.into_bytes()),
        ("in/g.rss", rss.into_bytes()),
        ("in/h.xml", atom.into_bytes()),
        ("in/i.warc.gz", gzip(warc.as_bytes())),
        ("in/j.mbox", mbox.into_bytes()),
        ("in/k.zip", zip(&[("x/one.txt", text().as_bytes()), ("x/lines.jsonl", line("z1", "2022-03-01", "Zipped", &text()).as_bytes())])),
        ("in/l.tar.gz", gzip(&tar(&[("t/one.txt", text().as_bytes()), ("t/.hidden", b"no")]))),
    ] {
        bench.file(name, bytes);
    }
    let folder = bench.folder.join("in");
    let first = bench.take(&[&folder]);
    assert_eq!((first.read, &bench.complaints), (n.get(), &Vec::new()), "{first:?}");
    let mut keys = bench.reports("id");
    keys.sort();
    let expected =
        ["a", "a1", "b", "c", "c1", "d-1", "g1", "http://gov.example/1", "l1", "l2", "m1@gov", "m2@gov", "one", "one#2", "two", "z1"];
    assert_eq!(keys, expected);
    let of = |id: &str, column: &str| {
        let rows = bench.rows(demarche_ledger::Table::Reports, &Default::default());
        rows.iter().find(|r| r["id"] == id).and_then(|r| r[column].as_str().map(str::to_owned)).unwrap_or_default()
    };
    for (id, column, value) in [
        ("a", "title", "Café"),
        ("c", "outlet", "Page Post"),
        ("c", "author", "Ann Author"),
        ("c", "published", "2022-03-03"),
        ("c1", "title", "Row one"),
        ("c1", "published", "2022-03-01"),
        ("g1", "outlet", "Feed Daily"),
        ("g1", "published", "2022-03-03"),
        ("a1", "outlet", "Atom Hour"),
        ("http://gov.example/1", "title", "From the web"),
        ("m1@gov", "outlet", "Press Office"),
        ("m1@gov", "published", "2022-03-03"),
    ] {
        assert_eq!(of(id, column), value, "{column} of {id}");
    }
    let second = bench.take(&[&folder]);
    assert_eq!((second.read, second.known, second.copies), (0, n.get(), 0));
    bench.sound();
}

#[test]
fn another_language_is_kept_and_not_coded() {
    let mut bench = Bench::new("foreign");
    let path = bench.file("fr.txt", FRENCH);
    let summary = bench.take(&[&path]);
    assert_eq!((summary.read, summary.foreign.get("French")), (0, Some(&1)));
    assert_eq!((bench.reports("language"), bench.reports("program")), (vec!["French".to_owned()], vec!["-".to_owned()]));
    bench.sound();
}

#[test]
fn a_truncated_archive_gives_what_it_holds_and_the_whole_one_the_rest() {
    let lines: Vec<String> = (0..8).map(|i| line(&format!("r{i}"), "2022-03-01", "Wire", &format!("{TALKS} Number {i}."))).collect();
    let members: Vec<(String, String)> = lines.iter().enumerate().map(|(i, l)| (format!("m{i}.jsonl"), l.clone())).collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(n, l)| (n.as_str(), l.as_bytes())).collect();
    let warc: String = (0..8)
        .map(|i| record("response", &format!("http://g/{i}"), &response("200 OK", "text/plain", &format!("{TALKS} Page {i}."))))
        .collect();
    let random: String =
        lines.concat() + &(0..20_000u64).map(|i| format!("{:x}", i.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect::<String>();
    for (name, whole, most) in [
        ("a.tar", tar(&members), 8),
        ("b.warc", warc.clone().into_bytes(), 8),
        ("c.warc.gz", gzip(warc.as_bytes()), 8),
        ("d.zip", zip(&members), 8),
        ("e.jsonl.gz", gzip(random.as_bytes()), 8),
    ] {
        let mut bench = Bench::new(&format!("cut-{name}"));
        let path = bench.file(name, &whole[..whole.len() * 3 / 5]);
        let cut = bench.take(&[&path]);
        assert!(!bench.complaints.is_empty() && bench.complaints.iter().all(|c| c.contains(name)), "{name}: {:?}", bench.complaints);
        bench.sound();
        bench.file(name, whole);
        let rest = bench.take(&[&path]);
        assert_eq!((cut.read + rest.read, bench.reports("id").len()), (most, most), "{name}: {cut:?} {rest:?}");
        bench.sound();
    }
}

#[test]
fn bad_items_are_told_with_their_place_and_the_good_ones_are_read() {
    let mut bench = Bench::new("bad");
    let good = line("ok", "2022-03-01", "Wire", TALKS);
    let path = bench.file("x.jsonl", format!("{good}{{\"id\": 3}}\nnot json\n{{\"text\": 7}}\n"));
    let table = bench.file("y.csv", "a,b\n1,2\n");
    let binary = bench.file("z.bin", [0u8, 1, 2, 3, 0, 0]);
    let summary = bench.take(&[&path, &table, &binary, &bench.folder.join("none.txt")]);
    assert_eq!((summary.read, summary.failed.values().sum::<usize>()), (1, 6));
    for place in
        ["x.jsonl:2: field `text`", "x.jsonl:3: not JSON", "x.jsonl:4: field `text`", "y.csv:1: no column `text`", "z.bin", "none.txt"]
    {
        assert!(bench.complaints.iter().any(|c| c.contains(place)), "{place} is not in {:?}", bench.complaints);
    }
    let again = bench.take(&[&path]);
    assert_eq!((again.read, again.known), (0, 4), "what failed is not read again");
    bench.sound();
}

#[test]
fn copies_are_one_story_and_the_earliest_is_its_origin() {
    let mut bench = Bench::new("stories");
    let more = format!("{CONDEMNS} {TALKS}");
    let late = line("late", "2022-03-05", "Daily", &format!("{more} More to follow."));
    let early = line("early", "2022-03-03", "Wire", &more);
    let other = line(
        "other",
        "2022-03-01",
        "Wire",
        "The court at the capital heard the case of the wreck today, and the pilots went home early because of the snow that fell all night.",
    );
    let corrected = line("corrected", "2022-03-06", "Daily", &format!("{more} More to follow. Correction: the day was Friday."));
    let path = bench.file("s.jsonl", late + &early + &other + &corrected);
    let copy = bench.file("same.jsonl", early);
    let summary = bench.take(&[&path, &copy]);
    assert_eq!((summary.read, summary.near_copies, summary.copies), (4, 2, 1));
    assert_eq!(bench.reports("origin"), ["early", "early", "other", "early"]);
    assert_eq!(bench.reports("revises"), ["-", "-", "-", "late"]);
    bench.sound();
}
