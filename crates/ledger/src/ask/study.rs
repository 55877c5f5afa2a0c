//! Words against votes, over a whole ledger. In: an [`Ask`]. Out: each actor's alignment in words and in votes on each dispute, how the two
//! go together, and the strongest pairs of words and a vote that pull apart.
//!
//! The two alignments are means on the dispute's scale; a mean says which way a line leans and hides what was said. So the readings are made
//! year by year, by the same rules as everywhere, and their say-vote pairs are the finding.

use super::Ask;
use super::load::{Evidence, Matter};
use super::rank::{interval, spearman};
use super::readings::Court;
use crate::LedgerError;
use crate::coded::Coder;
use crate::store::Ledger;
use demarche_alignment::weights;
use demarche_contradictions::numbers::{COMMITS, LEANS};
use demarche_contradictions::{Kind, Pair, Reading};
use demarche_lexicon::Lexicon;
use demarche_source::{Date, SmolStr};
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Words that make a line.
const LINE: usize = 3;

/// One actor on one dispute, heard and voting.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// The dispute.
    pub dispute: String,
    /// The actor.
    pub actor: String,
    /// Words that take a side, asserted and authorised, and not from another state's own statement.
    pub words: usize,
    /// Their mean, in [-1, 1]; plus for the dispute's first side.
    pub words_mean: f64,
    /// How far they lean one way: their sum by the sum of their sizes, in [-1, 1].
    pub words_lean: f64,
    /// Ballots cast (absences left out) on texts of known direction.
    pub votes: usize,
    /// Their mean on the same scale, an abstention weighing as elsewhere.
    pub votes_mean: f64,
    /// Verdict of each year in which there are both.
    pub verdicts: BTreeMap<String, String>,
    /// Say-vote pairs of these readings.
    pub pairs: usize,
}

/// How words and votes go together over the actors of a dispute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Correlation {
    /// The dispute.
    pub dispute: String,
    /// Actors.
    pub groups: usize,
    /// Spearman's coefficient; none for fewer than three actors, or where all vote or speak alike.
    pub rho: Option<f64>,
    /// 95 % interval, from ten actors on.
    pub interval: Option<[f64; 2]>,
}

/// Words and a vote that pull apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SayVote {
    /// The dispute.
    pub dispute: String,
    /// The actor.
    pub actor: String,
    /// `opposed`, `withheld`, `absent`.
    pub grade: String,
    /// In [0, 1].
    pub strength: f64,
    /// Day of the words.
    pub said: String,
    /// The words.
    pub words: String,
    /// What they mean on the dispute's scale.
    pub value: f64,
    /// How their value was found.
    pub derivation: Vec<String>,
    /// Key of their report.
    pub report: String,
    /// Symbol of the text voted on.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// Day of the vote.
    pub voted: String,
    /// `no`, `abstain` or `absent`.
    pub ballot: String,
    /// Why the pair is one.
    pub note: String,
    /// Which way the text leans, and why.
    pub text: Vec<String>,
}

/// Words and votes of a whole ledger.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WordsAndVotes {
    /// By dispute and actor.
    pub groups: Vec<Group>,
    /// By dispute.
    pub correlations: Vec<Correlation>,
    /// The strongest, at most one of an actor on a dispute, and only where the words commit and are the actor's line: three or more lean
    /// their way.
    pub pairs: Vec<SayVote>,
}

/// Values of one actor.
#[derive(Clone, Debug, Default)]
struct Sum {
    n: usize,
    sum: f64,
    /// Sum of their sizes.
    size: f64,
    years: BTreeSet<String>,
}

impl Sum {
    fn mean(&self) -> f64 {
        rounded(self.sum / self.n.max(1) as f64)
    }
}

/// By actor.
type Sums = BTreeMap<String, Sum>;

