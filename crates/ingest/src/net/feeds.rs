//! The list of feeds to watch (TOML). In: a file. Out: [`Feeds`], checked.

use super::fetch::Limits;
use crate::{IngestCause, IngestError};
use serde::Deserialize;
use std::path::Path;
use std::time::Duration;

/// Feeds, and how often and how gently they are fetched.
#[derive(Clone, Debug)]
pub struct Feeds {
    /// Bounds of every request.
    pub limits: Limits,
    /// Time between two rounds of a feed, at least.
    pub every: Duration,
    /// The feeds.
    pub feeds: Vec<FeedEntry>,
}

/// One feed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedEntry {
    /// Address.
    pub url: String,
    /// Whether the article of each entry is fetched; else the entry's own text is kept.
    #[serde(default)]
    pub pages: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    limits: Bounds,
    #[serde(default)]
    feed: Vec<FeedEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    every: Option<String>,
    per_host: Option<String>,
    timeout: Option<String>,
    largest: Option<String>,
    private: Option<bool>,
}

/// Reads the list.
///
/// # Errors
/// If the file cannot be read, has an unknown key, names no feed, or a time or size that is none.
pub fn read_feeds(path: &Path) -> Result<Feeds, IngestError> {
    let name = path.display().to_string();
    let fail = |line, cause| IngestError { file: name.clone(), line, cause };
    let text = std::fs::read_to_string(path).map_err(|e| fail(None, e.into()))?;
    let file: File = toml::from_str(&text).map_err(|e| {
        let line = e.span().map(|s| text[..s.start.min(text.len())].matches('\n').count() as u64 + 1);
        fail(line, IngestCause::Format(e.message().to_owned()))
    })?;
    if file.feed.is_empty() {
        return Err(fail(None, IngestCause::Format("no feed is named: [[feed]] with its `url`".to_owned())));
    }
    let standard = Limits::default();
    let time = |field: &str, text: &Option<String>, otherwise: Duration| {
        text.as_deref().map_or(Ok(otherwise), |t| {
            duration(t).ok_or_else(|| fail(None, IngestCause::field(field, format!("`{t}` is no time such as 30s, 5m, 1h"))))
        })
    };
    let largest = file.limits.largest.as_deref().map_or(Ok(standard.largest), |t| {
        size(t).ok_or_else(|| fail(None, IngestCause::field("largest", format!("`{t}` is no size such as 500 KiB, 8 MiB"))))
    })?;
    Ok(Feeds {
        limits: Limits {
            per_host: time("per_host", &file.limits.per_host, standard.per_host)?,
            timeout: time("timeout", &file.limits.timeout, standard.timeout)?,
            largest,
            private: file.limits.private.unwrap_or(standard.private),
        },
        every: time("every", &file.limits.every, Duration::from_secs(30 * 60))?,
        feeds: file.feed,
    })
}

fn parts(text: &str) -> Option<(u64, &str)> {
    let text = text.trim();
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..at].parse().ok()?, text[at..].trim()))
}

fn duration(text: &str) -> Option<Duration> {
    let (n, unit) = parts(text)?;
    Some(match unit {
        "ms" => Duration::from_millis(n),
        "s" => Duration::from_secs(n),
        "m" | "min" => Duration::from_secs(n.checked_mul(60)?),
        "h" => Duration::from_secs(n.checked_mul(3600)?),
        "d" => Duration::from_secs(n.checked_mul(86_400)?),
        _ => return None,
    })
}

fn size(text: &str) -> Option<u64> {
    let (n, unit) = parts(text)?;
    let factor = match unit {
        "B" => 1,
        "KiB" | "kB" | "KB" => 1 << 10,
        "MiB" | "MB" => 1 << 20,
        _ => return None,
    };
    n.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes() {
        assert_eq!(
            (duration("30m"), duration("2 s"), duration("5"), duration("m")),
            (Some(Duration::from_secs(1800)), Some(Duration::from_secs(2)), None, None)
        );
        assert_eq!((size("8 MiB"), size("500KiB"), size("8 GB")), (Some(8 << 20), Some(500 << 10), None));
    }
}
