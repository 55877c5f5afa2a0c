//! How often [`demarche_syntax::conllu::feats`] gives the FEATS of a treebank: `cargo run --release --example features -- FILE.conllu…`

use demarche_syntax::conllu;
use std::collections::BTreeMap;

fn main() {
    for path in std::env::args().skip(1) {
        let file = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let sentences = conllu::read(&file).unwrap_or_else(|e| panic!("{path}: {e}"));
        let (mut right, mut all, mut wrong) = (0, 0, BTreeMap::<String, usize>::new());
        for sentence in &sentences {
            let Ok(tree) = sentence.tree().map_err(|e| eprintln!("{path}: {e}")) else { continue };
            for (i, row) in sentence.words().enumerate() {
                let ours = conllu::feats(&tree, i, row.form());
                all += 1;
                if ours == row.fields[5] {
                    right += 1;
                } else {
                    *wrong.entry(format!("{} {} gold {} ours {ours}", row.fields[3], row.fields[4], row.fields[5])).or_default() += 1;
                }
            }
        }
        println!("{path}: {:.4} of {all}", f64::from(right) / f64::from(all));
        let mut wrong: Vec<_> = wrong.into_iter().collect();
        wrong.sort_by_key(|w| std::cmp::Reverse(w.1));
        for (what, n) in wrong.into_iter().take(25) {
            println!("  {n}\t{what}");
        }
    }
}
