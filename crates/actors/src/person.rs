//! Which bearer of a name is meant. In: holders of a name, what stands beside it, the day. Out: one actor with the rule that chose it.

use crate::draft::authority;
use crate::mention::{ActorRef, Authority};
use demarche_lexicon::schema::Holder;
use demarche_lexicon::{Lexicon, covers};
use demarche_source::{Code, Date, SmolStr};
use std::collections::BTreeMap;

/// What is known beside the name.
#[derive(Clone, Debug, Default)]
pub struct Beside<'a> {
    /// States named with the title.
    pub states: &'a [Code],
    /// Office ids that the title may be.
    pub offices: &'a [SmolStr],
    /// How often each code has been named so far.
    pub seen: Option<&'a BTreeMap<Code, u32>>,
    /// The name was given in full.
    pub full: bool,
}

/// A choice with its reason and probability.
pub struct Chosen {
    pub actor: ActorRef,
    pub reason: String,
    pub probability: f32,
    /// Not in office on the day, and what stands beside the name is another office than the one known, or this one before its time.
    pub unheld: bool,
}

/// Years for which a family name alone still tells a former head of state whose country the report does not name.
const REMEMBERED: i16 = 4;

/// Chooses among holders. `None` if what stands beside the name rules out all, or a family name alone fits nobody on the day.
pub fn choose(lexicon: &Lexicon, holders: &[usize], on: Option<Date>, beside: &Beside<'_>) -> Option<Chosen> {
    let held = |h: &Holder| on.is_none_or(|day| covers(h.from, h.to, day));
    let score = |h: &Holder| {
        let rank = lexicon.office(&h.office).map_or(0, |o| i64::from(o.rank));
        let seen = beside.seen.and_then(|s| s.get(&h.actor)).copied().unwrap_or(0);
        100 * i64::from(held(h)) + 30 * i64::from(beside.offices.contains(&h.office)) + 6 * i64::from(seen.min(4)) + 2 * rank
    };
    let mut found: Vec<(i64, &Holder)> = holders
        .iter()
        .filter_map(|&i| lexicon.holder(i))
        .filter(|h| beside.states.is_empty() || beside.states.contains(&h.actor))
        .map(|h| (score(h), h))
        .collect();
    // of equal ones the latest term
    found.sort_by_key(|(s, h)| (std::cmp::Reverse(*s), std::cmp::Reverse(h.from)));
    let &(top, best) = found.first()?;
    let in_office = held(best);
    let named = beside.seen.is_some_and(|s| s.contains_key(&best.actor));
    let recent = on.zip(best.to).is_some_and(|(day, to)| day.year() - to.year() <= REMEMBERED);
    let known = lexicon.office(&best.office).is_some_and(|o| o.rank >= 9)
        && on.zip(best.from).is_some_and(|(day, from)| from <= day)
        && (named || recent);
    if !in_office && !beside.full && beside.states.is_empty() && beside.offices.is_empty() && !known {
        return None;
    }
    // who is to serve a body later comes from some state, and speaks for that one
    let body = lexicon.state(&best.actor).is_none();
    let before = on.zip(best.from).is_some_and(|(day, from)| day < from);
    if body && before && !beside.offices.contains(&best.office) {
        return None;
    }
    // a title that the bearer never had, for a family name alone, is another person
    if !beside.full && !beside.offices.is_empty() && !found.iter().any(|(_, h)| beside.offices.contains(&h.office)) {
        return None;
    }
    let rival = found.iter().find(|(_, h)| h.person != best.person).map(|(s, _)| *s);
    let office = lexicon.office(&best.office);
    let title = best.title.clone().or_else(|| office.and_then(|o| o.names.first().cloned()));
    let mut actor = ActorRef {
        code: best.actor.clone(),
        sector: office.map(|o| o.sector.clone()).unwrap_or_default(),
        person: Some(best.person.clone()),
        office: title.clone(),
        rank: office.map_or(0, |o| o.rank),
        authority: office.map_or(Authority::None, |o| authority(&o.speaks)),
        anonymous: false,
    };
    let title = title.unwrap_or_default();
    let term = |d: Option<Date>| d.map_or_else(|| "…".to_owned(), |d| d.to_string());
    let mut reason = format!("holder: {}, {title} of {} from {} to {}", best.person, best.actor, term(best.from), term(best.to));
    if !in_office {
        (actor.authority, actor.rank) = (Authority::None, 2);
        actor.sector = if before { SmolStr::default() } else { "ELI".into() };
        reason.push_str(if before { "; not yet in office on the day" } else { "; no longer in office on the day" });
    }
    let clear = rival.is_none_or(|r| top - r >= 20);
    let base: f32 = if beside.full { 0.97 } else { 0.9 };
    let unheld = !in_office && (before || !beside.offices.is_empty() && !beside.offices.contains(&best.office));
    Some(Chosen { actor, unheld, reason, probability: if clear { base } else { base - 0.35 } })
}
