//! Quotations and attributed content. In: frames, quotation marks and the lexicon's cues. Out: [`Quote`]s: who, by which cue, what words.
//!
//! Direct, indirect and mixed, with the content before, after and around the cue, and running over sentences. In the manner of PolNeAR
//! (Newell et al. 2018) the content of an indirect quotation is the whole clause with its "that", and a quotation within a quotation is
//! no attribution of the report's own: it is kept apart, for the chain of voices. It does not judge the speaker's authority.

mod commas;
mod content;
mod cues;
mod labels;
mod marks;
mod pairs;
mod phrases;
mod reach;
mod speakers;
#[cfg(test)]
mod tests;

use crate::reader::Reader;
use demarche_source::Span;
use demarche_syntax::{FrameId, PredicateKind};
use marks::Marks;

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// In quotation marks throughout.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Some of it in quotation marks.
    Mixed,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteSpeaker {
    /// Bytes of the phrase.
    pub span: Span,
    /// Sentence and head word.
    pub at: (usize, usize),
}

/// One quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Who says it; `None` if the text does not tell.
    pub speaker: Option<QuoteSpeaker>,
    /// Bytes of the cue; `None` for a quotation that runs on from the one before.
    pub cue: Option<Span>,
    /// The cue's sentence and frame.
    pub frame: Option<(usize, FrameId)>,
    /// Entry of the lexicon's cues, by index; `None` for marks without a cue.
    pub manner: Option<demarche_source::SmolStr>,
    /// Content, in order; split where the cue stands inside.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Whether the content is a proposition (a clause or quoted words) and not only a topic or an intention.
    pub proposition: bool,
    /// What the cue makes of its content for the author of the report.
    pub author_commits: crate::Factuality,
    /// … and for its source.
    pub source_commits: crate::Factuality,
}

impl Quote {
    /// Whether a byte lies in the content.
    pub fn covers(&self, at: Span) -> bool {
        self.content.iter().any(|c| c.contains(at))
    }

    /// Length of the content in bytes.
    pub fn len(&self) -> usize {
        self.content.iter().map(|c| c.len()).sum()
    }

    /// Whether it has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The quotations of a report, with those that reach into each sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotes {
    /// The report's own attributions, in the order of their content.
    pub all: Vec<Quote>,
    /// Those within the words of another, and weaker readings of words that another has claimed.
    inner: Vec<Quote>,
    by_sentence: Vec<Vec<usize>>,
}

impl Quotes {
    /// Finds all.
    pub fn new(reader: &Reader<'_>) -> Self {
        let mut marks = Marks::new(reader);
        let (mut found, mut inner) = (Vec::new(), Vec::new());
        for s in 0..reader.document.sentences.len() {
            for id in 0..reader.frames(s).all().len() {
                let Some(quote) = cues::from_frame(reader, &mut marks, s, id) else { continue };
                let quoted = quote.cue.is_some_and(|c| marks.holds(c));
                if quoted || authors_own(reader, &quote) { inner.push(quote) } else { found.push(quote) }
            }
            found.extend(phrases::phrases(reader, s));
        }
        found.extend(labels::labels(reader, &found));
        found.sort_by_key(|q| q.content.first().map(|c| c.start));
        marks.run_on(reader, &mut found);
        let mut all = outermost(reader, found, &mut inner);
        all.sort_by_key(|q| (q.content.first().map(|c| c.start), std::cmp::Reverse(q.len())));
        Self::indexed(reader, all, inner)
    }

    fn indexed(reader: &Reader<'_>, all: Vec<Quote>, inner: Vec<Quote>) -> Self {
        let mut by_sentence = vec![Vec::new(); reader.document.sentences.len()];
        for (i, quote) in all.iter().chain(&inner).enumerate() {
            for content in &quote.content {
                for s in reader.sentences_over(*content) {
                    if by_sentence[s].last() != Some(&i) {
                        by_sentence[s].push(i);
                    }
                }
            }
        }
        Self { all, inner, by_sentence }
    }

    /// Those that reach into a sentence.
    pub fn over(&self, s: usize) -> impl Iterator<Item = &Quote> {
        self.by_sentence[s].iter().filter_map(|&i| self.all.get(i).or_else(|| self.inner.get(i - self.all.len())))
    }
}

/// Whether the report states what it names ("the fact that"): no attribution to anybody.
fn authors_own(reader: &Reader<'_>, quote: &Quote) -> bool {
    let noun = |(t, id): (usize, FrameId)| reader.frames(t).get(id).kind == PredicateKind::Noun;
    quote.speaker.is_none() && quote.author_commits == crate::Factuality::CertainPos && quote.frame.is_some_and(noun)
}

/// Keeps those whose words no other has claimed: propositions and marked words before topics and intentions, longer before shorter.
fn outermost(reader: &Reader<'_>, mut found: Vec<Quote>, inner: &mut Vec<Quote>) -> Vec<Quote> {
    let weak = |q: &Quote| !q.proposition && q.kind != QuoteKind::Direct;
    found.sort_by_key(|q| (weak(q), std::cmp::Reverse(q.len())));
    let mut claimed = vec![false; reader.report.text.len()];
    let mut all = Vec::new();
    for quote in found {
        let taken: usize = quote.content.iter().map(|c| claimed[c.range()].iter().filter(|&&x| x).count()).sum();
        if taken * 3 > quote.len() {
            inner.push(quote);
            continue;
        }
        quote.content.iter().for_each(|c| claimed[c.range()].fill(true));
        all.push(quote);
    }
    all
}
