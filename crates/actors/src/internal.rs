//! Groups inside a country that no word of their phrase places: "protesters", "rebels", "opposition parties". In: a draft, what stands in its
//! sentence and was said before. Out: the draft with its country, or without an actor.

use crate::discourse::Discourse;
use crate::draft::{Draft, Wants};
use crate::line::Line;
use crate::mention::{ActorRef, MentionKind, Reading};
use crate::owner::owned;
use crate::salience::BY_SENTENCE;
use demarche_lexicon::Actor;
use demarche_source::Code;
use demarche_syntax::{PredicateKind, Role};
use std::collections::BTreeSet;

/// Below this nothing tells the country.
const ENOUGH: f32 = 1.0;
/// Sentences back to which "the rebels" may recall "Syrian rebels".
const RECALL: usize = 12;

/// What tells the country in the sentence at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// Head of the mention.
    pub word: usize,
    pub code: Code,
    /// Weight, before its place in the tree is looked at.
    pub weight: f32,
    pub place: bool,
}

/// The signs of a sentence's drafts: places; police, courts and parliaments, which act at home; forces and governments, which may be abroad.
pub fn signs(drafts: &[Draft], is_state: impl Fn(&Code) -> bool) -> Vec<Sign> {
    let sign = |d: &Draft| {
        let [actor] = &d.actors[..] else { return None };
        if d.reading == Reading::Inert || !matches!(d.wants, Wants::Nothing) || !is_state(&actor.code) {
            return None;
        }
        let place = d.reading == Reading::Place;
        let weight = match (place, d.kind, actor.sector.as_str()) {
            (true, ..) => 2.0,
            (_, MentionKind::Outlet, _) => return None,
            (_, _, "COP" | "JUD" | "LEG" | "OPP" | "PTY") => 2.2,
            (_, MentionKind::Organ | MentionKind::Office | MentionKind::Person, _) => 1.1,
            _ => 0.8,
        };
        Some(Sign { word: d.head, code: actor.code.clone(), weight, place })
    };
    drafts.iter().filter_map(sign).collect()
}

/// Whether a word is what something is done by, to or with; for `hearers` ("told reporters") only what is done to them.
pub fn takes_part(line: &Line<'_>, word: usize, hearers: bool) -> bool {
    let plays = |role: Role| if hearers { role == Role::Theme } else { !matches!(role, Role::Adverbial | Role::Clause) };
    let arg = |a: &demarche_syntax::Arg| a.head == word && plays(a.role);
    line.frames.all().iter().any(|f| matches!(f.kind, PredicateKind::Verb) && f.args.iter().any(arg))
}

impl Discourse<'_, '_> {
    /// Finds the country of a group inside one: the same group before, the place of the sentence, the police or parliament beside it, the
    /// dateline, the country that the report is about.
    pub fn within(&self, draft: &mut Draft) -> Option<usize> {
        let own = draft.actors.first().map(|a| a.code.clone()).filter(|c| !c.is_empty());
        if let Some(at) = self.same_group(draft).or_else(|| self.armed_group(draft)) {
            let found = &self.settled[at].mention;
            let codes: Vec<Code> = found.actors.iter().map(|a| a.code.clone()).collect();
            draft.reason = format!("as “{}” before", found.span.of(self.lines[draft.sentence].text));
            let organ = found.kind == MentionKind::Organ && draft.kind != found.kind;
            draft.actors = if organ { found.actors.clone() } else { owned(draft, &codes) };
            draft.probability = 0.8 * found.probability;
            return Some(at);
        }
        let mut best: Option<(f32, Code, &'static str)> = None;
        let mut offer = |weight: f32, code: &Code, reason: &'static str| {
            if best.as_ref().is_none_or(|b| weight > b.0) {
                best = Some((weight, code.clone(), reason));
            }
        };
        for sign in &self.signs {
            let near = self.attached(draft, sign);
            offer(sign.weight + near, &sign.code, if sign.place { "place of the sentence" } else { "country of who is named beside it" });
        }
        if let Some(local) = self.dateline.as_ref() {
            offer(1.5, local, "place where the text was written");
        }
        if let Some(code) = self.only_country(draft) {
            offer(1.4, &code, "the only country of the last sentences");
        }
        if let Some((code, share)) = self.main_country() {
            offer(1.0 + share, &code, "country that the report is about");
        }
        if let Some(code) = self.last_place(draft) {
            offer(1.2, &code, "place named just before");
        }
        match best.filter(|b| b.0 >= ENOUGH) {
            Some((weight, code, reason)) => {
                draft.reason = reason.into();
                draft.probability = (0.35 + 0.12 * weight).min(0.75);
                draft.actors = owned(draft, &[code]);
            }
            None if own.is_some() => draft.reason = "people whose country nothing tells".into(),
            None => {
                draft.reason = "nothing tells whose".into();
                draft.probability = 0.3;
                draft.actors.clear();
            }
        }
        None
    }

