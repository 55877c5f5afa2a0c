//! Tokens of one paragraph to sentences.
//!
//! In: the tokens. Out: the spans of each sentence's tokens, through a callback. A sentence ends at a stop, after the marks that close
//! with it; quotation marks, brackets and footnote numbers included. It never looks beyond the paragraph.

use super::MAX_TOKENS;
use super::names::{starts_lower, starts_upper};
use super::tokens::{Class, Token};
use super::words::{WORDS, has};
use demarche_source::Span;

/// How far the end of a bracket is looked for, in tokens.
const BRACKET: usize = 60;

/// Which way a quotation mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    Opening,
    Closing,
    /// A straight mark whose surroundings do not say.
    Either,
}

/// Which way the mark at `k` faces, judged by its shape and the blanks around it.
pub(super) fn facing(text: &str, tokens: &[Token], k: usize) -> Facing {
    let left = tokens[k].space;
    let right = tokens.get(k + 1).is_none_or(|t| t.space);
    match tokens[k].span.of(text) {
        "“" | "„" | "‟" | "«" | "‹" | "``" | "‘‘" | "‚" | "‛" => Facing::Opening,
        "”" | "»" | "›" | "''" | "’’" => Facing::Closing,
        "‘" | "`" if !right => Facing::Opening,
        "’" if !left => Facing::Closing,
        _ if k > 0 && k + 1 == tokens.len() => Facing::Closing,
        _ => match (left, right) {
            (true, false) => Facing::Opening,
            (false, true) => Facing::Closing,
            _ => {
                let before = k.checked_sub(1).map(|b| tokens[b].class);
                let after = tokens.get(k + 1).map(|t| t.class);
                if !left && matches!(after, Some(Class::Stop | Class::Close))
                    || after == Some(Class::Mark) && !left && before != Some(Class::Open)
                {
                    Facing::Closing
                } else if matches!(before, Some(Class::Open)) {
                    Facing::Opening
                } else {
                    Facing::Either
                }
            }
        },
    }
}

/// Cuts the tokens and hands on each sentence.
pub(super) fn cut(text: &str, tokens: &[Token], emit: &mut dyn FnMut(&[Span])) {
    let mut spans: Vec<Span> = Vec::new();
    let mut state = State::default();
    let (mut first, mut i) = (0, 0);
    while i < tokens.len() {
        state.read(text, tokens, i);
        if let Some(end) = boundary(text, tokens, first, i, &state) {
            spans.clear();
            for (k, token) in tokens[first..end].iter().enumerate() {
                if first + k == i && token.class == Class::Abbreviation {
                    // The stop of the abbreviation is the stop of the sentence: a token of its own.
                    spans.push(Span { end: token.span.end - 1, ..token.span });
                    spans.push(Span { start: token.span.end - 1, ..token.span });
                } else {
                    spans.push(token.span);
                }
            }
            emit(&spans);
            for k in i + 1..end {
                state.read(text, tokens, k);
            }
            state.brackets.clear();
            first = end;
            i = end;
        } else if i + 1 - first >= MAX_TOKENS {
            let end = good_place(text, tokens, first, i + 1);
            spans.clear();
            spans.extend(tokens[first..end].iter().map(|t| t.span));
            emit(&spans);
            state.brackets.clear();
            first = end;
            i += 1;
        } else {
            i += 1;
        }
    }
    if first < tokens.len() {
        spans.clear();
        spans.extend(tokens[first..].iter().map(|t| t.span));
        emit(&spans);
    }
}

/// Whether the tokens end with a stop, or with a mark after which a sentence goes on.
pub(super) fn is_closed(text: &str, tokens: &[Token]) -> bool {
    let last = tokens.iter().rev().find(|t| !matches!(t.class, Class::Quote | Class::Close));
    last.is_some_and(|t| t.class == Class::Stop || matches!(t.span.of(text), ":" | ";" | "," | "-" | "–" | "—" | "--"))
}

/// What is open at a token.
#[derive(Default)]
struct State {
    /// Whether an odd number of straight double marks was read.
    quoted: bool,
    /// Indices of open brackets of this sentence.
    brackets: Vec<usize>,
}

impl State {
    fn read(&mut self, text: &str, tokens: &[Token], i: usize) {
        match tokens[i].class {
            Class::Quote if tokens[i].span.of(text) == "\"" => match facing(text, tokens, i) {
                Facing::Opening => self.quoted = true,
                Facing::Closing => self.quoted = false,
                Facing::Either => self.quoted = !self.quoted,
            },
            Class::Open => self.brackets.push(i),
            Class::Close => {
                self.brackets.pop();
            }
            _ => {}
        }
    }
}

