//! How a statement stands to each thing in it. In: a tree. Out: content words with a sign, and the words on the way up that turned it.
//!
//! The sign is worked out from the word upwards: a verb that is against its object turns it, so does a negation, a noun such as "ban", a bad
//! thing said of it, and a bad outcome that it leads to.

use demarche_lexicon::Lexicon;
use demarche_source::Span;
use demarche_syntax::{Tree, Upos};
use std::borrow::Cow;

/// A content word and how the statement stands to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    /// Lemma in lower case.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Where.
    pub span: Span,
    /// For it.
    pub plus: bool,
    /// Words that turned the sign, from the thing outwards.
    pub turned: Vec<Span>,
    /// The word that finds it good or bad ("is essential"), if one does.
    pub appraised: Option<Span>,
}

const NEGATORS: &[&str] = &["not", "n't", "no", "never", "neither", "nor", "without", "cannot", "hardly"];
/// Steps up a tree before it is left alone.
const STEPS: usize = 12;

/// A tree under the eyes of the word lists.
pub(crate) struct Stands<'t> {
    lexicon: &'t Lexicon,
    tree: &'t Tree,
}

/// The stands of one sentence: to its content words, and to others that `wanted` asks for by their lemma.
pub fn stands(lexicon: &Lexicon, tree: &Tree, wanted: impl Fn(&str) -> bool) -> Vec<Stand> {
    let reading = Stands::new(lexicon, tree);
    let asked = |&i: &usize| {
        let content = matches!(tree.words()[i].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb);
        let other = matches!(tree.words()[i].upos, Upos::Adv | Upos::Pron | Upos::Det) && wanted(&reading.lemma(i));
        (content || other) && !reading.is("stand.frame", i)
    };
    (0..tree.len()).filter(asked).map(|i| reading.stand(i, None)).collect()
}

impl<'t> Stands<'t> {
    pub(crate) fn new(lexicon: &'t Lexicon, tree: &'t Tree) -> Self {
        Self { lexicon, tree }
    }

    /// The stand to one word, as worked out up to the word `top`, or up to the root.
    pub(crate) fn stand(&self, i: usize, top: Option<usize>) -> Stand {
        let (mut turned, mut appraised) = (Vec::new(), None);
        self.own(i, &mut turned);
        let mut at = i;
        for _ in 0..STEPS {
            let Some(h) = self.tree.head(at).filter(|_| Some(at) != top) else { break };
            // what a relative clause says holds of its noun, whatever becomes of the noun
            if self.deprel(at) == "acl:relcl" || !self.climb(at, h, &mut turned) {
                break;
            }
            if at == i {
                // what is said of a part of the subject is not said of it
                appraised = self.appraisal(at, h);
            }
            at = h;
        }
        let word = &self.tree.words()[i];
        let turned: Vec<Span> = turned.into_iter().map(|w: usize| self.tree.words()[w].span).collect();
        Stand {
            lemma: self.lemma(i).into_owned(),
            upos: word.upos,
            span: word.span,
            plus: turned.len().is_multiple_of(2),
            turned,
            appraised,
        }
    }

