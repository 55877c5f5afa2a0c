//! Titles to drafts: whose they are, which entry they mean, who bears them. In: phrases around titles. Out: drafts, settled or waiting.

use crate::compose::Composer;
use crate::draft::{Class, Draft, Number, Wants, actor_of, authority, plain};
use crate::internal;
use crate::mention::{ActorRef, Authority, MentionKind, Reading};
use crate::phrase::Phrase;
use crate::place;
use crate::salience;
use crate::scan::{Found, Hit};
use crate::vocab::{COUNTED, PAIR_NOUNS, STATE_NOUNS, has};
use demarche_lexicon::{Actor, NameKind, Named, Title, TitleOf};
use demarche_source::{Code, SmolStr};
use demarche_syntax::{Deprel, Upos, Xpos};
use std::collections::BTreeSet;

impl Composer<'_, '_> {
    /// Adds the draft of the title `hit`, and that of a bearer in apposition.
    pub fn title(&mut self, hit: usize, phrase: &Phrase, phrases: &[Option<Phrase>]) {
        let here = &self.hits.list[hit];
        let Found::Title(titles) = &here.found else { return };
        if self.is_none(here, titles, phrase) {
            return;
        }
        let (owners, local) = self.owners(hit, phrase, phrases, 0);
        let codes: Vec<Code> = owners.iter().map(|a| a.code.clone()).collect();
        let offices: Vec<SmolStr> = titles.iter().filter_map(|t| self.office_id(t)).collect();
        let chosen = phrase.bearer.and_then(|b| self.person(b, &codes, &offices));
        let known: Vec<Code> = chosen.iter().map(|c| c.actor.code.clone()).collect();
        let Some(title) = self.entry(titles, if codes.is_empty() { &known } else { &codes }) else { return };
        if matches!(title.of, TitleOf::Phrase(_)) && !phrase.definite && title.written.is_none() {
            return;
        }
        let mut draft = self.shape(here, title, phrase);
        let Some(mut template) = self.template(here, title, phrase, local, draft.name.clone()) else { return };
        // "the representative of Brazil" speaks for it, "a representative of Texas" does not
        let after = phrase.owners.iter().any(|&o| self.hits.list[o].first > here.last);
        let state = |a: &ActorRef| matches!(self.world.lexicon.actor(&a.code), Some(Actor::State(_)));
        let envoy = template.sector == "LEG" && phrase.definite && after && !local && self.line.lemma(here.last) == "representative";
        if envoy && owners.len() == 1 && owners.iter().all(state) {
            (template.rank, template.authority, template.sector) = (5, Authority::State, "GOV".into());
        }
        // "president of the parliament", "officer of the secret service"
        if let Some(sector) =
            self.sector_inside(phrase).filter(|_| !phrase.former && matches!(title.of, TitleOf::Office(_) | TitleOf::Role(_)))
        {
            if template.rank >= 8 {
                (template.rank, template.authority) = (6, template.authority.min(Authority::Organ));
            }
            template.sector = sector;
        }
        if let Some(chosen) = chosen {
            let mut actor = chosen.actor;
            if phrase.former || phrase.opposed {
                (actor.authority, actor.rank, actor.sector) = (Authority::None, 2, template.sector.clone());
            }
            // "Defence Minister X" of whom only a later office is known; "President X" of a past one is mere courtesy
            let another = chosen.unheld && matches!(title.of, TitleOf::Office(_)) && template.authority > actor.authority;
            if another && !phrase.former && !phrase.opposed {
                actor = ActorRef { code: actor.code, person: actor.person, ..template.clone() };
            }
            if actor.sector.is_empty() {
                actor.sector = template.sector;
            }
            (draft.actors, draft.reason, draft.probability) = (vec![actor], chosen.reason, chosen.probability);
        } else if !owners.is_empty() {
            let words = template.office.clone().unwrap_or_default();
            draft.reason = format!("title “{words}” of {}", codes.iter().map(SmolStr::as_str).collect::<Vec<_>>().join(", "));
            draft.probability = 0.95;
            draft.actors = codes.iter().map(|c| ActorRef { code: c.clone(), ..template.clone() }).collect();
            // the offices of a party or armed group are not those of a government
            if let Some(own) = owners
                .first()
                .filter(|a| a.authority == Authority::None || matches!(a.sector.as_str(), "REB" | "OPP" | "PTY" | "REL" | "ETH"))
            {
                // "Kurdish militants" are militants, of a country that the text tells
                if own.sector == "ETH" && internal::is_group(&template) && matches!(title.of, TitleOf::Role(_)) && draft.name.is_none() {
                    draft.wants = Wants::Country;
                } else {
                    draft.actors.iter_mut().for_each(|a| a.sector = own.sector.clone());
                }
            }
        } else if let Some(code) = &title.state {
            draft.reason = format!("title “{}” is of {code} alone", template.office.as_deref().unwrap_or_default());
            draft.actors = vec![ActorRef { code: code.clone(), ..template }];
            draft.probability = 0.85;
        } else if let Some(possessor) = self.possessor(phrase) {
            draft.actors = vec![template];
            draft.wants = Wants::Possessor(possessor);
        } else if self.stands_alone(here, title, phrase, &draft, &template) {
            let some = draft.number == Number::Many && !phrase.definite;
            let group = draft.name.is_none() && (some || !matches!(title.of, TitleOf::Office(_))) && internal::is_group(&template);
            draft.actors = vec![template];
            draft.wants = if group { Wants::Country } else { Wants::Owner { definite: phrase.definite } };
        } else {
            return;
        }
        if let Some(bearer) = phrase.bearer {
            self.taken.insert(bearer);
            if phrase.apposed {
                let hit = &self.hits.list[bearer];
                let mut person = self.draft(hit.first, hit.last, MentionKind::Person, Reading::Agent);
                (person.class, person.number) = (Class::Person, Number::One);
                (person.actors, person.name, person.wants) = (draft.actors.clone(), draft.name.clone(), draft.wants.clone());
                person.reason = format!("{}; in apposition", draft.reason);
                (person.probability, person.title) = (draft.probability, draft.title);
                self.drafts.push(person);
            }
        }
        self.drafts.push(draft);
    }

