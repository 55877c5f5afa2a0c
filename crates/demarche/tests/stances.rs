//! Sentences with the side that they serve, read by the whole pipeline (`stances.tsv`). Each stands for a way of putting things: refusals,
//! negations, nouns of intent, evaluations, votes told in prose.

use demarche_alignment::{align_all, models};
use demarche_lexicon::Lexicon;
use demarche_source::Report;

const LINES: &str = include_str!("stances.tsv");
/// From here a value serves a side.
const SERVES: f32 = 0.15;

/// The side that Brazil's words in a sentence serve, as the sign of the strongest asserted signal.
fn side_of(sentence: &str) -> &'static str {
    let lexicon = Lexicon::embedded();
    let text = format!("BRASILIA, June 5 (Meridian Wire) - {sentence}\n\nThe war between Russia and Ukraine goes on.");
    let mut report = Report::from_text("r1", text);
    report.published = "2023-06-05".parse().ok();
    let mut signals = demarche::analyse(lexicon, &report).coding.signals;
    for (i, signal) in signals.iter_mut().enumerate() {
        signal.id = format!("s{i}").into();
    }
    let war = lexicon.disputes().iter().filter(|d| d.name == "Russia-Ukraine war").cloned().collect::<Vec<_>>();
    let aligned = align_all(lexicon, &models(lexicon, &war), &[report], &signals);
    let own = |id: &str| signals.iter().any(|s| s.id == id && s.actor == "BRA" && s.factuality.scale().abs() >= 2);
    let strongest = aligned.iter().filter(|a| own(&a.signal)).max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()));
    match strongest.filter(|a| a.value.abs() >= SERVES).and_then(|a| a.side.as_deref()) {
        Some("UKR") => "+",
        Some(_) => "-",
        None => "0",
    }
}

#[test]
fn sentences_serve_the_side_that_a_reader_would_say() {
    let mut wrong = Vec::new();
    for line in LINES.lines().filter(|l| !l.starts_with('#')) {
        let (mark, sentence) = line.split_once('\t').unwrap_or_else(|| panic!("no tabulator in {line:?}"));
        let (known_miss, want) = mark.strip_prefix('~').map_or((false, mark), |w| (true, w));
        let got = side_of(sentence);
        if (got == want) == known_miss {
            wrong.push(format!("want {mark}, got {got}: {sentence}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
