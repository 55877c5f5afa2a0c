//! Words in quotation marks. In: the pairs of marks of a report. Out: which of them a reporting verb beside them introduces, and which
//! run on from the speaker before.

use super::pairs::pair;
use super::{Quote, QuoteSpeaker};
use crate::reader::Reader;
use demarche_source::Span;
use demarche_syntax::{Embedding, Frame, PredicateKind, Role};

/// One outermost pair.
struct Stretch {
    /// With its marks.
    span: Span,
    paragraph: u32,
    claimed: bool,
    /// No mark closes it: it ends with its paragraph, and may go on in the next.
    open: bool,
}

/// The outermost pairs of a report, in order.
pub(super) struct Marks {
    all: Vec<Stretch>,
}

impl Marks {
    pub fn new(reader: &Reader<'_>) -> Self {
        let mut all: Vec<Stretch> = Vec::new();
        for lines in reader.document.sentences.chunk_by(|a, b| a.cut.paragraph == b.cut.paragraph) {
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
            let from = all.last().map_or(0, |x| x.span.end as usize).max((first.cut.span.start as usize).saturating_sub(2));
            let to = last.cut.span.end as usize;
            let paragraph = first.cut.paragraph;
            pair(&reader.report.text, from, to, |span, open| all.push(Stretch { span, paragraph, claimed: false, open }));
        }
        Self { all }
    }

    /// Whether a word stands in somebody's exact words.
    pub fn holds(&self, at: Span) -> bool {
        let i = self.all.partition_point(|x| x.span.end <= at.start);
        self.all.get(i).is_some_and(|x| x.span.contains(at))
    }

    /// Content that ends within marks it has opened reaches to where they close, over sentences if need be.
    pub fn closed(&self, mut content: Vec<Span>) -> Vec<Span> {
        let Some(first) = content.first().map(|c| c.start) else { return content };
        if let Some(last) = content.last_mut() {
            let i = self.all.partition_point(|x| x.span.end <= last.end);
            if let Some(x) = self.all.get(i).filter(|x| x.span.start >= first && x.span.start < last.end) {
                last.end = x.span.end;
            }
        }
        content
    }

    /// The marked words that a reporting verb outside them introduces, closes or interrupts.
    pub fn beside(&mut self, reader: &Reader<'_>, s: usize, frame: &Frame, speaker: Option<QuoteSpeaker>) -> Vec<Span> {
        let at = reader.tree(s).words()[frame.head].span;
        if self.holds(at) {
            return Vec::new();
        }
        let paragraph = reader.sentence(s).cut.paragraph;
        let i = self.all.partition_point(|x| x.span.end <= at.start);
        let before = i.checked_sub(1).filter(|&k| self.all[k].paragraph == paragraph && !self.all[k].claimed);
        // "He told them:" and the words in a paragraph of their own.
        let below =
            |x: &Stretch| x.paragraph > paragraph && reader.text(Span { start: at.end, end: x.span.start }).trim_end().ends_with(':');
        let after = Some(i).filter(|&k| self.all.get(k).is_some_and(|x| x.paragraph == paragraph || below(x)));
        let mut found = Vec::new();
        let clause = speaker.filter(|sp| sp.at.0 == s && sp.span.end <= at.start).map_or(at, |sp| sp.span.join(at));
        if let Some(k) = before {
            let left = self.all[k].span;
            let gap = Span { start: left.end, end: at.start };
            let open = opening(reader, left);
            let own = open == left.start || !other_cue(reader, s, Span { start: open, end: left.start });
            if own && closes(reader, left) && !stops(reader, gap) && !other_verb(reader, s, frame, gap) && left.end <= clause.start {
                found.extend(self.above(k));
                found.push(Span { start: open, end: left.end });
                self.all[k].claimed = true;
            }
        }
        if let Some(k) = after {
            let right = self.all[k].span;
            let gap = Span { start: at.end, end: right.start };
            let between = reader.text(gap).trim_end();
            let led = between.ends_with([',', ':']);
            let fits = if found.is_empty() {
                (led || between.is_empty())
                    && opens_upper(reader, right)
                    && (between.ends_with(':') || !stops(reader, gap))
                    && !named(reader, s, frame, right)
            } else {
                (led || between.ends_with('.') && opens_upper(reader, right) && !introduced(reader, right))
                    && between.matches(['.']).count() <= 3
                    && follows(reader, s, right)
            };
            if fits && !other_verb(reader, s, frame, gap) {
                found.push(right);
                self.all[k].claimed = true;
            }
        }
        found
    }

