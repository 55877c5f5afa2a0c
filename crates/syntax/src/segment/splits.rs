//! How far a word reaches, and where inside it the treebanks cut.
//!
//! In: the text from the beginning of a word to the next blank. Out: byte lengths. Every question looks at a bounded number of bytes
//! beyond the word, so that a text without blanks stays linear.

use super::hyphen;
use super::names::{is_apostrophe, is_word_char};
use super::words::{WORDS, has};

/// The longest address, host or symbol that is recognised, in bytes.
const REACH: usize = 2000;

fn run(text: &str) -> usize {
    text.find(|c: char| !is_word_char(c)).unwrap_or(text.len())
}

fn last_char(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Byte length of the word at the beginning of `text`, with the marks inside it that do not part it.
pub(super) fn word_length(text: &str) -> usize {
    if let Some(n) = document_symbol(text) {
        return n;
    }
    let mut n = run(text);
    if n == 0 {
        // A sign or point that belongs to a number.
        n = text.chars().next().map_or(0, char::len_utf8);
        n += run(&text[n..]);
    }
    let mut part = 0; // where the part after the last stop began
    loop {
        let Some(mark) = text[n..].chars().next() else { return n };
        let after = n + mark.len_utf8();
        let length = run(&text[after..]);
        let right = &text[after..after + length];
        let rest = &text[after + length..];
        let left = &text[..n];
        let number = last_char(left).is_some_and(|c| c.is_ascii_digit());
        let to_number = right.starts_with(|c: char| c.is_ascii_digit());
        let to_letter = right.starts_with(char::is_alphabetic);
        let keeps = match mark {
            _ if length == 0 && mark != '_' => false,
            '.' if number && to_number => true,
            '.' => {
                let initials = left[part..].chars().count() == 1 && (right.chars().count() == 1 || rest.starts_with('.') && length <= 2);
                let degree = matches!(&left[part..], "Ph" | "Ll" | "LL") && rest.starts_with('.');
                initials || degree || dotted(text, part, n)
            }
            ',' => number && length == 3 && right.bytes().all(|b| b.is_ascii_digit()) && left.len() < 40,
            ':' => number && left.len() < 12 && right.len() <= 6 && is_clock(right),
            '/' => left.len() < 12 && hyphen::slash_joins(left, right),
            '-' => left.len() < 24 && hyphen::joins(left, right, rest),
            '&' => to_letter && left.len() <= 8 && n - part <= 4 && length <= 4 && (n == 1 || !left.chars().any(char::is_lowercase)),
            '@' => to_letter && !number,
            '*' => to_letter && !number && right.starts_with(char::is_lowercase),
            '_' => true,
            c if is_apostrophe(c) => to_letter,
            _ => false,
        };
        if !keeps {
            return n;
        }
        part = after;
        n = after + length;
    }
}

/// "30", "30pm", "5" of "10:30", "10:30pm", "3:5".
fn is_clock(right: &str) -> bool {
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && (digits == right.len() || digits == 2 && has(&WORDS.units, &right[digits..]))
}

/// Whether the stop at `n` is inside a host or file name.
fn dotted(text: &str, part: usize, n: usize) -> bool {
    let mut end = (n + 100).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tail = &text[n..end];
    let name = tail.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_')).unwrap_or(tail.len());
    let name = tail[..name].trim_end_matches(['.', '-']);
    let Some((_, last)) = name.rsplit_once('.') else { return false };
    let cased =
        text[part..n].ends_with(char::is_lowercase) && last.starts_with(char::is_uppercase) && !last.chars().all(char::is_uppercase);
    !cased && has(&WORDS.domains, last)
}

/// Symbols of documents of the United Nations ("S/2022/155", "A/RES/ES-11/1"): one token.
fn document_symbol(text: &str) -> Option<usize> {
    let slash = text.bytes().take(8).position(|b| b == b'/')?;
    if !text[..slash].bytes().all(|b| b.is_ascii_uppercase()) || slash > 4 || slash == 0 {
        return None;
    }
    let end = text.bytes().take(80).position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'/' | b'.' | b'-' | b'(' | b')'));
    let end = end.unwrap_or_else(|| text.len().min(80));
    let symbol = text.get(..end)?.trim_end_matches(['.', '-', ')', '/', '(']);
    let symbol = if symbol.matches('(').count() > symbol.matches(')').count() && text[symbol.len()..].starts_with(')') {
        &text[..symbol.len() + 1]
    } else {
        symbol
    };
    let body = &symbol[slash.min(symbol.len())..];
    let upper = !body.bytes().any(|b| b.is_ascii_lowercase());
    (upper && body.len() >= 4 && body.matches('/').count() >= 2 && body.bytes().any(|b| b.is_ascii_digit())).then_some(symbol.len())
}

/// Whether the letters between the stops are so few that the word can only be an abbreviation ("U.S", "p.m", "Ph.D").
pub(super) fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.len() <= 24
        && word.split('.').all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic))
}

