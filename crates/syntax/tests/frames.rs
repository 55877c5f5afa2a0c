//! The constructions that frames undo, as documents: `tests/frames/*.md`.
//!
//! A section is a name, a sentence as a bracketed tree (see `support`), and the frames that it must give, one a line after `=`.

mod support;

use demarche_source::Span;
use demarche_syntax::{Deprel, Embedding, Tree, Upos, Word, Xpos, frames, frames_to_string};

/// Stretches between “ and ”.
fn quotations(text: &str) -> Vec<Span> {
    let opened = text.match_indices('“').map(|(at, mark)| at + mark.len());
    opened.map(|from| Span::new(from, text[from..].find('”').map_or(text.len(), |to| from + to))).collect()
}

/// The one way in which a sentence meets its frames.
fn check(name: &str, sentence: &str, expected: &[&str]) -> Result<(), String> {
    let (tree, text) = support::tree(sentence);
    let found = frames_to_string(&frames(&tree, &text, &quotations(&text)), &tree, &text);
    if found.lines().eq(expected.iter().copied()) {
        return Ok(());
    }
    let marked: Vec<String> = found.lines().map(|l| format!("= {l}")).collect();
    Err(format!("## {name}\n{text}\nexpected:\n= {}\nfound:\n{}\n", expected.join("\n= "), marked.join("\n")))
}

fn document(content: &str) {
    let mut failures = Vec::new();
    let sections: Vec<&str> = content.split("\n## ").skip(1).collect();
    for section in &sections {
        let mut lines = section.lines().filter(|l| !l.trim().is_empty());
        let (name, sentence) = (lines.next().expect("a name"), lines.next().expect("a sentence"));
        let expected: Vec<&str> = lines.map(|l| l.strip_prefix("= ").expect("= before a frame")).collect();
        failures.extend(check(name, sentence, &expected).err());
    }
    assert!(failures.is_empty(), "{} of {} differ\n\n{}", failures.len(), sections.len(), failures.join("\n"));
}

#[test]
fn voice() {
    document(include_str!("frames/voice.md"));
}

#[test]
fn control() {
    document(include_str!("frames/control.md"));
}

#[test]
fn clauses() {
    document(include_str!("frames/clauses.md"));
}

#[test]
fn coordination() {
    document(include_str!("frames/coordination.md"));
}

#[test]
fn nouns() {
    document(include_str!("frames/nouns.md"));
}

#[test]
fn marks() {
    document(include_str!("frames/marks.md"));
}

#[test]
fn repairs() {
    document(include_str!("frames/repairs.md"));
}

/// Sentences of news agencies with the trees that a parser gave them.
#[test]
fn wire() {
    document(include_str!("frames/wire.md"));
}

/// Any tree gives frames: no tag, relation or shape brings the builder down.
#[test]
fn takes_any_tree() {
    const FORMS: &[&str] = &[
        "to",
        "that",
        "which",
        "of",
        "not",
        "rather",
        "than",
        "going",
        "is",
        "has",
        "said",
        "told",
        "Moscow",
        "attack",
        "it",
        "there",
        "accused",
        "no",
        "and",
        "but",
        ",",
        "?",
        "by",
        "in",
        "favour",
        "as",
        "if",
        "whose",
        "put",
        "pressure",
        "refusing",
        "“",
        "according",
        "n't",
        "Friday",
        "warning",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..20_000 {
        let n = 1 + next(24);
        let (mut text, mut words) = (String::new(), Vec::new());
        // Each word hangs on one drawn before it in a random order, so there is one root and no cycle.
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, next(i + 1));
        }
        let mut heads = vec![Word::ROOT; n];
        for at in 1..n {
            heads[order[at]] = order[next(at)] as u32;
        }
        for &head in &heads {
            let form = FORMS[next(FORMS.len())];
            let span = Span::new(text.len(), text.len() + form.len());
            text.push_str(form);
            text.push(' ');
            let deprel = if head == Word::ROOT { Deprel::Root } else { Deprel::ALL[next(Deprel::ALL.len())] };
            let (upos, xpos) = (Upos::ALL[next(Upos::ALL.len())], Xpos::ALL[next(Xpos::ALL.len())]);
            words.push(Word { span, lemma: form.into(), upos, xpos, head, deprel, tag_confidence: 0.9, arc_confidence: 0.9 });
        }
        let tree = Tree::new(words);
        let found = frames(&tree, &text, &[]);
        for frame in found.all() {
            assert!(frame.args.iter().all(|a| a.head < n && a.frame.is_none_or(|f| f < found.all().len())));
            assert!((0.0..=1.0).contains(&frame.confidence));
            let (mut at, mut steps) = (frame, 0);
            while let Embedding::Complement(next) | Embedding::Argument(next) = at.embedding {
                (at, steps) = (found.get(next), steps + 1);
                assert!(steps <= n, "embeddings run in a circle");
            }
        }
        frames_to_string(&found, &tree, &text);
    }
}
