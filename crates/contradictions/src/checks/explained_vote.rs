//! The actor's own explanation of vote is shown; it lowers the strength and does not erase it. One that names a defect of the text lowers it more.

use super::{Case, Finding, passed};
use crate::numbers::{EXPLAINED, EXPLAINED_DEFECT};
use crate::pair::Outcome;

/// What a defect of the text or of its making is called, in part of a word.
const DEFECTS: &[&str] = &[
    "selectiv",
    "unbalanced",
    "balance",
    "one-sided",
    "one sided",
    "exclusion",
    "ambigu",
    "procedur",
    "competence",
    "forum",
    "timing",
    "mandate",
    "process",
    "drafted",
    "prejudge",
    "politici",
    "premature",
    "unclear",
    "interpretation",
    "escalat",
    "elements",
    "consensus",
    "risk",
    "military",
    "unanswered",
    "wording",
    "paragraph",
    "omit",
    "unilateral",
];

/// Whether an end is a vote with an explanation.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    if let Some(i) = case.ends().into_iter().find(|i| i.unasserted.as_ref().is_some_and(|(r, _)| *r == "explained-vote")) {
        return super::declined(format!(
            "{}: the explanation upholds the aim of the text and confines what was not voted for",
            i.signal.id
        ));
    }
    let explained = case.ends().into_iter().find_map(|i| i.signal.vote.as_ref()?.explanation.as_deref());
    let Some(words) = explained.filter(|w| !w.trim().is_empty()) else { return passed("no vote was explained") };
    let lower = words.to_lowercase();
    match DEFECTS.iter().find(|d| lower.contains(**d)) {
        Some(defect) => (Outcome::Weakened(EXPLAINED_DEFECT), format!("explained by a defect of the text (“{defect}…”): “{words}”")),
        None => (Outcome::Weakened(EXPLAINED), format!("explained: “{words}”")),
    }
}
