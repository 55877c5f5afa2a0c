//! What the readable forms show, in words, before any of them lays it out. In: a dossier. Out: [`ReadingView`]s.

use crate::dossier::Dossier;
use crate::explain::ruling;
use crate::wire::voice;
use demarche_alignment::Aligned;
use demarche_contradictions::{Outcome, Reading, Verdict};
use demarche_signals::{Channel, Signal};
use std::collections::{BTreeMap, BTreeSet};

/// One signal in words.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalView {
    /// Its id.
    pub id: String,
    /// Exact words, or what a roll call records.
    pub quote: String,
    /// Label of the act.
    pub act: String,
    /// Who spoke, in which office.
    pub speaker: Option<String>,
    /// Who vouches, outermost first.
    pub vouched: String,
    /// When.
    pub date: String,
    /// FactBank's notation.
    pub factuality: &'static str,
    /// "+0.60 → UKR", or "takes no side".
    pub alignment: String,
    /// How the alignment came about.
    pub derivation: Vec<String>,
    /// Report and byte range.
    pub place: String,
    /// Principle invoked.
    pub principle: Option<String>,
}

/// A pair in words.
#[derive(Clone, Debug, PartialEq)]
pub struct PairView {
    /// "say-vote (withheld), strength 0.55".
    pub title: String,
    /// Why it is a pair.
    pub note: String,
    /// The two signals: id and words.
    pub sides: Vec<(String, String)>,
    /// Each check: name, passed or what it did, note.
    pub checks: Vec<(String, &'static str, String)>,
}

/// Declined candidates that one check explains.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclinedView {
    /// Kind that was considered.
    pub kind: &'static str,
    /// Ids of the two signals.
    pub signals: String,
    /// Check that declined.
    pub check: &'static str,
    /// Why.
    pub note: String,
}

/// One verdict in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingView {
    /// "China · Russia-Ukraine war".
    pub title: String,
    /// The verdict's name.
    pub verdict: &'static str,
    /// Why, in a sentence.
    pub why: String,
    /// Further facts about the verdict, one a line. Likelihood and confidence stand in different lines.
    pub facts: Vec<String>,
    /// "Says", "Votes", "Does", "Reported, not counted": with their signals.
    pub groups: Vec<(&'static str, Vec<SignalView>)>,
    /// Norms invoked, with the signals that do.
    pub principles: Vec<String>,
    /// Pairs that pull apart.
    pub pairs: Vec<PairView>,
    /// Pairs considered and declined.
    pub declined: Vec<DeclinedView>,
    /// The flip set, in a sentence.
    pub flip: String,
    /// What else might explain it.
    pub alternatives: Vec<String>,
}

impl Dossier {
    /// The readings in words. Without `all`, actors with insufficient evidence are only counted.
    pub fn views(&self, all: bool) -> Vec<ReadingView> {
        let signals: BTreeMap<&str, &Signal> = self.signals.iter().map(|s| (s.id.as_str(), s)).collect();
        let aligned = self.by_signal();
        let shown = self.readings.iter().filter(|r| all || r.verdict != Verdict::Insufficient);
        shown.map(|r| self.reading(r, &signals, &aligned)).collect()
    }

    /// Readings that say no more than that the evidence does not suffice: "Russia · Russia-Ukraine war".
    pub fn insufficient(&self) -> Vec<String> {
        self.readings
            .iter()
            .filter(|r| r.verdict == Verdict::Insufficient)
            .map(|r| format!("{} · {}", self.name(&r.actor), r.dispute))
            .collect()
    }

    /// What people ruled, one a line: "dismiss s6: a slip of the transcript → no evidence in any reading".
    pub fn ruled(&self) -> Vec<String> {
        let line = |r: &crate::sealed::RulingWire| {
            let ids = if r.signals.is_empty() { String::new() } else { format!("{}: ", r.signals.join(", ")) };
            format!("{ids}{}", ruling(r))
        };
        self.rulings.iter().map(line).collect()
    }

    fn reading(&self, r: &Reading, signals: &BTreeMap<&str, &Signal>, aligned: &BTreeMap<&str, Vec<&Aligned>>) -> ReadingView {
        let view = |id: &str| {
            let value = aligned.get(id).and_then(|list| list.iter().find(|a| a.dispute == r.dispute)).copied();
            signals.get(id).map(|s| self.signal(s, value))
        };
        let usable: BTreeSet<&str> = r.usable.iter().map(|s| s.as_str()).collect();
        let of = |channel: Channel, counted: bool| -> Vec<SignalView> {
            let fits = |id: &&str| usable.contains(*id) == counted && signals.get(*id).is_some_and(|s| s.channel == channel || !counted);
            r.signals.iter().map(|s| s.as_str()).filter(fits).filter_map(view).collect()
        };
        let groups = [
            ("Says", of(Channel::Word, true)),
            ("Votes", of(Channel::Vote, true)),
            ("Does", of(Channel::Act, true)),
            ("Reported, not counted", of(Channel::Word, false)),
        ];
        let mut norms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for id in r.usable.iter() {
            if let Some(p) = signals.get(id.as_str()).and_then(|s| s.principle.as_deref()) {
                norms.entry(p).or_default().push(id);
            }
        }
        ReadingView {
            title: format!("{} · {}", self.name(&r.actor), r.dispute),
            verdict: r.verdict.as_str(),
            why: r.why.clone(),
            facts: facts(r),
            groups: groups.into_iter().filter(|(_, list)| !list.is_empty()).collect(),
            principles: norms.into_iter().map(|(p, ids)| format!("{p} ({})", ids.join(", "))).collect(),
            pairs: r.pairs.iter().map(|p| pair(p, signals)).collect(),
            declined: r
                .rejected
                .iter()
                .map(|d| DeclinedView { kind: d.kind.as_str(), signals: d.signals.join(" / "), check: d.check, note: d.note.clone() })
                .collect(),
            flip: flip(r),
            alternatives: r.alternatives.clone(),
        }
    }

