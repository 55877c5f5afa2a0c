//! The header block of a plain text or Markdown file.
//!
//! In: a decoded text. Out: the fields between a first line `---` and the next one, and the text after it. Known keys: id, title, published,
//! outlet, url, author, speaker, country. A block without any of them is part of the text. Nothing else of YAML is read.

use crate::IngestCause;
use demarche_source::{Date, ParseDateError, SmolStr, parse_date};

/// The longest header, in lines.
const LINES: usize = 40;

/// What the source says of a report besides its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    pub id: Option<SmolStr>,
    pub title: Option<String>,
    pub published: Option<Date>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub speaker: Option<String>,
    pub country: Option<SmolStr>,
}

impl Fields {
    /// Sets a field from its text. `Ok(false)` if there is no such field.
    pub fn set(&mut self, key: &str, value: &str) -> Result<bool, IngestCause> {
        let value = value.trim();
        let text = || Some(value.to_owned()).filter(|v| !v.is_empty());
        match key {
            "id" => self.id = text().map(SmolStr::from),
            "title" => self.title = text(),
            "outlet" => self.outlet = text(),
            "url" => self.url = text(),
            "author" => self.author = text(),
            "speaker" => self.speaker = text(),
            "published" if value.is_empty() => self.published = None,
            "published" => {
                self.published = Some(day(value).map_err(|error| IngestCause::field(key, error.to_string()))?);
            }
            "country" if value.is_empty() => self.country = None,
            "country" => {
                // Which codes there are, the lexicon knows; here only their shape is checked.
                if !(2..=8).contains(&value.len()) || !value.bytes().all(|b| b.is_ascii_uppercase()) {
                    let problem = format!("`{value}` is no code; expected three capitals of ISO 3166-1 such as CHN, or EUU, UNO, NAT");
                    return Err(IngestCause::field(key, problem));
                }
                self.country = Some(SmolStr::from(value));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// A day; of a month alone ("2014-09") its first, so that what was said that month stands in its year and not outside of time.
fn day(value: &str) -> Result<Date, ParseDateError> {
    parse_date(value).or_else(|error| if value.len() == 7 { parse_date(&format!("{value}-01")).map_err(|_| error) } else { Err(error) })
}

/// Fields and the byte at which the text begins; `None` if there is no header.
///
/// # Errors
/// A bad value, with the line that it stands in.
pub(crate) fn read(text: &str) -> Result<Option<(Fields, usize)>, (u64, IngestCause)> {
    let mut lines = text.split_inclusive('\n').take(LINES);
    let Some(first) = lines.next().filter(|l| l.trim_end() == "---") else { return Ok(None) };
    let (mut fields, mut known, mut at) = (Fields::default(), false, first.len());
    for (number, line) in lines.enumerate() {
        at += line.len();
        let line = line.trim_end();
        if matches!(line, "---" | "...") {
            return Ok(known.then_some((fields, at)));
        }
        let Some((key, value)) = line.split_once(':') else {
            if line.trim().is_empty() || line.starts_with(['#', ' ', '-']) {
                continue;
            }
            return Ok(None);
        };
        let value = value.trim();
        let value = [('"', '"'), ('\'', '\'')].iter().find_map(|&(a, b)| value.strip_prefix(a)?.strip_suffix(b)).unwrap_or(value);
        known |= fields.set(key.trim(), value).map_err(|cause| (number as u64 + 2, cause))?;
    }
    Ok(None)
}
