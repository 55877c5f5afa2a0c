//! From drafts to mentions, in the order of the text: titles without a state, later names of persons, acronyms, pronouns, descriptions.
//!
//! In: lines and drafts. Out: settled mentions. It looks a few sentences back and never ahead.

use crate::Context;
use crate::compose::World;
use crate::draft::{Class, Draft, Number, Wants, plain};
use crate::line::Line;
use crate::mention::{ActorRef, Authority, Mention, MentionKind, Reading};
use crate::salience::{BY_SENTENCE, Settled, part, things, wills};
use crate::vocab::{FIRST_PLURAL, FIRST_SINGULAR, PARTICLES, has};
use demarche_lexicon::{Actor, TitleOf};
use demarche_source::{Code, SmolStr, Span};
use demarche_syntax::{Deprel, PredicateKind, Role};
use std::collections::BTreeMap;

/// In whose words a text that is no news report is.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    pub actor: ActorRef,
    pub reason: &'static str,
    pub probability: f32,
}

/// The running state of one report.
pub struct Discourse<'d, 'a> {
    pub world: &'d World<'a>,
    pub lines: &'d [Line<'a>],
    pub context: &'d Context,
    pub quotations: &'d [Span],
    pub settled: Vec<Settled>,
    /// First-person drafts inside quotations, which wait until all speakers are known.
    pub quoted: Vec<Draft>,
    /// Whose voice the running text is in, where a label or the report's own source tells.
    pub voice: Option<Voice>,
    persons: BTreeMap<SmolStr, usize>,
    acronyms: BTreeMap<SmolStr, usize>,
    /// Common nouns of the last sentences: sentence, word, number, weight.
    things: Vec<(usize, usize, Number, f32)>,
}

