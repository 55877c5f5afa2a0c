//! An appeal to talk, to a ceasefire or to restraint takes no side. Declines where an end is one.

use super::{Case, Finding, declined, passed};
use crate::pair::Kind;

/// Whether an end is an appeal that takes no side.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    let exempt = matches!(case.candidate.kind, Kind::MixedVoices | Kind::Evasion | Kind::Direct | Kind::DenialRecord | Kind::Reversal);
    let appeal = |i: &&crate::evidence::Item<'_>| i.signal.act.plover.as_deref() == Some("APPEAL") && i.serves().is_none();
    match case.ends().iter().find(|i| appeal(i)).filter(|_| !exempt) {
        Some(i) => declined(format!("{} is an appeal that takes no side", i.signal.id)),
        None => passed("no end is a mere appeal to talk"),
    }
}
