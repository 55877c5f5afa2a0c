//! Whose a title is where its phrase does not say, and who holds a high office on the day. In: settled mentions. Out: filled drafts.

use crate::discourse::Discourse;
use crate::draft::{Class, Draft, Number, plain};
use crate::mention::{ActorRef, Authority, MentionKind, Reading};
use crate::salience::Settled;
use crate::speech::innermost;
use demarche_lexicon::{Actor, TitleOf};
use demarche_source::Code;

impl Discourse<'_, '_> {
    /// The bearer of a high office on the day of the report, where the phrase names the office alone.
    pub fn incumbent(&self, draft: &mut Draft) {
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

    /// The state of a title that names none: the same title before, else the actor that the text is about at this point.
    pub fn owner(&self, draft: &mut Draft, definite: bool) -> Option<usize> {
        let line = &self.lines[draft.sentence];
        let person = matches!(draft.title, Some(TitleOf::Office(_) | TitleOf::Role(_))) && draft.number == Number::One;
        let general = person && matches!(draft.title, Some(TitleOf::Role(_))) && draft.actors.first().is_some_and(|a| a.sector == "GOV");
        if definite && draft.name.is_none() {
            let lemma = line.lemma(draft.head);
            let same = |s: &&Settled| {
                let earlier = &self.lines[s.mention.sentence];
                let alike = s.title.is_some() && (s.title == draft.title || earlier.lemma(s.mention.head) == lemma)
                    || (general && s.class == Class::Person && draft.sentence - s.mention.sentence <= 2)
                    || (person && s.class == Class::Person && holds(&s.mention.actors, lemma));
                alike && !s.mention.actors.is_empty() && s.mention.kind != MentionKind::Pronoun && (s.number == draft.number)
            };
            let recent = self.settled.iter().rev().take_while(|s| draft.sentence - s.mention.sentence <= 12);
            if let Some((back, found)) = recent.enumerate().find(|(_, s)| same(s)) {
                let at = self.settled.len() - 1 - back;
                let keep = person && found.class == Class::Person;
                let codes: Vec<Code> = found.mention.actors.iter().map(|a| a.code.clone()).collect();
                draft.reason = format!("as “{}” before", found.mention.span.of(line.text));
                // "the ministry" after "the foreign ministry"
                let organ = draft.kind == MentionKind::Organ && found.mention.kind == draft.kind && found.title != draft.title;
                let former = keep && draft.actors.first().is_some_and(|a| a.authority == Authority::None && a.sector == "ELI");
                draft.actors = if keep || organ { found.mention.actors.clone() } else { owned(draft, &codes) };
                if former {
                    draft.actors.iter_mut().for_each(|a| (a.authority, a.rank, a.sector) = (Authority::None, 2, "ELI".into()));
                }
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
        if let Some(at) = self.pleads_for(draft) {
            let codes: Vec<Code> = self.settled[at].mention.actors.iter().map(|a| a.code.clone()).collect();
            draft.reason = format!("speaks for “{}”", self.settled[at].mention.span.of(line.text));
            draft.probability = 0.8;
            draft.actors = owned(draft, &codes);
            return Some(at);
        }
        if let Some(code) = self.unmarked(draft, definite, best).filter(|_| !international && country.is_none()) {
            draft.reason = "one of the outlet's own country".into();
            draft.probability = 0.55;
            draft.actors = owned(draft, &[code]);
            return None;
        }
        let spoken = if international { None } else { self.spoken_in(draft) };
        let (code, reason, probability, at) = match (best, country, home) {
            (_, None, _) if spoken.is_some() => (spoken.unwrap_or_default(), "capital where it was said".to_owned(), 0.7, None),
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
            (None, None, None) if !international && self.mainly(draft).is_some() => {
                (self.mainly(draft).unwrap_or_default(), "the state that the report names most".to_owned(), 0.4, None)
            }
            (None, None, None) => {
                draft.reason = "nothing tells whose".into();
                draft.probability = 0.3;
                return None;
            }
        };
        draft.reason = reason;
        draft.probability = probability;
        draft.actors = owned(draft, &[code]);
        // a spokesperson or ambassador speaks for the state, named or not
        if draft.name.is_none() && !definite && !matches!(draft.title, Some(TitleOf::Office(_))) {
            draft.actors.iter_mut().for_each(|a| a.anonymous = true);
        }
        at
    }

    /// "For Peru, Solicitor Ana Rey argued": whom the opening phrase names.
    fn pleads_for(&self, draft: &Draft) -> Option<usize> {
        let line = &self.lines[draft.sentence];
        let here = |s: &Settled| s.mention.sentence == draft.sentence && s.last + 2 == draft.first;
        let opens = |s: &Settled| s.first <= 2 && line.lower(0) == "for" && line.lower(s.last + 1) == ",";
        let at = self.settled.iter().rposition(|s| here(s) && opens(s) && !s.mention.actors.is_empty())?;
        draft.name.is_some().then_some(at)
    }

    /// A national outlet names its own officials and organs without their country: "the Government", "Defence Minister X". Not where another
    /// state stands in the same sentence before them or as the subject of the one before.
    fn unmarked(&self, draft: &Draft, definite: bool, best: Option<usize>) -> Option<Code> {
        let code = self.world.national.clone()?;
        let office = matches!(draft.title, Some(TitleOf::Office(_)));
        let own = office && (draft.name.is_some() || definite) || definite && draft.kind == MentionKind::Organ;
        let close = |s: &Settled| {
            let quoted = innermost(self.quotations, s.mention.span).is_some();
            !quoted && (s.mention.sentence == draft.sentence || s.subject && s.mention.sentence + 1 == draft.sentence)
        };
        let near = best.is_some_and(|at| close(&self.settled[at]));
        (own && !near && !self.is_anothers(draft, &code)).then_some(code)
    }

    /// The state that the whole report names most, by far.
    fn mainly(&self, draft: &Draft) -> Option<Code> {
        let count = |code: &Code| self.world.seen.get(code).copied().unwrap_or(0);
        let states = || self.world.seen.keys().filter(|c| matches!(self.world.lexicon.actor(c), Some(Actor::State(_))));
        let top = states().max_by_key(|c| count(c))?;
        let clear = count(top) >= 2 && states().all(|c| c == top || 2 * count(c) <= count(top));
        (clear && !self.is_anothers(draft, top)).then(|| top.clone())
    }

    /// Whether somebody of another name is known to have held the office of that state on the day.
    fn is_anothers(&self, draft: &Draft, code: &Code) -> bool {
        let (Some(TitleOf::Office(office)), Some(name), Some(day)) = (draft.title, &draft.name, self.world.on) else { return false };
        let id = self.world.lexicon.office_at(office).map_or("", |o| o.id.as_str());
        let holders = self.world.lexicon.who_office(code, id, Some(day));
        let alike = |person: &str| name.split(' ').any(|w| w.chars().count() > 2 && person.split(' ').any(|p| p == w));
        !holders.is_empty() && !holders.iter().any(|h| alike(&h.person))
    }

    /// The state in whose capital an office speaks: "a foreign ministry spokesperson told reporters in Beijing".
    fn spoken_in(&self, draft: &Draft) -> Option<Code> {
        let line = &self.lines[draft.sentence];
        let lemma = line.lemma(draft.head);
        if !matches!(draft.title, Some(TitleOf::Office(_))) || matches!(lemma, "ambassador" | "envoy" | "representative" | "consul") {
            return None;
        }
        let verb = line.tree.head(draft.head)?;
        self.capitals.iter().find_map(|(word, code)| {
            let above = line.tree.head(*word)?;
            let told = matches!(line.lemma(above), "reporter" | "journalist" | "briefing" | "conference" | "press");
            let fits = line.preposition(*word).is_some_and(|p| p == "in")
                && *word > draft.head
                && (above == verb || told && line.tree.is_within(above, verb));
            fits.then(|| code.clone())
        })
    }

    /// The actor that the text is about just before the draft: the most salient state or body.
    fn about(&self, draft: &Draft) -> Option<usize> {
        let international = draft.actors.first().is_some_and(|a| a.sector == "IGO");
        let lexicon = self.world.lexicon;
        let high = match draft.title {
            Some(TitleOf::Office(i)) => lexicon.office_at(i).filter(|o| o.rank >= 9 && o.sector != "IGO").map(|o| o.id.clone()),
            _ => None,
        };
        self.best(draft, |s| {
            let actor = s.mention.actors.first().filter(|a| !a.anonymous)?;
            let state = matches!(self.world.lexicon.actor(&actor.code), Some(Actor::State(_)));
            if international && state {
                return None;
            }
            // a party has no ministry
            let party = matches!(self.world.lexicon.actor(&actor.code), Some(Actor::Group(g)) if g.sector == "PTY");
            if party && draft.actors.first().is_some_and(|a| a.sector == "GOV") {
                return None;
            }
            if state && self.is_anothers(draft, &actor.code) {
                return None;
            }
            // who has no prime minister is not asked for one
            if let Some(id) = &high
                && lexicon.has_holders(&actor.code)
                && lexicon.who_office(&actor.code, id, None).is_empty()
            {
                return None;
            }
            // "Riyadh, where officials …"
            let here = s.mention.sentence == draft.sentence && s.mention.reading == Reading::Place;
            // what a report is about, and where it was written, beat what was named last in passing
            let local = self.world.local.as_ref() == Some(&actor.code);
            let seen = self.world.seen.get(&actor.code).copied().unwrap_or(0);
            let main = seen >= 3 && self.world.seen.iter().all(|(code, &n)| *code == actor.code || 3 * n <= 2 * seen);
            let about = if local { 0.9 } else { 0.0 } + if main { 0.5 } else { 0.0 };
            Some(if state { 0.0 } else { 0.8 } + 2.0 * (1.0 - s.mention.probability) - if here { 1.5 } else { 0.0 } - about)
        })
        .map(|(at, _, _)| at)
    }
}

/// Whether somebody's office is called so: "the speaker" after the name of one.
fn holds(actors: &[ActorRef], noun: &str) -> bool {
    actors
        .iter()
        .filter(|a| a.person.is_some())
        .filter_map(|a| a.office.as_deref())
        .any(|office| office.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case(noun)))
}

/// The draft's own office or organ, for other owners.
pub fn owned(draft: &Draft, codes: &[Code]) -> Vec<ActorRef> {
    let template = draft.actors.first().cloned().unwrap_or_else(|| plain(Code::default()));
    codes.iter().map(|c| ActorRef { code: c.clone(), ..template.clone() }).collect()
}
