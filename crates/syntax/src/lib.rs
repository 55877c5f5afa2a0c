//! Text to sentences, tokens, tags, trees and frames.
//!
//! In: the text of a report. Out: a [`Document`]. It never looks up a name of an actor, and never reads a file: the model is embedded.

mod aside;
pub mod conllu;
mod document;
mod draw;
mod frame;
mod framing;
pub mod model;
mod read;
mod segment;
mod tree;

pub use document::{Cut, Document, Sentence, SentenceKind};
pub use draw::draw;
pub use frame::{Arg, Embedding, Frame, FrameId, Frames, Implied, Modality, PredicateKind, Role, Tense};
pub use framing::{frames, frames_to_string};
pub use read::{Cuts, read};
pub use tree::{Deprel, Tree, Upos, Word, Xpos};
