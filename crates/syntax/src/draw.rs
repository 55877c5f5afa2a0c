//! Trees drawn for the terminal. In: a tree with its text. Out: indented lines.

use crate::Tree;
use std::fmt::Write;

/// One word a line, indented below its head, with tag, lemma, relation and the arc's confidence.
pub fn draw(tree: &Tree, text: &str) -> String {
    let mut out = String::new();
    let Some(root) = tree.root() else { return out };
    let mut stack = vec![(root, String::new(), String::new())];
    while let Some((word, lead, below)) = stack.pop() {
        let w = &tree.words()[word];
        let _ =
            writeln!(out, "{lead}{} · {} {} · {} {:.2}", w.span.of(text), w.upos.as_str(), w.lemma, w.deprel.as_str(), w.arc_confidence);
        let kids: Vec<usize> = tree.children(word).collect();
        for (i, &kid) in kids.iter().enumerate().rev() {
            let last = i + 1 == kids.len();
            let (branch, gap) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            stack.push((kid, format!("{below}{branch}"), format!("{below}{gap}")));
        }
    }
    out
}
