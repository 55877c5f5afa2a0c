//! Files of votes into rows. In: a path, lists of roll calls that it refers to. Out: a [`VoteSummary`].
//!
//! Rows are read one after the other and written in batches; a second run of the same file adds nothing.

use super::link;
use super::merge::{self, Added, Seen};
use super::row::{Header, Row};
use crate::LedgerError;
use crate::coded::Coder;
use crate::store::Ledger;
use crate::write::{Writer, problem};
use csv::{Reader, ReaderBuilder, StringRecord};
use demarche_lexicon::Lexicon;
use demarche_source::{Level, Vote};
use flate2::bufread::MultiGzDecoder;
use rusqlite::TransactionBehavior;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Rows of one transaction.
const ROWS: usize = 20_000;

/// What an import of votes did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoteSummary {
    /// Roll calls in the file.
    pub rollcalls: usize,
    /// Ballots written.
    pub ballots: usize,
    /// Ballots known before.
    pub known: usize,
    /// Ballots, days, totals or outcomes that contradict others.
    pub contradictions: usize,
    /// Rows that could not be used.
    pub unread: usize,
    /// Links of roll calls to disputes.
    pub links: usize,
}

impl std::fmt::Display for VoteSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rollcalls, ballots, known, contradictions, unread, links } = self;
        writeln!(f, "{rollcalls} roll calls, {ballots} ballots written, {known} known before, {links} links to disputes")?;
        if contradictions + unread > 0 {
            writeln!(f, "  {contradictions} contradictions, {unread} rows not used: see the table `problem`")?;
        }
        Ok(())
    }
}

type Table = Reader<Box<dyn BufRead>>;

fn table(path: &Path) -> Result<Table, LedgerError> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path).map_err(|e| named(path, &e))?);
    let zipped = reader.fill_buf().map_err(|e| named(path, &e))?.starts_with(&[0x1f, 0x8b]);
    let source: Box<dyn BufRead> = if zipped { Box::new(BufReader::new(MultiGzDecoder::new(reader))) } else { Box::new(reader) };
    Ok(ReaderBuilder::new().flexible(true).from_reader(source))
}

fn named(path: &Path, cause: &dyn std::fmt::Display) -> LedgerError {
    LedgerError::Row(format!("{}: {cause}", path.display()))
}

/// Roll calls as lists tell them, by their own number, or by body and symbol.
type Rolls = BTreeMap<String, Row>;

fn keys(row: &Row) -> impl Iterator<Item = String> {
    let number = (!row.roll.is_empty()).then(|| format!("#{}", row.roll));
    let named = (!row.symbol.is_empty()).then(|| format!("{} {}", row.body, row.symbol));
    number.into_iter().chain(named)
}

fn rolls(paths: &[PathBuf]) -> Result<Rolls, LedgerError> {
    let mut all = Rolls::new();
    for path in paths {
        let mut table = table(path)?;
        let header = Header::new(table.headers().map_err(|e| named(path, &e))?);
        for record in table.records() {
            let row = header.row(&record.map_err(|e| named(path, &e))?);
            for key in keys(&row) {
                all.entry(key).or_insert_with(|| row.clone());
            }
        }
    }
    Ok(all)
}

/// Completes a ballot's row by what a list says of its roll call.
fn join(row: &mut Row, rolls: &Rolls) {
    let Some(roll) = keys(row).find_map(|k| rolls.get(&k)) else { return };
    let fill = |slot: &mut String, from: &String| {
        if slot.is_empty() {
            slot.clone_from(from);
        }
    };
    for (slot, from) in [
        (&mut row.body, &roll.body),
        (&mut row.symbol, &roll.symbol),
        (&mut row.draft, &roll.draft),
        (&mut row.date, &roll.date),
        (&mut row.session, &roll.session),
        (&mut row.title, &roll.title),
        (&mut row.agenda, &roll.agenda),
        (&mut row.subjects, &roll.subjects),
        (&mut row.outcome, &roll.outcome),
        (&mut row.url, &roll.url),
        (&mut row.totals, &roll.totals),
    ] {
        fill(slot, from);
    }
}

