//! What the single writer puts down. In: entries in the order of their reading. Out: rows, in one transaction a batch.

use crate::coded::{Coded, Coder, Placed, Versions};
use crate::{LedgerError, names, story};
use demarche_ingest::{Item, ParsedItem};
use demarche_signals::{Event, Signal};
use demarche_source::{Level, sha256_hex};
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::io::Write;

/// Bytes from which packing is worth its time.
const PACKED: usize = 512;

/// One item, read as far as it can be before it is written.
pub(crate) struct Entry {
    pub item: Item,
    pub sha256: String,
    pub fate: Fate,
}

/// What became of an item.
pub(crate) enum Fate {
    /// The bytes are in the ledger already, from another place.
    Copy,
    /// A report; coded if it is in English.
    Read(Box<ParsedItem>, Vec<u64>, Option<Box<Coded>>),
    /// No report could be made of it.
    Failed(String),
}

/// What was written of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Report { key: String, signals: usize, copy_of: bool },
    Copy,
    Foreign(String),
    Failed(String),
}

/// Rows that every batch refers to.
pub(crate) struct Writer<'c> {
    coder: &'c Coder<'c>,
    coding: i64,
    /// Row of each of the coder's disputes.
    disputes: Vec<i64>,
}

impl<'c> Writer<'c> {
    pub fn new(db: &Connection, coder: &'c Coder<'c>) -> Result<Self, LedgerError> {
        let v = Versions::of(coder.lexicon);
        db.execute("INSERT OR IGNORE INTO coding (program, lexicon, model) VALUES (?1, ?2, ?3)", params![v.program, v.lexicon, v.model])?;
        let find = "SELECT id FROM coding WHERE program = ?1 AND lexicon = ?2 AND model = ?3";
        let coding = db.query_row(find, params![v.program, v.lexicon, v.model], |r| r.get(0))?;
        let mut disputes = Vec::new();
        for model in &coder.models {
            db.execute("INSERT OR IGNORE INTO dispute (name) VALUES (?1)", [model.name.as_str()])?;
            disputes.push(db.query_row("SELECT id FROM dispute WHERE name = ?1", [model.name.as_str()], |r| r.get(0))?);
        }
        Ok(Self { coder, coding, disputes })
    }

    /// Row of the coding that this program does.
    pub fn coding(&self) -> i64 {
        self.coding
    }

    /// Row of a dispute.
    pub fn dispute(&self, model: usize) -> i64 {
        self.disputes[model]
    }

    pub fn coder(&self) -> &'c Coder<'c> {
        self.coder
    }

    /// Writes one entry. `now` is when the bytes were received, unless they say it.
    pub fn write(&self, db: &Connection, entry: Entry, now: &str) -> Result<Written, LedgerError> {
        let Entry { item, sha256, fate } = entry;
        let known: Option<i64> =
            db.prepare_cached("SELECT id FROM report WHERE sha256 = ?1")?.query_row([&sha256], |r| r.get(0)).optional()?;
        if let Some(report) = known {
            receipt(db, &item, &sha256, now, "copy", None, Some(report))?;
            return Ok(Written::Copy);
        }
        keep(db, &sha256, &item.raw)?;
        match fate {
            Fate::Copy => {
                // Known when it was looked up, and gone since: another process has put it aside. It is read the next time.
                Ok(Written::Copy)
            }
            Fate::Failed(reason) => {
                receipt(db, &item, &sha256, now, "failed", Some(&reason), None)?;
                Ok(Written::Failed(reason))
            }
            Fate::Read(parsed, sketch, coded) => self.report(db, &item, &sha256, now, (*parsed, sketch, coded)),
        }
    }

