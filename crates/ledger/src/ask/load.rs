//! Rows back to the library's values. In: an actor and a dispute. Out: signals with their alignment, and the reports that they stand in.

use super::Ask;
use crate::LedgerError;
use crate::votes::{Roll, ballots_on, rolls_on};
use demarche_alignment::{Aligned, Model, align, in_play};
use demarche_contradictions::ReportMeta;
use demarche_lexicon::Lexicon;
use demarche_signals::{Signal, signals_of_read_vote};
use demarche_source::{Date, Report, SmolStr};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Signals of other disputes that a reading looks at.
const ELSEWHERE: usize = 200;

/// A dispute with its roll calls.
pub(super) struct Matter<'m> {
    pub model: &'m Model,
    pub row: i64,
    /// Roll calls on it, by day.
    pub rolls: Vec<Roll>,
    /// Day and direction of the texts.
    texts: Vec<(Date, f32)>,
}

impl<'m> Matter<'m> {
    pub fn new(db: &Connection, model: &'m Model, row: i64) -> Result<Self, LedgerError> {
        let rolls = rolls_on(db, row)?;
        let tells = |r: &&Roll| r.value != 0.0 && !r.vote.procedural;
        let texts = rolls.iter().filter(tells).map(|r| (r.vote.date, r.value)).collect();
        Ok(Self { model, row, rolls, texts })
    }
}

/// What is known of an actor on a dispute.
#[derive(Default)]
pub(super) struct Evidence {
    pub signals: Vec<Signal>,
    pub aligned: Vec<Aligned>,
    /// Signals of reports that are on the dispute.
    pub about: BTreeSet<SmolStr>,
}

/// `CROSS JOIN` keeps the order of the tables: the alignment's index narrows, and gives the order of the rows.
const ROWS: &str =
    "SELECT a.signal, s.detail, r.key, a.value, a.side, a.withheld, a.explicit, a.by_tone, a.about, a.elsewhere, a.derivation,
    d.name, a.day FROM alignment a CROSS JOIN signal s ON s.id = a.signal CROSS JOIN report r ON r.id = s.report CROSS JOIN dispute d ON d.id = a.dispute";

/// A row as it was read; its JSON is taken apart on all cores.
struct Raw {
    id: SmolStr,
    detail: String,
    derivation: String,
    report: SmolStr,
    aligned: Aligned,
    about: bool,
    elsewhere: bool,
    day: Option<Date>,
}

struct Loaded {
    signal: Signal,
    aligned: Aligned,
    about: bool,
    elsewhere: bool,
    day: Option<Date>,
}

fn raw(r: &rusqlite::Row<'_>) -> rusqlite::Result<Raw> {
    let id = SmolStr::new(format!("s{}", r.get::<_, i64>(0)?));
    let aligned = Aligned {
        dispute: SmolStr::new(r.get_ref(11)?.as_str()?),
        signal: id.clone(),
        side: r.get::<_, Option<String>>(4)?.map(SmolStr::from),
        value: r.get::<_, f64>(3)? as f32,
        derivation: Vec::new(),
        withheld: r.get(5)?,
        explicit: r.get(6)?,
        by_tone: r.get(7)?,
    };
    let day = r.get_ref(12)?.as_str()?.parse().ok();
    let (detail, derivation, report) = (r.get(1)?, r.get(10)?, SmolStr::new(r.get_ref(2)?.as_str()?));
    Ok(Raw { id, detail, derivation, report, aligned, about: r.get(8)?, elsewhere: r.get(9)?, day })
}

impl Raw {
    fn load(self) -> Result<Loaded, LedgerError> {
        let mut signal: Signal = serde_json::from_str(&self.detail)?;
        (signal.id, signal.report) = (self.id, self.report);
        let aligned = Aligned { derivation: serde_json::from_str(&self.derivation)?, ..self.aligned };
        Ok(Loaded { signal, aligned, about: self.about, elsewhere: self.elsewhere, day: self.day })
    }
}

/// The rows of a query that begins with [`ROWS`].
fn load(db: &Connection, sql: &str, bound: impl rusqlite::Params) -> Result<Vec<Loaded>, LedgerError> {
    let mut find = db.prepare_cached(sql)?;
    let rows: Vec<Raw> = find.query_map(bound, raw)?.collect::<Result<_, _>>()?;
    rows.into_par_iter().map(Raw::load).collect()
}

