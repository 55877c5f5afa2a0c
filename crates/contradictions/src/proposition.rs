//! What somebody said, taken apart far enough to see whether two sayings are contrary. In: a signal. Out: [`Proposition`].
//!
//! Co-reference of events is central to contradiction (de Marneffe, Rafferty and Manning 2008): two propositions are compared only where nearly
//! all words of the shorter are in the other, actors by their codes, things by their class.

use demarche_lexicon::{Lexicon, atoms};
use demarche_signals::Signal;
use std::collections::BTreeSet;

/// Words and polarity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposition {
    /// Stems, classes and codes.
    pub words: BTreeSet<String>,
    /// Said not to be so.
    pub negative: bool,
    /// Said of what is or was, not of what will be.
    pub of_record: bool,
}

const NEGATORS: &[&str] = &["not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "cannot", "without", "t"];
const PLANS: &[&str] = &["will", "shall", "would", "must", "should", "may", "might", "intend", "plan", "cannot"];
/// Words that say nothing of the matter.
const LIGHT: &[&str] = &[
    "that",
    "this",
    "these",
    "those",
    "have",
    "been",
    "were",
    "with",
    "from",
    "their",
    "there",
    "they",
    "them",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "would",
    "shall",
    "should",
    "must",
    "about",
    "after",
    "before",
    "again",
    "also",
    "only",
    "just",
    "very",
    "more",
    "most",
    "than",
    "then",
    "into",
    "onto",
    "over",
    "under",
    "such",
    "some",
    "other",
    "said",
    "says",
    "told",
    "country",
    "government",
    "state",
    "people",
    "issue",
    "situation",
    "position",
    "minister",
    "president",
    "ministry",
    "foreign",
    "prime",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "today",
    "yesterday",
    "week",
    "year",
    "time",
    "make",
    "take",
    "come",
    "goes",
    "going",
    "does",
    "done",
    "both",
    "between",
    "because",
    "during",
    "being",
    "every",
    "each",
    "could",
    "might",
    "his",
    "her",
    "our",
    "its",
];
/// Classes of the lexicon whose words name one thing.
const CLASSES: &[&str] = &["troops", "bombs", "missiles", "weapons", "sanctions"];

/// The proposition of a signal: of its quoted words, where there are any.
pub fn of(lexicon: &Lexicon, signal: &Signal) -> Proposition {
    let text = quoted(&signal.quote);
    let mut p = Proposition { of_record: true, ..Proposition::default() };
    let mut negators = 0;
    for atom in atoms(text, 0) {
        let word = atom.text.to_lowercase();
        negators += usize::from(NEGATORS.contains(&word.as_str()));
        p.of_record &= !PLANS.contains(&word.as_str());
        let named = lexicon.names(&[atom.text.as_ref()]).iter().filter_map(|n| n.code.clone()).next();
        match named.filter(|_| atom.text.chars().next().is_some_and(char::is_uppercase)) {
            Some(code) if code == signal.actor => {}
            Some(code) => drop(p.words.insert(code.to_string())),
            None => p.words.extend(content_word(lexicon, &word)),
        }
    }
    let act = lexicon.act(&signal.act.id);
    let denies = act.is_some_and(|a| a.operator == "deny" || a.plover.as_deref() == Some("REJECT"));
    p.negative = (negators > 0) != denies;
    p
}

/// The words between the first pair of quotation marks, if they are most of what is told; else all.
fn quoted(text: &str) -> &str {
    let marks = ['“', '”', '"'];
    let inner = text.split(marks).max_by_key(|part| part.len()).unwrap_or(text);
    if text.contains(marks) && inner.len() > 20 { inner } else { text }
}

fn content_word(lexicon: &Lexicon, word: &str) -> Option<String> {
    let one = word.strip_suffix('s').unwrap_or(word);
    if let Some(class) = CLASSES.iter().find(|c| lexicon.class_has(c, word) || lexicon.class_has(c, one)) {
        return Some((*class).to_owned());
    }
    if word.chars().count() < 4 || LIGHT.contains(&word) || NEGATORS.contains(&word) {
        return None;
    }
    let stem = ["ing", "ed", "es", "s"].iter().find_map(|s| word.strip_suffix(s).filter(|rest| rest.len() > 3)).unwrap_or(word);
    Some(stem.trim_end_matches('e').to_owned())
}

/// Share of the shorter proposition's words that the other has too; 0 if they share fewer than two.
pub fn same_matter(a: &Proposition, b: &Proposition) -> f32 {
    let shared = a.words.intersection(&b.words).count();
    let least = a.words.len().min(b.words.len());
    if shared < 2 { 0.0 } else { shared as f32 / least as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::Sample;

    #[test]
    fn contraries_share_their_words() {
        let p = |text: &str| of(Lexicon::embedded(), &Sample::word("A", 0.0).saying(text).signal);
        let (no, yes, other) =
            (p("We will not deliver these bombs."), p("The bombs will be delivered after all."), p("The bridge will be opened."));
        assert!(no.negative && !yes.negative && !no.of_record);
        assert!(same_matter(&no, &yes) > 0.9 && same_matter(&no, &other) == 0.0);
    }
}
