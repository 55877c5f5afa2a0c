//! Tagger, lemmatiser and dependency parser.
//!
//! In: a text and its sentences as lists of token spans. Out: one [`Tree`] a sentence, with the model's confidence in every tag and arc. The
//! model is one file, embedded in the program or opened from disk; nothing is copied out of it at the start. This module never
//! splits text into sentences or tokens, and the same tokens give the same trees whatever they are parsed together with, on any processor.
//!
//! A sentence of more than 200 tokens is cut at punctuation into pieces of at most that length, each parsed by itself; the roots of the
//! later pieces hang from the first as `parataxis`, with confidence 0. So time grows with the length of a text, never with its square.

mod decode;
mod features;
mod file;
mod forms;
mod hash;
mod kernel;
mod lemma;
mod network;
#[cfg(target_arch = "x86_64")]
mod simd;
mod similar;
mod verbs;
mod weights;

pub use file::ModelError;

use crate::{Deprel, Tree, Word};
use demarche_source::Span;
use features::{Place, Quotes};
use file::File;
use forms::Forms;
use kernel::Level;
use network::{Answer, Buffers, Row};
use std::sync::OnceLock;
use weights::Weights;

/// Longest piece that is parsed in one go, in tokens.
const LONGEST: usize = 200;
/// Sentences and tokens in a batch, at most.
const BATCH: (usize, usize) = (32, 2048);

/// A model, ready to parse.
#[derive(Debug)]
pub struct Model {
    weights: Weights,
    level: Level,
    info: Info,
}

/// What a model says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Terms under which it may be passed on.
    pub licence: &'static str,
    /// What it was trained on.
    pub data: &'static str,
    /// Accuracy, one line a test set: its name, then names and values.
    pub figures: Vec<&'static str>,
    /// `sha256:` and the hash of its contents.
    pub hash: String,
    /// Size of the file in bytes.
    pub bytes: usize,
}

/// Working memory of one thread. Reusing it saves time and changes no result.
#[derive(Default)]
pub struct Scratch {
    forms: Forms,
    buffers: Buffers,
    answers: Vec<Answer>,
    rows: Vec<Row>,
    tokens: Vec<u32>,
}

impl Scratch {
    /// Empty; it grows with use, to some 60 MB on much text.
    pub fn new() -> Self {
        Self::default()
    }
}

/// A sentence, or a part of an over-long one.
#[derive(Clone, Copy)]
struct Piece {
    sentence: usize,
    from: usize,
    len: usize,
}

#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../model/demarche-en.model"));

