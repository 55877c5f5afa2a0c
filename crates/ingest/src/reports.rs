//! Inputs to reports.
//!
//! In: paths of files and directories, `-` for standard input. Out: an iterator of reports and errors, in the order of the inputs; JSON
//! Lines are read as they are asked for. A bad report is an error of its own: the good ones are still served.

use crate::front::{self, Fields};
use crate::ids::Ids;
use crate::stream::{self, Source};
use crate::{IngestCause, IngestError, bytes, html, json, language};
use demarche_source::{Diagnostic, Level, Report, SmolStr, sha256_hex};
use serde_json::Value;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Endings of files that are read from a directory.
const ENDINGS: [&str; 7] = ["txt", "md", "html", "htm", "json", "jsonl", "ndjson"];

/// Reads reports from files, directories (their files, sorted by path) and standard input (`-`).
///
/// By ending: `.txt` and `.md` are one report each, `.html` and `.htm` the article of the page, `.json` one object (or a list of them),
/// `.jsonl` and `.ndjson` one object a line; anything else, and standard input, is recognised by how it begins. `.gz` may follow. A report
/// without an id is called by its file, and by its line in JSON Lines.
pub fn read_reports<I, P>(inputs: I) -> Reports
where
    I: IntoIterator<Item = P>,
    P: Into<PathBuf>,
{
    Reports {
        inputs: inputs.into_iter().map(Into::into).collect(),
        ready: VecDeque::new(),
        lines: None,
        ids: Ids::default(),
        diagnostics: Vec::new(),
    }
}

/// The reports of the given inputs, one after the other. Made by [`read_reports`].
pub struct Reports {
    inputs: VecDeque<PathBuf>,
    ready: VecDeque<Result<Report, IngestError>>,
    lines: Option<Lines>,
    ids: Ids,
    diagnostics: Vec<Diagnostic>,
}

/// A file of JSON Lines that is being read.
struct Lines {
    source: Source,
    name: String,
    stem: String,
    number: u64,
    /// A line that was read to find out what the file is.
    first: Option<Vec<u8>>,
}

/// Largest text of one report, in bytes. A report is read as a whole, so its length bounds the memory; a long speech has half a megabyte.
const LARGEST: usize = 8 << 20;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Html,
    Json,
    Lines,
}

impl Kind {
    /// Bytes at which a file is too large, whatever is in it: a text with room for its character set and front matter, a page with room for
    /// what is no article. A list of reports may have any length.
    fn largest(self) -> u64 {
        match self {
            Self::Text => LARGEST as u64 * 3,
            Self::Html => LARGEST as u64 * 8,
            Self::Json | Self::Lines => u64::from(u32::MAX),
        }
    }
}

impl Iterator for Reports {
    type Item = Result<Report, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(item) = self.next_line() {
                return Some(item);
            }
            let path = self.inputs.pop_front()?;
            let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() };
            if let Err(cause) = self.open(&path, &name) {
                return Some(Err(IngestError { file: name, line: None, cause }));
            }
        }
    }
}