    fn report(
        &self,
        db: &Connection,
        item: &Item,
        sha256: &str,
        now: &str,
        (parsed, sketch, coded): (ParsedItem, Vec<u64>, Option<Box<Coded>>),
    ) -> Result<Written, LedgerError> {
        let r = &parsed.report;
        let key = free_key(db, &r.id)?;
        let stories = story::find(db, &sketch)?;
        let sql =
            "INSERT INTO report (key, sha256, format, title, published, outlet, url, author, speaker, country, language, text, coding,
                   story, sketch) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, ?14)";
        db.prepare_cached(sql)?.execute(params![
            key,
            sha256,
            item.format.as_str(),
            r.title,
            r.published.map(|d| d.to_string()),
            r.outlet,
            r.url,
            parsed.author,
            r.speaker,
            r.country.as_ref().map(|c| c.as_str()),
            parsed.language,
            r.text,
            coded.as_ref().map(|_| self.coding),
            story::pack(&sketch),
        ])?;
        let id = db.last_insert_rowid();
        db.prepare_cached("UPDATE report SET story = ?1 WHERE id = ?1")?.execute([id])?;
        story::join(db, id, &sketch, &stories)?;
        if let Some(revised) = story::revised(db, id)? {
            db.prepare_cached("UPDATE report SET revises = ?1 WHERE id = ?2")?.execute([revised, id])?;
        }
        if let Some(charset) = parsed.charset {
            problem(db, &item.place, Level::Note, &format!("read as {charset}; offsets are those of the text in UTF-8"), Some(id))?;
        }
        let Some(coded) = coded else {
            let reason = format!("in {}; kept, not coded", parsed.language);
            receipt(db, item, sha256, now, "foreign", Some(&reason), Some(id))?;
            return Ok(Written::Foreign(parsed.language.to_owned()));
        };
        receipt(db, item, sha256, now, "read", None, Some(id))?;
        self.coded(db, id, r.published.map(|d| d.to_string()), &coded)?;
        Ok(Written::Report { key, signals: coded.signals.len(), copy_of: !stories.is_empty() })
    }

    /// Writes what was coded of a report.
    pub fn coded(&self, db: &Connection, report: i64, published: Option<String>, coded: &Coded) -> Result<(), LedgerError> {
        let mut by_signal: BTreeMap<usize, Vec<&Placed>> = BTreeMap::new();
        coded.placed.iter().for_each(|p| by_signal.entry(p.n).or_default().push(p));
        for (n, signal) in coded.signals.iter().enumerate() {
            let day = signal.date.map(|d| d.from.to_string()).or_else(|| published.clone()).unwrap_or_default();
            self.signal(db, report, n, &day, signal)?;
            let id = db.last_insert_rowid();
            for p in by_signal.get(&n).into_iter().flatten() {
                align_row(db, "alignment", self.dispute(p.model), (id, &signal.actor, &day), p)?;
            }
        }
        coded.events.iter().try_for_each(|e| event(db, report, e))?;
        coded.diagnostics.iter().try_for_each(|d| problem(db, &d.place, d.level, &d.message, Some(report)))
    }

    fn signal(&self, db: &Connection, report: i64, n: usize, day: &str, s: &Signal) -> Result<(), LedgerError> {
        let sql = "INSERT INTO signal (report, n, actor, target, channel, act, plover, mode, cameo, principle, factuality, speaker, office,
                   authority, audience, date_from, date_to, day, start, end, quote, confidence, coding, detail)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";
        let span = s.spans.first().copied().unwrap_or_default();
        let end = s.spans.last().map_or(span.end, |l| l.end);
        db.prepare_cached(sql)?.execute(params![
            report,
            n as i64,
            s.actor.as_str(),
            s.target.join(";"),
            names::channel(s.channel),
            s.act.id.as_str(),
            s.act.plover.as_deref(),
            s.act.mode.as_deref(),
            s.act.cameo.as_str(),
            s.principle.as_deref(),
            s.factuality.as_str(),
            s.speaker.as_ref().map(|x| x.name.as_str()),
            s.speaker.as_ref().and_then(|x| x.office.as_deref()),
            s.speaker.as_ref().map(|x| names::authority(x.authority)),
            s.audience,
            s.date.map(|d| d.from.to_string()),
            s.date.map(|d| d.to.to_string()),
            day,
            span.start,
            end,
            s.quote,
            (f64::from(s.confidence) * 1000.0).round() / 1000.0,
            self.coding,
            serde_json::to_string(s)?,
        ])?;
        Ok(())
    }
}

