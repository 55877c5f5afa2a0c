//! Folders of lexicon files to their texts.
//!
//! In: paths of folders, or of single files. Out: each TOML file with its path, in an order that the paths decide. It never looks inside: the
//! lexicon's own loader does.

use crate::{IngestCause, IngestError};
use std::path::{Path, PathBuf};

/// Reads the TOML files of the folders, and of those below them, each folder's sorted by path. Hidden files and folders are passed over.
///
/// # Errors
/// Every folder or file that cannot be read, is no UTF-8, or holds no TOML file.
pub fn read_lexicon_files<P: AsRef<Path>>(folders: &[P]) -> Result<Vec<(String, String)>, Vec<IngestError>> {
    let (mut texts, mut errors) = (Vec::new(), Vec::new());
    for folder in folders {
        let folder = folder.as_ref();
        let mut files = Vec::new();
        if let Err(error) = collect(folder, &mut files) {
            errors.push(at(folder, error.into()));
            continue;
        }
        if files.is_empty() {
            errors.push(at(folder, IngestCause::Format("no TOML file in this folder".to_owned())));
        }
        files.sort();
        for file in files {
            match std::fs::read(&file).map_err(IngestCause::from).and_then(text) {
                Ok(text) => texts.push((file.display().to_string(), text)),
                Err(cause) => errors.push(at(&file, cause)),
            }
        }
    }
    if errors.is_empty() { Ok(texts) } else { Err(errors) }
}

fn at(path: &Path, cause: IngestCause) -> IngestError {
    IngestError { file: path.display().to_string(), line: None, cause }
}

fn text(bytes: Vec<u8>) -> Result<String, IngestCause> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count();
        IngestCause::Format(format!("line {line} is not UTF-8"))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !std::fs::metadata(path)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if !hidden && (path.is_dir() || path.extension().is_some_and(|e| e == "toml")) {
            collect(&path, files)?;
        }
    }
    Ok(())
}
