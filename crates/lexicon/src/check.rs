//! What entries may say: references that must exist, words from fixed lists, numbers in range, dates in order.
//!
//! In: all entries, and those to be checked with their places. Out: every mistake, with file and line.

use crate::entries::{Entries, Item, Located};
use crate::error::{LexiconError, nearest};
use crate::pattern::{Pattern, PatternKind};
use crate::schema::{Act, Dispute};
use demarche_source::Date;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

const PLOVER: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "CONCEDE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "INVESTIGATE",
    "STATEMENT",
    "APPEAL",
];
const OPERATORS: &[&str] =
    &["", "attitude", "effect", "withhold", "refuse", "blame", "endorse", "affirm", "appeal", "deny", "label", "none"];
const SPEAKS: &[&str] = &["state", "organ", "no"];
const CHANNELS: &[&str] = &["word", "vote", "act"];
const FACTUALITY: &[&str] = &["CT+", "PR+", "PS+", "U", "CT-", "PR-", "PS-"];
const OUTCOMES: &[&str] = &["CT+", "PR+", "PS+", "U", "CT-", "PR-", "PS-", "flip", "keep"];
const CUE_KINDS: &[&str] = &["verb", "noun", "phrase"];
const MANNERS: &[&str] = &["say", "think", "know", "doubt", "ask", "order", "write", "deny", "claim", "report"];
const TAKES: &[&str] = &["that", "quote", "object", "whether", "infinitive", "of"];
const OPERATOR_KINDS: &[&str] = &["verb", "adverb", "adjective", "noun", "modal", "conjunction", "phrase"];
const SORTS: &[&str] =
    &["implicative", "factive", "hedge", "hearsay", "plan", "threat", "attempt", "negation", "necessity", "possibility", "conditional"];
const EFFECT_KINDS: &[&str] = &["verb", "noun", "adjective"];
const STATUS: &[&str] = &["member", "observer", "territory", "former", "partial"];
const BODY_KINDS: &[&str] = &["IGO", "COURT", "AGENCY", "NGO", "FORUM", "ALLIANCE"];
const OWNERSHIP: &[&str] = &["state", "party", "public", "private", "agency"];
const AUTHORITY: &[&str] = &["authoritative", "quasi", "non"];
const CASTS: &[&str] = &["yes", "no", "abstain", "absent"];

/// The names that entries may refer to.
pub struct Known<'e> {
    codes: BTreeSet<&'e str>,
    offices: BTreeSet<&'e str>,
    classes: BTreeSet<&'e str>,
    principles: BTreeSet<&'e str>,
}

impl<'e> Known<'e> {
    /// Collects them.
    pub fn new(all: &'e Entries) -> Self {
        let states = all.states.iter().map(|e| e.code.as_str());
        let codes = states.chain(all.bodies.iter().map(|e| e.code.as_str())).chain(all.groups.iter().map(|e| e.code.as_str()));
        Self {
            codes: codes.collect(),
            offices: all.offices.iter().map(|e| e.id.as_str()).collect(),
            classes: all.classes.iter().map(|e| e.id.as_str()).collect(),
            principles: all.principles.iter().map(|e| e.id.as_str()).collect(),
        }
    }
}

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
    errors.sort();
    errors
}

struct Checker<'c, 'e> {
    known: &'c Known<'e>,
    entry: &'c Located,
    errors: &'c mut Vec<LexiconError>,
}

impl Checker<'_, '_> {
    fn fail(&mut self, path: &str, cause: impl Into<String>, hint: impl Into<String>) {
        self.errors.push(self.entry.place(path).error(&self.entry.file, cause).hint(hint));
    }

    fn one_of(&mut self, path: &str, value: &str, list: &[&str]) {
        if !list.contains(&value) {
            let hint = nearest(value, list.iter().copied())
                .map_or_else(|| format!("one of: {}", list.join(", ")), |n| format!("did you mean `{n}`?"));
            self.fail(path, format!("`{value}` is not allowed here"), hint);
        }
    }

    fn refers(&mut self, path: &str, value: &str, set: impl Fn(&Known<'_>) -> Vec<String>, what: &str) {
        let list = set(self.known);
        if !list.iter().any(|k| k == value) {
            let hint = nearest(value, list.iter().map(String::as_str))
                .map_or_else(|| format!("no entry has this {what}"), |n| format!("did you mean `{n}`?"));
            self.fail(path, format!("unknown {what} `{value}`"), hint);
        }
    }

    fn code(&mut self, path: &str, code: &str) {
        if !self.known.codes.contains(code) {
            self.refers(path, code, |k| k.codes.iter().map(|c| (*c).to_owned()).collect(), "code");
        }
    }

    fn new_code(&mut self, code: &str) {
        if code.len() < 3 || !code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_') {
            self.fail("code", format!("`{code}` is no code"), "three or more capital letters");
        }
    }

    fn filled(&mut self, path: &str, value: &str) {
        if value.trim().is_empty() {
            self.fail(path, format!("`{path}` is empty"), "fill it in");
        }
    }

    fn words(&mut self, path: &str, words: &[SmolStr]) {
        for (i, word) in words.iter().enumerate() {
            if word.trim() != word.as_str() || word.is_empty() {
                self.fail(&format!("{path}.{i}"), format!("`{word}` is empty or has blanks at its edges"), "remove them");
            }
        }
    }

    fn range(&mut self, path: &str, value: f32, low: f32) {
        if !(low..=1.0).contains(&value) {
            self.fail(path, format!("{value} is out of range"), format!("between {low} and 1"));
        }
    }

    fn rank(&mut self, rank: u8) {
        if rank > 10 {
            self.fail("rank", format!("{rank} is out of range"), "between 0 and 10");
        }
    }

    fn dates(&mut self, path: &str, from: Option<Date>, to: Option<Date>) {
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            self.fail(path, format!("it ends ({to}) before it begins ({from})"), "exchange the dates");
        }
    }

    fn patterns(&mut self, field: &str, list: &[SmolStr], kind: PatternKind) {
        for (i, text) in list.iter().enumerate() {
            let place = self.entry.place(&format!("{field}.{i}"));
            match Pattern::parse(text, kind) {
                Err(e) => self
                    .errors
                    .push(place.right(1 + e.at).error(&self.entry.file, format!("in the pattern `{text}`: {}", e.cause)).hint(e.hint)),
                Ok(pattern) => {
                    for class in pattern.elements.iter().flat_map(|e| e.classes()) {
                        if !self.known.classes.contains(class.as_str()) {
                            let at = text.find(&format!("{{{class}}}")).map_or(0, |b| text[..b].chars().count());
                            let hint = nearest(class, self.known.classes.iter().copied()).map_or_else(
                                || "declare it: [[class]] with this id".to_owned(),
                                |n| format!("did you mean {{{n}}}? else declare it"),
                            );
                            let cause = format!("in the pattern `{text}`: unknown class `{class}`");
                            self.errors.push(place.right(1 + at).error(&self.entry.file, cause).hint(hint));
                        }
                    }
                }
            }
        }
    }

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
                if !self.known.offices.contains(e.office.as_str()) {
                    self.refers("office", &e.office, |k| k.offices.iter().map(|c| (*c).to_owned()).collect(), "office id");
                }
                self.dates("to", e.from, e.to);
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