impl Ledger {
    /// Compares words with votes for every actor and dispute that has both. `limit`: pairs shown. `progress` is called once a group.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn words_and_votes(&self, lexicon: &Lexicon, ask: &Ask, limit: usize, progress: &dyn Fn()) -> Result<WordsAndVotes, LedgerError> {
        let coder = Coder::new(lexicon);
        let mut court = Court::new(self, lexicon, ask);
        let mut found = WordsAndVotes::default();
        for model in self.asked_of(&coder, ask) {
            let Some(row) = self.row_of(&model.name)? else { continue };
            let (words, votes) = (self.said(row, ask)?, self.cast(row, ask)?);
            let matter = Matter::new(&self.db, model, row)?;
            let before = found.groups.len();
            for (actor, said) in words {
                let Some(cast) = votes.get(&actor) else { continue };
                let mut group = Group {
                    dispute: model.name.to_string(),
                    actor: actor.clone(),
                    words: said.n,
                    words_mean: said.mean(),
                    words_lean: rounded(said.sum / said.size),
                    votes: cast.n,
                    votes_mean: cast.mean(),
                    ..Group::default()
                };
                let mut pairs = Vec::new();
                for year in said.years.intersection(&cast.years) {
                    let Some(window) = within(ask, year) else { continue };
                    let Some((reading, evidence)) = court.hear(&matter, &actor.as_str().into(), &window)? else { continue };
                    group.verdicts.insert(year.clone(), reading.verdict.as_str().to_owned());
                    pairs.extend(say_votes(&reading, &evidence, &|report| court.published(report)));
                }
                group.pairs = pairs.len();
                pairs.sort_by(stronger);
                found.pairs.extend(pairs.into_iter().find(|p: &SayVote| in_line(&group, p)));
                found.groups.push(group);
                progress();
            }
            found.correlations.extend(correlation(&model.name, &found.groups[before..]));
        }
        found.pairs.sort_by(stronger);
        found.pairs.truncate(limit);
        Ok(found)
    }

    fn said(&self, dispute: i64, ask: &Ask) -> Result<Sums, LedgerError> {
        let (from, to) = ask.days();
        let mut bound = vec![from, to, dispute.to_string()];
        let narrowed = ask.narrowed("a.actor", None, &mut bound);
        let sql = format!(
            "SELECT a.actor, substr(a.day, 1, 4), a.value FROM alignment a JOIN signal s ON s.id = a.signal JOIN report r ON r.id = s.report
             WHERE a.dispute = CAST(?3 AS INTEGER) AND a.elsewhere = 0 AND a.side IS NOT NULL AND s.channel = 'word'
             AND (r.country IS NULL OR r.country = a.actor) AND s.factuality IN ('CT+', 'PR+') AND (s.authority IS NULL OR s.authority <> 'none') AND a.day BETWEEN ?1 AND ?2{narrowed}"
        );
        self.sums(&sql, bound)
    }

    fn cast(&self, dispute: i64, ask: &Ask) -> Result<Sums, LedgerError> {
        let (from, to) = ask.days();
        let mut bound = vec![from, to, dispute.to_string()];
        let narrowed = ask.narrowed("b.member", None, &mut bound);
        let sql = format!(
            "SELECT b.member, substr(v.date, 1, 4), l.value * CASE b.ballot WHEN 'yes' THEN {yes} WHEN 'no' THEN -{yes} ELSE -{withheld} END
             FROM rollcall_dispute l JOIN rollcall v ON v.id = l.rollcall JOIN ballot b ON b.rollcall = v.id
             WHERE l.dispute = CAST(?3 AS INTEGER) AND l.side IS NOT NULL AND v.procedural = 0 AND b.ballot IN ('yes', 'no', 'abstain')
             AND v.date BETWEEN ?1 AND ?2{narrowed}",
            yes = weights::VOTE_CAST,
            withheld = weights::WITHHELD,
        );
        self.sums(&sql, bound)
    }

    fn sums(&self, sql: &str, bound: Vec<String>) -> Result<Sums, LedgerError> {
        let mut find = self.db.prepare_cached(sql)?;
        let mut rows = find.query(params_from_iter(bound))?;
        let mut sums = Sums::new();
        while let Some(row) = rows.next()? {
            let (entry, value): (&mut Sum, f64) = (sums.entry(row.get(0)?).or_default(), row.get(2)?);
            (entry.n, entry.sum, entry.size) = (entry.n + 1, entry.sum + value, entry.size + value.abs());
            entry.years.insert(row.get(1)?);
        }
        Ok(sums)
    }
}

