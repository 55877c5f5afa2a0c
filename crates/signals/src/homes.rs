//! Which state a phrase, a clause or a sentence tells. In: words of a read report. Out: codes of states.
//!
//! It never guesses beyond the sentence.

use crate::parties::Finder;
use demarche_actors::{Mention, Reading};
use demarche_source::SmolStr;
use demarche_syntax::{Deprel, Frame};

/// Prepositions that say where something happens.
const WHERE: &[&str] =
    &["in", "at", "near", "outside", "inside", "around", "throughout", "across", "over", "into", "within", "on", "of", "through", "from"];

impl Finder<'_, '_> {
    /// State of the first of some codes.
    pub(crate) fn home(&self, codes: &[SmolStr]) -> Option<SmolStr> {
        let code = codes.first()?.split('/').next()?;
        self.reader.lexicon.state(code).map(|s| SmolStr::from(s.code.as_str()))
    }

    /// State that a mention names, as actor or as place.
    pub(crate) fn state_of(&self, mention: &Mention) -> Option<SmolStr> {
        if mention.reading == Reading::Inert {
            return None;
        }
        mention.actors.iter().find_map(|a| {
            let code = self.code(a);
            let country = code.split('/').next().unwrap_or_default();
            self.reader.lexicon.state(country).map(|s| SmolStr::from(s.code.as_str()))
        })
    }

    /// State named inside a noun phrase ("students throughout Chad", "the Chadian workers' union").
    pub(crate) fn phrase_place(&self, s: usize, word: usize, predicate: usize) -> Option<SmolStr> {
        let tree = self.reader.tree(s);
        let mut stack = vec![word];
        while let Some(w) = stack.pop() {
            if let Some(state) = self.reader.mention(s, w).and_then(|m| self.state_of(m)) {
                return Some(state);
            }
            let far = |k: &usize| {
                *k == predicate || matches!(tree.words()[*k].deprel, Deprel::AclRelcl | Deprel::Conj | Deprel::Parataxis | Deprel::Advcl)
            };
            let below: Vec<usize> = tree.children(w).filter(|k| !far(k)).collect();
            stack.extend(below.into_iter().rev());
        }
        None
    }

    /// State of the place where the act happens: among the adverbials of its clause, or of the verb that carries the noun.
    pub(crate) fn place_of(&self, s: usize, frame: &Frame) -> Option<SmolStr> {
        let (tree, frames) = (self.reader.tree(s), self.reader.frames(s));
        let carrier = frame.light.map(|id| frames.get(id).head);
        let heads = std::iter::once(frame.head).chain(carrier);
        let at = |k: usize| {
            tree.children_by(k, Deprel::Case).any(|c| WHERE.contains(&tree.words()[c].lemma.as_str()))
                && matches!(tree.words()[k].deprel.base(), "obl" | "nmod")
        };
        heads.flat_map(|h| tree.children(h).filter(|&k| at(k)).collect::<Vec<_>>()).find_map(|k| self.phrase_place(s, k, frame.head))
    }

    /// The one state that a sentence names.
    pub(crate) fn sole(&self, s: usize) -> Option<SmolStr> {
        let mut states: Vec<SmolStr> = self.reader.mentions.in_sentence(s).filter_map(|m| self.state_of(m)).collect();
        states.sort();
        states.dedup();
        if states.len() == 1 { states.pop() } else { None }
    }

    pub(crate) fn only(&self, s: usize, state: &SmolStr) -> bool {
        self.sole(s).as_ref() == Some(state)
    }
}
