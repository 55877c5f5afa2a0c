//! The ledger: one SQLite file of what was received, coded and voted, and the questions asked of it.
//!
//! In: items from `demarche-ingest`, roll calls. Out: rows, readings, tables for other programs. The file's columns are told in
//! `docs/ledger.md`. Raw bytes, receipts and reports are never changed once written; what was coded is written again only where a later
//! program codes it otherwise. It holds no clock: whoever calls gives the time.

mod ask;
mod coded;
mod doctor;
mod error;
mod export;
mod intake;
mod names;
mod recode;
mod store;
mod story;
mod votes;
mod watch;
mod write;

pub use ask::{Ask, Comparison, Correlation, Divergence, Group, Hit, Line, Pairing, SayVote, Step, WordsAndVotes};
pub use coded::{Coded, Coder, Placed, Versions};
pub use doctor::{Finding, Problem};
pub use error::LedgerError;
pub use export::{Rows, Table, claim_reviews};
pub use intake::{Hooks, Intake, Summary};
pub use recode::Difference;
pub use store::{Ledger, WriteLock};
pub use votes::VoteSummary;
pub use watch::Round;