    /// "The rebels" after "Syrian rebels"; a bare plural may be any.
    fn same_group(&self, draft: &Draft) -> Option<usize> {
        let line = &self.lines[draft.sentence];
        let lemma = line.lemma(draft.head);
        let same = |s: &crate::salience::Settled| {
            let earlier = &self.lines[s.mention.sentence];
            let kind = s.mention.kind == draft.kind || s.mention.kind == MentionKind::Organ;
            s.title.is_some() && earlier.lemma(s.mention.head) == lemma && !s.mention.actors.is_empty() && kind
        };
        let recent = self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence <= RECALL);
        recent.filter(|(_, s)| same(s)).map(|(at, _)| at).next()
    }

    /// "The militants" after the name of an armed group.
    fn armed_group(&self, draft: &Draft) -> Option<usize> {
        let line = &self.lines[draft.sentence];
        let fighters = draft.actors.first().is_some_and(|a| matches!(a.sector.as_str(), "REB" | "UAF"));
        if !fighters || line.lower(draft.first) != "the" {
            return None;
        }
        let armed = |s: &crate::salience::Settled| {
            let code = s.mention.actors.first().map(|a| a.code.as_str()).unwrap_or_default();
            matches!(self.world.lexicon.actor(code), Some(Actor::Group(g)) if matches!(g.sector.as_str(), "REB" | "UAF"))
        };
        let recent = self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence < BY_SENTENCE.len());
        recent.filter(|(_, s)| armed(s)).map(|(at, _)| at).next()
    }

    /// The state of all that was named in the last sentences, if it is one.
    fn only_country(&self, draft: &Draft) -> Option<Code> {
        let recent = self.settled.iter().rev().take_while(|s| draft.sentence - s.mention.sentence <= 2);
        let named = recent.filter(|s| !matches!(s.mention.reading, Reading::Place | Reading::Inert));
        let codes: BTreeSet<&Code> = named.flat_map(|s| s.mention.actors.iter().map(|a| &a.code)).collect();
        let signs = self.signs.iter().all(|sign| codes.contains(&sign.code));
        codes.first().filter(|c| codes.len() == 1 && signs && self.is_state(c)).map(|c| (*c).clone())
    }

    /// How near a sign stands: on the group itself, on what it takes part in, or elsewhere.
    fn attached(&self, draft: &Draft, sign: &Sign) -> f32 {
        let tree = &self.lines[draft.sentence].tree;
        let above = tree.head(sign.word);
        if above == Some(draft.head) {
            1.0
        } else if above.is_some() && (above == tree.head(draft.head) || above.and_then(|a| tree.head(a)) == Some(draft.head)) {
            0.5
        } else {
            0.0
        }
    }

    /// The state that the report names most, if none comes near it, with its share of all names.
    fn main_country(&self) -> Option<(Code, f32)> {
        let states = self.world.seen.iter().filter(|(code, _)| self.is_state(code));
        let (code, &most) = states.clone().max_by_key(|(_, n)| **n)?;
        let all: u32 = states.map(|(_, n)| n).sum();
        (most >= 3 && 3 * most >= 2 * all).then(|| (code.clone(), most as f32 / all.max(1) as f32))
    }

    /// The last place of the sentences before.
    fn last_place(&self, draft: &Draft) -> Option<Code> {
        let recent = self.settled.iter().rev().take_while(|s| draft.sentence - s.mention.sentence < BY_SENTENCE.len());
        let place = |s: &&crate::salience::Settled| s.mention.reading == Reading::Place && s.mention.sentence < draft.sentence;
        let code = recent.filter(place).filter_map(|s| s.mention.actors.first()).map(|a| a.code.clone()).next()?;
        self.is_state(&code).then_some(code)
    }

    /// Whether a code is a state's.
    pub fn is_state(&self, code: &Code) -> bool {
        matches!(self.world.lexicon.actor(code), Some(Actor::State(_)))
    }
}

/// Whether the title's actor is a group inside a country that acts there rather than for it.
pub fn is_group(actor: &ActorRef) -> bool {
    actor.is_internal() && !actor.anonymous
}
