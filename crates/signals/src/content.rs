//! What an act is about, as a tree. In: a word of a sentence. Out: [`Content`] over the words below it.
//!
//! It never says whom the content helps.

use crate::coding::Coded;
use crate::reader::Reader;
use crate::{Content, Factuality};
use demarche_actors::MentionKind;
use demarche_source::{Code, Span};
use demarche_syntax::{Deprel, Frame, PredicateKind, Role, Upos};
use smol_str::SmolStr;

const DEPTH: usize = 6;

/// Builds contents over one report.
pub(crate) struct Contents<'r, 'a> {
    pub reader: &'r Reader<'a>,
    pub coded: &'r Coded,
}

impl Contents<'_, '_> {
    /// The content that a word heads.
    pub fn of(&self, s: usize, word: usize) -> Content {
        self.build(s, word, DEPTH)
    }

    fn build(&self, s: usize, word: usize, depth: usize) -> Content {
        let reader = self.reader;
        let span = reader.tree(s).span(word);
        if let Some(norm) = self.norm_at(s, word) {
            return Content::Principle {
                bearing: self.bearing(s, word, norm.span, depth),
                id: norm.id,
                breach: norm.breach,
                span,
                text: self.words(span),
            };
        }
        if let Some(said) = self.said_by_text(s, word).filter(|_| depth > 0) {
            return self.event(s, said, reader.tree(s).span(said.head), depth - 1);
        }
        let frame = reader.frames(s).at(word).map(|id| (id, reader.frames(s).get(id)));
        if let Some((_, frame)) = frame.filter(|(_, f)| depth > 0 && !self.is_entity(s, f)) {
            return self.event(s, frame, span, depth);
        }
        let codes = reader.codes_or_place(s, word);
        if !codes.is_empty() {
            return self.entity(s, word, codes);
        }
        self.phrase(s, word, span)
    }

    /// A resolution, draft or statement stands for what it says: "a text that condemns the raid".
    fn said_by_text(&self, s: usize, word: usize) -> Option<&Frame> {
        let reader = self.reader;
        if !reader.word_in_class(s, word, "resolution") {
            return None;
        }
        let tree = reader.tree(s);
        let clauses = tree.children(word).filter(|&k| matches!(tree.words()[k].deprel, Deprel::AclRelcl | Deprel::Acl));
        let frames = clauses.filter_map(|k| reader.frames(s).at(k)).map(|id| reader.frames(s).get(id));
        frames.into_iter().find(|f| f.by_role(Role::Agent).any(|a| a.head == word))
    }

    /// A noun frame whose word is itself a mention ("troops", "forces") is an actor, unless an act is coded on it.
    fn is_entity(&self, s: usize, frame: &Frame) -> bool {
        let named = self.reader.mention(s, frame.head).is_some_and(|m| m.kind != MentionKind::Place && !m.actors.is_empty());
        named && frame.kind != PredicateKind::Verb && frame.args.iter().all(|a| a.role == Role::Modifier || a.role == Role::Agent)
    }

    fn entity(&self, s: usize, word: usize, codes: Vec<Code>) -> Content {
        let span = self.reader.noun_phrase(s, word);
        Content::Entity { codes, span, text: self.words(span) }
    }

    fn event(&self, s: usize, frame: &Frame, span: Span, depth: usize) -> Content {
        let reader = self.reader;
        let id = reader.frames(s).at(frame.head);
        let (mut agent, mut theme, mut other) = (Vec::new(), Vec::new(), Vec::new());
        for arg in &frame.args {
            // An argument that holds the frame itself (a relative's head noun) is named, not unfolded: it would come round again.
            let below = depth - 1;
            let looping = reader.tree(s).is_within(frame.head, arg.head);
            let built = || if looping || below == 0 { self.flat(s, arg.head) } else { self.build(s, arg.head, below) };
            match arg.role {
                Role::Agent => agent.push(built()),
                Role::Theme => theme.push(built()),
                Role::Recipient => other.push((SmolStr::new("to"), built())),
                Role::Oblique | Role::Predicative => other.push((arg.prep.clone(), built())),
                Role::Clause | Role::Open => other.push((SmolStr::default(), built())),
                Role::Modifier | Role::Adverbial => {}
            }
        }
        for arg in frame.by_role(Role::Modifier) {
            let codes = reader.codes_or_place(s, arg.head);
            if codes.is_empty() {
                continue;
            }
            let compound = reader.tree(s).words()[arg.head].deprel == Deprel::Compound;
            let as_theme = !agent.is_empty() || compound && theme.is_empty() && self.takes_compound_theme(id, s);
            let slot = if as_theme { &mut theme } else { &mut agent };
            slot.push(self.entity(s, arg.head, codes));
        }
        let matched = id.and_then(|id| self.coded.at(s, id));
        Content::Event {
            lemma: frame.verb.clone().filter(|_| matched.is_none()).unwrap_or_else(|| frame.lemma.clone()),
            act: matched.map(|m| m.act.clone()),
            // a pattern that has the "not" in it has used it up
            negated: frame.negated.is_some() && !matched.is_some_and(|m| m.negated),
            factuality: id.map_or(Factuality::CertainPos, |id| crate::factuality::local(reader, s, id)),
            agent,
            theme,
            other,
            modifiers: self.modifiers(s, frame.head),
            span,
            text: self.words(span),
        }
    }

