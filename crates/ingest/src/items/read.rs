//! An item to a report. In: the raw bytes of one report. Out: the report, its author, its language, what was noticed.
//!
//! A text in another language is no error here: it is kept, and marked, and the caller does not code it.

use super::{Format, Item, mail};
use crate::front::{self, Fields};
use crate::{IngestCause, bytes, html, json, language};
use demarche_source::{Report, sha256_hex};

/// Largest text of one report, in bytes; see `reports.rs`.
const LARGEST: usize = 8 << 20;

/// What an item says.
#[derive(Clone, Debug)]
pub struct ParsedItem {
    /// The report. Its id is what the source calls it, and need not be unique.
    pub report: Report,
    /// Who wrote it.
    pub author: Option<String>,
    /// Name of the language, `English` unless it is surely another.
    pub language: &'static str,
    /// Character set that it was read as, if that was not UTF-8.
    pub charset: Option<&'static str>,
}

/// Reads one item.
///
/// # Errors
/// If there is no text in it, or it is not what its container says.
pub fn read_item(item: &Item) -> Result<ParsedItem, IngestCause> {
    let sha256 = sha256_hex(&item.raw);
    let mut charset = None;
    let mut decoded = |html: bool| -> Result<String, IngestCause> {
        let decoded = bytes::decode(item.raw.clone(), html)?;
        charset = decoded.charset;
        Ok(decoded.text)
    };
    let (own, text) = match item.format {
        Format::Html => html::article(&decoded(true)?)?,
        Format::Mail => mail::message(&item.raw)?,
        Format::Json => {
            let text = std::str::from_utf8(&item.raw).map_err(|e| IngestCause::Utf8(e.valid_up_to() + 1))?;
            json::report(single(serde_json::from_str(text).map_err(|e| IngestCause::Json(e.to_string()))?))?
        }
        Format::Text => {
            let text = decoded(false)?;
            match front::read(&text).map_err(|(line, cause)| IngestCause::Format(format!("line {line}: {cause}")))? {
                Some((fields, at)) => (fields, text[at..].to_owned()),
                None => (Fields::default(), text),
            }
        }
    };
    if text.trim().is_empty() {
        return Err(IngestCause::Empty);
    }
    if text.len() > LARGEST {
        return Err(IngestCause::TooLarge(text.len() as u64));
    }
    let given = &item.given;
    let report = Report {
        id: own.id.or_else(|| given.id.clone()).unwrap_or_else(|| item.place.as_str().into()),
        title: own.title.or_else(|| given.title.clone()),
        published: own.published.or(given.published),
        outlet: own.outlet.or_else(|| given.outlet.clone()),
        url: item.url.clone().or(own.url).or_else(|| given.url.clone()),
        speaker: own.speaker,
        country: own.country,
        sha256,
        text,
    };
    let language = language::foreign(&report.text).unwrap_or("English");
    Ok(ParsedItem { report, author: own.author.or_else(|| given.author.clone()), language, charset })
}

/// A list or an object `reports` with one report is that report.
fn single(value: serde_json::Value) -> serde_json::Value {
    let mut all = json::reports(value);
    if all.len() == 1 { all.remove(0) } else { serde_json::Value::Array(all) }
}
