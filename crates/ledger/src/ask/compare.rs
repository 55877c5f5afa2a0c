//! Two actors side by side. In: two codes, an [`Ask`]. Out: agreement of words, of votes, and where they part most.
//!
//! Votes: Lijphart's index of agreement (1963), the share of equal ballots and half of those in which one of the two abstained. Words: one
//! minus half the distance of the means on the dispute's scale. Absences are left out of both.

use super::Ask;
use crate::LedgerError;
use crate::store::Ledger;
use demarche_source::Code;
use rusqlite::{params, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;

/// Divergences that are shown.
const SHOWN: usize = 5;

/// Two actors on one dispute, or on all votes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pairing {
    /// The dispute; "all roll calls" for the whole record.
    pub dispute: String,
    /// Words of each that take a side.
    pub words: [usize; 2],
    /// Their means, on the dispute's scale.
    pub means: [Option<f64>; 2],
    /// Agreement of words, in [0, 1].
    pub words_agree: Option<f64>,
    /// Roll calls in which both voted.
    pub shared_votes: usize,
    /// Agreement of votes, in [0, 1].
    pub votes_agree: Option<f64>,
}

/// A point at which the two part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Divergence {
    /// On what.
    pub dispute: String,
    /// When, of each.
    pub days: [String; 2],
    /// The roll call, with ballots; or the words of each.
    pub says: [String; 2],
    /// Symbol of the roll call.
    pub symbol: Option<String>,
    /// How far they are apart, in [0, 2].
    pub distance: f64,
}

/// The comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// By dispute.
    pub pairings: Vec<Pairing>,
    /// The most divergent, by distance.
    pub divergences: Vec<Divergence>,
}