impl Reports {
    /// Takes the diagnostics that have come up so far: renamed ids, character sets, files that were passed over.
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics)
    }

    fn open(&mut self, path: &Path, name: &str) -> Result<(), IngestCause> {
        if path.as_os_str() != "-" && path.is_dir() {
            return self.directory(path);
        }
        let (stem, ending) = if path.as_os_str() == "-" { ("stdin".to_owned(), String::new()) } else { stream::stem_and_ending(path) };
        let mut source = stream::open(path)?;
        let kind = match ending.as_str() {
            "txt" | "md" => Kind::Text,
            "html" | "htm" => Kind::Html,
            "json" => Kind::Json,
            "jsonl" | "ndjson" => Kind::Lines,
            _ => {
                // One line tells; it is handed on with the rest.
                let mut line = Vec::new();
                while stream::read_line(&mut source, &mut line)?.is_some() && line.trim_ascii().is_empty() {}
                return self.sniffed(source, line, name, stem);
            }
        };
        match kind {
            Kind::Lines => self.lines = Some(Lines { source, name: name.to_owned(), stem, number: 0, first: None }),
            _ => self.whole(stream::read_all(source, kind.largest())?, kind, name, &stem),
        }
        Ok(())
    }

    /// Standard input and files without a known ending: JSON Lines, JSON, a page or plain text.
    fn sniffed(&mut self, source: Source, line: Vec<u8>, name: &str, stem: String) -> Result<(), IngestCause> {
        let start = line.trim_ascii_start();
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let object = start.starts_with(b"{");
        if object && start.trim_ascii_end().ends_with(b"}") {
            self.lines = Some(Lines { source, name: name.to_owned(), stem, number: 0, first: Some(line) });
            return Ok(());
        }
        let lower = start[..start.len().min(200)].to_ascii_lowercase();
        let page = [&b"<!doctype html"[..], b"<html", b"<head", b"<?xml"].iter().any(|s| lower.starts_with(s));
        let json = object && matches!(start.get(1..).map(|s| s.trim_ascii_start().first()), Some(None | Some(b'"'))) || start == b"[";
        let kind = if page {
            Kind::Html
        } else if json {
            Kind::Json
        } else {
            Kind::Text
        };
        let mut all = line;
        all.push(b'\n');
        all.extend(stream::read_all(source, kind.largest())?);
        self.whole(all, kind, name, &stem);
        Ok(())
    }

    fn directory(&mut self, path: &Path) -> Result<(), IngestCause> {
        let mut inner: Vec<PathBuf> = std::fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
        inner.sort();
        let mut found = Vec::new();
        for file in inner {
            let hidden = file.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            if file.is_dir() || ENDINGS.contains(&stream::stem_and_ending(&file).1.as_str()) {
                found.push(file);
            } else {
                let message = "passed over: its ending is none that reports have; name the file itself to read it";
                self.diagnostics.push(Diagnostic::new(Level::Note, file.display().to_string(), message));
            }
        }
        if found.is_empty() {
            return Err(IngestCause::EmptyDirectory);
        }
        for file in found.into_iter().rev() {
            self.inputs.push_front(file);
        }
        Ok(())
    }

    /// A file that is read as a whole.
    fn whole(&mut self, raw: Vec<u8>, kind: Kind, name: &str, stem: &str) {
        let sha256 = sha256_hex(&raw);
        let result = match kind {
            Kind::Json => return self.json(raw, &sha256, name, stem),
            Kind::Html => self.decode(raw, true, name).and_then(|text| html::article(&text)).map_err(|cause| (None, cause)),
            Kind::Text | Kind::Lines => match self.decode(raw, false, name) {
                Err(cause) => Err((None, cause)),
                Ok(text) => match front::read(&text) {
                    Err((line, cause)) => Err((Some(line), cause)),
                    Ok(None) => Ok((Fields::default(), text)),
                    Ok(Some((fields, at))) => Ok((fields, text[at..].to_owned())),
                },
            },
        };
        let built = match result {
            Ok((fields, text)) => self.build(fields, text, sha256, name, None, stem),
            Err((line, cause)) => Err(IngestError { file: name.to_owned(), line, cause }),
        };
        self.ready.push_back(built);
    }

    fn json(&mut self, raw: Vec<u8>, sha256: &str, name: &str, stem: &str) {
        let value: Result<Value, _> = serde_json::from_slice(raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&raw));
        let values = match value {
            Ok(value) => json::reports(value),
            Err(error) => {
                let cause = if raw.trim_ascii().is_empty() { IngestCause::Empty } else { IngestCause::Json(error.to_string()) };
                self.ready.push_back(Err(IngestError { file: name.to_owned(), line: Some(error.line() as u64), cause }));
                return;
            }
        };
        let many = values.len() > 1;
        for (i, value) in values.into_iter().enumerate() {
            let own = if many { sha256_hex(value.to_string().as_bytes()) } else { sha256.to_owned() };
            let id = if many { format!("{stem}-{}", i + 1) } else { stem.to_owned() };
            let built = match json::report(value) {
                Ok((fields, text)) => self.build(fields, text, own, name, None, &id),
                Err(cause) => Err(IngestError { file: name.to_owned(), line: None, cause }),
            };
            self.ready.push_back(built);
        }
    }

    fn next_line(&mut self) -> Option<Result<Report, IngestError>> {
        let lines = self.lines.as_mut()?;
        let mut line = Vec::new();
        loop {
            let read = match lines.first.take() {
                Some(first) => {
                    line = first;
                    Ok(Some(()))
                }
                None => stream::read_line(&mut lines.source, &mut line),
            };
            lines.number += 1;
            match read {
                Ok(Some(())) if line.trim_ascii().is_empty() => {}
                Ok(Some(())) => break,
                Ok(None) => {
                    self.lines = None;
                    return None;
                }
                Err(cause) => {
                    let error = IngestError { file: lines.name.clone(), line: Some(lines.number), cause };
                    // What follows a line that is too long can be read.
                    if !matches!(error.cause, IngestCause::TooLarge(_)) {
                        self.lines = None;
                    }
                    return Some(Err(error));
                }
            }
        }
        let (name, number, id) = (lines.name.clone(), lines.number, format!("{}-{}", lines.stem, lines.number));
        let plain = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&line);
        let parsed = std::str::from_utf8(plain)
            .map_err(|error| IngestCause::Utf8(error.valid_up_to() + 1))
            .and_then(|text| serde_json::from_str(text).map_err(|error| IngestCause::Json(at_column(&error))))
            .and_then(json::report);
        Some(match parsed {
            Ok((fields, text)) => self.build(fields, text, sha256_hex(plain), &name, Some(number), &id),
            Err(cause) => Err(IngestError { file: name, line: Some(number), cause }),
        })
    }

    fn decode(&mut self, raw: Vec<u8>, html: bool, name: &str) -> Result<String, IngestCause> {
        let decoded = bytes::decode(raw, html)?;
        if let Some(charset) = decoded.charset {
            self.diagnostics.push(Diagnostic::new(Level::Note, name, format!("read as {charset}; offsets are those of the text in UTF-8")));
        }
        Ok(decoded.text)
    }

    fn build(
        &mut self,
        fields: Fields,
        text: String,
        sha256: String,
        name: &str,
        line: Option<u64>,
        id: &str,
    ) -> Result<Report, IngestError> {
        let fail = |cause| IngestError { file: name.to_owned(), line, cause };
        if text.trim().is_empty() {
            return Err(fail(IngestCause::Empty));
        }
        if text.len() > LARGEST {
            return Err(fail(IngestCause::TooLarge(text.len() as u64)));
        }
        if let Some(language) = language::foreign(&text) {
            return Err(fail(IngestCause::Language(language)));
        }
        let place = line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        let id = self.ids.take(fields.id.unwrap_or_else(|| SmolStr::from(id)), &place, &mut self.diagnostics);
        let Fields { title, published, outlet, url, speaker, country, .. } = fields;
        Ok(Report { id, text, title, published, outlet, url, speaker, country, sha256 })
    }
}

/// The message of a JSON error with its column only: the line is that of the file.
fn at_column(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let cause = message.rsplit_once(" at line ").map_or(message.as_str(), |(cause, _)| cause);
    format!("{cause} at column {}", error.column())
}
