//! How sure each word that can name an event is. In: one read report. Out: two values a word: what readers take to have happened, and what
//! the author of the report is committed to, whom a source's words commit only as far as the verb above them does (FactBank, Saurí and Pustejovsky 2009;
//! projection of factives, Karttunen 1973).

use crate::certainty_taken::{Taken, credit};
use crate::factuality::{Reach, local, strictly, through, walk};
use crate::reader::Reader;
use crate::{Factuality, Marks};
use demarche_actors::Mentions;
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::FactOperator;
use demarche_source::{Report, Span};
use demarche_syntax::{Deprel, Document, Upos};

/// Values of one word.
#[derive(Clone, Debug, PartialEq)]
pub struct Certainty {
    /// The word.
    pub span: Span,
    /// Sentence and index of the word.
    pub at: (usize, usize),
    /// What readers take to have happened: inside "the envoy said that …" what the envoy vouches for.
    pub reader: Factuality,
    /// For the author of the report.
    pub author: Factuality,
}

/// The certainty of every verb, noun and adjective of a report, in order.
pub fn certainties(lexicon: &Lexicon, report: &Report, document: &Document, mentions: &Mentions) -> Vec<Certainty> {
    let reader = Reader::new(lexicon, report, document, mentions);
    let mut all = Vec::new();
    for s in 0..document.sentences.len() {
        for (i, word) in reader.tree(s).words().iter().enumerate() {
            if !matches!(word.upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Aux | Upos::Propn) {
                continue;
            }
            all.push(Certainty { span: word.span, at: (s, i), reader: taken(&reader, s, i), author: of_author(&reader, s, i) });
        }
    }
    all
}

/// The word whose clause a word stands for: auxiliaries and copulas stand for their predicate, "get" in "did not get paid" for the participle.
fn predicate(reader: &Reader<'_>, s: usize, word: usize) -> usize {
    let (tree, frames) = (reader.tree(s), reader.frames(s));
    let mut at = word;
    while let Some(up) = tree.head(at).filter(|_| frames.at(at).is_none() && matches!(tree.words()[at].deprel.base(), "aux" | "cop")) {
        at = up;
    }
    if frames.at(at).is_some() {
        return at;
    }
    tree.children_by(at, Deprel::Xcomp).find(|&k| frames.at(k).is_some()).unwrap_or(at)
}

/// "The deal was that nobody would pay": the copula holds, whatever the clause says.
fn is_outer_copula(reader: &Reader<'_>, s: usize, word: usize) -> bool {
    let tree = reader.tree(s);
    let outer = |up: usize| tree.children(up).any(|k| tree.words()[k].deprel == Deprel::NsubjOuter);
    tree.words()[word].deprel == Deprel::Cop && tree.head(word).is_some_and(outer)
}

/// What readers take of a word.
fn taken(reader: &Reader<'_>, s: usize, word: usize) -> Factuality {
    let all = Taken { reader, s };
    if is_outer_copula(reader, s, word) {
        return Factuality::CertainPos;
    }
    let at = predicate(reader, s, word);
    match reader.frames(s).at(at) {
        Some(id) => all.of_frame(id),
        None => all.of_noun(at, plain(reader, s, at, credit)),
    }
}

/// What the author of the report is committed to.
fn of_author(reader: &Reader<'_>, s: usize, word: usize) -> Factuality {
    let (frames, at) = (reader.frames(s), predicate(reader, s, word));
    let mut marks = Marks::default();
    if let Some(id) = frames.at(at) {
        return walk(reader, s, (id, local(reader, s, id)), &mut marks, Reach::Author);
    }
    let value = plain(reader, s, at, strictly);
    match reader.tree(s).head(at).and_then(|up| frames.at(up)).map(|id| frames.get(id)) {
        Some(f) if f.args.iter().any(|a| a.head == at) => through(reader, s, f, value, &mut marks),
        _ => value,
    }
}

