//! What a pronoun or a definite description stands for. In: settled mentions of the last sentences. Out: the best of them.

use crate::discourse::Discourse;
use crate::draft::{Class, Draft, Number};
use crate::line::Line;
use crate::mention::{Mention, MentionKind, Reading};
use crate::salience::{BY_SENTENCE, Settled, part, wills};
use crate::speech::innermost;
use crate::vocab::{STATE_NOUNS, has};
use demarche_lexicon::Actor;
use demarche_source::Code;
use demarche_syntax::{Deprel, PredicateKind, Role, Upos};
use std::collections::BTreeMap;

impl Discourse<'_, '_> {
    pub fn described(&self, draft: &Draft) -> Option<(usize, f32)> {
        let line = &self.lines[draft.sentence];
        let lemma = line.lemma(draft.head);
        // whoever does something in a clause is not described again in it
        let subjects = subjects(line, draft.head);
        let (at, score, second) = self.best(draft, |s| {
            let code = s.mention.actors.first().map(|a| &a.code)?;
            if s.mention.sentence == draft.sentence && subjects.contains(&s.mention.head) {
                return None;
            }
            match (draft.class, self.world.lexicon.actor(code)?) {
                (Class::State, Actor::State(state)) if !state_fits(lemma, &state.official) => None,
                (Class::State, Actor::State(_)) => Some(if s.class == draft.class { 0.0 } else { 1.3 }),
                (Class::Body, actor) if body_fits(lemma, actor, s.mention.actors.first()?.office.as_deref()) => Some(0.0),
                _ => None,
            }
        })?;
        Some((at, confidence(score - second) * 0.9))
    }

