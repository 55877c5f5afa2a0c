//! Relative clauses: which noun a relative pronoun stands for, and which place the noun fills where there is no pronoun.
//!
//! In: the arcs. Out: [`Antecedents`], and gaps filled in frames ("the sanctions the West imposed"). It never opens a frame.

use super::draft::{Drafts, Filler};
use super::implied::give_subject;
use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, FrameId, Implied, PredicateKind, Role, Tense, Upos, Xpos};
use smol_str::SmolStr;

/// For each relative pronoun the word that it stands for.
pub(super) struct Antecedents(Vec<Option<(usize, f32)>>);

impl Antecedents {
    /// Finds the pronouns of all relative clauses.
    pub fn find(norm: &Norm) -> Self {
        let mut found = vec![None; norm.len()];
        for clause in 0..norm.len() {
            let Some((noun, top)) = governor(norm, clause) else { continue };
            if let Some(pronoun) = pronoun(norm, noun, clause) {
                found[pronoun] = Some((noun, norm.conf(top)));
            }
        }
        Self(found)
    }

    /// The word that a relative pronoun stands for, with the confidence of the arc of its clause.
    pub fn of(&self, pronoun: usize) -> Option<(usize, f32)> {
        self.0[pronoun]
    }
}

/// The noun above a relative clause (or above the first of coordinated ones), and the word that hangs on it.
fn governor(norm: &Norm, clause: usize) -> Option<(usize, usize)> {
    let mut top = clause;
    while norm.rel[top] == Deprel::Conj && !norm.is_set_aside(top) {
        top = norm.head(top)?;
    }
    matches!(norm.rel[top], Deprel::AclRelcl | Deprel::AdvclRelcl).then(|| norm.head(top).map(|noun| (noun, top)))?
}

fn pronoun(norm: &Norm, noun: usize, clause: usize) -> Option<usize> {
    let is_relative = |w: usize| {
        matches!(norm.xpos(w), Xpos::Wdt | Xpos::Wp | Xpos::WpS)
            || norm.form[w] == "that" && norm.upos[w] == Upos::Pron && norm.rel[w] != Deprel::Det && norm.rel[w] != Deprel::Mark
    };
    let within = |w: usize| {
        let mut at = w;
        while let Some(h) = norm.head(at) {
            if h == clause {
                return true;
            }
            if h == noun || norm.rel[at] == Deprel::Conj && norm.head(at) == Some(clause) {
                return false;
            }
            at = h;
        }
        false
    };
    // A nominal clause head can be the pronoun's noun itself ("which was an act of war"), so the head is looked at last.
    if noun < clause { (noun + 1..clause).find(|&w| is_relative(w) && norm.rel[w] != Deprel::AclRelcl && within(w)) } else { None }
}

/// Fills the gap of a relative clause that has no pronoun. Returns the subject if that is the gap.
pub(super) fn fill_gap(drafts: &mut Drafts, id: FrameId) -> Option<Filler> {
    let head = drafts.frame(id).head;
    let norm = &drafts.norm;
    let (noun, top) = governor(norm, head).filter(|&(noun, top)| noun < head && norm.rel[top] == Deprel::AclRelcl)?;
    if pronoun(norm, noun, head).is_some() {
        return None;
    }
    let filler = Filler { word: noun, implied: Some(Implied::Relative), conf: norm.conf(top) };
    if norm.subject(head).is_none() {
        return (top == head).then_some(filler);
    }
    let adverbial = matches!(norm.lemma[noun].as_str(), "way" | "reason" | "place" | "fact") || vocab().is_time(&norm.lemma[noun]);
    if adverbial || norm.kids(head).any(|k| norm.xpos(k) == Xpos::Wrb) {
        return None;
    }
    let mut at = id;
    for _ in 0..8 {
        let frame = drafts.frame(at);
        let below = frame.args.iter().find(|a| matches!(a.role, Role::Open | Role::Clause)).and_then(|a| drafts.at(a.head));
        let norm = &drafts.norm;
        // "the clerks it accused of lying", "the envoy it urged to leave": the gap is that of the verb which needs an object.
        let held = frame.arg(Role::Theme).is_some() || frame.arg(Role::Recipient).is_some() || frame.passive;
        if !held && vocab().takes(&frame.lemma, "object") {
            let addressed = frame.arg(Role::Open).is_some() && vocab().control(&frame.lemma).is_some_and(|c| c.recipient || c.addressee);
            drafts.fill(at, if addressed { Role::Recipient } else { Role::Theme }, &filler, SmolStr::default());
            return None;
        }
        let stranded = norm.kids(frame.head).find(|&k| k > frame.head && is_stranded(norm, k)).map(|k| norm.form[k].clone());
        if let Some(prep) = stranded {
            drafts.fill(at, Role::Oblique, &filler, prep);
            return None;
        }
        match below.filter(|&next| next != at) {
            // "what they believe is a ruse", "the state he said was to blame"
            Some(next) if is_subjectless(drafts, next) => {
                give_subject(drafts, next, &[filler], Implied::Relative, 1.0);
                return None;
            }
            Some(next) => at = next,
            None => break,
        }
    }
    let frame = drafts.frame(at);
    if frame.kind == PredicateKind::Verb && !frame.passive && frame.arg(Role::Theme).is_none() && frame.arg(Role::Clause).is_none() {
        drafts.fill(at, Role::Theme, &filler, SmolStr::default());
    }
    None
}

/// A finite clause without a subject.
fn is_subjectless(drafts: &Drafts, id: FrameId) -> bool {
    let frame = drafts.frame(id);
    frame.tense != Tense::None && drafts.norm.rel[frame.head] == Deprel::Ccomp && drafts.norm.subject(frame.head).is_none()
}

/// A preposition whose noun stands elsewhere ("the country it relies on").
pub(super) fn is_stranded(norm: &Norm, k: usize) -> bool {
    norm.upos[k] == Upos::Adp && matches!(norm.rel[k], Deprel::Obl | Deprel::Advmod | Deprel::Case) && norm.kids(k).next().is_none()
}
