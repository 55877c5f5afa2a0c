//! Text to paragraphs, sentences, tokens and quotations.
//!
//! In: the text of a report, as it came. Out: [`Cut`]s in order, whose tokens follow the English treebanks of Universal Dependencies,
//! and the spans between quotation marks. All offsets are bytes of that text. Linear in its length. It never changes, drops or
//! normalises a byte, never looks at a name list, and keeps no state between texts.

mod hyphen;
mod layout;
mod names;
mod openings;
mod quotations;
mod sentences;
mod splits;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

use crate::{Cut, SentenceKind};
use demarche_source::Span;
use layout::{Block, BlockKind};
use openings::Labels;
use tokens::Token;

/// A sentence never has more tokens than this; a longer one is cut at a good place and goes on as the next sentence.
pub const MAX_TOKENS: usize = 400;

/// Cuts a text into sentences with their tokens, and finds its quotations (see `Document::quotations`).
///
/// List markers, datelines and speaker labels are left out of the tokens; the latter two are kept in the [`Cut`]. Any text is taken:
/// there is no error. Texts of 4 GiB or more are refused at ingest.
pub fn segment(text: &str) -> (Vec<Cut>, Vec<Span>) {
    let blocks = layout::blocks(text);
    let labels = Labels::of(text, &blocks);
    let (mut cuts, mut quotations, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
    for (number, block) in blocks.iter().enumerate() {
        tokens.clear();
        for &piece in &block.pieces {
            tokens::cut(text, piece, &mut tokens);
        }
        quotations::pair(text, &tokens, &mut quotations);
        let opening = openings::of(text, number, block, &labels);
        let from = tokens.partition_point(|t| t.span.start < opening.end);
        let first = cuts.len();
        sentences::cut(text, &tokens[from..], &mut |span_tokens| {
            let (Some(head), Some(tail)) = (span_tokens.first(), span_tokens.last()) else { return };
            cuts.push(Cut {
                span: head.join(*tail),
                tokens: span_tokens.to_vec(),
                kind: SentenceKind::Body,
                paragraph: number as u32,
                dateline: None,
                label: None,
            });
        });
        let kind = kind_of(text, block, &tokens[from..], cuts.len() - first, blocks.len());
        for cut in &mut cuts[first..] {
            cut.kind = kind;
        }
        if let Some(cut) = cuts.get_mut(first) {
            cut.dateline = opening.dateline;
            cut.label = opening.label;
        } else if !opening.is_empty() {
            // A dateline that stands alone in its line.
            let whole: Vec<Span> = tokens.iter().map(|t| t.span).collect();
            if let (Some(head), Some(tail)) = (whole.first(), whole.last()) {
                let span = head.join(*tail);
                let paragraph = number as u32;
                cuts.push(Cut { span, tokens: whole, kind: SentenceKind::Furniture, paragraph, dateline: None, label: None });
            }
        }
    }
    (cuts, quotations)
}

/// What kind of line a block is, once its sentences are known.
fn kind_of(text: &str, block: &Block, tokens: &[Token], sentences: usize, blocks: usize) -> SentenceKind {
    match block.kind {
        BlockKind::Heading => SentenceKind::Heading,
        BlockKind::Item => SentenceKind::Item,
        BlockKind::Furniture => SentenceKind::Furniture,
        BlockKind::Text if sentences != 1 || tokens.len() > 40 || sentences::is_closed(text, tokens) => SentenceKind::Body,
        BlockKind::Text if blocks > 1 || names::is_title_case(text, tokens) => SentenceKind::Heading,
        BlockKind::Text => SentenceKind::Body,
    }
}
