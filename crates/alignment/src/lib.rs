//! Signals to aligned signals: a calculus, not a score out of a box (DESIGN §3).
//!
//! In: [`Signal`](demarche_signals::Signal)s and the disputes on which they may bear. Out: [`Aligned`] values with the chain that gave each.
//! Attitudes compose: an actor's attitude to an event, times what the event does to a side, is the attitude to the side (the +/-effect
//! reasoning of Deng and Wiebe 2014). It never compares two signals.

mod align;
mod asserted;
mod bears;
mod direction;
mod event;
mod merge;
mod model;
mod norms;
mod passage;
mod stance;
mod terms;
mod thing;
mod value;
mod vote;
pub mod weights;
mod words;

pub use align::{Aligned, Index, Touched, align, align_all, in_play, models, text_of, vote_is_about};
pub use bears::{Tie, tie};
pub use model::{Meaning, Model};
pub use terms::{Hit, Mark};
pub use thing::{Thing, attitudes};
pub use value::{Calculus, Val};
pub use words::upholds;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
