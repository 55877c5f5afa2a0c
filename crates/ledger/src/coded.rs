//! One report to what is kept of it: signals, events, and what each signal means for each dispute. In: a report. Out: [`Coded`].
//!
//! Everything here depends on the report alone, so that reports are coded in any order and once. What hangs together across reports (who is
//! heard elsewhere, which text was voted on that week) is settled when a question is asked.

use demarche::analyse;
use demarche_alignment::{Aligned, Index, Model, align, align_all, models, text_of, weights};
use demarche_lexicon::Lexicon;
use demarche_signals::{Channel, Content, Event, Signal};
use demarche_source::{Diagnostic, Report};
use std::collections::BTreeSet;

/// Vocabulary and disputes, made ready once.
pub struct Coder<'l> {
    /// Vocabulary.
    pub lexicon: &'l Lexicon,
    /// The built-in disputes, and those of the user's lexicon.
    pub models: Vec<Model>,
}

/// A signal's meaning for a dispute.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The meaning.
    pub aligned: Aligned,
    /// Index of the signal in the report.
    pub n: usize,
    /// Index of the dispute among the coder's models.
    pub model: usize,
    /// The report is on the dispute.
    pub about: bool,
    /// It counts only where the actor is heard on the dispute in another report.
    pub elsewhere: bool,
}

/// All that is kept of a report's reading.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Signals in the order of the text.
    pub signals: Vec<Signal>,
    /// Event data.
    pub events: Vec<Event>,
    /// What the signals mean.
    pub placed: Vec<Placed>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'l> Coder<'l> {
    /// Makes the lexicon's disputes ready.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, models: models(lexicon, lexicon.disputes()) }
    }

    /// Reads and aligns one report.
    pub fn code(&self, report: &Report) -> Coded {
        let analysis = analyse(self.lexicon, report);
        let (mut signals, events, diagnostics) = (analysis.coding.signals, analysis.coding.events, analysis.diagnostics);
        for (n, signal) in signals.iter_mut().enumerate() {
            signal.id = n.to_string().into();
        }
        let placed = self.place(report, &signals);
        Coded { signals, events, placed, diagnostics }
    }

    /// What the signals of a report mean; their ids are their places in the list.
    pub(crate) fn place(&self, report: &Report, signals: &[Signal]) -> Vec<Placed> {
        let index = Index::new(self.lexicon, &self.models);
        let touched = index.about(&text_of(report));
        if touched.named.is_empty() {
            return Vec::new();
        }
        // Only the disputes that the text names are compiled into the run: the others cannot be touched.
        let on = |model: usize| touched.on.iter().any(|(i, about)| *i == model && *about);
        let model_of = |a: &Aligned| self.models.iter().position(|m| m.name == a.dispute);
        let mut placed: Vec<Placed> = align_all(self.lexicon, &self.models, std::slice::from_ref(report), signals)
            .into_iter()
            .filter_map(|aligned| {
                let (n, model) = (aligned.signal.parse().ok()?, model_of(&aligned)?);
                Some(Placed { n, model, about: on(model), elsewhere: false, aligned })
            })
            .collect();
        let done: BTreeSet<(usize, usize)> = placed.iter().map(|p| (p.n, p.model)).collect();
        let elsewhere = signals.iter().enumerate().filter(|(_, s)| s.channel != Channel::Vote && !touched.is_wide());
        for (n, signal) in elsewhere {
            // Only words or codes of a dispute can make a signal explicit on it: the others need not be tried.
            let named = index.touched(&signal.quote);
            let codes = codes(signal);
            for &model in &touched.named {
                let dispute = &self.models[model];
                let third = dispute.member_of(&signal.actor).is_none() && !done.contains(&(n, model));
                if !third || !(named.contains(&model) || codes.iter().any(|c| dispute.standing(c).is_some())) {
                    continue;
                }
                let aligned = align(self.lexicon, dispute, signal, true, 0.0);
                placed.extend(aligned.filter(|a| a.explicit && a.value.abs() >= weights::ELSEWHERE).map(|aligned| Placed {
                    aligned,
                    n,
                    model,
                    about: false,
                    elsewhere: true,
                }));
            }
        }
        placed
    }
}

/// All codes that a signal names: its targets, and the actors in its content.
fn codes(signal: &Signal) -> BTreeSet<&str> {
    let mut all: BTreeSet<&str> = signal.target.iter().map(|c| c.as_str()).collect();
    let mut stack: Vec<&Content> = signal.content.iter().collect();
    while let Some(content) = stack.pop() {
        match content {
            Content::Entity { codes, .. } => all.extend(codes.iter().map(|c| c.as_str())),
            Content::Event { agent, theme, other, .. } => stack.extend(agent.iter().chain(theme).chain(other.iter().map(|(_, c)| c))),
            Content::Principle { bearing, .. } => stack.extend(bearing),
            Content::Phrase { inside, .. } => stack.extend(inside),
        }
    }
    all
}

/// Program, lexicon and model that coded something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Version of the program.
    pub program: String,
    /// SHA-256 of the lexicon.
    pub lexicon: String,
    /// SHA-256 of the language model.
    pub model: String,
}

impl Versions {
    /// Those of this program with a lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let model = demarche_syntax::model::Model::embedded();
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            lexicon: lexicon.hash().to_owned(),
            model: model.map(|m| m.info().hash.trim_start_matches("sha256:").to_owned()).unwrap_or_default(),
        }
    }
}
