//! Words in a ledger. In: words, an [`Ask`]. Out: signals or reports that hold them, the newest first.

use super::Ask;
use crate::LedgerError;
use crate::store::Ledger;
use rusqlite::params_from_iter;
use serde::Serialize;

/// A place where the words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Id of the signal, or of the report.
    pub id: String,
    /// When it was done, or published; empty if unknown.
    pub day: String,
    /// Who said or did it; empty for a report.
    pub actor: String,
    /// Label of the act; empty for a report.
    pub act: String,
    /// The words around.
    pub words: String,
    /// Id of the report.
    pub report: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub url: Option<String>,
}

/// The words as a query of FTS5: plain words are one phrase.
fn query(words: &str) -> String {
    let operators = words.split_whitespace().any(|w| matches!(w, "AND" | "OR" | "NOT")) || words.contains(['"', '*', '(', '^']);
    if operators { words.to_owned() } else { format!("\"{words}\"") }
}

impl Ledger {
    /// Signals whose words match, the latest first.
    ///
    /// # Errors
    /// If the words are no query of FTS5, or the ledger cannot be read.
    pub fn search(&self, words: &str, ask: &Ask, limit: usize) -> Result<Vec<Hit>, LedgerError> {
        let mut wanted = format!("quote : ({})", query(words));
        if !ask.actors.is_empty() {
            let actors: Vec<String> = ask.actors.iter().map(|a| format!("\"{a}\"")).collect();
            // The index holds the actor, too: no row is read that is not shown.
            wanted.push_str(&format!(" AND actor : ({})", actors.join(" OR ")));
        }
        let (from, to) = ask.days();
        let mut bound = vec![wanted, from, to, limit.to_string()];
        let on = match ask.disputes.is_empty() {
            true => String::new(),
            false => {
                let of = Ask { actors: Vec::new(), ..ask.clone() }.narrowed("", Some("d.name"), &mut bound);
                format!(
                    " AND EXISTS (SELECT 1 FROM alignment a JOIN dispute d ON d.id = a.dispute WHERE a.signal = s.id AND a.elsewhere = 0{of})"
                )
            }
        };
        let dated = if ask.from.is_none() && ask.to.is_none() { " AND ?2 <= ?3" } else { " AND s.day BETWEEN ?2 AND ?3" };
        let sql = format!(
            "SELECT 's' || s.id, s.day, s.actor, s.act, s.quote, r.key, r.outlet, r.url FROM signal_fts f JOIN signal s ON s.id = f.rowid
             JOIN report r ON r.id = s.report WHERE signal_fts MATCH ?1{dated}{on} ORDER BY f.rowid DESC LIMIT cast(?4 AS INTEGER)"
        );
        self.hits(&sql, bound)
    }

    /// Reports whose title or text match, the latest received first.
    ///
    /// # Errors
    /// As [`Ledger::search`].
    pub fn search_reports(&self, words: &str, ask: &Ask, limit: usize) -> Result<Vec<Hit>, LedgerError> {
        let (from, to) = ask.days();
        let mut bound = vec![query(words), from, to, limit.to_string()];
        let narrowed = Ask { disputes: Vec::new(), ..ask.clone() }.narrowed("r.country", None, &mut bound);
        let sql = format!(
            "SELECT r.key, coalesce(r.published, ''), coalesce(r.country, ''), '', snippet(report_fts, 1, '', '', ' … ', 24), r.key, r.outlet,
             r.url FROM report_fts f JOIN report r ON r.id = f.rowid WHERE report_fts MATCH ?1
             AND coalesce(r.published, '') BETWEEN ?2 AND ?3{narrowed} ORDER BY f.rowid DESC LIMIT cast(?4 AS INTEGER)"
        );
        self.hits(&sql, bound)
    }

    fn hits(&self, sql: &str, bound: Vec<String>) -> Result<Vec<Hit>, LedgerError> {
        let mut find = self.db.prepare_cached(sql)?;
        let rows = find.query_map(params_from_iter(bound), |r| {
            Ok(Hit {
                id: r.get(0)?,
                day: r.get(1)?,
                actor: r.get(2)?,
                act: r.get(3)?,
                words: r.get::<_, String>(4)?.split_whitespace().collect::<Vec<_>>().join(" "),
                report: r.get(5)?,
                outlet: r.get(6)?,
                url: r.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn plain_words_are_a_phrase() {
        assert_eq!(query("territorial integrity"), "\"territorial integrity\"");
        assert_eq!(query("sanction* OR embargo"), "sanction* OR embargo");
        assert_eq!(query("no-fly zone"), "\"no-fly zone\"");
    }
}
