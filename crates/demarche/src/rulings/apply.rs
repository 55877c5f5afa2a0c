//! Rulings meet signals. In: rulings, and signals as they are read. Out: signals as ruled, which are dismissed, what holds for pairs, and what
//! came of each ruling.

use super::fields::{pair_field, signal_field};
use super::{Anchor, Decision, Ruling};
use demarche_contradictions::{Kind, Pair, PairDecision, PairRuling, RULING, Reading};
use demarche_lexicon::Lexicon;
use demarche_report::sealed::RulingWire;
use demarche_signals::Signal;
use demarche_source::{Diagnostic, Level, Report, SmolStr};
use std::collections::{BTreeMap, BTreeSet};

/// All rulings of a run, on their way through it.
pub struct Docket<'r> {
    rulings: &'r [Ruling],
    /// For each ruling, the indices of its signals among all signals, as far as found.
    found: Vec<Vec<Option<usize>>>,
    hashes: BTreeSet<&'r str>,
}

/// What rulings do to the judgment.
#[derive(Default)]
pub struct Ruled {
    /// Signals that are no evidence.
    pub dismissed: BTreeSet<SmolStr>,
    /// On pairs.
    pub pairs: Vec<PairRuling>,
    /// What came of each.
    pub told: Vec<RulingWire>,
    /// Rulings that could not be applied.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'r> Docket<'r> {
    /// Before any signal is read. Of the reports, id and hash are used.
    pub fn new(rulings: &'r [Ruling], reports: &'r [Report]) -> Self {
        let ends = |r: &Ruling| vec![None; if r.line.pair.is_some() { 2 } else { 1 }];
        let hashes = reports.iter().map(|r| r.sha256.as_str()).collect();
        Self { rulings, found: rulings.iter().map(ends).collect(), hashes }
    }

    /// Finds the rulings' signals among `signals[from..]`, and corrects them.
    pub fn correct(&mut self, lexicon: &Lexicon, reports: &[Report], signals: &mut [Signal], from: usize) {
        let hash: BTreeMap<&str, &str> = reports.iter().map(|r| (r.id.as_str(), r.sha256.as_str())).collect();
        for (ruling, found) in self.rulings.iter().zip(&mut self.found) {
            for (end, at) in anchors(ruling).into_iter().zip(found.iter_mut()) {
                *at = at.or_else(|| find(end, &hash, &signals[from..]).map(|i| from + i));
            }
        }
        // only when all are found: an anchor names the signal as the program read it
        for (ruling, found) in self.rulings.iter().zip(&self.found) {
            let Some(&Some(i)) = found.first().filter(|_| ruling.line.signal.is_some()) else { continue };
            if i < from || ruling.line.ruling == Decision::Dismiss {
                continue;
            }
            for (field, value) in &ruling.line.set {
                if let Ok(set) = signal_field(lexicon, field, value) {
                    set(&mut signals[i]);
                }
            }
            // somebody has read the words: the parser's doubt is settled
            signals[i].confidence = 1.0;
        }
    }

    /// What follows for the judgment, when signals have their ids.
    pub fn close(self, signals: &[Signal]) -> Ruled {
        let mut ruled = Ruled::default();
        for (ruling, found) in self.rulings.iter().zip(&self.found) {
            let line = &ruling.line;
            let ids: Option<Vec<SmolStr>> = found.iter().map(|at| at.map(|i| signals[i].id.clone())).collect();
            let effect = match &ids {
                None => self.gone(ruling, found, &mut ruled.diagnostics),
                Some(ids) => match ids.as_slice() {
                    [a, b] => {
                        ruled.pairs.push(pair(ruling, [a.clone(), b.clone()]));
                        "applied to every pair that a rule makes of the two".to_owned()
                    }
                    _ => on_signal(line.ruling, &ids[0], &mut ruled.dismissed),
                },
            };
            ruled.told.push(RulingWire {
                ruling: line.ruling.as_str().to_owned(),
                signals: ids.unwrap_or_default(),
                set: line.set.clone(),
                reason: line.reason.clone(),
                by: line.by.clone(),
                date: line.date.map(|d| d.to_string()),
                effect,
            });
        }
        ruled
    }

