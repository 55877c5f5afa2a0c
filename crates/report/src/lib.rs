//! Readings to text, JSON, Markdown and HTML; the only wire types.
//!
//! In: what the pipeline found. Out: bytes for people and programs. It decides nothing and reads nothing.

mod diff;
mod dossier;
mod explain;
mod html;
mod markdown;
pub mod sealed;
mod text;
mod view;
pub mod wire;

pub use diff::{Change, Difference, diff};
pub use dossier::Dossier;
pub use explain::{Explanation, Section, explain};
pub use sealed::Sealed;
pub use view::{DeclinedView, PairView, ReadingView, SignalView};
