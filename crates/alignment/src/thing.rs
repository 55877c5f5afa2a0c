//! An actor's attitude to a thing, whoever is served by it: "the award is binding", "that award is waste paper".
//!
//! In: a signal. Out: the texts, decisions and undertakings that it judges, each with a value on [-1, 1] that the same calculus gives when
//! the thing stands where a side of a dispute would. It never compares two signals.

use crate::model::Model;
use crate::value::{Calculus, Val};
use demarche_lexicon::Lexicon;
use demarche_signals::{Content, Signal};
use std::collections::BTreeSet;

/// A thing named in a signal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// Head noun in the singular, in lower case.
    pub head: String,
    /// Numbers, names and adjectives that tell it from others of its kind.
    pub marks: BTreeSet<String>,
}

impl Thing {
    /// Whether the two may be one: the same noun, and no mark of one kind that differs.
    pub fn may_be(&self, other: &Self) -> bool {
        let number = |t: &Self| t.marks.iter().filter(|m| m.starts_with(|c: char| c.is_ascii_digit())).cloned().collect::<BTreeSet<_>>();
        let name = |t: &Self| t.marks.iter().filter(|m| m.starts_with(char::is_uppercase)).cloned().collect::<BTreeSet<_>>();
        let agree = |a: BTreeSet<String>, b: BTreeSet<String>| a.is_empty() || b.is_empty() || !a.is_disjoint(&b);
        self.head == other.head && agree(number(self), number(other)) && agree(name(self), name(other))
    }
}

/// The things that a signal judges, with the actor's attitude to each.
pub fn attitudes(lexicon: &Lexicon, signal: &Signal) -> Vec<(Thing, Val)> {
    let mut named = BTreeSet::new();
    signal.content.iter().for_each(|c| collect(lexicon, c, &mut named, 0));
    let value = |thing: &Thing| {
        let model = Model::of_thing(&thing.head);
        Calculus { lexicon, model: &model, in_play: 0.0, actor: signal.actor.as_str() }.stance(signal)
    };
    named.into_iter().map(|t| (value(&t), t)).filter(|(v, _)| v.some()).map(|(v, t)| (t, v)).collect()
}

fn collect(lexicon: &Lexicon, content: &Content, all: &mut BTreeSet<Thing>, depth: usize) {
    if depth > 6 {
        return;
    }
    let mut deeper = |list: &[Content]| list.iter().for_each(|c| collect(lexicon, c, all, depth + 1));
    match content {
        Content::Event { agent, theme, other, .. } => {
            deeper(agent);
            deeper(theme);
            other.iter().for_each(|(_, c)| deeper(std::slice::from_ref(c)));
        }
        Content::Phrase { inside, .. } => deeper(inside),
        Content::Principle { bearing, .. } => deeper(bearing),
        Content::Entity { .. } => {}
    }
    all.extend(named(lexicon, content.text()));
}

/// The thing that a definite noun phrase names; `None` for clauses, indefinite phrases and other nouns.
fn named(lexicon: &Lexicon, text: &str) -> Option<Thing> {
    let (head, marks) = noun_phrase(text)?;
    let singular = head.strip_suffix('s').unwrap_or(&head).to_owned();
    let head = [head, singular].into_iter().find(|w| lexicon.class_has("instruments", w))?;
    Some(Thing { head, marks })
}

/// Whether a content is a noun phrase with the given head.
pub(crate) fn is_named(content: &Content, head: &str) -> bool {
    noun_phrase(content.text()).is_some_and(|(found, _)| found == head || found.strip_suffix('s') == Some(head))
}

const DEFINITE: &[&str] = &["the", "this", "that", "these", "those", "its", "his", "her", "our", "their", "my"];
const BEFORE: &[&str] = &["of", "to", "on", "at", "in", "for", "with", "against", "about", "by", "from", "as", "toward", "towards", "upon"];
const AFTER: &[&str] = &[
    "that", "which", "who", "whose", "where", "of", "on", "in", "by", "under", "for", "to", "with", "between", "against", "from", "at",
    "over", "among", "as", "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "may", "must", "should",
    "does", "did", "do", "not", "and", "or", "but",
];

/// Head and marks of a definite noun phrase, up to what follows its head.
fn noun_phrase(text: &str) -> Option<(String, BTreeSet<String>)> {
    let words: Vec<&str> = text.split_whitespace().skip_while(|w| BEFORE.contains(w)).collect();
    let mut phrase: Vec<&str> = Vec::new();
    for word in words.iter().take(8) {
        if !phrase.is_empty() && AFTER.contains(word) {
            break;
        }
        phrase.push(word.trim_matches(|c: char| !c.is_alphanumeric()));
        if word.ends_with([',', ';', ':', '.']) {
            break;
        }
    }
    let first = phrase.first()?.to_lowercase();
    let owner = |w: &&str| w.ends_with("'s") || w.ends_with("’s");
    if !DEFINITE.contains(&first.as_str()) && !phrase.iter().any(owner) {
        return None;
    }
    let (head, before) = phrase.split_last()?;
    let telling =
        |w: &&&str| !DEFINITE.contains(&w.to_lowercase().as_str()) && w.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    let marks = before.iter().filter(telling).map(|w| w.trim_end_matches("'s").trim_end_matches("’s").to_owned()).collect();
    Some((head.to_lowercase(), marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(text: &str) -> Option<Thing> {
        named(Lexicon::embedded(), text)
    }

    #[test]
    fn definite_instruments_are_things() {
        assert_eq!(thing("the 2016 award, which").unwrap().head, "award");
        assert_eq!(thing("to the Council's resolution on the isle").unwrap().head, "resolution");
        assert!(thing("a treaty").is_none() && thing("the neighbour").is_none());
    }

    #[test]
    fn different_numbers_are_different_things() {
        let (a, b, c) = (thing("the 2016 treaty").unwrap(), thing("the 1992 treaty").unwrap(), thing("this treaty").unwrap());
        assert!(!a.may_be(&b) && a.may_be(&c) && b.may_be(&c));
    }
}