/// If a sentence ends with token `i`: where the next one begins.
fn boundary(text: &str, tokens: &[Token], first: usize, i: usize, state: &State) -> Option<usize> {
    let token = tokens[i];
    if !matches!(token.class, Class::Stop | Class::Abbreviation) {
        return None;
    }
    let (mut j, mut quote, mut bracket) = (i + 1, false, false);
    let mut quoted = state.quoted;
    while let Some(t) = tokens.get(j) {
        match t.class {
            Class::Quote => {
                let closing = match facing(text, tokens, j) {
                    Facing::Closing => true,
                    Facing::Opening => false,
                    Facing::Either => quoted,
                };
                if !closing {
                    break;
                }
                quoted = false;
                quote = true;
            }
            Class::Close => bracket = true,
            Class::Stop if !t.space => {}
            Class::Open if is_footnote(text, tokens, j) => j += 2,
            Class::Mark if t.span.len() >= 2 && matches!(text.as_bytes()[t.span.range().start], b':' | b';') => {}
            _ => break,
        }
        j += 1;
    }
    let Some(next) = tokens.get(j) else { return Some(j) };
    if let Some(&open) = state.brackets.last()
        && !bracket
        && open > first
        && i - open < BRACKET
        && tokens[i + 1..].iter().take(BRACKET).any(|t| t.class == Class::Close)
    {
        return None;
    }
    starts(text, tokens, first, i, j, next, quote, bracket).then_some(j)
}

/// Whether a sentence starts at `j` after the stop at `i`.
#[allow(clippy::too_many_arguments)]
fn starts(text: &str, tokens: &[Token], first: usize, i: usize, j: usize, next: &Token, quote: bool, bracket: bool) -> bool {
    let word = next.span.of(text);
    let stop = tokens[i].span.of(text);
    let opens = matches!(next.class, Class::Quote | Class::Open);
    let upper = starts_upper(word) || opens && tokens.get(j + 1).is_some_and(|t| !starts_lower(t.span.of(text)));
    if matches!(word, "," | ";" | ":" | "%") || next.class == Class::Close || next.class == Class::Stop {
        return false;
    }
    if tokens[i].class == Class::Abbreviation {
        let name = &stop[..stop.len() - 1];
        return i > first && upper && next.space && (opens || quote || has(&WORDS.starters, word) || matches!(name, "etc" | "al"));
    }
    if !next.space && j == i + 1 {
        // "end.Next"
        return next.class == Class::Word && starts_upper(word) && i > first && tokens[i - 1].span.len() > 2;
    }
    if i == first + 1 && stop == "." && is_number_of_item(tokens[first].span.of(text)) {
        return false;
    }
    if i == first && stop.starts_with('.') {
        return false;
    }
    let dots = !stop.contains(['!', '?']) && (stop.contains('…') || stop.len() > 1);
    if starts_lower(word) {
        let address = word.contains("://") || word.starts_with("www.");
        return address || !(quote || bracket || dots);
    }
    if dots {
        return upper && !bracket;
    }
    if quote && !stop.contains('.') && has(&WORDS.quoters, word) {
        return false;
    }
    // A dash goes on with the sentence: "(No! Never!) - and so on".
    let dash = matches!(word, "-" | "–" | "—" | "--");
    !(dash && (bracket || quote || tokens.get(j + 1).is_some_and(|t| starts_lower(t.span.of(text)))))
}

fn is_number_of_item(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
        || word.len() == 1
        || !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// "[12]" after a stop.
fn is_footnote(text: &str, tokens: &[Token], j: usize) -> bool {
    tokens[j].span.of(text) == "["
        && tokens.get(j + 1).is_some_and(|t| t.span.len() <= 3 && t.span.of(text).bytes().all(|b| b.is_ascii_digit()))
        && tokens.get(j + 2).is_some_and(|t| t.class == Class::Close)
}

/// Where to cut a sentence that is too long: after the last semicolon, else colon or dash, else comma of its second half.
fn good_place(text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
    let half = first + (end - first) / 2;
    for marks in [&[";"][..], &[":", "—", "–", "--"], &[","]] {
        if let Some(k) = (half..end).rev().find(|&k| marks.contains(&tokens[k].span.of(text))) {
            return k + 1;
        }
    }
    end
}
