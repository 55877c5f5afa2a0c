//! The vocabulary that a command works with. In: folders of the user's own files. Out: the built-in lexicon, with these over it.

use crate::inputs::complain;
use demarche_lexicon::Lexicon;
use std::path::PathBuf;

/// Names folders where no `--lexicon` does, separated as in `PATH`.
const VARIABLE: &str = "DEMARCHE_LEXICON";

/// The folders that are meant: the options', else the environment's.
pub fn folders(options: &[PathBuf]) -> Vec<PathBuf> {
    if !options.is_empty() {
        return options.to_vec();
    }
    let named = std::env::var_os(VARIABLE).unwrap_or_default();
    std::env::split_paths(&named).filter(|p| !p.as_os_str().is_empty()).collect()
}

/// The built-in lexicon, extended by the folders. Mistakes are told one by one on standard error.
pub fn open(options: &[PathBuf]) -> Result<&'static Lexicon, String> {
    let folders = folders(options);
    if folders.is_empty() {
        return Ok(Lexicon::embedded());
    }
    let files = demarche_ingest::read_lexicon_files(&folders).map_err(|errors| refuse(&errors))?;
    let lexicon = Lexicon::load_with(&files).map_err(|errors| refuse(&errors))?;
    // one for the whole run of the program
    Ok(Box::leak(Box::new(lexicon)))
}

fn refuse<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().for_each(complain);
    let some = if errors.len() == 1 { "a mistake".to_owned() } else { format!("{} mistakes", errors.len()) };
    format!("nothing was done: {some} in the files of --lexicon")
}