fn rounded(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

impl Ledger {
    /// Compares two actors.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn compare(&self, a: &Code, b: &Code, ask: &Ask) -> Result<Comparison, LedgerError> {
        let mut by_dispute: BTreeMap<String, Pairing> = BTreeMap::new();
        for (i, actor) in [a, b].into_iter().enumerate() {
            for (dispute, n, mean) in self.words(actor, ask)? {
                let p = by_dispute.entry(dispute).or_default();
                (p.words[i], p.means[i]) = (n, Some(rounded(mean)));
            }
        }
        for (dispute, shared, agree) in self.votes_shared(a, b, ask)? {
            let p = by_dispute.entry(dispute).or_default();
            (p.shared_votes, p.votes_agree) = (shared, Some(rounded(agree)));
        }
        let mut pairings: Vec<Pairing> = by_dispute
            .into_iter()
            .map(|(dispute, p)| {
                let words_agree = p.means[0].zip(p.means[1]).map(|(x, y)| rounded(1.0 - (x - y).abs() / 2.0));
                Pairing { dispute, words_agree, ..p }
            })
            .filter(|p| p.words_agree.is_some() || p.votes_agree.is_some())
            .collect();
        if ask.disputes.is_empty() {
            pairings.push(self.whole_record(a, b, ask)?);
        }
        let mut divergences = self.opposed_votes(a, b, ask)?;
        divergences.extend(self.opposed_words(a, b, ask)?);
        divergences.sort_by(|x, y| y.distance.total_cmp(&x.distance).then(x.days.cmp(&y.days)));
        Ok(Comparison { pairings, divergences })
    }

    fn words(&self, actor: &Code, ask: &Ask) -> Result<Vec<(String, usize, f64)>, LedgerError> {
        let (from, to) = ask.days();
        let one = Ask { actors: vec![actor.clone()], ..ask.clone() };
        let mut bound = vec![from, to];
        let narrowed = one.narrowed("a.actor", Some("d.name"), &mut bound);
        let sql = format!(
            "SELECT d.name, count(*), avg(a.value) FROM alignment a JOIN dispute d ON d.id = a.dispute JOIN signal s ON s.id = a.signal
             WHERE a.elsewhere = 0 AND a.side IS NOT NULL AND s.channel = 'word' AND s.factuality IN ('CT+', 'PR+')
             AND (s.authority IS NULL OR s.authority <> 'none') AND a.day BETWEEN ?1 AND ?2{narrowed} GROUP BY 1"
        );
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params_from_iter(bound), |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.unsigned_abs() as usize, r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn votes_shared(&self, a: &Code, b: &Code, ask: &Ask) -> Result<Vec<(String, usize, f64)>, LedgerError> {
        let (from, to) = ask.days();
        let mut bound = vec![from, to, a.to_string(), b.to_string()];
        let narrowed = Ask { actors: Vec::new(), ..ask.clone() }.narrowed("", Some("d.name"), &mut bound);
        let sql = format!(
            "SELECT d.name, count(*), {AGREE} FROM rollcall_dispute l JOIN dispute d ON d.id = l.dispute JOIN rollcall v ON v.id = l.rollcall
             JOIN ballot x ON x.rollcall = v.id AND x.member = ?3 JOIN ballot y ON y.rollcall = v.id AND y.member = ?4
             WHERE {VOTED} AND v.date BETWEEN ?1 AND ?2{narrowed} GROUP BY 1"
        );
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params_from_iter(bound), |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.unsigned_abs() as usize, r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn whole_record(&self, a: &Code, b: &Code, ask: &Ask) -> Result<Pairing, LedgerError> {
        let (from, to) = ask.days();
        let sql = format!(
            "SELECT count(*), {AGREE} FROM ballot x JOIN ballot y ON y.rollcall = x.rollcall AND y.member = ?4
             JOIN rollcall v ON v.id = x.rollcall WHERE x.member = ?3 AND {VOTED} AND v.date BETWEEN ?1 AND ?2"
        );
        let (n, agree): (i64, Option<f64>) =
            self.db.prepare_cached(&sql)?.query_row(params![from, to, a.as_str(), b.as_str()], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let dispute = "all roll calls".to_owned();
        Ok(Pairing { dispute, shared_votes: n.unsigned_abs() as usize, votes_agree: agree.map(rounded), ..Pairing::default() })
    }

    fn opposed_votes(&self, a: &Code, b: &Code, ask: &Ask) -> Result<Vec<Divergence>, LedgerError> {
        let (from, to) = ask.days();
        let mut bound = vec![from, to, a.to_string(), b.to_string()];
        let narrowed = Ask { actors: Vec::new(), ..ask.clone() }.narrowed("", Some("d.name"), &mut bound);
        let sql = format!(
            "SELECT d.name, v.date, v.symbol, v.title, x.ballot, y.ballot, abs(l.value) FROM rollcall_dispute l
             JOIN dispute d ON d.id = l.dispute JOIN rollcall v ON v.id = l.rollcall
             JOIN ballot x ON x.rollcall = v.id AND x.member = ?3 JOIN ballot y ON y.rollcall = v.id AND y.member = ?4
             WHERE {VOTED} AND x.ballot <> y.ballot AND v.date BETWEEN ?1 AND ?2{narrowed}
             ORDER BY (x.ballot <> 'abstain' AND y.ballot <> 'abstain') DESC, abs(l.value) DESC, v.date DESC LIMIT {SHOWN}"
        );
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params_from_iter(bound), |r| {
            let (day, x, y): (String, String, String) = (r.get(1)?, r.get(4)?, r.get(5)?);
            let weight: f64 = r.get(6)?;
            let apart = if x != "abstain" && y != "abstain" { 2.0 } else { 1.0 };
            let title: String = r.get(3)?;
            Ok(Divergence {
                dispute: r.get(0)?,
                days: [day.clone(), day],
                says: [format!("{x} on {title}"), y],
                symbol: r.get(2)?,
                distance: rounded(apart * weight.max(0.5)),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// On each dispute, the strongest words of one against the strongest of the other that serve another side.
    fn opposed_words(&self, a: &Code, b: &Code, ask: &Ask) -> Result<Vec<Divergence>, LedgerError> {
        let (x, y) = (self.strongest(a, ask)?, self.strongest(b, ask)?);
        let mut found = Vec::new();
        for ((dispute, first), one) in &x {
            if let Some(other) = y.get(&(dispute.clone(), !first)) {
                found.push(Divergence {
                    dispute: dispute.clone(),
                    days: [one.0.clone(), other.0.clone()],
                    says: [one.1.clone(), other.1.clone()],
                    symbol: None,
                    distance: rounded((one.2 - other.2).abs()),
                });
            }
        }
        found.sort_by(|p, q| q.distance.total_cmp(&p.distance));
        found.truncate(SHOWN);
        Ok(found)
    }

    /// By dispute and end of the scale: day, words, value.
    #[allow(clippy::type_complexity)] // a local table
    fn strongest(&self, actor: &Code, ask: &Ask) -> Result<BTreeMap<(String, bool), (String, String, f64)>, LedgerError> {
        let (from, to) = ask.days();
        let one = Ask { actors: vec![actor.clone()], ..ask.clone() };
        let mut bound = vec![from, to];
        let narrowed = one.narrowed("a.actor", Some("d.name"), &mut bound);
        // In SQLite the other columns are those of the row that has the maximum.
        let sql = format!(
            "SELECT d.name, a.value > 0, a.day, s.quote, a.value, max(abs(a.value) + s.confidence / 100.0) FROM alignment a
             JOIN dispute d ON d.id = a.dispute JOIN signal s ON s.id = a.signal
             WHERE a.elsewhere = 0 AND a.side IS NOT NULL AND a.by_tone = 0 AND s.channel = 'word' AND s.factuality IN ('CT+', 'PR+')
             AND (s.authority IS NULL OR s.authority <> 'none') AND a.day BETWEEN ?1 AND ?2{narrowed} GROUP BY 1, 2"
        );
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params_from_iter(bound), |r| {
            let words: String = r.get(3)?;
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            Ok(((r.get(0)?, r.get(1)?), (r.get(2)?, words, r.get(4)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Both took part.
const VOTED: &str = "x.ballot IN ('yes', 'no', 'abstain') AND y.ballot IN ('yes', 'no', 'abstain')";
/// Lijphart's index.
const AGREE: &str = "avg(CASE WHEN x.ballot = y.ballot THEN 1.0 WHEN x.ballot = 'abstain' OR y.ballot = 'abstain' THEN 0.5 ELSE 0.0 END)";
