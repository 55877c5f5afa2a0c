//! `read`: reports and roll calls to a dossier.

use crate::args::{Format, Read};
use crate::evidence::{Files, complain_of_rulings, gather};
use crate::inputs::{Outcome, complain, day, progress, written};
use demarche::{Question, study};
use demarche_lexicon::Lexicon;
use demarche_source::{Code, Level};
use std::collections::BTreeSet;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Read) -> Result<Outcome, String> {
    let published = day("published", args.published.as_deref())?;
    let mut outcome = Outcome::default();
    let mut question = Question { from: day("from", args.from.as_deref())?, to: day("to", args.to.as_deref())?, ..Question::default() };
    for name in &args.actor {
        question.actors.insert(actor(lexicon, name)?);
    }
    question.published = published;
    let files = Files { inputs: &args.inputs, votes: &args.votes, disputes: &args.disputes, corrections: &args.corrections };
    let evidence = gather(lexicon, files, &mut question, &mut outcome)?;
    if evidence.reports.is_empty() && outcome.bad {
        return Ok(outcome);
    }
    let bar = progress("reports read");
    let dossier = study(lexicon, evidence, &question, &|| bar.inc(1));
    bar.finish_and_clear();
    complain_of_rulings(&question, &dossier.diagnostics, &mut outcome);
    let text = match args.format {
        Format::Text => dossier.text(args.all),
        Format::Json => dossier.json(),
        Format::Md => dossier.markdown(args.all),
        Format::Html => dossier.html(args.all),
    };
    if args.format == Format::Text {
        for d in dossier.diagnostics.iter().filter(|d| d.level == Level::Warning) {
            complain(format!("{}: {}", d.place, d.message));
        }
    }
    // Colours are stripped where standard output is no terminal.
    written(anstream::stdout().write_all(text.as_bytes()))?;
    Ok(outcome)
}

/// An actor by code or by a name that means only one.
pub fn actor(lexicon: &Lexicon, name: &str) -> Result<Code, String> {
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
