//! Mixed-voices: two speakers, both authorised to speak for the actor, conflict.
//!
//! Holds when two voices that can be told apart serve different sides in one period, both with commitment.
//!
//! Example: the ministry demands withdrawal, the president blames the other camp for the war.
//! Counter-example: a minister and an opposition leader; a party's congratulation beside the government's silence.
//!
//! Strength: 0.75 times commitment for two named voices; 0.6 where one is the government as such.

use super::{Candidate, commitment, opposites};
use crate::evidence::{Item, View};
use crate::numbers::{FURTHER, TOP};
use crate::pair::Kind;
use demarche_signals::Channel;

/// Voices against voices.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let word = |i: &Item<'_>| i.is_word() && i.value().abs() >= FURTHER;
    if view.party.is_some() {
        return parties(view);
    }
    let mut pairs = opposites(view, TOP, word, word);
    pairs.retain(|(a, b)| a < b);
    let mut found: Vec<Candidate> = pairs.into_iter().filter_map(|(a, b)| make(view, a, b)).collect();
    found.extend(taken_back(view));
    found
}

/// One voice announces a change, another says within a fortnight that nothing has changed, or contradicts it.
fn taken_back(view: &View<'_>) -> Vec<Candidate> {
    let announces = |i: &Item<'_>| {
        i.usable()
            && i.aligned.explicit
            && i.value().abs() >= 0.6
            && (i.signal.marks.change || (i.signal.act.id.starts_with("withdraw") && !i.signal.act.pattern.starts_with("not ")))
    };
    let keeps = |i: &Item<'_>| {
        i.usable() && (i.signal.marks.unchanged || i.signal.marks.correction) && i.aligned.explicit && i.signal.channel == Channel::Word
    };
    let firsts: Vec<usize> = (0..view.items.len()).filter(|&i| announces(&view.items[i])).take(3).collect();
    let mut found = Vec::new();
    for a in firsts {
        let x = &view.items[a];
        let later = (0..view.items.len()).filter(|&b| {
            keeps(&view.items[b])
                && x.before(&view.items[b])
                && x.gap(&view.items[b]) <= 14
                && x.signal.report != view.items[b].signal.report
        });
        let opposed = later.filter(|&b| view.items[b].serves().is_none_or(|s| Some(s) != x.serves())).take(2);
        found.extend(
            opposed.map(|b| Candidate::new(Kind::MixedVoices, a, b, 0.65, "a change announced, and denied by another voice".to_owned())),
        );
    }
    found
}

/// A party's own two voices conflict only where one commits itself, in exact words, to the other side's case.
fn parties(view: &View<'_>) -> Vec<Candidate> {
    let word = |i: &Item<'_>| i.is_word() && i.value().abs() >= FURTHER && i.aligned.explicit && i.signal.marks.quoted;
    let mut pairs = opposites(view, TOP, word, word);
    pairs.retain(|(a, b)| a < b);
    let named = |i: usize| view.items[i].signal.speaker.is_some();
    pairs.into_iter().filter(|&(a, b)| named(a) && named(b)).filter_map(|(a, b)| make(view, a, b)).collect()
}

fn make(view: &View<'_>, a: usize, b: usize) -> Option<Candidate> {
    let (x, y) = (&view.items[a], &view.items[b]);
    let base = match (x.voice(), y.voice()) {
        (Some(p), Some(q)) if !same_person(&p, &q) => 0.75,
        (Some(_), None) | (None, Some(_)) if x.signal.report != y.signal.report || x.signal.marks.quoted || y.signal.marks.quoted => 0.6,
        _ => return None,
    };
    let name = |i: &Item<'_>| i.signal.speaker.as_ref().map_or("the government".to_owned(), |s| s.name.clone());
    let note = format!("{} and {} speak for different sides", name(x), name(y));
    Some(Candidate::new(Kind::MixedVoices, a, b, base * commitment(x, y), note))
}

/// "Xi" is "Xi Jinping": one name within the other is one person.
pub(super) fn same_person(a: &str, b: &str) -> bool {
    let part = |x: &str, y: &str| x.split_whitespace().next_back().is_some_and(|last| y.split_whitespace().any(|w| w == last));
    part(a, b) || part(b, a)
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    #[test]
    fn two_authorised_voices() {
        assert!(kinds(&[Sample::word("the minister", 0.7), Sample::word("the president", -0.6)]).contains(&("mixed-voices", None)));
    }

    #[test]
    fn one_voice_or_an_unauthorised_one() {
        assert!(kinds(&[Sample::word("Ana Marin", 0.7), Sample::word("Marin", -0.6)]).iter().all(|k| k.0 != "mixed-voices"));
        assert!(kinds(&[Sample::word("the minister", 0.7), Sample::word("the opposition leader", -0.6).unauthorised()]).is_empty());
    }
}
