//! Where in a report a dispute is spoken of. In: a report that is on many disputes at once, a dispute. Out: whether a signal stands in a
//! passage on it.
//!
//! A speech to an assembly goes round the world: that it names a dispute on one page does not make every word on one of the parties a word on
//! that dispute. Thanks to a host are no stand on its embargo, and "the occupation" is that of whoever is spoken of there.

use crate::model::Model;
use crate::terms::{Hit, Mark};
use demarche_source::Span;
use std::collections::BTreeSet;

/// Words at most between two sides that are named in one breath, and bytes between them and the signal.
const JOINT: usize = 8;

/// The words of one dispute in one report, from left to right.
pub(crate) struct Passages<'t> {
    text: &'t str,
    hits: Vec<Hit>,
    /// For each side, whether its members are parties to no other dispute.
    sole: Vec<bool>,
}

impl<'t> Passages<'t> {
    pub fn new(model: &Model, others: &[Model], text: &'t str) -> Self {
        let elsewhere = |code: &str| others.iter().any(|o| o.name != model.name && o.member_of(code).is_some());
        let sole = model.members.iter().map(|side| !side.is_empty() && side.iter().all(|code| !elsewhere(code))).collect();
        Self { text, hits: model.hits(text), sole }
    }

    /// The words of the dispute in the sentences of a signal.
    fn near(&self, span: Span) -> Vec<&Hit> {
        let (from, to) = sentence(self.text, span.start as usize, span.end as usize);
        self.hits.iter().filter(|h| h.end > from && h.start < to).collect()
    }

    /// Whether the sentence of a signal names both sides in one breath: "the right of the isle, and that of the realm".
    pub fn joins(&self, span: Span) -> bool {
        let near = self.near(span);
        let named: Vec<&&Hit> = near.iter().filter(|h| h.mark.names()).collect();
        named
            .windows(2)
            .any(|w| joined(self.text, w[0], w[1]) && w[1].end + JOINT > span.start as usize && w[0].start < span.end as usize + JOINT)
    }

    /// Whether the sentence of a signal is on the dispute: it names the matter, or both sides, or a side that is known for nothing else, or a
    /// side beside something of its own.
    pub fn speaks(&self, span: Span) -> bool {
        let near = self.near(span);
        if near.iter().any(|h| matches!(h.mark, Mark::Matter | Mark::Topic)) {
            return true;
        }
        let named: BTreeSet<usize> = near.iter().filter(|h| h.mark.names()).filter_map(|h| h.mark.side()).collect();
        let sides: BTreeSet<usize> = near.iter().filter_map(|h| h.mark.side()).collect();
        let words: BTreeSet<&str> = near.iter().filter_map(|h| self.text.get(h.start..h.end)).collect();
        let own = near.iter().any(|h| matches!(h.mark, Mark::Term(_) | Mark::Deed(_)));
        let sole = near.iter().any(|h| matches!(h.mark, Mark::Name(side) if self.sole.get(side) == Some(&true)));
        !named.is_empty() && (sole || sides.len() > 1 || own && words.len() > 1)
    }
}

/// First and last byte of the sentences that hold a range: an end is a full stop, a question mark or an exclamation mark before a blank and a
/// capital, or an empty line.
fn sentence(text: &str, start: usize, end: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let ends = |i: usize| {
        let after = bytes.get(i + 1..).unwrap_or_default();
        let rest = after.iter().position(|b| !b.is_ascii_whitespace());
        let capital = rest.is_some_and(|n| n > 0 && (after[n].is_ascii_uppercase() || !after[n].is_ascii_alphanumeric()));
        let blank = bytes[i] == b'\n' && after.first() == Some(&b'\n');
        blank || (matches!(bytes[i], b'.' | b'?' | b'!') && (capital || rest.is_none()))
    };
    let end = end.min(bytes.len());
    let from = (0..start.min(end)).rev().find(|&i| ends(i)).map_or(0, |i| i + 1);
    let to = (end.saturating_sub(1)..bytes.len()).find(|&i| ends(i)).unwrap_or(bytes.len());
    (from, to)
}

/// Whether the words between two names join two sides.
pub(crate) fn joined(text: &str, first: &Hit, next: &Hit) -> bool {
    let words: Vec<&str> = text.get(first.end..next.start).unwrap_or("").split_whitespace().collect();
    first.mark.side() != next.mark.side() && words.len() <= JOINT && words.iter().any(|w| matches!(*w, "and" | "nor" | "or" | "both"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot find its words must fail
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    fn check(dispute: &str, text: &str, words: &str, expected: bool) {
        let lexicon = Lexicon::embedded();
        let models = crate::models(lexicon, lexicon.disputes());
        let model = models.iter().find(|m| m.id == dispute).unwrap();
        let at = text.find(words).unwrap() as u32;
        let span = Span { start: at, end: at + words.len() as u32 };
        let p = Passages::new(model, &models, text);
        assert_eq!(p.speaks(span), expected, "{dispute}: {words} {:?} {:?}", p.near(span), p.sole);
    }

    #[test]
    fn the_words_about_a_signal_tell() {
        let page = "Much else was said. ".repeat(2);
        let speech =
            format!("We thank the United States for its welcome. {page} The blockade against Cuba must end, and we say so to Washington.");
        check("cuba-embargo", &speech, "We thank the United States", false);
        check("cuba-embargo", &speech, "must end", true);
        let speech =
            format!("The occupation of our three islands and their annexation are illegal. {page} The settlements of Israel must stop.");
        check("israel-palestine", &speech, "The occupation of our three islands", false);
        check("israel-palestine", &speech, "must stop", true);
        check("israel-palestine", "We stand with the people of Palestine.", "We stand", true);
        let both = "We recognise the right of Israel and of the Palestinians to live in peace.";
        let lexicon = Lexicon::embedded();
        let models = crate::models(lexicon, lexicon.disputes());
        let model = models.iter().find(|m| m.id == "israel-palestine").unwrap();
        let passages = Passages::new(model, &models, both);
        assert!(passages.joins(Span { start: 0, end: 35 }));
        let one = "We condemn the attack of Israel on the Palestinians.";
        assert!(!Passages::new(model, &models, one).joins(Span { start: 0, end: 50 }));
        check("golan", "We condemn the bombardment by the Syrian government.", "We condemn", false);
    }
}
