//! Signals as W3C Web Annotations (2017): one a line, so that archives of any length can be written and read.
//!
//! The target is the report with a quotation selector and a position selector. Positions of the standard count characters (code points), the
//! ledger's count bytes: they are converted here, at the edge.

use super::{line, query, uuid};
use crate::export::Table;
use crate::store::Ledger;
use crate::{Ask, LedgerError};
use rusqlite::types::Value;
use serde_json::{Value as Json, json};
use std::io::Write;

/// Characters of context before and after a quotation.
const CONTEXT: usize = 32;

impl Ledger {
    /// Writes every signal as an annotation.
    ///
    /// # Errors
    /// As [`Ledger::export_rows`].
    pub fn export_annotations(&self, ask: &Ask, out: &mut dyn Write) -> Result<(), LedgerError> {
        let (sql, bound) = Table::Signals.sql(ask);
        let mut text_of = self.db.prepare("SELECT text FROM report WHERE key = ?1")?;
        let mut last = (String::new(), String::new());
        query(&self.db, &sql, bound, &mut |names, values| {
            let row: serde_json::Map<String, Json> = names.iter().cloned().zip(values.into_iter().map(plain)).collect();
            let report = row["report"].as_str().unwrap_or_default().to_owned();
            if last.0 != report {
                let text: String = text_of.query_row([&report], |r| r.get(0))?;
                last = (report, text);
            }
            line(out, &annotation(&row, &last.1).to_string())
        })
    }
}

fn plain(value: Value) -> Json {
    super::rows::json(value)
}

fn annotation(row: &serde_json::Map<String, Json>, text: &str) -> Json {
    let byte = |name: &str| row[name].as_u64().unwrap_or(0) as usize;
    let (start, end) = (byte("start"), byte("end"));
    let cut = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let characters = |to: usize| cut(0, to).chars().count();
    let before: String = cut(0, start).chars().rev().take(CONTEXT).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text.get(end..).unwrap_or_default().chars().take(CONTEXT).collect();
    let report = row["report"].as_str().unwrap_or_default();
    let source = row["url"].as_str().map_or_else(|| format!("urn:demarche:report:{report}"), str::to_owned);
    let tag = |name: &str| {
        row[name]
            .as_str()
            .filter(|v| !v.is_empty())
            .map(|v| json!({"type": "TextualBody", "purpose": "tagging", "value": format!("{name}:{v}")}))
    };
    let bodies: Vec<Json> =
        ["actor", "target", "channel", "act", "plover", "cameo", "principle", "factuality"].into_iter().filter_map(tag).collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:uuid:{}", uuid("signal", &format!("{report}/{}", row["id"].as_str().unwrap_or_default()))),
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": "demarche", "schema:softwareVersion": row["program"]},
        "body": bodies,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": cut(start, end), "prefix": before, "suffix": after},
                {"type": "TextPositionSelector", "start": characters(start), "end": characters(end)},
            ],
        },
    })
}