    /// "Russia sanctions" are on Russia: a bare noun before an act noun that is done to somebody by others.
    fn takes_compound_theme(&self, id: Option<usize>, s: usize) -> bool {
        let act = id.and_then(|id| self.coded.at(s, id)).map(|m| &self.reader.lexicon.acts()[m.entry]);
        act.is_some_and(|a| a.plover.as_deref() == Some("SANCTION"))
    }

    fn flat(&self, s: usize, word: usize) -> Content {
        let codes = self.reader.codes_or_place(s, word);
        if codes.is_empty() { self.phrase(s, word, self.reader.noun_phrase(s, word)) } else { self.entity(s, word, codes) }
    }

    fn phrase(&self, s: usize, word: usize, span: Span) -> Content {
        let (tree, reader) = (self.reader.tree(s), self.reader);
        // What a relative clause tells of the noun is no part of what the act is about.
        let mut words = Vec::new();
        let mut stack = vec![word];
        while let Some(w) = stack.pop() {
            words.push(w);
            stack.extend(tree.children(w).filter(|&k| tree.words()[k].deprel != Deprel::AclRelcl));
        }
        words.sort_unstable();
        let mut inside: Vec<Content> = Vec::new();
        for &k in words.iter().filter(|&&k| k != word) {
            let codes = reader.codes_or_place(s, k);
            let fresh = |c: &Content| !matches!(c, Content::Entity { codes: known, .. } if *known == codes);
            if !codes.is_empty() && inside.iter().all(fresh) {
                inside.push(self.entity(s, k, codes));
            }
        }
        let within = |n: Span| words.iter().any(|&k| n.contains(tree.words()[k].span));
        for norm in reader.norms_in(span).filter(|n| within(n.span)) {
            let text = self.words(norm.span);
            inside.push(Content::Principle { id: norm.id.clone(), breach: norm.breach, bearing: Vec::new(), span: norm.span, text });
        }
        Content::Phrase { lemma: reader.lemma(s, word).clone(), inside, modifiers: self.modifiers(s, word), span, text: self.words(span) }
    }

    /// A norm whose words hold this word, if the word is the head of them.
    fn norm_at(&self, s: usize, word: usize) -> Option<crate::reader::Norm> {
        let (tree, at) = (self.reader.tree(s), self.reader.tree(s).words()[word].span);
        let holds = |n: &&crate::reader::Norm| n.span.contains(at);
        let norm = self.reader.norms_in(at).find(holds)?;
        let inner = tree.head(word).is_none_or(|h| !norm.span.contains(tree.words()[h].span));
        inner.then(|| norm.clone())
    }

    /// What a norm is said to hold for: possessors, "of", "for", "to", adjectives ("Ukrainian sovereignty").
    fn bearing(&self, s: usize, word: usize, norm: Span, depth: usize) -> Vec<Content> {
        let tree = self.reader.tree(s);
        let mut found = Vec::new();
        // Coordinated norms share what stands on either of them ("the sovereignty and territorial integrity of all countries").
        let conjuncts = tree.children_by(word, Deprel::Conj).collect::<Vec<_>>();
        let head = Some(word).filter(|_| tree.words()[word].deprel == Deprel::Conj).and_then(|w| tree.head(w));
        for holder in std::iter::once(word).chain(conjuncts).chain(head) {
            for k in tree.children(holder) {
                let w = &tree.words()[k];
                let kind = matches!(w.deprel, Deprel::NmodPoss | Deprel::Nmod | Deprel::Amod | Deprel::Compound | Deprel::Obl);
                if !kind || norm.contains(w.span) || depth == 0 {
                    continue;
                }
                if matches!(w.deprel, Deprel::Amod | Deprel::Compound) && !self.reader.names_actor(s, k) {
                    continue;
                }
                let content = self.build(s, k, depth - 1);
                if found.iter().all(|f: &Content| f.span() != content.span()) {
                    found.push(content);
                }
            }
        }
        found
    }

    fn modifiers(&self, s: usize, word: usize) -> Vec<SmolStr> {
        let tree = self.reader.tree(s);
        let kind = |&k: &usize| {
            matches!(tree.words()[k].deprel, Deprel::Amod | Deprel::Advmod)
                && matches!(tree.words()[k].upos, Upos::Adj | Upos::Adv | Upos::Verb)
        };
        tree.children(word).filter(kind).map(|k| self.reader.lemma(s, k).to_lowercase().into()).collect()
    }

    fn words(&self, span: Span) -> String {
        self.reader.text(span).to_owned()
    }
}

/// Codes that a content names first: entities; the doer of an event, else what it is done to; what a norm is applied to.
pub(crate) fn codes_of(contents: &[Content]) -> Vec<Code> {
    for content in contents {
        let codes = match content {
            Content::Entity { codes, .. } => codes.clone(),
            Content::Event { agent, theme, other, .. } => {
                let first = codes_of(agent);
                if first.is_empty() {
                    let second = codes_of(theme);
                    if second.is_empty() {
                        other.iter().map(|(_, c)| codes_of(std::slice::from_ref(c))).find(|c| !c.is_empty()).unwrap_or_default()
                    } else {
                        second
                    }
                } else {
                    first
                }
            }
            Content::Principle { bearing, .. } => codes_of(bearing),
            Content::Phrase { inside, .. } => codes_of(inside),
        };
        if !codes.is_empty() {
            return codes;
        }
    }
    Vec::new()
}
