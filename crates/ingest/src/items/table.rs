//! CSV and TSV tables of reports, one a row, by named columns. In: a table. Out: an item a row, as a JSON object of the row.
//!
//! Columns: `text` is needed; `id`, `title`, `published`, `outlet`, `url`, `author`, `speaker`, `country` may be there, under these or the
//! names that exports use. Columns of other names are kept in the bytes and not read.

use super::walk::fail;
use super::{Format, Item, Sink};
use crate::IngestCause;
use std::io::BufRead;

/// Names that exports give the fields.
const ALSO: [(&str, &str); 20] = [
    ("body", "text"),
    ("content", "text"),
    ("article", "text"),
    ("speech", "text"),
    ("headline", "title"),
    ("date", "published"),
    ("pubdate", "published"),
    ("published_at", "published"),
    ("publication_date", "published"),
    ("source", "outlet"),
    ("publisher", "outlet"),
    ("site", "outlet"),
    ("link", "url"),
    ("uri", "url"),
    ("byline", "author"),
    ("authors", "author"),
    ("iso3", "country"),
    ("country_code", "country"),
    ("doc_id", "id"),
    ("guid", "id"),
];

pub(super) fn walk(reader: Box<dyn BufRead + '_>, name: &str, sink: &mut Sink<'_>) -> bool {
    let tabs = name.trim_end_matches(".gz").ends_with(".tsv");
    let mut table = csv::ReaderBuilder::new().delimiter(if tabs { b'\t' } else { b',' }).flexible(true).from_reader(reader);
    let columns: Vec<String> = match table.byte_headers() {
        Ok(names) => names.iter().map(|n| field(&String::from_utf8_lossy(n))).collect(),
        Err(error) => return sink(Err(fail(name, Some(1), IngestCause::Csv(error.to_string())))),
    };
    if !columns.iter().any(|c| c == "text") {
        let cause = IngestCause::Format(format!("no column `text`; the header is `{}`", columns.join(",")));
        return sink(Err(fail(name, Some(1), cause)));
    }
    let mut row = csv::ByteRecord::new();
    loop {
        let line = table.position().line();
        match table.read_byte_record(&mut row) {
            Ok(false) => return true,
            Ok(true) => {}
            Err(error) => return sink(Err(fail(name, Some(line), IngestCause::Csv(error.to_string())))),
        }
        let line = row.position().map_or(line, csv::Position::line);
        if !sink(item(&columns, &row, name, line)) {
            return false;
        }
    }
}

fn item(columns: &[String], row: &csv::ByteRecord, name: &str, line: u64) -> Result<Item, crate::IngestError> {
    let mut object = serde_json::Map::new();
    for (column, value) in columns.iter().zip(row) {
        let value = std::str::from_utf8(value).map_err(|e| fail(name, Some(line), IngestCause::Utf8(e.valid_up_to() + 1)))?;
        if !value.trim().is_empty() && !object.contains_key(column) {
            object.insert(column.clone(), value.into());
        }
    }
    let mut item = Item::new(format!("{name}:{line}"), serde_json::Value::Object(object).to_string().into_bytes(), Format::Json);
    item.given.id = Some(format!("{}-{line}", crate::stream::stem_and_ending(std::path::Path::new(name)).0).into());
    Ok(item)
}

/// The field that a column holds, else its own name.
fn field(column: &str) -> String {
    let name = column.trim().trim_start_matches('\u{feff}').to_ascii_lowercase().replace(' ', "_");
    ALSO.iter().find(|(also, _)| *also == name).map_or(name, |(_, field)| (*field).to_owned())
}