    /// The paragraphs before, opened by marks that nothing closes, which the words in `k` end.
    fn above(&mut self, k: usize) -> Vec<Span> {
        let runs = |i: &usize| {
            *i > 0 && self.all[i - 1].open && !self.all[i - 1].claimed && self.all[i - 1].paragraph + 1 == self.all[*i].paragraph
        };
        let first = (1..=k).rev().take_while(runs).last().map_or(k, |i| i - 1);
        self.all[first..k].iter_mut().for_each(|x| x.claimed = true);
        self.all[first..k].iter().map(|x| x.span).collect()
    }

    /// Whole sentences in marks that no cue claims belong to the quotation before them: in its paragraph, or as a paragraph of their own below.
    pub fn run_on(&mut self, reader: &Reader<'_>, found: &mut [Quote]) {
        let mut next = 0;
        let mut last: Option<usize> = None;
        for x in &self.all {
            while next < found.len() && found[next].content.first().is_some_and(|c| c.start <= x.span.start) {
                let longest = last.is_none_or(|l| found[l].content.last().map(|c| c.end) < found[next].content.last().map(|c| c.end));
                if longest && found[next].proposition {
                    last = Some(next);
                }
                next += 1;
            }
            let Some(quote) = last.map(|l| &mut found[l]) else { continue };
            let Some(end) = quote.content.last().map(|c| c.end) else { continue };
            if x.claimed || x.span.start < end || !opens_upper(reader, x.span) || x.span.len() < 16 {
                continue;
            }
            if opens_sentence(reader, x.span) && (x.paragraph == paragraph_at(reader, end) || continues(reader, x, end)) {
                quote.content.push(x.span);
            }
        }
    }
}

/// Paragraph of the last byte before an offset.
fn paragraph_at(reader: &Reader<'_>, end: u32) -> u32 {
    reader.sentences_over(Span { start: end - 1, end }).next().map_or(u32::MAX, |s| reader.sentence(s).cut.paragraph)
}

fn opens_sentence(reader: &Reader<'_>, span: Span) -> bool {
    let Some(at) = reader.text(span).find(char::is_alphanumeric).map(|i| span.start + i as u32) else { return false };
    let sentence = reader.sentences_over(Span { start: at, end: at + 1 }).next();
    // an opening mark may have been left with the sentence before
    sentence.is_some_and(|s| {
        let start = reader.sentence(s).cut.span.start.min(at);
        !reader.text(Span { start, end: at }).contains(char::is_alphanumeric)
    })
}

/// Whether a paragraph that is marked throughout follows right on the paragraph in which a quotation ends.
fn continues(reader: &Reader<'_>, x: &Stretch, end: u32) -> bool {
    let over = reader.sentences_over(x.span);
    let all = &reader.document.sentences;
    let outside = |t: Option<&demarche_syntax::Sentence>| t.is_none_or(|t| t.cut.paragraph != x.paragraph);
    let whole = outside(over.start.checked_sub(1).and_then(|t| all.get(t))) && outside(all.get(over.end));
    let rest = over.clone().last().map_or(x.span.end, |t| all[t].cut.span.end.max(x.span.end));
    let bare = !reader.text(Span { start: x.span.end, end: rest }).chars().any(char::is_alphanumeric);
    let before = over.start.checked_sub(1).map_or(0, |t| all[t].cut.paragraph);
    whole && bare && before == paragraph_at(reader, end)
}