    /// Words of the lexicon's titles that are none here.
    fn is_none(&self, here: &Hit, titles: &[Title], phrase: &Phrase) -> bool {
        let (line, last) = (self.line, here.last);
        let nobody = phrase.owners.is_empty() && phrase.inside.is_none() && phrase.master.is_none();
        let pair = (phrase.first..last).any(|w| line.lower(w) == "both" || COUNTED.iter().any(|n| n.0 == line.lower(w)))
            && has(PAIR_NOUNS, line.lemma(last));
        // the sides of a dispute, the parties to a conflict
        let parties =
            line.lemma(last) == "side" || (here.first == last && line.lemma(last) == "party" && line.word(last).xpos == Xpos::Nns);
        // "the Official Gazette"
        let next = self.hits.at(last + 1).is_some_and(|n| self.hits.list[n].found == Found::Unknown && Some(n) != phrase.bearer);
        let part = next && nobody && phrase.definite && line.is_capital(last);
        let roles = titles.iter().all(|t| matches!(t.of, TitleOf::Role(_)));
        let state_noun = nobody && here.first == last && roles && has(STATE_NOUNS, line.lemma(last));
        phrase.relational || part || state_noun || ((pair || parties) && nobody && phrase.pronoun.is_none())
    }

    /// The sector of a parliament, court, force or secret service inside the phrase.
    fn sector_inside(&self, phrase: &Phrase) -> Option<SmolStr> {
        let Found::Title(titles) = &self.hits.list[phrase.inside?].found else { return None };
        let sector = |t: &Title| match t.of {
            TitleOf::Organ(i) => self.world.lexicon.organ_at(i).map(|o| o.sector.clone()),
            _ => None,
        };
        titles.iter().find_map(sector).filter(|s| matches!(s.as_str(), "LEG" | "JUD" | "COP" | "SPY"))
    }

    fn office_id(&self, title: &Title) -> Option<SmolStr> {
        match title.of {
            TitleOf::Office(i) => self.world.lexicon.office_at(i).map(|o| o.id.clone()),
            _ => None,
        }
    }

