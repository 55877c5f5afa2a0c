//! Vocabulary as data: actors, acts, disputes, principles, loaded and checked.
//!
//! In: TOML files, compiled into the program at build time, and the user's own. Out: an indexed, immutable [`Lexicon`](crate::Lexicon).

mod allowed;
mod answer;
mod ask;
mod check;
mod checker;
mod claims;
mod classes;
mod dispute;
mod entries;
mod error;
mod grammar;
mod lexicon;
mod load;
mod names;
mod overlay;
mod pattern;
mod phrases;
mod read;
mod review;
pub mod schema;
mod shown;
mod trie;
mod who;

pub use answer::{Candidate, DateRule, Meaning, Term, Written};
pub use classes::{ClassWords, Owned};
pub use entries::{Entries, Origin, Source};
pub use error::LexiconError;
pub use lexicon::Lexicon;
pub use load::load;
pub use names::{Atom, NameKind, Named, PersonName, atoms};
pub use pattern::{Element, Marker, Pattern, PatternError, PatternKind, What};
pub use phrases::{Naming, Phrases, PrincipleHit, Title, TitleOf, Token, is_skipped};
pub use review::{Count, Review};
pub use shown::Shown;
pub use who::{Actor, covers};
