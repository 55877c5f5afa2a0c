//! From evidence to readings. In: lexicon, disputes, signals, their alignment, reports. Out: a [`Reading`] per actor and dispute.

use crate::alternatives::alternatives;
use crate::checks;
use crate::evidence::View;
use crate::flip::flip_set;
use crate::kinds::{Candidate, RULES};
use crate::measure;
use crate::meta::ReportMeta;
use crate::numbers::{REJECTED_SHOWN, SHOWN};
use crate::pair::{Checked, Kind, Outcome, Pair, Reading, Rejected};
use crate::verdict::{Live, decide};
use demarche_alignment::{Aligned, Model};
use demarche_lexicon::Lexicon;
use demarche_signals::Signal;
use demarche_source::{Code, Date, SmolStr};
use std::collections::{BTreeMap, BTreeSet};

/// Days of the evidence to read; open ends read all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// One actor on one dispute.
pub fn judge<'a>(
    lexicon: &'a Lexicon,
    model: &'a Model,
    actor: &Code,
    signals: &[(&'a Signal, &'a Aligned)],
    elsewhere: &[(&'a Signal, &'a Aligned)],
    reports: &'a BTreeMap<SmolStr, ReportMeta>,
) -> Reading {
    let view = View::new(lexicon, model, actor, signals, elsewhere, reports);
    let (live, shown, rejected) = pairs(&view);
    let decision = decide(&view, &live, &|_| true);
    let dates: Vec<_> = view.items.iter().filter_map(|i| i.date).collect();
    Reading {
        actor: actor.clone(),
        dispute: model.name.clone(),
        from: dates.iter().map(|d| d.from).min(),
        to: dates.iter().map(|d| d.to).max(),
        verdict: decision.verdict,
        why: decision.why.clone(),
        leans: decision.leans.clone(),
        ambivalence: measure::ambivalence(&view),
        likelihood: measure::likelihood(&view, &live, &decision),
        confidence: measure::confidence(&view),
        admiralty: measure::admiralty(&view),
        pairs: shown,
        rejected,
        flip_set: flip_set(&view, &live, &decision),
        alternatives: alternatives(&view, &live, &decision),
        copies_collapsed: view.collapsed,
        signals: view.items.iter().map(|i| i.signal.id.clone()).collect(),
        usable: view.usable().map(|i| view.items[i].signal.id.clone()).collect(),
    }
}

/// Runs all rules and all checks: what lives (for the verdict), what is shown, what was declined.
fn pairs(view: &View<'_>) -> (Vec<Live>, Vec<Pair>, Vec<Rejected>) {
    let mut by_kind: BTreeMap<Kind, Vec<(Live, Vec<Checked>)>> = BTreeMap::new();
    let mut rejected = Vec::new();
    for candidate in RULES.iter().flat_map(|rule| rule(view)) {
        let checks = checks::run(view, &candidate);
        match checks.iter().find(|c| !c.holds()) {
            Some(c) => {
                let signals = ids(view, &candidate);
                rejected.push(Rejected { kind: candidate.kind, signals, check: c.check, note: c.note.clone() });
            }
            None => {
                let factor = checks.iter().fold(1.0, |f, c| if let Outcome::Weakened(part) = c.outcome { f * part } else { f });
                let strength = ((candidate.strength * factor).clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
                by_kind.entry(candidate.kind).or_default().push((Live { strength, candidate }, checks));
            }
        }
    }
    let mut kept: Vec<(Live, Vec<Checked>)> = Vec::new();
    for (_, mut list) in by_kind {
        list.sort_by(|(x, _), (y, _)| {
            y.strength.total_cmp(&x.strength).then(x.candidate.a.cmp(&y.candidate.a)).then(x.candidate.b.cmp(&y.candidate.b))
        });
        list.dedup_by(|(x, _), (y, _)| x.candidate.a == y.candidate.b && x.candidate.b == y.candidate.a);
        list.truncate(SHOWN);
        kept.extend(list);
    }
    kept.sort_by(|(x, _), (y, _)| y.strength.total_cmp(&x.strength).then(x.candidate.kind.cmp(&y.candidate.kind)));
    let shown = kept
        .iter()
        .map(|(l, checks)| Pair {
            kind: l.candidate.kind,
            grade: l.candidate.grade,
            signals: ids(view, &l.candidate),
            strength: l.strength,
            checks: checks.clone(),
            note: l.candidate.note.clone(),
        })
        .collect();
    rejected.truncate(REJECTED_SHOWN);
    (kept.into_iter().map(|(l, _)| l).collect(), shown, rejected)
}

fn ids(view: &View<'_>, candidate: &Candidate) -> [SmolStr; 2] {
    [candidate.a, candidate.b].map(|e| e.of(view).signal.id.clone())
}

/// All actors on all disputes on which they have signals that bear, ordered by dispute (as given) and actor.
pub fn judge_all<'a>(
    lexicon: &'a Lexicon,
    models: &'a [Model],
    signals: &'a [Signal],
    aligned: &'a [Aligned],
    reports: &'a BTreeMap<SmolStr, ReportMeta>,
    window: Window,
) -> Vec<Reading> {
    let by_id: BTreeMap<&str, &Signal> = signals.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut buckets: BTreeMap<(&str, &Code), Vec<(&Signal, &Aligned)>> = BTreeMap::new();
    for a in aligned {
        if let Some(&signal) = by_id.get(a.signal.as_str()).filter(|s| inside(window, s, reports)) {
            buckets.entry((a.dispute.as_str(), &signal.actor)).or_default().push((signal, a));
        }
    }
    let mut elsewhere: BTreeMap<&Code, Vec<&str>> = BTreeMap::new();
    buckets.keys().for_each(|(dispute, actor)| elsewhere.entry(actor).or_default().push(dispute));
    let mut readings = Vec::new();
    for model in models {
        let start = (model.name.as_str(), &Code::default());
        for ((dispute, actor), list) in buckets.range(start..).take_while(|((d, _), _)| *d == model.name.as_str()) {
            let here: BTreeSet<&SmolStr> = list.iter().map(|(s, _)| &s.id).collect();
            let others: Vec<(&Signal, &Aligned)> = elsewhere
                .get(actor)
                .into_iter()
                .flatten()
                .filter(|d| *d != dispute)
                .filter_map(|d| buckets.get(&(*d, *actor)))
                .flatten()
                .copied()
                .filter(|(s, _)| !here.contains(&s.id))
                .take(200)
                .collect();
            readings.push(judge(lexicon, model, actor, list, &others, reports));
        }
    }
    readings
}

fn inside(window: Window, signal: &Signal, reports: &BTreeMap<SmolStr, ReportMeta>) -> bool {
    let published = reports.get(&signal.report).and_then(|r| r.published);
    let (first, last) = signal.date.map_or((published, published), |d| (Some(d.from), Some(d.to)));
    let after = window.from.zip(last).is_none_or(|(from, day)| day >= from);
    after && window.to.zip(first).is_none_or(|(to, day)| day <= to)
}
