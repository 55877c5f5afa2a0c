//! Coding again after an upgrade. In: reports that another version coded. Out: rows, where this version codes otherwise, and the difference.
//!
//! Every such report is read again; only those whose signals or alignments differ are written, the others only get the new version's mark.

use crate::LedgerError;
use crate::coded::{Coded, Coder};
use crate::store::Ledger;
use crate::write::Writer;
use demarche_lexicon::Lexicon;
use demarche_signals::Signal;
use demarche_source::Report;
use rayon::prelude::*;
use rusqlite::{Connection, TransactionBehavior, params};
use std::collections::BTreeMap;

/// Reports of one transaction.
const BATCH: usize = 64;
/// Differences that are shown in full.
const SHOWN: usize = 20;

/// What coding again has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Reports read again.
    pub reports: usize,
    /// Of these, reports that are coded otherwise.
    pub changed: usize,
    /// Signals that came, by act.
    pub gained: BTreeMap<String, usize>,
    /// Signals that went, by act.
    pub lost: BTreeMap<String, usize>,
    /// The first of them: report, `+` or `-`, actor, act, words.
    pub examples: Vec<String>,
    /// Roll calls linked again.
    pub links: usize,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} reports coded again, {} coded otherwise", self.reports, self.changed)?;
        let acts: std::collections::BTreeSet<&String> = self.gained.keys().chain(self.lost.keys()).collect();
        for act in acts {
            let of = |map: &BTreeMap<String, usize>| map.get(act).copied().unwrap_or(0);
            writeln!(f, "  {act}: +{} -{}", of(&self.gained), of(&self.lost))?;
        }
        self.examples.iter().try_for_each(|e| writeln!(f, "  {e}"))
    }
}

impl Ledger {
    /// Number of English reports that another version of program, lexicon or model has coded.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn stale(&self, lexicon: &Lexicon) -> Result<u64, LedgerError> {
        let v = crate::Versions::of(lexicon);
        let sql = "SELECT count(*) FROM report WHERE coding IS NOT NULL AND coding NOT IN
                   (SELECT id FROM coding WHERE program = ?1 AND lexicon = ?2 AND model = ?3)";
        let n: i64 = self.db.query_row(sql, params![v.program, v.lexicon, v.model], |r| r.get(0))?;
        Ok(n.unsigned_abs())
    }

    /// Codes again what another version coded, and roll calls too. The caller has the [write lock](Ledger::lock). Stopped at any moment, it
    /// goes on where it was.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn recode(&mut self, lexicon: &Lexicon, progress: &dyn Fn(usize)) -> Result<Difference, LedgerError> {
        let coder = Coder::new(lexicon);
        let writer = Writer::new(&self.db, &coder)?;
        let mut difference = Difference::default();
        loop {
            let batch = stale_reports(&self.db, writer.coding())?;
            if batch.is_empty() {
                break;
            }
            let done = batch.len();
            let coded: Vec<(i64, Report, Coded)> = batch
                .into_par_iter()
                .map(|(id, report)| {
                    let coded = coder.code(&report);
                    (id, report, coded)
                })
                .collect();
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for (id, report, coded) in &coded {
                difference.reports += 1;
                difference.changed += usize::from(replace(&transaction, &writer, (*id, report), coded, &mut difference)?);
            }
            transaction.commit()?;
            progress(done);
        }
        difference.links = crate::votes::link(&mut self.db, &writer, &|_| {})?;
        Ok(difference)
    }
}

