//! `parse`: CoNLL-U, frames, or trees drawn in the terminal.

use crate::args::{Parse, ParseFormat, ParseInput};
use crate::inputs::{Outcome, complain, reports, written};
use demarche_source::{Diagnostic, Report, Span};
use demarche_syntax::model::{Model, Scratch};
use demarche_syntax::{Frames, Tree, conllu, draw, frames, frames_to_string, read};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::io::{Read as _, Write};

pub fn run(args: &Parse) -> Result<Outcome, String> {
    match args.input {
        ParseInput::Text => texts(args),
        ParseInput::Conllu => given(args),
    }
}

/// Bytes of text that are parsed together: enough to keep the cores busy, few enough to keep memory flat.
const BATCH: usize = 1 << 20;
/// Reports that are parsed together, at most.
const REPORTS: usize = 256;

fn texts(args: &Parse) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut all = reports(&args.inputs, None, &mut outcome);
    loop {
        let mut bytes = 0;
        let mut batch: Vec<Report> = Vec::new();
        while bytes < BATCH && batch.len() < REPORTS {
            let Some(report) = all.next() else { break };
            bytes += report.text.len();
            batch.push(report);
        }
        if batch.is_empty() {
            break;
        }
        let blocks: Vec<_> = batch.par_iter().map(|report| block(report, args.format)).collect();
        for (report, (block, diagnostics)) in batch.iter().zip(blocks) {
            for d in diagnostics {
                complain(format!("{}: {}: {}", report.id, d.place, d.message));
            }
            written(out.write_all(block.map_err(|e| e.to_string())?.as_bytes()))?;
        }
    }
    written(out.flush())?;
    drop(all);
    Ok(outcome)
}

/// What is printed for a report, and what was noticed.
fn block(report: &Report, format: ParseFormat) -> (Result<String, std::fmt::Error>, Vec<Diagnostic>) {
    let (document, diagnostics) = read(&report.text);
    let mut block = String::new();
    let written = document.sentences.iter().enumerate().try_for_each(|(i, sentence)| match format {
        ParseFormat::Conllu => conllu::write(&mut block, &format!("{}-{}", report.id, i + 1), &report.text, &sentence.tree),
        other => show(&mut block, other, &sentence.frames, &sentence.tree, &report.text),
    });
    (written.map(|()| block), diagnostics)
}

/// Keeps the given sentences and tokens.
fn given(args: &Parse) -> Result<Outcome, String> {
    let model = Model::embedded().map_err(|e| e.to_string())?;
    let mut outcome = Outcome::default();
    let mut scratch = Scratch::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &args.inputs {
        let name = path.display();
        let text = match slurp(path) {
            Ok(text) => text,
            Err(error) => {
                complain(format!("{name}: {error}"));
                outcome.bad = true;
                continue;
            }
        };
        let sentences = match conllu::read(&text) {
            Ok(sentences) => sentences,
            Err(error) => {
                complain(format!("{name}: {error}"));
                outcome.bad = true;
                continue;
            }
        };
        let mut block = String::new();
        for batch in sentences.chunks(512) {
            for (sentence, tree) in batch.iter().zip(parsed(model, batch, &mut scratch)) {
                let written = match args.format {
                    ParseFormat::Conllu => conllu::write_given(&mut block, sentence, &tree),
                    other => show(&mut block, other, &frames(&tree, &sentence.text, &[]), &tree, &sentence.text),
                };
                written.map_err(|e| e.to_string())?;
            }
            written(out.write_all(block.as_bytes()))?;
            block.clear();
        }
    }
    written(out.flush())?;
    Ok(outcome)
}

/// Trees over the given tokens; the sentences' texts are laid one after the other for the model.
fn parsed(model: &Model, batch: &[conllu::ConlluSentence], scratch: &mut Scratch) -> Vec<Tree> {
    let one = |s: &conllu::ConlluSentence, scratch: &mut Scratch| {
        let tokens: Vec<Span> = s.tokens.clone();
        model.parse(&s.text, &[tokens], scratch).pop().unwrap_or_default()
    };
    batch.iter().map(|s| one(s, scratch)).collect()
}

fn slurp(path: &std::path::Path) -> std::io::Result<String> {
    if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path)
}

fn show(block: &mut String, format: ParseFormat, frames: &Frames, tree: &Tree, text: &str) -> std::fmt::Result {
    let drawn = if format == ParseFormat::Tree { draw(tree, text) } else { frames_to_string(frames, tree, text) };
    writeln!(block, "{}\n", drawn.trim_end())
}
