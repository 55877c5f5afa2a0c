//! `signals`, `events`, `quotes`: one line of JSON a report.

use crate::args::Lines;
use crate::inputs::{Outcome, lines};
use demarche::analyse;
use demarche_lexicon::Lexicon;
use demarche_report::wire;
use demarche_source::Report;

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|e| format!("{{\"error\":\"{e}\"}}"))
}

pub fn signals(lexicon: &Lexicon, args: &Lines) -> Result<Outcome, String> {
    lines(&args.inputs, args.published.as_deref(), |report: &Report| {
        json(&wire::signals_line(report, &analyse(lexicon, report).coding.signals))
    })
}

pub fn events(lexicon: &Lexicon, args: &Lines) -> Result<Outcome, String> {
    lines(&args.inputs, args.published.as_deref(), |report: &Report| {
        json(&wire::events_line(report, &analyse(lexicon, report).coding.events))
    })
}

pub fn quotes(lexicon: &Lexicon, args: &Lines) -> Result<Outcome, String> {
    lines(&args.inputs, args.published.as_deref(), |report: &Report| {
        json(&wire::quotes_line(report, &analyse(lexicon, report).coding.quotes))
    })
}
