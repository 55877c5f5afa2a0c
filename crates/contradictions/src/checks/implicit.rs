//! Words that only their report ties to the dispute say less than words that name it. Weakens.

use super::{Case, Finding, passed};
use crate::numbers::IMPLICIT;
use crate::pair::{Kind, Outcome};

/// Whether both ends name a side or the matter.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    if matches!(case.candidate.kind, Kind::Evasion | Kind::Direct | Kind::DenialRecord) {
        return passed("the words compared are the tie");
    }
    match case.ends().into_iter().find(|i| !i.aligned.explicit) {
        Some(i) => (Outcome::Weakened(IMPLICIT), format!("only the report ties {} to the dispute", i.signal.id)),
        None => passed("both ends name a side or the matter"),
    }
}
