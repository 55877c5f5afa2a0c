//! Signals as evidence: what is asserted, who may speak, what is told twice. In: aligned signals of one actor on one dispute. Out: [`View`].
//!
//! Order is by date, source hash and place in the text, so that the order of the input makes no difference.

use crate::meta::ReportMeta;
use crate::numbers::SERVES;
use demarche_actors::Authority;
use demarche_alignment::{Aligned, Model};
use demarche_lexicon::Lexicon;
use demarche_signals::{Channel, LinkKind, Signal};
use demarche_source::{DateRange, SmolStr};
use std::collections::{BTreeMap, BTreeSet};

/// One signal as evidence.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The signal.
    pub signal: &'a Signal,
    /// Its alignment.
    pub aligned: &'a Aligned,
    /// Its report; none for a roll call.
    pub report: Option<&'a ReportMeta>,
    /// When it was done, else when it was reported.
    pub date: Option<DateRange>,
    /// Why it does not count as asserted, if so.
    pub unasserted: Option<(&'static str, String)>,
    /// Whether the voice binds the actor.
    pub authorised: bool,
    /// Further signals that only repeat this one.
    pub copies: Vec<SmolStr>,
    /// Independent reports that tell it.
    pub sources: BTreeSet<SmolStr>,
}

impl Item<'_> {
    /// Asserted and authorised.
    pub fn usable(&self) -> bool {
        self.unasserted.is_none() && self.authorised
    }

    /// Value on the scale.
    pub fn value(&self) -> f32 {
        self.aligned.value
    }

    /// Serves the first side (true), the other (false), or none.
    pub fn serves(&self) -> Option<bool> {
        (self.value().abs() >= SERVES).then_some(self.value() > 0.0)
    }

    /// Whether this is a vote.
    pub fn is_vote(&self) -> bool {
        self.signal.channel == Channel::Vote
    }

    /// Whether this is a word that commits (no refusal, no silence).
    pub fn is_word(&self) -> bool {
        self.signal.channel == Channel::Word && !self.evasive()
    }

    /// A label or an answer refused.
    pub fn evasive(&self) -> bool {
        self.signal.marks.evasive || (self.aligned.withheld && self.signal.channel == Channel::Word)
    }

    /// Days between two items; 0 if a date is unknown.
    pub fn gap(&self, other: &Self) -> i32 {
        self.date.zip(other.date).map_or(0, |(a, b)| a.gap_days(b))
    }

    /// Whether this is surely before the other.
    pub fn before(&self, other: &Self) -> bool {
        self.date.zip(other.date).is_some_and(|(a, b)| a.to < b.from)
    }

    /// The name under which a speaker is told apart; none for the government as such.
    pub fn voice(&self) -> Option<String> {
        self.signal.speaker.as_ref().map(|s| s.name.to_lowercase())
    }
}

/// All evidence on one actor and dispute.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// Vocabulary.
    pub lexicon: &'a Lexicon,
    /// The dispute.
    pub model: &'a Model,
    /// After collapsing, in order.
    pub items: Vec<Item<'a>>,
    /// Side of which the actor is a member.
    pub party: Option<usize>,
    /// Signals of the actor that bear on other disputes.
    pub elsewhere: Vec<Item<'a>>,
    /// Number of signals collapsed.
    pub collapsed: usize,
}

impl<'a> View<'a> {
    /// Builds the view.
    pub fn new(
        lexicon: &'a Lexicon,
        model: &'a Model,
        actor: &str,
        signals: &[(&'a Signal, &'a Aligned)],
        elsewhere: &[(&'a Signal, &'a Aligned)],
        reports: &'a BTreeMap<SmolStr, ReportMeta>,
    ) -> Self {
        let mut items: Vec<Item<'a>> = signals.iter().map(|(s, a)| item(lexicon, s, a, reports)).collect();
        items.sort_by(|a, b| order(a, b));
        let before = items.len();
        let items = collapse(items);
        let mut elsewhere: Vec<Item<'a>> = elsewhere.iter().map(|(s, a)| item(lexicon, s, a, reports)).collect();
        elsewhere.sort_by(|a, b| order(a, b));
        elsewhere.truncate(200);
        Self { lexicon, model, collapsed: before - items.len(), items, party: model.member_of(actor), elsewhere }
    }

    /// Indices of usable items.
    pub fn usable(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(|&i| self.items[i].usable())
    }

    /// The strongest items that serve the given end and pass a filter, strongest first, at most `limit`.
    pub fn strongest(&self, first: bool, limit: usize, keep: impl Fn(&Item<'a>) -> bool) -> Vec<usize> {
        let mut found: Vec<usize> =
            (0..self.items.len()).filter(|&i| self.items[i].serves() == Some(first) && keep(&self.items[i])).collect();
        found.sort_by(|&a, &b| {
            let key = |i: usize| (self.items[i].usable(), self.items[i].aligned.explicit);
            key(b).cmp(&key(a)).then(self.items[b].value().abs().total_cmp(&self.items[a].value().abs())).then(a.cmp(&b))
        });
        found.truncate(limit);
        found
    }
}

fn order(a: &Item<'_>, b: &Item<'_>) -> std::cmp::Ordering {
    fn key<'k>(i: &'k Item<'_>) -> (Option<DateRange>, Option<&'k str>, &'k str, Option<demarche_source::Span>, &'k str, &'k str) {
        let sha = i.report.map(|r| r.sha256.as_str());
        let symbol = i.signal.vote.as_ref().and_then(|v| v.symbol.as_deref()).unwrap_or("");
        (i.date, sha, symbol, i.signal.spans.first().copied(), i.signal.act.id.as_str(), i.signal.quote.as_str())
    }
    key(a).cmp(&key(b))
}

