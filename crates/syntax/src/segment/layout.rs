//! Lines to paragraphs.
//!
//! In: the text. Out: [`Block`]s: the paragraphs, headings, items and other lines, as spans without their markers. Blank lines part
//! paragraphs. Whether a single line break does is decided once for the text, from how its lines go on: hard-wrapped prose continues
//! in lower case. It never looks inside a line further than its first and last words.

use super::names::{is_blank, starts_lower};
use super::words::WORDS;
use demarche_source::Span;

/// What the layout alone says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Text,
    Heading,
    Item,
    Furniture,
}

/// A paragraph or a line that stands for itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The text, in one piece; in several where a page number stands in its middle.
    pub pieces: Vec<Span>,
    pub kind: BlockKind,
}

impl Block {
    /// First byte of its text.
    pub fn start(&self) -> usize {
        self.pieces.first().map_or(0, |p| p.range().start)
    }

    /// Its first piece, all of it if there is but one.
    pub fn head<'t>(&self, text: &'t str) -> &'t str {
        self.pieces.first().map_or("", |p| p.of(text))
    }
}

struct Line {
    start: usize,
    end: usize,
    indent: usize,
}

impl Line {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// The blocks of a text, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let width = wrapped_at(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<usize> = None; // line that the last block ended with, if the next may join it
    let mut gap = Gap::None;
    for (number, line) in lines.iter().enumerate() {
        if line.start == line.end {
            gap = gap.max(Gap::Blank);
            continue;
        }
        let words = line.of(text);
        let page = is_page_mark(words);
        if let Some(before) = open
            && let Some(block) = blocks.last_mut()
        {
            let previous = &lines[before];
            if page && !ends_closed(previous.of(text)) && (width.is_some() || previous.end - previous.start >= 60) {
                gap = Gap::Page;
                continue;
            }
            if joins(text, previous, line, width, gap) {
                match block.pieces.last_mut().filter(|_| number == before + 1) {
                    Some(piece) => piece.end = line.end as u32,
                    None => block.pieces.push(Span::new(line.start, line.end)),
                }
                open = Some(number);
                gap = Gap::None;
                continue;
            }
        }
        let numbered = page && (width.is_some() || words.bytes().filter(u8::is_ascii_digit).count() >= 6);
        let (kind, marker) = if numbered { (BlockKind::Furniture, 0) } else { kind_of(words) };
        blocks.push(Block { pieces: vec![Span::new(line.start + marker, line.end)], kind });
        open = matches!(kind, BlockKind::Text | BlockKind::Item).then_some(number);
        gap = Gap::None;
    }
    blocks
}

/// What lies between two lines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Page,
}

fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    text.split(['\n', '\u{2028}', '\u{2029}', '\u{c}', '\u{85}'])
        .map(|raw| {
            let start = at;
            at += raw.len() + text[at + raw.len()..].chars().next().map_or(0, char::len_utf8);
            let words = raw.trim_matches(is_blank);
            let indent = raw.len() - raw.trim_start_matches(is_blank).len();
            let start = start + if words.is_empty() { 0 } else { indent };
            Line { start, end: start + words.len(), indent }
        })
        .collect()
}

/// The width that the lines are wrapped at, in characters, if single line breaks are blanks: of the lines that another follows at once,
/// many go on in lower case.
fn wrapped_at(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut pairs, mut lower, mut long) = (0usize, 0usize, 0usize);
    let mut widths = Vec::new();
    for pair in lines.windows(2) {
        let (a, b) = (pair[0].of(text), pair[1].of(text));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        pairs += 1;
        if a.len() > 300 {
            long += 1;
            continue;
        }
        widths.push(a.chars().count());
        lower += usize::from(!ends_closed(a) && starts_lower_word(b));
    }
    if pairs == 0 || lower * 4 < pairs || long * 5 > pairs {
        return None;
    }
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied()
}

fn starts_lower_word(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic()) && starts_lower(line)
}

/// Whether a line ends as a sentence does.
fn ends_closed(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', ':', '…'])
}

