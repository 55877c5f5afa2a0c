//! The whole way from text to a read document. In: the text of a report. Out: a [`Document`] and what was noticed.
//!
//! [`Cuts`] is the same way in two steps, for texts whose trees need not stand in memory all at once. It never keeps a tree.

use crate::aside;
use crate::model::{Model, Scratch};
use crate::{Cut, Document, Sentence, frames, segment};
use demarche_source::{Diagnostic, Level, Span};
use std::cell::RefCell;
use std::ops::Range;

thread_local! {
    /// What a thread knows of the forms it has met; it changes no result.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

/// Sentences that are parsed in one go: enough for full batches, few enough that what they need besides their trees is small.
const PART: usize = 512;

/// Reads a text: sentences, tokens, trees, frames. Any text is taken; what could not be read well is told in the diagnostics, whose
/// places are byte offsets.
pub fn read(text: &str) -> (Document, Vec<Diagnostic>) {
    let cuts = Cuts::of(text);
    let (sentences, diagnostics) = cuts.read(0..cuts.len());
    (Document { sentences, quotations: cuts.quotations }, diagnostics)
}

/// A text cut into sentences, of which any stretch can be read. Its memory is some two bytes a byte of text; that of a [`Document`] thirty.
#[derive(Clone, Debug)]
pub struct Cuts<'t> {
    text: &'t str,
    cuts: Vec<Cut>,
    quotations: Vec<Span>,
}

impl<'t> Cuts<'t> {
    /// Cuts a text into sentences and tokens.
    pub fn of(text: &'t str) -> Self {
        let (cuts, quotations) = segment::segment(text);
        Self { text, cuts, quotations }
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    /// Reads the sentences of a range, as [`read`] reads them: a sentence's tree and frames do not depend on what it is read with. Without a
    /// model there are none, and the diagnostics say why. What of the range lies behind the last sentence is left out.
    pub fn read(&self, range: Range<usize>) -> (Vec<Sentence>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let model = match Model::embedded() {
            Ok(model) => model,
            Err(error) => {
                diagnostics.push(Diagnostic::new(Level::Error, "model", error.to_string()));
                return (Vec::new(), diagnostics);
            }
        };
        let end = range.end.min(self.cuts.len());
        let range = &self.cuts[range.start.min(end)..end];
        let mut sentences = Vec::with_capacity(range.len());
        for part in range.chunks(PART) {
            self.part(model, part, &mut sentences, &mut diagnostics);
        }
        (sentences, diagnostics)
    }

    fn part(&self, model: &Model, part: &[Cut], sentences: &mut Vec<Sentence>, diagnostics: &mut Vec<Diagnostic>) {
        let text = self.text;
        let asides: Vec<_> = part.iter().map(|c| aside::find(text, &c.tokens)).collect();
        let tokens: Vec<Vec<Span>> =
            part.iter().zip(&asides).map(|(c, a)| a.map_or_else(|| c.tokens.clone(), |a| aside::without(&c.tokens, a))).collect();
        let trees = SCRATCH.with_borrow_mut(|scratch| model.parse(text, &tokens, scratch));
        for ((cut, tree), aside) in part.iter().zip(trees).zip(asides) {
            let tree = match aside {
                Some(a) => aside::restore(text, &cut.tokens, a, &tree),
                None => tree,
            };
            if cut.tokens.len() >= segment::MAX_TOKENS {
                let place = format!("bytes {}..{}", cut.span.start, cut.span.end);
                diagnostics.push(Diagnostic::new(Level::Warning, place, "a sentence this long was cut; arguments across the cut are lost"));
            }
            let frames = frames(&tree, text, &self.quotations);
            sentences.push(Sentence { cut: cut.clone(), tree, frames });
        }
    }
}
