//! CoNLL-U in and out.
//!
//! In: files of the Universal Dependencies format, or trees over a text. Out: [`ConlluSentence`]s with their comments and rows as they
//! were, or ten-column text. Rows of multiword tokens and empty nodes are kept and written back; they are no words. It predicts nothing:
//! only FEATS are worked out, from tag, form and tree.

mod features;
mod write;

pub use features::feats;
pub use write::{write, write_given};

use crate::{Deprel, Tree, Upos, Word, Xpos};
use demarche_source::Span;
use smol_str::SmolStr;

/// What the first column of a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowId {
    /// A word, counted from 1.
    Word(u32),
    /// A multiword token over the words from the first to the second number.
    Range(u32, u32),
    /// An empty node after the word with the first number.
    Empty(u32, u32),
}

/// One row as it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// First column.
    pub id: RowId,
    /// All ten columns, as given.
    pub fields: [String; 10],
    /// Line of the file, from 1.
    pub line: usize,
}

impl Row {
    /// FORM.
    pub fn form(&self) -> &str {
        &self.fields[1]
    }

    /// Whether MISC says that no blank follows.
    pub fn joins_next(&self) -> bool {
        self.fields[9].split('|').any(|m| m == "SpaceAfter=No")
    }
}

/// One sentence of a CoNLL-U file.
#[derive(Clone, Debug, PartialEq)]
pub struct ConlluSentence {
    /// Comment lines with their `#`, in order.
    pub comments: Vec<String>,
    /// All rows, in order.
    pub rows: Vec<Row>,
    /// The forms of the words joined by blanks, or not where `SpaceAfter=No` or a multiword token says so.
    pub text: String,
    /// Bytes of each word in `text`.
    pub tokens: Vec<Span>,
}

/// Why a file is not CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {cause}")]
pub struct ConlluError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub cause: ConlluCause,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConlluCause {
    /// Not ten columns.
    #[error("{0} columns where CoNLL-U has 10; columns are separated by single tabs")]
    Columns(usize),
    /// The first column is no number, range or empty node.
    #[error("`{0}` is no ID; expected a number (`3`), a range (`3-4`) or an empty node (`3.1`)")]
    Id(String),
    /// Words are not numbered 1, 2, 3 …
    #[error("word {found} where {expected} was expected; words are numbered from 1 without gaps")]
    Order {
        /// The number given.
        found: u32,
        /// The number that should be there.
        expected: u32,
    },
    /// FORM is empty.
    #[error("empty FORM")]
    Form,
    /// A label that the inventory lacks (only when a tree is asked for).
    #[error("`{value}` is no {column} of the English treebanks")]
    Label {
        /// Name of the column.
        column: &'static str,
        /// What it holds.
        value: String,
    },
    /// The heads make no tree (only when a tree is asked for).
    #[error("the heads make no tree: {0}")]
    Heads(&'static str),
}

/// Reads a CoNLL-U file. Sentences are parted by blank lines; a missing blank line at the end is forgiven, and so are `\r\n` and a byte
/// order mark.
///
/// # Errors
/// At the first row that is not CoNLL-U, with its line.
pub fn read(text: &str) -> Result<Vec<ConlluSentence>, ConlluError> {
    let (mut sentences, mut comments, mut rows) = (Vec::new(), Vec::new(), Vec::<Row>::new());
    let mut words = 0;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = number + 1;
        if line.trim().is_empty() {
            finish(&mut sentences, &mut comments, &mut rows);
            words = 0;
        } else if line.starts_with('#') && rows.is_empty() {
            comments.push(line.to_owned());
        } else {
            rows.push(row(line, number, &mut words)?);
        }
    }
    finish(&mut sentences, &mut comments, &mut rows);
    Ok(sentences)
}

fn row(line: &str, number: usize, words: &mut u32) -> Result<Row, ConlluError> {
    let fail = |cause| ConlluError { line: number, cause };
    let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
    let fields: [String; 10] = columns.try_into().map_err(|c: Vec<String>| fail(ConlluCause::Columns(c.len())))?;
    let id = row_id(&fields[0]).ok_or_else(|| fail(ConlluCause::Id(fields[0].clone())))?;
    if let RowId::Word(found) = id {
        *words += 1;
        if found != *words {
            return Err(fail(ConlluCause::Order { found, expected: *words }));
        }
    }
    if fields[1].trim().is_empty() {
        return Err(fail(ConlluCause::Form));
    }
    Ok(Row { id, fields, line: number })
}

