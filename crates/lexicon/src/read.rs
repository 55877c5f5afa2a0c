//! TOML text to entries. In: path and text of a file. Out: entries with the places of their values, and every mistake of form.

use crate::entries::{Item, Located};
use crate::error::{LexiconError, Lines, Place, nearest};
use crate::schema::About;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// What a file holds.
#[derive(Debug, Default)]
pub struct FileRead {
    /// Its entries, from top to bottom.
    pub entries: Vec<Located>,
    /// What it says of itself.
    pub about: About,
    /// Every mistake of form.
    pub errors: Vec<LexiconError>,
}

/// Reads one file. What can be read is returned even if there are mistakes beside it.
pub fn read_toml(file: &str, text: &str) -> FileRead {
    let lines = Lines::new(text);
    let (table, faults) = DeTable::parse_recoverable(text);
    let mut errors: Vec<_> = faults.iter().map(|e| from_toml(file, &lines, 0, e)).collect();
    let (mut found, mut about) = (Vec::new(), About::default());
    if !errors.is_empty() {
        return FileRead { errors, ..FileRead::default() };
    }
    for (key, value) in table.into_inner() {
        let name = key.get_ref().to_string();
        let at = lines.place(key.span().start);
        if name == "about" {
            let start = value.span().start;
            match About::deserialize(ValueDeserializer::from(plain(value))) {
                Ok(read) => about = read,
                Err(e) => errors.push(from_toml(file, &lines, start, &e)),
            }
            continue;
        }
        if !Item::TABLES.contains(&name.as_str()) {
            let hint = nearest(&name, Item::TABLES.iter().copied())
                .map_or_else(|| format!("known tables: about, {}", Item::TABLES.join(", ")), |n| format!("did you mean [[{n}]]?"));
            errors.push(at.error(file, format!("unknown table `{name}`")).hint(hint));
            continue;
        }
        let span = value.span();
        let entries: Vec<Spanned<DeValue<'_>>> = match value.into_inner() {
            DeValue::Array(list) => list.into_iter().collect(),
            table @ DeValue::Table(_) => vec![Spanned::new(span, table)],
            _ => {
                errors.push(at.error(file, format!("`{name}` must be a table")).hint(format!("write [[{name}]] above its fields")));
                continue;
            }
        };
        for entry in entries {
            let start = entry.span().start;
            let mut places = BTreeMap::new();
            collect(&entry, String::new(), &lines, &mut places);
            match Item::read(&name, ValueDeserializer::from(plain(entry))) {
                Some(Ok(item)) => found.push(Located { item, file: file.to_owned(), places }),
                Some(Err(e)) => errors.push(from_toml(file, &lines, start, &e)),
                None => {}
            }
        }
    }
    // the table is ordered by name; files are read from top to bottom
    found.sort_by_key(|l| l.place(""));
    FileRead { entries: found, about, errors }
}

fn from_toml(file: &str, lines: &Lines<'_>, start: usize, error: &toml::de::Error) -> LexiconError {
    let place = lines.place(error.span().map_or(start, |s| s.start));
    let message = error.message().trim().replace('\n', "; ");
    let unknown = message.starts_with("unknown field");
    let error = place.error(file, message);
    if unknown { error.hint("see data/README.md and src/schema.rs for the fields of each table") } else { error }
}

/// Dates become strings, because the schema's date type reads those.
fn plain(value: Spanned<DeValue<'_>>) -> Spanned<DeValue<'_>> {
    let span = value.span();
    let inner = match value.into_inner() {
        DeValue::Datetime(date) => DeValue::String(date.to_string().into()),
        DeValue::Array(list) => DeValue::Array(list.into_iter().map(plain).collect()),
        DeValue::Table(table) => DeValue::Table(table.into_iter().map(|(k, v)| (k, plain(v))).collect()),
        other => other,
    };
    Spanned::new(span, inner)
}

fn collect(value: &Spanned<DeValue<'_>>, path: String, lines: &Lines<'_>, into: &mut BTreeMap<String, Place>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, inner) in table.iter() {
                collect(inner, below(key.get_ref()), lines, into);
            }
        }
        DeValue::Array(list) => {
            for (i, inner) in list.iter().enumerate() {
                collect(inner, below(&i.to_string()), lines, into);
            }
        }
        _ => {}
    }
    into.insert(path, lines.place(value.span().start));
}
