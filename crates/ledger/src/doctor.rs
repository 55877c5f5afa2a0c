//! Is a ledger sound? In: a ledger. Out: [`Finding`]s, one a check.
//!
//! It reads and never repairs: a damaged file is restored from a copy, what was coded can be coded again.

use crate::LedgerError;
use crate::store::Ledger;
use demarche_lexicon::Lexicon;
use demarche_source::sha256_hex;
use flate2::read::GzDecoder;
use std::io::Read;

/// One check and what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub check: &'static str,
    /// In words.
    pub message: String,
    /// Whether all is well.
    pub sound: bool,
}

/// Something that was noticed when a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File and line, or report.
    pub place: String,
    /// `note`, `warning` or `error`.
    pub level: String,
    /// What.
    pub message: String,
}

fn finding(check: &'static str, sound: bool, message: impl Into<String>) -> Finding {
    Finding { check, message: message.into(), sound }
}

/// Counts that must be nought, with what they mean.
const NONE: [(&str, &str, &str); 9] = [
    (
        "reports",
        "reports without their bytes",
        "SELECT count(*) FROM report r LEFT JOIN blob b ON b.sha256 = r.sha256 WHERE b.sha256 IS NULL",
    ),
    (
        "receipts",
        "receipts of reports that are not there",
        "SELECT count(*) FROM receipt WHERE outcome IN ('read', 'foreign', 'copy') AND report IS NULL",
    ),
    (
        "reports",
        "reports without a receipt",
        "SELECT count(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM receipt x WHERE x.report = r.id)",
    ),
    ("coding", "English reports that are not coded", "SELECT count(*) FROM report WHERE language = 'English' AND coding IS NULL"),
    (
        "coding",
        "signals of another coding than their report's",
        "SELECT count(*) FROM signal s JOIN report r ON r.id = s.report JOIN coding c ON c.id = r.coding WHERE r.coding IS NULL",
    ),
    (
        "signals",
        "signals twice at one place of a report",
        "SELECT count(*) FROM (SELECT 1 FROM signal GROUP BY report, n HAVING count(*) > 1)",
    ),
    (
        "alignment",
        "alignments without their signal",
        "SELECT count(*) FROM alignment a LEFT JOIN signal s ON s.id = a.signal WHERE s.id IS NULL",
    ),
    (
        "stories",
        "stories without their first report",
        "SELECT count(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM report o WHERE o.id = r.story)",
    ),
    (
        "votes",
        "roll calls without ballots",
        "SELECT count(*) FROM rollcall v WHERE NOT EXISTS (SELECT 1 FROM ballot b WHERE b.rollcall = v.id)",
    ),
];

impl Ledger {
    /// Checks the file, its references and its search index; `deep` also every hash and the place of every quotation.
    ///
    /// # Errors
    /// If the ledger cannot be read at all.
    pub fn examine(&self, lexicon: &Lexicon, deep: bool) -> Result<Vec<Finding>, LedgerError> {
        let mut found = vec![finding("schema", true, format!("version {}", self.version()?))];
        let integrity: Vec<String> = self.texts("PRAGMA integrity_check(20)")?;
        found.push(finding("file", integrity == ["ok"], integrity.join("; ")));
        let broken = self.texts("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20")?;
        found.push(finding("references", broken.is_empty(), if broken.is_empty() { "all kept".into() } else { broken.join(", ") }));
        for table in ["signal_fts", "report_fts"] {
            let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
            let result = self.db.execute(&check, []);
            found.push(match result {
                Ok(_) => finding("search", true, format!("{table} agrees with its table")),
                Err(error) => finding("search", false, format!("{table}: {error}")),
            });
        }
        for (check, what, sql) in NONE {
            let n: i64 = self.db.query_row(sql, [], |r| r.get(0))?;
            if n > 0 {
                found.push(finding(check, false, format!("{n} {what}")));
            }
        }
        if deep {
            found.push(self.hashes()?);
            found.push(self.quotations()?);
        }
        let stale = self.stale(lexicon)?;
        if stale > 0 {
            // Not unsound: an older program coded them, and said so.
            found.push(finding("coding", true, format!("{stale} reports were coded by another version: `demarche ingest --recode`")));
        }
        found.push(finding("holds", true, self.counts()?));
        Ok(found)
    }

    /// All that was noticed, in the order in which it was.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn problems(&self) -> Result<Vec<Problem>, LedgerError> {
        let mut find = self.db.prepare_cached("SELECT place, level, message FROM problem ORDER BY id")?;
        let rows = find.query_map([], |r| Ok(Problem { place: r.get(0)?, level: r.get(1)?, message: r.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn texts(&self, sql: &str) -> Result<Vec<String>, LedgerError> {
        let mut find = self.db.prepare(sql)?;
        Ok(find.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    fn counts(&self) -> Result<String, LedgerError> {
        let mut all = Vec::new();
        for (table, name) in [
            ("report", "reports"),
            ("signal", "signals"),
            ("event", "events"),
            ("rollcall", "roll calls"),
            ("ballot", "ballots"),
            ("receipt", "receipts"),
            ("problem", "problems"),
        ] {
            let n: i64 = self.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))?;
            all.push(format!("{n} {name}"));
        }
        Ok(all.join(", "))
    }

    /// The raw bytes of a hash.
    ///
    /// # Errors
    /// If there are none, or they cannot be unpacked.
    pub fn raw(&self, sha256: &str) -> Result<Vec<u8>, LedgerError> {
        let (encoding, bytes): (String, Vec<u8>) = self
            .db
            .prepare_cached("SELECT encoding, bytes FROM blob WHERE sha256 = ?1")?
            .query_row([sha256], |r| Ok((r.get(0)?, r.get(1)?)))?;
        unpacked(&encoding, bytes)
    }

    fn hashes(&self) -> Result<Finding, LedgerError> {
        let mut find = self.db.prepare("SELECT sha256, encoding, bytes FROM blob")?;
        let mut rows = find.query([])?;
        let (mut all, mut wrong) = (0, Vec::new());
        while let Some(r) = rows.next()? {
            let (sha256, encoding, bytes): (String, String, Vec<u8>) = (r.get(0)?, r.get(1)?, r.get(2)?);
            all += 1;
            if unpacked(&encoding, bytes).map_or(true, |raw| sha256_hex(&raw) != sha256) {
                wrong.push(sha256);
            }
        }
        let message =
            if wrong.is_empty() { format!("{all} hashes are those of their bytes") } else { format!("wrong: {}", wrong.join(", ")) };
        Ok(finding("bytes", wrong.is_empty(), message))
    }

    /// Every quotation begins where its row says.
    fn quotations(&self) -> Result<Finding, LedgerError> {
        let sql = "SELECT 's' || s.id FROM signal s JOIN report r ON r.id = s.report
                   WHERE s.end > s.start AND instr(substr(cast(r.text AS BLOB), s.start + 1, s.end - s.start),
                   cast(substr(s.quote, 1, 1) AS BLOB)) <> 1 LIMIT 20";
        let wrong = self.texts(sql)?;
        let message = if wrong.is_empty() { "all stand at their place".into() } else { wrong.join(", ") };
        Ok(finding("quotations", wrong.is_empty(), message))
    }
}

fn unpacked(encoding: &str, bytes: Vec<u8>) -> Result<Vec<u8>, LedgerError> {
    if encoding == "identity" {
        return Ok(bytes);
    }
    let mut raw = Vec::new();
    GzDecoder::new(&bytes[..]).read_to_end(&mut raw)?;
    Ok(raw)
}
