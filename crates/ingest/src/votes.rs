//! Roll calls from JSON and CSV.
//!
//! In: a file. Out: [`Vote`]s in the order of the file, and diagnostics for rows that were not used. It never decides which way a vote
//! leans, and never fills in a vote that the file does not give.

mod csv;
mod json;

use crate::{IngestCause, IngestError, bytes, stream};
use demarche_source::{Cast, Diagnostic, Vote};
use std::path::Path;

/// Reads a file of votes; `.gz` may follow the ending, `-` is standard input.
///
/// **JSON**: a list of votes, an object with `votes`, or a whole case file. One vote is
/// `{"body", "symbol", "date", "title", "operative", "sponsor": [..], "procedural", "cast": {"CHN": "abstain"}, "explanations": {"CHN": ".."}}`;
/// `symbol`, `date` and `cast` are needed.
///
/// **CSV**, one row a country, header first: `body,symbol,date,title,operative,sponsor,procedural,country,cast,explanation`; `symbol`, `date`,
/// `country` and `cast` are needed. Rows of one body and symbol make one vote; what they say of the whole vote is taken from the first row
/// that says it. `sponsor` lists codes parted by `;` or blanks. Other names that exports use are taken too: `resolution` or `draft` for
/// symbol, `iso3` or `ms_code` for country, `vote` or `ms_vote` for cast.
///
/// Casts: `yes`, `no`, `abstain`, `absent`, `non-member`; `Y`, `N`, `A`, `X` (took no part); and 1, 2, 3, 8, 9 as Voeten codes them (yes,
/// abstain, no, absent, non-member). Bodies `SC`, `GA` and `HRC` become `UNSC`, `UNGA` and `UNHRC`; one that is not given follows from the
/// symbol.
///
/// # Errors
/// If the file cannot be read, is in neither form, or lacks a column that is needed. A bad row or vote is a diagnostic with its line or
/// number, and is left out; of rows that contradict each other the first is kept.
pub fn read_votes(path: &Path) -> Result<(Vec<Vote>, Vec<Diagnostic>), IngestError> {
    let file = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() };
    let fail = |cause| IngestError { file: file.clone(), line: None, cause };
    let (_, ending) = stream::stem_and_ending(path);
    let source = stream::open(path).map_err(fail)?;
    let raw = stream::read_all(source, u64::from(u32::MAX)).map_err(fail)?;
    let text = bytes::decode(raw, false).map_err(fail)?.text;
    match text.trim_start().chars().next() {
        None => Err(fail(IngestCause::Empty)),
        Some('{' | '[') if ending != "csv" => json::read(&text, &file),
        _ => csv::read(&text, &file),
    }
}

/// Reads what a member did, in any of the spellings that exports use.
fn cast(text: &str) -> Option<Cast> {
    Some(match text.trim().to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
        "y" | "yes" | "1" | "for" | "in-favour" | "in-favor" => Cast::Yes,
        "n" | "no" | "3" | "against" => Cast::No,
        "a" | "abstain" | "abstained" | "abstention" | "2" => Cast::Abstain,
        "x" | "absent" | "8" | "non-voting" | "not-voting" => Cast::Absent,
        "non-member" | "nonmember" | "9" => Cast::NonMember,
        _ => return None,
    })
}

const CASTS: &str = "expected yes, no, abstain, absent or non-member (or Y, N, A, X)";

/// The body's code; from the symbol if none is given.
fn body(given: &str, symbol: &str) -> String {
    match given.trim() {
        "SC" => "UNSC".to_owned(),
        "GA" => "UNGA".to_owned(),
        "HRC" => "UNHRC".to_owned(),
        "" if symbol.starts_with("S/") => "UNSC".to_owned(),
        "" if symbol.starts_with("A/HRC/") => "UNHRC".to_owned(),
        "" if symbol.starts_with("A/") => "UNGA".to_owned(),
        other => other.to_owned(),
    }
}

/// Whether a text is a code of a country or body: three capitals.
fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}
