//! From many reports and roll calls to a dossier. In: reports, votes, disputes, a question. Out: the sealed [`Dossier`].

use crate::rulings::{Docket, Ruling};
use crate::{Analysis, analyse};
use demarche_alignment::{align_all, models};
use demarche_contradictions::{Window, judge_all, metas};
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::Dispute;
use demarche_report::Dossier;
use demarche_report::sealed::{InputsWire, OptionsWire};
use demarche_signals::{Signal, signals_of_vote};
use demarche_source::{Code, Date, Diagnostic, Level, Report, SmolStr, Vote, sha256_hex};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is asked of the evidence.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Disputes beside the built-in ones; one with a built-in's name replaces it.
    pub disputes: Vec<Dispute>,
    /// First day of the window.
    pub from: Option<Date>,
    /// Last day of the window.
    pub to: Option<Date>,
    /// Only these actors; all if empty.
    pub actors: BTreeSet<Code>,
    /// Day of publication that was given to reports without one; recorded, not applied.
    pub published: Option<Date>,
    /// What people have ruled.
    pub rulings: Vec<Ruling>,
}

/// Evidence to be judged.
#[derive(Clone, Debug, Default)]
pub struct Study {
    /// Reports; ids are unique.
    pub reports: Vec<Report>,
    /// Roll calls.
    pub votes: Vec<Vote>,
    /// What ingest noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads all reports on all cores, aligns and judges. The order of the reports and votes makes no difference: they are sorted, by day first.
/// `progress` is called once a report.
pub fn study(lexicon: &Lexicon, mut evidence: Study, question: &Question, progress: &(dyn Fn() + Sync)) -> Dossier {
    evidence.reports.sort_by(|a, b| (a.published, &a.sha256, &a.id).cmp(&(b.published, &b.sha256, &b.id)));
    evidence.votes.sort_by(|a, b| (a.date, &a.body, &a.symbol).cmp(&(b.date, &b.body, &b.symbol)));
    let analyses: Vec<Analysis> = evidence
        .reports
        .par_iter()
        .map(|report| {
            let done = analyse(lexicon, report);
            progress();
            done
        })
        .collect();
    let mut diagnostics = evidence.diagnostics;
    let mut signals: Vec<Signal> = Vec::new();
    for analysis in analyses {
        diagnostics.extend(analysis.diagnostics);
        signals.extend(analysis.coding.signals);
    }
    let mut docket = Docket::new(&question.rulings, &evidence.reports);
    docket.correct(lexicon, &evidence.reports, &mut signals, 0);
    let told = signals.len();
    signals.extend(votes(lexicon, &evidence.votes, &signals, question, &mut diagnostics));
    docket.correct(lexicon, &evidence.reports, &mut signals, told);
    for (i, signal) in signals.iter_mut().enumerate() {
        signal.id = format!("s{}", i + 1).into();
    }
    let mut ruled = docket.close(&signals);
    let disputes = disputes(lexicon, &question.disputes);
    let mut models = models(lexicon, &disputes);
    // A built-in entry that completed a user's own would only say the same again.
    let completed: BTreeSet<SmolStr> = models.iter().filter_map(|m| m.completed_by.clone()).collect();
    for model in &models {
        if let Some(by) = &model.completed_by {
            let told = format!("norms and deeds come from the built-in entry `{by}`");
            diagnostics.push(Diagnostic::new(Level::Note, format!("dispute {}", model.name), told));
        }
    }
    let own = question.disputes.len();
    let mut at = 0;
    models.retain(|m| {
        at += 1;
        at <= own || !completed.contains(&m.name) && !completed.contains(&m.id)
    });
    let mut aligned = align_all(lexicon, &models, &evidence.reports, &signals);
    aligned.retain(|a| !ruled.dismissed.contains(&a.signal));
    let reports = metas(lexicon, &evidence.reports);
    let window = Window { from: question.from, to: question.to };
    let mut readings = judge_all(lexicon, &models, &signals, &aligned, &reports, window, &ruled.pairs);
    ruled.look_for_pairs(&question.rulings, &readings);
    diagnostics.append(&mut ruled.diagnostics);
    readings.retain(|r| question.actors.is_empty() || question.actors.contains(&r.actor));
    readings
        .sort_by(|a, b| (std::cmp::Reverse(a.verdict), &a.dispute, &a.actor).cmp(&(std::cmp::Reverse(b.verdict), &b.dispute, &b.actor)));
    let model =
        demarche_syntax::model::Model::embedded().map(|m| m.info().hash.trim_start_matches("sha256:").to_owned()).unwrap_or_default();
    let codes = signals.iter().flat_map(|s| s.target.iter().chain([&s.actor]));
    let names = codes.filter_map(|c| lexicon.actor(c).map(|a| (c.clone(), a.name().to_owned()))).collect();
    diagnostics.sort();
    diagnostics.dedup();
    Dossier {
        program: env!("CARGO_PKG_VERSION").into(),
        lexicon: lexicon.hash().into(),
        model,
        options: options(question),
        inputs: InputsWire {
            votes: hash(&evidence.votes),
            disputes: hash(&question.disputes),
            corrections: hash(&question.rulings.iter().map(|r| &r.line).collect::<Vec<_>>()),
        },
        reports,
        signals,
        aligned,
        readings,
        rulings: ruled.told,
        diagnostics,
        names,
    }
}

fn options(question: &Question) -> OptionsWire {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    let actors = question.actors.iter().cloned().collect();
    OptionsWire { from: day(question.from), to: day(question.to), actors, published: day(question.published) }
}

/// `sha256:` over the meaning of some input; none where there is none.
fn hash<T: Serialize>(list: &[T]) -> Option<String> {
    let bytes = serde_json::to_vec(list).ok().filter(|_| !list.is_empty())?;
    Some(format!("sha256:{}", sha256_hex(&bytes)))
}

/// Vote signals of the actors that also speak or act in the reports, or that were asked for: a roll call of 193 alone judges nobody.
fn votes(lexicon: &Lexicon, votes: &[Vote], spoken: &[Signal], question: &Question, diagnostics: &mut Vec<Diagnostic>) -> Vec<Signal> {
    let heard: BTreeSet<&Code> = spoken.iter().map(|s| &s.actor).chain(&question.actors).collect();
    let mut all = Vec::new();
    for vote in votes {
        for actor in vote.cast.keys() {
            let gone = lexicon.state(actor).filter(|s| s.to.is_some_and(|to| to < vote.date) || s.from.is_some_and(|f| f > vote.date));
            if lexicon.actor(actor).is_none() || gone.is_some() {
                let why = if gone.is_some() { "did not exist on that day" } else { "is no known code" };
                diagnostics.push(Diagnostic::new(Level::Warning, vote.symbol.clone(), format!("`{actor}` {why}; its vote is left out")));
            }
        }
        let wanted = |c: &Code| heard.contains(c) && lexicon.actor(c).is_some();
        all.extend(signals_of_vote(lexicon, vote, &wanted));
    }
    all
}

/// The user's disputes, then the built-in ones that they do not replace.
fn disputes(lexicon: &Lexicon, own: &[Dispute]) -> Vec<Dispute> {
    let replaced = |d: &&Dispute| own.iter().all(|o| o.name != d.name && (o.id.is_empty() || o.id != d.id));
    own.iter().chain(lexicon.disputes().iter().filter(replaced)).cloned().collect()
}
