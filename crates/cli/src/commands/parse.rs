//! `parse`: CoNLL-U, frames, or trees drawn in the terminal.

use crate::args::{Parse, ParseFormat, ParseInput};
use crate::inputs::{Outcome, complain, reports, written};
use demarche_source::{Diagnostic, Report, Span};
use demarche_syntax::model::{Model, Scratch};
use demarche_syntax::{Cuts, Frames, Tree, conllu, draw, frames, frames_to_string};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::io::{Read as _, Write};
use std::ops::Range;

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
/// A text longer than this, in bytes, is parsed and written in parts.
const LONG: usize = 1 << 18;
/// Sentences in a part of a long text, and parts that are parsed together.
const PARTS: (usize, usize) = (256, 8);

fn texts(args: &Parse) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut batch, mut bytes) = (Vec::<Report>::new(), 0);
    let mut all = reports(&args.inputs, None, &mut outcome);
    for report in all.by_ref() {
        let long = report.text.len() > LONG;
        if !long {
            bytes += report.text.len();
            batch.push(report);
            if bytes < BATCH && batch.len() < REPORTS {
                continue;
            }
            together(&mut out, &std::mem::take(&mut batch), args.format)?;
        } else {
            together(&mut out, &std::mem::take(&mut batch), args.format)?;
            in_parts(&mut out, &report, args.format)?;
        }
        bytes = 0;
    }
    drop(all);
    together(&mut out, &batch, args.format)?;
    written(out.flush())?;
    Ok(outcome)
}

/// Several reports at once.
fn together(out: &mut impl Write, batch: &[Report], format: ParseFormat) -> Result<(), String> {
    let blocks: Vec<Block> = batch
        .par_iter()
        .map(|report| {
            let cuts = Cuts::of(&report.text);
            block(report, &cuts, 0..cuts.len(), format)
        })
        .collect();
    batch.iter().zip(blocks).try_for_each(|(report, block)| print(out, report, block))
}

/// A long report, a stretch of sentences after the other, so that its trees never stand in memory together.
fn in_parts(out: &mut impl Write, report: &Report, format: ParseFormat) -> Result<(), String> {
    let cuts = Cuts::of(&report.text);
    let starts: Vec<usize> = (0..cuts.len()).step_by(PARTS.0).collect();
    for some in starts.chunks(PARTS.1) {
        let blocks: Vec<Block> = some.par_iter().map(|&from| block(report, &cuts, from..from + PARTS.0, format)).collect();
        blocks.into_iter().try_for_each(|block| print(out, report, block))?;
    }
    Ok(())
}

/// What is printed of a report, and what was noticed.
type Block = (Result<String, std::fmt::Error>, Vec<Diagnostic>);

fn block(report: &Report, cuts: &Cuts<'_>, range: Range<usize>, format: ParseFormat) -> Block {
    let first = range.start;
    let (sentences, diagnostics) = cuts.read(range);
    let mut block = String::new();
    let written = sentences.iter().enumerate().try_for_each(|(i, sentence)| match format {
        ParseFormat::Conllu => conllu::write(&mut block, &format!("{}-{}", report.id, first + i + 1), &report.text, &sentence.tree),
        other => show(&mut block, other, &sentence.frames, &sentence.tree, &report.text),
    });
    (written.map(|()| block), diagnostics)
}

fn print(out: &mut impl Write, report: &Report, (block, diagnostics): Block) -> Result<(), String> {
    for d in diagnostics {
        complain(format!("{}: {}: {}", report.id, d.place, d.message));
    }
    written(out.write_all(block.map_err(|e| e.to_string())?.as_bytes()))
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
