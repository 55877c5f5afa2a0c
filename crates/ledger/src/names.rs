//! The words of the ledger's columns for values of the library. In: a value. Out: its word.

use demarche_actors::Authority;
use demarche_signals::Channel;
use demarche_source::Cast;

/// Word, vote or act.
pub(crate) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Word => "word",
        Channel::Vote => "vote",
        Channel::Act => "act",
    }
}

/// Whether the speaker binds the actor.
pub(crate) fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::State => "state",
        Authority::Organ => "organ",
        Authority::None => "none",
    }
}

/// What a member did.
pub(crate) fn ballot(text: &str) -> Option<Cast> {
    [Cast::Yes, Cast::No, Cast::Abstain, Cast::Absent, Cast::NonMember].into_iter().find(|c| c.as_str() == text)
}
