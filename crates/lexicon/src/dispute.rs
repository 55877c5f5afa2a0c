//! The user's disputes, in TOML or in JSON. In: path and text. Out: checked disputes, or every mistake with file and line.

use crate::Lexicon;
use crate::check::check;
use crate::entries::{Item, Located};
use crate::error::{LexiconError, Lines, Place};
use crate::load::name_disputes;
use crate::read::read_toml;
use crate::schema::Dispute;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

impl Lexicon {
    /// Reads disputes: TOML with `[dispute]` or `[[dispute]]`; JSON with one dispute, a list of them, or an object that has one under
    /// `dispute` (or several under `disputes`), such as a whole case file.
    ///
    /// # Errors
    /// Every mistake: form, unknown codes and principles, fewer than two sides, an actor on two sides, dates out of order.
    pub fn parse_disputes(&self, path: &str, text: &str) -> Result<Vec<Dispute>, Vec<LexiconError>> {
        let json = matches!(text.trim_start().as_bytes().first(), Some(b'{' | b'[')) && !path.ends_with(".toml") || path.ends_with(".json");
        let (mut found, mut errors) = if json {
            read_json(path, text)
        } else {
            let read = read_toml(path, text);
            (read.entries, read.errors)
        };
        for other in found.iter().filter(|l| !matches!(l.item, Item::Dispute(_))) {
            errors.push(other.place("").error(path, "this file may hold disputes only").hint("give other entries as lexicon files"));
        }
        found.retain(|l| matches!(l.item, Item::Dispute(_)));
        name_disputes(&mut found);
        if found.is_empty() && errors.is_empty() {
            errors.push(
                Place { line: 1, column: 1 }
                    .error(path, "no dispute in this file")
                    .hint("write [[dispute]], or a \"dispute\" object in JSON"),
            );
        }
        errors.extend(check(self.entries(), &found));
        if !errors.is_empty() {
            errors.sort();
            return Err(errors);
        }
        Ok(found
            .into_iter()
            .filter_map(|l| match l.item {
                Item::Dispute(d) => Some(*d),
                _ => None,
            })
            .collect())
    }
}

fn read_json(path: &str, text: &str) -> (Vec<Located>, Vec<LexiconError>) {
    let fault = |e: &serde_json::Error| {
        let cause = e.to_string();
        let cause = cause.rfind(" at line ").map_or(cause.as_str(), |cut| &cause[..cut]).to_owned();
        Place { line: e.line().max(1) as u32, column: e.column().max(1) as u32 }.error(path, cause)
    };
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(e) => return (Vec::new(), vec![fault(&e).hint("this is no valid JSON")]),
    };
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut map) if map.contains_key("dispute") => vec![map.remove("dispute").unwrap_or_default()],
        Value::Object(mut map) if map.contains_key("disputes") => match map.remove("disputes") {
            Some(Value::Array(list)) => list,
            other => other.into_iter().collect(),
        },
        other => vec![other],
    };
    let lines = Lines::new(text);
    let start = text.find("\"dispute").map_or(0, |at| at + 1);
    let (mut found, mut errors, mut from) = (Vec::new(), Vec::new(), start);
    for value in list {
        let value = match value {
            Value::Object(mut map) if map.contains_key("dispute") => map.remove("dispute").unwrap_or_default(),
            other => other,
        };
        let mut places = BTreeMap::from([(String::new(), lines.place(from))]);
        locate(&value, String::new(), text, &mut from, &lines, &mut places);
        match Dispute::deserialize(value) {
            Ok(dispute) => found.push(Located { item: Item::Dispute(Box::new(dispute)), file: path.to_owned(), places }),
            Err(e) => {
                let word = e.to_string();
                let named = word.split('`').nth(1).and_then(|w| text[start..].find(&format!("\"{w}\"")).map(|at| start + at));
                let place = named.map_or_else(|| places[""], |at| lines.place(at));
                errors.push(place.error(path, word).hint("see data/README.md and src/schema.rs for the fields of a dispute"));
            }
        }
    }
    (found, errors)
}

/// Finds where each key and string of a value stands, by searching for them in the order in which the file has them.
fn locate(value: &Value, path: String, text: &str, from: &mut usize, lines: &Lines<'_>, places: &mut BTreeMap<String, Place>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                if let Some(at) = seek(text, from, key) {
                    places.insert(below(key), lines.place(at));
                }
                locate(inner, below(key), text, from, lines, places);
            }
        }
        Value::Array(list) => {
            for (i, inner) in list.iter().enumerate() {
                locate(inner, below(&i.to_string()), text, from, lines, places);
            }
        }
        Value::String(word) => {
            if let Some(at) = seek(text, from, word) {
                places.insert(path, lines.place(at));
            }
        }
        _ => {}
    }
}

/// Moves past the next place where the word stands in quotation marks, and returns it.
fn seek(text: &str, from: &mut usize, word: &str) -> Option<usize> {
    let quoted = serde_json::to_string(word).ok()?;
    let at = *from + text.get(*from..)?.find(&quoted)?;
    *from = at + quoted.len();
    Some(at)
}
