//! Feeds against a server of our own: conditional, once, resumable, polite, and never into a private network unasked.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use demarche_ingest::{FeedEntry, Feeds, Fetcher, Limits};
use demarche_ledger::{Hooks, Round};
use demarche_lexicon::Lexicon;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{Bench, CONDEMNS, TALKS};

/// Path → status, extra headers, body.
type Pages = BTreeMap<String, (u16, String, String)>;

/// A server whose pages can be changed, and which keeps the requests.
struct Server {
    base: String,
    pages: Arc<Mutex<Pages>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (pages, asked) = (Arc::new(Mutex::new(Pages::new())), Arc::new(Mutex::new(Vec::new())));
        let (p, a) = (pages.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(&stream);
                let (mut request, mut etag) = (String::new(), String::new());
                reader.read_line(&mut request).unwrap();
                loop {
                    let mut header = String::new();
                    reader.read_line(&mut header).unwrap();
                    if header.trim().is_empty() {
                        break;
                    }
                    if let Some(value) = header.to_ascii_lowercase().strip_prefix("if-none-match:") {
                        etag = value.trim().to_owned();
                    }
                }
                let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
                a.lock().unwrap().push(path.clone());
                let (status, headers, body) = p.lock().unwrap().get(&path).cloned().unwrap_or((404, String::new(), String::new()));
                let same = !etag.is_empty() && headers.to_ascii_lowercase().contains(&etag);
                let (status, body) = if same { (304, String::new()) } else { (status, body) };
                let length = if same { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
                let _ = write!(&stream, "HTTP/1.1 {status} X\r\n{headers}{length}Connection: close\r\n\r\n{body}");
            }
        });
        Self { base, pages, asked }
    }

    fn set(&self, path: &str, status: u16, headers: &str, body: &str) {
        self.pages.lock().unwrap().insert(path.to_owned(), (status, headers.to_owned(), body.to_owned()));
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    fn feeds(&self, pages: bool, private: bool) -> Feeds {
        let limits = Limits { per_host: Duration::ZERO, timeout: Duration::from_secs(20), largest: 100_000, private };
        Feeds { limits, every: Duration::from_secs(600), feeds: vec![FeedEntry { url: format!("{}/feed.xml", self.base), pages }] }
    }

    fn feed(&self, items: &[(&str, &str)]) {
        let item = |(id, text): &(&str, &str)| {
            let (base, text) = (&self.base, text.replace('\'', "&#39;"));
            format!(
                "<item><guid>{id}</guid><title>On {id}</title><link>{base}/{id}.html</link><pubDate>Thu, 03 Mar 2022 10:00:00 GMT</pubDate>\
                 <description>{text}</description></item>"
            )
        };
        let items: String = items.iter().map(item).collect();
        let body =
            format!("<rss version=\"2.0\"><channel><title>Feed</title><link>x</link><description>d</description>{items}</channel></rss>");
        self.set("/feed.xml", 200, &format!("ETag: \"e{}\"\r\nContent-Type: text/xml\r\n", body.len()), &body);
    }
}

fn page(text: &str) -> String {
    format!("<html><head><title>A page</title></head><body><article><p>{text}</p><p>{text}</p></article></body></html>")
}

fn round(bench: &mut Bench, feeds: &Feeds, now: &str) -> Round {
    let mut fetcher = Fetcher::new(feeds.limits.clone());
    let complaints = &mut bench.complaints;
    let mut hooks = Hooks { progress: &|_| {}, acknowledge: &mut |_| {}, complain: &mut |m| complaints.push(m.to_owned()) };
    bench.ledger.watch(Lexicon::embedded(), &mut fetcher, feeds, now.parse().unwrap(), &mut hooks).unwrap()
}

