//! A JSON object to a report.
//!
//! In: an object with `text` and the fields of [`Fields`]; `date` stands for `published` where that is not given. Out: the fields and the text.
//! Unknown fields are ignored; a known one of a wrong type is an error that names it.

use crate::IngestCause;
use crate::front::Fields;
use serde_json::Value;

const FIELDS: [&str; 8] = ["id", "title", "published", "outlet", "url", "author", "speaker", "country"];

/// What kind a value is, in words.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Reads one report.
pub(crate) fn report(value: Value) -> Result<(Fields, String), IngestCause> {
    let Value::Object(mut object) = value else {
        return Err(IngestCause::Json(format!("expected an object with `text`, found {}", kind(&value))));
    };
    let text = match object.remove("text") {
        Some(Value::String(text)) => text,
        Some(other) => return Err(IngestCause::field("text", format!("expected a string, found {}", kind(&other)))),
        None => return Err(IngestCause::field("text", "is missing")),
    };
    let mut fields = Fields::default();
    for key in FIELDS {
        match object.get(key) {
            None | Some(Value::Null) => {}
            Some(Value::String(value)) => {
                fields.set(key, value)?;
            }
            Some(Value::Number(number)) if key == "id" => {
                fields.set(key, &number.to_string())?;
            }
            Some(other) => return Err(IngestCause::field(key, format!("expected a string, found {}", kind(other)))),
        }
    }
    // Many collections call it so; as their own word it may mean something else, and then it is passed over.
    if let (None, Some(Value::String(value))) = (object.get("published"), object.get("date")) {
        fields.set("published", value).ok();
    }
    Ok((fields, text))
}

/// The reports of a whole JSON file: one object, a list of objects, or an object with a list under `reports`.
pub(crate) fn reports(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list,
        Value::Object(mut object) if !object.contains_key("text") && object.get("reports").is_some_and(Value::is_array) => {
            match object.remove("reports") {
                Some(Value::Array(list)) => list,
                _ => Vec::new(),
            }
        }
        other => vec![other],
    }
}
