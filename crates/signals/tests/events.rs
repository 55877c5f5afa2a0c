//! Event data of single sentences: who did what to whom.

use demarche_actors::Context;
use demarche_lexicon::Lexicon;
use demarche_source::Report;

/// The events of a text but its bare statements, as `source > target TYPE`, in the order of the text.
fn check(text: &str, expected: &[&str]) {
    let lexicon = Lexicon::embedded();
    let report = Report::from_text("r", text);
    let (document, _) = demarche_syntax::read(text);
    let mentions = demarche_actors::resolve(lexicon, text, &document, &Context::default());
    let coding = demarche_signals::code(lexicon, &report, &document, &mentions);
    let told = coding.events.iter().filter(|e| e.kind != "STATEMENT");
    let told: Vec<String> = told.map(|e| format!("{} > {} {}", e.source.join(","), e.target.join(","), e.kind)).collect();
    assert_eq!(told, expected, "{text}");
    assert!(coding.events.iter().all(|e| !e.pattern.is_empty()), "an event without the pattern that coded it");
}

#[test]
fn one_to_another() {
    check("Peru condemned Chile.", &["PER > CHL ACCUSE"]);
    check("Chile was condemned by Peru.", &["PER > CHL ACCUSE"]);
    check("Peru and Bolivia condemned Chile.", &["PER,BOL > CHL ACCUSE"]);
}

#[test]
fn what_two_do_to_each_other_goes_both_ways() {
    check("Peru signed a treaty with Chile.", &["PER > CHL SUPPORT"]);
    check("Peru and Chile signed a treaty.", &["PER > CHL SUPPORT", "CHL > PER SUPPORT"]);
    check("The president of Peru met the president of Chile.", &["PER/GOV > CHL/GOV CONSULT", "CHL/GOV > PER/GOV CONSULT"]);
}

#[test]
fn domestic_actors_have_a_country() {
    check("Zambian police arrested 12 students.", &["ZMB/COP > ZMB/EDU COERCE"]);
    check("Students in Zambia staged a demonstration.", &["ZMB/EDU > ZMB/GOV PROTEST"]);
    check("The government of Zambia imposed a curfew.", &["ZMB/GOV > ZMB COERCE"]);
}

#[test]
fn a_deed_without_doer_is_of_the_place() {
    check("Two Peruvian soldiers were killed in a bombing in Zambia.", &["ZMB/UAF > PER/MIL ASSAULT"]);
    check("A Peruvian journalist was arrested in Zambia.", &["ZMB/GOV > PER/JRN COERCE"]);
}

#[test]
fn intent_and_refusal() {
    check("Peru will visit Chile.", &["PER > CHL AGREE", "CHL > PER AGREE"]);
    check("Peru vowed to expel the ambassador of Chile.", &["PER > CHL THREATEN"]);
    check("Peru said it would not negotiate with Chile.", &["PER > CHL REJECT"]);
    check("If Peru attacks Chile, Bolivia will mourn.", &[]);
}

#[test]
fn what_is_only_mentioned_is_no_event_beside_the_main_one() {
    check("Peru, which had attacked Bolivia, condemned Chile.", &["PER > CHL ACCUSE"]);
    check("Peru condemned Chile after Bolivia attacked Zambia.", &["PER > CHL ACCUSE"]);
}

#[test]
fn the_other_party_is_told_from_the_topic() {
    check("Peru held talks with Chile over Bolivia.", &["PER > CHL CONSULT", "CHL > PER CONSULT"]);
}

#[test]
fn who_may_not_forbid_protests() {
    check("Farmers in Zambia blocked the border.", &["ZMB/AGR > ZMB PROTEST"]);
}

#[test]
fn who_and_whom_beyond_subject_and_object() {
    // a name beside its noun
    check("The human rights organization Amnesty International accused Peru of neglect.", &["AMNESTY/NGO > PER ACCUSE"]);
    // who is to do what a threat hangs on
    check("Peru threatened to halt the talks unless Chile withdrew.", &["PER > CHL THREATEN"]);
    // a place is no party
    check("The presidents of Peru and Chile met in Bolivia.", &["PER/GOV > CHL/GOV CONSULT", "CHL/GOV > PER/GOV CONSULT"]);
    // the owner withdraws what is withdrawn
    check("Peruvian troops were withdrawn from Chile.", &["PER/MIL > CHL RETREAT"]);
}
