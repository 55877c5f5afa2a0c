//! RSS and Atom feeds. In: the bytes of a feed. Out: its entries, and items for those that hold a text.
//!
//! An entry's text is its content, else its summary. The item's bytes are a JSON object of what the entry says, so that the same entry in a
//! later copy of the feed is the same item.

use super::walk::fail;
use super::{Format, Item, Sink};
use crate::{IngestCause, html};
use serde_json::json;

/// One entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entry's own id, else its link.
    pub id: String,
    /// Address of the article.
    pub link: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication (ISO 8601).
    pub published: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Name of the feed.
    pub outlet: Option<String>,
    /// Content or summary, as plain text.
    pub text: String,
}

/// Reads a feed.
///
/// # Errors
/// If it is neither RSS nor Atom.
pub fn entries(raw: &[u8]) -> Result<Vec<Entry>, IngestCause> {
    let feed = feed_rs::parser::parse(raw).map_err(|e| IngestCause::Format(format!("neither RSS nor Atom: {e}")))?;
    let outlet = feed.title.map(|t| t.content.trim().to_owned()).filter(|t| !t.is_empty());
    let entry = |e: feed_rs::model::Entry| {
        let text = e.content.and_then(|c| c.body).or(e.summary.map(|s| s.content)).unwrap_or_default();
        let link = e.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(e.links.first()).map(|l| l.href.clone());
        Entry {
            id: e.id,
            link,
            title: e.title.map(|t| html::plain(&t.content)).filter(|t| !t.is_empty()),
            published: e.published.or(e.updated).map(|d| d.format("%Y-%m-%d").to_string()),
            author: e.authors.first().and_then(|a| a.name.clone()).filter(|a| !a.is_empty()),
            outlet: outlet.clone(),
            text: html::plain(&text),
        }
    };
    Ok(feed.entries.into_iter().map(entry).collect())
}

impl Entry {
    /// The entry as an item, if it holds a text.
    pub fn item(&self, place: &str) -> Option<Item> {
        if self.text.is_empty() {
            return None;
        }
        let object = json!({
            "id": self.id, "title": self.title, "published": self.published, "outlet": self.outlet, "url": self.link,
            "author": self.author, "text": self.text,
        });
        Some(Item::new(place, object.to_string().into_bytes(), Format::Json))
    }
}

pub(super) fn walk(raw: Vec<u8>, name: &str, sink: &mut Sink<'_>) -> bool {
    match entries(&raw) {
        Err(cause) => sink(Err(fail(name, None, cause))),
        Ok(all) => all.iter().enumerate().all(|(i, entry)| {
            let place = format!("{name}#{}", i + 1);
            let none = || fail(&place, None, IngestCause::Empty);
            sink(entry.item(&place).ok_or_else(none))
        }),
    }
}
