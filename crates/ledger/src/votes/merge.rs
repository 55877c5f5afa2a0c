//! A ballot beside what is known already. In: a row. Out: rows of the ledger; contradictions are kept as problems, and the first word stays.

use super::member::{member, permanent};
use super::row::{Row, ballot, day};
use crate::LedgerError;
use crate::write::problem;
use demarche_source::{Cast, Date, Level};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Roll calls of the file that is being read.
#[derive(Default)]
pub(crate) struct Seen {
    /// Row of a roll call, by body, symbol, day and the export's own number.
    rolls: BTreeMap<(String, String, Date, String), i64>,
    /// Roll calls that this file has made or added to.
    pub touched: BTreeSet<i64>,
    /// Totals as stated, by roll call.
    pub totals: BTreeMap<i64, (String, String)>,
}

/// What a row added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    Ballot,
    /// Known before, and the same.
    Known,
    /// Contradicts what is known; reported.
    Contradiction,
}

/// Adds a ballot. `Err(Ok(message))` is a row that cannot be used.
pub(crate) fn add(db: &Connection, seen: &mut Seen, row: &Row, place: &str, source: &str) -> Result<Added, Result<String, LedgerError>> {
    let date = day(&row.date).map_err(|e| Ok(format!("column `date`: {e}")))?;
    if row.symbol.is_empty() {
        return Err(Ok("no symbol".to_owned()));
    }
    let cast = ballot(&row.ballot).ok_or_else(|| Ok(format!("`{}` is no vote", row.ballot)))?;
    let code = [&row.member, &row.named].into_iter().filter(|n| !n.is_empty()).find_map(|n| member(n, date));
    let code = code.ok_or_else(|| {
        let named = if row.named.is_empty() { &row.member } else { &row.named };
        Ok(format!("`{named}` was no member of that name on {date}"))
    })?;
    let roll = roll(db, seen, row, date, place, source).map_err(Err)?;
    put(db, (roll, &row.symbol), &code, cast, row, place).map_err(Err)
}

fn put(db: &Connection, (roll, symbol): (i64, &str), code: &str, cast: Cast, row: &Row, place: &str) -> Result<Added, LedgerError> {
    let sql = "INSERT OR IGNORE INTO ballot (rollcall, member, ballot, named, explanation) VALUES (?1, ?2, ?3, ?4, ?5)";
    let named = Some(&row.named).filter(|n| !n.is_empty());
    let explanation = Some(&row.explanation).filter(|e| !e.is_empty());
    if db.prepare_cached(sql)?.execute(params![roll, code, cast.as_str(), named, explanation])? == 1 {
        return Ok(Added::Ballot);
    }
    let known: String =
        db.prepare_cached("SELECT ballot FROM ballot WHERE rollcall = ?1 AND member = ?2")?.query_row(params![roll, code], |r| r.get(0))?;
    if known == cast.as_str() {
        return Ok(Added::Known);
    }
    let message = format!("{code} on `{symbol}` is `{}` here and `{known}` in an earlier row; the earlier is kept", cast.as_str());
    problem(db, place, Level::Warning, &message, None)?;
    Ok(Added::Contradiction)
}

/// The roll call of a row, made if it is new.
fn roll(db: &Connection, seen: &mut Seen, row: &Row, date: Date, place: &str, source: &str) -> Result<i64, LedgerError> {
    let key = (row.body.clone(), row.symbol.clone(), date, row.roll.clone());
    if let Some(&id) = seen.rolls.get(&key) {
        return Ok(id);
    }
    let symbol = numbered(seen, row, date);
    let id = match known(db, &row.body, &symbol, date, place)? {
        Some(id) => {
            complete(db, id, row)?;
            id
        }
        None => make(db, row, &symbol, date, place, source)?,
    };
    seen.rolls.insert(key, id);
    seen.touched.insert(id);
    if !row.totals.is_empty() {
        seen.totals.insert(id, (row.totals.clone(), place.to_owned()));
    }
    Ok(id)
}

/// One text may be voted on by paragraphs on one day: the export's number tells them apart.
fn numbered(seen: &Seen, row: &Row, date: Date) -> String {
    let range = (row.body.clone(), row.symbol.clone(), date, String::new())..;
    let others = seen.rolls.range(range).take_while(|((b, s, d, _), _)| (b, s, *d) == (&row.body, &row.symbol, date)).count();
    if others == 0 || row.roll.is_empty() { row.symbol.clone() } else { format!("{} [{}]", row.symbol, row.roll) }
}