/// All that one actor said, did and voted on a dispute in the window, and a part of what it said on others.
pub(super) fn evidence(db: &Connection, lexicon: &Lexicon, matter: &Matter<'_>, actor: &str, ask: &Ask) -> Result<Evidence, LedgerError> {
    let mut found = Evidence::default();
    let (from, to) = ask.days();
    let sql = format!(
        "{ROWS} WHERE a.dispute = ?1 AND a.actor = ?2 AND a.day <= ?4 AND (a.day >= ?3 OR a.day = '' OR coalesce(s.date_to, '') >= ?3)"
    );
    let here = load(db, &sql, params![matter.row, actor, from, to])?;
    // What is said to a side elsewhere belongs to the line of an actor that is heard on the dispute.
    let heard = here.iter().any(|l| l.about && !l.elsewhere) || heard(db, matter.row, actor)?;
    for mut l in here.into_iter().filter(|l| heard || !l.elsewhere) {
        let play = l.day.filter(|_| !l.elsewhere).map_or(0.0, |day| in_play(&matter.texts, day));
        if play != 0.0
            && let Some(aligned) = align(lexicon, matter.model, &l.signal, l.about, play)
        {
            l.aligned = aligned;
        }
        if l.about {
            found.about.insert(l.signal.id.clone());
        }
        found.signals.push(l.signal);
        found.aligned.push(l.aligned);
    }
    votes(db, lexicon, matter, actor, (&from, &to), &mut found)?;
    elsewhere(db, matter, actor, (&from, &to), &mut found)?;
    Ok(found)
}

fn heard(db: &Connection, dispute: i64, actor: &str) -> Result<bool, LedgerError> {
    let sql = "SELECT 1 FROM alignment WHERE dispute = ?1 AND actor = ?2 AND about = 1 AND elsewhere = 0 LIMIT 1";
    Ok(db.prepare_cached(sql)?.exists(params![dispute, actor])?)
}

fn votes(
    db: &Connection,
    lexicon: &Lexicon,
    matter: &Matter<'_>,
    actor: &str,
    (from, to): (&str, &str),
    found: &mut Evidence,
) -> Result<(), LedgerError> {
    let cast = ballots_on(db, matter.row, actor)?;
    for roll in &matter.rolls {
        let day = roll.vote.date.to_string();
        let Some((ballot, explanation)) = cast.get(&roll.id).filter(|_| day.as_str() >= from && day.as_str() <= to) else { continue };
        let mut vote = roll.vote.clone();
        vote.cast.insert(actor.into(), *ballot);
        vote.explanations.extend(explanation.clone().map(|e| (actor.into(), e)));
        for mut signal in signals_of_read_vote(&vote, &roll.text, &|_| true) {
            signal.id = SmolStr::new(format!("v{}", roll.id));
            let by_draft = roll.draft.clone().filter(|d| matter.model.linked(d).is_some() && matter.model.linked(&vote.symbol).is_none());
            let mut meant = signal.clone();
            if let Some(told) = meant.vote.as_mut().filter(|_| by_draft.is_some()) {
                told.symbol = by_draft;
            }
            if let Some(aligned) = align(lexicon, matter.model, &meant, true, 0.0) {
                found.aligned.push(aligned);
                found.signals.push(signal);
            }
        }
    }
    Ok(())
}

fn elsewhere(db: &Connection, matter: &Matter<'_>, actor: &str, (from, to): (&str, &str), found: &mut Evidence) -> Result<(), LedgerError> {
    let known: BTreeSet<SmolStr> = found.signals.iter().map(|s| s.id.clone()).collect();
    let sql = format!(
        "{ROWS} WHERE a.actor = ?1 AND a.dispute <> ?2 AND a.elsewhere = 0 AND a.day BETWEEN ?3 AND ?4 ORDER BY a.dispute, a.day, a.signal LIMIT ?5"
    );
    let mut taken = known.clone();
    for l in load(db, &sql, params![actor, matter.row, from, to, ELSEWHERE as i64])? {
        if known.contains(&l.signal.id) {
            continue;
        }
        found.aligned.push(l.aligned);
        if taken.insert(l.signal.id.clone()) {
            found.signals.push(l.signal);
        }
    }
    Ok(())
}

/// The reports that signals stand in, with the origin of each story.
pub(super) fn reports(
    db: &Connection,
    lexicon: &Lexicon,
    signals: &[Signal],
    known: &mut BTreeMap<SmolStr, ReportMeta>,
) -> Result<(), LedgerError> {
    let sql = "SELECT key, '', title, published, outlet, url, speaker, country, sha256, story FROM report WHERE key = ?1";
    let origin = "SELECT key FROM report WHERE story = ?1 ORDER BY published IS NULL, published, sha256 LIMIT 1";
    for signal in signals {
        if known.contains_key(&signal.report) || signal.report == "votes" {
            continue;
        }
        let found: Option<(Report, i64)> = db
            .prepare_cached(sql)?
            .query_row([signal.report.as_str()], |r| {
                let (published, country): (Option<String>, Option<String>) = (r.get(3)?, r.get(7)?);
                let report = Report {
                    title: r.get(2)?,
                    published: published.and_then(|d| d.parse().ok()),
                    outlet: r.get(4)?,
                    country: country.map(Into::into),
                    sha256: r.get(8)?,
                    ..Report::from_text(signal.report.clone(), "")
                };
                Ok((report, r.get(9)?))
            })
            .optional()?;
        let Some((report, story)) = found else { continue };
        let mut meta = ReportMeta::new(lexicon, &report);
        let first: String = db.prepare_cached(origin)?.query_row([story], |r| r.get(0))?;
        meta.copy_of = Some(SmolStr::from(first)).filter(|k| *k != meta.id);
        known.insert(meta.id.clone(), meta);
    }
    Ok(())
}
