//! Which disputes a roll call bears on, and which way its text leans. In: roll calls that this program has not read. Out: rows of
//! `rollcall_dispute` with the reason, and what was read of the text, so that a question need not read it again.
//!
//! A roll call is linked by its symbol, where the dispute's file lists it, or by the words of its operative part, title and agenda.

use crate::LedgerError;
use crate::names::ballot;
use crate::write::Writer;
use demarche_alignment::{Calculus, Model, vote_is_about};
use demarche_signals::{Content, Signal, signals_of_read_vote, voted_text};
use demarche_source::{Cast, Code, Vote};
use rayon::prelude::*;
use rusqlite::{Connection, Row, TransactionBehavior, params};
use std::collections::BTreeMap;

/// Roll calls of one transaction.
const BATCH: usize = 256;

const SELECT: &str = "SELECT id, body, symbol, date, title, operative, sponsors, procedural, agenda, draft FROM rollcall";

/// A roll call without its ballots, from a row of [`SELECT`].
fn of_row(row: &Row<'_>) -> rusqlite::Result<(i64, Vote, Option<String>, Option<String>)> {
    let date: String = row.get(3)?;
    let sponsors: String = row.get(6)?;
    let vote = Vote {
        body: row.get(1)?,
        symbol: row.get(2)?,
        date: date.parse().unwrap_or_default(),
        title: row.get(4)?,
        operative: row.get(5)?,
        sponsor: sponsors.split([';', ' ', ',', '|']).filter(|c| !c.is_empty()).map(Code::from).collect(),
        procedural: row.get(7)?,
        cast: BTreeMap::new(),
        explanations: BTreeMap::new(),
    };
    Ok((row.get(0)?, vote, row.get(8)?, row.get(9)?))
}

/// A roll call with one member's ballot, and the symbol of its draft.
pub(crate) fn vote_of(db: &Connection, id: i64, member: &str) -> Result<Option<(Vote, Option<String>)>, LedgerError> {
    let (_, mut vote, _, draft) = db.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?.query_row([id], of_row)?;
    let mut find = db.prepare_cached("SELECT ballot, explanation FROM ballot WHERE rollcall = ?1 AND member = ?2")?;
    let mut rows = find.query(params![id, member])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let cast: String = row.get(0)?;
    let Some(cast) = ballot(&cast) else { return Ok(None) };
    vote.cast.insert(member.into(), cast);
    if let Some(explanation) = row.get::<_, Option<String>>(1)? {
        vote.explanations.insert(member.into(), explanation);
    }
    Ok(Some((vote, draft)))
}

/// What was read of a roll call's text.
pub(crate) fn read_back(db: &Connection, id: i64) -> Result<Vec<Content>, LedgerError> {
    let detail: Option<String> = db.prepare_cached("SELECT detail FROM rollcall WHERE id = ?1")?.query_row([id], |r| r.get(0))?;
    Ok(detail.map(|d| serde_json::from_str(&d)).transpose()?.unwrap_or_default())
}

struct Link {
    model: usize,
    value: f32,
    side: Option<String>,
    reason: String,
}

/// Reads every roll call that this coding has not read, and links it.
pub(crate) fn link(db: &mut Connection, writer: &Writer<'_>, progress: &dyn Fn(usize)) -> Result<usize, LedgerError> {
    let mut links = 0;
    loop {
        let batch: Vec<(i64, Vote, Option<String>, Option<String>)> = db
            .prepare_cached(&format!("{SELECT} WHERE coding IS NOT ?1 ORDER BY id LIMIT ?2"))?
            .query_map(params![writer.coding(), BATCH as i64], of_row)?
            .collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(links);
        }
        let done = batch.len();
        let read: Vec<(i64, Vec<Content>, Vec<Link>)> =
            batch.into_par_iter().map(|(id, vote, agenda, draft)| read(writer, id, vote, agenda, draft)).collect();
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (id, content, found) in read {
            transaction.prepare_cached("DELETE FROM rollcall_dispute WHERE rollcall = ?1")?.execute([id])?;
            for l in found {
                links += 1;
                let sql = "INSERT INTO rollcall_dispute (dispute, rollcall, value, side, reason) VALUES (?1, ?2, ?3, ?4, ?5)";
                let value = (f64::from(l.value) * 1000.0).round() / 1000.0;
                transaction.prepare_cached(sql)?.execute(params![writer.dispute(l.model), id, value, l.side, l.reason])?;
            }
            let detail = serde_json::to_string(&content)?;
            let sql = "UPDATE rollcall SET coding = ?2, detail = ?3 WHERE id = ?1";
            transaction.prepare_cached(sql)?.execute(params![id, writer.coding(), detail])?;
        }
        transaction.commit()?;
        progress(done);
    }
}

fn read(writer: &Writer<'_>, id: i64, mut vote: Vote, agenda: Option<String>, draft: Option<String>) -> (i64, Vec<Content>, Vec<Link>) {
    let coder = writer.coder();
    if vote.title.is_empty() {
        vote.title = agenda.clone().unwrap_or_default();
    }
    let content = voted_text(coder.lexicon, &vote);
    // Any member's signal stands for the text.
    vote.cast.insert("XXX".into(), Cast::Yes);
    let signals = signals_of_read_vote(&vote, &content, &|_| true);
    let mut links: Vec<Link> = Vec::new();
    for (model, dispute) in coder.models.iter().enumerate() {
        let Some(signal) = signals.first() else { break };
        let by_draft = draft.as_deref().map(|d| with_symbol(signal, d)).filter(|s| vote_is_about(dispute, s));
        let agenda_words = agenda.as_deref().is_some_and(|a| dispute.about(a));
        if !vote_is_about(dispute, signal) && by_draft.is_none() && !agenda_words {
            continue;
        }
        let covers = signal.date.is_none_or(|d| dispute.covers(d));
        if covers {
            links.push(direction(coder.lexicon, dispute, model, by_draft.as_ref().unwrap_or(signal)));
        }
    }
    (id, content, links)
}

/// The same vote under the symbol of its draft, by which the dispute's file may list it.
fn with_symbol(signal: &Signal, symbol: &str) -> Signal {
    let mut other = signal.clone();
    if let Some(vote) = &mut other.vote {
        vote.symbol = Some(symbol.to_owned());
    }
    other
}

fn direction(lexicon: &demarche_lexicon::Lexicon, dispute: &Model, model: usize, signal: &Signal) -> Link {
    let calculus = Calculus { lexicon, model: dispute, in_play: 0.0, actor: "" };
    let value = match &signal.vote {
        Some(vote) => calculus.direction(vote),
        None => return Link { model, value: 0.0, side: None, reason: String::new() },
    };
    Link { model, value: value.v, side: dispute.served(value.v).map(ToString::to_string), reason: value.why }
}
