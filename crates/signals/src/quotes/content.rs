//! Where the words of a quotation begin and end. In: an argument of a cue. Out: its bytes, with the marks that belong to it.

use super::QuoteKind;
use crate::reader::Reader;
use demarche_source::Span;
use demarche_syntax::{Arg, Deprel, Frame, Role, Tree, Upos};

/// Joins parts with no word between them.
pub(super) fn join(reader: &Reader<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|c| (c.start, c.end));
    spans.dedup_by(|next, last| {
        let between = reader.text(Span { start: last.end, end: next.start.max(last.end) });
        let joined = !between.chars().any(char::is_alphanumeric);
        if joined {
            *last = last.join(*next);
        }
        joined
    });
    spans
}

/// Bytes of the content: the argument's subtree without the cue's own clause where that stands inside it.
pub(super) fn content_spans(reader: &Reader<'_>, s: usize, frame: &Frame, arg: &Arg) -> Vec<Span> {
    let tree = reader.tree(s);
    let top = clause_top(tree, frame, arg);
    let own: Vec<usize> = if tree.is_within(frame.head, top) { own_words(tree, frame, top) } else { Vec::new() };
    let (low, high) = tree.extent(top);
    let first = first_word(tree, arg);
    let mut inside: Vec<usize> = (low.max(first)..=high).filter(|&i| tree.is_within(i, top) && !own.contains(&i)).collect();
    cut_relative(reader, s, &mut inside);
    let mut spans: Vec<Span> = Vec::new();
    let mut last: Option<usize> = None;
    for &i in &inside {
        let word = tree.words()[i].span;
        // Words between that hang elsewhere are the parser's mistake, unless the cue or its speaker is among them.
        let open = last.is_some_and(|l| (l + 1..i).all(|k| k != frame.head && !own.contains(&k) && !speaks(frame, k)));
        match spans.last_mut().filter(|_| open) {
            Some(span) => *span = span.join(word),
            None => spans.push(word),
        }
        last = Some(i);
    }
    let spans = join(reader, spans);
    let worded = |span: &Span| reader.text(*span).chars().any(char::is_alphanumeric);
    spans.into_iter().filter_map(|span| trim(reader, span)).filter(worded).collect()
}

fn speaks(frame: &Frame, word: usize) -> bool {
    frame.arg(Role::Agent).is_some_and(|a| a.head == word)
}

/// The word whose subtree is the argument: a frame may be headed by a copula or auxiliary, which hangs on its clause.
fn clause_top(tree: &Tree, frame: &Frame, arg: &Arg) -> usize {
    let mut top = arg.head;
    while let Some(up) = tree.head(top).filter(|&up| up != frame.head && matches!(tree.words()[top].deprel.base(), "cop" | "aux")) {
        top = up;
    }
    top
}

/// The first word that may belong to the content: "called for talks" has the talks as its content, not the preposition.
fn first_word(tree: &Tree, arg: &Arg) -> usize {
    let mark = match arg.role {
        Role::Oblique => Deprel::Case,
        Role::Open if !arg.prep.is_empty() && arg.prep != "as" => Deprel::Mark,
        _ => return 0,
    };
    tree.children_by(arg.head, mark).rfind(|&k| k < arg.head && tree.words()[k].lemma != "to").map_or(0, |k| k + 1)
}

/// Takes a relative clause off the end that a comma parts from the rest: it adds what the reporter knows. Not where marked words stand in it.
fn cut_relative(reader: &Reader<'_>, s: usize, inside: &mut Vec<usize>) {
    let (tree, words) = (reader.tree(s), reader.tree(s).words());
    let Some(end) = inside.iter().rev().copied().find(|&i| words[i].upos != Upos::Punct) else { return };
    let relative = |&i: &usize| matches!(words[i].deprel, Deprel::AclRelcl | Deprel::AdvclRelcl);
    let start = inside.iter().copied().filter(relative).find_map(|i| {
        let (low, high) = tree.extent(i);
        let first = (low..=high).find(|&k| words[k].upos != Upos::Punct)?;
        let parted = first > 0 && reader.form(s, first - 1) == ",";
        let pronoun = matches!(words[first].lemma.as_str(), "which" | "who" | "whom" | "whose");
        (high >= end && parted && pronoun && first > inside[0]).then_some(first)
    });
    let Some(start) = start else { return };
    let rest = words[start].span.join(words[end].span);
    if quotations_over(reader, rest).next().is_none() {
        inside.retain(|&i| i + 1 < start);
    }
}

