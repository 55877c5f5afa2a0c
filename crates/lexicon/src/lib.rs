//! Vocabulary as data: actors, acts, disputes, principles, loaded and checked.
//!
//! In: TOML files, compiled into the program at build time, and the user's own. Out: an indexed, immutable [`Lexicon`](crate::Lexicon).

mod allowed;
mod check;
mod checker;
mod classes;
mod dispute;
mod entries;
mod error;
mod grammar;
mod lexicon;
mod load;
mod names;
mod pattern;
mod phrases;
mod read;
pub mod schema;
mod trie;
mod who;

pub use classes::{ClassWords, Owned};
pub use entries::Entries;
pub use error::LexiconError;
pub use lexicon::Lexicon;
pub use load::load;
pub use names::{Atom, NameKind, Named, PersonName, atoms};
pub use pattern::{Element, Marker, Pattern, PatternError, PatternKind, What};
pub use phrases::{Naming, Phrases, PrincipleHit, Title, TitleOf, Token, is_skipped};
pub use who::{Actor, covers};
