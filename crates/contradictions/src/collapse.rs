//! What is told twice counts once. In: items in order. Out: items, each with the signals that only repeat it.
//!
//! Copies: the same act in a syndicated copy, in a heading and its body, in near the same words; a vote told in prose and in the record; a
//! statement and what is stated in it.

use crate::evidence::{Item, order};
use demarche_signals::Channel;
use std::collections::{BTreeMap, BTreeSet};

/// One act told several times counts once: the most telling report of it stands for all.
pub fn collapse(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut kept: Vec<Item<'_>> = Vec::with_capacity(items.len());
    let mut said: Vec<Words> = Vec::with_capacity(items.len());
    let mut by_key: BTreeMap<(Channel, Option<bool>, String), Vec<usize>> = BTreeMap::new();
    for item in items {
        let words = Words::of(&item.signal.quote);
        // a vote told without the direction of its text is the vote in the record
        let key = (item.signal.channel, item.serves().filter(|_| !item.is_vote()), group(&item));
        let same = by_key
            .get(&key)
            .and_then(|list| list.iter().copied().rev().take(24).find(|&i| same_telling(&kept[i], &item, said[i].like(&words))));
        match same {
            Some(i) => {
                let before = kept[i].signal;
                merge(&mut kept[i], item);
                if !std::ptr::eq(before, kept[i].signal) {
                    said[i] = words;
                }
            }
            None => {
                by_key.entry(key).or_default().push(kept.len());
                kept.push(item);
                said.push(words);
            }
        }
    }
    kept.sort_by(order);
    utterances(kept)
}

/// A statement and what is coded inside it are one utterance: the part that says most of the dispute stands for both.
fn utterances(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut kept: Vec<Item<'_>> = Vec::with_capacity(items.len());
    let mut by_report: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for item in items {
        let within = |k: &Item<'_>| {
            let (a, b) = (k.signal, item.signal);
            let holder = |s: &demarche_signals::Signal| matches!(s.act.id.as_str(), "state" | "statement");
            let spans = a.spans.iter().any(|x| b.spans.iter().any(|y| x.contains(*y) || y.contains(*x)));
            let compatible = k.serves().is_none() || item.serves().is_none() || k.serves() == item.serves();
            a.report == b.report
                && a.report != "votes"
                && a.channel == Channel::Word
                && b.channel == Channel::Word
                && spans
                && compatible
                && (holder(a) || holder(b))
        };
        let here = by_report.entry(item.signal.report.as_str()).or_default();
        match here.iter().copied().rev().find(|&i| within(&kept[i])) {
            Some(i) => merge(&mut kept[i], item),
            None => {
                here.push(kept.len());
                kept.push(item);
            }
        }
    }
    kept.sort_by(order);
    kept
}

fn group(item: &Item<'_>) -> String {
    match &item.signal.vote {
        Some(v) => format!("{:?}", v.cast),
        None => item.signal.act.id.to_string(),
    }
}

/// Whether two items tell one act; `near` is how many of their words they share.
fn same_telling(a: &Item<'_>, b: &Item<'_>, near: f32) -> bool {
    if let (Some(x), Some(y)) = (&a.signal.vote, &b.signal.vote) {
        let symbols = x.symbol.as_deref().zip(y.symbol.as_deref());
        return symbols.map_or(a.gap(b) <= 2 || a.date.is_none() || b.date.is_none(), |(m, n)| m == n);
    }
    let same_report = a.signal.report == b.signal.report;
    let copies = a.report.zip(b.report).is_some_and(|(x, y)| !same_report && x.original() == y.original());
    let dates = a.date.zip(b.date).is_none_or(|(x, y)| x.gap_days(y) <= 1);
    let voices = a.voice().zip(b.voice()).is_none_or(|(x, y)| x == y);
    let heading = same_report && (a.signal.marks.heading != b.signal.marks.heading);
    let target = a.signal.target == b.signal.target;
    (copies && (near >= 0.5 || (target && dates)))
        || (heading && dates && voices && (target || near >= 0.3))
        || (dates && voices && near >= 0.6)
}

/// Shared words of two quotations, over the shorter.
pub fn likeness(a: &str, b: &str) -> f32 {
    Words::of(a).like(&Words::of(b))
}

/// The longer words of a quotation, read once to be compared with many.
struct Words {
    long: BTreeSet<String>,
    negated: bool,
}

impl Words {
    fn of(text: &str) -> Self {
        let long = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect();
        Self { long, negated: negated(text) }
    }

    fn like(&self, other: &Self) -> f32 {
        // "will" and "will not" are no two tellings of one thing
        if self.negated != other.negated {
            return 0.0;
        }
        let least = self.long.len().min(other.long.len());
        if least == 0 { 0.0 } else { self.long.intersection(&other.long).count() as f32 / least as f32 }
    }
}

fn negated(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|w| matches!(w, "not" | "never" | "no" | "No" | "Not" | "none" | "cannot" | "neither" | "t"))
}

fn merge<'a>(kept: &mut Item<'a>, other: Item<'a>) {
    let rank = |i: &Item<'_>| {
        (
            i.signal.report == "votes",
            i.usable(),
            i.value() != 0.0,
            !i.signal.marks.heading,
            i.signal.marks.quoted,
            !matches!(i.signal.act.id.as_str(), "state" | "statement"),
            (i.value().abs() * 100.0) as i32,
        )
    };
    let mut copies = std::mem::take(&mut kept.copies);
    let mut sources = kept.sources.clone();
    sources.extend(other.sources.iter().cloned());
    let keep_new = rank(&other) > rank(kept);
    copies.push(if keep_new { kept.signal.id.clone() } else { other.signal.id.clone() });
    copies.extend(other.copies.iter().cloned());
    if keep_new {
        *kept = other;
    }
    kept.copies = copies;
    kept.sources = sources;
}
