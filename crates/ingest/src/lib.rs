//! Files and standard input to reports and votes.
//!
//! In: paths (`-` is standard input). Out: [`Report`](demarche_source::Report)s, one after the other, and [`Vote`](demarche_source::Vote)s.
//! Formats: plain text, Markdown, HTML, JSON, JSON Lines, CSV; each of them gzipped, too. This is the only crate of the library that
//! reads files. It never changes a word: what it hands on is the text of the source, or of the article in a page.

mod bytes;
mod error;
mod front;
mod html;
mod ids;
mod items;
mod json;
mod language;
mod lexicon;
mod net;
mod reports;
mod stream;
mod votes;

pub use error::{IngestCause, IngestError};
pub use items::{Entry, Format, Item, ParsedItem, Sink, entries, read_item, walk};
pub use lexicon::read_lexicon_files;
pub use net::{FeedEntry, Feeds, FetchError, Fetched, Fetcher, Limits, read_feeds};
pub use reports::{Reports, read_reports};
pub use votes::read_votes;

#[cfg(test)]
mod tests;
