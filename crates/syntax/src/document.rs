//! The read text: sentences with their place in the layout, trees and frames.

use crate::{Frames, Tree};
use demarche_source::Span;

/// What kind of line a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    /// Running text.
    Body,
    /// A headline or heading: no final stop, stands alone.
    Heading,
    /// A bullet or numbered item.
    Item,
    /// A byline, dateline alone, caption, table row or other line that is no sentence.
    Furniture,
}

/// A sentence as it was cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Bytes from the first to the last token.
    pub span: Span,
    /// Token spans, in order, never empty, never overlapping.
    pub tokens: Vec<Span>,
    /// What kind of line it stands in.
    pub kind: SentenceKind,
    /// Number of the paragraph, from 0.
    pub paragraph: u32,
    /// Bytes of a dateline before the sentence ("Beijing (AsiaNews) –"), left out of the tokens.
    pub dateline: Option<Span>,
    /// Bytes of a speaker label before it ("AMBASSADOR RICE:", "Q:"), left out of the tokens.
    pub label: Option<Span>,
}

/// A sentence with its analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// How it was cut.
    pub cut: Cut,
    /// Its tree over `cut.tokens`.
    pub tree: Tree,
    /// Its frames.
    pub frames: Frames,
}

impl Sentence {
    /// Text of word `i`.
    pub fn word<'t>(&self, text: &'t str, i: usize) -> &'t str {
        self.tree.words()[i].span.of(text)
    }
}

/// A whole report, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Pairs of opening and closing quotation marks over the whole text: the span between them, marks excluded. Nested ones come after
    /// the one that holds them. An unclosed one ends at its paragraph's end; running quotations that reopen each paragraph are kept
    /// as one span per paragraph.
    pub quotations: Vec<Span>,
}
