//! Readings to text, JSON, Markdown and HTML; the only wire types.
//!
//! In: what the pipeline found. Out: bytes for people and programs. It decides nothing and reads nothing.

mod dossier;
mod html;
mod markdown;
mod text;
mod view;
pub mod wire;

pub use dossier::Dossier;
pub use view::{DeclinedView, PairView, ReadingView, SignalView};
