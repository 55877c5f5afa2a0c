//! Is reading linear in the length of a text? Doubles a text and prints the time and its ratio to the one before: about 2 is linear.
//!
//! `cargo bench --package demarche --bench scaling`. Four shapes: many sentences, one sentence of
//! coordinated and one of nested clauses (both to 20,000 words, over 1,250, 2,500, 5,000 and 10,000), and one unbroken word.

use demarche::analyse;
use demarche_lexicon::Lexicon;
use demarche_source::Report;

const PARAGRAPH: &str = "China said on Saturday that every country's sovereignty had to be respected. \"We hold that this goes for Ukraine \
    too,\" a spokesperson told reporters. On Friday Beijing abstained rather than condemning Russia's attack. It accused NATO of pouring oil \
    on the flames, and President Xi Jinping urged President Vladimir Putin to open talks.\n\n";
const CLAUSE: &str = "China condemned Russia and ";
const NESTED: &str = "China said that Russia had told ";

/// Shortest of three runs, in seconds: the least disturbed.
#[allow(clippy::disallowed_methods)] // a bench measures time
fn seconds(text: &str) -> f64 {
    let report = Report::from_text("r", text);
    let run = || {
        let start = std::time::Instant::now();
        std::hint::black_box(analyse(Lexicon::embedded(), &report));
        start.elapsed().as_secs_f64()
    };
    (0..3).map(|_| run()).fold(f64::INFINITY, f64::min)
}

fn main() {
    // `cargo test --benches` and clippy build this too; only `cargo bench` asks for figures.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    seconds(PARAGRAPH);
    for (shape, piece, first) in
        [("paragraphs", PARAGRAPH, 8), ("one sentence", CLAUSE, 78), ("nested clauses", NESTED, 52), ("one word", "a", 16_384)]
    {
        println!("{shape}:\n{:>12} {:>12} {:>10} {:>8}", "bytes", "ms", "MB/s", "ratio");
        let mut before = None;
        for doubling in 0..7 {
            let text = piece.repeat(first << doubling);
            let time = seconds(&text);
            let ratio = before.map_or_else(String::new, |b: f64| format!("{:.2}", time / b));
            println!("{:>12} {:>12.1} {:>10.2} {ratio:>8}", text.len(), time * 1e3, text.len() as f64 / time / 1e6);
            before = Some(time);
        }
    }
}
