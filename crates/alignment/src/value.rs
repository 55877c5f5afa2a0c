//! What it would mean for the sides that a content holds: the +/-effect calculus (Deng and Wiebe 2014) over content trees.
//!
//! In: a content and the dispute. Out: a number (plus for the first side) with the chain that gave it. It never reads who speaks.

use crate::model::Model;
use crate::terms::Mark;
use crate::thing::is_named;
use crate::{weights as w, words};
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::Effect;
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
        if let Some(head) = self.model.thing().filter(|head| is_named(content, head)) {
            return self.toward(0, w::MEMBER, head);
        }
        match content {
            Content::Entity { codes, text, .. } => self.text_voted_on("", text).unwrap_or_else(|| self.entity(codes, text)),
            Content::Principle { id, breach, bearing, text, span } => self.norm(id, *breach, bearing, text, span.start),
            Content::Phrase { lemma, inside, modifiers: _, text, span } => {
                self.text_voted_on(lemma, text).unwrap_or_else(|| self.phrase(lemma, inside, text, span.start))
            }
            // "the Council's resolution" is coded as an event of resolving, and is the text
            Content::Event { text, .. } if self.in_play != 0.0 && words::names_voted_text(text) => {
                self.text_voted_on("", text).unwrap_or_default()
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
        let named = words::is_voted_text(lemma) || words::names_voted_text(text) || words::speaks_of_voted_text(text);
        if self.in_play == 0.0 || !named {
            return None;
        }
        Some(Val { v: self.in_play, why: format!("“{}”, the text voted on, serves {}", short(text), self.model.served(self.in_play)?) })
    }

    fn entity(&self, codes: &[demarche_source::Code], text: &str) -> Val {
        // "the Moscow-installed authorities in the isle's north": theirs who installed them
        if let Some(side) = self.installed_by(text) {
            return self.toward(side, w::TERM, text);
        }
        // words of the file come first: a leader of the opposition bears the state's code, and the file knows better
        if let Some(side) = self.only_side(text, |m| matches!(m, Mark::Term(_))) {
            return self.toward(side, w::TERM, text);
        }
        // "Israeli-Palestinian": a compound of both
        let apart: BTreeSet<usize> = self.model.hits(&text.replace(['-', '–', '/'], " ")).iter().filter_map(|h| h.mark.side()).collect();
        if words::is_both(text) || (apart.len() > 1 && text.contains(['-', '–', '/'])) {
            return Val::none(format!("{text} is of both sides"));
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

    /// Side that a compound names as the maker or holder of what follows: "-backed", "-installed", "-occupied".
    pub(crate) fn installed_by(&self, text: &str) -> Option<usize> {
        let compounds = text.split_whitespace().filter_map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).split_once('-'));
        let mut makers = compounds.filter(|(_, rest)| words::is_held(rest)).flat_map(|(first, _)| self.model.hits(first));
        makers.find_map(|h| h.mark.side())
    }

    pub(crate) fn only_side(&self, text: &str, which: impl Fn(Mark) -> bool) -> Option<usize> {
        self.one_side(self.head_text(text), which)
    }

    /// The one side of which all these words speak.
    pub(crate) fn one_side(&self, text: &str, which: impl Fn(Mark) -> bool) -> Option<usize> {
        let sides: BTreeSet<usize> = self.model.hits(text).iter().filter(|h| which(h.mark)).filter_map(|h| h.mark.side()).collect();
        sides.first().copied().filter(|_| sides.len() == 1)
    }

    fn phrase(&self, lemma: &str, inside: &[Content], text: &str, start: u32) -> Val {
        if let Some(norm) = inside.iter().find(|c| matches!(c, Content::Principle { .. })) {
            let rest: Vec<Content> = inside.iter().filter(|c| !matches!(c, Content::Principle { .. })).cloned().collect();
            if let Content::Principle { id, breach, bearing, text: own, span } = norm {
                // what stands beside the norm, and how, the whole phrase tells: "the barriers, and the embargo on the isle"
                return match bearing.is_empty() {
                    true => self.norm(id, *breach, &rest, text, start),
                    false => self.norm(id, *breach, bearing, own, span.start),
                };
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
            // "weapons to the isle": a member's name after a preposition
            None if [" to ", " for ", " from ", " of "].iter().any(|p| text.contains(p)) => {
                match self.only_side(text, |m| matches!(m, Mark::Name(_))) {
                    Some(side) => self.toward(side, w::BELONGING, &format!("“{}”", short(text))),
                    None => Val::none(format!("“{}” names no side", short(text))),
                }
            }
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

    /// What a noun that does harm by itself ("attack") does, whatever milder act its form also matches.
    pub(crate) fn harm(&self, lemma: &str) -> Option<f32> {
        self.lexicon.effect("noun", lemma).map(|e| e.theme).filter(|theme| *theme <= -0.9)
    }

    /// What the lexicon says of a word, verb or noun or adjective.
    pub fn effect(&self, lemma: &str) -> Option<&'a Effect> {
        ["verb", "noun", "adjective"].iter().find_map(|kind| self.lexicon.effect(kind, lemma))
    }
}

/// A name of a deed, and no whole clause in which one stands.
pub(crate) fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 7
}

/// The first words of a text, for a chain.
pub fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 9 { format!("{} …", words[..8].join(" ")) } else { words.join(" ") }
}
