//! Inputs to items: the raw bytes of one report each, with where they were found.
//!
//! In: paths of files, folders, archives. Out: [`Item`]s, handed to a function one after the other, in a fixed order. It holds one item (or
//! one member of an archive) at a time, and never decides what is kept.
//!
//! [`read_item`](crate::read_item) makes a report of an item; the two are apart so that what is known already need not be read again.

mod archive;
mod feed;
mod mail;
mod read;
mod table;
mod walk;
mod warc;

pub use feed::{Entry, entries};
pub use read::{ParsedItem, read_item};
pub use walk::walk;

use crate::IngestError;
use crate::front::Fields;

/// What the bytes of an item are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text or Markdown.
    Text,
    /// A page.
    Html,
    /// One JSON object with `text`.
    Json,
    /// A mail.
    Mail,
}

impl Format {
    /// As the ledger writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Json => "json",
            Self::Mail => "mail",
        }
    }
}

/// The raw bytes of one report.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where: `folder/pages.zip!a.jsonl:12`.
    pub place: String,
    /// The bytes as they were found.
    pub raw: Vec<u8>,
    /// What they are.
    pub format: Format,
    /// Address, where the container tells it.
    pub url: Option<String>,
    /// Status of the response, for pages of a web archive or a feed.
    pub status: Option<u16>,
    /// Headers of the response.
    pub headers: Vec<(String, String)>,
    /// When it was fetched, where the container tells it (ISO 8601).
    pub fetched: Option<String>,
    /// What the container says of the report; the report's own words go first.
    pub(crate) given: Fields,
}

impl Item {
    /// An item of which only place, bytes and format are known.
    pub fn new(place: impl Into<String>, raw: Vec<u8>, format: Format) -> Self {
        Self { place: place.into(), raw, format, url: None, status: None, headers: Vec::new(), fetched: None, given: Fields::default() }
    }

    /// The same, found at an address.
    pub fn at(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
}

/// Takes what a walk finds; `false` ends the walk.
pub type Sink<'s> = dyn FnMut(Result<Item, IngestError>) -> bool + 's;
