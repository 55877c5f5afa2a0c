//! Readings from a ledger. In: an [`Ask`]. Out: the same [`Dossier`] that the pipeline makes of reports in memory.
//!
//! One actor on one dispute at a time: the evidence is found by an index, aligned already, and judged by the same code.

use super::Ask;
use super::load::{Evidence, Matter, evidence, reports};
use super::ruled::Docket;
use crate::LedgerError;
use crate::coded::{Coder, Versions};
use crate::store::Ledger;
use demarche_alignment::Model;
use demarche_contradictions::{Reading, ReportMeta, Window, judge_all};
use demarche_lexicon::Lexicon;
use demarche_report::Dossier;
use demarche_signals::Signal;
use demarche_source::{Code, SmolStr};
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// Judges one actor on one dispute after the other; what is known of reports, and what came of rulings, is kept between.
pub(super) struct Court<'l> {
    ledger: &'l Ledger,
    lexicon: &'l Lexicon,
    metas: BTreeMap<SmolStr, ReportMeta>,
    docket: Docket<'l>,
}

impl<'l> Court<'l> {
    pub fn new(ledger: &'l Ledger, lexicon: &'l Lexicon, ask: &'l Ask) -> Self {
        Self { ledger, lexicon, metas: BTreeMap::new(), docket: Docket::new(&ask.rulings) }
    }

    /// The reading of an actor in a window with its evidence; none where there is nothing to read.
    pub fn hear(&mut self, matter: &Matter<'_>, actor: &Code, ask: &Ask) -> Result<Option<(Reading, Evidence)>, LedgerError> {
        let mut found = evidence(&self.ledger.db, self.lexicon, matter, actor, ask)?;
        reports(&self.ledger.db, self.lexicon, &found.signals, &mut self.metas)?;
        let pairs = self.docket.apply(self.lexicon, matter.model, &mut found, &self.metas);
        let window = Window { from: ask.from, to: ask.to };
        let models = std::slice::from_ref(matter.model);
        let readings = judge_all(self.lexicon, models, &found.signals, &found.aligned, &self.metas, window, &pairs);
        Ok(readings.into_iter().find(|r| r.actor == *actor).map(|reading| (reading, found)))
    }

    /// Day of a report, if it has one.
    pub fn published(&self, report: &str) -> String {
        self.metas.get(report).and_then(|m| m.published).map(|d| d.to_string()).unwrap_or_default()
    }
}

impl Ledger {
    /// Judges the actors and disputes that are asked for. `progress` is called once a reading.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn readings(&self, lexicon: &Lexicon, ask: &Ask, progress: &dyn Fn()) -> Result<Dossier, LedgerError> {
        let coder = Coder::new(lexicon);
        let versions = Versions::of(lexicon);
        let mut dossier = Dossier { program: versions.program, lexicon: versions.lexicon, model: versions.model, ..Dossier::default() };
        let mut court = Court::new(self, lexicon, ask);
        let mut shown = BTreeSet::new();
        for model in self.asked_of(&coder, ask) {
            let Some(row) = self.row_of(&model.name)? else { continue };
            let matter = Matter::new(&self.db, model, row)?;
            for actor in self.actors_on(row, ask)? {
                if let Some((reading, found)) = court.hear(&matter, &actor, ask)? {
                    put(model, reading, found, &mut dossier, &mut shown);
                }
                progress();
            }
        }
        dossier.readings.sort_by(|a, b| {
            (std::cmp::Reverse(a.verdict), &a.dispute, &a.actor).cmp(&(std::cmp::Reverse(b.verdict), &b.dispute, &b.actor))
        });
        (dossier.rulings, dossier.diagnostics) = court.docket.close(&self.db)?;
        let stand: BTreeSet<&SmolStr> = dossier.signals.iter().map(|s| &s.report).collect();
        dossier.reports = court.metas.into_iter().filter(|(k, _)| stand.contains(k)).collect();
        let codes = dossier.signals.iter().flat_map(|s| s.target.iter().chain([&s.actor]));
        dossier.names = codes.filter_map(|c| lexicon.actor(c).map(|a| (c.clone(), a.name().to_owned()))).collect();
        Ok(dossier)
    }

    /// The disputes that are asked for: the user's own, then those of the lexicon that they do not replace.
    pub(super) fn asked_of<'c>(&'c self, coder: &'c Coder<'_>, ask: &'c Ask) -> impl Iterator<Item = &'c Model> {
        let replaced = |m: &&Model| {
            self.own.iter().any(|o| o.name == m.name || o.completed_by.as_ref().is_some_and(|by| *by == m.name || *by == m.id))
        };
        let builtin = coder.models.iter().filter(move |m| !replaced(m));
        self.own.iter().chain(builtin).filter(|m| ask.disputes.is_empty() || ask.disputes.iter().any(|d| *d == m.name))
    }

    /// Row of a dispute, if the ledger has it.
    pub(super) fn row_of(&self, name: &str) -> Result<Option<i64>, LedgerError> {
        let mut find = self.db.prepare_cached("SELECT id FROM dispute WHERE name = ?1")?;
        let mut rows = find.query(params![name])?;
        Ok(rows.next()?.map(|r| r.get(0)).transpose()?)
    }

    /// The actors that are asked for, else all that the reports tell of on the dispute.
    fn actors_on(&self, dispute: i64, ask: &Ask) -> Result<Vec<Code>, LedgerError> {
        if !ask.actors.is_empty() {
            return Ok(ask.actors.clone());
        }
        let sql = "SELECT DISTINCT actor FROM alignment WHERE dispute = ?1 AND elsewhere = 0 ORDER BY actor";
        let mut find = self.db.prepare_cached(sql)?;
        let all: Vec<String> = find.query_map(params![dispute], |r| r.get(0))?.collect::<Result<_, _>>()?;
        Ok(all.into_iter().map(Code::from).collect())
    }
}

/// Adds a reading to a dossier. Only what it names is shown: of other disputes, the signals of pairs.
fn put(model: &Model, reading: Reading, found: Evidence, dossier: &mut Dossier, shown: &mut BTreeSet<SmolStr>) {
    let pairs = reading.pairs.iter().map(|p| &p.signals).chain(reading.rejected.iter().map(|p| &p.signals));
    let named: BTreeSet<&SmolStr> = reading.signals.iter().chain(pairs.flatten()).collect();
    let of_dispute: BTreeSet<SmolStr> = found.aligned.iter().filter(|a| a.dispute == model.name).map(|a| a.signal.clone()).collect();
    dossier.aligned.extend(found.aligned.into_iter().filter(|a| a.dispute == model.name || named.contains(&a.signal)));
    let wanted = |s: &Signal| named.contains(&s.id) || of_dispute.contains(&s.id);
    let fresh = |s: &Signal| shown.insert(SmolStr::new(format!("{}/{}", s.actor, s.id)));
    dossier.signals.extend(found.signals.into_iter().filter(wanted).filter(fresh));
    dossier.readings.push(reading);
}