/// A word that heads no clause, by its determiner and adjectives.
fn plain(reader: &Reader<'_>, s: usize, word: usize, by: fn(&FactOperator, bool, Factuality) -> Factuality) -> Factuality {
    let tree = reader.tree(s);
    let none = tree.children_by(word, Deprel::Det).any(|k| tree.words()[k].lemma == "no");
    let value = if none { Factuality::CertainNeg } else { Factuality::CertainPos };
    let adjectives = tree.children_by(word, Deprel::Amod).filter_map(|k| {
        let verbal = tree.words()[k].upos == Upos::Verb;
        let named = |name: &str| reader.lexicon.operator("adjective", &name.to_lowercase());
        named(reader.lemma(s, k)).or_else(|| named(reader.form(s, k)).filter(|_| verbal))
    });
    // a false report is a report
    adjectives.filter(|op| op.sort != "negation").fold(value, |v, op| by(op, false, v))
}

#[cfg(test)]
mod tests {
    use super::certainties;
    use crate::Factuality::{self, CertainNeg, CertainPos, PossibleNeg, PossiblePos, ProbableNeg, ProbablePos, Unknown};
    use demarche_actors::Context;
    use demarche_lexicon::Lexicon;
    use demarche_source::Report;

    /// What readers take of a word, and what its author is committed to.
    #[track_caller]
    fn check(text: &str, word: &str, taken: Factuality, author: Factuality) {
        let (lexicon, report) = (Lexicon::embedded(), Report::from_text("r", text));
        let (document, _) = demarche_syntax::read(&report.text);
        let mentions = demarche_actors::resolve(lexicon, &report.text, &document, &Context::default());
        let all = certainties(lexicon, &report, &document, &mentions);
        let found = all.iter().find(|c| c.span.of(text) == word).unwrap();
        assert_eq!((found.reader, found.author), (taken, author), "{text}: {word}");
    }

    #[test]
    fn what_is_known_stays_known_under_questions() {
        check("Does the mayor know that the bridge fell?", "fell", CertainPos, ProbablePos);
        check("The mayor said that the bridge fell.", "fell", CertainPos, PossiblePos);
    }

    #[test]
    fn open_and_failed_events() {
        check("The envoy asked whether the bridge fell.", "fell", PossiblePos, Unknown);
        check("The mayor failed to repair the bridge.", "repair", CertainNeg, CertainNeg);
        check("The guard was too weak to resist.", "resist", CertainNeg, CertainNeg);
        check("Before retiring, the mayor worked in the harbor.", "retiring", CertainPos, Unknown);
    }

    /// What readers take of a word.
    #[track_caller]
    fn taken(text: &str, word: &str, expected: Factuality) {
        let (lexicon, report) = (Lexicon::embedded(), Report::from_text("r", text));
        let (document, _) = demarche_syntax::read(&report.text);
        let mentions = demarche_actors::resolve(lexicon, &report.text, &document, &Context::default());
        let all = certainties(lexicon, &report, &document, &mentions);
        assert_eq!(all.iter().find(|c| c.span.of(text) == word).unwrap().reader, expected, "{text}: {word}");
    }

    #[test]
    fn what_is_kept_from_happening() {
        taken("Rain prevented the team from landing.", "landing", CertainNeg);
        taken("The bank cancelled the auction.", "auction", CertainNeg);
        taken("The town has yet to rebuild the bridge.", "rebuild", CertainNeg);
        taken("There is no way to cross the river.", "cross", ProbableNeg);
        taken("I do not think the bridge fell.", "fell", ProbableNeg);
        taken("They almost won the match.", "won", ProbableNeg);
    }

    #[test]
    fn what_was_only_supposed() {
        taken("Had they won, the crowd would have cheered.", "won", PossibleNeg);
        taken("They would have won the match.", "won", Unknown);
        taken("He does not want to run.", "run", Unknown);
    }

    #[test]
    fn what_nouns_leave_open() {
        taken("The mayor called for a vote.", "vote", ProbablePos);
        taken("The risk of war is high.", "war", ProbablePos);
        taken("They rejected calls for help.", "calls", CertainPos);
        taken("They need a way to cross the river.", "cross", PossiblePos);
        taken("The first ship to cross the river sank.", "cross", CertainPos);
    }

    #[test]
    fn what_is_false_or_vain_has_been_said_or_done() {
        taken("She filed a false report.", "report", CertainPos);
        taken("He falsely claimed the prize.", "claimed", CertainPos);
        taken("The deal was that nobody would pay.", "was", CertainPos);
    }
}