/// A roll call of this symbol that is known. One of another day is another vote, unless day and month are swapped.
fn known(db: &Connection, body: &str, symbol: &str, date: Date, place: &str) -> Result<Option<i64>, LedgerError> {
    let mut find = db.prepare_cached("SELECT id, date FROM rollcall WHERE body = ?1 AND symbol = ?2 ORDER BY id")?;
    let all: Vec<(i64, String)> = find.query_map([body, symbol], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    if let Some((id, _)) = all.iter().find(|(_, d)| *d == date.to_string()) {
        return Ok(Some(*id));
    }
    let swapped = Date::new(date.year(), date.day(), date.month()).ok().map(|d| d.to_string());
    let Some((id, other)) = all.first() else { return Ok(None) };
    if swapped.as_ref() == Some(other) {
        let message = format!(
            "`{symbol}` has the day {date} here and {other} in an earlier row: day and month are swapped in one of them; the earlier is kept"
        );
        problem(db, place, Level::Warning, &message, None)?;
        return Ok(Some(*id));
    }
    let message = format!("`{symbol}` has the day {date} here and {other} in an earlier row; both are kept as two votes");
    problem(db, place, Level::Warning, &message, None)?;
    Ok(None)
}

fn make(db: &Connection, row: &Row, symbol: &str, date: Date, place: &str, source: &str) -> Result<i64, LedgerError> {
    let sql = "INSERT INTO rollcall (body, symbol, draft, date, session, title, agenda, subjects, operative, sponsors, procedural, outcome,
               note, url, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let procedural = matches!(row.procedural.to_ascii_lowercase().as_str(), "true" | "yes" | "1");
    db.prepare_cached(sql)?.execute(params![
        row.body,
        symbol,
        some(&row.draft),
        date.to_string(),
        some(&row.session),
        row.title,
        some(&row.agenda),
        some(&row.subjects),
        row.operative,
        row.sponsors,
        procedural,
        some(&row.outcome),
        some(&row.note),
        some(&row.url),
        source,
    ])?;
    let id = db.last_insert_rowid();
    let year = symbol_year(symbol);
    if year.is_some_and(|y| y != date.year()) {
        let message = format!("`{symbol}` is dated {date}, in another year than its symbol's; day, month or year may be wrong");
        problem(db, place, Level::Warning, &message, None)?;
    }
    Ok(id)
}

/// The year that a symbol of the Security Council names: "S/2022/155", "S/RES/1973(2011)", also with a blank.
fn symbol_year(symbol: &str) -> Option<i16> {
    let rest = symbol.strip_prefix("S/")?;
    let year = rest.split('/').next().filter(|y| y.len() == 4).or_else(|| rest.split_once('(').map(|(_, y)| y.trim_end_matches(')')))?;
    year.trim().parse().ok().filter(|y| (1945..2200).contains(y))
}

/// Fills what an earlier row left open.
pub(crate) fn complete(db: &Connection, id: i64, row: &Row) -> Result<(), LedgerError> {
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let sql = "UPDATE rollcall SET title = CASE WHEN title = '' THEN ?2 ELSE title END, agenda = coalesce(agenda, ?3),
               subjects = coalesce(subjects, ?4), operative = CASE WHEN operative = '' THEN ?5 ELSE operative END,
               outcome = coalesce(outcome, ?6), draft = coalesce(draft, ?7), url = coalesce(url, ?8), note = coalesce(note, ?9) WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![
        id,
        row.title,
        some(&row.agenda),
        some(&row.subjects),
        row.operative,
        some(&row.outcome),
        some(&row.draft),
        some(&row.url),
        some(&row.note)
    ])?;
    Ok(())
}

/// Fills in outcomes and compares what was counted with what is stated.
pub(crate) fn check(db: &Connection, seen: &Seen, source: &str) -> Result<usize, LedgerError> {
    let mut found = 0;
    for &id in &seen.touched {
        let roll: Option<(String, String, String, Option<String>)> = db
            .prepare_cached("SELECT symbol, body, date, outcome FROM rollcall WHERE id = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
            .optional()?;
        let Some((symbol, body, date, outcome)) = roll else { continue };
        let ballots: Vec<(String, String)> = db
            .prepare_cached("SELECT member, ballot FROM ballot WHERE rollcall = ?1")?
            .query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let count = |b: &str| ballots.iter().filter(|(_, x)| x == b).count();
        let counted = format!("{}|{}|{}|{}", count("yes"), count("no"), count("abstain"), count("absent"));
        if let Some((stated, place)) = seen.totals.get(&id)
            && differ(stated, &counted)
        {
            found += 1;
            let message = format!("`{symbol}`: stated yes|no|abstain|absent {stated}, counted {counted}");
            problem(db, place, Level::Warning, &message, None)?;
        }
        let day: Option<Date> = date.parse().ok();
        let vetoes: Vec<&str> = ballots
            .iter()
            .filter(|(m, b)| body == "UNSC" && b == "no" && day.is_some_and(|d| permanent(m, d)))
            .map(|(m, _)| m.as_str())
            .collect();
        let adopted = outcome.as_deref().map_or(symbol.contains("/RES/"), |o| o.to_ascii_lowercase().starts_with("adopted"));
        if adopted && !vetoes.is_empty() {
            found += 1;
            let message = format!("`{symbol}` is said to be adopted, with a no of {}", vetoes.join(", "));
            problem(db, source, Level::Warning, &message, None)?;
        }
        if outcome.is_none() {
            let derived = match () {
                () if symbol.contains("/RES/") => "adopted",
                () if !vetoes.is_empty() => "not adopted: veto",
                () => continue,
            };
            db.prepare_cached("UPDATE rollcall SET outcome = ?2 WHERE id = ?1")?.execute(params![id, derived])?;
        }
    }
    Ok(found)
}

/// Whether totals differ where both give a number. A list of five (with the sum of members) comes in two orders: abstentions third or fourth.
fn differ(stated: &str, counted: &str) -> bool {
    let numbers = |text: &str| text.split('|').map(|t| t.trim().parse::<f64>().ok().map(|n| n as i64)).collect::<Vec<_>>();
    let (stated, counted) = (numbers(stated), numbers(counted));
    let apart = |s: usize, c: usize| stated.get(s).copied().flatten().zip(counted.get(c).copied().flatten()).is_some_and(|(s, c)| s != c);
    apart(0, 0) || apart(1, 1) || (apart(2, 2) && (stated.len() != 5 || apart(3, 2)))
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn totals_are_compared_where_both_are_known() {
        assert!(!differ("134|3|11|37", "134|3|11|37") && !differ("134|3|37|11|185", "134|3|11|37") && !differ("||-|", "1|0|0|0"));
        assert!(differ("14|0|0|1", "13|0|1|1") && differ("134|3|37|11", "134|3|11|37") && differ("14|0|0|0|14", "14|0|1|0"));
    }
}
