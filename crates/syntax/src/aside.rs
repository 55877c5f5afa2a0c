//! Time phrases that wire copy puts between subject and verb ("Serbia on Tuesday demanded"). Treebanks have few of them, and a parser
//! trained there takes the day for a part of the subject. In: tokens. Out: the tokens to parse, and the tree with the phrase put back.
//!
//! It moves no word: the phrase hangs on the verb that follows it, where the treebanks' guidelines put it.

use crate::tree::{Deprel, Tree, Upos, Word, Xpos};
use demarche_source::Span;
use smol_str::SmolStr;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// After a day, these go on with the phrase or open another; no verb follows.
const NO_VERB: [&str; 48] = [
    "a",
    "an",
    "the",
    "and",
    "or",
    "but",
    "to",
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "after",
    "before",
    "as",
    "that",
    "when",
    "while",
    "morning",
    "afternoon",
    "evening",
    "night",
    "because",
    "over",
    "about",
    "against",
    "amid",
    "during",
    "between",
    "among",
    "into",
    "under",
    "near",
    "his",
    "her",
    "its",
    "their",
    "he",
    "she",
    "it",
    "they",
    "who",
    "which",
    "if",
    "following",
];

/// A time phrase that was set aside: its token indices, and the index of the token after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aside {
    first: usize,
    after: usize,
}

/// Finds the first such phrase: "[on] DAY" or "today" after a nominal token and before what must be a verb.
pub(crate) fn find(text: &str, tokens: &[Span]) -> Option<Aside> {
    let form = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    (1..tokens.len().saturating_sub(1)).find_map(|day| {
        if !DAYS.contains(&form(day)) && !matches!(form(day), "today" | "yesterday") {
            return None;
        }
        let first = if form(day - 1).eq_ignore_ascii_case("on") { day - 1 } else { day };
        let before = first.checked_sub(1).map_or("", form);
        let next = form(day + 1);
        let nominal = before.len() > 1 && before.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '’' | '\''));
        let subject = before.starts_with(char::is_uppercase) || before.ends_with('s') || before.ends_with("ment") || before.ends_with("er");
        let verb = next.len() > 2
            && next.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && !NO_VERB.contains(&next)
            && !next.ends_with("ing")
            && !next.ends_with("ly");
        (nominal && subject && verb).then_some(Aside { first, after: day + 1 })
    })
}

/// The tokens without the phrase.
pub(crate) fn without(tokens: &[Span], aside: Aside) -> Vec<Span> {
    tokens[..aside.first].iter().chain(&tokens[aside.after..]).copied().collect()
}

/// Puts the phrase back as a time adjunct of the verb that follows it, or of the root if that is no verb.
pub(crate) fn restore(text: &str, tokens: &[Span], aside: Aside, tree: &Tree) -> Tree {
    let gap = (aside.after - aside.first) as u32;
    let shift = |i: u32| if i >= aside.first as u32 { i + gap } else { i };
    let next = &tree.words()[aside.first];
    let holder = match next.upos {
        Upos::Verb => aside.first as u32,
        // "on Tuesday has demanded": the auxiliary's verb.
        Upos::Aux => next.head,
        _ => tree.root().map_or(0, |r| r as u32),
    };
    let holder = if holder == Word::ROOT { aside.first as u32 } else { holder };
    let day = (aside.after - 1) as u32;
    let put = |k: usize| {
        let span = tokens[k];
        let form = span.of(text);
        let plain = |lemma: SmolStr, upos, xpos, head, deprel| Word {
            span,
            lemma,
            upos,
            xpos,
            head,
            deprel,
            tag_confidence: 1.0,
            arc_confidence: 1.0,
        };
        if k as u32 != day {
            plain("on".into(), Upos::Adp, Xpos::In, day, Deprel::Case)
        } else if form.starts_with(char::is_uppercase) {
            let deprel = if gap == 2 { Deprel::Obl } else { Deprel::OblUnmarked };
            plain(form.into(), Upos::Propn, Xpos::Nnp, shift(holder), deprel)
        } else {
            plain(form.into(), Upos::Noun, Xpos::Nn, shift(holder), Deprel::OblUnmarked)
        }
    };
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for (i, word) in tree.words().iter().enumerate() {
        if i == aside.first {
            words.extend((aside.first..aside.after).map(put));
        }
        let head = if word.head == Word::ROOT { Word::ROOT } else { shift(word.head) };
        words.push(Word { head, ..word.clone() });
    }
    Tree::new(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Span> {
        let mut at = 0;
        text.split(' ')
            .map(|w| {
                let span = Span::new(at, at + w.len());
                at += w.len() + 1;
                span
            })
            .collect()
    }

    fn aside(text: &str) -> Option<String> {
        let tokens = tokens(text);
        find(text, &tokens).map(|a| tokens[a.first].join(tokens[a.after - 1]).of(text).to_owned())
    }

    #[test]
    fn only_between_subject_and_verb() {
        assert_eq!(aside("President Ada Lund on Saturday hosted her rival ."), Some("on Saturday".into()));
        assert_eq!(aside("The envoys Friday signed a pact ."), Some("Friday".into()));
        assert_eq!(aside("Norway said on Monday that it would ."), None);
        assert_eq!(aside("It met on Tuesday in Oslo ."), None);
        assert_eq!(aside("on Wednesday a court ruled"), None);
    }

    #[test]
    fn the_phrase_hangs_on_the_verb() {
        let (document, _) = crate::read("Norway on Saturday hosted the envoys of Chile.");
        let tree = &document.sentences[0].tree;
        let words = tree.words();
        assert_eq!(tree.root().map(|r| words[r].lemma.as_str()), Some("host"));
        assert_eq!((words[2].deprel, words[2].head, words[1].head), (Deprel::Obl, 3, 2));
        assert_eq!((words[0].deprel, words[0].head), (Deprel::Nsubj, 3));
    }
}
