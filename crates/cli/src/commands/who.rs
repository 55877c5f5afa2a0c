//! `who`: what a name means on a day, and who held an office.

use crate::args::{Plain, Who};
use crate::inputs::{Outcome, day, written};
use demarche_lexicon::{Actor, Candidate, DateRule, Lexicon, Meaning, Term, Written};
use demarche_source::{Date, SmolStr};
use serde_json::json;
use std::fmt::Write as _;
use std::io::Write;

pub fn run(lexicon: &Lexicon, args: &Who) -> Result<Outcome, String> {
    let on = day("on", args.on.as_deref())?;
    let actor = args.country.as_deref().map(|name| actor(lexicon, "--country", name)).transpose()?;
    let text = match (&args.name, actor) {
        (Some(name), actor) if args.office.is_none() => names(lexicon, name, on, actor.as_deref(), args.format),
        (None, Some(actor)) => offices(lexicon, &actor, args.office.as_deref(), on, args.format)?,
        (Some(_), _) => return Err("give a name, or --country with --office, not both".to_owned()),
        (None, None) => return Err("give a name, or --country with --office".to_owned()),
    };
    written(std::io::stdout().write_all(text.as_bytes()))?;
    Ok(Outcome::default())
}

/// The one actor that a code or name means.
pub fn actor(lexicon: &Lexicon, option: &str, name: &str) -> Result<SmolStr, String> {
    let found = lexicon.actors_named(name);
    let mut codes = found.iter();
    match (codes.next(), codes.next()) {
        (Some(code), None) => Ok(code.clone()),
        (None, _) => Err(format!("{option}: `{name}` is no state's or body's code or name{}", meant(&lexicon.near(name)))),
        _ => {
            let told = found.iter().map(|c| format!("{c} ({})", lexicon.actor(c).map_or("", Actor::name)));
            Err(format!("{option}: `{name}` may be {}; give the code", told.collect::<Vec<_>>().join(" or ")))
        }
    }
}

fn meant(near: &[SmolStr]) -> String {
    if near.is_empty() {
        return String::new();
    }
    format!("; near it: {}", near.join(", "))
}

fn names(lexicon: &Lexicon, name: &str, on: Option<Date>, actor: Option<&str>, format: Plain) -> String {
    let candidates = lexicon.ask(name, on, actor);
    let near = if candidates.is_empty() { lexicon.near(name) } else { Vec::new() };
    if format == Plain::Json {
        let told = json!({"schema": "demarche.who/1", "lexicon": lexicon.hash(), "name": name, "on": on, "country": actor,
            "candidates": candidates, "near": near});
        return format!("{told:#}\n");
    }
    let mut out = String::new();
    let at = on.map_or_else(|| "at any time (give --on for a day)".to_owned(), |d| format!("on {d}"));
    let _ = writeln!(out, "“{name}” {at}");
    if candidates.is_empty() {
        let _ = writeln!(out, "  unknown: no entry has this name{}", meant(&near));
    }
    for candidate in &candidates {
        tell(&mut out, candidate, on);
    }
    out
}

fn tell(out: &mut String, candidate: &Candidate, on: Option<Date>) {
    let head = match &candidate.meaning {
        Meaning::Person { person, terms } => match terms.first() {
            Some(t) => format!("{person}, {} of {} ({})", t.title, t.actor_name, t.actor),
            None => person.to_string(),
        },
        Meaning::Actor { code, name, .. } => match code {
            Some(code) => format!("{name} ({code})"),
            None => name.clone(),
        },
        Meaning::Office { office, state, .. } => {
            state.as_ref().map_or_else(|| format!("office {office}"), |s| format!("office {office} of {s}"))
        }
        Meaning::Other { note, .. } => format!("something else: {note}"),
    };
    let _ = writeln!(out, "\n  {:>3.0} %  {head}", candidate.probability * 100.0);
    let _ = writeln!(out, "         {}", candidate.why);
    match &candidate.meaning {
        Meaning::Person { terms, .. } => {
            let near = |t: &&Term| on.is_none() || matches!(t.rule, DateRule::Within | DateRule::Beyond);
            let shown = terms.iter().filter(near).count().max(1);
            terms.iter().take(shown).for_each(|t| term(out, t));
            if terms.len() > shown {
                let _ = writeln!(out, "         other terms: {}; without --on all are shown", terms.len() - shown);
            }
        }
        Meaning::Actor { from, to, written, .. } => {
            if from.is_some() || to.is_some() {
                let _ = writeln!(out, "         from {} to {}", date(*from), date(*to));
            }
            place(out, written);
        }
        Meaning::Office { holders, written, .. } => {
            for t in holders {
                let _ = writeln!(out, "         {}, from {} to {}", t.person, date(t.from), date(t.to));
                place(out, &t.written);
            }
            if holders.is_empty() {
                place(out, written);
            }
        }
        Meaning::Other { written, .. } => place(out, written),
    }
}

