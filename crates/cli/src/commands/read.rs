//! `read`: reports and roll calls to a dossier.

use crate::args::{Format, Read};
use crate::inputs::{Outcome, complain, day, progress, reports, written};
use demarche::{Question, Study, study};
use demarche_lexicon::Lexicon;
use demarche_source::{Code, Level};
use std::collections::BTreeSet;
use std::io::Write;

pub fn run(args: &Read) -> Result<Outcome, String> {
    let lexicon = Lexicon::embedded();
    let published = day("published", args.published.as_deref())?;
    let mut outcome = Outcome::default();
    let mut question = Question { from: day("from", args.from.as_deref())?, to: day("to", args.to.as_deref())?, ..Question::default() };
    for name in &args.actor {
        question.actors.insert(actor(lexicon, name)?);
    }
    for path in &args.disputes {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| format!("{shown}: {e}"))?;
        match lexicon.parse_disputes(&shown, &text) {
            Ok(found) => question.disputes.extend(found),
            Err(errors) => {
                errors.iter().for_each(complain);
                outcome.bad = true;
            }
        }
    }
    let mut evidence = Study::default();
    for path in &args.votes {
        match demarche_ingest::read_votes(path) {
            Ok((votes, noticed)) => {
                outcome.bad |= noticed.iter().any(|d| d.level == Level::Error);
                noticed.iter().for_each(|d| complain(format!("{}: {}", d.place, d.message)));
                evidence.votes.extend(votes);
                evidence.diagnostics.extend(noticed);
            }
            Err(error) => {
                complain(error);
                outcome.bad = true;
            }
        }
    }
    evidence.reports = reports(&args.inputs, published, &mut outcome).collect();
    evidence.diagnostics.append(&mut outcome.notes);
    if evidence.reports.is_empty() && outcome.bad {
        return Ok(outcome);
    }
    let bar = progress("reports read");
    let dossier = study(lexicon, evidence, &question, &|| bar.inc(1));
    bar.finish_and_clear();
    let text = match args.format {
        Format::Text => dossier.text(args.all),
        Format::Json => dossier.json(),
        Format::Md => dossier.markdown(args.all),
        Format::Html => dossier.html(args.all),
    };
    if args.format == Format::Text {
        for d in dossier.diagnostics.iter().filter(|d| d.level >= Level::Warning) {
            complain(format!("{}: {}", d.place, d.message));
        }
    }
    // Colours are stripped where standard output is no terminal.
    written(anstream::stdout().write_all(text.as_bytes()))?;
    Ok(outcome)
}

/// An actor by code or by a name that means only one.
fn actor(lexicon: &Lexicon, name: &str) -> Result<Code, String> {
    let code = name.to_uppercase();
    if lexicon.actor(&code).is_some() {
        return Ok(code.into());
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let found: BTreeSet<Code> = lexicon.names(&words).iter().filter_map(|n| n.code.clone()).collect();
    match found.len() {
        1 => found.into_iter().next().ok_or_else(String::new),
        0 => Err(format!("--actor: `{name}` is no actor's code or name; try an ISO code such as CHN")),
        _ => Err(format!("--actor: `{name}` may mean {}; give the code", found.iter().map(Code::as_str).collect::<Vec<_>>().join(" or "))),
    }
}
