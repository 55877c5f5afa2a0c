//! Measures factuality: `cargo run --release -p demarche-signals --example factuality -- FILE.jsonl [-v]`.
//!
//! Two kinds of lines. With `tokens` and `events` (`i`, `factuality` in [-3, 3]): what readers take of each event's word to have
//! happened. With `target`, `prompt`, `verb` and `mean`: how far the author of `target` is committed to `prompt`, the complement of `verb`.
//! Prints mean absolute error, Pearson's r and the number of events; with `-v` also what is far off.

use demarche_actors::{Context, resolve};
use demarche_lexicon::Lexicon;
use demarche_signals::{Certainty, certainties};
use demarche_source::{Report, Span};
use demarche_syntax::{Document, Embedding, Frame};
use serde_json::Value;
use std::process::ExitCode;

/// What was predicted and what people say, on [-3, 3].
#[derive(Clone, Debug)]
struct Pair {
    got: f64,
    want: f64,
    words: String,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = args.first() else { return fail("usage: factuality FILE.jsonl [-v]") };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return fail(&format!("{path}: {error}")),
    };
    let mut pairs = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match serde_json::from_str::<Value>(line).map_err(|e| e.to_string()).and_then(|row| measure(&row)) {
            Ok(found) => pairs.extend(found),
            Err(error) => return fail(&format!("{path}: line {}: {error}", i + 1)),
        }
    }
    if args.iter().any(|a| a == "-v") {
        pairs.iter().filter(|p| (p.got - p.want).abs() >= 1.5).for_each(|p| println!("got {} want {:.2} {}", p.got, p.want, p.words));
    }
    print(&pairs);
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}

fn measure(row: &Value) -> Result<Vec<Pair>, String> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).ok_or_else(|| format!("`{key}` is missing or no text"));
    if let Some(tokens) = row.get("tokens").and_then(Value::as_array) {
        let tokens: Vec<&str> = tokens.iter().filter_map(Value::as_str).collect();
        return events(row, &tokens);
    }
    let (target, verb, prompt) = (text("target")?, text("verb")?, text("prompt")?);
    let want = row.get("mean").and_then(Value::as_f64).ok_or("`mean` is missing or no number")?;
    let (document, all) = read(target);
    let got = complement(&document, target, verb, prompt).and_then(|at| all.iter().find(|c| c.at == at)).map_or(0, |c| c.author.scale());
    let words = format!("[{verb}] {target}");
    Ok(vec![Pair { got: f64::from(got), want, words }])
}

fn read(text: &str) -> (Document, Vec<Certainty>) {
    let (lexicon, report) = (Lexicon::embedded(), Report::from_text("x", text));
    let (document, _) = demarche_syntax::read(&report.text);
    let mentions = resolve(lexicon, &report.text, &document, &Context::default());
    let all = certainties(lexicon, &report, &document, &mentions);
    (document, all)
}

/// The events of one sentence, found by the bytes of their tokens.
fn events(row: &Value, tokens: &[&str]) -> Result<Vec<Pair>, String> {
    let text = tokens.join(" ");
    let (_, all) = read(&text);
    let mut pairs = Vec::new();
    for event in row.get("events").and_then(Value::as_array).into_iter().flatten() {
        let i = event.get("i").and_then(Value::as_u64).ok_or("an event without `i`")? as usize;
        let want = event.get("factuality").and_then(Value::as_f64).ok_or("an event without `factuality`")?;
        let token = tokens.get(i).ok_or("an event beyond the tokens")?;
        let start = tokens[..i].iter().map(|t| t.len() + 1).sum::<usize>();
        let span = Span::new(start, start + token.len());
        let got = all.iter().find(|c| c.span.overlaps(span)).map_or(3, |c| c.reader.scale());
        pairs.push(Pair { got: f64::from(got), want, words: format!("[{token}] {text}") });
    }
    Ok(pairs)
}

/// Sentence and word of the complement of the verb: the one that shares most words with the prompt.
fn complement(document: &Document, text: &str, verb: &str, prompt: &str) -> Option<(usize, usize)> {
    let prompt: Vec<String> = prompt.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let mut best: Option<(bool, usize, (usize, usize))> = None;
    for (s, sentence) in document.sentences.iter().enumerate() {
        for frame in sentence.frames.all() {
            let (low, high) = sentence.tree.extent(frame.head);
            let forms = sentence.tree.words()[low..=high].iter().filter(|w| sentence.tree.is_within(index(sentence, w.span), frame.head));
            let shared = forms.filter(|w| prompt.contains(&w.span.of(text).to_lowercase())).count();
            let under = embedding(frame).is_some_and(|up| sentence.frames.get(up).lemma.split('_').next() == Some(verb));
            if best.is_none_or(|(u, n, _)| (under, shared) > (u, n)) {
                best = Some((under, shared, (s, frame.head)));
            }
        }
    }
    best.map(|(_, _, at)| at)
}

fn index(sentence: &demarche_syntax::Sentence, span: Span) -> usize {
    sentence.tree.words().partition_point(|w| w.span.start < span.start)
}

fn embedding(frame: &Frame) -> Option<usize> {
    match frame.embedding {
        Embedding::Complement(up) => Some(up),
        _ => None,
    }
}

fn print(pairs: &[Pair]) {
    let n = pairs.len().max(1) as f64;
    let mean = |f: &dyn Fn(&Pair) -> f64| pairs.iter().map(f).sum::<f64>() / n;
    let (x, y) = (mean(&|p| p.got), mean(&|p| p.want));
    let covariance = mean(&|p| (p.got - x) * (p.want - y));
    let spread = (mean(&|p| (p.got - x).powi(2)) * mean(&|p| (p.want - y).powi(2))).sqrt();
    println!("MAE {:.3}", mean(&|p| (p.got - p.want).abs()));
    println!("r {:.3}", if spread > 0.0 { covariance / spread } else { 0.0 });
    println!("events {}", pairs.len());
}
