//! Trees to ten-column text.
//!
//! In: a tree with the text it is over, or with the CoNLL-U sentence whose tokens it was built on. Out: one sentence in CoNLL-U, with the
//! blank line after it. It changes no form, ID, comment or MISC that was given.

use super::{ConlluSentence, RowId, feats};
use crate::{Tree, Word};
use std::fmt::{Result, Write};

/// Writes one sentence of raw text: `# sent_id`, `# text` and a row a word, with `SpaceAfter=No` where no blank follows.
///
/// # Errors
/// Only those of `out`.
pub fn write(out: &mut impl Write, sent_id: &str, text: &str, tree: &Tree) -> Result {
    let words = tree.words();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Ok(()) };
    writeln!(out, "# sent_id = {}", one_line(sent_id))?;
    writeln!(out, "# text = {}", one_line(first.span.join(last.span).of(text)))?;
    for (i, word) in words.iter().enumerate() {
        let form = one_line(word.span.of(text));
        let glued = text.get(word.span.range().end..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_whitespace());
        let misc = if glued { "SpaceAfter=No" } else { "_" };
        row(out, &(i + 1).to_string(), &form, tree, i, "_", misc)?;
    }
    writeln!(out)
}

/// Writes a sentence that came as CoNLL-U: comments, IDs, forms, DEPS and MISC as they were, the other columns from the tree.
/// The tree must be over [`ConlluSentence::tokens`]; words that it lacks are written as they came.
///
/// # Errors
/// Only those of `out`.
pub fn write_given(out: &mut impl Write, sentence: &ConlluSentence, tree: &Tree) -> Result {
    for comment in &sentence.comments {
        writeln!(out, "{comment}")?;
    }
    for given in &sentence.rows {
        let fields = &given.fields;
        match given.id {
            RowId::Word(n) if (n as usize) <= tree.len() => {
                row(out, &fields[0], &fields[1], tree, n as usize - 1, &fields[8], &fields[9])?;
            }
            _ => writeln!(out, "{}", fields.join("\t"))?,
        }
    }
    writeln!(out)
}

fn row(out: &mut impl Write, id: &str, form: &str, tree: &Tree, i: usize, deps: &str, misc: &str) -> Result {
    let word: &Word = &tree.words()[i];
    let head = tree.head(i).map_or(0, |h| h + 1);
    let lemma = if word.lemma.is_empty() { "_" } else { word.lemma.as_str() };
    let (upos, xpos, deprel) = (word.upos.as_str(), word.xpos.as_str(), word.deprel.as_str());
    let feats = feats(tree, i, form);
    writeln!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t{deps}\t{misc}")
}

/// Blanks of any kind as single ones: a value may hold neither tab nor line break.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