    /// The draft without its actors.
    fn shape(&self, here: &Hit, title: &Title, phrase: &Phrase) -> Draft {
        let (kind, class, reading) = match title.of {
            TitleOf::Office(_) => (MentionKind::Office, Class::Person, Reading::Agent),
            TitleOf::Organ(_) => (MentionKind::Organ, Class::Body, Reading::Government),
            TitleOf::Role(_) => (MentionKind::Role, Class::Things, Reading::Agent),
            TitleOf::Phrase(_) => (MentionKind::Description, Class::State, Reading::Government),
        };
        let mut draft = self.draft(phrase.first, phrase.last.max(here.last), kind, reading);
        // the head is that of the title, unless its bearer stands in the phrase
        if phrase.bearer.is_none() || phrase.apposed {
            draft.head = self.line.head_of(here.first, here.last);
        }
        draft.number = if matches!(self.line.word(draft.head).xpos, Xpos::Nns | Xpos::Nnps) { Number::Many } else { Number::One };
        (draft.class, draft.title) = (class, Some(title.of));
        if let Some(bearer) = phrase.bearer.map(|b| &self.hits.list[b]) {
            draft.name = Some(self.line.span(bearer.first, bearer.last).of(self.line.text).into());
            (draft.class, draft.number) = (Class::Person, Number::One);
            if !phrase.apposed {
                draft.kind = MentionKind::Person;
            }
        }
        draft
    }

    /// The actor as far as the title tells, without code.
    fn template(&self, here: &Hit, title: &Title, phrase: &Phrase, local: bool, person: Option<SmolStr>) -> Option<ActorRef> {
        let lexicon = self.world.lexicon;
        let (rank, speaks, sector, anonymous) = match title.of {
            TitleOf::Office(i) => lexicon.office_at(i).map(|o| (o.rank, authority(&o.speaks), o.sector.clone(), false)),
            TitleOf::Organ(i) => lexicon.organ_at(i).map(|o| (o.rank, authority(&o.speaks), o.sector.clone(), false)),
            TitleOf::Role(i) => lexicon.role_at(i).map(|o| (o.rank, authority(&o.speaks), o.sector.clone(), o.anonymous)),
            TitleOf::Phrase(_) => Some((10, Authority::State, SmolStr::default(), false)),
        }?;
        let office = self.line.span(here.first, here.last).of(self.line.text);
        let mut actor = ActorRef { code: Code::default(), sector, person, office: Some(office.into()), rank, authority: speaks, anonymous };
        if local {
            actor.authority = Authority::None;
        }
        if phrase.private {
            (actor.authority, actor.rank, actor.sector) = (Authority::None, rank.min(3), "CVL".into());
        }
        if phrase.former {
            (actor.authority, actor.rank, actor.sector) = (Authority::None, 2, "ELI".into());
        } else if phrase.opposed {
            (actor.authority, actor.rank) = (Authority::None, rank.min(3));
            actor.sector = if actor.sector == "LEG" { actor.sector } else { "OPP".into() };
        }
        // "our opposition to the draft"
        let next = self.line.tokens.get(here.last + 1).map_or("", |t| t.form.as_str());
        let deed = actor.sector == "OPP" && matches!(title.of, TitleOf::Organ(_)) && (phrase.pronoun.is_some() || next == "to");
        (!deed).then_some(actor)
    }

    /// The word whose mention possesses the phrase: a pronoun, a person unknown to the lexicon, an organ or office.
    fn possessor(&self, phrase: &Phrase) -> Option<usize> {
        let head = |i: usize| self.line.head_of(self.hits.list[i].first, self.hits.list[i].last);
        let inside = phrase.inside.filter(|&i| self.line.is_possessive(self.hits.list[i].last));
        phrase.pronoun.or(phrase.master.map(head)).or(inside.map(head))
    }