fn row_id(text: &str) -> Option<RowId> {
    let two = |(a, b): (&str, &str)| Some((a.parse().ok()?, b.parse().ok()?));
    if let Some(pair) = text.split_once('-') {
        return two(pair).filter(|(a, b)| a <= b).map(|(a, b)| RowId::Range(a, b));
    }
    if let Some(pair) = text.split_once('.') {
        return two(pair).map(|(a, b)| RowId::Empty(a, b));
    }
    text.parse().ok().filter(|&n| n > 0).map(RowId::Word)
}

/// Adds the sentence that was read, if there is one.
fn finish(sentences: &mut Vec<ConlluSentence>, comments: &mut Vec<String>, rows: &mut Vec<Row>) {
    if rows.is_empty() {
        return;
    }
    let (rows, comments) = (std::mem::take(rows), std::mem::take(comments));
    let (mut text, mut tokens) = (String::new(), Vec::new());
    let mut joined: Option<(u32, bool)> = None; // last word of the multiword token, and whether it joins the next
    let mut glue = true;
    for row in &rows {
        match row.id {
            RowId::Range(_, last) => joined = Some((last, row.joins_next())),
            RowId::Empty(..) => {}
            RowId::Word(n) => {
                if !glue {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(row.form());
                tokens.push(Span::new(start, text.len()));
                glue = match joined {
                    Some((last, _)) if n < last => true,
                    Some((last, joins)) if n == last => joins,
                    _ => row.joins_next(),
                };
            }
        }
    }
    sentences.push(ConlluSentence { comments, rows, text, tokens });
}

impl ConlluSentence {
    /// The rows of the words.
    pub fn words(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|r| matches!(r.id, RowId::Word(_)))
    }

    /// Value of the comment `# key = value`.
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.comments.iter().find_map(|c| {
            let (k, value) = c.trim_start_matches('#').split_once('=')?;
            (k.trim() == key).then_some(value.trim())
        })
    }

    /// The tree that the file itself gives, for training and scoring. A subtype that the inventory lacks falls back to its relation.
    ///
    /// # Errors
    /// If a tag or relation is unknown, or the heads make no tree with one root.
    pub fn tree(&self) -> Result<Tree, ConlluError> {
        let n = self.tokens.len();
        let mut words = Vec::with_capacity(n);
        let mut roots = 0;
        for (row, &span) in self.words().zip(&self.tokens) {
            let fail = |cause| ConlluError { line: row.line, cause };
            let label = |column, k: usize| ConlluCause::Label { column, value: row.fields[k].clone() };
            let head: usize = row.fields[6].parse().map_err(|_| fail(label("HEAD", 6)))?;
            if head > n {
                return Err(fail(ConlluCause::Heads("a head lies outside the sentence")));
            }
            roots += usize::from(head == 0);
            let relation = &row.fields[7];
            let base = relation.split(':').next().unwrap_or("");
            words.push(Word {
                span,
                lemma: SmolStr::new(&row.fields[2]),
                upos: Upos::parse(&row.fields[3]).ok_or_else(|| fail(label("UPOS", 3)))?,
                xpos: Xpos::parse(&row.fields[4]).ok_or_else(|| fail(label("XPOS", 4)))?,
                head: if head == 0 { Word::ROOT } else { head as u32 - 1 },
                deprel: Deprel::parse(relation).or_else(|| Deprel::parse(base)).ok_or_else(|| fail(label("DEPREL", 7)))?,
                tag_confidence: 1.0,
                arc_confidence: 1.0,
            });
        }
        let line = self.rows.first().map_or(0, |r| r.line);
        let broken = |cause| Err(ConlluError { line, cause: ConlluCause::Heads(cause) });
        if roots != 1 && n > 0 {
            return broken("there must be exactly one root");
        }
        for start in 0..n {
            let (mut at, mut steps) = (start, 0);
            while words[at].head != Word::ROOT {
                at = words[at].head as usize;
                steps += 1;
                if steps > n {
                    return broken("they run in a circle");
                }
            }
        }
        Ok(Tree::new(words))
    }
}

#[cfg(test)]
mod tests;
