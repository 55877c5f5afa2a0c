//! Arguments of nouns of event.
//!
//! In: an open noun frame, or a noun said of a subject. Out: the frame with its possessor, "of", "by" and other phrases, modifiers and
//! clauses. It never decides whether a modifier is agent or theme ("Russia sanctions"): that needs knowledge of actors.

use super::clause::{is_actor_like, is_time};
use super::draft::Drafts;
use super::vocab::vocab;
use crate::{Deprel, FrameId, PredicateKind, Role, Upos, Xpos};
use smol_str::SmolStr;

/// Reads the dependents of a noun.
pub(super) fn read(drafts: &mut Drafts, id: FrameId) {
    let head = drafts.frame(id).head;
    let kids: Vec<usize> = drafts.norm.kids(head).collect();
    // The possessor and "by" first: they decide what "of" means.
    let (agentive, others): (Vec<usize>, Vec<usize>) = kids.into_iter().partition(|&k| is_agentive(drafts, k));
    for k in agentive.into_iter().chain(others) {
        read_one(drafts, id, k);
    }
    outer_clause(drafts, id, head);
}

fn is_agentive(drafts: &Drafts, k: usize) -> bool {
    drafts.norm.rel[k] == Deprel::NmodPoss || drafts.norm.prep(k) == "by"
}

/// Reads one dependent of a noun; `false` if it is none that a noun takes.
pub(super) fn read_one(drafts: &mut Drafts, id: FrameId, k: usize) -> bool {
    let norm = &drafts.norm;
    let kind = drafts.frame(id).kind;
    match norm.rel[k] {
        Deprel::NmodPoss => possessor(drafts, id, k),
        Deprel::Nmod | Deprel::Obl if kind == PredicateKind::Noun || norm.rel[k] == Deprel::Nmod => phrase(drafts, id, k),
        Deprel::Amod | Deprel::Compound | Deprel::NmodUnmarked | Deprel::NmodDesc => modifier(drafts, id, k),
        Deprel::Acl | Deprel::Ccomp | Deprel::Advcl | Deprel::Xcomp if kind == PredicateKind::Noun || norm.rel[k] == Deprel::Acl => {
            return complement(drafts, id, k);
        }
        _ => return false,
    }
    true
}

fn possessor(drafts: &mut Drafts, id: FrameId, k: usize) {
    let norm = &drafts.norm;
    let head = drafts.frame(id).head;
    if drafts.frame(id).kind == PredicateKind::Copular {
        drafts.push(id, Role::Modifier, k, SmolStr::new_static("'s"));
        return;
    }
    // "Iraq's occupation by …": the possessor undergoes it.
    let by = norm.kids(head).any(|c| norm.rel[c] == Deprel::Nmod && norm.prep(c) == "by");
    drafts.push(id, if by { Role::Theme } else { Role::Agent }, k, SmolStr::default());
}

fn phrase(drafts: &mut Drafts, id: FrameId, k: usize) {
    let norm = &drafts.norm;
    let frame = drafts.frame(id);
    let prep = norm.prep(k);
    let agent = frame.arg(Role::Agent).is_some();
    let of_agent = vocab().noun(&frame.lemma).is_some_and(|n| n.of_agent);
    let role = match prep.as_str() {
        "by" => Role::Agent,
        "of" if agent || !of_agent || frame.kind == PredicateKind::Copular || is_told_of(drafts, id, k) => Role::Theme,
        "of" => Role::Agent,
        "as" => Role::Predicative,
        _ => Role::Oblique,
    };
    let prep = if role == Role::Oblique || role == Role::Predicative { prep } else { SmolStr::default() };
    drafts.push(id, role, k, prep);
}

/// "reports of a deal", "took note of the request": what is told of an event is its content, not its teller.
fn is_told_of(drafts: &Drafts, id: FrameId, k: usize) -> bool {
    let norm = &drafts.norm;
    let event = norm.upos[k] == Upos::Noun && vocab().noun(&norm.lemma[k]).is_some();
    let tells = vocab().noun(&drafts.frame(id).lemma).is_some_and(|n| n.verb.is_none_or(|v| vocab().is_speech(&v)));
    event && tells
}

fn modifier(drafts: &mut Drafts, id: FrameId, k: usize) {
    let norm = &drafts.norm;
    if is_time(norm, k) {
        return;
    }
    let nominal = matches!(norm.upos[k], Upos::Propn | Upos::Noun) && norm.rel[k] != Deprel::Amod;
    if nominal || is_actor_like(norm, k) {
        drafts.push(id, Role::Modifier, k, norm.prep(k));
    }
}

/// "decision to withdraw", "claim that …", "policy of supporting …". A bare participle is no complement.
fn complement(drafts: &mut Drafts, id: FrameId, k: usize) -> bool {
    let norm = &drafts.norm;
    let marker = norm.marker(k);
    let finite = norm.is_finite(k);
    let role = match marker.as_str() {
        "" if norm.is_infinitive(k) => Role::Open,
        "" if finite && norm.rel[k] != Deprel::Advcl => Role::Clause,
        "" => return false,
        _ if finite => Role::Clause,
        _ if norm.xpos(k) == Xpos::Vbg || norm.is_infinitive(k) => Role::Open,
        _ => Role::Clause,
    };
    drafts.push(id, role, k, marker);
    true
}

/// "China's position is that …", "the aim is to …": the clause completes the noun before the copula.
fn outer_clause(drafts: &mut Drafts, id: FrameId, noun: usize) {
    let norm = &drafts.norm;
    let Some(clause) = norm.head(noun).filter(|&h| norm.rel[noun].is_subject() && !norm.is_inner_subject(h, noun)) else { return };
    let role = if norm.is_infinitive(clause) { Role::Open } else { Role::Clause };
    let marker = norm.marker(clause);
    drafts.push(id, role, clause, marker);
}
