//! Hits of one sentence to drafts of mentions. In: line, hits, metadata. Out: drafts in the order of their heads.

use crate::draft::{Class, Draft, Number, Wants, actor_of, authority, plain};
use crate::line::Line;
use crate::mention::{ActorRef, Authority, MentionKind, Reading};
use crate::person::{Beside, Chosen, choose};
use crate::phrase::{Hits, Phrase, around};
use crate::place;
use crate::salience;
use crate::scan::{Found, Hit};
use crate::vocab::{PAIR_NOUNS, STATE_NOUNS, has};
use demarche_lexicon::{Lexicon, NameKind, Title, TitleOf};
use demarche_source::{Code, Date, SmolStr};
use demarche_syntax::{Deprel, Xpos};
use std::collections::{BTreeMap, BTreeSet};

/// What composition looks at besides the line.
pub struct World<'a> {
    pub lexicon: &'a Lexicon,
    pub on: Option<Date>,
    /// How often each code is named in the report.
    pub seen: &'a BTreeMap<Code, u32>,
    /// Actor of the report itself or of its dateline.
    pub home: Option<Code>,
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

struct Composer<'c, 'a> {
    world: &'c World<'a>,
    line: &'c Line<'a>,
    hits: &'c Hits<'c>,
    drafts: Vec<Draft>,
    taken: BTreeSet<usize>,
    inert: BTreeSet<usize>,
}