fn stale_reports(db: &Connection, coding: i64) -> Result<Vec<(i64, Report)>, LedgerError> {
    let sql = "SELECT id, key, text, title, published, outlet, url, speaker, country, sha256 FROM report
               WHERE coding IS NOT NULL AND coding <> ?1 ORDER BY id LIMIT ?2";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_map(params![coding, BATCH as i64], |r| Ok((r.get(0)?, report(r)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A report from a row `_, key, text, title, published, outlet, url, speaker, country, sha256`.
pub(crate) fn report(r: &rusqlite::Row<'_>) -> rusqlite::Result<Report> {
    let (key, published, country): (String, Option<String>, Option<String>) = (r.get(1)?, r.get(4)?, r.get(8)?);
    Ok(Report {
        id: key.into(),
        text: r.get(2)?,
        title: r.get(3)?,
        published: published.and_then(|d| d.parse().ok()),
        outlet: r.get(5)?,
        url: r.get(6)?,
        speaker: r.get(7)?,
        country: country.map(Into::into),
        sha256: r.get(9)?,
    })
}

/// Writes a report's coding if it differs. Returns whether it did.
fn replace(
    db: &Connection,
    writer: &Writer<'_>,
    (id, report): (i64, &Report),
    coded: &Coded,
    difference: &mut Difference,
) -> Result<bool, LedgerError> {
    let before: Vec<String> = db
        .prepare_cached("SELECT detail FROM signal WHERE report = ?1 ORDER BY n")?
        .query_map([id], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    let after: Vec<String> = coded.signals.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    let changed = before != after || alignments(db, id)? != placed(coded);
    if changed {
        compare(report, &before, coded, difference);
        let signals = "SELECT id FROM signal WHERE report = ?1";
        db.prepare_cached(&format!("DELETE FROM alignment WHERE signal IN ({signals})"))?.execute([id])?;
        for table in ["signal", "event"] {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([id])?;
        }
        db.prepare_cached("DELETE FROM problem WHERE report = ?1 AND message NOT LIKE 'read as %'")?.execute([id])?;
        writer.coded(db, id, report.published.map(|d| d.to_string()), coded)?;
    }
    db.prepare_cached("UPDATE report SET coding = ?2 WHERE id = ?1")?.execute([id, writer.coding()])?;
    Ok(changed)
}

/// Alignments as comparable rows: place of the signal, dispute, value in thousandths, whether it counts only elsewhere.
type Rows = Vec<(i64, String, i64, bool)>;

fn alignments(db: &Connection, report: i64) -> Result<Rows, LedgerError> {
    let sql = "SELECT s.n, d.name, cast(round(a.value * 1000) AS INTEGER), a.elsewhere FROM signal s JOIN alignment a ON a.signal = s.id
               JOIN dispute d ON d.id = a.dispute WHERE s.report = ?1 ORDER BY 1, 2";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_map([report], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn placed(coded: &Coded) -> Rows {
    let row = |p: &crate::Placed| {
        let value = (f64::from(p.aligned.value) * 1000.0).round() as i64;
        (p.n as i64, p.aligned.dispute.to_string(), value, p.elsewhere)
    };
    let mut rows: Rows = coded.placed.iter().map(row).collect();
    rows.sort();
    rows
}

/// Counts what came and what went, by report, actor, act and words.
fn compare(report: &Report, before: &[String], coded: &Coded, difference: &mut Difference) {
    let key = |s: &Signal| (s.actor.to_string(), s.act.id.to_string(), s.quote.clone());
    let mut balance: BTreeMap<(String, String, String), i64> = BTreeMap::new();
    let old = before.iter().filter_map(|d| serde_json::from_str::<Signal>(d).ok());
    old.for_each(|s| *balance.entry(key(&s)).or_default() -= 1);
    coded.signals.iter().for_each(|s| *balance.entry(key(s)).or_default() += 1);
    for ((actor, act, words), n) in balance.into_iter().filter(|(_, n)| *n != 0) {
        let (map, sign) = if n > 0 { (&mut difference.gained, '+') } else { (&mut difference.lost, '-') };
        *map.entry(act.clone()).or_default() += n.unsigned_abs() as usize;
        if difference.examples.len() < SHOWN {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            difference.examples.push(format!("{} {sign} {actor} {act} “{words}”", report.id));
        }
    }
}
