//! Scores places against governments on sentences with one marked name: `cargo run -p demarche-actors --example metonymy -- FILE.jsonl [-v]`.
//! A line has `text` and `mentions` with `start`, `end` and `label` (`literal` or `metonymic`). Names that no entry knows are left out.

use demarche_actors::{Context, Reading, resolve};
use demarche_lexicon::Lexicon;
use serde_json::Value;
use std::collections::BTreeMap;

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(file) = args.first().and_then(|p| std::fs::read_to_string(p).ok()) else {
        eprintln!("usage: metonymy FILE.jsonl [-v]");
        return std::process::ExitCode::from(2);
    };
    let mut counts: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for row in file.lines().filter_map(|l| serde_json::from_str::<Value>(l).ok()) {
        let text = row["text"].as_str().unwrap_or_default();
        let (document, _) = demarche_syntax::read(text);
        let mentions = resolve(Lexicon::embedded(), text, &document, &Context::default());
        for marked in row["mentions"].as_array().into_iter().flatten() {
            let (start, end) = (marked["start"].as_u64().unwrap_or(0) as u32, marked["end"].as_u64().unwrap_or(0) as u32);
            let label = marked["label"].as_str().unwrap_or_default().to_owned();
            let Some(m) = mentions.all().iter().find(|m| m.span.start <= start && end <= m.span.end && m.span.len() < 40) else {
                *counts.entry((label, "unknown")).or_default() += 1;
                continue;
            };
            let got = if matches!(m.reading, Reading::Place | Reading::Inert) { "literal" } else { "metonymic" };
            if got != label && args.iter().any(|a| a == "-v") {
                println!("{label} | {} | {} | {}", m.span.of(text), m.reason, text.trim());
            }
            *counts.entry((label, got)).or_default() += 1;
        }
    }
    let known: u32 = counts.iter().filter(|((_, got), _)| *got != "unknown").map(|(_, n)| n).sum();
    let right: u32 = counts.iter().filter(|((label, got), _)| label == got).map(|(_, n)| n).sum();
    println!("{counts:?}\n{right}/{known} = {:.3}", f64::from(right) / f64::from(known.max(1)));
    std::process::ExitCode::SUCCESS
}
