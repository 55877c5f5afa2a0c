//! Trees to mentions, and mentions to actors on a date.
//!
//! In: a read document, the lexicon, the report's metadata. Out: [`Mentions`]. It never judges what an actor did.

mod mention;

pub use mention::{ActorRef, Authority, Mention, MentionKind, Mentions, Reading};
