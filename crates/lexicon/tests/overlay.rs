//! A user's files over the built-in ones: what they replace, what they add, what they leave alone.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_lexicon::{DateRule, Lexicon, Meaning, PatternKind};
use demarche_source::parse_date;

fn over(text: &str) -> Lexicon {
    Lexicon::load_with(&[("mine.toml".to_owned(), text.to_owned())]).unwrap()
}

/// The built-in entry of a table, as TOML.
fn shown(table: &str, key: &str) -> String {
    let found = Lexicon::embedded().find_entries(key);
    found.into_iter().map(|e| e.toml).find(|t| t.starts_with(&format!("[[{table}]]"))).unwrap()
}

#[test]
fn the_same_entry_again_changes_nothing() {
    let (plain, again) = (Lexicon::embedded(), over(&shown("act", "condemn")));
    assert_eq!(plain.patterns(PatternKind::Verb, "condemn"), again.patterns(PatternKind::Verb, "condemn"));
    assert_eq!(plain.acts().len(), again.acts().len());
    assert_ne!(plain.hash(), again.hash());
}

#[test]
fn patterns_written_twice_count_once() {
    let act = "[[act]]\nid = \"hail-x\"\nchannel = \"word\"\nattitude = 1.0\nverbs = [\"zork T\", \"zork T\", \"zork|gork T\"]\n";
    assert_eq!(over(act).patterns(PatternKind::Verb, "zork").len(), 2);
}

#[test]
fn a_corrected_term_replaces_the_one_it_overlaps() {
    let term = |from: &str, to: &str| {
        format!(
            "[[holder]]\nperson = \"Antony Blinken\"\nsurname = \"Blinken\"\nactor = \"USA\"\noffice = \"foreign-minister\"\nfrom = {from}\nto = {to}\n"
        )
    };
    let held = |l: &Lexicon| {
        let terms = l.terms("USA", "foreign-minister", None).into_iter().filter(|t| t.person == "Antony Blinken");
        terms.map(|t| format!("{}–{}", t.from.unwrap(), t.to.unwrap())).collect::<Vec<_>>()
    };
    let built_in = held(Lexicon::embedded());
    assert_eq!(built_in.len(), 1);
    assert_eq!(held(&over(&term("2021-01-27", "2025-01-19"))), ["2021-01-27–2025-01-19"]);
    assert_eq!(held(&over(&term("2031-01-01", "2032-01-01"))), [built_in[0].as_str(), "2031-01-01–2032-01-01"]);
}

#[test]
fn a_code_is_one_actor_and_a_word_one_cue() {
    let lexicon = over("[[group]]\ncode = \"KAZ\"\nname = \"Kazoo League\"\nsector = \"OPP\"\n");
    assert!(lexicon.state("KAZ").is_none());
    assert_eq!(lexicon.actor("KAZ").unwrap().name(), "Kazoo League");
    let cue = "[[cue]]\nwords = [\"say\"]\nkind = \"verb\"\nmanner = \"doubt\"\nsource_commits = \"PR-\"\nauthor_commits = \"U\"\ntakes = [\"that\"]\n";
    let lexicon = over(cue);
    assert_eq!(lexicon.cue("verb", "say").unwrap().manner, "doubt");
    assert_eq!(lexicon.entries().cues.iter().filter(|c| c.kind == "verb" && c.words.iter().any(|w| w == "say")).count(), 1);
}

#[test]
fn claims_are_held_against_the_terms() {
    let state = "[[state]]\ncode = \"ZZL\"\nname = \"Zubrovia\"\nstatus = \"partial\"\n";
    let term = |person: &str, from: &str, to: &str| {
        format!(
            "[[holder]]\nperson = \"A {person}\"\nsurname = \"{person}\"\nactor = \"ZZL\"\noffice = \"foreign-minister\"\nfrom = {from}\nto = {to}\n"
        )
    };
    let check = |terms: &[String], shared: bool, expected: &[&str]| {
        let claim = format!(
            "[[complete]]\noffices = [\"foreign-minister\"]\nactors = [\"ZZL\"]\nfrom = 2020-01-01\nto = 2023-12-31\nshared = {shared}\n"
        );
        let files = [("mine.toml".to_owned(), format!("{claim}{state}{}", terms.concat()))];
        let told: Vec<String> = Lexicon::load_with(&files).err().unwrap_or_default().into_iter().map(|e| e.cause).collect();
        assert_eq!(told, expected);
    };
    let (one, two) = (term("One", "2019-01-01", "2021-05-01"), term("Two", "2021-05-01", "2024-01-01"));
    check(&[one.clone(), two.clone()], false, &[]);
    check(std::slice::from_ref(&one), false, &["foreign-minister of ZZL: nobody from 2021-05-02 to 2023-12-31"]);
    check(std::slice::from_ref(&two), false, &["foreign-minister of ZZL: nobody from 2020-01-01 to 2021-04-30"]);
    let early = term("Two", "2021-04-01", "2024-01-01");
    check(&[one.clone(), early.clone()], false, &["foreign-minister of ZZL: A One and A Two both hold it on 2021-04-01"]);
    check(&[one, early], true, &[]);
}

#[test]
fn every_claim_of_the_built_in_files_reaches_its_day() {
    let lexicon = Lexicon::embedded();
    assert!(!lexicon.complete("USA", "foreign-minister").is_empty());
    assert!(lexicon.complete("USA", "commissioner").is_empty());
    for claim in &lexicon.entries().claims {
        for (actor, office) in claim.actors.iter().flat_map(|a| claim.offices.iter().map(move |o| (a, o))) {
            let held = |day| lexicon.terms(actor, office, Some(day)).iter().any(|t| t.rule == DateRule::Within);
            assert!(held(claim.from) && held(claim.to.unwrap()), "{office} of {actor}: {claim:?}");
        }
    }
}

#[test]
fn likelier_bearers_come_first() {
    let lexicon = Lexicon::embedded();
    let first = |name: &str, day: &str| {
        let all = lexicon.ask(name, parse_date(day).ok(), None);
        let total: f32 = all.iter().map(|c| c.probability).sum();
        assert!(all.windows(2).all(|w| w[0].probability >= w[1].probability) && total <= 1.02, "{name}: {total}");
        match all.into_iter().next().map(|c| c.meaning) {
            Some(Meaning::Person { person, .. }) => person.to_string(),
            Some(Meaning::Actor { name, .. }) => name,
            other => format!("{other:?}"),
        }
    };
    assert_eq!(first("Lavrov", "2022-03-01"), "Sergei Lavrov");
    assert_eq!(first("Bush", "1990-06-01"), "George H. W. Bush");
    assert_eq!(first("Bush", "2003-06-01"), "George W. Bush");
    assert_eq!(first("the Élysée", "2022-03-01"), "France");
}