fn offices(lexicon: &Lexicon, actor: &str, office: Option<&str>, on: Option<Date>, format: Plain) -> Result<String, String> {
    let asked: Vec<SmolStr> = match office {
        Some(words) => lexicon.offices_named(words, actor).into_iter().cloned().collect(),
        None => lexicon.offices_of(actor).into_iter().cloned().collect(),
    };
    if let (true, Some(words)) = (asked.is_empty(), office) {
        return Err(format!("--office: `{words}` is no office's id or title{}", meant(&lexicon.near_office(words))));
    }
    let name = lexicon.actor(actor).map_or("", Actor::name);
    let mut told = Vec::new();
    let mut out = String::new();
    for office in &asked {
        let terms = lexicon.terms(actor, office, on);
        let held: Vec<&Term> = terms.iter().filter(|t| matches!(t.rule, DateRule::Within | DateRule::Beyond | DateRule::Undated)).collect();
        if terms.is_empty() && asked.len() > 1 || asked.len() > 1 && held.is_empty() && on.is_some() && !told_of(lexicon, actor, office) {
            continue;
        }
        let before = terms.iter().rfind(|t| t.rule == DateRule::After);
        let after = terms.iter().find(|t| t.rule == DateRule::Before);
        let complete: Vec<(Date, Date)> =
            lexicon.complete(actor, office).into_iter().filter(|&(from, to)| on.is_none_or(|d| from <= d && d <= to)).collect();
        if format == Plain::Json {
            let spans: Vec<_> = complete.iter().map(|(from, to)| json!({"from": from, "to": to})).collect();
            told.push(json!({"office": office, "holders": held, "before": before, "after": after, "complete": spans}));
            continue;
        }
        let at = on.map_or_else(|| "at any time".to_owned(), |d| format!("on {d}"));
        let _ = writeln!(out, "{office} of {name} ({actor}) {at}");
        held.iter().for_each(|t| {
            let note = if t.rule == DateRule::Beyond { ", if nothing changed since" } else { "" };
            let _ = writeln!(out, "\n  {}, {}, from {} to {}{}{note}", t.person, t.title, date(t.from), date(t.to), seen(t));
            place(&mut out, &t.written);
        });
        if held.is_empty() {
            let _ = writeln!(out, "\n  unknown: no term that is listed covers the day");
            if let Some(t) = before {
                let _ = writeln!(out, "    before: {}, to {} ({}:{})", t.person, date(t.to), t.written.file, t.written.line);
            }
            if let Some(t) = after {
                let _ = writeln!(out, "    after: {}, from {} ({}:{})", t.person, date(t.from), t.written.file, t.written.line);
            }
        }
        let spans: Vec<String> = complete.iter().map(|(from, to)| format!("from {from} to {to}")).collect();
        let _ = match (spans.is_empty(), on) {
            (false, _) => writeln!(out, "\n  The lexicon claims to list every holder of this office {}.\n", spans.join(", and ")),
            (true, Some(_)) => writeln!(out, "\n  The lexicon does not claim to list every holder of this office around this day.\n"),
            (true, None) => writeln!(out, "\n  The lexicon does not claim to list every holder of this office.\n"),
        };
    }
    if format == Plain::Json {
        let all = json!({"schema": "demarche.who/1", "lexicon": lexicon.hash(), "country": actor, "name": name, "on": on, "offices": told});
        return Ok(format!("{all:#}\n"));
    }
    if out.is_empty() {
        let _ = writeln!(out, "unknown: no office holder of {name} ({actor}) is listed");
    }
    Ok(out)
}

/// Whether an empty answer is worth a place in a list of all offices.
fn told_of(lexicon: &Lexicon, actor: &str, office: &str) -> bool {
    !lexicon.complete(actor, office).is_empty()
}

fn term(out: &mut String, t: &Term) {
    let _ = writeln!(out, "         {} of {}, from {} to {}{}", t.title, t.actor_name, date(t.from), date(t.to), seen(t));
    place(out, &t.written);
}

fn seen(t: &Term) -> &'static str {
    if t.seen { " (days seen in office, not of taking and leaving it)" } else { "" }
}

fn place(out: &mut String, w: &Written) {
    let kept = w.complete_to.map_or_else(String::new, |d| format!(", kept to {d}"));
    let source = if w.source.is_empty() { String::new() } else { format!("; source: {}", w.source) };
    let _ = writeln!(out, "         {}:{}{kept}{source}", w.file, w.line);
}

fn date(day: Option<Date>) -> String {
    day.map_or_else(|| "…".to_owned(), |d| d.to_string())
}
