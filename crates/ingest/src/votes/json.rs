//! Votes from JSON.
//!
//! In: the text of a JSON file. Out: votes and diagnostics. A vote that lacks what is needed is left out with a diagnostic that names its
//! place in the list and the field.

use super::{CASTS, body, cast, is_code};
use crate::json::kind;
use crate::{IngestCause, IngestError};
use demarche_source::{Code, Diagnostic, Level, Vote, parse_date};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub(super) fn read(text: &str, file: &str) -> Result<(Vec<Vote>, Vec<Diagnostic>), IngestError> {
    let fail = |line, cause| IngestError { file: file.to_owned(), line, cause };
    let value: Value = serde_json::from_str(text).map_err(|e| fail(Some(e.line() as u64), IngestCause::Json(e.to_string())))?;
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("votes") {
            Some(Value::Array(list)) => list,
            Some(other) => return Err(fail(None, IngestCause::field("votes", format!("expected a list, found {}", kind(&other))))),
            None if object.contains_key("symbol") => vec![Value::Object(object)],
            None => return Err(fail(None, IngestCause::field("votes", "is missing"))),
        },
        other => return Err(fail(None, IngestCause::Format(format!("expected a list of votes, found {}", kind(&other))))),
    };
    let (mut votes, mut diagnostics) = (Vec::<Vote>::new(), Vec::new());
    for (i, value) in list.into_iter().enumerate() {
        let place = format!("{file}: vote {}", i + 1);
        let mut notes = Vec::new();
        match vote(&value, &mut notes) {
            Ok(vote) if votes.iter().any(|v| v.symbol == vote.symbol && v.body == vote.body && v.date == vote.date) => {
                let message = format!("`{}` was given before; the first is kept", vote.symbol);
                diagnostics.push(Diagnostic::new(Level::Warning, &place, message));
            }
            Ok(vote) => votes.push(vote),
            Err(problem) => diagnostics.push(Diagnostic::new(Level::Error, &place, format!("left out: {problem}"))),
        }
        diagnostics.extend(notes.into_iter().map(|note| Diagnostic::new(Level::Error, &place, note)));
    }
    Ok((votes, diagnostics))
}

fn vote(value: &Value, notes: &mut Vec<String>) -> Result<Vote, String> {
    let object = value.as_object().ok_or_else(|| format!("expected an object, found {}", kind(value)))?;
    let symbol = needed(object, "symbol")?;
    let date = parse_date(&needed(object, "date")?).map_err(|e| format!("field `date`: {e}"))?;
    let procedural = match object.get("procedural") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(value)) => *value,
        Some(other) => return Err(format!("field `procedural`: expected true or false, found {}", kind(other))),
    };
    let sponsor = match object.get("sponsor") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(one)) => vec![Code::from(one.as_str())],
        Some(Value::Array(list)) => {
            let codes: Option<Vec<Code>> = list.iter().map(|v| v.as_str().map(Code::from)).collect();
            codes.ok_or("field `sponsor`: expected a list of codes")?
        }
        Some(other) => return Err(format!("field `sponsor`: expected a list of codes, found {}", kind(other))),
    };
    let mut casts = BTreeMap::new();
    let given = object.get("cast").ok_or("field `cast` is missing")?;
    for (country, value) in pairs(given, "cast")? {
        match cast(value).filter(|_| is_code(country)) {
            Some(cast) => {
                casts.insert(Code::from(country), cast);
            }
            None if is_code(country) => notes.push(format!("field `cast`, {country}: `{value}` is no vote; {CASTS}; left out")),
            None => notes.push(format!("field `cast`: `{country}` is no code of three capitals; left out")),
        }
    }
    let explanations = match object.get("explanations") {
        None | Some(Value::Null) => BTreeMap::new(),
        Some(value) => pairs(value, "explanations")?.into_iter().map(|(k, v)| (Code::from(k), v.to_owned())).collect(),
    };
    Ok(Vote {
        body: body(&optional(object, "body")?, &symbol),
        title: optional(object, "title")?,
        operative: optional(object, "operative")?,
        symbol,
        date,
        sponsor,
        procedural,
        cast: casts,
        explanations,
    })
}

fn optional(object: &Map<String, Value>, key: &str) -> Result<String, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.trim().to_owned()),
        Some(other) => Err(format!("field `{key}`: expected a string, found {}", kind(other))),
    }
}

fn needed(object: &Map<String, Value>, key: &str) -> Result<String, String> {
    optional(object, key).and_then(|text| if text.is_empty() { Err(format!("field `{key}` is missing")) } else { Ok(text) })
}

fn pairs<'v>(value: &'v Value, key: &str) -> Result<Vec<(&'v str, &'v str)>, String> {
    let object = value.as_object().ok_or_else(|| format!("field `{key}`: expected an object of codes, found {}", kind(value)))?;
    object
        .iter()
        .map(|(k, v)| Ok((k.as_str(), v.as_str().ok_or_else(|| format!("field `{key}`, {k}: expected a string, found {}", kind(v)))?)))
        .collect()
}