#[test]
fn entries_are_taken_once_and_again_when_they_change() {
    let (server, mut bench) = (Server::new(), Bench::new("watch"));
    let feeds = server.feeds(false, true);
    server.feed(&[("one", CONDEMNS), ("two", TALKS)]);
    let first = round(&mut bench, &feeds, "2022-03-04T00:00:00Z");
    assert_eq!((first.entries, first.taken.read, first.failed), (2, 2, 0), "{:?}", bench.complaints);
    let waiting = round(&mut bench, &feeds, "2022-03-04T00:05:00Z");
    assert_eq!((waiting.asked, waiting.waiting), (0, 1), "its time has not come");
    let unchanged = round(&mut bench, &feeds, "2022-03-04T01:00:00Z");
    assert_eq!((unchanged.unchanged, unchanged.entries), (1, 0));
    server.feed(&[("one", CONDEMNS), ("two", &format!("{TALKS} Corrected: it was Thursday."))]);
    let changed = round(&mut bench, &feeds, "2022-03-04T02:00:00Z");
    assert_eq!((changed.entries, changed.taken.read), (1, 1));
    assert_eq!(bench.reports("revises"), ["-", "-", "two"], "a changed article is linked to the one before");
    bench.sound();
}

#[test]
fn pages_are_fetched_as_robots_allow() {
    let (server, mut bench) = (Server::new(), Bench::new("robots"));
    let feeds = server.feeds(true, true);
    server.set("/robots.txt", 200, "", "User-agent: *\nDisallow: /two.html\n");
    server.set("/one.html", 200, "Content-Type: text/html; charset=utf-8\r\n", &page(CONDEMNS));
    server.set("/two.html", 200, "Content-Type: text/html\r\n", &page(TALKS));
    server.feed(&[("one", "A teaser."), ("two", "Another teaser, of the second story.")]);
    let done = round(&mut bench, &feeds, "2022-03-04T00:00:00Z");
    assert_eq!((done.entries, done.failed), (2, 1), "{:?}", bench.complaints);
    assert!(bench.complaints.iter().any(|c| c.contains("two.html: robots.txt")), "{:?}", bench.complaints);
    let asked = server.asked();
    assert_eq!(asked, ["/robots.txt", "/feed.xml", "/one.html"], "robots.txt once, and nothing that it forbids");
    assert_eq!(bench.reports("url"), [format!("{}/one.html", server.base), format!("{}/two.html", server.base)]);
    bench.sound();
}

#[test]
fn failures_back_off_and_long_answers_are_cut() {
    let (server, mut bench) = (Server::new(), Bench::new("backoff"));
    let feeds = server.feeds(false, true);
    server.set("/feed.xml", 503, "Retry-After: 7200\r\n", "");
    assert_eq!(round(&mut bench, &feeds, "2022-03-04T00:00:00Z").failed, 1);
    assert_eq!(round(&mut bench, &feeds, "2022-03-04T01:59:00Z").waiting, 1, "the site asked for two hours");
    server.set("/feed.xml", 500, "", "");
    assert_eq!(round(&mut bench, &feeds, "2022-03-04T02:01:00Z").failed, 1);
    assert_eq!(round(&mut bench, &feeds, "2022-03-04T02:12:00Z").waiting, 1, "twice as long after the second failure");
    server.set("/feed.xml", 200, "", &"x".repeat(200_000));
    assert_eq!(round(&mut bench, &feeds, "2022-03-05T00:00:00Z").failed, 1);
    assert!(bench.complaints.iter().any(|c| c.contains("limit")), "{:?}", bench.complaints);
    server.feed(&[("one", CONDEMNS)]);
    assert_eq!(round(&mut bench, &feeds, "2022-03-07T00:00:00Z").taken.read, 1);
}

#[test]
fn private_addresses_are_refused() {
    let (server, mut bench) = (Server::new(), Bench::new("private"));
    server.feed(&[("one", CONDEMNS)]);
    for base in [server.base.clone(), server.base.replace("127.0.0.1", "localhost")] {
        let mut feeds = server.feeds(false, false);
        feeds.feeds[0].url = format!("{base}/feed.xml");
        let done = round(&mut bench, &feeds, "2022-03-04T00:00:00Z");
        assert_eq!((done.failed, done.entries), (1, 0));
    }
    assert!(bench.complaints.iter().all(|c| c.contains("private or local address")), "{:?}", bench.complaints);
    assert!(server.asked().is_empty(), "no connection was made");
    let mut feeds = server.feeds(false, true);
    feeds.feeds[0].url = "file:///etc/hostname".to_owned();
    assert_eq!(round(&mut bench, &feeds, "2022-03-04T00:00:00Z").failed, 1);
}
