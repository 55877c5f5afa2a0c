//! `compare`: two actors side by side.

use super::asked::{opened, within};
use super::ingest::text;
use super::read::actor;
use crate::args::Compare;
use crate::inputs::{Outcome, written};
use demarche_ledger::Comparison;
use demarche_lexicon::Lexicon;
use std::fmt::Write as _;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Compare) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let ledger = opened(lexicon, &args.part, &mut outcome)?;
    let (a, b) = (actor(lexicon, &args.a)?, actor(lexicon, &args.b)?);
    let ask = within(&ledger, Vec::new(), &args.part)?;
    let comparison = ledger.compare(&a, &b, &ask).map_err(text)?;
    let shown = if args.json {
        let mut json = serde_json::to_string_pretty(&comparison).map_err(|e| e.to_string())?;
        json.push('\n');
        json
    } else {
        table(&a, &b, &comparison)
    };
    written(anstream::stdout().write_all(shown.as_bytes()))?;
    Ok(outcome)
}

fn table(a: &str, b: &str, c: &Comparison) -> String {
    let mut out = String::new();
    let share = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| format!("{:.0} %", x * 100.0));
    let mean = |n: usize, x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| format!("{x:+.2} ({n})"));
    let _ = writeln!(out, "{:44} {:>12} {:>12} {:>8} {:>14}", "", format!("{a} words"), format!("{b} words"), "agree", "votes agree");
    for p in &c.pairings {
        let votes = if p.shared_votes == 0 { "–".to_owned() } else { format!("{} of {}", share(p.votes_agree), p.shared_votes) };
        let name: String = p.dispute.chars().take(43).collect();
        let (x, y) = (mean(p.words[0], p.means[0]), mean(p.words[1], p.means[1]));
        let _ = writeln!(out, "{name:44} {x:>12} {y:>12} {:>8} {votes:>14}", share(p.words_agree));
    }
    if !c.divergences.is_empty() {
        let _ = writeln!(out, "\nWhere they part most");
    }
    for d in &c.divergences {
        let _ = match &d.symbol {
            Some(symbol) => writeln!(out, "  {} {} ({}): {a} {}, {b} {}", d.days[0], symbol, d.dispute, d.says[0], d.says[1]),
            None => writeln!(out, "  {}: {a} {} “{}” – {b} {} “{}”", d.dispute, d.days[0], d.says[0], d.days[1], d.says[1]),
        };
    }
    out
}
