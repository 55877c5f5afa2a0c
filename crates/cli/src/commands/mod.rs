//! One file a subcommand.

pub mod lines;
pub mod manual;
pub mod parse;
pub mod read;
