//! What is said of one place does not bind for another. Declines where each end names places of its own and they share none.

use super::{Case, Finding, declined, passed};
use demarche_signals::Content;
use demarche_source::Code;
use std::collections::BTreeSet;

/// Whether the two ends speak of different places.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let others = |i: &crate::evidence::Item<'_>| -> BTreeSet<Code> {
        codes(&i.signal.content).into_iter().filter(|c| *c != i.signal.actor).collect()
    };
    let (a, b) = (others(case.a), others(case.b));
    let model = case.view.model;
    let ours = |set: &BTreeSet<Code>| set.iter().any(|c| model.standing(c).is_some());
    let vote = case.a.is_vote() || case.b.is_vote();
    let elsewhere = |set: &BTreeSet<Code>, explicit: bool| !set.is_empty() && !ours(set) && !explicit;
    let apart = a.is_disjoint(&b) && (elsewhere(&a, case.a.aligned.explicit) || elsewhere(&b, case.b.aligned.explicit));
    if apart && !vote && case.candidate.b.here().is_some() {
        declined(format!("one speaks of {}, the other of {}", list(&a), list(&b)))
    } else {
        passed("no other place is spoken of")
    }
}

fn list(codes: &BTreeSet<Code>) -> String {
    if codes.is_empty() { "no place".to_owned() } else { codes.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ") }
}

/// All actors in contents.
pub fn codes(contents: &[Content]) -> BTreeSet<Code> {
    let mut found = BTreeSet::new();
    let mut stack: Vec<&Content> = contents.iter().collect();
    while let Some(content) = stack.pop() {
        match content {
            Content::Entity { codes, .. } => found.extend(codes.iter().cloned()),
            Content::Event { agent, theme, other, .. } => {
                stack.extend(agent.iter().chain(theme));
                stack.extend(other.iter().map(|(_, c)| c));
            }
            Content::Principle { bearing, .. } => stack.extend(bearing),
            Content::Phrase { inside, .. } => stack.extend(inside),
        }
    }
    found
}
