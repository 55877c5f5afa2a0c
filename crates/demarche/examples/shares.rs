//! What part of reading each stage takes: `zcat reports.jsonl.gz | head -200 | cargo run --release -p demarche --example shares`.
//!
//! In: reports as JSON Lines on standard input (`text`; `published`, `country`, `speaker` if known). Out: seconds and shares of parsing,
//! resolving and coding, on one core.

#![allow(clippy::disallowed_methods)] // it measures time: that is its purpose

use demarche_actors::Context;
use demarche_lexicon::Lexicon;
use demarche_source::{Report, parse_date};
use std::io::BufRead;
use std::time::{Duration, Instant};

fn main() {
    let lexicon = Lexicon::embedded();
    let mut taken = [Duration::ZERO; 3];
    let mut reports = 0;
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let field = |name: &str| value[name].as_str().map(str::to_owned);
        let mut report = Report::from_text(format!("r{reports}"), field("text").unwrap_or_default());
        report.published = field("published").and_then(|d| parse_date(&d).ok());
        (report.speaker, report.country) = (field("speaker"), field("country").map(Into::into));
        let context =
            Context { published: report.published, speaker: report.speaker.clone(), country: report.country.clone(), ..Context::default() };
        let begun = Instant::now();
        let (document, _) = demarche_syntax::read(&report.text);
        let parsed = Instant::now();
        let mentions = demarche_actors::resolve(lexicon, &report.text, &document, &context);
        let resolved = Instant::now();
        std::hint::black_box(demarche_signals::code(lexicon, &report, &document, &mentions));
        let coded = Instant::now();
        for (total, stage) in taken.iter_mut().zip([parsed - begun, resolved - parsed, coded - resolved]) {
            *total += stage;
        }
        reports += 1;
    }
    let all: f64 = taken.iter().map(Duration::as_secs_f64).sum();
    println!("{reports} reports, {all:.2} s");
    for (name, time) in ["parse", "resolve", "code"].iter().zip(taken) {
        println!("{name:>8} {:>8.2} s {:>6.1} %", time.as_secs_f64(), 100.0 * time.as_secs_f64() / all.max(f64::MIN_POSITIVE));
    }
}
