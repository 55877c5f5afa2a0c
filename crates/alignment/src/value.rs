//! What it would mean for the sides that a content holds: the +/-effect calculus (Deng and Wiebe 2014) over content trees.
//!
//! In: a content and the dispute. Out: a number (plus for the first side) with the chain that gave it. It never reads who speaks.

use crate::model::Model;
use crate::terms::Mark;
use crate::{weights as w, words};
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::{Act, Effect};
use demarche_signals::{Content, Factuality};
use std::collections::BTreeSet;

/// A value with its chain in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Val {
    /// On [-1, 1].
    pub v: f32,
    /// The chain, innermost last.
    pub why: String,
}

impl Val {
    /// No value, with the reason.
    pub fn none(why: impl Into<String>) -> Self {
        Self { v: 0.0, why: why.into() }
    }

    /// Whether it says anything.
    pub fn some(&self) -> bool {
        self.v.abs() >= w::NOTHING
    }

    /// Times a factor, with the factor's name before the chain.
    pub fn times(&self, factor: f32, name: &str) -> Self {
        Self { v: (self.v * factor).clamp(-1.0, 1.0), why: format!("{name} ({factor:+.1}) × {}", self.why) }
    }
}

/// The calculus for one dispute.
#[derive(Clone, Copy)]
pub struct Calculus<'a> {
    /// Vocabulary.
    pub lexicon: &'a Lexicon,
    /// The dispute.
    pub model: &'a Model,
    /// Direction of the one text that was voted on about the day of the signal; 0 if there is none, or they differ.
    pub in_play: f32,
    /// Who speaks or acts: what an actor does itself is no attitude of its own to a side.
    pub actor: &'a str,
}

/// The parts of an event, borrowed.
pub struct Parts<'c> {
    /// Lemma of the predicate.
    pub lemma: &'c str,
    /// Act that it matches.
    pub act: Option<&'c str>,
    /// Whether it is negated.
    pub negated: bool,
    /// How sure.
    pub factuality: Factuality,
    /// Who.
    pub agent: &'c [Content],
    /// To what.
    pub theme: &'c [Content],
    /// Other arguments.
    pub other: &'c [(demarche_source::SmolStr, Content)],
    /// Adjectives and adverbs.
    pub modifiers: &'c [demarche_source::SmolStr],
    /// Exact words.
    pub text: &'c str,
}

/// The parts of a content that is an event.
pub fn parts(content: &Content) -> Option<Parts<'_>> {
    match content {
        Content::Event { lemma, act, negated, factuality, agent, theme, other, modifiers, text, .. } => {
            Some(Parts { lemma, act: act.as_deref(), negated: *negated, factuality: *factuality, agent, theme, other, modifiers, text })
        }
        _ => None,
    }
}

