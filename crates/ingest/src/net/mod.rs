//! Fetching, politely. In: addresses, [`Limits`]. Out: bytes with their headers.
//!
//! Conditional requests, robots.txt (RFC 9309), a pause between two requests to one host, caps on size and time, and no private or local
//! address unless that is allowed, also not by a redirect or a name that resolves to one. Nothing is sent but the request itself.

mod feeds;
mod fetch;
mod guard;
mod robots;

pub use feeds::{FeedEntry, Feeds, read_feeds};
pub use fetch::{FetchError, Fetched, Fetcher, Limits};
