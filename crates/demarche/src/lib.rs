//! The whole pipeline on one page.
//!
//! ```text
//! report → text → syntax → actors → signals → alignment → contradictions → dossier
//!                                     votes ↗
//! ```
//!
//! [`analyse`] is the function that one article in memory, a corpus on one machine and an archive on a cluster all call: a report in,
//! its signals out. [`study`] aligns signals with disputes and judges them. Neither does I/O, holds a clock or keeps state, so the same
//! input gives the same bytes.

mod replay;
mod rulings;
mod study;

pub use replay::{departures, question_of};
pub use rulings::{
    Anchor, CORRECTIONS, Decision, Docket, PAIR_FIELDS, Ruled, Ruling, RulingLine, SIGNAL_FIELDS, corrections_head, read_rulings,
};
pub use study::{Question, Study, study};

use demarche_actors::{Context, Mentions};
use demarche_lexicon::Lexicon;
use demarche_signals::Coding;
use demarche_source::{Diagnostic, Level, Report};
use demarche_syntax::Document;

/// One report, read to the end of the coding stage.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Sentences, trees and frames.
    pub document: Document,
    /// Who is named where.
    pub mentions: Mentions,
    /// Signals, quotations, events.
    pub coding: Coding,
    /// What was noticed on the way; places name the report.
    pub diagnostics: Vec<Diagnostic>,
}

/// Report → signals.
pub fn analyse(lexicon: &Lexicon, report: &Report) -> Analysis {
    let (document, mut diagnostics) = demarche_syntax::read(&report.text);
    diagnostics.extend(demarche_signals::legibility(lexicon, report, &document));
    for d in &mut diagnostics {
        d.place = format!("{}: {}", report.id, d.place);
    }
    if report.published.is_none() {
        let told = "no publication date: relative dates stay open, and office holders are not told apart by date";
        diagnostics.push(Diagnostic::new(Level::Warning, report.id.to_string(), told));
    }
    let context = Context {
        published: report.published,
        outlet: report.outlet.clone(),
        speaker: report.speaker.clone(),
        country: report.country.clone(),
        title: report.title.clone(),
    };
    let mentions = demarche_actors::resolve(lexicon, &report.text, &document, &context);
    let coding = demarche_signals::code(lexicon, report, &document, &mentions);
    Analysis { document, mentions, coding, diagnostics }
}
