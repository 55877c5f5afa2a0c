//! `parse`: CoNLL-U, frames, or trees drawn in the terminal.

use crate::args::{Parse, ParseFormat, ParseInput};
use crate::inputs::{Outcome, complain, reports, written};
use demarche_source::Span;
use demarche_syntax::model::{Model, Scratch};
use demarche_syntax::{Frames, Tree, conllu, draw, frames, frames_to_string, read};
use std::fmt::Write as _;
use std::io::{Read as _, Write};

pub fn run(args: &Parse) -> Result<Outcome, String> {
    match args.input {
        ParseInput::Text => texts(args),
        ParseInput::Conllu => given(args),
    }
}

fn texts(args: &Parse) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut failed = None;
    for report in reports(&args.inputs, None, &mut outcome) {
        let (document, diagnostics) = read(&report.text);
        for d in diagnostics {
            complain(format!("{}: {}: {}", report.id, d.place, d.message));
        }
        let mut block = String::new();
        for (i, sentence) in document.sentences.iter().enumerate() {
            let written = match args.format {
                ParseFormat::Conllu => conllu::write(&mut block, &format!("{}-{}", report.id, i + 1), &report.text, &sentence.tree),
                other => show(&mut block, other, &sentence.frames, &sentence.tree, &report.text),
            };
            written.map_err(|e| e.to_string())?;
        }
        failed = out.write_all(block.as_bytes()).err();
        if failed.is_some() {
            break;
        }
    }
    written(failed.map_or(Ok(()), Err).and_then(|()| out.flush()))?;
    Ok(outcome)
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
