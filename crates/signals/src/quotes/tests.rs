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
