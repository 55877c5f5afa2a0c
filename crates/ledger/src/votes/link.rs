//! Which disputes a roll call bears on, and which way its text leans. In: roll calls that this program has not read. Out: rows of
//! `rollcall_dispute` with the reason, and what was read of the text, so that a question need not read it again.
//!
//! A roll call is linked by its symbol or title, where the dispute's file lists it, or by the words of its operative part, title and agenda.

use crate::LedgerError;
use crate::coded::Coder;
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

/// A roll call on a dispute, without its ballots.
pub(crate) struct Roll {
    pub id: i64,
    pub vote: Vote,
    /// Symbol of the draft, by which the dispute's file may list it.
    pub draft: Option<String>,
    /// What was read of the text.
    pub text: Vec<Content>,
    /// Which way it leans.
    pub value: f32,
}

/// The roll calls of a dispute, by day.
pub(crate) fn rolls_on(db: &Connection, dispute: i64) -> Result<Vec<Roll>, LedgerError> {
    let sql = "SELECT v.id, v.body, v.symbol, v.date, v.title, v.operative, v.sponsors, v.procedural, v.agenda, v.draft, v.detail, l.value
               FROM rollcall_dispute l JOIN rollcall v ON v.id = l.rollcall WHERE l.dispute = ?1 ORDER BY v.date, v.body, v.symbol";
    let mut find = db.prepare_cached(sql)?;
    let mut rows = find.query([dispute])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, vote, _, draft) = of_row(row)?;
        let (detail, value): (Option<String>, f64) = (row.get(10)?, row.get(11)?);
        let text = detail.map(|d| serde_json::from_str(&d)).transpose()?.unwrap_or_default();
        all.push(Roll { id, vote, draft, text, value: value as f32 });
    }
    Ok(all)
}

/// One member's ballots on a dispute: how it was cast, and the explanation, by roll call.
pub(crate) fn ballots_on(db: &Connection, dispute: i64, member: &str) -> Result<BTreeMap<i64, (Cast, Option<String>)>, LedgerError> {
    let sql = "SELECT b.rollcall, b.ballot, b.explanation FROM rollcall_dispute l JOIN ballot b ON b.rollcall = l.rollcall
               WHERE l.dispute = ?1 AND b.member = ?2";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_map(params![dispute, member], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get(2)?)))?;
    let mut all = BTreeMap::new();
    for row in rows {
        let (id, cast, explanation) = row?;
        all.extend(ballot(&cast).map(|cast| (id, (cast, explanation))));
    }
    Ok(all)
}

/// A roll call's bearing on a dispute.
pub(crate) struct Link {
    /// Index of the dispute among the coder's models.
    pub model: usize,
    /// Which way the text leans.
    pub value: f32,
    /// Side that it serves.
    pub side: Option<String>,
    /// Why.
    pub reason: String,
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
    let links = links(coder, vote, &content, agenda.as_deref(), draft.as_deref());
    (id, content, links)
}

/// Hands on every link of the ledger's roll calls to a coder's disputes, from what was read of their texts before.
pub(crate) fn each_link(
    db: &Connection,
    coder: &Coder<'_>,
    each: &mut dyn FnMut(i64, Link) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut find = db.prepare(&SELECT.replace(" FROM", ", detail FROM"))?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let (id, vote, agenda, draft) = of_row(row)?;
        let detail: Option<String> = row.get(10)?;
        let content: Vec<Content> = detail.map(|d| serde_json::from_str(&d)).transpose()?.unwrap_or_default();
        links(coder, vote, &content, agenda.as_deref(), draft.as_deref()).into_iter().try_for_each(|link| each(id, link))?;
    }
    Ok(())
}

fn links(coder: &Coder<'_>, mut vote: Vote, content: &[Content], agenda: Option<&str>, draft: Option<&str>) -> Vec<Link> {
    // Any member's signal stands for the text.
    vote.cast.insert("XXX".into(), Cast::Yes);
    let signals = signals_of_read_vote(&vote, content, &|_| true);
    let Some(signal) = signals.first() else { return Vec::new() };
    let mut links: Vec<Link> = Vec::new();
    for (model, dispute) in coder.models.iter().enumerate() {
        let by_draft = draft.map(|d| with_symbol(signal, d)).filter(|s| listed(dispute, s));
        let agenda_words = agenda.is_some_and(|a| dispute.about(a));
        // A bare title must name the matter itself: "a complete embargo" on some other state is not yet the embargo against Cuba.
        let by_words = if vote.operative.trim().is_empty() { dispute.about(&vote.title) } else { vote_is_about(dispute, signal) };
        if !by_words && !listed(dispute, signal) && by_draft.is_none() && !agenda_words {
            continue;
        }
        if signal.date.is_none_or(|d| dispute.covers(d)) {
            links.push(direction(coder.lexicon, dispute, model, by_draft.as_ref().unwrap_or(signal)));
        }
    }
    links
}

/// Whether the dispute's file lists the text.
fn listed(dispute: &Model, signal: &Signal) -> bool {
    signal.vote.as_ref().is_some_and(|v| dispute.linked_vote(v).is_some())
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
