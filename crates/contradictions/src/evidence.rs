//! Signals as evidence: what is asserted, who may speak, what is told twice. In: aligned signals of one actor on one dispute. Out: [`View`].
//!
//! Order is by date, source hash and place in the text, so that the order of the input makes no difference.

use crate::collapse::collapse;
use crate::meta::ReportMeta;
use crate::numbers::SERVES;
use crate::voices::{certainty, is_voice, official};
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
    /// Asserted, authorised, and saying something of the dispute.
    pub fn usable(&self) -> bool {
        self.unasserted.is_none() && self.authorised && self.bears()
    }

    /// Names a side or the matter, serves one, invokes a norm, or appeals to the parties.
    fn bears(&self) -> bool {
        if self.signal.channel == Channel::Act {
            return self.value() != 0.0;
        }
        let appeal = self.signal.act.plover.as_deref() == Some("APPEAL");
        self.aligned.explicit || self.value() != 0.0 || self.norm().is_some() || appeal
    }

    /// Value on the scale.
    pub fn value(&self) -> f32 {
        self.aligned.value
    }

    /// Serves the first side (true), the other (false), or none.
    pub fn serves(&self) -> Option<bool> {
        (self.value().abs() >= SERVES).then_some(self.value() > 0.0)
    }

    /// The norm that it affirms, by its id; the act's where the words name none.
    pub fn norm(&self) -> Option<&str> {
        let act = self.signal.act.id.as_str();
        let affirms = self.signal.channel == Channel::Word && (act == "affirm-principle" || act == "apply-principle");
        self.signal.principle.as_deref().or(affirms.then_some("principle"))
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
        let act = self.signal.act.id.as_str();
        let silent = act.starts_with("decline") || act == "ambiguous-non-answer";
        let withheld = self.aligned.withheld && self.signal.channel == Channel::Word && self.value() != 0.0;
        self.signal.marks.evasive || silent || withheld && !self.refuses()
    }

    /// A side refused in a named voice's exact words ("we have no reason to stand with the isle"): that is a line, and no silence.
    fn refuses(&self) -> bool {
        let named = self.signal.speaker.as_ref().is_some_and(|s| !s.anonymous);
        named && self.signal.marks.quoted && self.signal.factuality.is_negated() && self.value().abs() >= crate::numbers::COMMITS
    }

    /// An act that the actor itself, through a named voice, says it will or will not do: not done yet, but said.
    pub fn promises(&self) -> bool {
        let signal = self.signal;
        let ahead = signal.claim.as_ref().is_some_and(|c| c.ahead && c.firm);
        let sure = signal.factuality.scale().abs() >= 2 && !signal.marks.question && !signal.marks.conditional;
        ahead && sure && signal.speaker.is_some() && self.unasserted.as_ref().is_some_and(|(why, _)| *why == "hypothetical")
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
    /// The words in which the actor itself announces a change of line after the first item and no later than the second.
    pub fn announcement(&self, first: &Item<'_>, last: &Item<'_>) -> Option<SmolStr> {
        if last.signal.marks.change {
            return Some(last.signal.id.clone());
        }
        let says = |z: &&Item<'_>| z.signal.marks.change && z.unasserted.is_none() && z.authorised && first.before(z) && !last.before(z);
        self.items.iter().find(says).map(|z| z.signal.id.clone())
    }

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
        // alike in strength, the actor's exact words in the body say more than a paraphrase in a heading
        let key = |i: usize| {
            let (item, marks) = (&self.items[i], self.items[i].signal.marks);
            (item.usable(), item.aligned.explicit, (item.value().abs() * 10.0).round() as i32, marks.quoted, !marks.heading)
        };
        let order = |a: &usize, b: &usize| key(*b).cmp(&key(*a)).then(a.cmp(b));
        if limit > 0 && found.len() > limit {
            // the few are picked before they are sorted: where there are thousands that is most of the work
            found.select_nth_unstable_by(limit - 1, order);
        }
        found.truncate(limit);
        found.sort_by(order);
        found
    }
}

pub(crate) fn order(a: &Item<'_>, b: &Item<'_>) -> std::cmp::Ordering {
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
    let unknown = || ("unknown-direction", "the direction of the text voted on is not known".to_owned());
    let blind = (signal.vote.is_some() && aligned.value == 0.0).then(unknown);
    let sources = report.map(|r| r.original().clone()).into_iter().collect();
    Item {
        signal,
        aligned,
        report,
        date,
        unasserted: unasserted(lexicon, signal).or(blind),
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
        withheld && v.explanation.as_deref().is_some_and(demarche_alignment::upholds)
    };
    if signal.vote.as_ref().is_some_and(upheld) {
        return Some(("explained-vote", "a vote withheld whose explanation upholds the aim of the text".to_owned()));
    }
    if signal.vote.as_ref().is_some_and(|v| v.procedural) {
        return Some(("procedural-vote", "a vote on procedure".to_owned()));
    }
    let own = |l: &demarche_signals::Link| l.code.as_ref().is_none_or(|c| *c == signal.actor) && official(&l.name);
    let unnamed = |l: &&demarche_signals::Link| matches!(l.kind, LinkKind::Hearsay | LinkKind::Anonymous) && !own(l);
    if let Some(l) = signal.attribution.iter().find(unnamed) {
        return Some(("hearsay", format!("vouched for by “{}” only", l.name)));
    }
    if let Some(l) =
        signal.attribution.iter().find(|l| l.kind == LinkKind::Other && l.code.as_ref() != Some(&signal.actor) && is_voice(lexicon, l))
    {
        return Some(("quoted-third-party", format!("the words of {}", l.name)));
    }
    if signal.speaker.as_ref().is_some_and(|s| s.anonymous && s.authority < Authority::State && !official(&s.name)) {
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
    let least = if signal.channel == Channel::Act { 3 } else { 2 };
    if certainty(lexicon, signal) < least {
        return Some(("hypothetical", format!("told as {}", signal.factuality.as_str())));
    }
    if marks.background && signal.date.is_none() {
        return Some(("background", "told as history, without a date".to_owned()));
    }
    None
}

fn authorised(signal: &Signal) -> bool {
    signal.speaker.as_ref().is_none_or(|s| s.authority > Authority::None || official(&s.name))
}
