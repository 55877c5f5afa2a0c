//! Disputes of the user's own on a ledger. In: disputes. Out: a ledger on which all questions know them, for as long as it is open.
//!
//! Nothing is written to the file: what the kept signals mean for these disputes goes into temporary tables, and views of the same names put
//! them beside the kept ones. Only reports that hold a word of a dispute are looked at, found by the full-text index.

use crate::LedgerError;
use crate::coded::{Coder, Placed};
use crate::store::Ledger;
use crate::votes::each_link;
use crate::write::align_row;
use demarche_alignment::models;
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::Dispute;
use demarche_signals::Signal;
use demarche_source::Report;
use rayon::prelude::*;
use rusqlite::{Connection, params};

/// Reports that are aligned together.
const BATCH: usize = 128;

const TABLES: &str = "
    CREATE TEMP TABLE own_dispute (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TEMP TABLE own_alignment AS SELECT * FROM main.alignment WHERE 0;
    CREATE INDEX temp.own_alignment_actor ON own_alignment (dispute, actor, day);
    CREATE TEMP TABLE own_rollcall_dispute AS SELECT * FROM main.rollcall_dispute WHERE 0;
    CREATE TEMP VIEW dispute AS SELECT id, name FROM temp.own_dispute
        UNION ALL SELECT id, name FROM main.dispute WHERE name NOT IN (SELECT name FROM temp.own_dispute);
    CREATE TEMP VIEW alignment AS SELECT * FROM temp.own_alignment UNION ALL SELECT * FROM main.alignment;
    CREATE TEMP VIEW rollcall_dispute AS SELECT * FROM temp.own_rollcall_dispute UNION ALL SELECT * FROM main.rollcall_dispute;";

impl Ledger {
    /// Adds disputes to what this open ledger knows; one with a known name replaces it. To be called once.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn add_disputes(&mut self, lexicon: &Lexicon, disputes: &[Dispute]) -> Result<(), LedgerError> {
        self.own = models(lexicon, disputes);
        let coder = Coder { lexicon, models: self.own.clone() };
        self.db.execute_batch(TABLES)?;
        let first: i64 = self.db.query_row("SELECT coalesce(max(id), 0) + 1 FROM main.dispute", [], |r| r.get(0))?;
        for (i, model) in coder.models.iter().enumerate() {
            let sql = "INSERT INTO temp.own_dispute (id, name) VALUES (?1, ?2)";
            self.db.execute(sql, params![first + i as i64, model.name.as_str()])?;
        }
        let reports = touched(&self.db, &coder)?;
        let savepoint = self.db.unchecked_transaction()?;
        for batch in reports.chunks(BATCH) {
            let read: Vec<Kept> = batch.iter().map(|&id| kept(&savepoint, id)).collect::<Result<_, _>>()?;
            let placed: Vec<Vec<Placed>> = read.par_iter().map(|k| coder.place(&k.report, &k.signals)).collect();
            read.iter().zip(placed).try_for_each(|(k, placed)| write(&savepoint, first, k, &placed))?;
        }
        each_link(&savepoint, &coder, &mut |rollcall, link| {
            let sql = "INSERT INTO temp.own_rollcall_dispute (dispute, rollcall, value, side, reason) VALUES (?1, ?2, ?3, ?4, ?5)";
            let dispute = first + link.model as i64;
            savepoint.prepare_cached(sql)?.execute(params![dispute, rollcall, f64::from(link.value), link.side, link.reason])?;
            Ok(())
        })?;
        Ok(savepoint.commit()?)
    }
}

/// Reports with a word of any of the disputes.
fn touched(db: &Connection, coder: &Coder<'_>) -> Result<Vec<i64>, LedgerError> {
    let words: std::collections::BTreeSet<&str> = coder.models.iter().flat_map(|m| m.first_words()).collect();
    let letters = |w: &&&str| w.chars().any(char::is_alphanumeric);
    let phrases: Vec<String> = words.iter().filter(letters).map(|w| format!("\"{}\"", w.replace('"', ""))).collect();
    // a plural is found by its singular's beginning
    let query = phrases.iter().map(|p| format!("{p} *")).collect::<Vec<_>>().join(" OR ");
    let sql =
        "SELECT r.id FROM report_fts f JOIN report r ON r.id = f.rowid WHERE report_fts MATCH ?1 AND r.coding IS NOT NULL ORDER BY r.id";
    let mut find = db.prepare(sql)?;
    if query.is_empty() {
        return Ok(Vec::new());
    }
    Ok(find.query_map([query], |r| r.get(0))?.collect::<Result<_, _>>()?)
}

/// A report with its signals, as they were kept.
struct Kept {
    report: Report,
    signals: Vec<Signal>,
    /// Row, actor and day of each signal.
    rows: Vec<(i64, String, String)>,
}

fn kept(db: &Connection, id: i64) -> Result<Kept, LedgerError> {
    let sql = "SELECT key, text, title, published FROM report WHERE id = ?1";
    let report = db.prepare_cached(sql)?.query_row([id], |r| {
        let (key, text, published): (String, String, Option<String>) = (r.get(0)?, r.get(1)?, r.get(3)?);
        Ok(Report { title: r.get(2)?, published: published.and_then(|d| d.parse().ok()), ..Report::from_text(key, text) })
    })?;
    let mut find = db.prepare_cached("SELECT id, actor, day, detail FROM signal WHERE report = ?1 ORDER BY n")?;
    let mut rows = find.query([id])?;
    let mut kept = Kept { report, signals: Vec::new(), rows: Vec::new() };
    while let Some(row) = rows.next()? {
        let mut signal: Signal = serde_json::from_str(&row.get::<_, String>(3)?)?;
        signal.id = kept.signals.len().to_string().into();
        signal.report = kept.report.id.clone();
        kept.signals.push(signal);
        kept.rows.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    Ok(kept)
}

fn write(db: &Connection, first: i64, kept: &Kept, placed: &[Placed]) -> Result<(), LedgerError> {
    for p in placed {
        let Some((signal, actor, day)) = kept.rows.get(p.n) else { continue };
        align_row(db, "temp.own_alignment", first + p.model as i64, (*signal, actor, day), p)?;
    }
    Ok(())
}
