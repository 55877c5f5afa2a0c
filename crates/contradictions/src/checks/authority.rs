//! An outlet, a party, a member of parliament or a former official does not speak for the state. Declines.

use super::{Case, Finding, declined, passed};

/// Whether both voices bind the actor.
pub fn run(case: &Case<'_, '_, '_>) -> Finding {
    match case.ends().into_iter().find(|i| !i.authorised) {
        Some(i) => {
            let name = i.signal.speaker.as_ref().map_or("the voice", |s| s.name.as_str());
            declined(format!("{}: {name} does not speak for {}", i.signal.id, i.signal.actor))
        }
        None => passed("both voices may speak for the actor"),
    }
}
