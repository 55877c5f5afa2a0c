//! Sentences of quotations, written for these tests.

use demarche_actors::Context;
use demarche_lexicon::Lexicon;
use demarche_source::Report;

/// Speaker and parts of each quotation.
fn quotes(text: &str) -> Vec<(String, Vec<String>)> {
    let (lexicon, report) = (Lexicon::embedded(), Report::from_text("r", text));
    let (document, _) = demarche_syntax::read(&report.text);
    let mentions = demarche_actors::resolve(lexicon, &report.text, &document, &Context::default());
    let found = crate::code(lexicon, &report, &document, &mentions).quotes;
    let words = |span: demarche_source::Span| span.of(text).to_owned();
    found.iter().map(|q| (q.speaker.map_or_else(String::new, |s| words(s.span)), q.content.iter().map(|&c| words(c)).collect())).collect()
}

#[track_caller]
fn one(text: &str, speaker: &str, content: &[&str]) {
    assert_eq!(quotes(text), [(speaker.to_owned(), content.iter().map(|&c| c.to_owned()).collect())], "{text}");
}

#[test]
fn marked_words_around_their_cue_are_one_quotation() {
    one(
        "\"The bridge is safe,\" the envoy said. \"Nobody needs to worry about it.\"",
        "the envoy",
        &["\"The bridge is safe,\"", "\"Nobody needs to worry about it.\""],
    );
    one("''We will rebuild the harbor,'' the mayor said.", "the mayor", &["''We will rebuild the harbor,''"]);
}

#[test]
fn an_indirect_clause_keeps_its_that() {
    one("The minister said that the harbor would reopen.", "The minister", &["that the harbor would reopen"]);
}

#[test]
fn words_within_a_quotation_are_no_attribution_of_the_report() {
    one("\"I think they know that we said no,\" the envoy said.", "the envoy", &["\"I think they know that we said no,\""]);
}

#[test]
fn attitudes_count() {
    one("The senator opposed the treaty.", "The senator", &["the treaty"]);
}

#[test]
fn a_source_with_a_clause_of_its_own_is_no_content() {
    one("But the dam is not safe, said Ms. Ode, who built it.", "Ms. Ode", &["But the dam is not safe"]);
}

#[test]
fn what_somebody_is_asked_to_do_names_whom() {
    one("The council urged the rebels to leave the city.", "The council", &["the rebels to leave the city"]);
    one("He has called on the council to pay for it.", "He", &["the council to pay for it"]);
    one("The minister called for talks.", "The minister", &["talks"]);
}

#[test]
fn a_comment_after_a_comma_is_the_reporters() {
    one("The mayor said he supports the treaty, which took years to write.", "The mayor", &["he supports the treaty"]);
}

#[test]
fn marks_opened_in_a_clause_close_it_over_sentences() {
    one(
        "The envoy said that he is in favor of the plan because “we need no promises. We need a ship.”",
        "The envoy",
        &["that he is in favor of the plan because “we need no promises. We need a ship.”"],
    );
}

#[test]
fn marked_paragraphs_run_on() {
    let text = "“The harbor is open,” the mayor said.\n\n“Nobody needs to go hungry this winter.”";
    one(text, "the mayor", &["“The harbor is open,”", "“Nobody needs to go hungry this winter.”"]);
    one("He told the guests:\n\n“The harbor has never been safer.”", "He", &["“The harbor has never been safer.”"]);
}

#[test]
fn labels_name_speakers_and_not_topics() {
    let text = "Ode: No ship will leave the harbor\n\nAnna Ode said that the port was closed.";
    let (speaker, content) = &quotes(text)[0];
    assert_eq!((speaker.as_str(), content[0].as_str()), ("Ode", "No ship will leave the harbor"));
    assert_eq!(quotes("Harbor: No ship will leave the quay\n\nThe port was closed."), []);
}

#[test]
fn views_shown_by_adjective_and_noun() {
    one("The senator was critical of the treaty.", "The senator", &["the treaty"]);
    one("The mayor described the plan as a mistake.", "The mayor", &["the plan as a mistake"]);
}

#[test]
fn content_stands_around_a_clause_between_commas() {
    one("No soldier, he added, would be sent to the island.", "he", &["No soldier", "would be sent to the island."]);
}
