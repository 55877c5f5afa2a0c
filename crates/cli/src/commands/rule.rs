//! `rule`: writes a ruling on a signal or a pair of a dossier to a corrections file.

use super::dossier;
use crate::args::Rule;
use crate::evidence::text_of;
use crate::inputs::{Outcome, day, written};
use demarche::{Anchor, Decision, RulingLine, corrections_head, read_rulings};
use demarche_lexicon::Lexicon;
use demarche_report::Sealed;
use demarche_source::Span;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

pub fn run(lexicon: &Lexicon, args: &Rule) -> Result<Outcome, String> {
    let (_, sealed) = dossier(&args.dossier)?;
    let anchor = |id: &str| anchor(&sealed, id).map_err(|e| format!("{}: {e}", args.dossier.display()));
    let (signal, pair) = match args.target.split_once(',') {
        Some((a, b)) => (None, Some([anchor(a.trim())?, anchor(b.trim())?])),
        None => (Some(anchor(args.target.trim())?), None),
    };
    let mut set = BTreeMap::new();
    for given in &args.correct {
        let (field, value) = given.split_once('=').ok_or_else(|| format!("--correct: `{given}` is not FIELD=VALUE"))?;
        set.insert(field.trim().to_owned(), value.trim().to_owned());
    }
    let ruling = match (args.accept, args.dismiss) {
        (true, _) => Decision::Accept,
        (_, true) => Decision::Dismiss,
        _ => Decision::Correct,
    };
    let line = RulingLine {
        ruling,
        signal,
        pair,
        kind: args.kind.as_deref().map(Into::into),
        set,
        reason: args.reason.clone(),
        by: args.by.clone(),
        date: day("date", args.date.as_deref())?,
    };
    let number = append(lexicon, &args.corrections, &line)?;
    let told = format!("{}:{number}: {} {}\n", args.corrections.display(), line.ruling.as_str(), args.target);
    written(std::io::stdout().write_all(told.as_bytes()))?;
    Ok(Outcome::default())
}

/// Where a signal of a dossier stands.
fn anchor(sealed: &Sealed, id: &str) -> Result<Anchor, String> {
    let s = sealed.signal(id).ok_or_else(|| format!("there is no signal `{id}`; it has s1 to s{}", sealed.signals.len()))?;
    let votes = s.report == "votes";
    let report = match sealed.report(&s.report) {
        Some(r) => r.sha256.clone(),
        None if votes => "votes".to_owned(),
        None => return Err(format!("signal `{id}` is of report `{}`, which the dossier does not list", s.report)),
    };
    let spans = s.spans.iter().map(|p| Span { start: p.start, end: p.end });
    Ok(Anchor {
        report,
        spans: if votes { Vec::new() } else { spans.collect() },
        quote: s.quote.clone(),
        body: s.vote.as_ref().filter(|_| votes).map(|v| v.body.clone()),
        actor: s.actor.clone(),
        act: Some(s.act.label.clone()),
    })
}

/// Adds the line to the file, with the first line if the file is new. What the file holds is not touched. Gives the number of the line.
fn append(lexicon: &Lexicon, path: &Path, line: &RulingLine) -> Result<usize, String> {
    let shown = path.display().to_string();
    let there = if path.exists() { text_of(path)? } else { String::new() };
    let head = if there.trim().is_empty() { format!("{}\n", corrections_head()) } else { String::new() };
    let gap = if there.is_empty() || there.ends_with('\n') { "" } else { "\n" };
    let added = format!("{gap}{head}{}\n", line.write());
    let number = format!("{there}{added}").lines().count();
    let (_, bad) = read_rulings(lexicon, &shown, &format!("{there}{added}"));
    let own = format!("{shown}:{number}");
    let other = |d: &&demarche_source::Diagnostic| d.place == own || d.place == format!("{shown}:1");
    if let Some(d) = bad.iter().find(other) {
        let place = if d.place == own { "the ruling was not written".to_owned() } else { d.place.clone() };
        return Err(format!("{place}: {}", d.message));
    }
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).map_err(|e| format!("{shown}: {e}"))?;
    file.write_all(added.as_bytes()).map_err(|e| format!("{shown}: {e}"))?;
    Ok(number)
}