    /// Whether a title of nobody is worth asking the text whose it is.
    fn stands_alone(&self, here: &Hit, title: &Title, phrase: &Phrase, draft: &Draft, template: &ActorRef) -> bool {
        let bare = !phrase.definite && !phrase.indefinite && phrase.first == here.first;
        // "the island's government": whoever has it is named, though not known
        let possessed = |c: usize| {
            let word = self.line.word(c);
            word.deprel == Deprel::NmodPoss && word.upos == Upos::Noun && self.hits.at(c).is_none() && !has(STATE_NOUNS, self.line.lemma(c))
        };
        if self.line.tree.children(draft.head).any(possessed) {
            return false;
        }
        let sector = template.sector.as_str();
        match title.of {
            _ if phrase.sponsored => false,
            TitleOf::Organ(_) => {
                let force = matches!(sector, "GOV" | "MIL" | "COP");
                phrase.definite && (force || draft.number == Number::One) || bare && (force || self.takes_part(draft, template))
            }
            TitleOf::Role(_) if draft.name.is_none() => {
                // "power generation"; "an observer" who says nothing
                let modifier = matches!(self.line.word(draft.head).deprel, Deprel::Compound | Deprel::Amod);
                let mute = !phrase.definite && salience::wills(self.world.lexicon, self.line, draft.head) == 0.0;
                let telling = template.anonymous || matches!(sector, "GOV" | "MIL" | "COP" | "SPY");
                !modifier
                    && (!mute && (phrase.definite && telling || template.anonymous || sector == "GOV") || self.takes_part(draft, template))
            }
            _ => true,
        }
    }

    /// Whether a group inside a country does something, or has it done to it.
    fn takes_part(&self, draft: &Draft, template: &ActorRef) -> bool {
        internal::is_group(template) && internal::takes_part(self.line, draft.head, template.sector == "JRN")
    }

    /// Actors that own a phrase: names, a master, or those of the organ inside it. The flag says that a city or region named them.
    fn owners(&self, hit: usize, phrase: &Phrase, phrases: &[Option<Phrase>], depth: usize) -> (Vec<ActorRef>, bool) {
        let mut found: Vec<ActorRef> = Vec::new();
        let mut local = false;
        for &at in phrase.owners.iter().rev() {
            if let Some(named) = place::best(self.world, self.hits.list[at].names()) {
                local |= named.kind == NameKind::Place;
                found.extend(actor_of(self.world.lexicon, named, self.world.on).filter(|a| !found.iter().any(|b| b.code == a.code)));
            }
        }
        if found.is_empty() {
            found.extend(self.named_body(&self.hits.list[hit]));
        }
        found.extend(phrase.master.and_then(|m| self.person(m, &[], &[])).map(|c| c.actor));
        if let Some((inner, at)) = phrase.inside.filter(|_| found.is_empty() && depth < 3).and_then(|i| Some((phrases[i].as_ref()?, i))) {
            let (owners, from_city) = self.owners(at, inner, phrases, depth + 1);
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

    /// The body whose name stands inside the title of one of its officers ("president of the European Council").
    fn named_body(&self, here: &Hit) -> Option<ActorRef> {
        let Found::Title(titles) = &here.found else { return None };
        let sector = |t: &Title, of: &[&str]| matches!(t.of, TitleOf::Office(i) if self.world.lexicon.office_at(i).is_some_and(|o| of.contains(&o.sector.as_str())));
        let groups = ["REB", "OPP", "PTY"];
        if !titles.iter().any(|t| sector(t, &["IGO"]) || sector(t, &groups)) {
            return None;
        }
        (here.first..=here.last).filter_map(|w| self.line.atom_at(w)).find_map(|from| {
            let found = self.world.lexicon.names_at(from, |i| self.line.spellings(from, i));
            let body =
                |n: &&Named| matches!(n.code.as_deref().and_then(|c| self.world.lexicon.actor(c)), Some(Actor::Body(_) | Actor::Group(_)));
            let named = found.last()?.1.iter().find(body)?;
            actor_of(self.world.lexicon, named, self.world.on)
        })
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
        let states = titles.iter().filter_map(|t| t.state.as_ref()).collect::<BTreeSet<_>>().len();
        // what every state has fixes none, though some entry names it for one of them
        let general = |t: &Title| t.written.is_none() && titles.iter().any(|u| u.state.is_none() && u.of == t.of);
        let score = |t: &Title| match &t.state {
            Some(code) if owners.contains(code) => 1000,
            Some(_) if general(t) => -1000,
            Some(_) if !owners.is_empty() => -1000,
            Some(code) => {
                let known = self.world.seen.get(code).copied().unwrap_or(0);
                match [&self.world.home, &self.world.press].contains(&&Some(code.clone())) || known > 0 {
                    true => 300 + i64::from(known.min(50)),
                    false if states == 1 && titles.len() == 1 => 200,
                    false => -100,
                }
            }
            None => 0,
        };
        titles.iter().max_by_key(|t| (score(t) + rank(t), std::cmp::Reverse(t.of)))
    }
}
