//! An abstention or an absence alone is not opposition. Weakens where nothing else goes against the words.

use super::{Case, Finding, passed};
use crate::numbers::WITHHELD_ALONE;
use crate::pair::{Grade, Outcome};
use crate::verdict::further;

/// Whether a vote withheld stands alone against the words.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    if !matches!(case.candidate.grade, Some(Grade::Withheld | Grade::Absent)) {
        return passed("no vote was withheld");
    }
    let beside = further(case.view, case.a, |_| true);
    if beside.is_empty() {
        return (Outcome::Weakened(WITHHELD_ALONE), "a vote withheld, and nothing else against the words".to_owned());
    }
    passed(format!("beside the vote withheld stand {}", beside.join(", ")))
}
