//! What every stage speaks of: spans, reports, votes, dates, actor codes, diagnostics.
//!
//! In: nothing. Out: plain values. This crate reads no file, holds no clock, knows no name of any state.

mod date;
mod diagnostic;
mod report;
mod span;
mod vote;

pub use date::{DateRange, ParseDateError, parse_date};
pub use diagnostic::{Diagnostic, Level};
pub use report::{Report, sha256_hex};
pub use span::Span;
pub use vote::{Cast, Vote};

pub use jiff::civil::Date;
pub use smol_str::SmolStr;

/// A code of an actor: ISO 3166-1 alpha-3 for states (`CHN`), or the lexicon's code for a body or group (`UNO`, `NAT`, `EUU`).
pub type Code = SmolStr;
