//! How an actor's words, acts and votes moved. In: an [`Ask`] and a length of step. Out: a [`Line`] for each actor, dispute and step.

use super::Ask;
use crate::LedgerError;
use crate::store::Ledger;
use demarche_alignment::weights;
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::BTreeMap;

/// Length of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
    /// A day.
    Day,
}

impl Step {
    /// Length of its name: "2022", "2022-02", "2022-02-25".
    fn letters(self) -> usize {
        match self {
            Self::Year => 4,
            Self::Month => 7,
            Self::Day => 10,
        }
    }
}

/// One step of one actor on one dispute. Means are on the dispute's scale, positive towards its first side; none where nothing has a side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Who.
    pub actor: String,
    /// On what.
    pub dispute: String,
    /// "2022" or "2022-02".
    pub step: String,
    /// Words, and their mean.
    pub words: usize,
    /// Mean of the words that take a side.
    pub words_mean: Option<f64>,
    /// Acts.
    pub acts: usize,
    /// Mean of the acts that take a side.
    pub acts_mean: Option<f64>,
    /// Ballots on texts.
    pub votes: usize,
    /// Mean of the ballots on texts whose direction is known.
    pub votes_mean: Option<f64>,
}

type Key = (String, String, String);

impl Ledger {
    /// The line, by actor, dispute and step.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn timeline(&self, ask: &Ask, step: Step) -> Result<Vec<Line>, LedgerError> {
        let mut lines: BTreeMap<Key, Line> = BTreeMap::new();
        let n = step.letters();
        let (from, to) = ask.days();
        let mut bound = vec![from.clone(), to.clone()];
        let narrowed = ask.narrowed("a.actor", Some("d.name"), &mut bound);
        let sql = format!(
            "SELECT d.name, a.actor, substr(a.day, 1, {n}), s.channel, count(*), avg(CASE WHEN a.side IS NULL THEN NULL ELSE a.value END)
             FROM alignment a JOIN dispute d ON d.id = a.dispute JOIN signal s ON s.id = a.signal
             WHERE a.elsewhere = 0 AND a.day <> '' AND a.day BETWEEN ?1 AND ?2{narrowed} GROUP BY 1, 2, 3, 4"
        );
        self.each(
            &sql,
            bound,
            |channel, count, mean, line| match channel {
                "word" => (line.words, line.words_mean) = (count, mean),
                "act" => (line.acts, line.acts_mean) = (count, mean),
                _ => (line.votes, line.votes_mean) = (count, mean),
            },
            &mut lines,
        )?;
        let mut bound = vec![from, to];
        let narrowed = ask.narrowed("b.member", Some("d.name"), &mut bound);
        let sql = format!(
            "SELECT d.name, b.member, substr(v.date, 1, {n}), 'vote', count(*), avg(CASE WHEN l.side IS NULL THEN NULL ELSE l.value * CASE b.ballot
             WHEN 'yes' THEN {yes} WHEN 'no' THEN -{yes} WHEN 'abstain' THEN -{withheld} ELSE -{absent} END END)
             FROM rollcall_dispute l JOIN dispute d ON d.id = l.dispute JOIN rollcall v ON v.id = l.rollcall JOIN ballot b ON b.rollcall = v.id
             WHERE b.ballot <> 'non-member' AND v.procedural = 0 AND v.date BETWEEN ?1 AND ?2{narrowed} GROUP BY 1, 2, 3",
            yes = weights::VOTE_CAST,
            withheld = weights::WITHHELD,
            absent = weights::ABSENT,
        );
        let mut record = BTreeMap::new();
        self.each(&sql, bound, |_, count, mean, line| (line.votes, line.votes_mean) = (count, mean), &mut record)?;
        for (key, voted) in record {
            let heard = !ask.actors.is_empty() || lines.keys().any(|k| (&k.0, &k.1) == (&key.0, &key.1));
            if heard {
                // The record is the better source of a vote than its telling.
                let line = lines.entry(key).or_insert_with(|| Line { votes: 0, votes_mean: None, ..voted.clone() });
                (line.votes, line.votes_mean) = (voted.votes, voted.votes_mean);
            }
        }
        Ok(lines.into_values().collect())
    }

    fn each(
        &self,
        sql: &str,
        bound: Vec<String>,
        set: impl Fn(&str, usize, Option<f64>, &mut Line),
        lines: &mut BTreeMap<Key, Line>,
    ) -> Result<(), LedgerError> {
        let mut find = self.db.prepare_cached(sql)?;
        let mut rows = find.query(params_from_iter(bound))?;
        while let Some(r) = rows.next()? {
            let (dispute, actor, step, channel): (String, String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
            let (count, mean): (i64, Option<f64>) = (r.get(4)?, r.get(5)?);
            let line = lines.entry((dispute.clone(), actor.clone(), step.clone())).or_insert_with(|| Line {
                actor,
                dispute,
                step,
                ..Line::default()
            });
            set(&channel, count.unsigned_abs() as usize, mean.map(|m| (m * 1000.0).round() / 1000.0), line);
        }
        Ok(())
    }
}
