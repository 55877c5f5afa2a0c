//! Report ids that are unique in one run.
//!
//! In: the id that a source gives. Out: that id, or the id with a number, and a diagnostic. It never renames the first that came.

use demarche_source::{Diagnostic, Level, SmolStr};
use std::collections::HashSet;

/// The ids given out.
#[derive(Default)]
pub(crate) struct Ids(HashSet<SmolStr>);

impl Ids {
    /// Takes `id` if it is free; else the first free of `id#2`, `id#3` …, with a diagnostic.
    pub fn take(&mut self, id: SmolStr, place: &str, diagnostics: &mut Vec<Diagnostic>) -> SmolStr {
        if self.0.insert(id.clone()) {
            return id;
        }
        let mut number = 2;
        loop {
            let next = SmolStr::new(format!("{id}#{number}"));
            if self.0.insert(next.clone()) {
                let message = format!("the id `{id}` was given before; this report is `{next}`");
                diagnostics.push(Diagnostic::new(Level::Warning, place, message));
                return next;
            }
            number += 1;
        }
    }
}
