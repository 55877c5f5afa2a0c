//! Frames under construction.
//!
//! In: arguments as the readers of verbs and nouns find them. Out: frames whose arguments are expanded over coordination, with relative
//! pronouns replaced by their antecedents, none twice. It never decides which role a word plays.

use super::normal::Norm;
use super::relative::Antecedents;
use crate::{Arg, Deprel, Frame, FrameId, Implied, PredicateKind, Role, Upos};
use smol_str::SmolStr;

/// A word that fills a place, with how it was found.
#[derive(Clone, Debug)]
pub(super) struct Filler {
    pub word: usize,
    pub implied: Option<Implied>,
    pub conf: f32,
}

/// One frame with what only the builder needs.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub frame: Frame,
    /// Surface subject, first one first. Empty while unknown.
    pub subject: Vec<Filler>,
    /// Whether the surface subject was sought already.
    pub settled: bool,
}

/// All frames of a sentence.
pub(super) struct Drafts<'t> {
    pub norm: Norm<'t>,
    pub antecedents: Antecedents,
    pub all: Vec<Draft>,
    at: Vec<Option<FrameId>>,
}

impl<'t> Drafts<'t> {
    /// No frames yet.
    pub fn new(norm: Norm<'t>, antecedents: Antecedents) -> Self {
        let at = vec![None; norm.len()];
        Self { norm, antecedents, all: Vec::new(), at }
    }

    /// Opens a frame at a word.
    pub fn open(&mut self, head: usize, kind: PredicateKind, lemma: SmolStr, verb: Option<SmolStr>) {
        let confidence = self.norm.conf(head) * self.norm.tree.words()[head].tag_confidence;
        self.at[head] = Some(self.all.len());
        let frame = Frame { lemma, verb, confidence, ..Frame::bare(head, kind) };
        self.all.push(Draft { frame, subject: Vec::new(), settled: false });
    }

    /// The frame that a word heads.
    pub fn at(&self, word: usize) -> Option<FrameId> {
        self.at[word]
    }

    /// The frame itself.
    pub fn frame(&self, id: FrameId) -> &Frame {
        &self.all[id].frame
    }

    /// Kind of the frame that a word heads.
    pub fn kind_at(&self, word: usize) -> Option<PredicateKind> {
        self.at[word].map(|id| self.all[id].frame.kind)
    }

    /// Words that fill the place of `word`: its antecedent if it is a relative pronoun, its conjuncts after it, without those set aside.
    pub fn fillers(&self, word: usize) -> Vec<Filler> {
        let conf = self.norm.conf(word);
        let (first, implied, conf) = match self.antecedents.of(word) {
            Some((noun, arc)) => (noun, Some(Implied::Relative), conf * arc),
            None => (word, None, conf),
        };
        let limit = if implied.is_some() { word } else { usize::MAX };
        let mut out = Vec::new();
        if !self.is_denied(first) {
            out.push(Filler { word: first, implied, conf });
        }
        for k in self.norm.conjuncts(first).filter(|&k| k < limit) {
            out.push(Filler { word: k, implied: implied.or(Some(Implied::Coordination)), conf: conf * self.norm.conf(k) });
        }
        if out.is_empty() {
            out.push(Filler { word: first, implied, conf });
        }
        out
    }

    /// "not Moscow but Washington": the first is denied.
    fn is_denied(&self, word: usize) -> bool {
        let n = &self.norm;
        n.upos[word] != Upos::Verb
            && n.by(word, Deprel::Advmod).any(|m| m < word && n.form[m] == "not" && !n.is_not_only(m))
            && n.by(word, Deprel::Conj).any(|c| n.kids(c).any(|k| n.form[k] == "but"))
    }

    /// Adds an argument and its conjuncts.
    pub fn push(&mut self, id: FrameId, role: Role, word: usize, prep: SmolStr) {
        for filler in self.fillers(word) {
            let own = if filler.word == word { SmolStr::default() } else { self.norm.prep(filler.word) };
            let prep =
                if own.is_empty() || role != Role::Oblique || filler.implied != Some(Implied::Coordination) { prep.clone() } else { own };
            self.fill(id, role, &filler, prep);
        }
    }

    /// Adds one argument unless it is there.
    pub fn fill(&mut self, id: FrameId, role: Role, filler: &Filler, prep: SmolStr) {
        let frame = &mut self.all[id].frame;
        if filler.word == frame.head || frame.args.iter().any(|a| a.role == role && a.head == filler.word && a.prep == prep) {
            return;
        }
        let Filler { word: head, implied, conf: confidence } = *filler;
        frame.args.push(Arg { role, head, prep, frame: None, implied, confidence });
    }

    /// Adds several words in one role, all found in the same way, unless the role is filled.
    pub fn imply(&mut self, id: FrameId, role: Role, fillers: &[Filler], how: Implied, conf: f32) {
        if self.frame(id).arg(role).is_some() {
            return;
        }
        for f in fillers {
            let filler = Filler { word: f.word, implied: Some(how), conf: f.conf * conf };
            self.fill(id, role, &filler, SmolStr::default());
        }
    }

    /// The arguments of one role, as fillers.
    pub fn filled(&self, id: FrameId, role: Role) -> Vec<Filler> {
        self.frame(id).by_role(role).map(|a| Filler { word: a.head, implied: a.implied, conf: a.confidence }).collect()
    }

    /// The oblique after one of these prepositions, as fillers.
    pub fn oblique(&self, id: FrameId, preps: &[&str]) -> Vec<Filler> {
        let frame = self.frame(id);
        frame.obliques(preps).map(|a| Filler { word: a.head, implied: a.implied, conf: a.confidence }).collect()
    }
}
