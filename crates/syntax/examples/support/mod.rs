//! A small reader of CoNLL-U for the examples: plain files, no multiword tokens, no empty nodes.

use demarche_source::Span;
use demarche_syntax::{Deprel, Tree, Upos, Word, Xpos};

/// A sentence with its text.
pub struct Sentence {
    /// Text that the spans point into.
    pub text: String,
    /// The tree.
    pub tree: Tree,
}

/// Reads all sentences of a file; none, with a word about it, if the file cannot be read.
pub fn read(path: &str) -> Vec<Sentence> {
    let content = std::fs::read_to_string(path).unwrap_or_else(|e| {
        eprintln!("{path}: {e}");
        String::new()
    });
    content.split("\n\n").map(|block| sentence(block.lines())).filter(|s| !s.tree.is_empty()).collect()
}

fn sentence<'l>(lines: impl Iterator<Item = &'l str>) -> Sentence {
    let (mut text, mut words) = (String::new(), Vec::new());
    for line in lines.filter(|l| !l.starts_with('#')) {
        let f: Vec<&str> = line.split('\t').collect();
        if f.len() < 8 || f[0].contains(['-', '.']) {
            continue;
        }
        let start = text.len();
        text.push_str(f[1]);
        words.push(Word {
            span: Span::new(start, text.len()),
            lemma: f[2].into(),
            upos: Upos::parse(f[3]).unwrap_or(Upos::X),
            xpos: Xpos::parse(f[4]).unwrap_or(Xpos::Xx),
            head: f[6].parse::<u32>().ok().and_then(|h| h.checked_sub(1)).unwrap_or(Word::ROOT),
            deprel: Deprel::parse(f[7]).or_else(|| Deprel::parse(f[7].split(':').next().unwrap_or(""))).unwrap_or(Deprel::Dep),
            tag_confidence: 1.0,
            arc_confidence: 1.0,
        });
        if !f.get(9).is_some_and(|misc| misc.contains("SpaceAfter=No")) {
            text.push(' ');
        }
    }
    Sentence { text, tree: Tree::new(words) }
}
