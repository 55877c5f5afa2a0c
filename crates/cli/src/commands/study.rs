//! `study`: words against votes, over a whole ledger.

use super::asked::{ask, opened, ruled};
use super::ingest::{bar, text};
use crate::args::{Study, StudyForm};
use crate::inputs::{Outcome, written};
use demarche_ledger::{Correlation, SayVote, WordsAndVotes};
use demarche_lexicon::Lexicon;
use std::fmt::Write as _;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Study) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let ledger = opened(lexicon, &args.asked.part, &mut outcome)?;
    let mut ask = ask(lexicon, &ledger, &args.asked)?;
    ask.rulings = ruled(lexicon, &args.corrections, &mut outcome)?;
    let bar = bar(None, "groups");
    let found = ledger.words_and_votes(lexicon, &ask, args.pairs, &|| bar.inc(1)).map_err(text)?;
    bar.finish_and_clear();
    let shown = match args.format {
        StudyForm::Text => shown(&found),
        StudyForm::Csv => groups(&found),
        StudyForm::Json => serde_json::to_string_pretty(&found).map_err(|e| e.to_string())? + "\n",
    };
    written(anstream::stdout().write_all(shown.as_bytes()))?;
    Ok(outcome)
}

fn shown(found: &WordsAndVotes) -> String {
    let mut out = format!("{} groups of an actor that speaks and votes on a dispute\n\n", found.groups.len());
    let _ = writeln!(out, "{:44} {:>6}  {:>6}  {:>16}", "words with votes (Spearman)", "actors", "rho", "95 %");
    for c in &found.correlations {
        let _ = writeln!(out, "{}", correlation(c));
    }
    if !found.pairs.is_empty() {
        out.push_str("\nWhere words and a vote pull apart most\n");
    }
    found.pairs.iter().enumerate().for_each(|(i, p)| out.push_str(&pair(i + 1, p)));
    out
}

fn correlation(c: &Correlation) -> String {
    let name: String = c.dispute.chars().take(43).collect();
    let rho = c.rho.map_or_else(|| "–".to_owned(), |r| format!("{r:+.2}"));
    let interval = c.interval.map_or_else(String::new, |[low, high]| format!("{low:+.2} to {high:+.2}"));
    format!("{name:44} {:>6}  {rho:>6}  {interval:>16}", c.groups)
}

fn pair(n: usize, p: &SayVote) -> String {
    let mut out = format!("{n:3}. {} · {} · {} {:.2}\n", p.actor, p.dispute, p.grade, p.strength);
    let _ = writeln!(out, "     {} “{}” ({})", p.said, p.words, p.report);
    let _ = writeln!(out, "       {}", p.derivation.join(" "));
    let _ = writeln!(out, "     {} {} {}: {}", p.voted, p.symbol, p.title, p.note);
    let _ = writeln!(out, "       {}", p.text.join(" "));
    out
}

/// One group a row. Only names of disputes may need quotation marks.
fn groups(found: &WordsAndVotes) -> String {
    let mut out =
        "dispute,actor,words,words_mean,words_lean,votes,votes_mean,consistent,hedging,contradictory,reversed,insufficient,pairs\n"
            .to_owned();
    for g in &found.groups {
        let years = |verdict: &str| g.verdicts.values().filter(|v| *v == verdict).count();
        let _ = writeln!(
            out,
            "\"{}\",{},{},{},{},{},{},{},{},{},{},{},{}",
            g.dispute.replace('"', "\"\""),
            g.actor,
            g.words,
            g.words_mean,
            g.words_lean,
            g.votes,
            g.votes_mean,
            years("consistent"),
            years("hedging"),
            years("contradictory"),
            years("reversed"),
            years("insufficient"),
            g.pairs
        );
    }
    out
}
