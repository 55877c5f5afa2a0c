//! Questions to a ledger. In: an [`Ask`]. Out: a dossier, found words, a line over time, a comparison.
//!
//! Each question reads the rows that it needs by an index, so that its time follows the answer and not the ledger.

mod compare;
mod load;
mod own;
mod rank;
mod readings;
mod ruled;
mod search;
mod study;
mod timeline;

pub use compare::{Comparison, Divergence, Pairing};
pub use search::Hit;
pub use study::{Correlation, Group, SayVote, WordsAndVotes};
pub use timeline::{Line, Step};

use crate::LedgerError;
use crate::store::Ledger;
use demarche::Ruling;
use demarche_source::{Code, Date};

/// The part of a ledger that a question is about; what is left open means all.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Actors, by code.
    pub actors: Vec<Code>,
    /// Disputes, by name.
    pub disputes: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// What people have ruled; readings honour it.
    pub rulings: Vec<Ruling>,
}

impl Ask {
    /// First and last day as the columns write them; open ends as the least and the greatest text.
    pub(crate) fn days(&self) -> (String, String) {
        let day = |d: Option<Date>, open: &str| d.map_or_else(|| open.to_owned(), |d| d.to_string());
        (day(self.from, ""), day(self.to, "9999-12-31"))
    }

    /// Conditions on an actor column and a dispute's name, as SQL over bound texts.
    pub(crate) fn narrowed(&self, actor: &str, dispute: Option<&str>, bound: &mut Vec<String>) -> String {
        let mut sql = String::new();
        let actors: Vec<String> = self.actors.iter().map(ToString::to_string).collect();
        let of_dispute = dispute.map(|column| (column, &self.disputes));
        for (column, values) in [Some((actor, &actors)), of_dispute].into_iter().flatten().filter(|(_, v)| !v.is_empty()) {
            let marks: Vec<String> = values.iter().enumerate().map(|(i, _)| format!("?{}", bound.len() + 1 + i)).collect();
            sql.push_str(&format!(" AND {column} IN ({})", marks.join(", ")));
            bound.extend(values.iter().cloned());
        }
        sql
    }
}

impl Ledger {
    /// Names of the disputes that a ledger knows.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn disputes(&self) -> Result<Vec<String>, LedgerError> {
        let mut find = self.db.prepare_cached("SELECT name FROM dispute ORDER BY name")?;
        Ok(find.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}