    fn signal(&self, s: &Signal, aligned: Option<&Aligned>) -> SignalView {
        let quote = match &s.vote {
            Some(v) if s.report == "votes" => {
                let explained = v.explanation.as_ref().map_or(String::new(), |e| format!(" — explained: “{e}”"));
                format!("voted {} on {} ({}){explained}", v.cast.as_str(), s.quote, v.body)
            }
            _ => format!("“{}”", one_line(&s.quote)),
        };
        let speaker = s.speaker.as_ref().map(|sp| match &sp.office {
            Some(office) if !sp.name.to_lowercase().contains(&office.to_lowercase()) => format!("{} ({office})", sp.name),
            _ => sp.name.clone(),
        });
        let chain: Vec<String> = s
            .attribution
            .iter()
            .map(|l| {
                if voice(l.kind) == "outlet" || voice(l.kind) == "own" { l.name.clone() } else { format!("{} [{}]", l.name, voice(l.kind)) }
            })
            .collect();
        let outlet = |id: &str| self.reports.get(id).and_then(|m| m.outlet.clone()).unwrap_or_else(|| id.to_owned());
        SignalView {
            id: s.id.to_string(),
            quote,
            act: s.act.id.to_string(),
            speaker,
            vouched: chain.join(" → "),
            date: s.date.map_or_else(
                || "undated".to_owned(),
                |d| if d.from == d.to { d.from.to_string() } else { format!("{} to {}", d.from, d.to) },
            ),
            factuality: s.factuality.as_str(),
            alignment: aligned.map_or_else(String::new, |a| match &a.side {
                Some(side) => format!("{:.2} → {side}", a.value.abs()),
                None => "takes no side".to_owned(),
            }),
            derivation: aligned.map_or_else(Vec::new, |a| a.derivation.clone()),
            place: match s.spans.first() {
                Some(span) if s.report != "votes" => format!("{} ({}), bytes {}–{}", s.report, outlet(&s.report), span.start, span.end),
                _ => "roll call".to_owned(),
            },
            principle: s.principle.as_ref().map(|p| p.to_string()),
        }
    }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn facts(r: &Reading) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(l) = r.likelihood {
        let basis = format!("such verdicts were right in {} of {} labelled readings", l.right, l.of);
        all.push(format!("Likelihood of this verdict: {} ({}–{} %); {basis}.", l.term, l.low, l.high));
    }
    all.push(format!("Confidence in the evidence: {}. Admiralty grade {}.", r.confidence.as_str(), r.admiralty));
    let leans = r.leans.as_ref().map_or_else(|| "to no side".to_owned(), |s| format!("to {s}"));
    all.push(format!("Leans {leans}. Ambivalence (Griffin) {:.2}.", r.ambivalence));
    if let (Some(from), Some(to)) = (r.from, r.to) {
        all.push(if from == to { format!("Evidence of {from}.") } else { format!("Evidence from {from} to {to}.") });
    }
    if r.copies_collapsed > 0 {
        all.push(format!("{} repeated tellings were counted once.", r.copies_collapsed));
    }
    all
}

fn pair(p: &demarche_contradictions::Pair, signals: &BTreeMap<&str, &Signal>) -> PairView {
    let grade = p.grade.map_or(String::new(), |g| format!(" ({})", g.as_str()));
    let side = |id: &demarche_source::SmolStr| (id.to_string(), signals.get(id.as_str()).map_or_else(String::new, |s| one_line(&s.quote)));
    let did = |o: Outcome| match o {
        Outcome::Passed => "does not apply",
        Outcome::Weakened(_) => "weakens",
        Outcome::Declined => "declines",
    };
    PairView {
        title: format!("{}{grade}, strength {:.2}", p.kind.as_str(), p.strength),
        note: format!("{}{}", p.note, also(p)),
        sides: p.signals.iter().map(side).collect(),
        checks: p.checks.iter().map(|c| (c.check.to_owned(), did(c.outcome), c.note.clone())).collect(),
    }
}

/// The pairs that a pair stands for.
fn also(p: &demarche_contradictions::Pair) -> String {
    let list: Vec<String> = p.also.iter().map(|[a, b]| format!("{a} and {b}")).collect();
    if list.is_empty() { String::new() } else { format!("; so do {}", list.join(", ")) }
}

fn flip(r: &Reading) -> String {
    match r.flip_set.as_slice() {
        [] => String::new(),
        [one] => format!("Without {one} the verdict would be another."),
        many => format!("Without {} together the verdict would be another.", many.join(" and ")),
    }
}
