//! Runs the scorers over a folder of labelled data. In: the folder. Out: `accuracy/scores.csv`. It never changes the data.

use crate::parts::split;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is measured: the scorer's command and the data, relative to the folder.
const MEASURES: &[(&str, &str)] = &[
    ("treebank", "treebanks/ewt-test.conllu.gz"),
    ("treebank", "treebanks/gum-cleared-test.conllu.gz"),
    ("signals", "cases/beijing-2022-02-26"),
    ("dossiers", "cases/dossiers"),
    ("events", "gold/events_plover_gsr.jsonl"),
    ("events", "gold/events_plv_train.jsonl"),
    ("events", "gold/events_cameo_manual_rest.jsonl"),
    ("quotes", "gold/quotes_polnear_dev.jsonl"),
];

/// Pairs of statements with their labels, measured here and not by the scorer.
const STATEMENTS: &str = "gold/inconsistency_polincon_dev.jsonl";

pub fn run(data: &Path, show: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no parent folder")?;
    let script = data.join("score/score.py");
    if !script.is_file() {
        return Err(format!("{}: not there; DATA_DIR must hold score/score.py and the labelled data", script.display()));
    }
    let built = Command::new("cargo").args(["build", "--release", "--package", "demarche-cli"]).current_dir(root).status();
    if !built.map_err(|e| format!("cargo: {e}"))?.success() {
        return Err("the release build failed".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let binary = target.join("release/demarche");
    let mut rows = BTreeMap::new();
    for (what, file) in MEASURES {
        let path = data.join(file);
        if !path.exists() {
            eprintln!("{}: not there, skipped", path.display());
            continue;
        }
        let scorer = Scorer { script: &script, binary: &binary, what };
        // Misses are shown of the development part alone: the other is for the figure only.
        let parts = split(&path)?;
        for (name, value) in scorer.score(file, &path, show && parts.is_none())? {
            rows.insert((*what, (*file).to_owned(), name), value);
        }
        for (part, shown) in parts.iter().flat_map(|p| [(&p[0], show), (&p[1], false)]) {
            let label = format!("{file} ({})", part.name);
            for (name, value) in scorer.score(&label, &part.path, shown)? {
                rows.insert((*what, label.clone(), name), value);
            }
        }
    }
    // Cases of the project's own; what is missed of the unread ones is never shown.
    for (file, shown) in [("accuracy/cases/read", show), ("accuracy/cases/unread", false)] {
        let scorer = Scorer { script: &script, binary: &binary, what: "dossiers" };
        for (name, value) in scorer.score(file, &root.join(file), shown)? {
            rows.insert(("dossiers", file.to_owned(), name), value);
        }
    }
    for file in crate::factuality::FILES {
        let path = data.join(file);
        if !path.exists() {
            eprintln!("{}: not there, skipped", path.display());
            continue;
        }
        let parts = split(&path)?;
        let labelled = parts.iter().flat_map(|p| [(&p[0], show), (&p[1], false)]);
        let labelled = labelled.map(|(part, shown)| (format!("{file} ({})", part.name), part.path.as_path(), shown));
        for (label, path, shown) in std::iter::once(((*file).to_owned(), path.as_path(), false)).chain(labelled) {
            let printed = crate::factuality::printed(root, path, shown)?;
            print!("== factuality {label}\n{printed}");
            for (name, value) in printed.lines().flat_map(figures) {
                rows.insert(("factuality", label.clone(), name), value);
            }
        }
    }
    let pairs = data.join(STATEMENTS);
    if pairs.exists() {
        println!("== contradict {STATEMENTS}");
        for (name, value) in crate::statements::figures(&binary, &pairs, show)? {
            println!("{name} {value}");
            rows.insert(("contradict", STATEMENTS.to_owned(), name), value);
        }
    }
    let mut csv = String::from("measure,data,figure,value\n");
    for ((what, file, name), value) in &rows {
        csv.push_str(&format!("{what},{file},{name},{value}\n"));
    }
    let path = root.join("accuracy/scores.csv");
    std::fs::create_dir_all(root.join("accuracy")).map_err(|e| format!("accuracy: {e}"))?;
    std::fs::write(&path, csv).map_err(|e| format!("{}: {e}", path.display()))
}

/// One way of scoring.
struct Scorer<'s> {
    script: &'s Path,
    binary: &'s Path,
    what: &'s str,
}

impl Scorer<'_> {
    /// Figures over one file, printed under its label.
    fn score(&self, label: &str, path: &Path, show: bool) -> Result<Vec<(String, String)>, String> {
        println!("== {} {label}", self.what);
        let mut command = Command::new("python3");
        command.arg(self.script).arg("--bin").arg(self.binary);
        if show {
            command.arg("--show");
        }
        let output = command.arg(self.what).arg(path).output().map_err(|e| format!("python3: {e}"))?;
        let printed = String::from_utf8_lossy(&output.stdout);
        print!("{printed}");
        if !output.status.success() {
            return Err(format!("the scorer failed on {label}: {}", String::from_utf8_lossy(&output.stderr).trim()));
        }
        Ok(printed.lines().flat_map(figures).collect())
    }
}

/// The figures of one line: `name value`, or `name P x R y F1 z (…)`.
fn figures(line: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |w: &str| w.parse::<f64>().is_ok();
    match words.as_slice() {
        [name, "P", p, "R", r, "F1", f, ..] => {
            vec![(format!("{name} precision"), (*p).into()), (format!("{name} recall"), (*r).into()), (format!("{name} F1"), (*f).into())]
        }
        ["false_flags", n, "of", of] => vec![("false_flags".into(), (*n).into()), ("false_flags of".into(), (*of).into())],
        [name, value, ..] if number(value) && !name.starts_with("want") => vec![((*name).into(), (*value).into())],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn lines_of_the_scorer() {
        let got = figures("type P 0.500 R 0.400 F1 0.444  (10 of 20 said, 25 gold)");
        assert_eq!(got[2], ("type F1".to_owned(), "0.444".to_owned()));
        assert_eq!(figures("false_flags 1 of 90"), [("false_flags".into(), "1".into()), ("false_flags of".into(), "90".into())]);
        assert_eq!(figures("speaker 0.900 (9 of 10 matched)"), [("speaker".to_owned(), "0.900".to_owned())]);
        assert!(figures("  want contradictory  got hedging        3").is_empty());
    }
}
