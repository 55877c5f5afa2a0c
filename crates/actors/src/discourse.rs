//! From drafts to mentions, in the order of the text: titles without a state, later names of persons, acronyms, pronouns, descriptions.
//!
//! In: lines and drafts. Out: settled mentions. It looks a few sentences back and never ahead.

use crate::Context;
use crate::antecedent::is_woman;
use crate::compose::World;
use crate::draft::{Class, Draft, Number, Wants, plain};
use crate::internal::{Sign, signs};
use crate::line::Line;
use crate::mention::{ActorRef, Authority, Mention, MentionKind, Reading};
use crate::owner::owned;
use crate::salience::{Settled, part, things, wills};
use crate::speech::innermost;
use crate::vocab::{FIRST_PLURAL, FIRST_SINGULAR, HONORIFICS, PARTICLES, has};
use demarche_lexicon::NameKind;
use demarche_source::{Code, SmolStr, Span};
use demarche_syntax::{Deprel, Role};
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
    /// Capitals of the sentence at hand that are read as places: word and state.
    pub capitals: Vec<(usize, Code)>,
    /// What tells in the sentence at hand in which country it plays.
    pub signs: Vec<Sign>,
    /// State of the place where the text was written.
    pub dateline: Option<Code>,
    /// Several who head a list of clauses without subjects ("The Presidents of …, meeting in …: 1. Reaffirmed that they …").
    pub chair: Option<usize>,
    /// Who was called "she" (or "he") so far.
    pub women: BTreeMap<SmolStr, bool>,
    persons: BTreeMap<SmolStr, usize>,
    acronyms: BTreeMap<SmolStr, usize>,
    /// Common nouns of the last sentences: sentence, word, number, weight.
    pub things: Vec<(usize, usize, Number, f32)>,
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
            capitals: Vec::new(),
            signs: Vec::new(),
            dateline: None,
            chair: None,
            women: BTreeMap::new(),
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
        let capital = |d: &Draft| {
            let words: Vec<&str> = d.span.of(self.lines[line].text).split_whitespace().collect();
            let named = self.world.lexicon.names(&words).iter().find(|n| n.kind == NameKind::Capital)?;
            Some((d.head, named.code.clone()?))
        };
        self.capitals = drafts.iter().filter(|d| d.kind == MentionKind::Place && d.reading == Reading::Place).filter_map(capital).collect();
        self.signs = signs(&drafts, |code| self.is_state(code));
        for draft in drafts {
            self.settle(draft);
        }
        let here = &self.lines[line];
        if here.sentence.cut.span.of(here.text).trim_end().ends_with([':', ',']) {
            self.chair = self.settled.iter().position(|s| s.mention.sentence == line && s.mention.actors.len() > 1);
        } else if here.frames.all().iter().any(|f| here.word(f.head).deprel == Deprel::Root && f.by_role(Role::Agent).next().is_some()) {
            self.chair = None;
        }
    }

    fn settle(&mut self, mut draft: Draft) {
        let line = &self.lines[draft.sentence];
        let mut antecedent = None;
        if let Some(known) = draft.name.as_ref().filter(|_| draft.wants != Wants::Nothing).and_then(|n| self.remembered(n)) {
            let earlier = &self.settled[known].mention;
            if matches!(draft.wants, Wants::Memory) || earlier.actors.iter().any(|a| !a.code.is_empty()) {
                draft.actors = earlier.actors.clone();
                if self.acronyms.values().any(|&a| a == known) {
                    (draft.kind, draft.reading, draft.class) = (earlier.kind, earlier.reading, self.settled[known].class);
                }
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
            // "this government" in a quotation is the speaker's
            Wants::Owner { .. } if self.is_speakers_own(&draft) => {
                self.quoted.push(draft);
                return;
            }
            Wants::Owner { definite } => antecedent = self.owner(&mut draft, definite),
            Wants::Country => antecedent = self.within(&mut draft),
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
                    if innermost(self.quotations, draft.span).is_some() {
                        self.quoted.push(draft);
                        return;
                    }
                    if !self.own_voice(&mut draft) {
                        return;
                    }
                } else {
                    match self.antecedent(&draft) {
                        Some((of, probability)) => {
                            if let Some((woman, person)) =
                                is_woman(lower).zip(self.settled[of].mention.actors.first().and_then(|a| a.person.clone()))
                            {
                                self.women.entry(person).or_insert(woman);
                            }
                            antecedent = Some(self.copy(&mut draft, of, probability));
                        }
                        None => return,
                    }
                }
            }
            Wants::Described => match self.described(&draft) {
                Some((of, probability)) => antecedent = Some(self.copy(&mut draft, of, probability)),
                None => return,
            },
            Wants::Several(number) if let Some((at, members)) = self.members(&draft, number) => {
                draft.actors = members.into_iter().map(plain).collect();
                draft.reason = format!("the {number} of “{}”", self.settled[at].mention.span.of(line.text));
                draft.probability = 0.8;
                antecedent = Some(at);
            }
            Wants::Several(number) => match &self.several(&draft, number)[..] {
                [] => return,
                found => {
                    draft.actors = found.iter().flat_map(|&i| self.settled[i].mention.actors.iter().cloned()).collect();
                    let texts: Vec<&str> = found.iter().map(|&i| self.settled[i].mention.span.of(line.text)).collect();
                    draft.reason = format!("the last {number}: “{}”", texts.join("” and “"));
                    draft.probability = 0.7;
                    antecedent = found.last().copied();
                }
            },
            Wants::OneOfPair(first) => match self.several(&draft, 2)[..] {
                [a, b] => antecedent = Some(self.copy(&mut draft, if first { a } else { b }, 0.7)),
                _ => return,
            },
        }
        self.incumbent(&mut draft);
        self.push(draft, antecedent);
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
                // the text's own spelling of the last name comes back: "Soreide" for Søreide
                let spelt = draft.span.of(line.text).rsplit(' ').next().filter(|_| words.len() > 1 && !name.is_ascii());
                for key in
                    words.iter().copied().chain([name.as_str()]).chain(spelt).filter(|w| w.chars().next().is_some_and(char::is_uppercase))
                {
                    // "Bush" is the one in office, though the other was named last
                    let past = |a: &ActorRef| a.authority == Authority::None;
                    let held = self.persons.get(key).and_then(|&i| self.settled.get(i)?.mention.actors.first()).is_some_and(|a| !past(a));
                    if key == name.as_str() && key.contains(' ') || !(held && actors.first().is_some_and(past)) {
                        self.persons.insert(key.into(), at);
                    }
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
        // a chain of pronouns is as sure as the name that it began with
        let mut root = &earlier.mention;
        while let (MentionKind::Pronoun, Some(back)) = (root.kind, root.antecedent) {
            root = &self.settled[back].mention;
        }
        draft.probability = probability * root.probability.max(0.5);
        of
    }

    fn remembered(&self, name: &str) -> Option<usize> {
        let bare = without_honorific(name.trim_end_matches("'s").trim_end_matches("’s"));
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

    fn is_speakers_own(&self, draft: &Draft) -> bool {
        let this = self.lines[draft.sentence].lower(draft.first) == "this";
        this && draft.kind == MentionKind::Organ && innermost(self.quotations, draft.span).is_some()
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
                let codes: Vec<Code> = said.actors.iter().map(|a| a.code.clone()).collect();
                draft.actors = if draft.kind == MentionKind::Organ { owned(&draft, &codes) } else { said.actors.clone() };
                if draft.number == Number::Many {
                    draft.actors.iter_mut().for_each(|a| a.person = None);
                }
                draft.reason = format!("in words of “{}”", said.span.of(self.lines[draft.sentence].text));
                draft.probability = 0.9 * said.probability;
                self.push(draft, Some(at));
            }
            None => {
                if draft.kind != MentionKind::Organ && self.own_voice(&mut draft) {
                    self.push(draft, None);
                }
            }
        }
    }
}

/// "Mr Keating" without its first word.
fn without_honorific(mut name: &str) -> &str {
    while let Some((first, rest)) = name.split_once(' ') {
        if !has(HONORIFICS, first.trim_end_matches('.').to_lowercase().as_str()) {
            break;
        }
        name = rest.trim_start();
    }
    name
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
