//! Small questions about characters and casing that several parts of the segmenter ask.
//!
//! In: characters, words, tokens. Out: booleans. Nothing here decides where to cut.

use super::tokens::Token;

/// Letters, digits, combining marks, soft hyphen, zero-width joiners: what a word is made of.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

/// Blanks, with the invisible ones that Unicode does not count as white space.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
}

/// An apostrophe, in any of the shapes that it is typed in.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | 'ʼ' | '′' | '´' | '‘')
}

/// Whether the first letter, past opening marks, is a capital.
pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether the first letter, past opening marks, is lower case.
pub(super) fn starts_lower(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// All letters are capitals, and there are at least `least`.
pub(super) fn is_all_caps(word: &str, least: usize) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= least && !word.chars().any(char::is_lowercase)
}

/// Whether most of the longer words are capitalised, as in headlines.
pub(super) fn is_title_case(text: &str, tokens: &[Token]) -> bool {
    let (mut all, mut upper) = (0, 0);
    for word in tokens.iter().map(|t| t.span.of(text)).filter(|w| w.chars().count() >= 4) {
        all += 1;
        upper += usize::from(starts_upper(word));
    }
    all >= 2 && upper * 10 >= all * 8
}
