//! How sure each word that can name an event is. In: one read report. Out: two values a word: what readers take to have happened, and what
//! the author of the report is committed to, whom a source's words commit only as far as the verb above them does (FactBank, Saurí and Pustejovsky 2009;
//! projection of factives, Karttunen 1973).

use crate::factuality::{Reach, credit, local, through, unrealised, walk};
use crate::reader::Reader;
use crate::{Factuality, Marks};
use demarche_actors::Mentions;
use demarche_lexicon::Lexicon;
use demarche_source::{Report, Span};
use demarche_syntax::{Deprel, Document, Embedding, FrameId, Modality, PredicateKind, Role, Tense, Upos, Xpos};

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
            let taken = of_word(&reader, s, i, Reach::Reader);
            let author = of_word(&reader, s, i, Reach::Author);
            all.push(Certainty { span: word.span, at: (s, i), reader: taken, author });
        }
    }
    all
}

/// Factuality of a word, be it a predicate or part of one.
fn of_word(reader: &Reader<'_>, s: usize, word: usize, reach: Reach) -> Factuality {
    let (tree, frames) = (reader.tree(s), reader.frames(s));
    let mut marks = Marks::default();
    let mut word = word;
    while let Some(up) = tree.head(word).filter(|_| frames.at(word).is_none() && matches!(tree.words()[word].deprel.base(), "aux" | "cop"))
    {
        word = up;
    }
    // "is not going to last", "did not get paid": what the verb says is said of its infinitive or participle.
    let below = || tree.children_by(word, Deprel::Xcomp).find(|&k| frames.at(k).is_some());
    if let Some(k) = below().filter(|_| frames.at(word).is_none()) {
        word = k;
    }
    if let Some(id) = frames.at(word) {
        let value = if reach == Reach::Reader { able(reader, s, id) } else { local(reader, s, id) };
        return walk(reader, s, (id, value), &mut marks, reach);
    }
    let none = tree.children(word).any(|k| tree.words()[k].deprel == Deprel::Det && tree.words()[k].lemma == "no");
    let value = if none { Factuality::CertainNeg } else { Factuality::CertainPos };
    let adjectives = tree.children_by(word, Deprel::Amod).filter_map(|k| reader.lexicon.operator("adjective", reader.lemma(s, k)));
    let value = adjectives.fold(value, |v, op| credit(&op.positive, v, reach));
    let outer = tree.head(word).and_then(|up| frames.at(up)).map(|id| frames.get(id));
    match outer.filter(|f| reach != Reach::Reader || unrealised(reader, s, f, word)) {
        Some(f) if f.args.iter().any(|a| a.head == word) => through(reader, s, f, value, reach, &mut marks),
        _ => value,
    }
}

/// Local factuality as readers see it: what one can do is likely, what one cannot do does not happen.
fn able(reader: &Reader<'_>, s: usize, id: FrameId) -> Factuality {
    let (frame, tree) = (reader.frames(s).get(id), reader.tree(s));
    let can =
        tree.children(frame.head).any(|k| tree.words()[k].deprel == Deprel::Aux && matches!(tree.words()[k].lemma.as_str(), "can" | "ca"));
    let ordered = frame.kind == PredicateKind::Verb
        && frame.embedding == Embedding::Main
        && tree.words()[frame.head].xpos == Xpos::Vb
        && frame.tense == Tense::None
        && frame.arg(Role::Agent).is_none();
    match (frame.modality == Modality::Possible, frame.negated.is_some()) {
        (true, true) if can => Factuality::CertainNeg,
        (true, false) => Factuality::ProbablePos,
        // "Call me": an order is no report.
        _ if ordered => Factuality::PossiblePos,
        _ => local(reader, s, id),
    }
}

#[cfg(test)]
mod tests {
    use super::certainties;
    use crate::Factuality::{self, CertainNeg, CertainPos, PossiblePos, ProbablePos, Unknown};
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
}
