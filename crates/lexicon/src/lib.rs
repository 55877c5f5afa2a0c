//! Vocabulary as data: actors, acts, disputes, principles, loaded and checked.
//!
//! In: TOML files, compiled into the program at build time, and the user's own. Out: an indexed, immutable [`Lexicon`](crate::Lexicon).

mod check;
mod classes;
mod dispute;
mod entries;
mod error;
mod lexicon;
mod load;
mod names;
mod pattern;
mod phrases;
mod read;
pub mod schema;
mod trie;

pub use classes::{ClassWords, Owned};
pub use entries::Entries;
pub use error::LexiconError;
pub use lexicon::{Actor, Lexicon, covers};
pub use load::load;
pub use names::{Atom, NameKind, Named, PersonName, atoms};
pub use pattern::{Element, Marker, Pattern, PatternError, PatternKind, What};
pub use phrases::{Naming, Phrases, PrincipleHit, Title, TitleOf, Token, is_skipped};
