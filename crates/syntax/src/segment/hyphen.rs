//! Where a hyphen or slash joins and where it parts.
//!
//! In: the two sides of the mark. Out: yes or no. The treebanks keep a small set of prefixes, telephone numbers and dates together
//! and part everything else ("US-led" is three tokens).

use super::words::{WORDS, has};

fn digits(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `left-right` is one token. `rest` is what follows `right`.
pub(super) fn joins(left: &str, right: &str, rest: &str) -> bool {
    if left.contains('-') && digits(left.rsplit('-').next().unwrap_or("")) {
        return digits(right);
    }
    if digits(left) && digits(right) {
        // Telephone numbers join, ranges part.
        let third = rest.strip_prefix('-').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        return third || (left.len() >= 3 && right.len() == 4 && left.len() != right.len()) || (left.len() == 5 && right.len() == 4);
    }
    if digits(right) {
        return left.eq_ignore_ascii_case("mid") || left == "x";
    }
    has(&WORDS.prefixes, left) && (left != "e" && left != "E" || right.len() > 2) || has(&WORDS.prefixes, &format!("{left}-{right}"))
}

/// Whether `left/right` is one token: dates and fractions, and abbreviations of two single letters.
pub(super) fn slash_joins(left: &str, right: &str) -> bool {
    let number = |s: &str| s.split('/').all(digits);
    (number(left) && digits(right) && right.len() <= 4)
        || (left.chars().count() == 1 && right.chars().count() == 1)
        || (matches!(left, "w" | "W") && right.len() <= 3)
}

/// A word that a speaker broke off ("th- the"): a few letters, a hyphen, a blank, and no word that the hyphen could lead to.
pub(super) fn is_broken_off(word: &str, rest: &str, previous: Option<&str>) -> bool {
    rest == "-" && word.len() <= 2 && word.chars().all(char::is_alphabetic) && previous != Some("-") && previous != Some("'s")
}
