//! The sealed result: everything that a dossier prints. In: what the pipeline found. Out: JSON, and the views that the readable forms share.

use crate::wire::{AlignmentWire, SignalWire, rounded};
use demarche_alignment::Aligned;
use demarche_contradictions::{Pair, Reading, Rejected, ReportMeta};
use demarche_signals::Signal;
use demarche_source::{Diagnostic, SmolStr};
use serde::Serialize;
use std::collections::BTreeMap;

/// All that a run found, in one order.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// Version of the program.
    pub program: String,
    /// SHA-256 of the lexicon's data.
    pub lexicon: String,
    /// SHA-256 of the language model.
    pub model: String,
    /// Reports by id.
    pub reports: BTreeMap<SmolStr, ReportMeta>,
    /// Signals in the order of their ids.
    pub signals: Vec<Signal>,
    /// Their alignments.
    pub aligned: Vec<Aligned>,
    /// Verdicts: the gravest first.
    pub readings: Vec<Reading>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of the actors' codes.
    pub names: BTreeMap<SmolStr, String>,
}

#[derive(Serialize)]
struct DossierWire<'d> {
    schema: &'static str,
    program: &'d str,
    lexicon: String,
    model: String,
    reports: Vec<ReportWire<'d>>,
    signals: Vec<SignalWire>,
    readings: Vec<ReadingWire<'d>>,
    diagnostics: &'d [Diagnostic],
}

#[derive(Serialize)]
struct ReportWire<'d> {
    id: &'d str,
    sha256: &'d str,
    outlet: Option<&'d str>,
    published: Option<String>,
    title: Option<&'d str>,
    copies_of: Option<&'d str>,
}

#[derive(Serialize)]
struct ReadingWire<'d> {
    actor: &'d str,
    dispute: &'d str,
    from: Option<String>,
    to: Option<String>,
    verdict: &'static str,
    why: &'d str,
    leans: Option<&'d str>,
    ambivalence: f32,
    likelihood: Option<LikelihoodWire>,
    confidence: &'static str,
    admiralty: &'d str,
    pairs: Vec<PairWire<'d>>,
    rejected: Vec<RejectedWire<'d>>,
    flip_set: &'d [SmolStr],
    alternatives: &'d [String],
    copies_collapsed: usize,
    signals: &'d [SmolStr],
    counted: &'d [SmolStr],
}

#[derive(Serialize)]
struct LikelihoodWire {
    term: &'static str,
    low: u8,
    high: u8,
}

#[derive(Serialize)]
struct PairWire<'d> {
    kind: &'static str,
    grade: Option<&'static str>,
    signals: &'d [SmolStr; 2],
    strength: f32,
    note: &'d str,
    checks: Vec<CheckWire<'d>>,
}

#[derive(Serialize)]
struct CheckWire<'d> {
    check: &'static str,
    holds: bool,
    note: &'d str,
}

#[derive(Serialize)]
struct RejectedWire<'d> {
    kind: &'static str,
    signals: &'d [SmolStr; 2],
    check: &'static str,
    note: &'d str,
}

fn pair_wire(p: &Pair) -> PairWire<'_> {
    PairWire {
        kind: p.kind.as_str(),
        grade: p.grade.map(|g| g.as_str()),
        signals: &p.signals,
        strength: rounded(p.strength),
        note: &p.note,
        checks: p.checks.iter().map(|c| CheckWire { check: c.check, holds: c.holds(), note: &c.note }).collect(),
    }
}

fn rejected_wire(r: &Rejected) -> RejectedWire<'_> {
    RejectedWire { kind: r.kind.as_str(), signals: &r.signals, check: r.check, note: &r.note }
}

impl Dossier {
    /// Name of an actor, or its code.
    pub fn name<'d>(&'d self, code: &'d str) -> &'d str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// Alignments of each signal, by id.
    pub(crate) fn by_signal(&self) -> BTreeMap<&str, Vec<&Aligned>> {
        let mut map: BTreeMap<&str, Vec<&Aligned>> = BTreeMap::new();
        for a in &self.aligned {
            map.entry(a.signal.as_str()).or_default().push(a);
        }
        map
    }

    /// The dossier as `demarche.dossier/1` JSON, indented, with a final line break.
    pub fn json(&self) -> String {
        let aligned = self.by_signal();
        let alignment = |id: &str| -> Vec<AlignmentWire> {
            let wire = |a: &&Aligned| AlignmentWire {
                dispute: a.dispute.to_string(),
                side: a.side.as_ref().map(|s| s.to_string()),
                value: rounded(a.value),
                derivation: a.derivation.clone(),
            };
            aligned.get(id).map_or_else(Vec::new, |list| list.iter().map(wire).collect())
        };
        let reading = |r| reading_wire(r);
        let wire = DossierWire {
            schema: "demarche.dossier/1",
            program: &self.program,
            lexicon: format!("sha256:{}", self.lexicon),
            model: format!("sha256:{}", self.model),
            reports: self.reports.values().map(report_wire).collect(),
            signals: self.signals.iter().map(|s| SignalWire::new(s, alignment(&s.id))).collect(),
            readings: self.readings.iter().map(reading).collect(),
            diagnostics: &self.diagnostics,
        };
        let mut text = serde_json::to_string_pretty(&wire).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn report_wire(m: &ReportMeta) -> ReportWire<'_> {
    ReportWire {
        id: &m.id,
        sha256: &m.sha256,
        outlet: m.outlet.as_deref(),
        published: m.published.map(|d| d.to_string()),
        title: m.title.as_deref(),
        copies_of: m.copy_of.as_deref(),
    }
}

fn reading_wire(r: &Reading) -> ReadingWire<'_> {
    ReadingWire {
        actor: &r.actor,
        dispute: &r.dispute,
        from: r.from.map(|d| d.to_string()),
        to: r.to.map(|d| d.to_string()),
        verdict: r.verdict.as_str(),
        why: &r.why,
        leans: r.leans.as_deref(),
        ambivalence: rounded(r.ambivalence),
        likelihood: r.likelihood.map(|l| LikelihoodWire { term: l.term, low: l.low, high: l.high }),
        confidence: r.confidence.as_str(),
        admiralty: &r.admiralty,
        pairs: r.pairs.iter().map(pair_wire).collect(),
        rejected: r.rejected.iter().map(rejected_wire).collect(),
        flip_set: &r.flip_set,
        alternatives: &r.alternatives,
        copies_collapsed: r.copies_collapsed,
        signals: &r.signals,
        counted: &r.usable,
    }
}
