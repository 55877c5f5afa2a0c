//! Rows as CSV and JSON Lines. In: a table. Out: bytes.

use super::{Rows, Table, line, query};
use crate::store::Ledger;
use crate::{Ask, LedgerError};
use rusqlite::types::Value;
use std::io::Write;

/// A field of CSV. One that begins like a formula of a spreadsheet gets an apostrophe before it, so that opening the file runs nothing.
fn text(value: Value) -> String {
    match value {
        Value::Null | Value::Blob(_) => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(t) if t.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{t}"),
        Value::Text(t) => t,
    }
}

pub(super) fn json(value: Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
        Value::Integer(n) => n.into(),
        Value::Real(x) => x.into(),
        Value::Text(t) => t.into(),
    }
}

impl Ledger {
    /// Writes a table as CSV or JSON Lines. Memory does not grow with its length.
    ///
    /// # Errors
    /// If the ledger cannot be read, or the output not written.
    pub fn export_rows(&self, table: Table, ask: &Ask, form: Rows, out: &mut dyn Write) -> Result<(), LedgerError> {
        let (sql, bound) = table.sql(ask);
        match form {
            Rows::Csv => {
                let mut writer = csv::Writer::from_writer(out);
                let failed = |e: csv::Error| LedgerError::Io(std::io::Error::other(e));
                // The header stands there also where no row follows.
                writer.write_record(self.db.prepare(&sql)?.column_names()).map_err(failed)?;
                query(&self.db, &sql, bound, &mut |_, values| writer.write_record(values.into_iter().map(text)).map_err(failed))?;
                Ok(writer.flush()?)
            }
            Rows::JsonLines => query(&self.db, &sql, bound, &mut |names, values| {
                let object: serde_json::Map<String, serde_json::Value> = names.iter().cloned().zip(values.into_iter().map(json)).collect();
                line(out, &serde_json::Value::Object(object).to_string())
            }),
        }
    }
}