/// Where a number and its unit part ("10km"): bytes of the number.
pub(super) fn unit(word: &str, rest: &str) -> Option<usize> {
    let number = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':' | '+')).filter(|&n| n > 0 && n < 24)?;
    if !word[..number].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters = &word[number..];
    let single = letters.len() == 1 && !rest.is_empty() && rest.starts_with(['-', '.']) && !rest[1..].is_empty();
    let upper = letters.chars().all(char::is_uppercase) && matches!(letters, "C" | "F" | "X" | "P" | "T");
    (!single && !upper && has(&WORDS.units, letters)).then_some(number)
}

/// Where a word with its contraction parts: byte offsets, in order. At most two cuts ("would|n't|'ve").
pub(super) fn contractions(word: &str) -> [Option<usize>; 2] {
    match contraction(word) {
        Some(cut) => match contraction(&word[..cut]).filter(|_| !word[..cut].ends_with(is_apostrophe)) {
            Some(first) => [Some(first), Some(cut)],
            None => [Some(cut), None],
        },
        None => [None, None],
    }
}

fn contraction(word: &str) -> Option<usize> {
    let Some((at, mark)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) else {
        if word.len() > 10 || word == "I" {
            return None;
        }
        let cut = WORDS.contractions.get(&word.to_lowercase()).copied()?;
        // "im" is no word, "IM" may be.
        return (word.len() > 2 || word.ends_with('m')).then_some(cut);
    };
    let suffix = word[at + mark.len_utf8()..].to_ascii_lowercase();
    match suffix.as_str() {
        "t" if word[..at].ends_with(['n', 'N']) && at > 1 => Some(at - 1),
        "s" | "m" | "re" | "ve" | "ll" | "d" if at > 0 => Some(at),
        "all" if matches!(&word[..at], "y" | "Y") => Some(at + mark.len_utf8()),
        _ => None,
    }
}

/// A clitic that stands alone ("it 's"), a clipped word ("'em") or year ("'90s") at an apostrophe: its byte length.
pub(super) fn clitic(text: &str, fresh: bool) -> Option<usize> {
    let mark = text.chars().next()?.len_utf8();
    let n = mark + run(&text[mark..]);
    let rest = text[n..].chars().next();
    let word = text[mark..n].to_ascii_lowercase();
    let known = match word.as_str() {
        "s" | "re" | "ve" | "ll" | "d" | "m" => !rest.is_some_and(is_apostrophe),
        "em" | "til" | "cause" | "bout" | "tis" | "twas" if fresh => !rest.is_some_and(is_apostrophe),
        w => {
            fresh
                && !rest.is_some_and(is_apostrophe)
                && w.len() <= 3
                && w.len() >= 2
                && w.trim_end_matches('s').len() == 2
                && w.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        }
    };
    known.then_some(n)
}

/// Byte length of a web address.
pub(super) fn url(text: &str) -> Option<usize> {
    let mut reach = text.len().min(REACH);
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let head: String = text.chars().take(8).collect::<String>().to_ascii_lowercase();
    if !["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|p| head.starts_with(p)) {
        return None;
    }
    let end = text[..reach].find(['<', '>', '"', '“', '”', '«', '»', '’']).unwrap_or(reach);
    let mut url = &text[..end];
    loop {
        let before = url.len();
        url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '}', '…', '—', '–']);
        if url.ends_with(')') && url.matches(')').count() > url.matches('(').count() {
            url = &url[..url.len() - 1];
        }
        if url.len() == before {
            break;
        }
    }
    (url.len() > 6).then_some(url.len())
}

/// Byte length of an e-mail address; a masked one ("xy...@host.org") counts.
pub(super) fn email(text: &str) -> Option<usize> {
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%');
    let bytes = &text.as_bytes()[..text.len().min(256)];
    let at = bytes.iter().position(|&b| !part(b)).filter(|&n| n > 0 && bytes[n] == b'@')?;
    let host = bytes[at + 1..].iter().position(|&b| !part(b)).unwrap_or(bytes.len() - at - 1);
    let host = text[at + 1..at + 1 + host].trim_end_matches(['.', '-', '_']);
    (host.contains('.') && bytes[0].is_ascii_alphanumeric()).then_some(at + 1 + host.len())
}

/// Byte length of an emoticon such as `:-)`, if nothing but marks follows it.
pub(super) fn emoticon(text: &str) -> Option<usize> {
    let b = text.as_bytes();
    if b.len() < 2 || !matches!(b[0], b':' | b';' | b'=' | b'8') {
        return None;
    }
    let nose = usize::from(matches!(b[1], b'-' | b'^' | b'o' | b'\''));
    let mouth = 1 + nose;
    let shape = |c: u8| matches!(c, b')' | b'(' | b'D' | b'P' | b'p' | b'|' | b'/' | b'\\' | b'*' | b'O' | b']' | b'[');
    if !b.get(mouth).copied().is_some_and(shape) {
        return None;
    }
    let end = mouth + b[mouth..].iter().take(20).take_while(|&&c| c == b[mouth]).count();
    // A smile ends what stands between two blanks; else `:(` opens a bracket.
    (text.len() <= 24 && b[0] != b'8' && text[end..].chars().all(|c| matches!(c, '.' | ',' | '!' | '?' | ')' | '"'))).then_some(end)
}
