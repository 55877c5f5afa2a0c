//! Votes from CSV, one row a country.
//!
//! In: the text of a CSV file with a header. Out: votes in the order in which their symbols first come, and diagnostics with line numbers.
//! Rows that cannot be used are left out; of two rows that contradict each other the first is kept.

use super::{CASTS, body, cast, is_code};
use crate::{IngestCause, IngestError};
use csv::{ReaderBuilder, StringRecord};
use demarche_source::{Code, Diagnostic, Level, Vote, parse_date};
use std::collections::HashMap;

/// Columns, each with the names that exports give it.
const COLUMNS: [(&str, &[&str]); 10] = [
    ("body", &["body"]),
    ("symbol", &["symbol", "resolution", "draft"]),
    ("date", &["date"]),
    ("title", &["title"]),
    ("operative", &["operative"]),
    ("sponsor", &["sponsor", "sponsors"]),
    ("procedural", &["procedural"]),
    ("country", &["country", "iso3", "ms_code"]),
    ("cast", &["cast", "vote", "ms_vote"]),
    ("explanation", &["explanation"]),
];

/// Which field of a row holds each column.
struct Header([Option<usize>; 10]);

impl Header {
    fn read(record: &StringRecord) -> Result<Self, String> {
        let names: Vec<String> = record.iter().map(|n| n.trim().to_ascii_lowercase()).collect();
        let find = |aliases: &[&str]| aliases.iter().find_map(|a| names.iter().position(|n| n == a));
        let header = Self(COLUMNS.map(|(_, aliases)| find(aliases)));
        for needed in ["symbol", "date", "country", "cast"] {
            if header.at(needed).is_none() {
                return Err(format!("no column `{needed}`; the header is `{}`", names.join(",")));
            }
        }
        Ok(header)
    }

    fn at(&self, column: &str) -> Option<usize> {
        COLUMNS.iter().position(|(name, _)| *name == column).and_then(|i| self.0[i])
    }

    fn get<'r>(&self, row: &'r StringRecord, column: &str) -> &'r str {
        self.at(column).and_then(|i| row.get(i)).unwrap_or("").trim()
    }
}

pub(super) fn read(text: &str, file: &str) -> Result<(Vec<Vote>, Vec<Diagnostic>), IngestError> {
    let fail = |line, cause| IngestError { file: file.to_owned(), line, cause };
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|e| fail(Some(1), IngestCause::Csv(e.to_string())))?;
    let header = Header::read(header).map_err(|problem| fail(Some(1), IngestCause::Csv(problem)))?;
    let mut table = Table { votes: Vec::new(), at: HashMap::new(), lines: Vec::new(), diagnostics: Vec::new() };
    let mut row = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut row) {
            Ok(true) => {
                let line = row.position().map_or(line, csv::Position::line);
                if let Err(problem) = table.add(&header, &row, line, file) {
                    table.diagnostics.push(Diagnostic::new(Level::Error, format!("{file}:{line}"), format!("left out: {problem}")));
                }
            }
            Ok(false) => return Ok((table.votes, table.diagnostics)),
            Err(error) => return Err(fail(Some(line), IngestCause::Csv(error.to_string()))),
        }
    }
}

/// The votes so far.
struct Table {
    votes: Vec<Vote>,
    at: HashMap<(String, String), usize>,
    /// For each vote, the line that gave it first and the line of each country.
    lines: Vec<(u64, HashMap<Code, u64>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Table {
    fn add(&mut self, header: &Header, row: &StringRecord, line: u64, file: &str) -> Result<(), String> {
        let get = |column| header.get(row, column);
        let (symbol, country) = (get("symbol"), get("country"));
        if symbol.is_empty() {
            return Err("column `symbol` is empty".to_owned());
        }
        if !is_code(country) {
            return Err(format!("column `country`: `{country}` is no code of three capitals"));
        }
        let date = parse_date(get("date")).map_err(|e| format!("column `date`: {e}"))?;
        let cast = cast(get("cast")).ok_or_else(|| format!("column `cast`: `{}` is no vote; {CASTS}", get("cast")))?;
        let procedural = match get("procedural").to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => true,
            "" | "false" | "no" | "0" => false,
            other => return Err(format!("column `procedural`: `{other}` is neither true nor false")),
        };
        let key = (body(get("body"), symbol), symbol.to_owned());
        let index = *self.at.entry(key).or_insert_with_key(|(body, symbol)| {
            self.votes.push(Vote {
                body: body.clone(),
                symbol: symbol.clone(),
                date,
                title: String::new(),
                operative: String::new(),
                sponsor: Vec::new(),
                procedural,
                cast: Default::default(),
                explanations: Default::default(),
            });
            self.lines.push((line, HashMap::new()));
            self.votes.len() - 1
        });
        let (vote, (first, lines)) = (&mut self.votes[index], &mut self.lines[index]);
        let first = *first;
        let mut warn = |message: String| {
            self.diagnostics.push(Diagnostic::new(Level::Warning, format!("{file}:{line}"), message));
        };
        if vote.date != date {
            warn(format!("date {date} of `{symbol}` contradicts {} in line {first}; the first is kept", vote.date));
        }
        if vote.procedural != procedural {
            warn(format!("`procedural` of `{symbol}` contradicts line {first}; the first is kept"));
        }
        for (column, kept) in [("title", &mut vote.title), ("operative", &mut vote.operative)] {
            let given = header.get(row, column);
            if kept.is_empty() {
                given.clone_into(kept);
            } else if !given.is_empty() && given != kept {
                warn(format!("`{column}` of `{symbol}` contradicts an earlier line; the first is kept"));
            }
        }
        for code in get("sponsor").split([';', ' ', '|', ',']).filter(|c| !c.is_empty()) {
            if !vote.sponsor.iter().any(|s| s == code) {
                vote.sponsor.push(Code::from(code));
            }
        }
        let country = Code::from(country);
        match vote.cast.get(&country) {
            None => {
                vote.cast.insert(country.clone(), cast);
                lines.insert(country.clone(), line);
            }
            Some(&kept) if kept != cast => {
                let before = lines.get(&country).copied().unwrap_or(first);
                let (now, then) = (cast.as_str(), kept.as_str());
                warn(format!("{country} on `{symbol}` is `{now}` here and `{then}` in line {before}; the first is kept"));
            }
            Some(_) => {}
        }
        let explanation = get("explanation");
        if !explanation.is_empty() {
            vote.explanations.entry(country).or_insert_with(|| explanation.to_owned());
        }
        Ok(())
    }
}