    /// Lemma in lower case.
    fn lemma(&self, i: usize) -> Cow<'t, str> {
        let lemma = self.tree.words()[i].lemma.as_str();
        if lemma.chars().any(char::is_uppercase) { Cow::Owned(lemma.to_lowercase()) } else { Cow::Borrowed(lemma) }
    }

    fn deprel(&self, i: usize) -> &'static str {
        self.tree.words()[i].deprel.as_str()
    }

    fn base(&self, i: usize) -> &'static str {
        self.tree.words()[i].deprel.base()
    }

    pub(crate) fn is(&self, list: &str, i: usize) -> bool {
        self.lexicon.class_has(list, &self.lemma(i))
    }

    fn below(&self, i: usize, relations: &'static [&'static str]) -> impl Iterator<Item = usize> + '_ {
        self.tree.children(i).filter(move |&k| relations.contains(&self.base(k)))
    }

    fn not(&self, i: usize) -> Option<usize> {
        self.below(i, &["advmod", "det", "cc", "aux", "mark", "case"]).find(|&k| NEGATORS.contains(&self.lemma(k).as_ref()))
    }

    /// Whether the word at a span is a plain "no" or "not".
    pub(crate) fn is_negator(&self, span: Span) -> bool {
        (0..self.tree.len()).any(|k| self.tree.words()[k].span == span && NEGATORS.contains(&self.lemma(k).as_ref()))
    }

    /// What stands on the word itself.
    fn own(&self, i: usize, turned: &mut Vec<usize>) {
        turned.extend(self.not(i));
        if matches!(self.tree.words()[i].upos, Upos::Noun | Upos::Propn) {
            let compared = |k: usize| matches!(self.tree.words()[k].xpos.as_str(), "JJR" | "JJS" | "VBN");
            turned.extend(self.below(i, &["amod"]).filter(|&k| self.is("stand.bad", k) || self.is("stand.less", k) && compared(k)));
        }
        turned.extend(self.below(i, &["case"]).filter(|&k| self.lemma(k) == "against"));
    }

    /// One step from `at` to its head; false where the way ends.
    fn climb(&self, at: usize, h: usize, turned: &mut Vec<usize>) -> bool {
        let relation = self.base(at);
        if matches!(relation, "conj" | "appos" | "parataxis") {
            return true;
        }
        let subject = matches!(relation, "nsubj" | "csubj");
        match self.tree.words()[h].upos {
            Upos::Verb | Upos::Aux => self.verb(at, h, relation, subject, turned),
            _ if subject => {
                turned.extend(Some(h).filter(|&h| self.is("stand.bad", h) || self.is("stand.loss", h)));
                turned.extend(self.not(h));
                true
            }
            Upos::Noun | Upos::Propn => {
                turned.extend(Some(h).filter(|&h| self.is("stand.loss", h)));
                let less = |&k: &usize| matches!(self.lemma(k).as_ref(), "few" | "low" | "less") || self.is("stand.bad", k);
                turned.extend(self.below(h, &["amod"]).find(less));
                turned.extend(self.not(h));
                true
            }
            _ => {
                turned.extend(Some(h).filter(|&h| self.is("stand.bad", h) || self.lemma(h) == "against"));
                turned.extend(self.not(h));
                true
            }
        }
    }

    /// The word that says of a subject that it is good or bad.
    fn appraisal(&self, at: usize, h: usize) -> Option<Span> {
        let judges = |i: &usize| self.is("stand.good", *i) || self.is("stand.bad", *i);
        let predicate = !matches!(self.tree.words()[h].upos, Upos::Verb | Upos::Aux) && matches!(self.base(at), "nsubj" | "csubj");
        let found = Some(h).filter(judges).or_else(|| self.below(h, &["amod"]).find(judges));
        found.filter(|_| predicate).map(|i| self.tree.words()[i].span)
    }

    fn verb(&self, at: usize, h: usize, relation: &str, subject: bool, turned: &mut Vec<usize>) -> bool {
        let passive = self.deprel(at).ends_with(":pass");
        if subject && !passive {
            if self.is("stand.raises", h) {
                let done =
                    |&k: &usize| self.is("stand.bad", k) || self.is("stand.against", k) && self.tree.words()[k].xpos.as_str() == "VBN";
                turned.extend(self.below(h, &["xcomp"]).find(done));
            } else if self.bad_outcome(h) {
                turned.push(h);
            }
        } else if relation == "advcl" {
            let if_ = self.below(at, &["mark"]).any(|k| self.lemma(k) == "if");
            turned.extend(Some(h).filter(|&h| if_ && (self.is("stand.harms", h) || self.is("stand.bad", h))));
            return false;
        } else if relation != "obl" {
            let judged = self.below(h, &["xcomp"]).find(|&k| self.is("stand.bad", k));
            turned.extend(judged.or(Some(h).filter(|&h| self.is("stand.against", h))));
        }
        turned.extend(self.not(h));
        true
    }

    /// Whether what the verb says of its subject speaks against it.
    fn bad_outcome(&self, h: usize) -> bool {
        let objects: Vec<usize> = self.below(h, &["obj", "obl"]).collect();
        let ill = |&o: &usize| {
            let said =
                |i: usize| self.is("stand.ill", i) || self.is("stand.bad", i) || self.is("stand.loss", i) || self.is("stand.harms", i);
            said(o) || self.below(o, &["amod"]).any(said)
        };
        let any = objects.iter().any(ill);
        if self.is("stand.lessens", h) {
            !objects.is_empty() && !any
        } else if self.is("stand.harms", h) {
            !any
        } else {
            self.is("stand.brings", h) && any
        }
    }
}