impl Ledger {
    /// Reads a file of votes: CSV of any export that the documentation lists, or this program's JSON. `lists` are files that tell the roll
    /// calls of a table which names them only (`un_roll_calls.csv`). The caller has the [write lock](Ledger::lock).
    ///
    /// # Errors
    /// If the file cannot be read, lacks a column that is needed, or the ledger cannot be written.
    pub fn take_votes(
        &mut self,
        lexicon: &Lexicon,
        path: &Path,
        lists: &[PathBuf],
        progress: &dyn Fn(usize),
    ) -> Result<VoteSummary, LedgerError> {
        let mut summary = VoteSummary::default();
        let mut seen = Seen::default();
        let name = path.display().to_string();
        if json(path)? {
            self.json_votes(path, &mut seen, &mut summary)?;
        } else {
            self.table_votes(path, &rolls(lists)?, !lists.is_empty(), &mut seen, &mut summary)?;
        }
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        summary.contradictions += merge::check(&transaction, &seen, &name)?;
        transaction.commit()?;
        summary.rollcalls = seen.touched.len();
        let coder = Coder::new(lexicon);
        let writer = Writer::new(&self.db, &coder)?;
        summary.links = link::link(&mut self.db, &writer, progress)?;
        Ok(summary)
    }

    fn table_votes(
        &mut self,
        path: &Path,
        rolls: &Rolls,
        listed: bool,
        seen: &mut Seen,
        summary: &mut VoteSummary,
    ) -> Result<(), LedgerError> {
        let name = path.display().to_string();
        let mut table = table(path)?;
        let header = Header::new(table.headers().map_err(|e| named(path, &e))?);
        if let Some(column) = header.missing(listed) {
            return Err(named(path, &format!("line 1: no column `{column}`")));
        }
        let mut record = StringRecord::new();
        loop {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut n = 0;
            while n < ROWS && table.read_record(&mut record).map_err(|e| named(path, &e))? {
                n += 1;
                let mut row = header.row(&record);
                join(&mut row, rolls);
                let place = format!("{name}:{}", record.position().map_or(0, csv::Position::line));
                count(merge::add(&transaction, seen, &row, &place, &name), summary, |message| {
                    problem(&transaction, &place, Level::Error, message, None)
                })?;
            }
            transaction.commit()?;
            if n < ROWS {
                return Ok(());
            }
        }
    }

    fn json_votes(&mut self, path: &Path, seen: &mut Seen, summary: &mut VoteSummary) -> Result<(), LedgerError> {
        let (votes, diagnostics) = demarche_ingest::read_votes(path).map_err(|e| LedgerError::Row(e.to_string()))?;
        let name = path.display().to_string();
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for d in &diagnostics {
            summary.unread += usize::from(d.level == Level::Error);
            problem(&transaction, &d.place, d.level, &d.message, None)?;
        }
        for vote in &votes {
            for row in rows(vote) {
                let place = format!("{name}: {} {}", vote.symbol, row.member);
                count(merge::add(&transaction, seen, &row, &place, &name), summary, |message| {
                    problem(&transaction, &place, Level::Error, message, None)
                })?;
            }
        }
        Ok(transaction.commit()?)
    }
}

fn count(
    added: Result<Added, Result<String, LedgerError>>,
    summary: &mut VoteSummary,
    report: impl FnOnce(&str) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    match added {
        Ok(Added::Ballot) => summary.ballots += 1,
        Ok(Added::Known) => summary.known += 1,
        Ok(Added::Contradiction) => summary.contradictions += 1,
        Err(Ok(message)) => {
            summary.unread += 1;
            report(&format!("not used: {message}"))?;
        }
        Err(Err(error)) => return Err(error),
    }
    Ok(())
}

/// The ballots of a vote as rows.
fn rows(vote: &Vote) -> impl Iterator<Item = Row> + '_ {
    vote.cast.iter().map(|(code, cast)| Row {
        body: vote.body.clone(),
        symbol: vote.symbol.clone(),
        date: vote.date.to_string(),
        title: vote.title.clone(),
        operative: vote.operative.clone(),
        sponsors: vote.sponsor.join(";"),
        procedural: vote.procedural.to_string(),
        member: code.to_string(),
        ballot: cast.as_str().to_owned(),
        explanation: vote.explanations.get(code).cloned().unwrap_or_default(),
        ..Row::default()
    })
}

fn json(path: &Path) -> Result<bool, LedgerError> {
    let mut head = [0; 64];
    let mut reader: Box<dyn Read> = Box::new(File::open(path).map_err(|e| named(path, &e))?);
    let n = reader.read(&mut head).map_err(|e| named(path, &e))?;
    let start = head[..n].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head[..n]).trim_ascii_start();
    Ok(matches!(start.first(), Some(b'{' | b'[')) || path.to_string_lossy().trim_end_matches(".gz").ends_with(".json"))
}
