//! What every part of the coder looks things up in. In: one read report with its mentions. Out: answers about words.
//!
//! It never decides what a frame means.

use demarche_actors::{Mention, MentionKind, Mentions, Reading};
use demarche_lexicon::{Lexicon, Naming, Token};
use demarche_source::{Code, Report, Span};
use demarche_syntax::{Deprel, Document, Frame, FrameId, Frames, PredicateKind, Role, Sentence, Tree, Upos};
use smol_str::SmolStr;

/// A norm named in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Norm {
    /// Id of the principle.
    pub id: SmolStr,
    /// Named by its breach.
    pub breach: bool,
    /// Where.
    pub span: Span,
}

/// A report under the coder's eyes.
pub(crate) struct Reader<'a> {
    pub lexicon: &'a Lexicon,
    pub report: &'a Report,
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    /// Norms named anywhere in the text, in order.
    pub norms: Vec<Norm>,
}

impl<'a> Reader<'a> {
    pub fn new(lexicon: &'a Lexicon, report: &'a Report, document: &'a Document, mentions: &'a Mentions) -> Self {
        let norms = norms(lexicon, report, document);
        Self { lexicon, report, document, mentions, norms }
    }

    pub fn text(&self, span: Span) -> &'a str {
        span.of(&self.report.text)
    }

    pub fn sentence(&self, s: usize) -> &'a Sentence {
        &self.document.sentences[s]
    }

    /// Indices of the sentences that a span touches.
    pub fn sentences_over(&self, span: Span) -> std::ops::Range<usize> {
        let all = &self.document.sentences;
        let first = all.partition_point(|x| x.cut.span.end <= span.start);
        let last = all.partition_point(|x| x.cut.span.start < span.end);
        first..last.max(first)
    }

    pub fn tree(&self, s: usize) -> &'a Tree {
        &self.document.sentences[s].tree
    }

    pub fn frames(&self, s: usize) -> &'a Frames {
        &self.document.sentences[s].frames
    }

    pub fn form(&self, s: usize, word: usize) -> &'a str {
        self.text(self.tree(s).words()[word].span)
    }

    pub fn lemma(&self, s: usize, word: usize) -> &'a SmolStr {
        &self.tree(s).words()[word].lemma
    }

    /// Lemma of a frame if the word heads one ("call_off"), else of the word.
    pub fn predicate(&self, s: usize, word: usize) -> &'a SmolStr {
        self.frames(s).at(word).map_or_else(|| self.lemma(s, word), |id| &self.frames(s).get(id).lemma)
    }

    /// Whether the word, as a predicate or with its compounds ("security needs", "prisoner of war"), is in a class of the lexicon.
    pub fn word_in_class(&self, s: usize, word: usize, class: &str) -> bool {
        let lexicon = self.lexicon;
        let tree = self.tree(s);
        let joined = |k: usize| format!("{} {}", self.lemma(s, k), self.lemma(s, word)).to_lowercase();
        let before = || tree.children(word).filter(|&k| k < word && matches!(tree.words()[k].deprel, Deprel::Compound | Deprel::Amod));
        if let Some(whole) = before().map(joined).find(|w| lexicon.class_has("fixed-compound", w)) {
            return lexicon.class_has(class, &whole);
        }
        if lexicon.class_has(class, self.predicate(s, word)) || lexicon.class_has(class, self.lemma(s, word)) {
            return true;
        }
        if self.of_phrase(s, word).is_some_and(|whole| lexicon.class_has(class, &whole)) {
            return true;
        }
        if let Some(inner) = self.counted(s, word).filter(|&k| k != word) {
            return self.word_in_class(s, inner, class);
        }
        // the parts of a hyphenated word are words of their own
        before().map(joined).any(|w| lexicon.class_has(class, &w) || lexicon.class_has(class, &w.replace(' ', "-")))
    }

    /// A noun with its "of" phrase, as classes list it ("state of emergency").
    fn of_phrase(&self, s: usize, word: usize) -> Option<String> {
        let tree = self.tree(s);
        let of = |&k: &usize| tree.children_by(k, Deprel::Case).any(|c| tree.words()[c].lemma == "of");
        let below = tree.children_by(word, Deprel::Nmod).find(of)?;
        Some(format!("{} of {}", self.lemma(s, word), self.lemma(s, below)).to_lowercase())
    }

    /// What a noun of measure counts: "aid" in "tons of food aid", "diplomats" in "a group of diplomats".
    pub fn counted(&self, s: usize, word: usize) -> Option<usize> {
        let tree = self.tree(s);
        if !self.lexicon.class_has("measure", self.lemma(s, word)) && tree.words()[word].upos != Upos::Num {
            return None;
        }
        let with = |prep: &str| {
            tree.children_by(word, Deprel::Nmod).find(|&k| tree.children_by(k, Deprel::Case).any(|c| tree.words()[c].lemma == prep))
        };
        // "two million dollars in aid", but not "two million in Chad"
        with("of").or_else(|| with("in").filter(|&k| self.mention(s, k).is_none()))
    }

    /// Norms named within some bytes, or around them.
    pub fn norms_in(&self, span: Span) -> impl Iterator<Item = &Norm> {
        let first = self.norms.partition_point(|n| n.span.end <= span.start);
        self.norms[first..].iter().take_while(move |n| n.span.start < span.end)
    }

    pub fn mention(&self, s: usize, word: usize) -> Option<&'a Mention> {
        self.mentions.at(s, word)
    }

    /// Words of a mention; a pronoun's are those of what it stands for.
    pub fn phrase_of(&self, mention: &'a Mention) -> &'a str {
        let mut at = mention;
        for _ in 0..8 {
            match at.antecedent.filter(|_| at.kind == MentionKind::Pronoun) {
                Some(i) => at = &self.mentions.all()[i],
                None => break,
            }
        }
        self.text(at.span)
    }

    /// Codes that the word stands for as an actor; empty for bare places and parts of names.
    pub fn codes(&self, s: usize, word: usize) -> Vec<Code> {
        let acts = |m: &&Mention| matches!(m.reading, Reading::Government | Reading::Agent);
        distinct(self.mention(s, word).filter(acts))
    }

    /// Codes of the word read as a place or an actor alike: the attacked "Kyiv" is a side whatever it is called.
    pub fn codes_or_place(&self, s: usize, word: usize) -> Vec<Code> {
        let named = |m: &&Mention| m.reading != Reading::Inert;
        distinct(self.mention(s, word).or_else(|| self.mention(s, self.counted(s, word)?)).filter(named))
    }

    pub fn names_actor(&self, s: usize, word: usize) -> bool {
        !self.codes_or_place(s, word).is_empty()
    }

    /// Whether the frame reports speech or thought: its content is another voice's.
    pub fn reports(&self, _s: usize, frame: &Frame) -> bool {
        let cue = match frame.kind {
            PredicateKind::Verb => self.lexicon.cue("verb", &frame.lemma),
            PredicateKind::Noun => self.lexicon.cue("noun", &frame.lemma),
            PredicateKind::Copular => None,
        };
        cue.is_some() && frame.arg(Role::Clause).is_some()
    }

    /// The nearest frame above this one in the tree.
    pub fn enclosing(&self, s: usize, frame: &Frame) -> Option<FrameId> {
        let (tree, frames) = (self.tree(s), self.frames(s));
        let mut at = tree.head(frame.head);
        while let Some(word) = at {
            if let Some(id) = frames.at(word) {
                return Some(id);
            }
            at = tree.head(word);
        }
        None
    }

    /// Evidence of a frame: its predicate with its core arguments, without adverbial and relative clauses hung on it.
    pub fn evidence(&self, s: usize, frame: &Frame) -> Span {
        let tree = self.tree(s);
        let mut span = tree.words()[frame.head].span;
        let small = |k: &usize| {
            matches!(tree.words()[*k].deprel.base(), "aux" | "cop" | "compound" | "amod" | "nummod" | "advmod" | "det" | "mark")
                && tree.words()[*k].upos != Upos::Sconj
        };
        for k in tree.children(frame.head).filter(small) {
            span = span.join(tree.words()[k].span);
        }
        if let Some(light) = frame.light {
            span = span.join(tree.words()[self.frames(s).get(light).head].span);
        }
        for arg in &frame.args {
            if arg.role == Role::Adverbial || arg.implied.is_some_and(|_| !tree.is_within(arg.head, frame.head)) {
                continue;
            }
            span = span.join(self.phrase(s, arg.head, frame.head));
        }
        span
    }

    /// Span of an argument: its subtree without relative clauses, appended clauses and anything that holds the predicate itself.
    pub fn phrase(&self, s: usize, word: usize, predicate: usize) -> Span {
        let tree = self.tree(s);
        if tree.is_within(predicate, word) && predicate != word {
            return self.noun_phrase(s, word);
        }
        tree.span(word)
    }

    /// Span of a noun phrase without clauses that hang on it.
    pub fn noun_phrase(&self, s: usize, word: usize) -> Span {
        let tree = self.tree(s);
        let mut span = tree.words()[word].span;
        let mut stack: Vec<usize> = vec![word];
        while let Some(w) = stack.pop() {
            for k in tree.children(w) {
                let rel = tree.words()[k].deprel.base();
                if matches!(rel, "acl" | "advcl" | "parataxis" | "punct" | "conj" | "cc" | "appos" | "ccomp" | "nsubj" | "cop" | "mark") {
                    continue;
                }
                if rel == "case" && k < word && w == word {
                    continue;
                }
                span = span.join(tree.words()[k].span);
                stack.push(k);
            }
        }
        span
    }
}

/// Codes of a mention's actors, without neighbours that repeat.
fn distinct(mention: Option<&Mention>) -> Vec<Code> {
    let mut codes: Vec<Code> = mention.map_or_else(Vec::new, |m| m.actors.iter().map(|a| a.code.clone()).collect());
    codes.dedup();
    codes
}

fn norms(lexicon: &Lexicon, report: &Report, document: &Document) -> Vec<Norm> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let words = sentence.tree.words();
        let tokens: Vec<Token> = words.iter().map(|w| Token::new(w.span.of(&report.text), &w.lemma)).collect();
        for hit in lexicon.phrases().principles(&tokens) {
            let span = words[hit.start].span.join(words[hit.end - 1].span);
            found.push(Norm { id: lexicon.principles()[hit.principle].id.clone(), breach: hit.naming == Naming::Breach, span });
        }
    }
    found
}
