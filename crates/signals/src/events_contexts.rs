//! In what setting an event stands. In: an event's code and words. Out: PLOVER contexts, in alphabetical order.
//!
//! A context holds where the event's CAMEO code has it (CAMEO to PLOVER conversion table, 2021) or a word of the event's evidence tells it
//! (PLOVER manual, "general contexts"). Words elsewhere in the report do not count: they may be about something else. The words are classes of
//! the lexicon: `plover-contexts` lists the contexts, `context-NAME` the words of one, `context-code-NAME` its codes.

use crate::coder::Done;
use crate::reader::Reader;
use demarche_source::SmolStr;
use std::collections::BTreeSet;

/// What an event of the past has: history, not news.
const HISTORICAL: &str = "historical";

/// Contexts of an act coded with this code.
pub(crate) fn contexts(reader: &Reader<'_>, done: &Done, cameo: &str) -> Vec<SmolStr> {
    let (s, words) = (done.s, reader.tree(done.s).words());
    let within = |w: &usize| words[*w].span.start >= done.span.start && words[*w].span.end <= done.span.end;
    let inside: Vec<usize> = (0..words.len()).filter(within).collect();
    let holds = |name: &SmolStr| {
        let (codes, told) = (format!("context-code-{name}"), format!("context-{name}"));
        let past = name == HISTORICAL && done.marks.background;
        past || reader.lexicon.class_has(&codes, cameo) || inside.iter().any(|&w| reader.word_in_class(s, w, &told))
    };
    let Some(all) = reader.lexicon.class("plover-contexts") else { return Vec::new() };
    all.words.iter().filter(|n| holds(n)).cloned().collect::<BTreeSet<_>>().into_iter().collect()
}