impl<'a> Calculus<'a> {
    /// The strongest value among contents.
    pub fn best<'c>(&self, contents: impl IntoIterator<Item = &'c Content>) -> Val {
        let values = contents.into_iter().map(|c| self.occur(c));
        values.fold(Val::default(), |best, next| if next.v.abs() > best.v.abs() || best.why.is_empty() { next } else { best })
    }

    /// What the occurrence, existence or good of a content means for the sides.
    pub fn occur(&self, content: &Content) -> Val {
        match content {
            Content::Entity { codes, text, .. } => self.text_voted_on("", text).unwrap_or_else(|| self.entity(codes, text)),
            Content::Principle { id, breach, bearing, text, span } => self.norm(id, *breach, bearing, text, span.start),
            Content::Phrase { lemma, inside, modifiers: _, text, .. } => {
                self.text_voted_on(lemma, text).unwrap_or_else(|| self.phrase(lemma, inside, text))
            }
            Content::Event { .. } => parts(content).map(|p| self.event(&p)).unwrap_or_default(),
        }
    }

    /// The part of a phrase before its relative clauses, if the dispute's words are in it.
    fn head_text<'t>(&self, text: &'t str) -> &'t str {
        let cut = [" that ", " which ", " who ", " whose ", " where ", " by ", ", "].iter().filter_map(|w| text.find(w)).min();
        cut.map(|at| &text[..at]).filter(|head| !self.model.hits(head).is_empty()).unwrap_or(text)
    }

    pub(crate) fn toward(&self, side: usize, weight: f32, what: &str) -> Val {
        Val { v: self.model.sign(side) * weight, why: format!("{what} (+{} {weight:.1})", self.model.sides[side]) }
    }

    /// "The resolution", where one text was voted on about that day: its direction.
    fn text_voted_on(&self, lemma: &str, text: &str) -> Option<Val> {
        if self.in_play == 0.0
            || !(words::is_voted_text(lemma) || text.split(|c: char| !c.is_alphabetic()).any(|w| words::is_voted_text(&w.to_lowercase())))
        {
            return None;
        }
        Some(Val { v: self.in_play, why: format!("“{}”, the text voted on, serves {}", short(text), self.model.served(self.in_play)?) })
    }

    fn entity(&self, codes: &[demarche_source::Code], text: &str) -> Val {
        // words of the file come first: a leader of the opposition bears the state's code, and the file knows better
        if let Some(side) = self.only_side(text, |m| matches!(m, Mark::Term(_))) {
            return self.toward(side, w::TERM, text);
        }
        if codes.len() == 1 && codes[0] == self.actor {
            return Val::none(format!("{text} is the actor itself"));
        }
        if self.model.is_internal() && words::is_people(text) {
            return Val::none(format!("“{}”: people of a divided country stand on neither side", short(text)));
        }
        let all: Vec<(usize, f32)> = codes.iter().filter_map(|c| self.model.standing(c)).collect();
        let sum: f32 = all.iter().map(|(side, weight)| self.model.sign(*side) * weight).sum();
        if all.is_empty() {
            return Val::none(format!("{text} stands on no side"));
        }
        if sum.abs() < w::NOTHING {
            return Val::none(format!("{text} is of both sides"));
        }
        self.toward(usize::from(sum < 0.0), sum.abs().min(1.0), text)
    }

    pub(crate) fn only_side(&self, text: &str, which: impl Fn(Mark) -> bool) -> Option<usize> {
        let text = self.head_text(text);
        let sides: BTreeSet<usize> = self.model.hits(text).iter().filter(|h| which(h.mark)).filter_map(|h| h.mark.side()).collect();
        sides.first().copied().filter(|_| sides.len() == 1)
    }

    fn phrase(&self, lemma: &str, inside: &[Content], text: &str) -> Val {
        if let Some(norm) = inside.iter().find(|c| matches!(c, Content::Principle { .. })) {
            let rest: Vec<Content> = inside.iter().filter(|c| !matches!(c, Content::Principle { .. })).cloned().collect();
            if let Content::Principle { id, breach, bearing, text: own, span } = norm {
                let bearing = if bearing.is_empty() { &rest } else { bearing };
                return self.norm(id, *breach, bearing, own, span.start);
            }
        }
        let hits = self.model.hits(text);
        if let Some(side) = self.only_side(text, |m| matches!(m, Mark::Deed(_))).filter(|_| is_short(self.head_text(text))) {
            return self.toward(side, w::DEED, &format!("“{}”, its deed", short(text)));
        }
        if hits.iter().any(|h| h.mark == Mark::Matter) || words::is_matter(lemma) {
            return Val::none(format!("“{}” names the matter and no side", short(text)));
        }
        if self.both(inside) {
            return Val::none(format!("“{}” is of both sides", short(text)));
        }
        let within = self.best(inside);
        if let Some(e) = self.effect(lemma) {
            if e.theme != 0.0 && e.holder == 0.0 && within.some() {
                return within.times(e.theme, lemma);
            }
            if e.holder != 0.0 && within.some() {
                return within.times(e.holder, lemma);
            }
        }
        match self.only_side(text, |m| matches!(m, Mark::Term(_))) {
            Some(side) => self.toward(side, w::TERM, &format!("“{}”", short(text))),
            None if within.some() => within.times(w::BELONGING, "of it"),
            None => Val::none(format!("“{}” names no side", short(text))),
        }
    }

    /// Whether actors of different sides stand in contents.
    fn both(&self, contents: &[Content]) -> bool {
        let values = contents.iter().filter(|c| matches!(c, Content::Entity { .. })).map(|c| self.occur(c).v);
        let (mut plus, mut minus) = (false, false);
        values.for_each(|v| {
            plus |= v > w::NOTHING;
            minus |= v < -w::NOTHING;
        });
        plus && minus
    }

    /// What the lexicon says of a word, verb or noun or adjective.
    pub fn effect(&self, lemma: &str) -> Option<&'a Effect> {
        ["verb", "noun", "adjective"].iter().find_map(|kind| self.lexicon.effect(kind, lemma))
    }

    /// What is done by an event, on its theme.
    pub fn effect_of(&self, p: &Parts<'_>) -> f32 {
        let act = p.act.and_then(|id| self.lexicon.act(id));
        match act {
            Some(a) if a.effect != 0.0 => a.effect,
            Some(a) if a.attitude != 0.0 && !matches!(a.operator.as_str(), "withhold" | "refuse" | "deny") => a.attitude,
            _ => self.effect(p.lemma).map_or(0.0, |e| if e.theme != 0.0 { e.theme } else { 0.0 }),
        }
    }

    /// The strongest value of what the event is done to.
    pub fn theme(&self, p: &Parts<'_>) -> Val {
        let direct = self.best(p.theme);
        if direct.some() {
            return direct;
        }
        let other = self.best(p.other.iter().filter(|(prep, _)| words::is_done_to(prep)).map(|(_, c)| c));
        if other.some() || direct.why.is_empty() { other } else { direct }
    }

    fn event(&self, p: &Parts<'_>) -> Val {
        let value = self.event_positive(p);
        if p.negated && value.some() { value.times(-w::NEGATED_EVENT, "negated") } else { value }
    }

    fn event_positive(&self, p: &Parts<'_>) -> Val {
        let (lemma, agent, theme) = (p.lemma, self.best(p.agent), self.theme(p));
        let act: Option<&Act> = p.act.and_then(|id| self.lexicon.act(id));
        if words::is_talk(lemma) || act.is_some_and(|a| a.id.contains("negotiat") || a.id.contains("ceasefire") || a.id.contains("mediat"))
        {
            return Val::none(format!("{lemma}: talk and restraint take no side"));
        }
        if let Some(a) = act.filter(|a| matches!(a.operator.as_str(), "withhold" | "refuse" | "deny")) {
            return theme.times(-w::REFUSED, &a.id);
        }
        if words::is_plan(lemma) && agent.some() {
            return agent.times(w::DOER, &format!("{lemma}, put forward by it"));
        }
        if words::is_yield(lemma) && agent.some() {
            return agent.times(-w::YIELD, &format!("{lemma}: the doer gives way"));
        }
        if words::is_yield(lemma) && !agent.some() && theme.some() && !p.theme.is_empty() {
            // "withdraw its forces": what is withdrawn is the doer's own
            return theme.times(-w::YIELD, &format!("{lemma}: its own is taken back"));
        }
        if words::is_stop(lemma) && (theme.some() || !agent.some()) {
            return theme.times(-1.0, lemma);
        }
        if words::is_stop(lemma) && agent.some() {
            return agent.times(-w::YIELD, &format!("{lemma}: the doer gives way"));
        }
        if words::is_matter(lemma) && !agent.some() {
            return Val::none(format!("“{}” names the matter and no side", short(p.text)));
        }
        let effect = self.effect_of(p);
        if effect != 0.0 && theme.some() {
            return theme.times(effect, lemma);
        }
        let said = self.effect(lemma);
        if let Some(e) = said.filter(|e| e.holder != 0.0 && agent.some()) {
            return agent.times(e.holder, lemma);
        }
        if let Some(e) = said.filter(|e| e.kind == "adjective" && e.valence != 0.0) {
            let subject = if agent.some() { &agent } else { &theme };
            return subject.times(e.valence, lemma);
        }
        if let Some(side) = self.only_side(p.text, |m| matches!(m, Mark::Deed(_))).filter(|_| is_short(p.text)) {
            return self.toward(side, w::DEED, &format!("“{}”, its deed", short(p.text)));
        }
        if agent.some() {
            let weight = if effect != 0.0 || said.is_some() { w::DOER } else { w::DOER_UNKNOWN };
            return agent.times(weight, &format!("{lemma}, done by it"));
        }
        if let Some(norm) =
            p.theme.iter().chain(p.agent).chain(p.other.iter().map(|(_, c)| c)).find(|c| matches!(c, Content::Principle { .. }))
        {
            let value = self.occur(norm);
            let turned = said.is_some_and(|e| e.theme < 0.0 || e.valence < 0.0) || effect < 0.0;
            return if turned { value.times(-1.0, lemma) } else { value };
        }
        Val::none(format!("{lemma}: what it does to a side is not known"))
    }

    /// Whether the lexicon knows what an event does, or a norm stands in it: "that the delegation put forward" says nothing.
    pub fn knows(&self, p: &Parts<'_>) -> bool {
        let act = p.act.and_then(|id| self.lexicon.act(id));
        act.is_some_and(|a| a.attitude != 0.0 || a.effect != 0.0 || !matches!(a.operator.as_str(), "none" | ""))
            || self.effect(p.lemma).is_some()
            || words::is_yield(p.lemma)
            || words::is_stop(p.lemma)
            || p.theme.iter().chain(p.agent).any(|c| matches!(c, Content::Principle { .. }))
    }

    /// The value of an event's parts.
    pub fn occur_parts(&self, p: &Parts<'_>) -> Val {
        self.event(p)
    }
}

/// A name of a deed, and no whole clause in which one stands.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 7
}

/// The first words of a text, for a chain.
pub fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 9 { format!("{} …", words[..8].join(" ")) } else { words.join(" ") }
}
