//! What clauses hold of which things.

use demarche_actors::Context;
use demarche_lexicon::Lexicon;
use demarche_signals::Claim;
use demarche_source::Report;

/// The claims of a text's signals, in the order of the text.
fn claims(text: &str) -> Vec<Claim> {
    let lexicon = Lexicon::embedded();
    let report = Report::from_text("r", text);
    let (document, _) = demarche_syntax::read(text);
    let mentions = demarche_actors::resolve(lexicon, text, &document, &Context::default());
    demarche_signals::code(lexicon, &report, &document, &mentions).signals.into_iter().filter_map(|s| s.claim).collect()
}

/// Things that the claims of a text hold, as `+sell`, `-rifle`; and only these signs for these words.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = claims(text);
    for want in expected {
        let signs: Vec<bool> = found.iter().flat_map(|c| &c.things).filter(|t| t.key == want[1..]).map(|t| t.plus).collect();
        assert!(!signs.is_empty() && signs.iter().all(|s| *s == want.starts_with('+')), "{text}: {want} in {found:?}");
    }
}

#[test]
fn signs_come_from_what_governs_a_word() {
    check("Norway sold 400 rifles to Chad.", &["+sell", "+rifle"]);
    check("Norway has never sold rifles to Chad.", &["-sell", "-rifle"]);
    check("Peru said it would halt all fishing in the bay.", &["+halt", "-fishing"]);
    check("Peru will oppose any ban on trawlers, its foreign minister said.", &["-ban", "+trawler"]);
    check("\"There are no foreign soldiers in the valley,\" Peru's defence minister said.", &["-soldier"]);
}

#[test]
fn what_is_denied_or_not_believed_has_the_other_sign() {
    check("Peru's foreign minister does not believe that the rifles were sold.", &["-rifle", "-sell"]);
    check("Peru's foreign minister believes that the rifles were sold.", &["+rifle", "+sell"]);
}

#[test]
fn time_and_doers() {
    let one = |text: &str| claims(text).into_iter().next().unwrap_or_else(|| panic!("no claim: {text}"));
    assert!(one("Peru will deliver the ammunition to Chile.").ahead);
    let past = one("Peru delivered the ammunition to Chile.");
    assert!(!past.ahead && !past.habit && past.by == ["PER"] && past.names.contains(&"CHL".into()), "{past:?}");
    assert!(one("Peru does not congratulate usurpers in Chile.").habit);
    assert!(!one("Peru would condemn Chile if the ammunition arrived.").firm);
}
