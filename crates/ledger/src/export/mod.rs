//! A ledger's tables for other programs. In: a table, an [`Ask`](crate::Ask). Out: rows as CSV, JSON Lines or Parquet; signals as Web
//! Annotations or STIX, readings as ClaimReview. The columns are told in `docs/ledger.md`; they are only ever added to.

mod annotation;
mod claimreview;
mod columns;
mod parquet;
mod rows;
mod stix;

pub use claimreview::claim_reviews;
pub use columns::Table;

use crate::LedgerError;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::io::Write;

/// Namespace for ids that are made of names: UUIDs of version 5 need one, and the same name must give the same id.
fn uuid(kind: &str, name: &str) -> String {
    let hash = demarche_source::sha256_hex(format!("demarche/{kind}/{name}").as_bytes());
    // Version 8 (RFC 9562): the bits are our own, here the first of a SHA-256.
    format!("{}-{}-8{}-8{}-{}", &hash[..8], &hash[8..12], &hash[13..16], &hash[17..20], &hash[20..32])
}

/// Forms that write the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Comma-separated, with a header.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

/// Takes a row: names of the columns, and values.
type Each<'e> = dyn FnMut(&[String], Vec<Value>) -> Result<(), LedgerError> + 'e;

/// Hands every row of a query to `each`, with its columns' names.
fn query(db: &Connection, sql: &str, bound: Vec<String>, each: &mut Each<'_>) -> Result<(), LedgerError> {
    let mut find = db.prepare(sql)?;
    let names: Vec<String> = find.column_names().map(str::to_owned).collect();
    let mut rows = find.query(rusqlite::params_from_iter(bound))?;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..names.len()).map(|i| row.get(i)).collect::<Result<_, _>>()?;
        each(&names, values)?;
    }
    Ok(())
}

/// Writes a line.
fn line(out: &mut dyn Write, text: &str) -> Result<(), LedgerError> {
    Ok(out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"))?)
}
