//! `contradict`: two statements to consistent, inconsistent or unrelated, with the reason.

use crate::args::{Contradict, Plain, Undecided};
use crate::evidence::text_of;
use crate::inputs::{Outcome, complain, written};
use demarche_contradictions::positions::{Comparer, Comparison, Ground, Relation};
use demarche_lexicon::Lexicon;
use demarche_source::Span;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::Path;

/// Shared matter from which an undecided pair is taken for inconsistent, where that is asked for.
const SOME_MATTER: f32 = 0.05;

pub fn run(lexicon: &Lexicon, args: &Contradict) -> Result<Outcome, String> {
    let comparer = Comparer::new(lexicon);
    let answer = |a: &str, b: &str| settled(comparer.compare(a, b), args.undecided);
    match (args.texts.as_slice(), args.inputs.as_slice()) {
        ([a, b], []) => one(args, a, b, &answer(a, b)),
        ([], [a, b]) => {
            let (a, b) = (statement(a)?, statement(b)?);
            one(args, &a, &b, &answer(&a, &b))
        }
        ([], [pairs]) => many(pairs, answer),
        _ => Err("give two files, or two statements after --texts, or one file of pairs (JSON Lines; `-` is standard input)".to_owned()),
    }
}

/// An undecided pair, as the caller wants it called.
fn settled(mut found: Comparison, undecided: Undecided) -> Comparison {
    if undecided == Undecided::Inconsistent && found.ground == Ground::Undecided && found.matter >= SOME_MATTER {
        found.relation = Relation::Inconsistent;
        found.reason = format!("taken for inconsistent, as asked, since {}", found.reason);
    }
    found
}

fn statement(path: &Path) -> Result<String, String> {
    let text = text_of(path)?;
    if text.trim().is_empty() {
        return Err(format!("{}: there is no text in it", path.display()));
    }
    Ok(text)
}

fn one(args: &Contradict, a: &str, b: &str, found: &Comparison) -> Result<Outcome, String> {
    let mut out = match args.format {
        Plain::Text => format!("{}: {}", found.relation.as_str(), found.reason),
        Plain::Json => line(None, [a, b], found),
    };
    out.push('\n');
    written(std::io::stdout().write_all(out.as_bytes()))?;
    Ok(Outcome::default())
}

#[derive(Deserialize)]
struct Pair {
    id: Option<serde_json::Value>,
    premise: String,
    hypothesis: String,
}

#[derive(Serialize)]
struct Line<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'c serde_json::Value>,
    class: &'static str,
    ground: &'static str,
    reason: &'c str,
    matter: f32,
    words: Sides<'c>,
}

#[derive(Serialize)]
struct Sides<'c> {
    premise: Vec<Word<'c>>,
    hypothesis: Vec<Word<'c>>,
}

#[derive(Serialize)]
struct Word<'c> {
    text: &'c str,
    start: u32,
    end: u32,
}

fn line(id: Option<&serde_json::Value>, texts: [&str; 2], found: &Comparison) -> String {
    fn side<'c>(text: &'c str, words: &[Span]) -> Vec<Word<'c>> {
        words.iter().map(|w| Word { text: w.of(text), start: w.start, end: w.end }).collect()
    }
    let words = Sides { premise: side(texts[0], &found.words[0]), hypothesis: side(texts[1], &found.words[1]) };
    let matter = (found.matter * 100.0).round() / 100.0;
    let line = Line { id, class: found.relation.as_str(), ground: found.ground.as_str(), reason: &found.reason, matter, words };
    serde_json::to_string(&line).unwrap_or_default()
}

/// One line of JSON for each good line of the file.
fn many(path: &Path, answer: impl Fn(&str, &str) -> Comparison + Sync) -> Result<Outcome, String> {
    let (name, text) = if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|e| format!("<stdin>: {e}"))?;
        ("<stdin>".to_owned(), text)
    } else {
        (path.display().to_string(), text_of(path)?)
    };
    let mut outcome = Outcome::default();
    let mut pairs = Vec::new();
    for (i, row) in text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
        match serde_json::from_str::<Pair>(row) {
            Ok(pair) => pairs.push(pair),
            Err(error) => {
                let message = error.to_string();
                let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(m, _)| m);
                let kind = if error.is_data() { "" } else { "not JSON: " };
                complain(format!("{name}:{}: {kind}{message}", i + 1));
                outcome.bad = true;
            }
        }
    }
    if pairs.is_empty() && !outcome.bad {
        return Err(format!("{name}: there is no pair in it"));
    }
    let lines: Vec<String> =
        pairs.par_iter().map(|p| line(p.id.as_ref(), [&p.premise, &p.hypothesis], &answer(&p.premise, &p.hypothesis))).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in lines {
        written(writeln!(out, "{line}"))?;
    }
    written(out.flush())?;
    Ok(outcome)
}
