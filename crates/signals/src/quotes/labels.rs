//! Speaker labels: "Smith: We will stay." in headlines, interviews and transcripts. In: a report and the quotations found so far. Out: the
//! words behind each label. A topic before a colon ("Trade: talks resume") is no speaker.

use super::content::{kind_of, trim};
use super::{Quote, QuoteSpeaker};
use crate::Factuality;
use crate::reader::Reader;
use demarche_source::{SmolStr, Span};
use demarche_syntax::Upos;
use std::collections::BTreeMap;

/// Longest label, in words ("Former Foreign Minister Anna Berg").
const WORDS: usize = 6;

/// A capitalised phrase that opens a paragraph before a colon.
struct Label {
    span: Span,
    colon: Span,
    at: (usize, usize),
    rest: Span,
}

/// The quotations behind labels that name a speaker.
pub(super) fn labels(reader: &Reader<'_>, found: &[Quote]) -> Vec<Quote> {
    let all: Vec<Label> = openings(reader).into_iter().filter_map(|(s, last)| label(reader, s, last)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().for_each(|l| *times.entry(reader.text(l.span)).or_default() += 1);
    let quoted = |l: &Label| {
        let name = reader.form(l.at.0, l.at.1);
        found.iter().filter_map(|q| q.speaker).any(|s| reader.text(s.span).split_whitespace().any(|w| w == name))
    };
    let speaks = |l: &&Label| match reader.mention(l.at.0, l.at.1).map(|m| m.actors.as_slice()) {
        Some(actors) if !actors.is_empty() => actors.iter().any(|a| a.person.is_some() || a.office.is_some()),
        _ => times[reader.text(l.span)] > 1 || quoted(l),
    };
    all.iter().filter(speaks).filter_map(|l| quote(reader, l)).collect()
}

/// First sentence and last sentence of each paragraph.
fn openings(reader: &Reader<'_>) -> Vec<(usize, usize)> {
    let all = &reader.document.sentences;
    let first = |&s: &usize| s == 0 || all[s - 1].cut.paragraph != all[s].cut.paragraph;
    let starts: Vec<usize> = (0..all.len()).filter(first).collect();
    let ends = starts.iter().skip(1).map(|&s| s - 1).chain([all.len().saturating_sub(1)]);
    starts.iter().copied().zip(ends).collect()
}

fn label(reader: &Reader<'_>, s: usize, last: usize) -> Option<Label> {
    let words = reader.tree(s).words();
    let colon = (1..words.len().min(2 * WORDS)).find(|&i| reader.form(s, i) == ":")?;
    let span = words[0].span.join(words[colon - 1].span);
    let named = |w: &str| w.starts_with(|c: char| c.is_uppercase());
    let plain = words[..colon].iter().all(|w| matches!(w.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Punct));
    let phrase = reader.text(span);
    if !plain || phrase.split_whitespace().count() > WORDS || !phrase.split_whitespace().all(named) {
        return None;
    }
    let rest = Span { start: words[colon].span.end, end: reader.sentence(last).cut.span.end };
    (rest.start < rest.end).then_some(Label { span, colon: words[colon].span, at: (s, colon - 1), rest })
}

fn quote(reader: &Reader<'_>, label: &Label) -> Option<Quote> {
    let content = vec![trim(reader, label.rest)?];
    Some(Quote {
        speaker: Some(QuoteSpeaker { span: label.span, at: label.at }),
        cue: Some(label.colon),
        frame: None,
        manner: Some(SmolStr::new_static("say")),
        kind: kind_of(reader, &content),
        content,
        proposition: true,
        author_commits: Factuality::Unknown,
        source_commits: Factuality::CertainPos,
    })
}
