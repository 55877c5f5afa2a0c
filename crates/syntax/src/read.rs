//! The whole way from text to a read document. In: the text of a report. Out: a [`Document`] and what was noticed.

use crate::aside;
use crate::model::{Model, Scratch};
use crate::{Document, Sentence, frames, segment};
use demarche_source::{Diagnostic, Level, Span};
use std::cell::RefCell;

thread_local! {
    /// What a thread knows of the forms it has met; it changes no result.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

/// Reads a text: sentences, tokens, trees, frames. Any text is taken; what could not be read well is told in the diagnostics, whose
/// places are byte offsets.
pub fn read(text: &str) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let model = match Model::embedded() {
        Ok(model) => model,
        Err(error) => {
            diagnostics.push(Diagnostic::new(Level::Error, "model", error.to_string()));
            return (Document::default(), diagnostics);
        }
    };
    let (cuts, quotations) = segment::segment(text);
    let asides: Vec<_> = cuts.iter().map(|c| aside::find(text, &c.tokens)).collect();
    let tokens: Vec<Vec<Span>> =
        cuts.iter().zip(&asides).map(|(c, a)| a.map_or_else(|| c.tokens.clone(), |a| aside::without(&c.tokens, a))).collect();
    let trees = SCRATCH.with_borrow_mut(|scratch| model.parse(text, &tokens, scratch));
    let sentences = cuts
        .into_iter()
        .zip(trees)
        .zip(asides)
        .map(|((cut, tree), aside)| {
            let tree = match aside {
                Some(a) => aside::restore(text, &cut.tokens, a, &tree),
                None => tree,
            };
            if cut.tokens.len() >= segment::MAX_TOKENS {
                let place = format!("bytes {}..{}", cut.span.start, cut.span.end);
                diagnostics.push(Diagnostic::new(Level::Warning, place, "a sentence this long was cut; arguments across the cut are lost"));
            }
            let frames = frames(&tree, text, &quotations);
            Sentence { cut, tree, frames }
        })
        .collect();
    (Document { sentences, quotations }, diagnostics)
}