fn rounded(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

/// One year of what is asked.
fn within(ask: &Ask, year: &str) -> Option<Ask> {
    let first: Date = format!("{year}-01-01").parse().ok()?;
    let last: Date = format!("{year}-12-31").parse().ok()?;
    let (from, to) = (ask.from.map_or(first, |d| d.max(first)), ask.to.map_or(last, |d| d.min(last)));
    Some(Ask { from: Some(from), to: Some(to), ..Ask::default() })
}

/// Whether a pair is a finding for a list of the strongest: dated words that commit, on this case and not on a norm in general, uphold what the
/// text upholds, and the vote does not; and they are the actor's line and no stray sentence: over the window its words, several of them,
/// lean the same way. A vote *for* a text beside good words for the other side is left to the readings: few states oppose a text that
/// they vote for, and most sentences that seem to are misread.
fn in_line(group: &Group, pair: &SayVote) -> bool {
    let general = pair.derivation.iter().any(|d| d.contains(" in general serves "));
    if general || pair.said.is_empty() || pair.ballot == "yes" || pair.value.abs() < f64::from(COMMITS) {
        return false;
    }
    group.words >= LINE && group.words_lean.abs() >= f64::from(LEANS) && group.words_lean * pair.value > 0.0
}

fn correlation(dispute: &str, groups: &[Group]) -> Option<Correlation> {
    let rho = spearman(&groups.iter().map(|g| (g.words_mean, g.votes_mean)).collect::<Vec<_>>());
    let interval = rho.and_then(|r| interval(r, groups.len())).map(|i| i.map(rounded));
    (!groups.is_empty()).then(|| Correlation { dispute: dispute.to_owned(), groups: groups.len(), rho: rho.map(rounded), interval })
}

/// The stronger first; of equal ones the vote cast before the vote withheld, and then by day, so that the order is always the same.
fn stronger(a: &SayVote, b: &SayVote) -> std::cmp::Ordering {
    let grade = |p: &SayVote| ["opposed", "withheld", "absent"].iter().position(|g| *g == p.grade);
    let rest = |p: &SayVote| (p.voted.clone(), p.dispute.clone(), p.actor.clone(), p.symbol.clone());
    b.strength.total_cmp(&a.strength).then(grade(a).cmp(&grade(b))).then_with(|| rest(a).cmp(&rest(b)))
}

/// The say-vote pairs of a reading, told in full.
fn say_votes(reading: &Reading, evidence: &Evidence, day: &dyn Fn(&str) -> String) -> Vec<SayVote> {
    reading.pairs.iter().filter(|p| p.kind == Kind::SayVote).filter_map(|p| told(reading, p, evidence, day)).collect()
}

fn told(reading: &Reading, pair: &Pair, evidence: &Evidence, day: &dyn Fn(&str) -> String) -> Option<SayVote> {
    let signal = |id: &SmolStr| evidence.signals.iter().find(|s| s.id == *id);
    let meant = |id: &SmolStr| evidence.aligned.iter().find(|a| a.signal == *id && a.dispute == reading.dispute);
    let why = |id: &SmolStr| meant(id).map(|a| a.derivation.clone());
    let (words, ballot) = (signal(&pair.signals[0])?, signal(&pair.signals[1])?);
    // a vote that only prose tells is left to the readings
    let vote = ballot.vote.as_ref().filter(|_| ballot.report == "votes")?;
    let on = |s: &demarche_signals::Signal| s.date.map_or_else(|| day(&s.report), |d| d.from.to_string());
    Some(SayVote {
        dispute: reading.dispute.to_string(),
        actor: reading.actor.to_string(),
        grade: pair.grade.map_or("", |g| g.as_str()).to_owned(),
        strength: rounded(f64::from(pair.strength)),
        said: on(words),
        words: words.quote.split_whitespace().collect::<Vec<_>>().join(" "),
        value: meant(&words.id).map_or(0.0, |a| f64::from(a.value)),
        derivation: why(&words.id).unwrap_or_default(),
        report: words.report.to_string(),
        symbol: vote.symbol.clone().unwrap_or_default(),
        title: vote.title.clone().unwrap_or_default(),
        voted: on(ballot),
        ballot: vote.cast.as_str().to_owned(),
        note: pair.note.clone(),
        text: why(&ballot.id).unwrap_or_default(),
    })
}
