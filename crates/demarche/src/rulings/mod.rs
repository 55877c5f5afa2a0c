//! What people have ruled on signals and pairs, kept in a file that outlives any numbering.
//!
//! In: the lines of a corrections file. Out: [`Ruling`]s, and what was wrong with the rest. This module reads no file itself.
//!
//! The file is JSON Lines. Its first line is `{"schema": "demarche.corrections/1"}`; each further line is one [`RulingLine`].

mod apply;
mod fields;

pub use apply::{Docket, Ruled};
pub use fields::{PAIR_FIELDS, SIGNAL_FIELDS};

use demarche_lexicon::Lexicon;
use demarche_source::{Date, Diagnostic, Level, SmolStr, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name and version of the corrections file's form.
pub const CORRECTIONS: &str = "demarche.corrections/1";

/// What is ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The reading is right: a signal was read as the words say; a pair stands, whatever check declined it.
    Accept,
    /// A signal is no evidence; a pair does not stand.
    Dismiss,
    /// Something about it is otherwise: see `set`.
    Correct,
}

impl Decision {
    /// As the file writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Dismiss => "dismiss",
            Self::Correct => "correct",
        }
    }
}

/// Where a signal stands, whatever its number in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// SHA-256 of its report; `votes` for one from a roll call.
    pub report: String,
    /// Its bytes in the report; empty for a roll call.
    #[serde(default)]
    pub spans: Vec<Span>,
    /// Its exact words; the symbol of the text for a roll call.
    pub quote: String,
    /// Body that voted, for a roll call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<SmolStr>,
    /// Code of the actor, as the program read it.
    pub actor: SmolStr,
    /// Label of the act, as the program read it: tells apart several signals in the same words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<SmolStr>,
}

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulingLine {
    /// What is ruled.
    pub ruling: Decision,
    /// The signal, or …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<Anchor>,
    /// … the two signals of a pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<[Anchor; 2]>,
    /// Only pairs of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SmolStr>,
    /// For `correct`: field and value, of [`SIGNAL_FIELDS`] or [`PAIR_FIELDS`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    /// Why. Never empty.
    pub reason: String,
    /// Who ruled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, as who ruled gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

impl RulingLine {
    /// The line as the file has it, without a line break.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A ruling with its place in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// `corrections.jsonl:3`.
    pub place: String,
    /// What it says.
    pub line: RulingLine,
}

/// The first line of a corrections file, without a line break.
pub fn corrections_head() -> String {
    format!("{{\"schema\": \"{CORRECTIONS}\"}}")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    schema: String,
}

/// Reads a corrections file. A line that is wrong is a diagnostic with its place, and the rest is served; a file of another version gives
/// nothing but a diagnostic.
pub fn read_rulings(lexicon: &Lexicon, file: &str, text: &str) -> (Vec<Ruling>, Vec<Diagnostic>) {
    let mut rulings = Vec::new();
    let mut bad = Vec::new();
    let lines = text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())).filter(|(_, l)| !l.is_empty());
    for (n, (number, line)) in lines.enumerate() {
        let place = format!("{file}:{number}");
        if n == 0 {
            match serde_json::from_str::<Head>(line) {
                Ok(head) if head.schema == CORRECTIONS => continue,
                Ok(head) => {
                    let told = format!("its schema is `{}`; this program reads `{CORRECTIONS}`", head.schema);
                    return (rulings, vec![Diagnostic::new(Level::Error, place, told)]);
                }
                Err(_) => bad.push(Diagnostic::new(Level::Error, &*place, format!("the first line must be {}", corrections_head()))),
            }
        }
        let read = serde_json::from_str::<RulingLine>(line).map_err(|e| plain(&e)).and_then(|l| fields::checked(lexicon, l));
        match read {
            Ok(line) => rulings.push(Ruling { place, line }),
            Err(_) if n == 0 => {}
            Err(cause) => bad.push(Diagnostic::new(Level::Error, place, cause)),
        }
    }
    (rulings, bad)
}

/// The message of a JSON error; the line is told apart.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(m, _)| m);
    if error.is_data() { message.to_owned() } else { format!("not JSON: {message} at column {}", error.column()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, want: &[(&str, &str)]) -> Vec<Ruling> {
        let (rulings, bad) = read_rulings(Lexicon::embedded(), "c.jsonl", &format!("{}\n{lines}", corrections_head()));
        let told: Vec<(&str, &str)> = bad.iter().map(|d| (d.place.as_str(), d.message.as_str())).collect();
        assert_eq!(told.len(), want.len(), "{told:?}");
        for ((place, message), (at, words)) in told.iter().zip(want) {
            assert!(place == at && message.contains(words), "{place}: {message}");
        }
        rulings
    }

    const ANCHOR: &str = r#"{"report": "ab", "spans": [{"start": 0, "end": 4}], "quote": "word", "actor": "CHN"}"#;

    fn line(rest: &str) -> String {
        format!(r#"{{"signal": {ANCHOR}, "reason": "read again", {rest}}}"#)
    }

    #[test]
    fn a_ruling_is_written_as_it_was_read() {
        let text = line(r#""ruling": "correct", "set": {"actor": "IND", "factuality": "CT-"}, "date": "2022-03-01""#);
        let read = check(&text, &[]);
        assert_eq!(check(&read[0].line.write(), &[])[0].line, read[0].line);
        assert_eq!(read[0].place, "c.jsonl:2");
    }

    #[test]
    fn bad_lines_are_told_and_the_rest_is_served() {
        let lines = [
            line(r#""ruling": "dismiss""#),
            "{".to_owned(),
            line(r#""ruling": "dismiss", "colour": "red""#),
            line(r#""ruling": "forget""#),
            line(r#""ruling": "correct""#),
            line(r#""ruling": "correct", "set": {"mood": "bad"}"#),
            line(r#""ruling": "correct", "set": {"actor": "XQZ"}"#),
            line(r#""ruling": "accept""#),
        ];
        let want = [
            ("c.jsonl:3", "not JSON"),
            ("c.jsonl:4", "unknown field `colour`"),
            ("c.jsonl:5", "unknown variant `forget`"),
            ("c.jsonl:6", "`set` is empty"),
            ("c.jsonl:7", "`mood` cannot be set"),
            ("c.jsonl:8", "`XQZ` is no actor's code"),
        ];
        assert_eq!(check(&lines.join("\n"), &want).len(), 2);
    }

    #[test]
    fn another_version_is_refused_as_a_whole() {
        let (rulings, bad) = read_rulings(Lexicon::embedded(), "c", "{\"schema\": \"demarche.corrections/9\"}\n{}\n");
        assert!(rulings.is_empty() && bad.len() == 1 && bad[0].message.contains("demarche.corrections/1"), "{bad:?}");
    }
}