impl Composer<'_, '_> {
    fn draft(&self, first: usize, last: usize, kind: MentionKind, reading: Reading) -> Draft {
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

    /// Actors that own a phrase: names, a master, or those of the organ inside it. The flag says that a city or region named them.
    fn owners(&self, phrase: &Phrase, phrases: &[Option<Phrase>], depth: usize) -> (Vec<ActorRef>, bool) {
        let lexicon = self.world.lexicon;
        let mut found: Vec<ActorRef> = Vec::new();
        let mut local = false;
        for &at in phrase.owners.iter().rev() {
            let names = self.hits.list[at].names();
            if let Some(named) = place::best(self.world, names) {
                local |= named.kind == NameKind::Place;
                found.extend(actor_of(lexicon, named, self.world.on).filter(|a| !found.iter().any(|b| b.code == a.code)));
            }
        }
        if let Some(master) = phrase.master.and_then(|m| self.person(m, &[], &[])) {
            found.push(master.actor);
        }
        if let Some((inner, at)) = phrase.inside.filter(|_| found.is_empty() && depth < 3).and_then(|i| Some((phrases[i].as_ref()?, i))) {
            let (owners, from_city) = self.owners(inner, phrases, depth + 1);
            local |= from_city;
            found = owners;
            if found.is_empty()
                && let Found::Title(titles) = &self.hits.list[at].found
            {
                found.extend(self.entry(titles, &[]).and_then(|t| t.state.clone()).map(plain));
            }
        }
        (found, local)
    }

    /// The entry that a title means, given whose it is.
    fn entry<'t>(&self, titles: &'t [Title], owners: &[Code]) -> Option<&'t Title> {
        let lexicon = self.world.lexicon;
        let rank = |t: &Title| match t.of {
            TitleOf::Office(i) => lexicon.office_at(i).map_or(0, |o| i64::from(o.rank)) + 40,
            TitleOf::Organ(i) => lexicon.organ_at(i).map_or(0, |o| i64::from(o.rank)) + 20,
            TitleOf::Role(i) => lexicon.role_at(i).map_or(0, |o| i64::from(o.rank)),
            TitleOf::Phrase(_) => 10,
        };
        let specific = titles.iter().filter(|t| t.state.is_some()).map(|t| &t.state).collect::<BTreeSet<_>>().len();
        let score = |t: &Title| match &t.state {
            Some(code) if owners.contains(code) => 1000,
            Some(_) if !owners.is_empty() => -1000,
            Some(code) => {
                let known = self.world.seen.get(code).copied().unwrap_or(0);
                let home = self.world.home.as_ref() == Some(code);
                if home || known > 0 {
                    300 + i64::from(known.min(50))
                } else if specific == 1 && titles.len() == 1 {
                    200
                } else {
                    -100
                }
            }
            None => 0,
        };
        titles.iter().max_by_key(|t| (score(t) + rank(t), std::cmp::Reverse(t.of)))
    }

    fn person(&self, hit: usize, states: &[Code], offices: &[SmolStr]) -> Option<Chosen> {
        let Found::Person { holders, sure } = &self.hits.list[hit].found else { return None };
        choose(self.world.lexicon, holders, self.world.on, &Beside { states, offices, seen: Some(self.world.seen), full: *sure })
    }

    fn title(&mut self, hit: usize, phrase: &Phrase, phrases: &[Option<Phrase>]) {
        let Found::Title(titles) = &self.hits.list[hit].found else { return };
        let last = self.hits.list[hit].last;
        let pair = (phrase.first..last).any(|w| matches!(self.line.lower(w), "two" | "both")) && has(PAIR_NOUNS, self.line.lemma(last));
        let nobody = phrase.owners.is_empty() && phrase.inside.is_none() && phrase.master.is_none();
        // the sides of a dispute, the parties to a conflict
        let parties = matches!(self.line.lemma(last), "side" | "party")
            && (self.line.lemma(last) == "side" || self.line.word(last).xpos == Xpos::Nns);
        // "the Official Gazette"
        let next = self.hits.at(last + 1).is_some_and(|n| self.hits.list[n].found == Found::Unknown && Some(n) != phrase.bearer);
        let part = next && nobody && phrase.definite && self.line.is_capital(last);
        let state_noun = nobody
            && self.hits.list[hit].first == last
            && titles.iter().all(|t| matches!(t.of, TitleOf::Role(_)))
            && has(STATE_NOUNS, self.line.lemma(last));
        if phrase.relational || part || state_noun || ((pair || parties) && nobody && phrase.pronoun.is_none()) {
            return;
        }
        let lexicon = self.world.lexicon;
        let (owners, local) = self.owners(phrase, phrases, 0);
        let codes: Vec<Code> = owners.iter().map(|a| a.code.clone()).collect();
        let offices: Vec<SmolStr> = titles
            .iter()
            .filter_map(|t| match t.of {
                TitleOf::Office(i) => lexicon.office_at(i).map(|o| o.id.clone()),
                _ => None,
            })
            .collect();
        let chosen = phrase.bearer.and_then(|b| self.person(b, &codes, &offices));
        let known = chosen.as_ref().map(|c| vec![c.actor.code.clone()]).unwrap_or_default();
        let Some(title) = self.entry(titles, if codes.is_empty() { &known } else { &codes }) else { return };
        let (rank, speaks, sector, anonymous) = match title.of {
            TitleOf::Office(i) => lexicon
                .office_at(i)
                .map_or((0, Authority::None, SmolStr::default(), false), |o| (o.rank, authority(&o.speaks), o.sector.clone(), false)),
            TitleOf::Organ(i) => lexicon
                .organ_at(i)
                .map_or((0, Authority::None, SmolStr::default(), false), |o| (o.rank, authority(&o.speaks), o.sector.clone(), false)),
            TitleOf::Role(i) => lexicon
                .role_at(i)
                .map_or((0, Authority::None, SmolStr::default(), false), |o| (o.rank, authority(&o.speaks), o.sector.clone(), o.anonymous)),
            TitleOf::Phrase(_) => (10, Authority::State, SmolStr::default(), false),
        };
        let (kind, class, reading) = match title.of {
            TitleOf::Office(_) => (MentionKind::Office, Class::Person, Reading::Agent),
            TitleOf::Organ(_) => (MentionKind::Organ, Class::Body, Reading::Government),
            TitleOf::Role(_) => (MentionKind::Role, Class::Things, Reading::Agent),
            TitleOf::Phrase(_) => (MentionKind::Description, Class::State, Reading::Government),
        };
        if matches!(title.of, TitleOf::Phrase(_)) && !phrase.definite && title.written.is_none() {
            return;
        }
        let mut draft = self.draft(phrase.first, phrase.last.max(self.hits.list[hit].last), kind, reading);
        // the head is that of the title, unless its bearer stands in the phrase
        if phrase.bearer.is_none() || phrase.apposed {
            draft.head = self.line.head_of(self.hits.list[hit].first, self.hits.list[hit].last);
        }
        if !self.line.is_capital(draft.head) || kind != MentionKind::Office {
            draft.number = if matches!(self.line.word(draft.head).xpos, Xpos::Nns | Xpos::Nnps) { Number::Many } else { Number::One };
        }
        if matches!(draft.class, Class::Things) || kind == MentionKind::Role && draft.number == Number::One {
            draft.class = Class::Things;
        }
        draft.class = class;
        draft.title = Some(title.of);
        let words = self.line.span(self.hits.list[hit].first, self.hits.list[hit].last).of(self.line.text);
        let mut template =
            ActorRef { code: Code::default(), sector, person: None, office: Some(words.into()), rank, authority: speaks, anonymous };
        if local {
            template.authority = Authority::None;
        }
        if phrase.former {
            (template.authority, template.rank, template.sector) = (Authority::None, 2, "ELI".into());
        } else if phrase.opposed {
            (template.authority, template.rank) = (Authority::None, rank.min(3));
            template.sector = if template.sector == "LEG" { template.sector } else { "OPP".into() };
        }
        let next = self.line.tokens.get(self.hits.list[hit].last + 1).map_or("", |t| t.form.as_str());
        if template.sector == "OPP" && matches!(title.of, TitleOf::Organ(_)) && (phrase.pronoun.is_some() || next == "to") {
            // "our opposition to the draft"
            return;
        }
        let name = phrase.bearer.map(|b| SmolStr::from(self.line.span(self.hits.list[b].first, self.hits.list[b].last).of(self.line.text)));
        template.person = name.clone();
        draft.name = name;
        if let Some(bearer) = phrase.bearer {
            draft.kind = if phrase.apposed { draft.kind } else { MentionKind::Person };
            draft.class = Class::Person;
            draft.number = Number::One;
            if !phrase.apposed {
                self.taken.insert(bearer);
            }
        }
        let inside = phrase
            .inside
            .filter(|&i| self.line.is_possessive(self.hits.list[i].last))
            .map(|i| self.line.head_of(self.hits.list[i].first, self.hits.list[i].last));
        match chosen {
            Some(chosen) => {
                let mut actor = chosen.actor;
                if phrase.former || phrase.opposed {
                    (actor.authority, actor.rank) = (Authority::None, 2);
                    actor.sector = template.sector.clone();
                }
                draft.actors = vec![actor];
                draft.reason = chosen.reason;
                draft.probability = chosen.probability;
            }
            None if !owners.is_empty() => {
                let named: Vec<_> = codes.iter().map(SmolStr::as_str).collect();
                draft.reason = format!("title “{words}” of {}", named.join(", "));
                draft.probability = 0.95;
                draft.actors = codes.iter().map(|c| ActorRef { code: c.clone(), ..template.clone() }).collect();
                if let Some(own) =
                    owners.first().filter(|a| a.authority == Authority::None || matches!(a.sector.as_str(), "REB" | "OPP" | "PTY"))
                {
                    draft.actors.iter_mut().for_each(|a| a.sector = own.sector.clone());
                }
            }
            None => match (
                &title.state,
                phrase.pronoun.or_else(|| phrase.master.map(|m| self.line.head_of(self.hits.list[m].first, self.hits.list[m].last))),
            ) {
                (Some(code), _) => {
                    draft.actors = vec![ActorRef { code: code.clone(), ..template }];
                    draft.reason = format!("title “{words}” is of {code} alone");
                    draft.probability = 0.85;
                }
                (None, Some(pronoun)) => {
                    draft.actors = vec![template];
                    draft.wants = Wants::Possessor(pronoun);
                }
                (None, None) if phrase.sponsored => return,
                (None, None) => {
                    let organ = matches!(title.of, TitleOf::Organ(_));
                    let force = matches!(template.sector.as_str(), "GOV" | "MIL" | "COP");
                    let bare = !phrase.definite && !phrase.indefinite;
                    if organ
                        && !(phrase.definite && (force || draft.number == Number::One)
                            || bare && force && phrase.first == self.hits.list[hit].first)
                    {
                        return;
                    }
                    let role = matches!(title.of, TitleOf::Role(_));
                    // "power generation"; "an observer" who says nothing
                    let modifier = matches!(self.line.word(draft.head).deprel, Deprel::Compound | Deprel::Amod);
                    let mute = !phrase.definite && salience::wills(lexicon, self.line, draft.head) == 0.0;
                    if role && draft.name.is_none() && (modifier || mute) {
                        return;
                    }
                    let telling = anonymous || matches!(template.sector.as_str(), "GOV" | "MIL" | "COP" | "SPY");
                    if role && draft.name.is_none() && !(phrase.definite && telling) && !anonymous && template.sector != "GOV" {
                        return;
                    }
                    draft.actors = vec![template];
                    draft.wants = Wants::Owner { definite: phrase.definite };
                }
            },
        }
        if let Some(bearer) = phrase.bearer.filter(|_| phrase.apposed) {
            let hit = &self.hits.list[bearer];
            let mut person = self.draft(hit.first, hit.last, MentionKind::Person, Reading::Agent);
            (person.class, person.number) = (Class::Person, Number::One);
            (person.actors, person.name, person.wants) = (draft.actors.clone(), draft.name.clone(), draft.wants.clone());
            person.reason = format!("{}; in apposition", draft.reason);
            (person.probability, person.title) = (draft.probability, draft.title);
            self.taken.insert(bearer);
            self.drafts.push(person);
        }
        self.drafts.push(draft);
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
                let (kind, reading, probability, why) = place::read(self.world, self.line, hit, named);
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