/// Writes what one signal means for one dispute, both by their rows, into a table that has the columns of `alignment`.
pub(crate) fn align_row(
    db: &Connection,
    table: &str,
    dispute: i64,
    (signal, actor, day): (i64, &str, &str),
    p: &Placed,
) -> Result<(), LedgerError> {
    let sql = format!(
        "INSERT OR REPLACE INTO {table} (dispute, actor, day, signal, value, side, withheld, explicit, by_tone, about, elsewhere, derivation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    );
    let a = &p.aligned;
    db.prepare_cached(&sql)?.execute(params![
        dispute,
        actor,
        day,
        signal,
        (f64::from(a.value) * 1000.0).round() / 1000.0,
        a.side.as_deref(),
        a.withheld,
        a.explicit,
        a.by_tone,
        p.about,
        p.elsewhere,
        serde_json::to_string(&a.derivation)?,
    ])?;
    Ok(())
}

fn event(db: &Connection, report: i64, e: &Event) -> Result<(), LedgerError> {
    let sql = "INSERT INTO event (report, source, target, type, mode, cameo, act, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    db.prepare_cached(sql)?.execute(params![
        report,
        e.source.join(";"),
        e.target.join(";"),
        e.kind.as_str(),
        e.mode.as_deref(),
        e.cameo.as_str(),
        e.label.as_str(),
        e.span.start,
        e.span.end
    ])?;
    Ok(())
}

/// Keeps the bytes, packed where that helps.
fn keep(db: &Connection, sha256: &str, raw: &[u8]) -> Result<(), LedgerError> {
    let packed = (raw.len() >= PACKED).then(|| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(raw).and_then(|()| gzip.finish())
    });
    let packed = packed.transpose()?.filter(|p| p.len() < raw.len());
    let (encoding, bytes) = packed.as_ref().map_or(("identity", raw), |p| ("gzip", p.as_slice()));
    let sql = "INSERT OR IGNORE INTO blob (sha256, size, encoding, bytes) VALUES (?1, ?2, ?3, ?4)";
    db.prepare_cached(sql)?.execute(params![sha256, raw.len() as i64, encoding, bytes])?;
    Ok(())
}

fn receipt(
    db: &Connection,
    item: &Item,
    sha256: &str,
    now: &str,
    outcome: &str,
    reason: Option<&str>,
    report: Option<i64>,
) -> Result<(), LedgerError> {
    let headers = (!item.headers.is_empty()).then(|| {
        let map: serde_json::Map<String, serde_json::Value> = item.headers.iter().map(|(k, v)| (k.clone(), v.as_str().into())).collect();
        serde_json::Value::Object(map).to_string()
    });
    let sql = "INSERT INTO receipt (place, sha256, fetched, url, status, headers, outcome, reason, report)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (place, sha256) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, report = excluded.report";
    let fetched = item.fetched.as_deref().unwrap_or(now);
    db.prepare_cached(sql)?.execute(params![item.place, sha256, fetched, item.url, item.status, headers, outcome, reason, report])?;
    Ok(())
}

/// Keeps what was noticed.
pub(crate) fn problem(db: &Connection, place: &str, level: Level, message: &str, report: Option<i64>) -> Result<(), LedgerError> {
    let level = match level {
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    let sql = "INSERT OR IGNORE INTO problem (place, level, message, report) VALUES (?1, ?2, ?3, ?4)";
    db.prepare_cached(sql)?.execute(params![place, level, message, report])?;
    Ok(())
}

/// The id that the source gives, or the first free of `id#2`, `id#3` …
fn free_key(db: &Connection, id: &str) -> Result<String, LedgerError> {
    let mut taken = db.prepare_cached("SELECT 1 FROM report WHERE key = ?1")?;
    if !taken.exists([id])? {
        return Ok(id.to_owned());
    }
    // Many reports may share a poor id: a short hash keeps the search short.
    for n in 2..10 {
        let key = format!("{id}#{n}");
        if !taken.exists([&key])? {
            return Ok(key);
        }
    }
    let count: i64 = db.query_row("SELECT coalesce(max(id), 0) FROM report", [], |r| r.get(0))?;
    Ok(format!("{id}#{}-{}", count + 1, &sha256_hex(id.as_bytes())[..6]))
}
