//! Entries as a user would write them. In: a code, id or name. Out: the entries with it as TOML, ready to be changed in a file of one's own.

use crate::Lexicon;
use crate::answer::Written;
use crate::ask::near;
use crate::entries::{Entries, Origin};
use demarche_source::SmolStr;
use serde::Serialize;

/// An entry, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where it comes from.
    pub written: Written,
    /// The entry, with its table's heading.
    pub toml: String,
}

impl Lexicon {
    /// The entries with this code, id or name, in any capitals. Holders are found by their names, and by code and office (`KAZ foreign-minister`).
    pub fn find_entries(&self, key: &str) -> Vec<Shown> {
        let e = self.entries();
        let key = key.trim();
        let is = |name: &str| name.eq_ignore_ascii_case(key);
        let mut all = Vec::new();
        self.pick(&mut all, "state", &e.states, &e.origins.states, |s| is(&s.code) || is(&s.name));
        self.pick(&mut all, "body", &e.bodies, &e.origins.bodies, |s| is(&s.code) || is(&s.name) || s.also.iter().any(|a| is(a)));
        self.pick(&mut all, "group", &e.groups, &e.origins.groups, |s| is(&s.code) || is(&s.name) || s.also.iter().any(|a| is(a)));
        self.pick(&mut all, "outlet", &e.outlets, &e.origins.outlets, |s| is(&s.name) || s.also.iter().any(|a| is(a)));
        self.pick(&mut all, "office", &e.offices, &e.origins.offices, |s| is(&s.id));
        self.pick(&mut all, "organ", &e.organs, &e.origins.organs, |s| is(&s.id));
        self.pick(&mut all, "holder", &e.holders, &e.origins.holders, |h| {
            is(&h.person) || key.split_once(' ').is_some_and(|(a, o)| h.actor.eq_ignore_ascii_case(a) && h.office.eq_ignore_ascii_case(o))
        });
        self.pick(&mut all, "act", &e.acts, &e.origins.acts, |s| is(&s.id));
        self.pick(&mut all, "class", &e.classes, &e.origins.classes, |s| is(&s.id));
        self.pick(&mut all, "principle", &e.principles, &e.origins.principles, |s| is(&s.id));
        self.pick(&mut all, "dispute", &e.disputes, &e.origins.disputes, |s| is(&s.id) || is(&s.name));
        all
    }

    fn pick<T: Serialize>(&self, into: &mut Vec<Shown>, table: &str, list: &[T], origins: &[Origin], wanted: impl Fn(&T) -> bool) {
        for (entry, origin) in list.iter().zip(origins).filter(|(e, _)| wanted(e)) {
            let Ok(body) = toml::Value::try_from(entry) else { continue };
            let mut file = toml::Table::new();
            file.insert(table.to_owned(), toml::Value::Array(vec![plain(body)]));
            into.push(Shown { written: self.written(Some(origin)), toml: file.to_string() });
        }
    }

    /// Codes, ids and names that are spelt nearly like this; at most five.
    pub fn near_key(&self, key: &str) -> Vec<SmolStr> {
        let e: &Entries = self.entries();
        let codes = e.states.iter().flat_map(|s| [&s.code, &s.name]).chain(e.bodies.iter().flat_map(|s| [&s.code, &s.name]));
        let groups = e.groups.iter().flat_map(|s| [&s.code, &s.name]).chain(e.offices.iter().map(|o| &o.id));
        let ids = e.acts.iter().map(|a| &a.id).chain(e.classes.iter().map(|c| &c.id)).chain(e.disputes.iter().map(|d| &d.id));
        near(key, codes.chain(groups).chain(ids).chain(e.principles.iter().map(|p| &p.id)).chain(e.holders.iter().map(|h| &h.person)))
    }
}

/// Empty lists and words left out, days written as days.
fn plain(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Table(table) => {
            let empty = |v: &toml::Value| {
                v.as_bool() == Some(false)
                    || v.as_array().is_some_and(Vec::is_empty)
                    || v.as_str().is_some_and(str::is_empty)
                    || v.as_table().is_some_and(toml::Table::is_empty)
            };
            toml::Value::Table(table.into_iter().filter(|(_, v)| !empty(v)).map(|(k, v)| (k, plain(v))).collect())
        }
        toml::Value::Array(list) => toml::Value::Array(list.into_iter().map(plain).collect()),
        toml::Value::String(text) => match text.parse::<toml::value::Datetime>() {
            Ok(day) if text.len() == 10 => toml::Value::Datetime(day),
            _ => toml::Value::String(text),
        },
        other => other,
    }
}
