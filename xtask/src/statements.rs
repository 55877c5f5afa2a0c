//! Measures `demarche contradict` on labelled pairs of statements. In: the binary and a file of pairs. Out: figures. It never changes the data.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const CLASSES: [&str; 3] = ["inconsistent", "consistent", "unrelated"];

/// A pair's label and the class that the program gave.
struct Answer {
    id: String,
    label: String,
    class: String,
}

/// Figures with their names: on all pairs and on the third that is held out (by the hash of the id), undecided pairs called *unrelated*, as by
/// default, and *inconsistent*.
pub fn figures(binary: &Path, data: &Path, show: bool) -> Result<Vec<(String, String)>, String> {
    let text = std::fs::read_to_string(data).map_err(|e| format!("{}: {e}", data.display()))?;
    let mut all = Vec::new();
    for undecided in ["unrelated", "inconsistent"] {
        let answers = ask(binary, &text, undecided)?;
        if show && undecided == "unrelated" {
            let miss = |a: &&Answer| a.label != a.class && !held_out(&a.id);
            answers.iter().filter(miss).for_each(|a| println!("MISS {} want {} got {}", a.id, a.label, a.class));
        }
        let held: Vec<&Answer> = answers.iter().filter(|a| held_out(&a.id)).collect();
        for (part, these) in [("all", answers.iter().collect()), ("held-out", held)] {
            all.extend(measured(&these).into_iter().map(|(name, v)| (format!("{part} undecided-{undecided} {name}"), format!("{v:.3}"))));
        }
    }
    Ok(all)
}

/// A third, told by the hash so that no order of the file matters.
fn held_out(id: &str) -> bool {
    // the hash as one number, modulo 3: 256 leaves 1, so its bytes add up
    Sha256::digest(id.as_bytes()).iter().map(|b| u32::from(*b)).sum::<u32>() % 3 == 0
}

fn ask(binary: &Path, text: &str, undecided: &str) -> Result<Vec<Answer>, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", binary.display());
    let mut child = Command::new(binary)
        .args(["contradict", "-", "--undecided", undecided])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(fail)?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    let input = text.to_owned();
    // the program may answer before it has read everything
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(fail)?;
    writer.join().map_err(|_| "the writer ended early".to_owned())?.map_err(fail)?;
    let field = |v: &Value, name: &str| v[name].as_str().unwrap_or_default().to_owned();
    let parse = |line: &str| serde_json::from_str::<Value>(line).map_err(|e| e.to_string());
    let mut classes = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let value = parse(line)?;
        classes.insert(field(&value, "id"), field(&value, "class"));
    }
    let answer = |line: &str| {
        let value = parse(line)?;
        let id = field(&value, "id");
        let class = classes.get(&id).cloned().ok_or_else(|| format!("{id}: no answer"))?;
        Ok(Answer { label: field(&value, "label").to_lowercase(), id, class })
    };
    text.lines().filter(|l| !l.trim().is_empty()).map(answer).collect()
}

fn measured(these: &[&Answer]) -> Vec<(String, f64)> {
    let count = |f: &dyn Fn(&Answer) -> bool| these.iter().filter(|a| f(a)).count() as f64;
    let n = (these.len() as f64).max(1.0);
    let mut all = vec![("accuracy".to_owned(), count(&|a| a.label == a.class) / n)];
    let mut sum = 0.0;
    for class in CLASSES {
        let hit = count(&|a| a.label == class && a.class == class);
        let precision = hit / count(&|a| a.class == class).max(1.0);
        let recall = hit / count(&|a| a.label == class).max(1.0);
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        sum += f1;
        all.push((format!("{class} precision"), precision));
        all.push((format!("{class} recall"), recall));
    }
    all.push(("macro-F1".to_owned(), sum / CLASSES.len() as f64));
    let majority = CLASSES.map(|c| count(&|a| a.label == c)).into_iter().fold(0.0, f64::max) / n;
    all.push(("majority accuracy".to_owned(), majority));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_three_answers() {
        let answer = |label: &str, class: &str| Answer { id: "x".into(), label: label.into(), class: class.into() };
        let answers = [answer("inconsistent", "inconsistent"), answer("inconsistent", "unrelated"), answer("unrelated", "unrelated")];
        let got: BTreeMap<String, f64> = measured(&answers.iter().collect::<Vec<_>>()).into_iter().collect();
        assert_eq!((got["inconsistent precision"], got["inconsistent recall"]), (1.0, 0.5));
        assert!((got["accuracy"] - 2.0 / 3.0).abs() < 1e-9 && (got["majority accuracy"] - 2.0 / 3.0).abs() < 1e-9);
    }
}
