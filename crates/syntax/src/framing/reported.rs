//! Reported speech that stands beside its verb: «"…", said X», «X, he added, …», «as the ministry put it, …», «X said: "…"».
//!
//! In: frames with their direct arguments. Out: the frame of the verb of speech with a clause argument that points to what was said. It
//! never finds out who speaks.

use super::draft::{Drafts, Filler};
use super::vocab::vocab;
use crate::{Deprel, FrameId, PredicateKind, Role, Upos};
use smol_str::SmolStr;

/// Links every verb of speech that has no content yet.
pub(super) fn link(drafts: &mut Drafts) {
    for id in 0..drafts.all.len() {
        let frame = drafts.frame(id);
        if frame.kind == PredicateKind::Verb && vocab().is_speech(&frame.lemma) && !has_content(drafts, id) {
            link_one(drafts, id);
        }
    }
}

fn has_content(drafts: &Drafts, id: FrameId) -> bool {
    drafts.frame(id).args.iter().any(|a| a.role == Role::Clause || a.role == Role::Open)
}

fn link_one(drafts: &mut Drafts, id: FrameId) {
    let norm = &drafts.norm;
    let head = drafts.frame(id).head;
    let marker = norm.marker(head);
    let speaks = norm.subject(head).is_some() || drafts.frame(id).passive;
    let beside = match norm.rel[head] {
        Deprel::Parataxis => speaks && marker.is_empty(),
        Deprel::Advcl => marker == "as" || speaks && marker.is_empty() && after_quote(drafts, head),
        Deprel::Ccomp | Deprel::Conj | Deprel::Dep => speaks && marker.is_empty() && after_quote(drafts, head),
        _ => false,
    };
    let no_object = drafts.frame(id).by_role(Role::Theme).all(|a| marker == "as" && norm.form[a.head] == "it");
    if let Some(content) = norm.head(head).filter(|_| beside && (no_object || drafts.frame(id).passive)) {
        let filler = Filler { word: content, implied: None, conf: norm.conf(head) };
        drafts.fill(id, Role::Clause, &filler, marker);
        if let Some(said) = drafts.at(content) {
            drafts.all[said].frame.args.retain(|a| a.head != head);
        }
        return;
    }
    let is_clause = |k: usize| drafts.at(k).is_some_and(|f| drafts.frame(f).kind != PredicateKind::Noun) || norm.upos[k] == Upos::Verb;
    let content = norm.by(head, Deprel::Parataxis).filter(|&k| is_clause(k) && no_object).min_by_key(|&k| k.abs_diff(head));
    if let Some(content) = content {
        let filler = Filler { word: content, implied: None, conf: norm.conf(content) };
        drafts.fill(id, Role::Clause, &filler, SmolStr::default());
    }
}

/// Whether a comma or closing quotation mark stands before the clause of the verb and its head before that.
fn after_quote(drafts: &Drafts, head: usize) -> bool {
    let norm = &drafts.norm;
    let first = norm.leftmost(head);
    let conjunction = norm.by(head, Deprel::Cc).next().is_some();
    let mark = |w: usize| matches!(norm.form[w].as_str(), "," | "''" | "\"" | "”" | "?" | "!" | "»" | "--" | "–" | "—");
    norm.head(head).is_some_and(|h| h < head) && !conjunction && first > 0 && mark(first - 1)
}
