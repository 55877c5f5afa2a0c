//! Tables of sentences and the event data that they tell: material acts, idioms that tell none, PLOVER's modes and contexts.

use demarche_actors::Context;
use demarche_lexicon::Lexicon;
use demarche_signals::Event;
use demarche_source::Report;

/// The events of a text but its bare statements.
fn events(text: &str) -> Vec<Event> {
    let (lexicon, report) = (Lexicon::embedded(), Report::from_text("r", text));
    let (document, _) = demarche_syntax::read(text);
    let mentions = demarche_actors::resolve(lexicon, text, &document, &Context::default());
    let all = demarche_signals::code(lexicon, &report, &document, &mentions).events;
    all.into_iter().filter(|e| e.kind != "STATEMENT").collect()
}

/// Every row of a table must hold; those that do not are told with what was found.
#[track_caller]
fn check(table: &str, holds: fn(&[&str], &[Event]) -> bool) {
    let mut missed = Vec::new();
    for row in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let text = cells.iter().find(|c| c.ends_with('.')).copied().unwrap_or_default();
        let found = events(text);
        if !holds(&cells, &found) {
            let told = found.iter().map(|e| format!("{} {:?} {} {:?}", told(e), e.mode, e.label, e.contexts)).collect::<Vec<_>>();
            missed.push(format!("{row}: {told:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// `PER > CHL TYPE`, countries only.
fn told(event: &Event) -> String {
    let countries = |codes: &[demarche_source::SmolStr]| {
        let mut all: Vec<&str> = codes.iter().map(|c| c.split('/').next().unwrap_or_default()).collect();
        all.dedup();
        all.join(",")
    };
    format!("{} > {} {}", countries(&event.source), countries(&event.target), event.kind)
}

#[test]
fn material_acts() {
    check(include_str!("deeds.tsv"), |cells, found| found.first().is_some_and(|e| told(e) == cells[1]));
}

#[test]
fn idioms_and_words_of_several_meanings() {
    check(include_str!("traps.tsv"), |cells, found| {
        let mut kinds: Vec<&str> = found.iter().map(|e| e.kind.as_str()).collect();
        kinds.dedup();
        cells[1] == if kinds.is_empty() { "-".to_owned() } else { kinds.join(",") }
    });
}

#[test]
fn modes_of_each_type() {
    check(include_str!("modes.tsv"), |cells, found| {
        let mode = Some(cells[1]).filter(|m| *m != "-");
        found.iter().any(|e| e.kind == cells[0] && e.mode.as_deref() == mode)
    });
}

#[test]
fn every_context() {
    check(include_str!("contexts.tsv"), |cells, found| found.iter().any(|e| e.contexts.iter().any(|c| c == cells[0])));
    let listed = Lexicon::embedded().class("plover-contexts").map_or(0, |c| c.words.len());
    let shown = include_str!("contexts.tsv").lines().filter(|l| !l.starts_with('#')).count();
    // `historical` tells the time of an event, not its setting
    assert_eq!(listed, shown + 1, "a context without its sentence");
}