    /// Tells what is missing: the report, which is no mistake, or the signal in it.
    fn gone(&self, ruling: &Ruling, found: &[Option<usize>], diagnostics: &mut Vec<Diagnostic>) -> String {
        let missing: Vec<&Anchor> = anchors(ruling).into_iter().zip(found).filter(|(_, f)| f.is_none()).map(|(a, _)| a).collect();
        let away = missing.iter().find(|a| a.report == "votes" || !self.hashes.contains(a.report.as_str()));
        if let Some(a) = away {
            let what = if a.report == "votes" { format!("the vote of {} on {}", a.actor, a.quote) } else { "its report".to_owned() };
            let told = format!("{what} is not among the inputs; the ruling waits");
            diagnostics.push(Diagnostic::new(Level::Note, ruling.place.clone(), told.clone()));
            return told;
        }
        let names: Vec<String> = missing
            .iter()
            .map(|a| {
                let at = a.spans.first().map_or(String::new(), |s| format!(" at bytes {}–{}", s.start, s.end));
                format!("no signal of {}{at} of report sha256 {}… says “{}”", a.actor, a.report.get(..12).unwrap_or(&a.report), a.quote)
            })
            .collect();
        let told = format!("the signal is gone: {}; the ruling is not applied", names.join(", and "));
        diagnostics.push(Diagnostic::new(Level::Error, ruling.place.clone(), told.clone()));
        told
    }
}

impl Ruled {
    /// Tells the rulings on pairs that no rule has proposed: there is nothing to rule on.
    pub fn look_for_pairs(&mut self, rulings: &[Ruling], readings: &[Reading]) {
        for (ruling, told) in rulings.iter().zip(&mut self.told) {
            let [a, b] = told.signals.as_slice() else { continue };
            if !readings.iter().any(|r| rules_on(r, a, b)) {
                told.effect = "no rule makes such a pair of the two".to_owned();
                self.diagnostics.push(Diagnostic::new(Level::Note, ruling.place.clone(), format!("{a}, {b}: {}", told.effect)));
            }
        }
    }
}

/// Whether a reading has a pair with a ruling, of these signals or of others that stand for them.
fn rules_on(reading: &Reading, a: &SmolStr, b: &SmolStr) -> bool {
    let ruled = |p: &&Pair| p.checks.iter().any(|c| c.check == RULING);
    let stands = |[x, y]: &[SmolStr; 2]| {
        let both = (x == a && y == b) || (x == b && y == a);
        both || [a, b].iter().any(|id| !reading.signals.contains(id))
    };
    let declined = reading.rejected.iter().filter(|r| r.check == RULING).map(|r| &r.signals);
    reading.pairs.iter().filter(ruled).map(|p| &p.signals).chain(declined).any(stands)
}

fn anchors(ruling: &Ruling) -> Vec<&Anchor> {
    ruling.line.signal.iter().chain(ruling.line.pair.iter().flatten()).collect()
}

/// The signal at an anchor: in the same words, of the same actor and act; else, if only one stands there, that one.
fn find(anchor: &Anchor, hash: &BTreeMap<&str, &str>, signals: &[Signal]) -> Option<usize> {
    let there = |s: &Signal| match anchor.report.as_str() {
        "votes" => {
            let body = s.vote.as_ref().map(|v| &v.body);
            s.report == "votes"
                && s.quote == anchor.quote
                && s.actor == anchor.actor
                && anchor.body.as_ref().is_none_or(|b| Some(b) == body)
        }
        sha => hash.get(s.report.as_str()) == Some(&sha) && s.spans == anchor.spans && s.quote == anchor.quote,
    };
    let all: Vec<usize> = (0..signals.len()).filter(|&i| there(&signals[i])).collect();
    let actor = |i: &&usize| signals[**i].actor == anchor.actor;
    let act = |i: &&usize| anchor.act.as_ref().is_none_or(|a| signals[**i].act.id == *a);
    all.iter().find(|i| actor(i) && act(i)).or_else(|| all.iter().find(actor)).or_else(|| all.first().filter(|_| all.len() == 1)).copied()
}

fn on_signal(decision: Decision, id: &SmolStr, dismissed: &mut BTreeSet<SmolStr>) -> String {
    match decision {
        Decision::Dismiss => {
            dismissed.insert(id.clone());
            "no evidence in any reading".to_owned()
        }
        Decision::Accept => {
            dismissed.remove(id);
            "stands as read".to_owned()
        }
        Decision::Correct => {
            dismissed.remove(id);
            "judged as corrected".to_owned()
        }
    }
}

fn pair(ruling: &Ruling, signals: [SmolStr; 2]) -> PairRuling {
    let line = &ruling.line;
    let decision = match line.ruling {
        Decision::Accept => PairDecision::Accept,
        Decision::Dismiss => PairDecision::Dismiss,
        Decision::Correct => {
            let (mut kind, mut strength) = (None, None);
            for (field, value) in &line.set {
                let (k, s) = pair_field(field, value).unwrap_or_default();
                kind = k.or(kind);
                strength = s.or(strength);
            }
            PairDecision::Correct { kind, strength }
        }
    };
    PairRuling { signals, of: line.kind.as_deref().and_then(Kind::parse), decision, reason: line.reason.clone() }
}
