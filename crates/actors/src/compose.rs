//! Hits of one sentence to drafts of mentions. In: line, hits, metadata. Out: drafts in the order of their heads.

use crate::draft::{Class, Draft, Number, Wants, actor_of};
use crate::line::Line;
use crate::mention::{ActorRef, Authority, MentionKind, Reading};
use crate::person::{Beside, Chosen, choose};
use crate::phrase::{Hits, Phrase, around};
use crate::place;
use crate::scan::{Found, Hit};
use demarche_lexicon::{Actor, Lexicon, NameKind};
use demarche_source::{Code, Date, SmolStr};
use demarche_syntax::{Upos, Xpos};
use std::collections::{BTreeMap, BTreeSet};

/// What composition looks at besides the line.
pub struct World<'a> {
    pub lexicon: &'a Lexicon,
    pub on: Option<Date>,
    /// How often each code is named in the report.
    pub seen: &'a BTreeMap<Code, u32>,
    /// Actor of the report itself or of its dateline.
    pub home: Option<Code>,
    /// State of the place that the dateline names, or whose statement it is.
    pub local: Option<Code>,
    /// Country whose own officials the report names without their country: of its issuer, or of a national outlet that writes from home.
    pub national: Option<Code>,
    /// Country of the outlet, wherever it writes from: tells which state's "Foreign Office" is meant.
    pub press: Option<Code>,
}

/// Drafts of a line.
pub fn compose(world: &World<'_>, line: &Line<'_>, list: &[Hit]) -> Vec<Draft> {
    let hits = Hits::new(list, line.len());
    let mut phrases: Vec<Option<Phrase>> = vec![None; list.len()];
    for i in (0..list.len()).rev().filter(|&i| matches!(list[i].found, Found::Title(_))) {
        phrases[i] = Some(around(world.lexicon, line, &hits, i, &phrases));
    }
    let mut composer = Composer { world, line, hits: &hits, drafts: Vec::new(), taken: BTreeSet::new(), inert: BTreeSet::new() };
    let mut inside = BTreeSet::new();
    for phrase in phrases.iter().flatten() {
        composer.inert.extend(&phrase.inert);
        // an organ that is only the first part of a compound is no mention of its own
        inside.extend(phrase.inside.filter(|&i| {
            list[i].first >= phrase.first
                && list[i].last < line.len()
                && !line.is_possessive(list[i].last)
                && i + 1 < list.len()
                && list[i].last < phrase.last
                && !follows_preposition(line, list[i].first)
        }));
    }
    for (i, phrase) in phrases.iter().enumerate().filter_map(|(i, p)| p.as_ref().map(|p| (i, p))) {
        let joined = phrases
            .iter()
            .flatten()
            .any(|p| p.bearer.is_some() && p.bearer == phrase.bearer && p.first < phrase.first && p.last >= phrase.last);
        if !joined && !inside.contains(&i) && !composer.inert.contains(&i) {
            composer.title(i, phrase, &phrases);
        }
    }
    for i in 0..list.len() {
        composer.name(i);
    }
    composer.drafts
}

fn follows_preposition(line: &Line<'_>, word: usize) -> bool {
    (word.saturating_sub(3)..word).any(|w| line.word(w).upos == demarche_syntax::Upos::Adp)
}

/// Builds the drafts of one line.
pub struct Composer<'c, 'a> {
    pub world: &'c World<'a>,
    pub line: &'c Line<'a>,
    pub hits: &'c Hits<'c>,
    pub drafts: Vec<Draft>,
    /// Hits that are part of a draft.
    pub taken: BTreeSet<usize>,
    /// Hits that name no actor.
    inert: BTreeSet<usize>,
}

impl Composer<'_, '_> {
    /// An empty draft over some words.
    pub fn draft(&self, first: usize, last: usize, kind: MentionKind, reading: Reading) -> Draft {
        let head = self.line.head_of(first, last);
        Draft {
            sentence: self.line.index,
            first,
            last,
            head,
            span: self.line.span(first, last),
            kind,
            reading,
            actors: Vec::new(),
            reason: String::new(),
            probability: 1.0,
            number: if matches!(self.line.word(head).xpos, Xpos::Nns | Xpos::Nnps) { Number::Many } else { Number::One },
            class: Class::State,
            wants: Wants::Nothing,
            name: None,
            title: None,
        }
    }

    /// The office holder whom a hit names, given what stands beside it.
    pub fn person(&self, hit: usize, states: &[Code], offices: &[SmolStr]) -> Option<Chosen> {
        let Found::Person { holders, sure } = &self.hits.list[hit].found else { return None };
        choose(self.world.lexicon, holders, self.world.on, &Beside { states, offices, seen: Some(self.world.seen), full: *sure })
    }

