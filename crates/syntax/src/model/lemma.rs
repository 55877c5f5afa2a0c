//! Dictionary forms from learned rules.
//!
//! In: a token's form and its tag. Out: its lemma. The rules are (cut, add) pairs found by tag and suffix, longest first; the list in
//! [`verbs`] has the last word on verbs. It never looks at the sentence.

use super::features::{inside, tail};
use super::file::{File, ModelError};
use super::hash::Table;
use super::verbs;
use crate::{Upos, Xpos};
use smol_str::SmolStr;

/// Longest suffix that a rule may ask for.
const LONGEST: usize = 6;

/// The rules of a model.
#[derive(Debug)]
pub(super) struct Lemmas {
    keys: Table,
    rules: Vec<(usize, &'static str)>,
}

impl Lemmas {
    pub(super) fn new(file: &File) -> Result<Self, ModelError> {
        let fail = |part: &str, why| ModelError::Part { part: part.to_owned(), why };
        let keys = Table::new(file.tensor::<u32>("lemma.keys")?.data).ok_or(fail("lemma.keys", "it is no hash table"))?;
        let rules: Option<Vec<_>> =
            file.text("lemma.rules")?.split('\n').map(|l| l.split_once(' ').and_then(|(c, a)| Some((c.parse().ok()?, a)))).collect();
        let rules = rules.ok_or(fail("lemma.rules", "a line is not a number and a string"))?;
        if keys.largest() as usize >= rules.len() {
            return Err(fail("lemma.keys", "it names a rule that is not there"));
        }
        Ok(Self { keys, rules })
    }

    /// Lemma of a token, or of the directed mark that stands for a quotation token.
    pub(super) fn lemma(&self, token: &str, upos: Upos, xpos: Xpos) -> SmolStr {
        match token {
            "\u{201c}" | "\u{201d}" => return SmolStr::new_static("\""),
            "\u{2018}" | "\u{2019}" => return SmolStr::new_static("'"),
            _ => {}
        }
        let cased = inside(token);
        let form = cased.to_lowercase();
        let (cut, add) = self.rule(&form, xpos);
        // A name keeps its capitals where lower-casing did not change the number of characters.
        let kept = if upos == Upos::Propn && cased.chars().count() == form.chars().count() { cased.as_ref() } else { form.as_str() };
        let kept = &kept[..kept.len() - tail(kept, cut).len()];
        let lemma = if add.is_empty() { SmolStr::new(kept) } else { SmolStr::from(format!("{kept}{add}")) };
        verbs::chosen(lemma, &form, xpos)
    }

    fn rule(&self, form: &str, xpos: Xpos) -> (usize, &'static str) {
        let tag = xpos.as_str().as_bytes();
        let length = form.chars().count();
        let usable = |number: u32| Some(self.rules[number as usize]).filter(|(cut, add)| *cut < length || !add.is_empty());
        if let Some(rule) = self.keys.get(&[tag, b"\t^", form.as_bytes()]).and_then(usable) {
            return rule;
        }
        (0..=LONGEST.min(length))
            .rev()
            .find_map(|n| self.keys.get(&[tag, b"\t", tail(form, n).as_bytes()]).and_then(usable))
            .unwrap_or((0, ""))
    }
}
