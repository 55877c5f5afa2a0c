//! Actors, offices and who held them when. In: codes, names, days. Out: entries.

use crate::Lexicon;
use crate::names::{Named, PersonName};
use crate::schema::{Body, Group, Holder, Office, Organ, Outlet, RoleNoun, State};
use demarche_source::{Code, Date};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Kind of a code's entry, with its index.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ActorEntry {
    State(usize),
    Body(usize),
    Group(usize),
}

/// What a code stands for.
#[derive(Clone, Copy, Debug)]
pub enum Actor<'l> {
    /// A state or territory.
    State(&'l State),
    /// An international body.
    Body(&'l Body),
    /// A group or bloc.
    Group(&'l Group),
}

impl<'l> Actor<'l> {
    /// Its name.
    pub fn name(self) -> &'l str {
        match self {
            Self::State(e) => &e.name,
            Self::Body(e) => &e.name,
            Self::Group(e) => &e.name,
        }
    }

    /// From when to when it existed, as far as that is known.
    pub fn span(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::State(e) => (e.from, e.to),
            Self::Body(e) => (e.from, e.to),
            Self::Group(e) => (e.from, e.to),
        }
    }

    /// Its code.
    pub fn code(self) -> &'l Code {
        match self {
            Self::State(e) => &e.code,
            Self::Body(e) => &e.code,
            Self::Group(e) => &e.code,
        }
    }
}

/// Where and when a date lies in a term of office or a membership: open ends hold always.
pub fn covers(from: Option<Date>, to: Option<Date>, on: Date) -> bool {
    from.is_none_or(|f| f <= on) && to.is_none_or(|t| on <= t)
}

/// Outlets by name and by domain, in lower case; of two with one name the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outlets {
    names: FxHashMap<String, usize>,
    domains: FxHashMap<String, usize>,
}

impl Outlets {
    fn new(outlets: &[Outlet]) -> Self {
        let mut all = Self::default();
        for (i, outlet) in outlets.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.also) {
                all.names.entry(name.to_ascii_lowercase()).or_insert(i);
            }
            for domain in &outlet.domains {
                all.domains.entry(domain.to_ascii_lowercase()).or_insert(i);
            }
        }
        all
    }
}

impl Lexicon {
    /// What a code stands for.
    pub fn actor(&self, code: &str) -> Option<Actor<'_>> {
        Some(match *self.codes.get(code)? {
            ActorEntry::State(i) => Actor::State(&self.entries.states[i]),
            ActorEntry::Body(i) => Actor::Body(&self.entries.bodies[i]),
            ActorEntry::Group(i) => Actor::Group(&self.entries.groups[i]),
        })
    }

    /// A state by its code.
    pub fn state(&self, code: &str) -> Option<&State> {
        match self.actor(code) {
            Some(Actor::State(state)) => Some(state),
            _ => None,
        }
    }

    /// Look-up of names.
    pub fn names(&self, atoms: &[&str]) -> &[Named] {
        self.gazetteer.names.get(atoms.iter().copied())
    }

    /// All names that begin at an atom, shortest first, as (one past the last atom, what they name). `atoms` gives two spellings of an atom.
    pub fn names_at<'t>(&self, from: usize, atoms: impl Fn(usize) -> Option<[&'t str; 2]>) -> Vec<(usize, &[Named])> {
        self.gazetteer.names.matches(from, atoms)
    }

    /// All names of office holders that begin at an atom, shortest first.
    pub fn persons_at<'t>(&self, from: usize, atoms: impl Fn(usize) -> Option<[&'t str; 2]>) -> Vec<(usize, &[PersonName])> {
        self.gazetteer.persons.matches(from, atoms)
    }

    /// An office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.get(id).map(|&i| &self.entries.offices[i])
    }

    /// An office by its index.
    pub fn office_at(&self, index: usize) -> Option<&Office> {
        self.entries.offices.get(index)
    }

    /// An organ by its index.
    pub fn organ_at(&self, index: usize) -> Option<&Organ> {
        self.entries.organs.get(index)
    }

    /// A role noun by its index.
    pub fn role_at(&self, index: usize) -> Option<&RoleNoun> {
        self.entries.roles.get(index)
    }

    /// An outlet by its name or the domain of its pages.
    pub fn outlet(&self, name_or_domain: &str) -> Option<&Outlet> {
        let asked = name_or_domain.trim().to_ascii_lowercase();
        let index = self.outlets.get_or_init(|| Outlets::new(&self.entries.outlets));
        // a page's domain ends with that of its outlet
        let ends = || asked.match_indices('.').map(|(dot, _)| &asked[dot + 1..]);
        let domains = || std::iter::once(asked.as_str()).chain(ends()).filter_map(|d| index.domains.get(d)).min();
        index.names.get(asked.as_str()).or_else(domains).map(|&i| &self.entries.outlets[i])
    }

    /// Holders with this name or family name, in office on the day (or at any time).
    pub fn who(&self, name: &str, on: Option<Date>) -> Vec<&Holder> {
        let atoms = crate::names::atoms(name, 0);
        let found = self.gazetteer.persons.get(atoms.iter().map(|a| a.text.as_ref()));
        found.iter().map(|p| &self.entries.holders[p.holder]).filter(|h| on.is_none_or(|day| covers(h.from, h.to, day))).collect()
    }

    /// Whether any holder of an office of this state or body is known.
    pub fn has_holders(&self, actor: &str) -> bool {
        self.holders.contains_key(actor)
    }

    /// Who held an office of a state or body on the day (or at any time).
    pub fn who_office(&self, actor: &str, office: &str, on: Option<Date>) -> Vec<&Holder> {
        let held = self.holders.get(actor).into_iter().flatten().map(|&i| &self.entries.holders[i]);
        held.filter(|h| h.office == office && on.is_none_or(|day| covers(h.from, h.to, day))).collect()
    }

    /// A holder by the index in [`PersonName::holder`].
    pub fn holder(&self, index: usize) -> Option<&Holder> {
        self.entries.holders.get(index)
    }

    /// Members of a body or bloc on the day (or at any time).
    pub fn members(&self, code: &str, on: Option<Date>) -> BTreeSet<&Code> {
        match self.actor(code) {
            Some(Actor::Body(b)) => b.members.iter().filter(|m| on.is_none_or(|day| covers(m.from, m.to, day))).map(|m| &m.state).collect(),
            Some(Actor::Group(g)) => g.members.iter().collect(),
            _ => BTreeSet::new(),
        }
    }
}
