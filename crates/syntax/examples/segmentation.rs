//! Measures the segmenter against a treebank: `cargo run --release --example segmentation -- FILE.conllu…`
//!
//! In: CoNLL-U with `# text` lines. They are joined into documents by `# newdoc`, or by `sent_id` without its last number where the file
//! has none; by a blank line at `# newpar`, else by a blank. Out: F1 of tokens and sentences. With `--layout`, each sentence that does not
//! end with a stop stands in a line of its own, as headings and signatures do in the real text. With `--lines`, the sentences of a document
//! stand one a line, and nothing else parts them. `--errors` shows the differences.

use demarche_source::Span;
#[allow(unused_imports)]
use demarche_syntax::{Cut, SentenceKind};
use std::collections::HashSet;

#[allow(dead_code)]
#[path = "../src/segment/mod.rs"]
mod segment;

#[derive(Default)]
struct Document {
    text: String,
    tokens: Vec<Span>,
    sentences: Vec<Span>,
}

impl Document {
    fn add(&mut self, sentence: &str, forms: &[(String, bool)], joint: &str) {
        if !self.text.is_empty() {
            self.text.push_str(joint);
        }
        let base = self.text.len();
        self.text.push_str(sentence);
        let mut at = 0;
        for (form, _) in forms {
            let Some(n) = sentence[at..].find(form.as_str()) else { continue };
            self.tokens.push(Span::new(base + at + n, base + at + n + form.len()));
            at += n + form.len();
        }
        self.sentences.push(Span::new(base, base + sentence.trim_end().len()));
    }
}

fn read(path: &str, layout: bool, lines: bool) -> Vec<Document> {
    let file = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let newdoc = file.contains("# newdoc");
    let (mut documents, mut name) = (Vec::<Document>::new(), String::new());
    let mut closed = true;
    for block in file.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let comment = |key: &str| block.lines().find_map(|l| l.strip_prefix(key));
        let Some(sentence) = comment("# text = ") else { continue };
        let id = comment("# sent_id = ").map_or("", |id| id.rsplit_once('-').map_or(id, |(d, _)| d));
        if documents.is_empty() || (newdoc && comment("# newdoc").is_some()) || (!newdoc && id != name) {
            documents.push(Document::default());
            name = id.to_owned();
            closed = true;
        }
        let rows = block.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit()));
        let forms: Vec<(String, bool)> = rows
            .map(|l| l.split('\t').collect::<Vec<_>>())
            .filter(|c| c[0].bytes().all(|b| b.is_ascii_digit()))
            .map(|c| (c[1].to_owned(), c[9].contains("SpaceAfter=No")))
            .collect();
        let joint = if comment("# newpar").is_some() || layout && !closed { "\n\n" } else { " " };
        let ends = |s: &str| s.trim_end_matches(['"', '”', '\'', ')', ']']).ends_with(['.', '!', '?', '…']);
        // A sentence without a stop also begins its own line.
        let joint = if layout && !ends(sentence) { "\n\n" } else { joint };
        let joint = if lines { "\n" } else { joint };
        if let Some(document) = documents.last_mut() {
            document.add(sentence, &forms, joint);
        }
        closed = ends(sentence);
    }
    documents
}

struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found) as f64
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| arguments.iter().any(|a| a == name);
    for path in arguments.iter().filter(|a| !a.starts_with("--")) {
        let mut tokens = Score { gold: 0, found: 0, right: 0 };
        let mut sentences = Score { gold: 0, found: 0, right: 0 };
        for document in read(path, flag("--layout"), flag("--lines")) {
            let (cuts, _) = segment::segment(&document.text);
            let found: Vec<Span> =
                cuts.iter().flat_map(|c| c.dateline.into_iter().chain(c.label).chain(c.tokens.iter().copied())).collect();
            let gold: HashSet<Span> = document.tokens.iter().copied().collect();
            let ours: HashSet<Span> = found.iter().copied().collect();
            tokens.gold += gold.len();
            tokens.found += ours.len();
            tokens.right += gold.intersection(&ours).count();
            let gold_ends: HashSet<Span> = document.sentences.iter().copied().collect();
            let our_ends: HashSet<Span> = cuts.iter().map(|c| c.span).collect();
            sentences.gold += gold_ends.len();
            sentences.found += our_ends.len();
            sentences.right += gold_ends.intersection(&our_ends).count();
            if flag("--errors") {
                for span in document.tokens.iter().filter(|s| !ours.contains(s)) {
                    let near: Vec<&str> = found.iter().filter(|f| f.overlaps(*span)).map(|f| f.of(&document.text)).collect();
                    println!("TOKEN\t{}\t{}", span.of(&document.text), near.join(" "));
                }
            }
            if flag("--sentences") {
                let starts: HashSet<u32> = document.sentences.iter().map(|s| s.start).collect();
                let our_starts: HashSet<u32> = cuts.iter().map(|c| c.span.start).collect();
                let context = |at: u32| {
                    let mut a = (at as usize).saturating_sub(40);
                    while !document.text.is_char_boundary(a) {
                        a -= 1;
                    }
                    let mut b = (at as usize + 30).min(document.text.len());
                    while !document.text.is_char_boundary(b) {
                        b -= 1;
                    }
                    format!("{} ## {}", &document.text[a..at as usize], &document.text[at as usize..b])
                };
                for s in document.sentences.iter().filter(|s| !our_starts.contains(&s.start)) {
                    println!("MISSED\t{}", context(s.start).replace('\n', "¶"));
                }
                for s in cuts.iter().filter(|c| !starts.contains(&c.span.start)) {
                    println!("EXTRA\t{}", context(s.span.start).replace('\n', "¶"));
                }
            }
        }
        println!(
            "{path}: tokens F1 {:.4} ({} gold), sentences F1 {:.4} ({} gold)",
            tokens.f1(),
            tokens.gold,
            sentences.f1(),
            sentences.gold
        );
    }
}
