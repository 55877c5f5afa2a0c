//! The checks that all kinds of entries share. In: values with their paths. Out: mistakes with their places.

use crate::entries::{Entries, Located};
use crate::error::{LexiconError, nearest};
use crate::pattern::{Pattern, PatternKind};
use demarche_source::Date;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// The names that entries may refer to.
pub struct Known<'e> {
    pub codes: BTreeSet<&'e str>,
    pub offices: BTreeSet<&'e str>,
    pub classes: BTreeSet<&'e str>,
    pub principles: BTreeSet<&'e str>,
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

/// One entry under check.
pub struct Checker<'c, 'e> {
    pub known: &'c Known<'e>,
    pub entry: &'c Located,
    pub errors: &'c mut Vec<LexiconError>,
}

impl Checker<'_, '_> {
    pub fn fail(&mut self, path: &str, cause: impl Into<String>, hint: impl Into<String>) {
        self.errors.push(self.entry.place(path).error(&self.entry.file, cause).hint(hint));
    }

    pub fn one_of(&mut self, path: &str, value: &str, list: &[&str]) {
        if !list.contains(&value) {
            let hint = nearest(value, list.iter().copied())
                .map_or_else(|| format!("one of: {}", list.join(", ")), |n| format!("did you mean `{n}`?"));
            self.fail(path, format!("`{value}` is not allowed here"), hint);
        }
    }

    pub fn refers(&mut self, path: &str, value: &str, set: impl Fn(&Known<'_>) -> Vec<String>, what: &str) {
        let list = set(self.known);
        if !list.iter().any(|k| k == value) {
            let hint = nearest(value, list.iter().map(String::as_str))
                .map_or_else(|| format!("no entry has this {what}"), |n| format!("did you mean `{n}`?"));
            self.fail(path, format!("unknown {what} `{value}`"), hint);
        }
    }

    pub fn code(&mut self, path: &str, code: &str) {
        if !self.known.codes.contains(code) {
            self.refers(path, code, |k| k.codes.iter().map(|c| (*c).to_owned()).collect(), "code");
        }
    }

    pub fn office(&mut self, path: &str, office: &str) {
        if !self.known.offices.contains(office) {
            self.refers(path, office, |k| k.offices.iter().map(|c| (*c).to_owned()).collect(), "office id");
        }
    }

    pub fn new_code(&mut self, code: &str) {
        if code.len() < 3 || !code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_') {
            self.fail("code", format!("`{code}` is no code"), "three or more capital letters");
        }
    }

    pub fn filled(&mut self, path: &str, value: &str) {
        if value.trim().is_empty() {
            self.fail(path, format!("`{path}` is empty"), "fill it in");
        }
    }

    pub fn words(&mut self, path: &str, words: &[SmolStr]) {
        for (i, word) in words.iter().enumerate() {
            if word.trim() != word.as_str() || word.is_empty() {
                self.fail(&format!("{path}.{i}"), format!("`{word}` is empty or has blanks at its edges"), "remove them");
            }
        }
    }

    pub fn range(&mut self, path: &str, value: f32, low: f32) {
        if !(low..=1.0).contains(&value) {
            self.fail(path, format!("{value} is out of range"), format!("between {low} and 1"));
        }
    }

    pub fn rank(&mut self, rank: u8) {
        if rank > 10 {
            self.fail("rank", format!("{rank} is out of range"), "between 0 and 10");
        }
    }

    pub fn dates(&mut self, path: &str, from: Option<Date>, to: Option<Date>) {
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            self.fail(path, format!("it ends ({to}) before it begins ({from})"), "exchange the dates");
        }
    }

    pub fn patterns(&mut self, field: &str, list: &[SmolStr], kind: PatternKind) {
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
}
