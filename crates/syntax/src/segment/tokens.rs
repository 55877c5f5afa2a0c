//! Characters to tokens.
//!
//! In: a piece of the text (a paragraph, or the part of one between two page numbers). Out: [`Token`]s in order, as the English
//! treebanks of Universal Dependencies cut them. It decides nothing about sentences, except that it keeps the stop of an abbreviation.

use super::names::{is_apostrophe, is_blank, is_word_char, starts_upper};
use super::words::{Abbreviation, WORDS};
use super::{hyphen, splits};
use demarche_source::Span;

/// What a token is, as far as cutting sentences and pairing quotation marks need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word, number, address or other thing with a letter or digit in it.
    Word,
    /// A word with the stop of an abbreviation that may end a sentence.
    Abbreviation,
    /// A word with the stop of an abbreviation that never ends one.
    Title,
    /// One or more of `. ! ? …`.
    Stop,
    /// A quotation mark or apostrophe that stands alone.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any other mark.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub span: Span,
    pub class: Class,
    /// Whether a blank (or the beginning of the paragraph) is before it.
    pub space: bool,
}

/// Cuts one piece and adds its tokens.
pub(super) fn cut(text: &str, piece: Span, out: &mut Vec<Token>) {
    let end = piece.range().end;
    let mut at = piece.range().start;
    while at < end {
        let rest = &text[at..end];
        let Some(skip) = rest.find(|c: char| !is_blank(c)) else { return };
        let start = at + skip;
        let stop = text[start..end].find(is_blank).map_or(end, |n| start + n);
        Chunk { text, start, end: stop, limit: end, at: start, out }.run();
        at = stop;
    }
}

/// What stands between two blanks.
struct Chunk<'t, 'o> {
    text: &'t str,
    start: usize,
    end: usize,
    /// End of the piece, for looking at the next word.
    limit: usize,
    at: usize,
    out: &'o mut Vec<Token>,
}