impl<'d, 'a> Discourse<'d, 'a> {
    pub fn new(world: &'d World<'a>, lines: &'d [Line<'a>], context: &'d Context, quotations: &'d [Span]) -> Self {
        let (settled, quoted, things) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            world,
            lines,
            context,
            quotations,
            settled,
            quoted,
            voice: None,
            persons: BTreeMap::new(),
            acronyms: BTreeMap::new(),
            things,
        }
    }

    /// Settles the drafts of one sentence, given in the order of their first words.
    pub fn sentence(&mut self, line: usize, drafts: Vec<Draft>) {
        self.things.retain(|t| t.0 + 2 >= line);
        let taken: Vec<usize> = drafts.iter().map(|d| d.head).collect();
        let fresh = things(&self.lines[line], |w| taken.contains(&w));
        self.things.extend(fresh.into_iter().map(|(w, number, weight)| (line, w, number, weight)));
        for draft in drafts {
            self.settle(draft);
        }
    }

    fn settle(&mut self, mut draft: Draft) {
        let line = &self.lines[draft.sentence];
        let mut antecedent = None;
        if let Some(known) = draft.name.as_ref().filter(|_| draft.wants != Wants::Nothing).and_then(|n| self.remembered(n)) {
            let earlier = &self.settled[known].mention;
            if matches!(draft.wants, Wants::Memory) || earlier.actors.iter().any(|a| !a.code.is_empty()) {
                draft.actors = earlier.actors.clone();
                draft.kind = if self.acronyms.values().any(|&a| a == known) { earlier.kind } else { draft.kind };
                draft.reason = format!("named before as “{}”", earlier.span.of(line.text));
                draft.probability = (earlier.probability * 0.95).max(0.3);
                draft.wants = Wants::Nothing;
                antecedent = Some(known);
            }
        }
        match draft.wants.clone() {
            Wants::Nothing => {}
            Wants::Memory => {
                if draft.actors.is_empty() && !self.is_stranger(&draft) {
                    return;
                }
                if draft.actors.is_empty() {
                    draft.reason = "a person that the text does not place".into();
                    draft.probability = 0.5;
                }
            }
            Wants::Owner { definite } => antecedent = self.owner(&mut draft, definite),
            Wants::Possessor(pronoun) => {
                match self.settled.iter().rposition(|s| s.mention.sentence == draft.sentence && s.mention.head == pronoun) {
                    Some(of) => {
                        let owner = &self.settled[of].mention;
                        let codes: Vec<Code> = owner.actors.iter().map(|a| a.code.clone()).collect();
                        draft.probability = owner.probability * 0.97;
                        draft.reason = format!("of “{}”: {}", owner.span.of(line.text), owner.reason);
                        draft.actors = owned(&draft, &codes);
                        antecedent = Some(of);
                    }
                    None => return,
                }
            }
            Wants::Antecedent => {
                let lower = line.lower(draft.head);
                if has(FIRST_PLURAL, lower) || has(FIRST_SINGULAR, lower) {
                    if self.quotations.iter().any(|q| q.contains(draft.span)) {
                        self.quoted.push(draft);
                        return;
                    }
                    if !self.own_voice(&mut draft) {
                        return;
                    }
                } else {
                    match self.antecedent(&draft) {
                        Some((of, probability)) => antecedent = Some(self.copy(&mut draft, of, probability)),
                        None => return,
                    }
                }
            }
            Wants::Described => match self.described(&draft) {
                Some((of, probability)) => antecedent = Some(self.copy(&mut draft, of, probability)),
                None => return,
            },
            Wants::Pair => match self.pair(&draft) {
                Some((a, b)) => {
                    draft.actors = [a, b].iter().filter_map(|&i| self.settled[i].mention.actors.first().cloned()).collect();
                    let texts = [a, b].map(|i| self.settled[i].mention.span.of(line.text));
                    draft.reason = format!("the last two: “{}” and “{}”", texts[0], texts[1]);
                    draft.probability = 0.7;
                    antecedent = Some(b);
                }
                None => return,
            },
            Wants::OneOfPair(first) => match self.pair(&draft) {
                Some((a, b)) => antecedent = Some(self.copy(&mut draft, if first { a } else { b }, 0.7)),
                None => return,
            },
        }
        self.incumbent(&mut draft);
        self.push(draft, antecedent);
    }

    /// The bearer of a high office on the day of the report, where the phrase names the office alone.
    fn incumbent(&self, draft: &mut Draft) {
        let (Some(TitleOf::Office(office)), Some(day)) = (draft.title, self.world.on) else { return };
        let [actor] = &mut draft.actors[..] else { return };
        let fits = draft.kind == MentionKind::Office && draft.number == Number::One && draft.name.is_none() && draft.probability >= 0.6;
        if !fits || actor.person.is_some() || actor.code.is_empty() || actor.authority != Authority::State || actor.rank < 8 {
            return;
        }
        let id = self.world.lexicon.office_at(office).map_or("", |o| o.id.as_str());
        let holders = self.world.lexicon.who_office(&actor.code, id, Some(day));
        if let Some(first) = holders.first()
            && holders.iter().all(|h| h.person == first.person)
        {
            actor.person = Some(first.person.clone());
            draft.reason.push_str(&format!("; {} on {day}", first.person));
        }
    }

    /// Records a settled draft, and what later names may recall.
    pub fn push(&mut self, draft: Draft, antecedent: Option<usize>) {
        let line = &self.lines[draft.sentence];
        let (weight, subject) = part(line, draft.head);
        let mut actors = draft.actors;
        actors.retain(|a| !a.code.is_empty());
        let at = self.settled.len();
        if let Some(name) = &draft.name {
            let words: Vec<&str> = name.split([' ', '-']).filter(|w| !has(PARTICLES, w)).collect();
            if words.len() > 1 || !actors.is_empty() {
                for key in words.iter().copied().chain([name.as_str()]).filter(|w| w.chars().next().is_some_and(char::is_uppercase)) {
                    self.persons.insert(key.into(), at);
                }
            }
        }
        if !actors.is_empty()
            && draft.kind != MentionKind::Adjective
            && let Some(acronym) = line.text.get(draft.span.range().end..).and_then(acronym)
        {
            self.acronyms.insert(acronym.into(), at);
        }
        let mention = Mention {
            span: draft.span,
            sentence: draft.sentence,
            head: draft.head,
            kind: draft.kind,
            reading: draft.reading,
            actors,
            reason: draft.reason,
            probability: draft.probability,
            antecedent,
        };
        let (first, last) = (draft.first, draft.last);
        let lower = line.lower(draft.head);
        let own = draft.kind == MentionKind::Pronoun && (has(FIRST_PLURAL, lower) || has(FIRST_SINGULAR, lower));
        self.settled.push(Settled {
            mention,
            first,
            last,
            class: draft.class,
            number: draft.number,
            part: weight,
            subject,
            title: draft.title,
            own,
        });
    }

    fn copy(&self, draft: &mut Draft, of: usize, probability: f32) -> usize {
        let earlier = &self.settled[of];
        draft.actors = earlier.mention.actors.clone();
        if matches!(draft.class, Class::State | Class::Body) && draft.kind == MentionKind::Description {
            // the state itself, not the person or organ through which it was named
            draft.actors = draft.actors.iter().map(|a| plain(a.code.clone())).collect();
        } else {
            draft.class = earlier.class;
            draft.number = earlier.number;
            draft.reading = if earlier.mention.reading == Reading::Place { Reading::Government } else { earlier.mention.reading };
        }
        draft.reason = format!("stands for “{}”", earlier.mention.span.of(self.lines[draft.sentence].text));
        draft.probability = probability * earlier.mention.probability.max(0.5);
        of
    }

    fn remembered(&self, name: &str) -> Option<usize> {
        let bare = name.trim_end_matches("'s").trim_end_matches("’s");
        self.acronyms.get(bare).or_else(|| self.persons.get(bare)).copied().or_else(|| {
            // a later name of several words must share its last with the earlier one
            let (first, last) = (bare.split(' ').next()?, bare.rsplit(' ').next()?);
            let at = *self.persons.get(last)?;
            let full = self.settled[at].mention.actors.first().and_then(|a| a.person.clone()).unwrap_or_default();
            (first == last || full.split(' ').any(|w| w == first)).then_some(at)
        })
    }

    /// An unknown name of several words that acts as a person does.
    fn is_stranger(&self, draft: &Draft) -> bool {
        let line = &self.lines[draft.sentence];
        draft.last > draft.first && (wills(self.world.lexicon, line, draft.head) > 0.0 || line.word(draft.head).deprel == Deprel::Appos)
    }

    fn own_voice(&self, draft: &mut Draft) -> bool {
        let Some(voice) = &self.voice else { return false };
        let mut actor = voice.actor.clone();
        if draft.number == Number::Many {
            actor.person = None;
        } else if actor.person.is_none() {
            actor.person = self.context.speaker.as_deref().map(SmolStr::from);
        }
        draft.actors = vec![actor];
        draft.reason = voice.reason.into();
        draft.probability = voice.probability;
        true
    }

    /// First-person pronouns in quotations, once the speakers are known. `None` where nobody is.
    pub fn voice(&mut self, mut draft: Draft, speaker: Option<usize>) {
        match speaker {
            Some(at) => {
                let said = &self.settled[at].mention;
                draft.actors = said.actors.clone();
                if draft.number == Number::Many {
                    draft.actors.iter_mut().for_each(|a| a.person = None);
                }
                draft.reason = format!("in words of “{}”", said.span.of(self.lines[draft.sentence].text));
                draft.probability = 0.9 * said.probability;
                self.push(draft, Some(at));
            }
            None => {
                if self.own_voice(&mut draft) {
                    self.push(draft, None);
                }
            }
        }
    }

    /// The state of a title that names none: the same title before, else the actor that the text is about at this point.
    fn owner(&self, draft: &mut Draft, definite: bool) -> Option<usize> {
        let line = &self.lines[draft.sentence];
        let person = matches!(draft.title, Some(TitleOf::Office(_) | TitleOf::Role(_))) && draft.number == Number::One;
        let general = person && matches!(draft.title, Some(TitleOf::Role(_))) && draft.actors.first().is_some_and(|a| a.sector == "GOV");
        if definite && draft.name.is_none() {
            let lemma = line.lemma(draft.head);
            let same = |s: &&Settled| {
                let earlier = &self.lines[s.mention.sentence];
                let alike = s.title.is_some() && (s.title == draft.title || earlier.lemma(s.mention.head) == lemma)
                    || (general && s.class == Class::Person && draft.sentence - s.mention.sentence <= 2);
                alike && !s.mention.actors.is_empty() && s.mention.kind != MentionKind::Pronoun && (s.number == draft.number)
            };
            let recent = self.settled.iter().rev().take_while(|s| draft.sentence - s.mention.sentence <= 12);
            if let Some((back, found)) = recent.enumerate().find(|(_, s)| same(s)) {
                let at = self.settled.len() - 1 - back;
                let keep = person && found.class == Class::Person;
                let codes: Vec<Code> = found.mention.actors.iter().map(|a| a.code.clone()).collect();
                draft.reason = format!("as “{}” before", found.mention.span.of(line.text));
                draft.actors = if keep { found.mention.actors.clone() } else { owned(draft, &codes) };
                draft.probability = 0.75 * found.mention.probability;
                return Some(at);
            }
        }
        let powerless = draft.actors.first().is_some_and(|a| a.authority == Authority::None && !a.anonymous);
        if !definite && powerless && draft.name.is_none() {
            draft.reason = "nothing tells whose".into();
            draft.probability = 0.3;
            return None;
        }
        let role = matches!(draft.title, Some(TitleOf::Role(_)));
        let best = self.about(draft);
        let international = draft.actors.first().is_some_and(|a| a.sector == "IGO");
        let (country, home) = if international { (&None, &None) } else { (&self.context.country, &self.world.home) };
        let (code, reason, probability, at) = match (best, country, home) {
            (_, Some(country), _) => (country.clone(), "the report's own country".to_owned(), 0.7, None),
            (Some(at), _, _) => {
                let near = &self.settled[at].mention;
                let code = near.actors.first().map(|a| a.code.clone()).unwrap_or_default();
                (
                    code,
                    format!("nearest actor “{}”", near.span.of(line.text)),
                    if !definite {
                        0.4
                    } else if role && draft.number == Number::Many {
                        0.45
                    } else {
                        0.6
                    },
                    Some(at),
                )
            }
            (None, None, Some(home)) => (home.clone(), "place of the report".to_owned(), 0.5, None),
            (None, None, None) => {
                draft.reason = "nothing tells whose".into();
                draft.probability = 0.3;
                return None;
            }
        };
        draft.reason = reason;
        draft.probability = probability;
        draft.actors = owned(draft, &[code]);
        if draft.name.is_none() && !definite {
            draft.actors.iter_mut().for_each(|a| a.anonymous = true);
        }
        at
    }

    /// The actor that the text is about just before the draft: the most salient state or body.
    fn about(&self, draft: &Draft) -> Option<usize> {
        let international = draft.actors.first().is_some_and(|a| a.sector == "IGO");
        self.best(draft, |s| {
            let actor = s.mention.actors.first().filter(|a| !a.anonymous)?;
            let state = matches!(self.world.lexicon.actor(&actor.code), Some(Actor::State(_)));
            if international && state {
                return None;
            }
            // "Riyadh, where officials …"
            let here = s.mention.sentence == draft.sentence && s.mention.reading == Reading::Place;
            Some(if state { 0.0 } else { 0.8 } + 2.0 * (1.0 - s.mention.probability) - if here { 1.5 } else { 0.0 })
        })
        .map(|(at, _, _)| at)
    }

    fn described(&self, draft: &Draft) -> Option<(usize, f32)> {
        let line = &self.lines[draft.sentence];
        let lemma = line.lemma(draft.head);
        // whoever does something in a clause is not described again in it
        let mut verb = line.tree.head(draft.head);
        while let Some(v) = verb.filter(|&v| line.frames.at(v).is_none_or(|f| line.frames.get(f).kind == PredicateKind::Noun)) {
            verb = line.tree.head(v);
        }
        let frame = verb.and_then(|v| line.frames.at(v)).map(|f| line.frames.get(f));
        let subjects: Vec<usize> = frame.iter().flat_map(|f| f.by_role(Role::Agent).map(|a| a.head)).collect();
        let (at, score, second) = self.best(draft, |s| {
            let code = s.mention.actors.first().map(|a| &a.code)?;
            if s.mention.sentence == draft.sentence && subjects.contains(&s.mention.head) {
                return None;
            }
            match (draft.class, self.world.lexicon.actor(code)?) {
                (Class::State, Actor::State(_)) => Some(if s.class == draft.class { 0.0 } else { 1.3 }),
                (Class::Body, actor) if body_fits(lemma, actor, s.mention.actors.first()?.office.as_deref()) => Some(0.0),
                _ => None,
            }
        })?;
        Some((at, confidence(score - second) * 0.9))
    }

    /// The best antecedent of a pronoun, unless a common noun is a better one.
    fn antecedent(&self, draft: &Draft) -> Option<(usize, f32)> {
        let line = &self.lines[draft.sentence];
        let possessive = line.word(draft.head).deprel == Deprel::NmodPoss;
        let (_, subject) = part(line, draft.head);
        let partners: Vec<usize> = line
            .frames
            .all()
            .iter()
            .filter(|f| !possessive && f.args.iter().any(|a| a.head == draft.head))
            .flat_map(|f| f.args.iter().filter(|a| !matches!(a.role, Role::Adverbial | Role::Clause)).map(|a| a.head))
            .collect();
        let owned = line.tree.head(draft.head).filter(|_| possessive);
        let (at, score, second) = self.best(draft, |s| {
            let here = s.mention.sentence == draft.sentence;
            if here
                && (partners.contains(&s.mention.head) || owned == Some(s.mention.head) || (s.first <= draft.head && draft.head <= s.last))
            {
                return None;
            }
            let parallel = if subject && s.subject { 0.3 } else { 0.0 };
            // speakers do not call themselves "it"
            let own = self.voice.as_ref().is_some_and(|v| v.probability > 0.7 && s.mention.actors.iter().any(|a| a.code == v.actor.code));
            let aloof = if own && draft.class == Class::State { 1.2 } else { 0.0 };
            s.agrees(draft.class, draft.number).map(|p| p - parallel + aloof).filter(|_| !s.own)
        })?;
        let willing = wills(self.world.lexicon, line, draft.head);
        let thing =
            self.things.iter().filter(|t| (t.0, t.1) < (draft.sentence, draft.head) && t.2 == draft.number && draft.class != Class::Person);
        let rival = thing
            .filter(|t| owned != Some(t.1) || t.0 != draft.sentence)
            .filter(|t| t.0 != draft.sentence || !partners.contains(&t.1))
            .map(|t| {
                BY_SENTENCE.get(draft.sentence - t.0).copied().unwrap_or(0.0) + t.3 - 0.2 - willing - if possessive { 0.5 } else { 0.0 }
            })
            .fold(f32::MIN, f32::max);
        if rival > score || self.settled[at].mention.actors.is_empty() {
            return None;
        }
        Some((at, confidence(score - second.max(rival))))
    }

    /// Best and second-best score among settled mentions; the second is of another actor.
    fn best(&self, draft: &Draft, penalty: impl Fn(&Settled) -> Option<f32>) -> Option<(usize, f32, f32)> {
        let mut found: Option<(usize, f32)> = None;
        let mut second = f32::MIN;
        let inside = self.quotations.iter().any(|q| q.contains(draft.span));
        let recent = self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence < BY_SENTENCE.len());
        for (i, s) in recent {
            let here = s.mention.sentence == draft.sentence;
            if (here && s.mention.head >= draft.first) || s.mention.reading == Reading::Inert {
                continue;
            }
            let Some(penalty) = penalty(s) else { continue };
            // what is named only in somebody's quotation is not what the report is about
            let quoted = !inside && self.quotations.iter().any(|q| q.contains(s.mention.span));
            let penalty = penalty + if quoted { 1.5 } else { 0.0 };
            let often = s.mention.actors.first().and_then(|a| self.world.seen.get(&a.code)).copied().unwrap_or(0).min(8);
            let far = if here { 0.02 * (draft.head - s.mention.head) as f32 } else { 0.0 };
            let score = BY_SENTENCE[draft.sentence - s.mention.sentence] + s.weight() + 0.05 * often as f32 - far - penalty;
            match found {
                Some((at, best)) if score <= best => {
                    if !same_actor(&self.settled[at].mention, &s.mention) {
                        second = second.max(score);
                    }
                }
                _ => {
                    if let Some((at, best)) = found
                        && !same_actor(&self.settled[at].mention, &s.mention)
                    {
                        second = second.max(best);
                    }
                    found = Some((i, score));
                }
            }
        }
        found.filter(|f| f.1 > 0.0).map(|(at, score)| (at, score, second))
    }

    /// The last two distinct actors of like kind, in the order of the text.
    fn pair(&self, draft: &Draft) -> Option<(usize, usize)> {
        let line = &self.lines[draft.sentence];
        let people = matches!(line.lemma(draft.head), "leader" | "president" | "minister" | "man" | "diplomat" | "official");
        let mut found: Vec<usize> = Vec::new();
        let recent = self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence < BY_SENTENCE.len());
        for (i, s) in recent {
            let before = s.mention.sentence < draft.sentence || s.last < draft.first;
            let person = s.class == Class::Person;
            let fits = s.mention.actors.len() == 1
                && s.mention.reading != Reading::Inert
                && s.mention.kind != MentionKind::Outlet
                && (!people || person);
            if before && fits && !found.iter().any(|&f| self.settled[f].mention.actors[0].code == s.mention.actors[0].code) {
                found.push(i);
                if found.len() == 2 {
                    return Some((found[1], found[0]));
                }
            }
        }
        None
    }
}