    /// "In Beijing China condemned …": the phrase of place ends before the name of the state, whatever the tree says.
    fn beside(&self, i: usize) -> Option<(Reading, f32, &'static str)> {
        let at = |i: usize, kinds: &[NameKind]| place::best(self.world, self.hits.list.get(i)?.names()).filter(|n| kinds.contains(&n.kind));
        let cities = [NameKind::Capital, NameKind::Place];
        let meet = |city: usize| {
            let (a, b) = (self.hits.list.get(city)?, self.hits.list.get(city + 1)?);
            let opens = a.first == 1 && matches!(self.line.lower(0), "in" | "at") && a.last + 1 == b.first;
            let verb = (b.last + 1 < self.line.len()) && matches!(self.line.word(b.last + 1).upos, Upos::Verb | Upos::Aux);
            (opens && verb && at(city, &cities).is_some() && at(city + 1, &[NameKind::Name]).is_some()).then_some(())
        };
        // "Beirut, Lebanon", "Beirut in Lebanon", "the capital Beirut"
        let city = at(i, &cities);
        let (hit, next) = (self.hits.list.get(i)?, self.hits.list.get(i + 1));
        let within = next.is_some_and(|n| {
            let same = at(i + 1, &[NameKind::Name]).is_some_and(|s| city.is_some_and(|c| c.code == s.code));
            same && n.first == hit.last + 2 && matches!(self.line.lower(hit.last + 1), "," | "in")
        });
        let called = hit.first > 0 && matches!(self.line.lower(hit.first - 1), "capital" | "city" | "town" | "downtown");
        if city.is_some() && (within || called) {
            return Some((Reading::Place, 0.8, "city told by its state"));
        }
        if meet(i).is_some() {
            return Some((Reading::Place, 0.85, "after a preposition of place"));
        }
        i.checked_sub(1).and_then(meet).map(|()| (Reading::Government, 0.85, "subject after a phrase of place"))
    }

    /// "The Democrats" of a text in which their country does not come up are some other country's.
    fn is_party_elsewhere(&self, hit: &Hit, actor: &ActorRef) -> bool {
        let country = match self.world.lexicon.actor(&actor.code) {
            Some(Actor::Group(group)) if actor.sector == "PTY" && hit.first == hit.last => group.country.as_ref(),
            _ => return false,
        };
        country.is_some_and(|c| !self.world.seen.contains_key(c) && self.world.home.as_ref() != Some(c))
    }

    fn name(&mut self, i: usize) {
        let hit = &self.hits.list[i];
        if self.taken.contains(&i) {
            return;
        }
        let inert = self.inert.contains(&i);
        match &hit.found {
            Found::Title(_) => {}
            Found::Name(names) => {
                let Some(named) = place::best(self.world, names) else { return };
                let Some(actor) = actor_of(self.world.lexicon, named, self.world.on) else { return };
                if self.is_party_elsewhere(hit, &actor) {
                    return;
                }
                let (kind, reading, probability, why) = place::read(self.world, self.line, hit, named);
                let (reading, probability, why) = self.beside(i).unwrap_or((reading, probability, why));
                let mut draft = self.draft(hit.first, hit.last, kind, if inert { Reading::Inert } else { reading });
                draft.probability = probability;
                let what = self.world.lexicon.actor(&actor.code).map_or("", |a| a.name());
                draft.reason = if inert { format!("{what}, only part of an office's name") } else { format!("{what}: {why}") };
                if self.hits.is_stance(self.line, i) {
                    draft.reading = Reading::Inert;
                    draft.reason = format!("{what}, after “{}-”", self.line.form(hit.first - 2));
                }
                draft.class = if self.world.lexicon.state(&actor.code).is_some() { Class::State } else { Class::Body };
                if kind == MentionKind::People {
                    draft.class = Class::Things;
                    draft.number = Number::Many;
                } else if kind != MentionKind::Outlet {
                    draft.number = Number::One;
                }
                let actor = if draft.reading == Reading::Place { ActorRef { sector: SmolStr::default(), ..actor } } else { actor };
                let actor = if kind == MentionKind::People && draft.reading == Reading::Agent {
                    ActorRef { authority: Authority::None, rank: 0, ..actor }
                } else {
                    actor
                };
                draft.actors = vec![actor];
                self.drafts.push(draft);
            }
            Found::Person { .. } | Found::Unknown => {
                let mut draft = self.draft(hit.first, hit.last, MentionKind::Person, if inert { Reading::Inert } else { Reading::Agent });
                draft.class = Class::Person;
                draft.number = Number::One;
                draft.name = Some(draft.span.of(self.line.text).into());
                let owner =
                    hit.first.checked_sub(2).filter(|&w| matches!(self.line.lower(w + 1), "'s" | "’s")).and_then(|w| self.hits.at(w));
                let states: Vec<Code> = owner
                    .and_then(|o| place::best(self.world, self.hits.list[o].names()))
                    .and_then(|n| actor_of(self.world.lexicon, n, self.world.on))
                    .map(|a| vec![a.code])
                    .unwrap_or_default();
                draft.wants = Wants::Memory;
                if let Some(chosen) = self.person(i, &states, &[]) {
                    draft.actors = vec![chosen.actor];
                    draft.reason = chosen.reason;
                    draft.probability = chosen.probability;
                    if matches!(hit.found, Found::Person { sure: true, .. }) {
                        draft.wants = Wants::Nothing;
                    }
                }
                self.drafts.push(draft);
            }
        }
    }
}
