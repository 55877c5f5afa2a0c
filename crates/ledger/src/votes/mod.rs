//! Roll calls into the ledger. In: files of votes. Out: rows of `rollcall` and `ballot`, the disputes that they bear on, and every row that
//! contradicts another.

mod import;
mod link;
mod member;
mod merge;
mod row;

pub use import::VoteSummary;
pub(crate) use link::{Roll, ballots_on, each_link, link, rolls_on};