fn opens_upper(reader: &Reader<'_>, span: Span) -> bool {
    reader.text(span).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Whether the words end as a quotation before its cue does: in a comma, a question or an exclamation.
fn closes(reader: &Reader<'_>, span: Span) -> bool {
    let mark = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»') || c.is_whitespace();
    let text = reader.text(span);
    let rest = &reader.report.text[span.end as usize..];
    text.trim_end_matches(mark).ends_with([',', '?', '!', '…', '-', '—', '–', '.']) || rest.starts_with(',')
}

/// Whether marked words stand in the cue's own sentence or open the next one.
fn follows(reader: &Reader<'_>, s: usize, right: Span) -> bool {
    let end = reader.sentence(s).cut.span.end;
    right.start < end || !reader.text(Span { start: end, end: right.start }).chars().any(char::is_alphanumeric)
}

/// Whether marked words have a reporting verb after them in their sentence: they are its content and not that of the sentence before.
fn introduced(reader: &Reader<'_>, right: Span) -> bool {
    let Some(s) = reader.sentences_over(Span { start: right.end - 1, end: right.end }).next() else { return false };
    let after = |f: &&Frame| f.kind == PredicateKind::Verb && reader.tree(s).words()[f.head].span.start >= right.end;
    let speaks = |f: &Frame| reader.lexicon.cue("verb", &f.lemma).is_some_and(|cue| super::cues::takes(cue, "quote"));
    closes(reader, right) && reader.frames(s).all().iter().filter(after).any(speaks)
}

/// Whether marked words are a name that the verb addresses or places ("told \"Morning Call\"").
fn named(reader: &Reader<'_>, s: usize, frame: &Frame, right: Span) -> bool {
    let words = reader.tree(s).words();
    frame.args.iter().any(|a| a.role == Role::Recipient && right.contains(words[a.head].span))
}

/// Whether a stretch before marked words has a cue of its own, which they belong to.
pub(super) fn other_cue(reader: &Reader<'_>, s: usize, before: Span) -> bool {
    let sentences = reader.sentences_over(before).filter(|&t| t <= s);
    sentences.into_iter().any(|t| {
        let words = reader.tree(t).words();
        reader
            .frames(t)
            .all()
            .iter()
            .any(|f| f.kind == PredicateKind::Verb && before.contains(words[f.head].span) && reader.lexicon.cue("verb", &f.lemma).is_some())
    })
}

/// Whether a sentence ends in the gap.
fn stops(reader: &Reader<'_>, gap: Span) -> bool {
    if gap.start >= gap.end {
        return false;
    }
    reader.text(gap).contains('\n')
        || reader
            .sentences_over(gap)
            .filter(|&t| reader.sentence(t).cut.span.end < gap.end && reader.sentence(t).cut.span.end > gap.start + 3)
            .count()
            > 0
}

/// Whether another verb stands in the gap outside relative clauses.
fn other_verb(reader: &Reader<'_>, s: usize, frame: &Frame, gap: Span) -> bool {
    let words = reader.tree(s).words();
    reader.frames(s).all().iter().any(|f| {
        f.head != frame.head
            && f.kind == PredicateKind::Verb
            && f.embedding != Embedding::Relative
            && gap.contains(words[f.head].span)
            && !reader.tree(s).is_within(frame.head, f.head)
    })
}

/// Where the quotation opens: at its mark, or with its sentence if the mark stands within it.
fn opening(reader: &Reader<'_>, span: Span) -> u32 {
    if opens_upper(reader, span) {
        return span.start;
    }
    let first = reader.sentences_over(span).next();
    first.map_or(span.start, |s| reader.sentence(s).cut.span.start.min(span.start))
}
