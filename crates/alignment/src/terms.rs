//! Terms and names of a dispute, found in running words. In: terms with what they mark. Out: hits, longest first at each place.
//!
//! A capital letter in a term must be in the text; common nouns match in singular and plural. Possessives make no difference.

use demarche_lexicon::atoms;
use std::collections::BTreeMap;

/// What a term marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// A member's own name.
    Name(usize),
    /// A word that stands for a side.
    Term(usize),
    /// A deed of a side.
    Deed(usize),
    /// The matter itself.
    Matter,
    /// A word of the name that a user gave to the matter: of it only where the report is on the dispute.
    Topic,
}

impl Mark {
    /// Whether it names a side.
    pub fn names(self) -> bool {
        matches!(self, Self::Name(_) | Self::Term(_))
    }

    /// Index of the side, if it marks one.
    pub fn side(self) -> Option<usize> {
        match self {
            Self::Name(side) | Self::Term(side) | Self::Deed(side) => Some(side),
            Self::Matter | Self::Topic => None,
        }
    }
}

/// A term found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// What it marks.
    pub mark: Mark,
    /// First byte in the text searched.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

#[derive(Clone, Debug)]
struct Term {
    atoms: Vec<String>,
    cased: bool,
    mark: Mark,
}

/// Terms by their first atom in lower case.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    by_first: BTreeMap<String, Vec<Term>>,
}

const ARTICLES: [&str; 3] = ["the", "a", "an"];

impl Terms {
    /// Adds a term. One without letters is left out.
    pub fn add(&mut self, text: &str, mark: Mark) {
        let mut parts: Vec<String> = atoms(text, 0).into_iter().map(|a| a.text.into_owned()).collect();
        if parts.len() > 1 && ARTICLES.contains(&parts[0].to_lowercase().as_str()) {
            parts.remove(0);
        }
        let Some(first) = parts.first().map(|p| p.to_lowercase()) else { return };
        let cased = parts.iter().any(|p| p.chars().any(char::is_uppercase));
        let list = self.by_first.entry(first).or_default();
        if list.iter().any(|t| t.atoms == parts) {
            return; // the first meaning stands: terms of a file come before names
        }
        list.push(Term { atoms: parts, cased, mark });
        list.sort_by(|a, b| b.atoms.len().cmp(&a.atoms.len()).then_with(|| a.atoms.cmp(&b.atoms)));
    }

    /// First atoms of all terms, in lower case.
    pub fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(String::as_str)
    }

    /// All hits in the text, from left to right, none inside another.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let words = atoms(text, 0);
        let mut hits = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let found = [words[i].text.to_lowercase(), singular(&words[i].text.to_lowercase()).to_owned()]
                .iter()
                .filter_map(|key| self.by_first.get(key))
                .flatten()
                .find(|t| t.atoms.len() <= words.len() - i && t.atoms.iter().zip(&words[i..]).all(|(a, w)| same(a, &w.text, t.cased)));
            match found {
                Some(term) => {
                    let last = i + term.atoms.len() - 1;
                    hits.push(Hit { mark: term.mark, start: words[i].span.start as usize, end: words[last].span.end as usize });
                    i = last + 1;
                }
                None => i += 1,
            }
        }
        hits
    }
}

fn same(term: &str, word: &str, cased: bool) -> bool {
    if cased && term.chars().any(char::is_uppercase) {
        return term == word || (word.chars().all(|c| !c.is_lowercase()) && word.chars().count() > 3 && term.to_uppercase() == word);
    }
    let (term, word) = (term.to_lowercase(), word.to_lowercase());
    term == word || singular(&term) == singular(&word)
}

fn singular(word: &str) -> &str {
    if word.len() > 3 && !word.ends_with("ss") { word.strip_suffix('s').unwrap_or(word) } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_match_by_case_number_and_length() {
        let mut terms = Terms::default();
        for (text, mark) in [
            ("the Kremlin", Mark::Term(1)),
            ("settlement", Mark::Deed(1)),
            ("settlement activity", Mark::Deed(0)),
            ("Polisario Front", Mark::Term(0)),
        ] {
            terms.add(text, mark);
        }
        let marks = |text: &str| terms.find(text).into_iter().map(|h| h.mark).collect::<Vec<_>>();
        assert_eq!(marks("The Kremlin's settlements and settlement activity"), [Mark::Term(1), Mark::Deed(1), Mark::Deed(0)]);
        assert_eq!(marks("kremlin, polisario front"), []);
        assert_eq!(marks("POLISARIO FRONT"), [Mark::Term(0)]);
    }
}
