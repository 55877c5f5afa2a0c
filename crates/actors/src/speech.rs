//! Who speaks in a quotation. In: quotations, lines, settled mentions. Out: for each quotation the index of its speaker.

use crate::line::Line;
use crate::salience::Settled;
use demarche_lexicon::Lexicon;
use demarche_source::Span;
use demarche_syntax::{Role, Upos};
use std::collections::BTreeMap;

/// Speakers of the quotations, as indices into `settled`.
pub fn speakers(lexicon: &Lexicon, quotations: &[Span], lines: &[Line<'_>], settled: &[Settled]) -> Vec<Option<usize>> {
    let by_head: BTreeMap<(usize, usize), usize> =
        settled.iter().enumerate().map(|(i, s)| ((s.mention.sentence, s.mention.head), i)).collect();
    let mut last: Option<(u32, usize)> = None;
    let mut found = Vec::with_capacity(quotations.len());
    let mut low = 0;
    for &quote in quotations {
        while low < lines.len()
            && lines[low].sentence.cut.span.end <= quote.start
            && low + 1 < lines.len()
            && lines[low + 1].sentence.cut.span.start <= quote.start
        {
            low += 1;
        }
        let over = (low.saturating_sub(1)..lines.len()).take_while(|&i| lines[i].sentence.cut.span.start < quote.end);
        let over: Vec<usize> = over.filter(|&i| lines[i].sentence.cut.span.overlaps(quote)).collect();
        let here = over.iter().find_map(|&i| within(lexicon, &lines[i], quote, &by_head));
        let paragraph = over.first().map_or(0, |&i| lines[i].sentence.cut.paragraph);
        let speaker = here.or_else(|| last.filter(|(p, _)| paragraph.saturating_sub(*p) <= 1).map(|(_, s)| s));
        if let Some(speaker) = speaker {
            last = Some((paragraph, speaker));
        }
        found.push(speaker);
    }
    found
}

/// The innermost quotation that holds a span. They are in the order of their beginnings, so that only the last few need be looked at.
pub fn innermost(quotations: &[Span], span: Span) -> Option<usize> {
    let before = quotations.partition_point(|q| q.start <= span.start);
    (before.saturating_sub(4)..before).rev().find(|&q| quotations[q].contains(span))
}

/// The speaker named in the same sentence: agent of the nearest reporting verb outside the quotation, or "according to".
fn within(lexicon: &Lexicon, line: &Line<'_>, quote: Span, by_head: &BTreeMap<(usize, usize), usize>) -> Option<usize> {
    let outside = |w: usize| !quote.overlaps(line.word(w).span);
    let gap = |w: usize| {
        let span = line.word(w).span;
        if span.end <= quote.start { quote.start - span.end } else { span.start.saturating_sub(quote.end) }
    };
    let reports = |f: &&demarche_syntax::Frame| outside(f.head) && lexicon.cue("verb", &f.lemma).is_some();
    let verb = line.frames.all().iter().filter(reports).filter_map(|f| {
        let agent = f.by_role(Role::Agent).find_map(|a| by_head.get(&(line.index, a.head)))?;
        Some((gap(f.head), *agent))
    });
    let phrase = (0..line.len()).filter(|&w| outside(w) && line.lower(w) == "according").filter_map(|w| {
        let named =
            (w + 1..line.len().min(w + 12)).filter(|&x| line.word(x).upos != Upos::Punct).find_map(|x| by_head.get(&(line.index, x)))?;
        Some((gap(w), *named))
    });
    verb.chain(phrase).min().map(|(_, s)| s)
}