fn item<'a>(lexicon: &Lexicon, signal: &'a Signal, aligned: &'a Aligned, reports: &'a BTreeMap<SmolStr, ReportMeta>) -> Item<'a> {
    let report = reports.get(&signal.report);
    let date = signal.date.or_else(|| report.and_then(|r| r.published).map(DateRange::day));
    let sources = report.map(|r| r.original().clone()).into_iter().collect();
    Item {
        signal,
        aligned,
        report,
        date,
        unasserted: unasserted(lexicon, signal),
        authorised: authorised(signal),
        copies: Vec::new(),
        sources,
    }
}

/// Why a signal is not asserted: the check's name, and words.
fn unasserted(lexicon: &Lexicon, signal: &Signal) -> Option<(&'static str, String)> {
    let marks = signal.marks;
    let upheld = |v: &demarche_signals::VoteTold| {
        let withheld = matches!(v.cast, demarche_source::Cast::Abstain | demarche_source::Cast::Absent);
        withheld && v.explanation.as_deref().is_some_and(crate::checks::upholds)
    };
    if signal.vote.as_ref().is_some_and(upheld) {
        return Some(("explained-vote", "a vote withheld whose explanation upholds the aim of the text".to_owned()));
    }
    if signal.vote.as_ref().is_some_and(|v| v.procedural) {
        return Some(("procedural-vote", "a vote on procedure".to_owned()));
    }
    let link = |kind: LinkKind| signal.attribution.iter().find(|l| l.kind == kind);
    if let Some(l) = link(LinkKind::Hearsay).or_else(|| link(LinkKind::Anonymous)) {
        return Some(("hearsay", format!("vouched for by “{}” only", l.name)));
    }
    if let Some(l) = signal.attribution.iter().find(|l| l.kind == LinkKind::Other && l.code.as_ref() != Some(&signal.actor)) {
        return Some(("quoted-third-party", format!("the words of {}", l.name)));
    }
    if signal.speaker.as_ref().is_some_and(|s| s.anonymous && s.authority < Authority::State) {
        return Some(("hearsay", "an unnamed voice".to_owned()));
    }
    if marks.question || marks.conditional {
        return Some(("hypothetical", if marks.question { "a question" } else { "on a condition" }.to_owned()));
    }
    let act = lexicon.act(&signal.act.id);
    let threat = act.and_then(|a| a.plover.as_deref()).is_some_and(|p| matches!(p, "THREATEN" | "REQUEST" | "APPEAL" | "AGREE"));
    if marks.future && signal.channel != Channel::Word && !threat {
        return Some(("hypothetical", "not yet done".to_owned()));
    }
    if signal.factuality.scale().abs() < 2 {
        return Some(("hypothetical", format!("told as {}", signal.factuality.as_str())));
    }
    if marks.background && signal.date.is_none() {
        return Some(("background", "told as history, without a date".to_owned()));
    }
    None
}

fn authorised(signal: &Signal) -> bool {
    signal.speaker.as_ref().is_none_or(|s| s.authority > Authority::None)
}

/// One act told several times counts once: the most telling report of it stands for all.
fn collapse(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut kept: Vec<Item<'_>> = Vec::with_capacity(items.len());
    let mut by_key: BTreeMap<(Channel, Option<bool>, String), Vec<usize>> = BTreeMap::new();
    for item in items {
        let key = (item.signal.channel, item.serves(), group(&item));
        let same = by_key.get(&key).and_then(|list| list.iter().copied().rev().take(24).find(|&i| same_telling(&kept[i], &item)));
        match same {
            Some(i) => merge(&mut kept[i], item),
            None => {
                by_key.entry(key).or_default().push(kept.len());
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

fn same_telling(a: &Item<'_>, b: &Item<'_>) -> bool {
    if let (Some(x), Some(y)) = (&a.signal.vote, &b.signal.vote) {
        let symbols = x.symbol.as_deref().zip(y.symbol.as_deref());
        return symbols.map_or(a.gap(b) <= 2 || a.date.is_none() || b.date.is_none(), |(m, n)| m == n);
    }
    let same_report = a.signal.report == b.signal.report;
    let copies = a.report.zip(b.report).is_some_and(|(x, y)| !same_report && x.original() == y.original());
    let dates = a.date.zip(b.date).is_none_or(|(x, y)| x.gap_days(y) <= 1);
    let voices = a.voice().zip(b.voice()).is_none_or(|(x, y)| x == y);
    let heading = same_report && (a.signal.marks.heading != b.signal.marks.heading);
    let near = likeness(&a.signal.quote, &b.signal.quote);
    let target = a.signal.target == b.signal.target;
    (copies && (near >= 0.5 || (target && dates)))
        || (heading && dates && voices && (target || near >= 0.3))
        || (dates && voices && near >= 0.6)
}

/// Shared words of two quotations, over the shorter.
pub fn likeness(a: &str, b: &str) -> f32 {
    let words = |t: &str| -> BTreeSet<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(&b).count() as f32 / least as f32 }
}

fn merge<'a>(kept: &mut Item<'a>, other: Item<'a>) {
    let rank = |i: &Item<'_>| {
        (i.signal.report == "votes", i.usable(), !i.signal.marks.heading, i.signal.marks.quoted, (i.value().abs() * 100.0) as i32)
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