impl<'t> Chunk<'t, '_> {
    fn run(mut self) {
        let whole = &self.text[self.start..self.end];
        let address = whole.contains('@');
        let host = whole.contains("://") || whole.contains("www.") || whole.contains("mailto:") || whole.contains("WWW.");
        while self.at < self.end {
            let rest = &self.text[self.at..self.end];
            let Some(c) = rest.chars().next() else { return };
            let word = is_word_char(c);
            let special = if word
                && host
                && let Some(n) = splits::url(rest)
            {
                Some((n, Class::Word))
            } else if address && let Some(n) = splits::email(rest) {
                Some((n, Class::Word))
            } else if !word {
                self.symbol(c, rest)
            } else {
                None
            };
            match special {
                Some((n, class)) => self.push(n, class),
                None => self.word(),
            }
        }
    }

    fn push(&mut self, bytes: usize, class: Class) {
        let space = self.at == self.start;
        self.out.push(Token { span: Span::new(self.at, self.at + bytes), class, space });
        self.at += bytes;
    }

    /// The character before the cursor, inside the chunk.
    fn before(&self) -> Option<char> {
        self.text[self.start..self.at].chars().next_back()
    }

    /// Length and class of the mark at the cursor; `None` if a word starts with it.
    fn symbol(&self, c: char, rest: &str) -> Option<(usize, Class)> {
        let one = c.len_utf8();
        let next = rest[one..].chars().next();
        let fresh = self.before().is_none_or(|b| !is_word_char(b));
        if fresh && let Some(n) = splits::emoticon(rest) {
            return Some((n, Class::Mark));
        }
        match c {
            '.' if fresh && next.is_some_and(|n| n.is_ascii_digit()) && self.before() != Some('.') => return None,
            '+' if fresh && next.is_some_and(|n| n.is_ascii_digit()) => return None,
            '#' | '@' if fresh && next.is_some_and(char::is_alphabetic) => {
                let n = rest[one..].find(|c: char| !is_word_char(c) && c != '_').map_or(rest.len(), |n| n + one);
                return Some((n, Class::Word));
            }
            _ => {}
        }
        if is_apostrophe(c) {
            if let Some(n) = splits::clitic(rest, fresh && self.before().is_none()) {
                return Some((n, Class::Word));
            }
            // Two of them make a double mark of old type.
            let n = if next == Some(c) && matches!(c, '\'' | '`' | '’' | '‘') { 2 * one } else { one };
            return Some((n, Class::Quote));
        }
        let run = |same: &dyn Fn(char) -> bool| rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        Some(match c {
            '.' | '!' | '?' | '…' | '‼' | '⁉' | '。' => {
                (run(&|c| matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁉' | '。')), Class::Stop)
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‛' | '＂' => (one, Class::Quote),
            '(' | '[' | '{' | '（' => (one, Class::Open),
            ')' | ']' | '}' | '）' => (one, Class::Close),
            '-' | '—' | '–' | '=' | '_' | '*' | '~' | '<' | '>' | '^' | '|' | '+' | '#' => (run(&|x| x == c), Class::Mark),
            _ => (one, Class::Mark),
        })
    }

    /// A word at the cursor, with the parts that belong to it and the contractions cut off.
    fn word(&mut self) {
        let rest = &self.text[self.at..self.end];
        let mut n = splits::word_length(rest);
        if self.before() == Some('-')
            && let Some(dash) = rest[..n].find('-')
            && !rest[..n].chars().all(|c| c.is_ascii_digit() || c == '-')
        {
            // A prefix after a hyphen is no prefix.
            n = dash;
        }
        let word = &rest[..n];
        if let Some(cut) = splits::unit(word, &rest[n..]) {
            self.push(cut, Class::Word);
            return;
        }
        if rest[n..].starts_with('-') && hyphen::is_broken_off(word, &rest[n..], self.out.last().map(|t| t.span.of(self.text))) {
            self.push(n + 1, Class::Word);
            return;
        }
        if rest[n..].starts_with('.')
            && !rest[n + 1..].starts_with(['.', '!', '?'])
            && let Some(class) = self.abbreviation(word, n)
        {
            self.push(n + 1, class);
            return;
        }
        let end = self.at + n;
        for cut in splits::contractions(word).into_iter().flatten() {
            let done = end - n + cut;
            self.push(done - self.at, Class::Word);
        }
        self.push(end - self.at, Class::Word);
    }

    /// Whether `word`, which a stop follows, keeps the stop, and what that stop may do.
    fn abbreviation(&self, word: &str, n: usize) -> Option<Class> {
        let after = self.text[self.at + n + 1..self.limit].trim_start_matches(is_blank);
        let tail = &self.text[self.at + n + 1..self.end];
        let next = after.chars().next();
        let glued = tail.chars().next().is_some_and(is_word_char);
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            // An initial: a capital and a name after it, or the middle of one.
            if letter.is_uppercase() && !glued {
                let named = self.out.last().is_some_and(|t| !t.space || t.class != Class::Stop);
                let follows = next.is_some_and(char::is_uppercase) && tail.is_empty();
                let previous = self.out.last().map_or("", |t| t.span.of(self.text));
                let before_name = letter != 'I' || starts_upper(previous);
                if (follows && before_name && (named || self.out.is_empty() || self.at == self.start)) || matches!(next, Some(',' | '-')) {
                    return Some(Class::Title);
                }
            }
        } else if splits::is_acronym(word) {
            return Some(Class::Abbreviation);
        }
        if glued {
            return None;
        }
        match WORDS.abbreviations.get(word)? {
            Abbreviation::Title => Some(Class::Title),
            Abbreviation::Plain => Some(Class::Abbreviation),
            Abbreviation::Number => next.is_some_and(|c| c.is_ascii_digit()).then_some(Class::Title),
            Abbreviation::Loose => next.is_some_and(|c| !c.is_uppercase()).then_some(Class::Abbreviation),
        }
    }
}
