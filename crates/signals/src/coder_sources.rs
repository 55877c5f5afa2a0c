//! Who did an act. In: a frame with its voice. Out: the actors that its subject, its announcer, its owner or its speaker names.

use crate::coder::Coder;
use crate::voice::{Voice, speaker_of};
use crate::{Channel, Speaker};
use demarche_actors::{ActorRef, Mention, MentionKind, Reading};
use demarche_syntax::{Arg, Deprel, Frame, PredicateKind, Role, Tense, Upos};

impl<'a> Coder<'_, 'a> {
    /// Who did it: the agent; for words without one, the voice that they stand in.
    pub(crate) fn sources(
        &self,
        s: usize,
        frame: &Frame,
        voice: &Voice,
        (act, channel): (&str, Channel),
    ) -> (Vec<ActorRef>, Option<Speaker>) {
        let reader = self.reader;
        let mut agents: Vec<&Arg> = frame.by_role(Role::Agent).collect();
        if agents.is_empty() && frame.kind == PredicateKind::Noun {
            agents = frame.by_role(Role::Modifier).collect();
        }
        if agents.is_empty() && frame.kind == PredicateKind::Noun {
            agents = self.announcers(s, frame);
        }
        // "Chadian troops were withdrawn", "the withdrawal of Chadian troops was completed": one's own, by oneself
        if agents.is_empty() && reader.lexicon.class_has("own-theme-act", act) {
            let nouns = frame.by_role(Role::Theme).filter_map(|a| reader.frames(s).at(a.head)).map(|id| reader.frames(s).get(id));
            agents = std::iter::once(frame).chain(nouns).flat_map(|f| f.by_role(Role::Theme)).collect();
        }
        let mut found: Vec<ActorRef> = Vec::new();
        let mut speaker = None;
        for arg in &agents {
            let Some(mention) = self.holder(s, arg.head) else { continue };
            for actor in &mention.actors {
                if found.iter().all(|f| f.code != actor.code) {
                    found.push(actor.clone());
                }
            }
            if let Some(actor) = mention.actors.first().filter(|a| a.person.is_some() || a.office.is_some()) {
                speaker.get_or_insert_with(|| speaker_of(actor, reader.phrase_of(mention), Some(mention.span)));
            }
        }
        // "the draft ignores their concerns" is a charge of the speaker's, and not done by him; nor is what a verb says whose subject was lost
        let lost = frame.kind == PredicateKind::Verb
            && if agents.is_empty() {
                !frame.passive && frame.tense == Tense::Past
            } else {
                agents.iter().all(|a| self.is_thing(s, a.head))
            };
        let in_words = channel == Channel::Word && voice.innermost.is_some() && !lost;
        if found.is_empty() && in_words && (agents.is_empty() || !self.has_own_agent(s, &agents)) {
            let own = voice.innermost.as_ref().map_or_else(Vec::new, |v| v.actors.clone());
            return (own, None);
        }
        (found, speaker)
    }

    /// Who announced, ordered or began what a noun without a doer names, and so does it.
    fn announcers(&self, s: usize, noun: &Frame) -> Vec<&'a Arg> {
        let reader = self.reader;
        let outer = reader.enclosing(s, noun).map(|id| reader.frames(s).get(id));
        let carries =
            |f: &&Frame| f.by_role(Role::Theme).any(|a| a.head == noun.head) && reader.lexicon.class_has("carries-its-noun", &f.lemma);
        outer.filter(carries).map_or_else(Vec::new, |f| f.by_role(Role::Agent).collect())
    }

    /// A noun for something that neither acts nor stands for the speaker, as his position or a principle does.
    fn is_thing(&self, s: usize, word: usize) -> bool {
        let reader = self.reader;
        let at = &reader.tree(s).words()[word];
        let stands = reader.word_in_class(s, word, "position") || reader.norms_in(at.span).next().is_some();
        at.upos == Upos::Noun && !stands && reader.mention(s, word).is_none_or(|m| m.actors.is_empty())
    }

    /// An agent that is a thing of words ("China's position", "the principle") leaves the speaker as the source.
    fn has_own_agent(&self, s: usize, agents: &[&Arg]) -> bool {
        agents.iter().any(|a| self.reader.mention(s, a.head).is_some_and(|m| !m.actors.is_empty() && m.reading != Reading::Inert))
    }

    /// The mention that holds an agent: itself, or the possessor of a position, policy or view.
    fn holder(&self, s: usize, word: usize) -> Option<&'a Mention> {
        let usable = |m: &&Mention| !m.actors.is_empty() && matches!(m.reading, Reading::Government | Reading::Agent);
        let tree = self.reader.tree(s);
        // "human rights watchdog Amnesty International": the name stands in apposition to the noun.
        let beside = |k: &usize| matches!(tree.words()[*k].deprel.base(), "appos" | "flat") || tree.words()[*k].deprel == Deprel::NmodDesc;
        let named = tree.children(word).filter(beside).find_map(|k| self.reader.mention(s, k).filter(usable));
        let own = self.reader.mention(s, word).filter(usable);
        // Whom a bare noun means its name tells better than the place: "the aid group Oxfam" is not of the country that it accuses.
        let guessed =
            own.is_some_and(|m| m.actors.iter().all(|a| a.person.is_none() && !a.sector.is_empty()) && m.kind != MentionKind::Name);
        if let Some(found) = named.filter(|m| m.kind == MentionKind::Name && guessed).or(own).or(named) {
            return Some(found);
        }
        if let Some(inner) = self.reader.counted(s, word) {
            return self.reader.mention(s, inner).filter(usable);
        }
        if self.reader.word_in_class(s, word, "shipment") {
            return self.sender(s, word);
        }
        if !self.reader.word_in_class(s, word, "position") {
            return None;
        }
        tree.children(word).find_map(|k| self.reader.mention(s, k).filter(usable))
    }

    /// Whose a load is: the first actor in its phrase ("a cargo of Peruvian wheat"), but none that it goes to.
    fn sender(&self, s: usize, word: usize) -> Option<&'a Mention> {
        let tree = self.reader.tree(s);
        let mut stack = vec![word];
        while let Some(w) = stack.pop() {
            let owner = self.reader.mention(s, w).filter(|m| !m.actors.is_empty() && m.reading != Reading::Inert);
            if w != word && owner.is_some() {
                return owner;
            }
            let away =
                |k: usize| tree.children_by(k, Deprel::Case).any(|c| matches!(tree.words()[c].lemma.as_str(), "to" | "for" | "into"));
            let inner = |k: &usize| matches!(tree.words()[*k].deprel.base(), "nmod" | "amod" | "compound") && !away(*k);
            stack.extend(tree.children(w).filter(inner).collect::<Vec<_>>().into_iter().rev());
        }
        None
    }
}
