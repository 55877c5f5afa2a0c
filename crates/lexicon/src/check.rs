//! What entries may say: references that must exist, words from fixed lists, numbers in range, dates in order.
//!
//! In: all entries, and those to be checked with their places. Out: every mistake, with file and line.

use crate::allowed::{
    AUTHORITY, BODY_KINDS, CASTS, CHANNELS, CUE_KINDS, EFFECT_KINDS, FACTUALITY, MANNERS, OPERATOR_KINDS, OPERATORS, OUTCOMES, OWNERSHIP,
    PLOVER, SORTS, SPEAKS, STATUS, TAKES,
};
use crate::checker::{Checker, Known};
use crate::claims::claims;
use crate::entries::{Entries, Item, Located};
use crate::error::LexiconError;
use crate::pattern::PatternKind;
use crate::schema::{Act, Dispute};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
/// Checks entries. `all` holds them too, merged with those that were there before.
pub fn check(all: &Entries, found: &[Located]) -> Vec<LexiconError> {
    let known = Known::new(all);
    let mut errors = Vec::new();
    let mut first: BTreeMap<(&'static str, String), &Located> = BTreeMap::new();
    for entry in found {
        let mut checker = Checker { known: &known, entry, errors: &mut errors };
        checker.entry();
        if let Some(key) = entry.item.key() {
            let space = if matches!(key.0, "body" | "group") { "state" } else { key.0 };
            if let Some(earlier) = first.get(&(space, key.1.clone())) {
                let there = format!("{}:{}", earlier.file, earlier.place("").line);
                let cause = format!("`{}` is already defined at {there}", key.1);
                errors.push(entry.place("").error(&entry.file, cause).hint("join the two, or give one another id"));
            } else {
                first.insert((space, key.1), entry);
            }
        }
    }
    errors.extend(cycles(all, found));
    errors.extend(claims(all, found));
    errors.sort();
    errors
}

impl Checker<'_, '_> {
    fn entry(&mut self) {
        let entry = self.entry;
        match &entry.item {
            Item::State(e) => {
                self.new_code(&e.code);
                self.filled("name", &e.name);
                self.one_of("status", &e.status, STATUS);
                self.dates("to", e.from, e.to);
                for (path, code) in [("successor", &e.successor), ("parent", &e.parent)] {
                    code.iter().for_each(|c| self.code(path, c));
                }
                for (path, list) in [
                    ("also", &e.also),
                    ("adjectives", &e.adjectives),
                    ("people", &e.people),
                    ("capital_also", &e.capital_also),
                    ("seats", &e.seats),
                    ("places", &e.places),
                    ("phrases", &e.phrases),
                ] {
                    self.words(path, list);
                }
            }
            Item::Body(e) => {
                self.new_code(&e.code);
                self.filled("name", &e.name);
                self.one_of("kind", &e.kind, BODY_KINDS);
                self.dates("to", e.from, e.to);
                e.parent.iter().for_each(|c| self.code("parent", c));
                for (i, m) in e.members.iter().enumerate() {
                    self.code(&format!("members.{i}.state"), &m.state);
                    self.dates(&format!("members.{i}"), m.from, m.to);
                }
            }
            Item::Group(e) => {
                self.new_code(&e.code);
                self.filled("name", &e.name);
                self.filled("sector", &e.sector);
                self.dates("to", e.from, e.to);
                self.dates("governs_to", e.governs_from, e.governs_to);
                e.country.iter().for_each(|c| self.code("country", c));
                e.members.iter().enumerate().for_each(|(i, c)| self.code(&format!("members.{i}"), c));
            }
            Item::Outlet(e) => {
                self.filled("name", &e.name);
                e.country.iter().for_each(|c| self.code("country", c));
                self.one_of("ownership", &e.ownership, OWNERSHIP);
                self.one_of("authority", &e.authority, AUTHORITY);
                e.reliability.iter().for_each(|r| self.one_of("reliability", r, &["A", "B", "C", "D", "E", "F"]));
            }
            Item::Office(e) => {
                self.filled("id", &e.id);
                self.words("names", &e.names);
                self.rank(e.rank);
                self.one_of("speaks", &e.speaks, SPEAKS);
                e.by_state.keys().for_each(|c| self.code(&format!("by_state.{c}"), c));
            }
            Item::Organ(e) => {
                self.filled("id", &e.id);
                self.words("names", &e.names);
                self.rank(e.rank);
                self.one_of("speaks", &e.speaks, SPEAKS);
                e.by_state.keys().for_each(|c| self.code(&format!("by_state.{c}"), c));
            }
            Item::RoleNoun(e) => {
                self.words("nouns", &e.nouns);
                self.rank(e.rank);
                self.one_of("speaks", &e.speaks, SPEAKS);
            }
            Item::Holder(e) => {
                self.filled("person", &e.person);
                self.filled("surname", &e.surname);
                self.code("actor", &e.actor);
                self.office("office", &e.office);
                self.dates("to", e.from, e.to);
            }
            Item::Claim(e) => {
                for (i, office) in e.offices.iter().enumerate() {
                    self.office(&format!("offices.{i}"), office);
                }
                e.actors.iter().enumerate().for_each(|(i, c)| self.code(&format!("actors.{i}"), c));
                self.dates("to", Some(e.from), e.to);
                if e.to.is_none() {
                    self.fail("", "the claim has no end", "give `to`, or `complete_to` in [about]");
                }
            }
            Item::Act(e) => self.act(e),
            Item::Class(e) => {
                self.filled("id", &e.id);
                self.words("words", &e.words);
                for (i, class) in e.includes.iter().enumerate() {
                    if !self.known.classes.contains(class.as_str()) {
                        self.refers(&format!("includes.{i}"), class, |k| k.classes.iter().map(|c| (*c).to_owned()).collect(), "class id");
                    }
                }
            }
            Item::Cue(e) => {
                self.words("words", &e.words);
                self.one_of("kind", &e.kind, CUE_KINDS);
                self.one_of("manner", &e.manner, MANNERS);
                self.one_of("source_commits", &e.source_commits, FACTUALITY);
                self.one_of("author_commits", &e.author_commits, FACTUALITY);
                e.takes.iter().enumerate().for_each(|(i, t)| self.one_of(&format!("takes.{i}"), t, TAKES));
            }
            Item::FactOperator(e) => {
                self.words("words", &e.words);
                self.one_of("kind", &e.kind, OPERATOR_KINDS);
                self.one_of("positive", &e.positive, OUTCOMES);
                self.one_of("negative", &e.negative, OUTCOMES);
                self.one_of("sort", &e.sort, SORTS);
            }
            Item::Effect(e) => {
                self.words("words", &e.words);
                self.one_of("kind", &e.kind, EFFECT_KINDS);
                for (path, value) in [("theme", e.theme), ("holder", e.holder), ("valence", e.valence)] {
                    self.range(path, value, -1.0);
                }
            }
            Item::Principle(e) => {
                self.filled("id", &e.id);
                for (path, list) in [("names", &e.names), ("breaches", &e.breaches), ("texts", &e.texts)] {
                    self.words(path, list);
                }
            }
            Item::Dispute(e) => self.dispute(e),
            Item::CastPhrase(e) => {
                self.one_of("cast", &e.cast, CASTS);
                self.patterns("verbs", &e.verbs, PatternKind::Verb);
                self.patterns("nouns", &e.nouns, PatternKind::Noun);
            }
        }
    }

    fn act(&mut self, e: &Act) {
        self.filled("id", &e.id);
        e.plover.iter().for_each(|p| self.one_of("plover", p, PLOVER));
        self.one_of("channel", &e.channel, CHANNELS);
        self.one_of("operator", &e.operator, OPERATORS);
        self.range("attitude", e.attitude, -1.0);
        self.range("effect", e.effect, -1.0);
        self.patterns("verbs", &e.verbs, PatternKind::Verb);
        self.patterns("nouns", &e.nouns, PatternKind::Noun);
        self.patterns("copular", &e.copular, PatternKind::Copular);
    }

    fn dispute(&mut self, e: &Dispute) {
        if e.name.trim().is_empty() {
            self.fail("name", "a dispute needs a name", "name = \"…\"");
        }
        self.dates("to", e.from, e.to);
        if e.sides.len() < 2 {
            self.fail("sides", format!("a dispute has two sides or more, this has {}", e.sides.len()), "add the other side");
        }
        let mut seen: BTreeMap<&SmolStr, &SmolStr> = BTreeMap::new();
        let mut ids: BTreeSet<&SmolStr> = BTreeSet::new();
        for (i, side) in e.sides.iter().enumerate() {
            self.filled(&format!("sides.{i}.id"), &side.id);
            if !ids.insert(&side.id) {
                self.fail(&format!("sides.{i}.id"), format!("two sides are called `{}`", side.id), "give each its own id");
            }
            if side.members.is_empty() && side.terms.is_empty() {
                self.fail(
                    &format!("sides.{i}"),
                    format!("side `{}` has neither members nor terms", side.id),
                    "name the codes of its members",
                );
            }
            for (list, codes) in [("members", &side.members), ("backers", &side.backers)] {
                for (j, code) in codes.iter().enumerate() {
                    let path = format!("sides.{i}.{list}.{j}");
                    self.code(&path, code);
                    match seen.insert(code, &side.id) {
                        Some(other) if other == &side.id => {
                            self.fail(&path, format!("`{code}` stands twice on side `{other}`"), "remove one")
                        }
                        Some(other) => {
                            self.fail(&path, format!("`{code}` stands on two sides, `{other}` and `{}`", side.id), "an actor has one side");
                        }
                        None => {}
                    }
                }
            }
        }
        for (i, b) in e.principles.iter().enumerate() {
            if !self.known.principles.contains(b.principle.as_str()) {
                let path = format!("principles.{i}.principle");
                self.refers(&path, &b.principle, |k| k.principles.iter().map(|c| (*c).to_owned()).collect(), "principle id");
            }
            self.range(&format!("principles.{i}.weight"), b.weight, 0.0);
        }
        for (i, r) in e.resolutions.iter().enumerate().filter(|(_, r)| r.symbol.is_empty() == r.title.is_empty()) {
            let both = if r.title.is_empty() { "neither `symbol` nor `title`" } else { "both `symbol` and `title`" };
            self.fail(&format!("resolutions.{i}"), format!("a resolution with {both}"), "give one of them");
        }
        let serves = e.principles.iter().map(|b| ("principles", &b.serves)).enumerate();
        let serves = serves.chain(e.resolutions.iter().map(|r| ("resolutions", &r.serves)).enumerate());
        for (i, (list, side)) in serves {
            if let Some(side) = side
                && !ids.contains(side)
            {
                let names: Vec<_> = ids.iter().map(|s| s.as_str()).collect();
                self.fail(&format!("{list}.{i}.serves"), format!("unknown side `{side}`"), format!("the sides are {}", names.join(", ")));
            }
        }
    }
}

/// Classes that include themselves.
fn cycles(all: &Entries, found: &[Located]) -> Vec<LexiconError> {
    let includes: BTreeMap<&str, &[SmolStr]> = all.classes.iter().map(|c| (c.id.as_str(), c.includes.as_slice())).collect();
    let mut errors = Vec::new();
    for entry in found {
        let Item::Class(class) = &entry.item else { continue };
        let (mut stack, mut seen): (Vec<&str>, BTreeSet<&str>) = (class.includes.iter().map(SmolStr::as_str).collect(), BTreeSet::new());
        while let Some(id) = stack.pop() {
            if id == class.id {
                let cause = format!("class `{id}` includes itself");
                errors.push(entry.place("includes").error(&entry.file, cause).hint("break the circle"));
                break;
            }
            if seen.insert(id) {
                stack.extend(includes.get(id).iter().flat_map(|l| l.iter().map(SmolStr::as_str)));
            }
        }
    }
    errors
}
