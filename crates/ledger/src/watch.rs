//! One round of the feeds. In: a list of feeds, the time. Out: rows, and when to come again.
//!
//! A feed is asked only whether it has changed; an entry is taken once, and again where it has changed. State is written after what it
//! stands for, so that a round that was stopped is simply gone through again: known entries cost nothing.

use crate::LedgerError;
use crate::intake::{Hooks, Summary};
use crate::store::Ledger;
use demarche_ingest::{Entry, FeedEntry, Feeds, FetchError, Fetcher, Format, Item, entries};
use demarche_lexicon::Lexicon;
use demarche_source::sha256_hex;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};

/// Longest time that a failing feed is left alone.
const LONGEST: i64 = 24 * 3600;

/// What a round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Feeds that were asked.
    pub asked: usize,
    /// Of these, unchanged ones.
    pub unchanged: usize,
    /// Feeds whose time has not come.
    pub waiting: usize,
    /// Feeds and pages that failed.
    pub failed: usize,
    /// New or changed entries.
    pub entries: usize,
    /// What the intake of all of them did.
    pub taken: Summary,
}

#[derive(Default)]
struct State {
    etag: Option<String>,
    modified: Option<String>,
    failures: i64,
    not_before: Option<Timestamp>,
}

impl Ledger {
    /// Goes through the feeds whose time has come. The caller has the [write lock](Ledger::lock).
    ///
    /// # Errors
    /// If the ledger cannot be written. A feed that cannot be fetched is no error: it is told, and tried again later.
    pub fn watch(
        &mut self,
        lexicon: &Lexicon,
        fetcher: &mut Fetcher,
        feeds: &Feeds,
        now: Timestamp,
        hooks: &mut Hooks<'_>,
    ) -> Result<Round, LedgerError> {
        let mut round = Round::default();
        for feed in &feeds.feeds {
            let state = self.state(&feed.url)?;
            if state.not_before.is_some_and(|t| t > now) {
                round.waiting += 1;
                continue;
            }
            round.asked += 1;
            match fetcher.fetch(&feed.url, state.etag.as_deref(), state.modified.as_deref()) {
                Err(error) => {
                    round.failed += 1;
                    (hooks.complain)(&format!("{}: {error}", feed.url));
                    self.put_off(&feed.url, &state, feeds, now, &error)?;
                }
                Ok(answer) => {
                    if answer.status == 304 {
                        round.unchanged += 1;
                    } else {
                        match entries(&answer.body) {
                            Ok(all) => self.entries(lexicon, fetcher, feed, &all, now, hooks, &mut round)?,
                            Err(cause) => {
                                round.failed += 1;
                                (hooks.complain)(&format!("{}: {cause}", feed.url));
                            }
                        }
                    }
                    let kept = |name: &str, before: Option<String>| answer.header(name).map(str::to_owned).or(before);
                    let state = State {
                        etag: kept("etag", state.etag),
                        modified: kept("last-modified", state.modified),
                        failures: 0,
                        not_before: None,
                    };
                    self.come_again(&feed.url, &state, now, later(now, feeds.every.as_secs()))?;
                }
            }
        }
        Ok(round)
    }

    fn state(&self, url: &str) -> Result<State, LedgerError> {
        let sql = "SELECT etag, modified, failures, not_before FROM feed WHERE url = ?1";
        let row = self.db.prepare_cached(sql)?.query_row([url], |r| {
            let not_before: Option<String> = r.get(3)?;
            Ok(State { etag: r.get(0)?, modified: r.get(1)?, failures: r.get(2)?, not_before: not_before.and_then(|t| t.parse().ok()) })
        });
        Ok(row.optional()?.unwrap_or_default())
    }

    /// Backs off: twice as long after each failure in a row, or as long as the site asks.
    fn put_off(&self, url: &str, state: &State, feeds: &Feeds, now: Timestamp, error: &FetchError) -> Result<(), LedgerError> {
        let every = feeds.every.as_secs().max(1);
        let doubled = every.saturating_mul(1 << state.failures.clamp(0, 16)).min(LONGEST.unsigned_abs());
        let asked = if let FetchError::Status { retry_after: Some(seconds), .. } = error { *seconds } else { 0 };
        let state = State { failures: state.failures + 1, etag: state.etag.clone(), modified: state.modified.clone(), not_before: None };
        self.come_again(url, &state, now, later(now, doubled.max(asked)))
    }

    fn come_again(&self, url: &str, state: &State, now: Timestamp, next: Timestamp) -> Result<(), LedgerError> {
        let sql = "INSERT INTO feed (url, etag, modified, fetched, failures, not_before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (url) DO UPDATE SET etag = ?2, modified = ?3, fetched = ?4, failures = ?5, not_before = ?6";
        let values = params![url, state.etag, state.modified, now.to_string(), state.failures, next.to_string()];
        self.db.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    #[allow(clippy::too_many_arguments)] // the parts of a round
    fn entries(
        &mut self,
        lexicon: &Lexicon,
        fetcher: &mut Fetcher,
        feed: &FeedEntry,
        all: &[Entry],
        now: Timestamp,
        hooks: &mut Hooks<'_>,
        round: &mut Round,
    ) -> Result<(), LedgerError> {
        for entry in all {
            let told = format!("{:?}", (&entry.title, &entry.link, &entry.text, &entry.published));
            let sha256 = sha256_hex(told.as_bytes());
            let known = self
                .db
                .prepare_cached("SELECT 1 FROM feed_entry WHERE feed = ?1 AND entry = ?2 AND sha256 = ?3")?
                .exists(params![feed.url, entry.id, sha256])?;
            if known {
                continue;
            }
            round.entries += 1;
            let place = format!("{}#{}", feed.url, entry.id);
            let item = match (feed.pages, &entry.link) {
                (true, Some(link)) => match page(fetcher, link) {
                    Ok(item) => Some(item),
                    Err(error) => {
                        round.failed += 1;
                        (hooks.complain)(&format!("{link}: {error}; the entry's own text is kept"));
                        entry.item(&place)
                    }
                },
                _ => entry.item(&place),
            };
            if let Some(item) = item {
                let taken = self.take_items(lexicon, vec![item], &now.to_string(), hooks)?;
                round.taken.add(taken);
            }
            let sql = "INSERT INTO feed_entry (feed, entry, sha256) VALUES (?1, ?2, ?3)
                       ON CONFLICT (feed, entry) DO UPDATE SET sha256 = excluded.sha256";
            self.db.prepare_cached(sql)?.execute(params![feed.url, entry.id, sha256])?;
        }
        Ok(())
    }
}

fn later(now: Timestamp, seconds: u64) -> Timestamp {
    let seconds = i64::try_from(seconds).unwrap_or(LONGEST);
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}

fn page(fetcher: &mut Fetcher, link: &str) -> Result<Item, FetchError> {
    let answer = fetcher.fetch(link, None, None)?;
    let plain = answer.header("content-type").is_some_and(|t| t.trim_start().starts_with("text/plain"));
    let mut item = Item::new(link, answer.body, if plain { Format::Text } else { Format::Html }).at(link);
    item.status = Some(answer.status);
    item.headers = answer.headers;
    Ok(item)
}