/// Whether a body or group may be called so.
fn body_fits(noun: &str, actor: Actor<'_>, organ: Option<&str>) -> bool {
    match (noun, actor) {
        ("group" | "movement", Actor::Group(g)) => g.sector != "BLOC",
        ("group", Actor::Body(b)) => b.kind == "FORUM",
        ("court", Actor::Body(b)) => b.kind == "COURT",
        ("agency" | "watchdog", Actor::Body(b)) => b.kind == "AGENCY",
        ("alliance", Actor::Body(b)) => b.kind == "ALLIANCE",
        ("council", Actor::Body(b)) => [organ.unwrap_or(""), &b.name].iter().any(|n| n.contains("Council")),
        ("bloc" | "union", Actor::Body(b)) => {
            matches!(b.kind.as_str(), "IGO" | "ALLIANCE" | "FORUM") && !b.members.is_empty() && b.members.len() < 60
        }
        ("organization" | "organisation" | "body", Actor::Body(b)) => b.kind != "COURT",
        _ => false,
    }
}

/// The draft's own office or organ, for other owners.
fn owned(draft: &Draft, codes: &[Code]) -> Vec<ActorRef> {
    let template = draft.actors.first().cloned().unwrap_or_else(|| plain(Code::default()));
    codes.iter().map(|c| ActorRef { code: c.clone(), ..template.clone() }).collect()
}

fn same_actor(a: &Mention, b: &Mention) -> bool {
    let key = |m: &Mention| m.actors.iter().map(|x| (x.code.clone(), x.person.clone())).collect::<Vec<_>>();
    let codes = |m: &Mention| m.actors.iter().map(|x| x.code.clone()).collect::<Vec<_>>();
    let persons = a.kind == MentionKind::Person || b.kind == MentionKind::Person;
    if persons { key(a) == key(b) } else { codes(a) == codes(b) && !a.actors.is_empty() }
}

fn confidence(margin: f32) -> f32 {
    0.55 + 0.35 * (margin.clamp(0.0, 2.0) / 2.0)
}

/// Capital letters in brackets just after a name.
fn acronym(rest: &str) -> Option<&str> {
    let inner = rest.trim_start().strip_prefix('(')?;
    let end = inner.find(')').filter(|&e| (2..=8).contains(&e))?;
    let word = &inner[..end];
    word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-').then_some(word)
}

/// Nobody speaks for an actor through an unnamed source.
pub fn hush(actors: &mut [ActorRef]) {
    for actor in actors.iter_mut().filter(|a| a.anonymous) {
        actor.authority = Authority::None;
    }
}