/// Whether `line` goes on with the paragraph that `previous` is the last line of.
fn joins(text: &str, previous: &Line, line: &Line, width: Option<usize>, gap: Gap) -> bool {
    let (a, b) = (previous.of(text), line.of(text));
    let open = !ends_closed(a);
    let last = a.rsplit(is_blank).next().unwrap_or("");
    let dangling = width.is_some() && (WORDS.particles.contains(last) || WORDS.starters.contains(last));
    let goes_on = open && (starts_lower_word(b) || dangling);
    let Some(width) = width else { return gap != Gap::Blank && goes_on && a.len() >= 30 && marker(b) == 0 };
    if marker(b) > 0 && (!open || !b.starts_with(['-', '–', '—'])) {
        return false;
    }
    let short = a.chars().count() * 10 < width * 6;
    match gap {
        Gap::Page => goes_on || open && !short,
        Gap::Blank => goes_on && !short,
        Gap::None => {
            let indented = line.indent > previous.indent && !open;
            let label = b.find(':').is_some_and(|n| n > 0 && n < 40 && !b[..n].chars().any(char::is_lowercase));
            !(indented || short && !goes_on || label && !open)
        }
    }
}

/// A page number, running title or symbol of a document: few characters, a digit among them, no lower-case letter.
fn is_page_mark(line: &str) -> bool {
    line.len() <= 30 && line.bytes().any(|b| b.is_ascii_digit()) && !line.chars().any(char::is_lowercase)
}

/// Kind of a line that begins a block, and the length of its marker.
fn kind_of(line: &str) -> (BlockKind, usize) {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return (BlockKind::Heading, line.len() - line[hashes..].trim_start().len());
    }
    if !line.chars().any(char::is_alphanumeric) || is_furniture(line) {
        return (BlockKind::Furniture, 0);
    }
    let quote = line.len() - line.trim_start_matches(['>', ' ']).len();
    if line.starts_with('>') && quote < line.len() {
        return (BlockKind::Text, quote);
    }
    match marker(line) {
        0 => (BlockKind::Text, 0),
        n => (BlockKind::Item, n),
    }
}

/// Byte length of the bullet or number of an item, with the blanks after it; 0 if there is none.
fn marker(line: &str) -> usize {
    let Some(first) = line.chars().next() else { return 0 };
    let body = match first {
        '•' | '·' | '▪' | '◦' | '●' | '■' | '‣' | '-' | '*' | '–' | '—' | '\u{f0b7}' | '►' | '➢' | '✓' => {
            &line[first.len_utf8()..]
        }
        _ => {
            let inner = line.strip_prefix('(').unwrap_or(line);
            let n = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
            let digits = n > 0 && n <= 3 && inner[..n].bytes().all(|b| b.is_ascii_digit());
            let roman = n > 0 && n <= 4 && inner[..n].bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
            let letter = n == 1;
            match inner[n..].chars().next() {
                Some(')') if digits || roman || letter => &inner[n + 1..],
                Some('.') if digits && inner.len() == line.len() => &inner[n + 1..],
                _ => return 0,
            }
        }
    };
    let rest = body.trim_start_matches(is_blank);
    if rest.len() == body.len() || rest.is_empty() { 0 } else { line.len() - rest.len() }
}

/// Bylines, credits, table rows: short lines that the word list names, or that are cut by bars or tabs.
fn is_furniture(line: &str) -> bool {
    if (line.matches('|').take(2).count() >= 2 || line.matches('\t').take(3).count() >= 3) && line.len() < 300 && !line.ends_with('.') {
        return true;
    }
    if line.len() > 160 {
        return false;
    }
    let lower = line.to_lowercase();
    WORDS.furniture.iter().any(|start| lower.starts_with(start.as_str())) || is_byline(line)
}

/// "By Jane Doe and John Roe": nothing but names after the first word.
fn is_byline(line: &str) -> bool {
    let Some(rest) = ["By ", "BY ", "by ", "From "].iter().find_map(|p| line.strip_prefix(p)) else { return false };
    let mut names = 0;
    for word in rest.split_whitespace() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let joint = matches!(plain, "and" | "in" | "for" | "of" | "de" | "van" | "von" | "al" | "bin" | "");
        if !joint && !plain.starts_with(char::is_uppercase) {
            return false;
        }
        names += usize::from(!joint);
    }
    (2..=10).contains(&names) && !ends_closed(line)
}
