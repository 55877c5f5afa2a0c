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

#[test]
fn a_marked_sentence_with_a_cue_of_its_own_is_not_the_speakers_before() {
    let text = "“The embassy is safe,” the consul told the paper. “Nobody was hurt,” a guard said. “We saw smoke.”";
    let of = |who: &str, parts: &[&str]| (who.to_owned(), parts.iter().map(|&p| p.to_owned()).collect::<Vec<_>>());
    assert_eq!(quotes(text), [of("the consul", &["“The embassy is safe,”"]), of("a guard", &["“Nobody was hurt,”", "“We saw smoke.”"])]);
}

#[test]
fn a_note_goes_on() {
    let text = "\"The blockade must end,\" the ministry said. \"It harms us,\" the note continued. Talks would resume on Monday, the statement went on.";
    let found = quotes(text);
    let speakers: Vec<&str> = found.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(speakers, ["the ministry", "the note", "the statement"]);
    assert_eq!(found[2].1, ["Talks would resume on Monday"]);
}

#[test]
fn paragraphs_opened_before_the_cue_belong_to_it() {
    one(
        "“We will not leave the island.\n\n“We have been here for a century,” the governor said.",
        "the governor",
        &["“We will not leave the island.", "“We have been here for a century,”"],
    );
}

#[test]
fn place_and_time_may_part_a_verb_from_its_clause() {
    one("The minister said in an interview on Tuesday that the talks had failed.", "The minister", &["that the talks had failed"]);
    one("The bloc made clear that it would not sign the treaty.", "The bloc", &["that it would not sign the treaty"]);
}

#[test]
fn a_clause_between_subject_and_verb_names_the_speaker() {
    one("Prices, the bank warned, will rise.", "the bank", &["Prices", "will rise."]);
    one("The pact, said two officials of the ministry, would collapse.", "two officials of the ministry", &["The pact", "would collapse."]);
    one("The harbor was closed, the mayor of Ostend told The Evening Post.", "the mayor of Ostend", &["The harbor was closed"]);
}

#[test]
fn a_clause_of_time_before_the_cue_is_the_reporters() {
    assert_eq!(quotes("When the vote ended, the mayor told reporters about it."), []);
}

#[test]
fn a_second_verb_of_speech_goes_on_from_the_first() {
    let text = "The envoy said the talks had failed and added that war was near.";
    let of = |part: &str| ("The envoy".to_owned(), vec![part.to_owned()]);
    assert_eq!(quotes(text), [of("the talks had failed"), of("that war was near")]);
    let text = "The envoy said the talks had failed, but the minister says that they go on.";
    assert_eq!(quotes(text)[1], ("the minister".to_owned(), vec!["that they go on".to_owned()]));
}

#[test]
fn relative_clauses_are_threaded_through_their_cue() {
    assert_eq!(
        quotes("The plan, which officials said would start in May, is dead."),
        [("officials".to_owned(), vec!["which".to_owned(), "would start in May".to_owned()])]
    );
}

#[test]
fn a_contrast_after_a_source_is_the_reporters() {
    one("The ship sank in May, according to the ministry, but nobody has seen the wreck.", "the ministry", &["The ship sank in May"]);
    one("The ship, according to the ministry, sank in May.", "the ministry", &["The ship", "sank in May"]);
}
