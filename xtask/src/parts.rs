//! Labelled data in two parts. In: a file. Out: temporary files with the rows to learn from and those held out. It never changes the data.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// One part of a file of labelled data; the file goes when the part does.
pub struct Part {
    /// What it is called in the table.
    pub name: &'static str,
    /// Where it lies meanwhile.
    pub path: PathBuf,
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Development part and the third that is held out, for data in JSON Lines; `None` for other data.
pub fn split(path: &Path) -> Result<Option<[Part; 2]>, String> {
    if path.extension().is_none_or(|e| e != "jsonl") {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut texts = [String::new(), String::new()];
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
        let id = row["id"].as_str().ok_or_else(|| format!("{}: a line without id", path.display()))?;
        let part = &mut texts[usize::from(is_held_out(id))];
        part.push_str(line);
        part.push('\n');
    }
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let part = |name: &'static str, text: &str| {
        let path = std::env::temp_dir().join(format!("{stem}-{}-{}.jsonl", name.replace(' ', "-"), std::process::id()));
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok::<Part, String>(Part { name, path })
    };
    Ok(Some([part("development", &texts[0])?, part("held out", &texts[1])?]))
}

/// Whether a row is of the third on which nothing is tuned: SHA-256 of its id, as a number, is a multiple of three.
fn is_held_out(id: &str) -> bool {
    // 256 leaves one when divided by three, so a number in bytes is divisible where their sum is
    Sha256::digest(id.as_bytes()).iter().map(|&b| u32::from(b)).sum::<u32>() % 3 == 0
}

#[cfg(test)]
mod tests {
    use super::is_held_out;

    #[test]
    fn a_third_is_held_out() {
        let held = (0..3000).filter(|i| is_held_out(&format!("row-{i}"))).count();
        assert!((900..1100).contains(&held), "{held}");
        assert_eq!([is_held_out("a"), is_held_out("b"), is_held_out("g")], [false, false, true]);
    }
}
