//! Names, holders on a day, principles in running words.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_lexicon::{Lexicon, Naming, Token, atoms};
use demarche_source::parse_date;

#[test]
fn atoms_close_abbreviations_and_strip_marks() {
    let show = |t: &str| atoms(t, 0).iter().map(|a| format!("{}{}", if a.joined { "+" } else { " " }, a.text)).collect::<String>();
    assert_eq!(show("the U.S. and U.S.-led, Côte d’Ivoire's"), " the+US+and+US+led Cote+d+Ivoire+s");
    assert_eq!(show("St. Petersburg. Kyiv"), " St+Petersburg Kyiv");
    assert_eq!(show("A. B said"), " A+B+said");
}

#[test]
fn who_held_an_office_on_a_day() {
    let lexicon = Lexicon::embedded();
    let check = |actor: &str, office: &str, day: &str, person: &str| {
        let held = lexicon.who_office(actor, office, parse_date(day).ok());
        assert!(
            held.iter().any(|h| h.person == person),
            "{actor} {office} {day}: {:?}",
            held.iter().map(|h| &h.person).collect::<Vec<_>>()
        );
    };
    check("DEU", "head-of-government", "2017-04-01", "Angela Merkel");
    check("RUS", "foreign-minister", "2022-02-26", "Sergei Lavrov");
    assert!(lexicon.who("Angela Merkel", parse_date("2022-01-10").ok()).is_empty());
    assert!(!lexicon.who("Merkel", parse_date("2017-04-01").ok()).is_empty());
}

#[test]
fn principles_are_found_in_running_words() {
    let lexicon = Lexicon::embedded();
    let check = |text: &str, expected: &[(&str, Naming)]| {
        let tokens: Vec<Token> = text.split(' ').map(|w| Token::new(w, w)).collect();
        let found = lexicon.phrases().principles(&tokens);
        let found: Vec<_> = found.iter().map(|h| (lexicon.principles()[h.principle].id.as_str(), h.naming)).collect();
        assert_eq!(found, expected, "{text}");
    };
    check(
        "the sovereignty and the territorial integrity of all",
        &[("sovereignty", Naming::Name), ("territorial-integrity", Naming::Name)],
    );
    check("nothing of the kind", &[]);
}