/// Words of the cue's clause when the parser hangs it below its own content («"…", said X», "The plan, he said, was bad").
fn own_words(tree: &Tree, frame: &Frame, content: usize) -> Vec<usize> {
    let mut top = frame.head;
    while let Some(up) = tree.head(top).filter(|&up| up != content && tree.is_within(up, content)) {
        top = up;
    }
    let (low, high) = tree.extent(top);
    (low..=high).filter(|&i| tree.is_within(i, top)).collect()
}

/// Cuts commas and blanks off the ends, and lets words in quotation marks that reach over an end in whole, marks included.
pub(super) fn trim(reader: &Reader<'_>, span: Span) -> Option<Span> {
    let text = reader.text(span);
    let cut = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—');
    let start = span.start as usize + (text.len() - text.trim_start_matches(cut).len());
    let end = span.start as usize + text.trim_end_matches(cut).len();
    if start >= end {
        return None;
    }
    let bare = Span::new(start, end);
    let mut trimmed = bare;
    for q in quotations_over(reader, bare) {
        let marked = with_marks(&reader.report.text, q);
        if trimmed.start >= marked.start && trimmed.start <= q.start + 1 {
            trimmed.start = marked.start;
        }
        if trimmed.end <= marked.end && trimmed.end + 2 >= q.end {
            trimmed.end = marked.end;
        }
    }
    Some(trimmed)
}

/// The pairs of marks that a span touches.
pub(super) fn quotations_over<'r>(reader: &Reader<'r>, span: Span) -> impl Iterator<Item = Span> + use<'r> {
    let all: &'r [Span] = &reader.document.quotations;
    let last = all.partition_point(|q| q.start < span.end);
    // Nested ones come after what holds them: walk back until a paragraph's worth of pairs ends before the span.
    let first = all[..last].iter().rev().take(12).take_while(|q| q.end + 400 > span.start).count();
    all[last - first..last].iter().copied().filter(move |q| q.overlaps(span))
}

/// A quotation with its marks: `''` and `"` and “ alike.
pub(super) fn with_marks(text: &str, q: Span) -> Span {
    let mark = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    let before = text[..q.start as usize].trim_end();
    let opening = before.chars().next_back().filter(|&c| mark(c)).map_or(0, |c| {
        let twice = matches!(c, '\'' | '`' | '‘') && before[..before.len() - c.len_utf8()].ends_with(c);
        if twice { 2 * c.len_utf8() } else { c.len_utf8() }
    });
    let start = if opening == 0 { q.start as usize } else { before.len() - opening };
    let after = &text[q.end as usize..];
    let blank = after.len() - after.trim_start_matches(' ').len();
    let closing = after[blank..].chars().next().filter(|&c| mark(c)).map_or(0, |c| {
        let twice = matches!(c, '\'' | '’') && after[blank + c.len_utf8()..].starts_with(c);
        if twice { 2 * c.len_utf8() } else { c.len_utf8() }
    });
    let end = if closing == 0 { q.end as usize } else { q.end as usize + blank + closing };
    Span::new(start, end)
}

pub(super) fn kind_of(reader: &Reader<'_>, content: &[Span]) -> QuoteKind {
    let mark = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '„');
    let marked_whole = |c: &Span| {
        let text = reader.text(*c);
        (text.starts_with(mark) || text.starts_with("''")) && (text.ends_with(mark) || text.ends_with("''"))
    };
    if content.iter().all(marked_whole) {
        return QuoteKind::Direct;
    }
    let total: usize = content.iter().map(|c| c.len()).sum();
    let marked: usize = content
        .iter()
        .flat_map(|c| quotations_over(reader, *c).map(move |q| (c, q)))
        .map(|(c, q)| (c.end.min(q.end) - c.start.max(q.start)) as usize)
        .sum();
    match marked {
        0 => QuoteKind::Indirect,
        m if m + 4 * content.len() + 4 >= total => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}
