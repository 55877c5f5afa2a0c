//! What a user's files are, before anybody works with them. In: files, and the lexicon that they go over. Out: mistakes, and what is worth knowing.

use crate::Lexicon;
use crate::entries::{Entries, Item, Located, Origin};
use crate::error::LexiconError;
use crate::load::load_located;
use crate::names::atoms;
use crate::overlay::overlap;
use crate::schema::Holder;
use demarche_source::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// What was found in files.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Why they cannot be used.
    pub mistakes: Vec<LexiconError>,
    /// What they change that may not be meant: names that had one meaning and now have two, offices with two holders on a day.
    pub notes: Vec<LexiconError>,
    /// How many entries of each table they hold.
    pub counts: Vec<Count>,
}

/// Entries of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Name of the table.
    pub table: &'static str,
    /// Entries in the files.
    pub entries: usize,
    /// Those of them that replace one that was there.
    pub replace: usize,
}

impl Lexicon {
    /// Looks through files that are to go over this lexicon.
    pub fn review(&self, files: &[(String, String)]) -> Review {
        let base = self.entries();
        let known: BTreeSet<(&'static str, String)> = base.keys().into_iter().collect();
        let (all, found, mistakes) = load_located(base.clone(), files);
        let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
        for entry in &found {
            let table = entry.item.table();
            let count = counts.entry(table).or_insert(Count { table, entries: 0, replace: 0 });
            count.entries += 1;
            count.replace += usize::from(entry.item.key().is_some_and(|key| known.contains(&key)));
        }
        let mut notes = self.doubled(&found);
        notes.extend(overlaps(&all, &found));
        notes.sort();
        notes.dedup();
        Review { mistakes, notes, counts: counts.into_values().collect() }
    }

    /// Names that another entry has already.
    fn doubled(&self, found: &[Located]) -> Vec<LexiconError> {
        let mut notes = Vec::new();
        for entry in found {
            for (path, name) in names(&entry.item) {
                let words = atoms(name, 0);
                let spelt = || words.iter().map(|a| a.text.as_ref());
                let actors = self.gazetteer.names.get(spelt()).iter().filter_map(|n| n.code.as_deref());
                let own = entry.item.key().map(|(_, key)| key);
                let actors = actors.filter(|c| own.as_deref() != Some(*c)).map(|c| self.actor(c).map_or(c, |a| a.name()).to_owned());
                let person = if let Item::Holder(h) = &entry.item { Some(h.person.as_str()) } else { None };
                let bearers = self.gazetteer.persons.get(spelt()).iter().filter(|p| person.is_none() || !p.surname);
                let bearers = bearers.filter_map(|p| self.holder(p.holder)).map(|h| h.person.as_str()).filter(|p| person != Some(*p));
                let others: BTreeSet<String> = actors.chain(bearers.map(str::to_owned)).collect();
                if !others.is_empty() {
                    let others: Vec<String> = others.into_iter().take(3).collect();
                    let cause = format!("`{name}` also names {}", others.join(", "));
                    notes.push(entry.place(&path).error(&entry.file, cause).hint("text will be read by date, title and context"));
                }
            }
        }
        notes
    }
}

/// The names that an entry of an actor or person gives, with their paths.
fn names(item: &Item) -> Vec<(String, &SmolStr)> {
    let (name, lists): (&SmolStr, Vec<(&str, &Vec<SmolStr>)>) = match item {
        Item::State(e) => (&e.name, vec![("also", &e.also), ("adjectives", &e.adjectives), ("people", &e.people), ("seats", &e.seats)]),
        Item::Body(e) => (&e.name, vec![("also", &e.also)]),
        Item::Group(e) => (&e.name, vec![("also", &e.also)]),
        Item::Holder(e) => (&e.person, vec![("also", &e.also)]),
        _ => return Vec::new(),
    };
    let first = if matches!(item, Item::Holder(_)) { "person" } else { "name" };
    let below = lists.into_iter().flat_map(|(path, words)| words.iter().enumerate().map(move |(i, w)| (format!("{path}.{i}"), w)));
    std::iter::once((first.to_owned(), name)).chain(below).collect()
}

/// Terms of the files that overlap with another's in the same office: two foreign ministers at once are one too many. Offices that some state
/// shares among several by the built-in data are left out.
fn overlaps(all: &Entries, found: &[Located]) -> Vec<LexiconError> {
    let mut terms: BTreeMap<(&str, &str), Vec<(&Holder, &Origin)>> = BTreeMap::new();
    for (holder, origin) in all.holders.iter().zip(&all.origins.holders) {
        terms.entry((&holder.actor, &holder.office)).or_default().push((holder, origin));
    }
    let shared = |office: &str, actor: &str| {
        let one = all.claims.iter().any(|c| !c.shared && c.offices.iter().any(|o| o == office));
        !one || all.claims.iter().any(|c| c.shared && c.offices.iter().any(|o| o == office) && c.actors.iter().any(|a| a == actor))
    };
    let mut notes = Vec::new();
    for entry in found {
        let Item::Holder(own) = &entry.item else { continue };
        if own.seen || shared(&own.office, &own.actor) {
            continue;
        }
        for (other, origin) in terms.get(&(own.actor.as_str(), own.office.as_str())).into_iter().flatten() {
            if other.person == own.person || other.seen || !overlap(own, other) {
                continue;
            }
            let there = all.files.get(origin.file as usize).map_or("", |f| f.path.as_str());
            let until = other.to.map_or_else(|| "with no end".to_owned(), |to| format!("to {to}"));
            let from = other.from.map_or_else(|| "…".to_owned(), |from| from.to_string());
            let cause = format!(
                "{} holds the office {} of {} together with {} (from {from} {until}, {there}:{})",
                own.person, own.office, own.actor, other.person, origin.line
            );
            let hint = format!("if {} left, repeat that entry here with its last day as `to`", other.person);
            notes.push(entry.place("from").error(&entry.file, cause).hint(hint));
        }
    }
    notes
}
