//! Datelines and speaker labels at the beginning of a paragraph.
//!
//! In: a block and the labels that recur in the text. Out: the spans of what comes before its first sentence. It never reads past the
//! first [`REACH`] bytes of a block and knows no name of a place, person or agency.

use super::layout::{Block, BlockKind};
use super::names::{is_all_caps, is_blank, starts_upper};
use super::words::{WORDS, has};
use demarche_source::Span;
use std::collections::HashMap;

/// How far an opening reaches, in bytes.
const REACH: usize = 140;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Opening {
    pub label: Option<Span>,
    pub dateline: Option<Span>,
    /// Where the first sentence begins; 0 if nothing was found.
    pub end: u32,
}

impl Opening {
    pub fn is_empty(&self) -> bool {
        self.end == 0
    }
}

fn reach(text: &str) -> &str {
    let mut n = text.len().min(REACH);
    while !text.is_char_boundary(n) {
        n -= 1;
    }
    &text[..n]
}

/// How often each would-be label opens a paragraph.
pub(super) struct Labels<'t>(HashMap<&'t str, usize>);

impl<'t> Labels<'t> {
    pub fn of(text: &'t str, blocks: &[Block]) -> Self {
        let mut counts = HashMap::new();
        for block in blocks {
            if let Some((label, _)) = before_colon(block.head(text)) {
                *counts.entry(label).or_insert(0) += 1;
            }
        }
        Self(counts)
    }
}

/// Finds the opening of a block.
pub(super) fn of(text: &str, number: usize, block: &Block, labels: &Labels) -> Opening {
    if matches!(block.kind, BlockKind::Heading | BlockKind::Furniture) {
        return Opening::default();
    }
    let (start, head) = (block.start(), block.head(text));
    let mut opening = Opening::default();
    if let Some((bytes, end)) = label(head, labels) {
        opening.label = Some(Span::new(start, start + bytes));
        opening.end = (start + end) as u32;
    } else if let Some((bytes, end)) = dateline(head, number) {
        opening.dateline = Some(Span::new(start, start + bytes));
        opening.end = (start + end) as u32;
    }
    opening
}

/// What stands before the first colon, if it could be a label, and the length with the colon.
fn before_colon(head: &str) -> Option<(&str, usize)> {
    let near = reach(head);
    let n = near.find(':').filter(|&n| n > 0 && n <= 90)?;
    let label = &near[..n];
    let follows = head[n + 1..].starts_with(is_blank);
    let outside = label.split('(').next().unwrap_or("").trim();
    let words = outside.split_whitespace().count();
    (follows && (1..=7).contains(&words) && !label.contains(['.', '?', '!', ';', ',', '"', '“'])
        || follows && words <= 5 && is_titled(outside))
    .then_some((label, n + 1))
}

fn is_titled(label: &str) -> bool {
    let mut words = label.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    let first = words.next().unwrap_or("");
    let first = if first.eq_ignore_ascii_case("the") { words.next().unwrap_or("") } else { first };
    has(&WORDS.titles, first) && starts_upper(first)
}

fn label(head: &str, labels: &Labels) -> Option<(usize, usize)> {
    // "Q    Thank you" of American briefings, "Q." and "A." of interviews.
    if let Some(rest) = head.strip_prefix(['Q', 'A']) {
        let blanks = rest.chars().take_while(|&c| is_blank(c)).count();
        if blanks >= 2 && head.starts_with('Q') || rest.starts_with(". ") && head.starts_with('Q') {
            return Some((1, 1 + usize::from(rest.starts_with('.'))));
        }
    }
    let (label, end) = before_colon(head)?;
    let count = labels.0.get(label).copied().unwrap_or(0);
    let outside = label.split('(').next().unwrap_or("").trim();
    let plain = outside.strip_prefix("The ").or(outside.strip_prefix("THE ")).unwrap_or(outside);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let named = words.iter().all(|w| starts_upper(w) || WORDS.particles.contains(w));
    let first = words.first()?.trim_end_matches('.');
    let rest = head[end..].trim();
    let excluded = words.iter().any(|w| has(&WORDS.nolabels, w.trim_matches(|c: char| !c.is_alphanumeric())));
    let known = words.len() == 1 && has(&WORDS.labels, first);
    let titled = is_titled(outside) && words.len() >= 2;
    let capitals = is_all_caps(plain, 3) && words.len() <= 7 && (words.len() > 1 || count > 1);
    let recurring = count >= 2 && words.len() <= 5 && (words.len() > 1 || count > 2);
    (named
        && !rest.is_empty()
        && (known && (count > 1 || first.len() <= 1 || is_all_caps(plain, 3) || has(&WORDS.labels, first))
            || !excluded && (titled || capitals || recurring)))
        .then_some((end - 1, end))
}

