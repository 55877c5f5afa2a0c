//! What people have ruled on pairs. In: rulings by the ids of two signals. Out: a candidate and its checks, as ruled. It never proposes a pair:
//! a ruling speaks of what a rule has found.

use crate::evidence::{Item, View};
use crate::kinds::Candidate;
use crate::pair::{Checked, Kind, Outcome};
use demarche_source::SmolStr;

/// Name under which a ruling stands among the checks of its pair.
pub const RULING: &str = "ruling";

/// What is to become of a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum PairDecision {
    /// It stands, whatever check would have declined it.
    Accept,
    /// It does not stand.
    Dismiss,
    /// It stands as a pair of another kind, or with another strength.
    Correct {
        /// Its right kind.
        kind: Option<Kind>,
        /// Its right strength, in [0, 1].
        strength: Option<f32>,
    },
}

/// One ruling on a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRuling {
    /// Ids of the two signals, in any order.
    pub signals: [SmolStr; 2],
    /// Only pairs of this kind, if given.
    pub of: Option<Kind>,
    /// What is to become of them.
    pub decision: PairDecision,
    /// Why, in the words of who ruled.
    pub reason: String,
}

/// The last ruling that names both ends of a candidate, or signals that only repeat them.
pub(crate) fn on<'r>(rulings: &'r [PairRuling], view: &View<'_>, candidate: &Candidate) -> Option<&'r PairRuling> {
    let (a, b) = (candidate.a.of(view), candidate.b.of(view));
    let is = |item: &Item<'_>, id: &SmolStr| item.signal.id == *id || item.copies.contains(id);
    rulings.iter().rev().find(|r| {
        let [x, y] = &r.signals;
        r.of.is_none_or(|k| k == candidate.kind) && (is(a, x) && is(b, y) || is(a, y) && is(b, x))
    })
}

/// Applies a ruling to a candidate and its checks, and adds it to them.
pub(crate) fn apply(ruling: &PairRuling, candidate: &mut Candidate, checks: &mut Vec<Checked>) {
    let mut overrule = |which: fn(&Outcome) -> bool| {
        for check in checks.iter_mut().filter(|c| which(&c.outcome)) {
            check.outcome = Outcome::Passed;
            check.note = format!("overruled; it had found: {}", check.note);
        }
    };
    let (outcome, did) = match &ruling.decision {
        PairDecision::Accept => {
            overrule(|o| *o == Outcome::Declined);
            (Outcome::Passed, "accepted".to_owned())
        }
        PairDecision::Dismiss => (Outcome::Declined, "dismissed".to_owned()),
        PairDecision::Correct { kind, strength } => {
            overrule(|o| *o != Outcome::Passed);
            let mut did = "corrected".to_owned();
            if let Some(kind) = kind {
                did = format!("{did}, {} to {}", candidate.kind.as_str(), kind.as_str());
                candidate.kind = *kind;
            }
            if let Some(strength) = strength {
                did = format!("{did}, strength {:.2} to {strength:.2}", candidate.strength);
                candidate.strength = *strength;
            }
            (Outcome::Passed, did)
        }
    };
    checks.push(Checked { check: RULING, outcome, note: format!("{did}: {}", ruling.reason) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, ruled};
    use demarche_source::Cast;

    fn samples() -> Vec<Sample> {
        vec![Sample::word("A", 0.8), Sample::vote(Cast::No, -0.9)]
    }

    fn ruling(decision: PairDecision) -> PairRuling {
        PairRuling { signals: ["s2".into(), "s1".into()], of: Some(Kind::SayVote), decision, reason: "read again".into() }
    }

    #[test]
    fn a_pair_dismissed_is_declined_and_says_why() {
        let read = ruled(&samples(), &[ruling(PairDecision::Dismiss)]);
        assert!(read.pairs.iter().all(|p| p.kind != Kind::SayVote), "{:?}", read.pairs);
        assert!(read.rejected.iter().any(|r| r.check == RULING && r.note == "dismissed: read again"), "{:?}", read.rejected);
    }

    #[test]
    fn a_declined_pair_can_be_accepted() {
        let procedural = [Sample::word("A", 0.8), Sample::vote(Cast::No, -0.9).procedural()];
        assert!(ruled(&procedural, &[]).pairs.is_empty());
        let read = ruled(&procedural, &[ruling(PairDecision::Accept)]);
        assert!(read.pairs.iter().any(|p| p.kind == Kind::SayVote && p.checks.iter().any(|c| c.check == RULING)), "{read:?}");
    }

    #[test]
    fn kind_and_strength_can_be_corrected() {
        let read = ruled(&samples(), &[ruling(PairDecision::Correct { kind: Some(Kind::SayDo), strength: Some(0.3) })]);
        assert!(read.pairs.iter().any(|p| p.kind == Kind::SayDo && p.strength == 0.3), "{:?}", read.pairs);
    }
}
