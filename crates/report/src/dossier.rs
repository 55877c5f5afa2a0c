//! The sealed result: everything that a dossier prints. In: what the pipeline found. Out: JSON, and the views that the readable forms share.

use crate::sealed::{
    CheckWire, DiagnosticWire, InputsWire, LikelihoodWire, OptionsWire, PairWire, ReadingWire, RejectedWire, ReportWire, RulingWire,
    SCHEMA, Sealed, SetAsideWire,
};
use crate::wire::{AlignmentWire, SignalWire, rounded};
use demarche_alignment::Aligned;
use demarche_contradictions::{Checked, Outcome, Pair, Reading, Rejected, ReportMeta};
use demarche_signals::Signal;
use demarche_source::{Diagnostic, Level, SmolStr};
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
    /// What was asked.
    pub options: OptionsWire,
    /// Hashes of what was read beside the reports.
    pub inputs: InputsWire,
    /// Reports by id.
    pub reports: BTreeMap<SmolStr, ReportMeta>,
    /// Signals in the order of their ids.
    pub signals: Vec<Signal>,
    /// Their alignments.
    pub aligned: Vec<Aligned>,
    /// Verdicts: the gravest first.
    pub readings: Vec<Reading>,
    /// What people ruled, and what came of it.
    pub rulings: Vec<RulingWire>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of the actors' codes.
    pub names: BTreeMap<SmolStr, String>,
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

    /// The dossier as `demarche.dossier/1`.
    pub fn sealed(&self) -> Sealed {
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
        Sealed {
            schema: SCHEMA.to_owned(),
            program: self.program.clone(),
            lexicon: format!("sha256:{}", self.lexicon),
            model: format!("sha256:{}", self.model),
            options: self.options.clone(),
            inputs: self.inputs.clone(),
            names: self.names.clone(),
            reports: self.reports.values().map(report_wire).collect(),
            signals: self.signals.iter().map(|s| SignalWire::new(s, alignment(&s.id))).collect(),
            readings: self.readings.iter().map(reading_wire).collect(),
            rulings: self.rulings.clone(),
            diagnostics: self.diagnostics.iter().map(diagnostic_wire).collect(),
            seal: None,
        }
    }

    /// The dossier as `demarche.dossier/1` JSON, sealed, indented, with a final line break.
    pub fn json(&self) -> String {
        self.sealed().write()
    }
}

fn diagnostic_wire(d: &Diagnostic) -> DiagnosticWire {
    let level = match d.level {
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    DiagnosticWire { level: level.to_owned(), place: d.place.clone(), message: d.message.clone() }
}

fn report_wire(m: &ReportMeta) -> ReportWire {
    ReportWire {
        id: m.id.clone(),
        sha256: m.sha256.clone(),
        outlet: m.outlet.clone(),
        published: m.published.map(|d| d.to_string()),
        title: m.title.clone(),
        copies_of: m.copy_of.clone(),
    }
}

/// Three decimals, so that the product of base and factors can be done again.
fn fine(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

fn check_wire(c: &Checked) -> CheckWire {
    let factor = if let Outcome::Weakened(part) = c.outcome { Some(fine(part)) } else { None };
    CheckWire { check: c.check.to_owned(), holds: c.holds(), note: c.note.clone(), factor }
}

fn pair_wire(p: &Pair) -> PairWire {
    PairWire {
        kind: p.kind.as_str().to_owned(),
        grade: p.grade.map(|g| g.as_str().to_owned()),
        signals: p.signals.clone(),
        base: Some(fine(p.base)),
        strength: rounded(p.strength),
        note: p.note.clone(),
        checks: p.checks.iter().map(check_wire).collect(),
        also: p.also.clone(),
    }
}

fn rejected_wire(r: &Rejected) -> RejectedWire {
    RejectedWire {
        kind: r.kind.as_str().to_owned(),
        signals: r.signals.clone(),
        check: r.check.to_owned(),
        note: r.note.clone(),
        base: Some(fine(r.base)),
        considered: r.considered.clone(),
    }
}

fn reading_wire(r: &Reading) -> ReadingWire {
    ReadingWire {
        actor: r.actor.clone(),
        dispute: r.dispute.to_string(),
        from: r.from.map(|d| d.to_string()),
        to: r.to.map(|d| d.to_string()),
        verdict: r.verdict.as_str().to_owned(),
        why: r.why.clone(),
        leans: r.leans.as_ref().map(ToString::to_string),
        ambivalence: rounded(r.ambivalence),
        likelihood: r.likelihood.map(|l| LikelihoodWire { term: l.term.to_owned(), low: l.low, high: l.high, right: l.right, of: l.of }),
        confidence: r.confidence.as_str().to_owned(),
        admiralty: r.admiralty.clone(),
        pairs: r.pairs.iter().map(pair_wire).collect(),
        rejected: r.rejected.iter().map(rejected_wire).collect(),
        flip_set: r.flip_set.clone(),
        alternatives: r.alternatives.clone(),
        copies_collapsed: r.copies_collapsed,
        signals: r.signals.clone(),
        counted: r.usable.clone(),
        set_aside: r
            .set_aside
            .iter()
            .map(|s| SetAsideWire { signal: s.signal.clone(), why: s.why.to_owned(), note: s.note.clone() })
            .collect(),
    }
}
