//! From a token to the rows that the network reads for it.
//!
//! In: tokens of a sentence and the text they stand in. Out: normal forms and ids. It looks at a neighbour only for the direction of a
//! quotation mark. `trainer/features.py` computes the same ids; `tests/parity.rs` holds the two together.

use super::hash::{Table, fnv};
use std::borrow::Cow;

/// Hashed features: name of the table in the model file.
pub(super) const HASHED: [&str; 6] = ["suffix2", "suffix3", "suffix4", "prefix3", "shape", "word_hash"];

/// Word row, vector row, then one row for each hashed feature.
pub(super) type Ids = [u32; 2 + HASHED.len()];

const OPEN: &str = "\u{201c}";
const CLOSE: &str = "\u{201d}";
const SINGLE_OPEN: &str = "\u{2018}";
const SINGLE_CLOSE: &str = "\u{2019}";

/// Whether it is one of the four marks that a quotation token becomes.
pub(super) fn is_mark(form: &str) -> bool {
    matches!(form, OPEN | CLOSE | SINGLE_OPEN | SINGLE_CLOSE)
}

/// What the direction of quotation marks depends on, carried along a sentence.
#[derive(Default)]
pub(super) struct Quotes {
    open: bool,
}

/// Where a token stands among its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The token before it in the sentence.
    pub previous: Option<&'a str>,
    /// Whether white space (or nothing) stands before it.
    pub space_before: bool,
    /// Whether white space stands between it and the next token of the sentence.
    pub space_after: bool,
    /// Whether it is the last of its sentence.
    pub last: bool,
}

impl Quotes {
    /// The directed mark that a quotation token becomes; `None` for all other tokens.
    pub(super) fn direct(&mut self, token: &str, place: Place<'_>) -> Option<&'static str> {
        if token.len() > 6 || !matches!(token.as_bytes().first()?, b'"' | b'\'' | b'`' | 0xC2 | 0xE2) {
            return None;
        }
        let before = place.space_before || place.previous.is_none_or(|p| matches!(p, "(" | "[" | "-" | "--" | "\u{2014}"));
        let opens = before && !place.space_after && !place.last;
        let double = match token {
            "``" | "\u{201c}" | "\u{201e}" | "\u{ab}" => true,
            "''" | "\u{201d}" | "\u{bb}" | "\u{2019}\u{2019}" => false,
            "\"" | "\u{201f}" | "\u{2018}\u{2019}" | "\"\"" => opens || (before && !self.open),
            "\u{2018}" | "`" | "\u{201a}" => return Some(SINGLE_OPEN),
            "\u{2019}" => return Some(SINGLE_CLOSE),
            "'" => return Some(if opens { SINGLE_OPEN } else { SINGLE_CLOSE }),
            _ => return None,
        };
        self.open = double;
        Some(if double { OPEN } else { CLOSE })
    }
}

/// Apostrophes and hyphens made plain, invisible characters dropped.
pub(super) fn inside(token: &str) -> Cow<'_, str> {
    if token.is_ascii() && !token.contains('`') {
        return Cow::Borrowed(token);
    }
    let plain: String = token
        .chars()
        .filter_map(|c| match c {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{b4}' | '`' => Some('\''),
            '\u{2013}' | '\u{2011}' | '\u{2010}' => Some('-'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
            c => Some(c),
        })
        .collect();
    if plain.is_empty() { Cow::Borrowed(token) } else { Cow::Owned(plain) }
}

/// The normal form of a token that is not a quotation mark.
pub(super) fn normal(token: &str) -> Cow<'_, str> {
    match token {
        "\u{2014}" | "---" | "\u{2015}" => Cow::Borrowed("--"),
        "\u{2026}" => Cow::Borrowed("..."),
        "\u{2212}" => Cow::Borrowed("-"),
        _ => inside(token),
    }
}

fn shape(form: &str) -> String {
    let (mut out, mut last, mut run) = (String::with_capacity(form.len()), None, 0);
    for c in form.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            '0'..='9' => 'd',
            c => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= 2 {
            out.push(kind);
        }
    }
    out
}

/// The last `n` characters.
pub(super) fn tail(text: &str, n: usize) -> &str {
    match n.checked_sub(1) {
        None => "",
        Some(n) => text.char_indices().rev().nth(n).map_or(text, |(at, _)| &text[at..]),
    }
}

fn head(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| &text[..at])
}

/// Ids of a normal form. `rows` are the sizes of the hashed tables, powers of two.
pub(super) fn ids(form: &str, words: &Table, vectors: &Table, rows: &[u32; HASHED.len()]) -> Ids {
    let plain = form.to_lowercase();
    let low: String = plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let shape = shape(form);
    let texts = [tail(&low, 2), tail(&low, 3), tail(&low, 4), head(&low, 3), &shape, &low];
    let mut out = [0; 2 + HASHED.len()];
    out[0] = words.get(&[low.as_bytes()]).unwrap_or(0);
    out[1] = vectors.get(&[plain.as_bytes()]).unwrap_or(0);
    for (k, text) in texts.iter().enumerate() {
        out[2 + k] = fnv(&[text.as_bytes()], k as u8 + 1) as u32 & (rows[k] - 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directed(tokens: &[(&str, bool)]) -> String {
        let mut quotes = Quotes::default();
        let mut out = Vec::new();
        for (i, &(token, space)) in tokens.iter().enumerate() {
            let last = i + 1 == tokens.len();
            let place = Place {
                previous: i.checked_sub(1).map(|p| tokens[p].0),
                space_before: i == 0 || tokens[i - 1].1,
                space_after: space && !last,
                last,
            };
            out.push(quotes.direct(token, place).map_or_else(|| normal(token).into_owned(), str::to_owned));
        }
        out.join(" ")
    }

    #[test]
    fn quotation_marks_get_a_direction() {
        let glued = [("\"", false), ("Stop", false), (",", false), ("\"", true), ("he", true), ("said", false), (".", false)];
        assert_eq!(directed(&glued), "\u{201c} Stop , \u{201d} he said .");
        let loose = [("\"", true), ("Stop", true), ("\"", true), ("he", true), ("said", true)];
        assert_eq!(directed(&loose), "\u{201c} Stop \u{201d} he said");
        assert_eq!(directed(&[("states", false), ("'", true), ("don", false), ("n\u{2019}t", true)]), "states \u{2019} don n't");
    }

    #[test]
    fn shapes_cut_runs() {
        assert_eq!(shape("Beijing"), "Xxx");
        assert_eq!(shape("COVID-19"), "XX-dd");
    }

    #[test]
    fn ends_are_characters() {
        assert_eq!(tail("Łódź", 2), "dź");
        assert_eq!(tail("ab", 4), "ab");
        assert_eq!(tail("ab", 0), "");
        assert_eq!(head("Łódź", 3), "Łód");
    }
}
