//! Measures factuality with the example of `demarche-signals`. In: labelled events. Out: mean absolute error and Pearson's r.

use std::path::Path;
use std::process::Command;

/// Events with their certainty on [-3, 3], and complements with the author's commitment to them.
pub const FILES: &[&str] = &["gold/factuality_uw_meantime.jsonl", "gold/commitmentbank.jsonl"];

/// What the example prints for a file, with each miss where `show` is set.
pub fn printed(root: &Path, file: &Path, show: bool) -> Result<String, String> {
    let mut command = Command::new("cargo");
    command.args(["run", "--release", "--quiet", "--package", "demarche-signals", "--example", "factuality", "--"]).arg(file);
    if show {
        command.arg("-v");
    }
    let output = command.current_dir(root).output().map_err(|e| format!("cargo: {e}"))?;
    if !output.status.success() {
        return Err(format!("the example failed on {}: {}", file.display(), String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