    /// The best antecedent of a pronoun, unless a common noun is a better one.
    pub fn antecedent(&self, draft: &Draft) -> Option<(usize, f32)> {
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
        if let Some(chair) = self.chair.filter(|_| draft.number == Number::Many && draft.class == Class::Things) {
            return Some((chair, 0.85));
        }
        let owned = line.tree.head(draft.head).filter(|_| possessive);
        if draft.class == Class::State && self.said_by_unknown(line, draft.head) {
            return None;
        }
        // "Russia, it added, has its own interests"
        let clause = if possessive { subjects(line, draft.head) } else { Vec::new() };
        let (at, score, second) = self.best(draft, |s| {
            let here = s.mention.sentence == draft.sentence;
            if here
                && (partners.contains(&s.mention.head) || owned == Some(s.mention.head) || (s.first <= draft.head && draft.head <= s.last))
            {
                return None;
            }
            let parallel = if subject && s.subject { 0.3 } else { 0.0 } + if here && clause.contains(&s.mention.head) { 1.2 } else { 0.0 };
            // speakers do not call themselves "it"
            let own = self.voice.as_ref().is_some_and(|v| v.probability > 0.7 && s.mention.actors.iter().any(|a| a.code == v.actor.code));
            let aloof = if own && draft.class == Class::State { 1.2 } else { 0.0 };
            if self.other_gender(s, line.lower(draft.head)) {
                return None;
            }
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

    /// "The island's government said it …": whoever says so is a noun that names nobody known.
    fn said_by_unknown(&self, line: &Line<'_>, word: usize) -> bool {
        let lexicon = self.world.lexicon;
        let says = |f: &&demarche_syntax::Frame| {
            f.kind == PredicateKind::Verb && f.head < word && lexicon.cue("verb", &f.lemma).is_some() && line.tree.is_within(word, f.head)
        };
        let Some(frame) = line.frames.all().iter().filter(says).max_by_key(|f| f.head) else { return false };
        let known = |w: usize| self.settled.iter().rev().take_while(|s| s.mention.sentence == line.index).any(|s| s.mention.head == w);
        frame.by_role(Role::Agent).any(|a| line.word(a.head).upos == Upos::Noun && a.head < word && !known(a.head))
    }

    /// Whether somebody was called "he" before and is now "she", or the other way round.
    fn other_gender(&self, of: &Settled, pronoun: &str) -> bool {
        let Some(woman) = is_woman(pronoun) else { return false };
        let person = of.mention.actors.first().and_then(|a| a.person.as_ref());
        person.and_then(|p| self.women.get(p)).is_some_and(|&known| known != woman)
    }

    /// Best and second-best score among settled mentions; the second is of another actor.
    pub fn best(&self, draft: &Draft, penalty: impl Fn(&Settled) -> Option<f32>) -> Option<(usize, f32, f32)> {
        let mut found: Option<(usize, f32)> = None;
        let mut second = f32::MIN;
        let inside = innermost(self.quotations, draft.span).is_some();
        let recent = self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence < BY_SENTENCE.len());
        for (i, s) in recent {
            let here = s.mention.sentence == draft.sentence;
            if (here && s.mention.head >= draft.first) || s.mention.reading == Reading::Inert {
                continue;
            }
            let Some(penalty) = penalty(s) else { continue };
            // what is named only in somebody's quotation is not what the report is about
            let quoted = !inside && innermost(self.quotations, s.mention.span).is_some();
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

    /// The last so many distinct actors of like kind, in the order of the text; one mention where it names that many itself.
    pub fn several(&self, draft: &Draft, number: usize) -> Vec<usize> {
        let line = &self.lines[draft.sentence];
        let people = matches!(line.lemma(draft.head), "leader" | "president" | "minister" | "man" | "diplomat" | "official");
        let subjects = subjects(line, draft.head);
        // whoever urges both sides is neither
        let here = self.settled.iter().rev().take_while(|s| s.mention.sentence == draft.sentence);
        let doers: Vec<&Code> =
            here.filter(|s| subjects.contains(&s.mention.head)).flat_map(|s| s.mention.actors.iter().map(|a| &a.code)).collect();
        let fits = |s: &Settled| {
            let before = s.mention.sentence < draft.sentence || s.last < draft.first && !subjects.contains(&s.mention.head);
            before
                && !s.mention.actors.iter().any(|a| doers.contains(&&a.code))
                && !matches!(s.mention.reading, Reading::Inert | Reading::Place)
                && s.mention.kind != MentionKind::Outlet
                && !(s.mention.kind == MentionKind::Adjective && people)
                && (!people || s.class == Class::Person)
        };
        let recent = || self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence < BY_SENTENCE.len());
        let whole = recent().find(|(_, s)| fits(s) && s.mention.actors.len() == number).map(|(i, s)| (s.mention.sentence, vec![i]));
        let listed = self.listed(recent().filter(|(_, s)| fits(s)).map(|(i, _)| i), number);
        if let Some((_, found)) = whole.into_iter().chain(listed).max_by_key(|(sentence, _)| *sentence) {
            return found;
        }
        let mut found: Vec<usize> = Vec::new();
        for (i, s) in recent().filter(|(_, s)| fits(s) && s.mention.actors.len() == 1) {
            if !found.iter().any(|&f| party(&self.settled[f].mention) == party(&s.mention)) {
                found.push(i);
                if found.len() == number {
                    found.reverse();
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// The members of a bloc of so many that this sentence or the one before has named ("the E3 … the three countries"), with its mention.
    pub fn members(&self, draft: &Draft, number: usize) -> Option<(usize, Vec<Code>)> {
        if !has(STATE_NOUNS, self.lines[draft.sentence].lemma(draft.head)) {
            return None;
        }
        let recent = self.settled.iter().enumerate().rev().take_while(|(_, s)| draft.sentence - s.mention.sentence < 2);
        recent.filter(|(_, s)| s.mention.actors.len() == 1).find_map(|(i, s)| match self.world.lexicon.actor(&s.mention.actors[0].code) {
            Some(Actor::Group(g)) if g.members.len() == number => Some((i, g.members.clone())),
            _ => None,
        })
    }

    /// The last list of exactly so many actors ("A, B and C") among these mentions, with its sentence.
    fn listed(&self, among: impl Iterator<Item = usize>, number: usize) -> Option<(usize, Vec<usize>)> {
        let mut lists: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for i in among {
            let s = &self.settled[i].mention;
            let line = &self.lines[s.sentence];
            let mut first = s.head;
            while let Some(above) = line.tree.head(first).filter(|_| line.word(first).deprel == Deprel::Conj) {
                first = above;
            }
            let list = lists.entry((s.sentence, first)).or_default();
            if s.actors.len() == 1 && list.iter().all(|&l| party(&self.settled[l].mention) != party(s)) {
                list.insert(0, i);
            }
        }
        lists.into_iter().rev().find(|(_, list)| list.len() == number).map(|((sentence, _), list)| (sentence, list))
    }
}

/// Whether a pronoun is of a woman; `None` for words of neither.
pub fn is_woman(pronoun: &str) -> Option<bool> {
    match pronoun {
        "she" | "her" | "hers" | "herself" => Some(true),
        "he" | "him" | "his" | "himself" => Some(false),
        _ => None,
    }
}

/// Who a mention of one actor is as a party: the rebels and the army of a country are two, its capital and its government one.
fn party(mention: &Mention) -> Option<(&Code, &str)> {
    let actor = mention.actors.first()?;
    Some((&actor.code, if actor.is_internal() || actor.sector == "MIL" { actor.sector.as_str() } else { "" }))
}

/// Agents of the nearest predicate above a word.
fn subjects(line: &Line<'_>, word: usize) -> Vec<usize> {
    let mut at = line.tree.head(word);
    while let Some(v) = at.filter(|&v| line.frames.at(v).is_none_or(|f| line.frames.get(f).kind == PredicateKind::Noun)) {
        at = line.tree.head(v);
    }
    let frame = at.and_then(|v| line.frames.at(v)).map(|f| line.frames.get(f));
    frame.iter().flat_map(|f| f.by_role(Role::Agent).map(|a| a.head)).collect()
}

/// Whether a state may be called so: a kingdom is no republic.
fn state_fits(noun: &str, official: &str) -> bool {
    let has = |word: &str| official.contains(word);
    match noun {
        "kingdom" | "monarchy" => !has("Republic") && !has("Federation"),
        "republic" => !has("Kingdom") && !has("Emirate") && !has("Sultanate"),
        "emirate" => !has("Republic") && !has("Kingdom") && !has("Sultanate"),
        "sultanate" => !has("Republic") && !has("Kingdom") && !has("Emirate"),
        _ => true,
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

fn same_actor(a: &Mention, b: &Mention) -> bool {
    let key = |m: &Mention| m.actors.iter().map(|x| (x.code.clone(), x.person.clone())).collect::<Vec<_>>();
    let codes = |m: &Mention| m.actors.iter().map(|x| x.code.clone()).collect::<Vec<_>>();
    let persons = a.kind == MentionKind::Person || b.kind == MentionKind::Person;
    if persons { key(a) == key(b) } else { codes(a) == codes(b) && !a.actors.is_empty() }
}

fn confidence(margin: f32) -> f32 {
    0.55 + 0.35 * (margin.clamp(0.0, 2.0) / 2.0)
}