/// Length of the dateline, and where the sentence after it begins.
fn dateline(head: &str, number: usize) -> Option<(usize, usize)> {
    if !head.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '/') {
        return None;
    }
    let near = reach(head);
    let (at, dash) = separator(near)?;
    let place = near[..at].trim_end();
    let end = at + dash;
    let after = head[end..].trim_start_matches(is_blank);
    let (rest, agency) = without_agency(place);
    let words: Vec<&str> = rest.split([' ', ',', '/', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    let plain = |w: &str| w.trim_end_matches('.').to_owned();
    if words.len() > 10 || words.iter().any(|w| w.contains(['"', '“', '?', '!', ':', ';', '(', ')'])) {
        return None;
    }
    let fits =
        words.iter().all(|w| starts_upper(w) || WORDS.particles.contains(w) || w.bytes().all(|b| b.is_ascii_digit()) || matches!(*w, "&"));
    let first = words.first().copied().unwrap_or("");
    if !fits || has(&WORDS.starters, first) {
        return None;
    }
    let dated = words.iter().any(|w| has(&WORDS.months, &plain(w))) && words.len() >= 2;
    let sentence = starts_upper(after) || after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit());
    let long = head.len() >= 80 || after.is_empty();
    let capitals = is_all_caps(first, 3) && long && sentence;
    let place_only =
        !words.is_empty() && words.len() <= 3 && long && sentence && number <= 3 && near[..at].ends_with(' ') && !after.is_empty();
    (agency && (sentence || !words.is_empty()) || dated && sentence || capitals && number <= 5 || place_only).then_some((end, end))
}

/// Byte offset and length of the dash that ends a dateline; or of the stop after an agency between slashes.
fn separator(near: &str) -> Option<(usize, usize)> {
    if let Some(open) = near.find('/').filter(|&n| n < 60)
        && let Some(close) = near[open + 1..].find('/').map(|n| open + 1 + n)
        && is_all_caps(&near[open + 1..close], 3)
        && near[close..].starts_with("/.")
    {
        return Some((close + 1, 1));
    }
    let mut from = 0;
    while let Some(n) = near[from..].find(['-', '–', '—', '―', '_']) {
        let at = from + n;
        let dash = near[at..].len() - near[at..].trim_start_matches(['-', '–', '—', '―', '_']).len();
        let blank_after = near[at + dash..].is_empty() || near[at + dash..].starts_with(is_blank);
        let blank_before = near[..at].ends_with(|c: char| is_blank(c) || c == ')');
        let long = near[at..].starts_with('—') || near[at..].starts_with("--");
        if blank_after && blank_before || long && at > 0 && (blank_after || blank_before) {
            return Some((at, dash));
        }
        if blank_before || long {
            return None;
        }
        from = at + dash;
    }
    None
}

/// Cuts off "(Reuters)" or "/TASS/" at the end.
fn without_agency(place: &str) -> (&str, bool) {
    for (open, close) in [('(', ')'), ('/', '/')] {
        if let Some(inner) = place.strip_suffix(close)
            && let Some(n) = inner.rfind(open)
        {
            let name = &inner[n + open.len_utf8()..];
            let known = starts_upper(name) && name.split_whitespace().count() <= 5;
            return (place[..n].trim_end_matches([' ', ',', '.']), known);
        }
    }
    (place.trim_end_matches(','), false)
}
