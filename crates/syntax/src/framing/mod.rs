//! From trees to frames.
//!
//! In: a tree, its text and the quoted stretches of the text. Out: [`Frames`]. Each phase is a module: arcs are first brought to one
//! analysis ([`normal`], [`rewrite`], [`reroot`], [`repair`]), predicates opened ([`predicates`]), marked ([`clause`]) and given their direct arguments ([`verbs`], [`nouns`]);
//! speech finds its content ([`reported`]); what is implied is filled in from the root downwards ([`implied`], [`coordination`], [`light`],
//! [`relative`]); and the whole is sealed ([`finish`]). It never knows a name, an act or an attitude, and it takes any tree.

mod clause;
mod complements;
mod coordination;
mod draft;
mod finish;
mod implied;
mod light;
mod lists;
mod normal;
mod nouns;
mod predicates;
mod relative;
mod repair;
mod reported;
mod reroot;
mod rewrite;
mod show;
mod verbs;
mod vocab;
mod voice;

use crate::{Frames, PredicateKind, Tree};
use demarche_source::Span;

pub use show::frames_to_string;

/// The frames of one sentence. `text` is the whole text that the spans of the tree point into; `quotations` are its quoted stretches,
/// sorted by their start.
pub fn frames(tree: &Tree, text: &str, quotations: &[Span]) -> Frames {
    if tree.is_empty() {
        return Frames::default();
    }
    let norm = normal::Norm::new(tree, text);
    let antecedents = relative::Antecedents::find(&norm);
    let mut drafts = draft::Drafts::new(norm, antecedents);
    predicates::open_all(&mut drafts);
    for id in 0..drafts.all.len() {
        clause::mark(&mut drafts, id);
    }
    coordination::share_marks(&mut drafts);
    for id in 0..drafts.all.len() {
        match drafts.frame(id).kind {
            PredicateKind::Noun => nouns::read(&mut drafts, id),
            PredicateKind::Verb | PredicateKind::Copular => verbs::read(&mut drafts, id),
        }
    }
    reported::link(&mut drafts);
    implied::fill(&mut drafts);
    finish::finish(drafts, quotations)
}
