//! What a user's entries replace beside the entry of the same key. In: entries that are there, entries to come. Out: the first, less what is replaced.
//!
//! A code is one actor, whichever table it stands in. A word of a kind has one cue, operator or effect. Two terms of one person in one office that
//! overlap are one term, told twice. So a file that corrects a date, or moves a word, leaves nothing of the old entry behind.

use crate::entries::{Entries, Item, Kind, Located, Origin};
use crate::schema::{CastPhrase, Cue, Effect, FactOperator, Holder, RoleNoun};
use demarche_source::Date;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// Words of one sort: table and kind of the entry, the word or pattern.
type Words<'w> = BTreeSet<(&'static str, &'w str, &'w str)>;

/// Removes from the entries what the new ones stand in for.
pub fn supersede(base: &mut Entries, found: &[Located]) {
    let mut words = Words::new();
    let mut codes: BTreeSet<(&'static str, &str)> = BTreeSet::new();
    let mut terms: BTreeMap<Post<'_>, Vec<&Holder>> = BTreeMap::new();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for entry in found {
        match &entry.item {
            Item::State(e) => drop(codes.insert(("state", &e.code))),
            Item::Body(e) => drop(codes.insert(("body", &e.code))),
            Item::Group(e) => drop(codes.insert(("group", &e.code))),
            Item::Holder(e) => {
                terms.entry(post(e)).or_default().push(e);
                keys.extend(e.key());
            }
            item => {
                for (table, kind, list) in lists(item) {
                    words.extend(list.iter().map(|w| (table, kind, w.as_str())));
                }
            }
        }
    }
    let elsewhere = |own: &str, code: &str| ["state", "body", "group"].iter().any(|t| *t != own && codes.contains(&(*t, code)));
    retain(&mut base.states, &mut base.origins.states, |e| !elsewhere("state", &e.code));
    retain(&mut base.bodies, &mut base.origins.bodies, |e| !elsewhere("body", &e.code));
    retain(&mut base.groups, &mut base.origins.groups, |e| !elsewhere("group", &e.code));
    retain(&mut base.holders, &mut base.origins.holders, |e| {
        let told = terms.get(&post(e)).is_some_and(|list| list.iter().any(|h| same_term(h, e)));
        !told || e.key().is_some_and(|key| keys.contains(&key))
    });
    retain(&mut base.roles, &mut base.origins.roles, |e: &mut RoleNoun| shrink(&mut e.nouns, "role", "", &words));
    retain(&mut base.cues, &mut base.origins.cues, |e: &mut Cue| shrink(&mut e.words, "cue", &e.kind, &words));
    retain(&mut base.operators, &mut base.origins.operators, |e: &mut FactOperator| shrink(&mut e.words, "operator", &e.kind, &words));
    retain(&mut base.effects, &mut base.origins.effects, |e: &mut Effect| shrink(&mut e.words, "effect", &e.kind, &words));
    retain(&mut base.casts, &mut base.origins.casts, |e: &mut CastPhrase| {
        let verbs = shrink(&mut e.verbs, "cast", "verb", &words);
        shrink(&mut e.nouns, "cast", "noun", &words) || verbs
    });
}

/// The words of an entry that has no key of its own.
fn lists(item: &Item) -> Vec<(&'static str, &str, &[SmolStr])> {
    match item {
        Item::RoleNoun(e) => vec![("role", "", &e.nouns)],
        Item::Cue(e) => vec![("cue", &e.kind, &e.words)],
        Item::FactOperator(e) => vec![("operator", &e.kind, &e.words)],
        Item::Effect(e) => vec![("effect", &e.kind, &e.words)],
        Item::CastPhrase(e) => vec![("cast", "verb", &e.verbs), ("cast", "noun", &e.nouns)],
        _ => Vec::new(),
    }
}

/// Takes out the words that others define; whether any remain.
fn shrink(list: &mut Vec<SmolStr>, table: &'static str, kind: &str, words: &Words<'_>) -> bool {
    list.retain(|w| !words.contains(&(table, kind, w.as_str())));
    !list.is_empty()
}

fn retain<T>(list: &mut Vec<T>, origins: &mut Vec<Origin>, mut keep: impl FnMut(&mut T) -> bool) {
    let kept: Vec<bool> = list.iter_mut().map(&mut keep).collect();
    let mut at = kept.iter();
    list.retain(|_| at.next().is_none_or(|k| *k));
    let mut at = kept.iter();
    origins.retain(|_| at.next().is_none_or(|k| *k));
}

type Post<'h> = (&'h str, &'h str, &'h str);

fn post(h: &Holder) -> Post<'_> {
    (&h.person, &h.actor, &h.office)
}

/// Whether two terms of one person in one office are the same, told twice. Two titles ("envoy for …") may be held side by side.
fn same_term(a: &Holder, b: &Holder) -> bool {
    (a.title.is_none() || b.title.is_none() || a.title == b.title) && overlap(a, b)
}

/// Whether two terms share more than the day on which one follows the other.
pub fn overlap(a: &Holder, b: &Holder) -> bool {
    let before = |from: Option<Date>, to: Option<Date>| from.zip(to).is_none_or(|(from, to)| from < to);
    before(a.from, b.to) && before(b.from, a.to)
}