impl Model {
    /// The model that is part of the program. Checked on the first call.
    pub fn embedded() -> Result<&'static Self, ModelError> {
        static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        MODEL.get_or_init(|| Self::from_bytes(&EMBEDDED.0)).as_ref().map_err(Clone::clone)
    }

    /// A model from bytes that start at a multiple of 64. They are checked, and not copied.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let file = File::new(bytes)?;
        let weights = Weights::new(&file)?;
        let text = file.text("meta")?;
        let line = |key| weights::meta(text, key).unwrap_or("unknown");
        let info = Info {
            name: line("name"),
            version: line("version"),
            licence: line("licence"),
            data: line("data"),
            figures: text.lines().filter_map(|l| l.strip_prefix("figures ")).collect(),
            hash: format!("sha256:{}", file.sha256()),
            bytes: file.len(),
        };
        Ok(Self { weights, level: Level::detect(), info })
    }

    /// A model from a file. Its bytes stay in memory until the program ends.
    pub fn open(path: &std::path::Path) -> Result<Self, ModelError> {
        let bytes = std::fs::read(path).map_err(|e| ModelError::Read { path: path.display().to_string(), cause: e.to_string() })?;
        Self::from_bytes(file::leak_aligned(&bytes))
    }

    /// What the model says about itself.
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// Uses plain Rust instead of vector instructions. The trees are the same; this is for showing that they are.
    #[doc(hidden)]
    pub fn portable(mut self) -> Self {
        self.level = Level::Portable;
        self
    }

    /// Parses sentences, each a list of token spans into `text`, in order. One tree a sentence, one word a token.
    pub fn parse(&self, text: &str, sentences: &[Vec<Span>], scratch: &mut Scratch) -> Vec<Tree> {
        let mut words: Vec<Vec<Word>> = sentences.iter().map(|s| Vec::with_capacity(s.len())).collect();
        let mut pieces: Vec<Piece> = sentences.iter().enumerate().flat_map(|(k, s)| cut(text, k, s)).collect();
        pieces.sort_by_key(|p| std::cmp::Reverse(p.len));
        let mut done: Vec<(Piece, Vec<Word>)> = Vec::with_capacity(pieces.len());
        let mut rest = &pieces[..];
        while !rest.is_empty() {
            let mut tokens = 0;
            let fits = |p: &&Piece| {
                tokens += p.len;
                tokens <= BATCH.1
            };
            let n = rest.iter().take(BATCH.0).take_while(fits).count();
            let (now, later) = rest.split_at(n.max(1));
            self.batch(text, sentences, now, scratch, &mut done);
            rest = later;
        }
        done.sort_by_key(|(p, _)| (p.sentence, p.from));
        for (piece, part) in done {
            join(&mut words[piece.sentence], part);
        }
        words.into_iter().map(Tree::new).collect()
    }

    fn batch(&self, text: &str, sentences: &[Vec<Span>], pieces: &[Piece], scratch: &mut Scratch, done: &mut Vec<(Piece, Vec<Word>)>) {
        let Scratch { forms, buffers, answers, rows, tokens } = scratch;
        let w = &self.weights;
        rows.clear();
        tokens.clear();
        forms.prepare(w, pieces.iter().map(|p| p.len).sum());
        for p in pieces {
            rows.push(Row { first: tokens.len(), len: p.len });
            for_each_form(text, &sentences[p.sentence][p.from..p.from + p.len], |form| tokens.push(forms.number(w, form)));
        }
        forms.project(self.level, w);
        network::run(self.level, w, forms, rows, tokens, buffers, answers);
        for (p, row) in pieces.iter().zip(rows.iter()) {
            let spans = &sentences[p.sentence][p.from..p.from + p.len];
            let mut out = Vec::with_capacity(p.len);
            for_each_form(text, spans, |form| {
                let i = out.len();
                let a = answers[row.first + i];
                let (upos, xpos) = w.tags[a.tag as usize];
                let lemma = forms.lemma(w, tokens[row.first + i], form, a.tag as usize);
                let (head, deprel) = if a.head == 0 { (Word::ROOT, Deprel::Root) } else { (a.head - 1, w.labels[a.label as usize]) };
                out.push(Word { span: spans[i], lemma, upos, xpos, head, deprel, tag_confidence: a.tag_odds, arc_confidence: a.arc_odds });
            });
            done.push((*p, out));
        }
    }
}

/// Calls `f` with each token, or with the directed mark that stands for it.
fn for_each_form(text: &str, spans: &[Span], mut f: impl FnMut(&str)) {
    let mut quotes = Quotes::default();
    for (i, span) in spans.iter().enumerate() {
        let place = Place {
            previous: i.checked_sub(1).map(|p| spans[p].of(text)),
            space_before: i == 0 || spans[i - 1].end != span.start,
            space_after: spans.get(i + 1).is_some_and(|next| next.start != span.end),
            last: i + 1 == spans.len(),
        };
        let token = span.of(text);
        f(quotes.direct(token, place).unwrap_or(token));
    }
}

/// The pieces of a sentence; one, unless it is over-long.
fn cut(text: &str, sentence: usize, spans: &[Span]) -> Vec<Piece> {
    let (mut out, mut from) = (Vec::new(), 0);
    while spans.len() - from > LONGEST {
        let window = &spans[from..from + LONGEST];
        let stops = |marks: &[&str]| window.iter().rposition(|s| marks.contains(&s.of(text))).filter(|&at| at >= LONGEST / 4);
        let at = stops(&[".", ";", "!", "?", ":"]).or_else(|| stops(&[",", "\u{2014}", "-"])).unwrap_or(LONGEST - 1);
        out.push(Piece { sentence, from, len: at + 1 });
        from += at + 1;
    }
    if spans.len() > from {
        out.push(Piece { sentence, from, len: spans.len() - from });
    }
    out
}

/// Appends the next piece of a sentence; its root hangs from the root of the first.
fn join(words: &mut Vec<Word>, part: Vec<Word>) {
    let first = words.len() as u32;
    let root = words.iter().position(|w| w.head == Word::ROOT);
    words.extend(part.into_iter().map(|mut w| {
        if w.head != Word::ROOT {
            w.head += first;
        } else if let Some(root) = root {
            (w.head, w.deprel, w.arc_confidence) = (root as u32, Deprel::Parataxis, 0.0);
        }
        w
    }));
}

#[cfg(test)]
mod tests;
