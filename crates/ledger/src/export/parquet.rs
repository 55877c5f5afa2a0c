//! Rows as Apache Parquet. In: a table. Out: a file with one column a column, texts as UTF-8, dictionary-encoded.
//!
//! A column is of numbers where the first group's values are all numbers, else of texts; all columns may be null.

use super::{Table, query};
use crate::store::Ledger;
use crate::{Ask, LedgerError};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use rusqlite::types::Value;
use std::io::Write;
use std::sync::Arc;

/// Rows of a group: they are held together.
const GROUP: usize = 50_000;

fn failed(error: parquet::errors::ParquetError) -> LedgerError {
    LedgerError::Io(std::io::Error::other(error))
}

impl Ledger {
    /// Writes a table as Parquet.
    ///
    /// # Errors
    /// As [`Ledger::export_rows`].
    pub fn export_parquet(&self, table: Table, ask: &Ask, out: impl Write + Send) -> Result<(), LedgerError> {
        let (sql, bound) = table.sql(ask);
        let names: Vec<String> = self.db.prepare(&sql)?.column_names().map(str::to_owned).collect();
        let mut columns: Vec<Vec<Value>> = vec![Vec::new(); names.len()];
        let mut out = Some(out);
        let mut writer = None;
        query(&self.db, &sql, bound, &mut |_, values| {
            columns.iter_mut().zip(values).for_each(|(c, v)| c.push(v));
            if columns.first().is_some_and(|c| c.len() >= GROUP) {
                group(&mut writer, &mut out, &names, &mut columns)?;
            }
            Ok(())
        })?;
        if writer.is_none() || columns.first().is_some_and(|c| !c.is_empty()) {
            group(&mut writer, &mut out, &names, &mut columns)?;
        }
        if let Some((writer, _)) = writer {
            writer.close().map_err(failed)?;
        }
        Ok(())
    }
}

type Open<W> = Option<(SerializedFileWriter<W>, Vec<Physical>)>;

fn group<W: Write + Send>(
    open: &mut Open<W>,
    out: &mut Option<W>,
    names: &[String],
    columns: &mut [Vec<Value>],
) -> Result<(), LedgerError> {
    if let Some(out) = out.take() {
        let kinds: Vec<Physical> = columns.iter().map(|c| kind(c)).collect();
        let fields = names.iter().zip(&kinds).map(|(name, kind)| field(name, *kind)).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("demarche").with_fields(fields).build().map_err(failed)?;
        let properties = Arc::new(WriterProperties::builder().build());
        *open = Some((SerializedFileWriter::new(out, Arc::new(schema), properties).map_err(failed)?, kinds));
    }
    let Some((writer, kinds)) = open else { return Ok(()) };
    let mut rows = writer.next_row_group().map_err(failed)?;
    for (values, kind) in columns.iter_mut().zip(kinds.iter()) {
        let Some(mut column) = rows.next_column().map_err(failed)? else { break };
        put(column.untyped(), std::mem::take(values), *kind)?;
        column.close().map_err(failed)?;
    }
    rows.close().map_err(failed)?;
    Ok(())
}

fn kind(values: &[Value]) -> Physical {
    let (mut integers, mut numbers, mut any) = (true, true, false);
    for value in values.iter().filter(|v| !matches!(v, Value::Null)) {
        any = true;
        integers &= matches!(value, Value::Integer(_));
        numbers &= matches!(value, Value::Integer(_) | Value::Real(_));
    }
    match () {
        () if any && integers => Physical::INT64,
        () if any && numbers => Physical::DOUBLE,
        () => Physical::BYTE_ARRAY,
    }
}

fn field(name: &str, kind: Physical) -> Result<Arc<Type>, LedgerError> {
    let builder = Type::primitive_type_builder(name, kind).with_repetition(Repetition::OPTIONAL);
    let builder = if kind == Physical::BYTE_ARRAY { builder.with_logical_type(Some(LogicalType::String)) } else { builder };
    Ok(Arc::new(builder.build().map_err(failed)?))
}

fn put(column: &mut ColumnWriter<'_>, values: Vec<Value>, kind: Physical) -> Result<(), LedgerError> {
    let text = |v: Value| match v {
        Value::Null | Value::Blob(_) => None,
        Value::Integer(n) => Some(n.to_string()),
        Value::Real(x) => Some(x.to_string()),
        Value::Text(t) => Some(t),
    };
    let number = |v: Value| match v {
        Value::Integer(n) => Some(n as f64),
        Value::Real(x) => Some(x),
        _ => None,
    };
    let integer = |v: Value| if let Value::Integer(n) = v { Some(n) } else { None };
    let written = match (kind, column) {
        (Physical::INT64, ColumnWriter::Int64ColumnWriter(w)) => {
            let (present, levels) = parted(values.into_iter().map(integer));
            w.write_batch(&present, Some(&levels), None)
        }
        (Physical::DOUBLE, ColumnWriter::DoubleColumnWriter(w)) => {
            let (present, levels) = parted(values.into_iter().map(number));
            w.write_batch(&present, Some(&levels), None)
        }
        (_, ColumnWriter::ByteArrayColumnWriter(w)) => {
            let (present, levels) = parted(values.into_iter().map(|v| text(v).map(|t| ByteArray::from(t.into_bytes()))));
            w.write_batch(&present, Some(&levels), None)
        }
        _ => return Err(LedgerError::Row("a Parquet column of another kind than its schema".to_owned())),
    };
    written.map(|_| ()).map_err(failed)
}

/// The values that are there, and for each row whether one is.
fn parted<T>(values: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let (mut present, mut levels) = (Vec::new(), Vec::new());
    for value in values {
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    (present, levels)
}
