//! What people have ruled, on the readings of a ledger. In: rulings, the evidence of one reading. Out: the evidence as ruled, rulings on its
//! pairs, and what came of each ruling. The rulings themselves are applied by the pipeline's own code.

use super::load::Evidence;
use crate::LedgerError;
use demarche::{Docket as Pipeline, Ruling};
use demarche_alignment::{Model, align};
use demarche_contradictions::{PairRuling, ReportMeta};
use demarche_lexicon::Lexicon;
use demarche_report::sealed::RulingWire;
use demarche_source::{Diagnostic, Level, Report, SmolStr};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// Rulings on their way through many readings.
pub(super) struct Docket<'r> {
    rulings: &'r [Ruling],
    /// What came of each that met its signals.
    told: BTreeMap<usize, RulingWire>,
}

impl<'r> Docket<'r> {
    pub fn new(rulings: &'r [Ruling]) -> Self {
        Self { rulings, told: BTreeMap::new() }
    }

    /// Corrects and dismisses signals of the evidence; gives the rulings on its pairs.
    pub fn apply(
        &mut self,
        lexicon: &Lexicon,
        model: &Model,
        found: &mut Evidence,
        metas: &BTreeMap<SmolStr, ReportMeta>,
    ) -> Vec<PairRuling> {
        if self.rulings.is_empty() {
            return Vec::new();
        }
        let stubs: Vec<Report> =
            metas.values().map(|m| Report { sha256: m.sha256.to_string(), ..Report::from_text(m.id.clone(), "") }).collect();
        let before = found.signals.clone();
        let mut docket = Pipeline::new(self.rulings, &stubs);
        docket.correct(lexicon, &stubs, &mut found.signals, 0);
        let ruled = docket.close(&found.signals);
        for (now, _) in found.signals.iter().zip(&before).filter(|(now, then)| now != then) {
            let about = found.about.contains(&now.id);
            let again = align(lexicon, model, now, about, 0.0);
            found.aligned.retain(|a| a.signal != now.id || a.dispute != model.name);
            found.aligned.extend(again);
        }
        found.aligned.retain(|a| !ruled.dismissed.contains(&a.signal));
        let met = ruled.told.into_iter().enumerate().filter(|(_, t)| !t.signals.is_empty());
        for (i, wire) in met {
            self.told.entry(i).or_insert(wire);
        }
        ruled.pairs
    }

    /// What came of each ruling, and those that name a signal which the ledger's reports do not hold.
    pub fn close(self, db: &Connection) -> Result<(Vec<RulingWire>, Vec<Diagnostic>), LedgerError> {
        let mut gone = Vec::new();
        for (i, ruling) in self.rulings.iter().enumerate().filter(|(i, _)| !self.told.contains_key(i)) {
            let line = &ruling.line;
            for anchor in line.signal.iter().chain(line.pair.iter().flatten()).filter(|a| a.report != "votes") {
                let report: Option<i64> =
                    db.prepare_cached("SELECT id FROM report WHERE sha256 = ?1")?.query_row([&anchor.report], |r| r.get(0)).optional()?;
                let Some(report) = report else { continue };
                let there = db
                    .prepare_cached("SELECT 1 FROM signal WHERE report = ?1 AND quote = ?2 LIMIT 1")?
                    .exists(rusqlite::params![report, anchor.quote])?;
                if !there {
                    let told = format!("ruling {}: no signal of its report says “{}”", i + 1, anchor.quote);
                    gone.push(Diagnostic::new(Level::Error, ruling.place.clone(), told));
                }
            }
        }
        Ok((self.told.into_values().collect(), gone))
    }
}
