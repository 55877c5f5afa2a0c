//! Readings from a ledger. In: an [`Ask`]. Out: the same [`Dossier`] that the pipeline makes of reports in memory.
//!
//! One actor on one dispute at a time: the evidence is found by an index, aligned already, and judged by the same code.

use super::Ask;
use super::load::{Evidence, Matter, evidence, reports};
use crate::LedgerError;
use crate::coded::{Coder, Versions};
use crate::store::Ledger;
use demarche_alignment::Model;
use demarche_contradictions::{ReportMeta, Window, judge_all};
use demarche_lexicon::Lexicon;
use demarche_report::Dossier;
use demarche_source::{Code, SmolStr};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

impl Ledger {
    /// Judges the actors and disputes that are asked for. `progress` is called once a reading.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn readings(&self, lexicon: &Lexicon, ask: &Ask, progress: &dyn Fn()) -> Result<Dossier, LedgerError> {
        let coder = Coder::new(lexicon);
        let versions = Versions::of(lexicon);
        let mut dossier = Dossier { program: versions.program, lexicon: versions.lexicon, model: versions.model, ..Dossier::default() };
        let mut metas = BTreeMap::new();
        let mut shown = BTreeSet::new();
        for model in coder.models.iter().filter(|m| ask.disputes.is_empty() || ask.disputes.iter().any(|d| *d == m.name)) {
            let row: Option<i64> = self
                .db
                .prepare_cached("SELECT id FROM dispute WHERE name = ?1")?
                .query_row([model.name.as_str()], |r| r.get(0))
                .optional()?;
            let Some(row) = row else { continue };
            let matter = Matter::new(&self.db, model, row)?;
            for actor in self.actors_on(row, ask)? {
                let found = evidence(&self.db, lexicon, &matter, &actor, ask)?;
                reports(&self.db, lexicon, &found.signals, &mut metas)?;
                judge(lexicon, model, &actor, found, &metas, ask, &mut dossier, &mut shown);
                progress();
            }
        }
        dossier.readings.sort_by(|a, b| {
            (std::cmp::Reverse(a.verdict), &a.dispute, &a.actor).cmp(&(std::cmp::Reverse(b.verdict), &b.dispute, &b.actor))
        });
        let stand: BTreeSet<&SmolStr> = dossier.signals.iter().map(|s| &s.report).collect();
        dossier.reports = metas.into_iter().filter(|(k, _)| stand.contains(k)).collect();
        let codes = dossier.signals.iter().flat_map(|s| s.target.iter().chain([&s.actor]));
        dossier.names = codes.filter_map(|c| lexicon.actor(c).map(|a| (c.clone(), a.name().to_owned()))).collect();
        Ok(dossier)
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

#[allow(clippy::too_many_arguments)] // the parts of one judgment
fn judge(
    lexicon: &Lexicon,
    model: &Model,
    actor: &str,
    found: Evidence,
    metas: &BTreeMap<SmolStr, ReportMeta>,
    ask: &Ask,
    dossier: &mut Dossier,
    shown: &mut BTreeSet<SmolStr>,
) {
    let window = Window { from: ask.from, to: ask.to };
    let models = std::slice::from_ref(model);
    let readings = judge_all(lexicon, models, &found.signals, &found.aligned, metas, window, &[]);
    let readings: Vec<_> = readings.into_iter().filter(|r| r.actor == actor).collect();
    if readings.is_empty() {
        return;
    }
    // Only what the readings name is shown: of other disputes, the signals of pairs.
    let named: BTreeSet<&SmolStr> = readings
        .iter()
        .flat_map(|r| r.signals.iter().chain(r.pairs.iter().flat_map(|p| &p.signals)).chain(r.rejected.iter().flat_map(|p| &p.signals)))
        .collect();
    let here = found.aligned.iter().filter(|a| a.dispute == model.name || named.contains(&a.signal));
    dossier.aligned.extend(here.cloned());
    let of_dispute: BTreeSet<&SmolStr> = found.aligned.iter().filter(|a| a.dispute == model.name).map(|a| &a.signal).collect();
    for signal in &found.signals {
        let wanted = named.contains(&signal.id) || of_dispute.contains(&signal.id);
        if wanted && shown.insert(SmolStr::new(format!("{}/{}", signal.actor, signal.id))) {
            dossier.signals.push(signal.clone());
        }
    }
    dossier.readings.extend(readings);
}
