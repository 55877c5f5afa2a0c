//! From evidence to readings. In: lexicon, disputes, signals, their alignment, reports. Out: a [`Reading`] per actor and dispute.

use crate::alternatives::alternatives;
use crate::checks;
use crate::evidence::{Item, View};
use crate::flip::flip_set;
use crate::kinds::{Candidate, RULES};
use crate::measure;
use crate::meta::ReportMeta;
use crate::numbers::{REJECTED_SHOWN, SHOWN};
use crate::pair::{Checked, Kind, Outcome, Pair, Reading, Rejected, SetAside};
use crate::ruled::{self, PairRuling, RULING};
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

/// One actor on one dispute. `rulings` are what people have ruled on its pairs.
pub fn judge<'a>(
    lexicon: &'a Lexicon,
    model: &'a Model,
    actor: &Code,
    signals: &[(&'a Signal, &'a Aligned)],
    elsewhere: &[(&'a Signal, &'a Aligned)],
    reports: &'a BTreeMap<SmolStr, ReportMeta>,
    rulings: &[PairRuling],
) -> Reading {
    let view = View::new(lexicon, model, actor, signals, elsewhere, reports);
    let (live, shown, rejected) = pairs(&view, rulings);
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
        likelihood: measure::likelihood(&live, &decision),
        confidence: measure::confidence(&view),
        admiralty: measure::admiralty(&view),
        pairs: shown,
        rejected,
        flip_set: flip_set(&view, &live, &decision),
        alternatives: alternatives(&view, &live, &decision),
        copies_collapsed: view.collapsed,
        signals: view.items.iter().map(|i| i.signal.id.clone()).collect(),
        usable: view.usable().map(|i| view.items[i].signal.id.clone()).collect(),
        set_aside: view.items.iter().filter_map(set_aside).collect(),
    }
}

/// Why a signal is no evidence, if so.
fn set_aside(item: &Item<'_>) -> Option<SetAside> {
    let made = |why, note: String| SetAside { signal: item.signal.id.clone(), why, note };
    match &item.unasserted {
        Some((why, note)) => Some(made(why, note.clone())),
        None if !item.authorised => Some(made("non-authoritative-voice", "the voice does not bind the actor".to_owned())),
        None => (!item.usable()).then(|| made("implicit-bearing", "the words name no side, norm or matter of the dispute".to_owned())),
    }
}

/// Runs all rules and all checks: what lives (for the verdict), what is shown, what was declined.
fn pairs(view: &View<'_>, rulings: &[PairRuling]) -> (Vec<Live>, Vec<Pair>, Vec<Rejected>) {
    let mut by_kind: BTreeMap<Kind, Vec<(Live, Vec<Checked>)>> = BTreeMap::new();
    let mut rejected = Vec::new();
    for mut candidate in RULES.iter().flat_map(|rule| rule(view)) {
        let mut checks = checks::run(view, &candidate);
        if let Some(ruling) = ruled::on(rulings, view, &candidate) {
            ruled::apply(ruling, &mut candidate, &mut checks);
        }
        let ruling = checks.last().filter(|c| c.check == RULING && !c.holds());
        match ruling.or(checks.iter().find(|c| !c.holds())) {
            Some(c) => {
                let signals = ids(view, &candidate);
                let considered = candidate.note.clone();
                rejected.push(Rejected {
                    kind: candidate.kind,
                    signals,
                    check: c.check,
                    note: c.note.clone(),
                    base: candidate.strength,
                    considered,
                });
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
        list.dedup_by(|(x, _), (y, _)| {
            let (x, y) = ((x.candidate.a, x.candidate.b), (y.candidate.a, y.candidate.b));
            x == y || x == (y.1, y.0)
        });
        // what people ruled on is shown, however weak
        let mut place = 0;
        list.retain(|(_, checks)| {
            place += 1;
            place <= SHOWN || checks.last().is_some_and(|c| c.check == RULING)
        });
        kept.extend(list);
    }
    kept.sort_by(|(x, _), (y, _)| y.strength.total_cmp(&x.strength).then(x.candidate.kind.cmp(&y.candidate.kind)));
    let shown = told_once(view, &kept);
    // what people ruled out is shown before what the checks did
    rejected.sort_by_key(|r| r.check != RULING);
    rejected.truncate(REJECTED_SHOWN);
    (kept.into_iter().map(|(l, _)| l).collect(), shown, rejected)
}

/// Pairs of one kind that share an end are one finding: the strongest is shown, the others' ends stand beside it. What people ruled on is
/// always shown for itself.
fn told_once(view: &View<'_>, kept: &[(Live, Vec<Checked>)]) -> Vec<Pair> {
    let mut shown: Vec<Pair> = Vec::new();
    for (l, checks) in kept {
        let signals = ids(view, &l.candidate);
        let ruled = checks.last().is_some_and(|c| c.check == RULING);
        let same = |p: &&mut Pair| {
            !ruled && p.kind == l.candidate.kind && p.grade == l.candidate.grade && p.signals.iter().any(|s| signals.contains(s))
        };
        // the same two under a weaker rule are the same finding; a vote against words and against a norm are two charges
        let votes = l.candidate.grade.is_some();
        let twice = |p: &&mut Pair| !ruled && !votes && p.signals.iter().all(|s| signals.contains(s));
        if let Some(pair) = shown.iter_mut().find(twice) {
            pair.note = format!("{}; and {}: {}", pair.note, l.candidate.kind.as_str(), l.candidate.note);
            continue;
        }
        match shown.iter_mut().find(same) {
            Some(pair) => pair.also.push(signals),
            None => shown.push(Pair {
                kind: l.candidate.kind,
                grade: l.candidate.grade,
                signals,
                base: l.candidate.strength,
                strength: l.strength,
                checks: checks.clone(),
                note: l.candidate.note.clone(),
                also: Vec::new(),
            }),
        }
    }
    shown
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
    rulings: &[PairRuling],
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
            readings.push(judge(lexicon, model, actor, list, &others, reports, rulings));
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
