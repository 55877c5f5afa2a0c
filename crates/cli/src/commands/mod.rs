//! One file a subcommand.

pub mod asked;
pub mod check;
pub mod compare;
pub mod contradict;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod export;
pub mod ingest;
pub mod lexicon;
pub mod lines;
pub mod manual;
pub mod parse;
pub mod read;
pub mod readings;
pub mod rule;
pub mod search;
pub mod study;
pub mod timeline;
pub mod watch;
pub mod who;

use crate::evidence::text_of;
use demarche_report::Sealed;
use std::path::Path;

/// A dossier, as text and as values.
pub fn dossier(path: &Path) -> Result<(String, Sealed), String> {
    let text = text_of(path)?;
    let sealed = Sealed::read(&text).map_err(|e| format!("{}:{e}", path.display()))?;
    Ok((text, sealed))
}
