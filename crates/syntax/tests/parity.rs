//! The program and the trainer read the same sentences in the same way.
//!
//! `parity.txt` holds sentences written for this test; `parity.tsv` what the trainer's network makes of them (`trainer/fixture.py`).
//! A new model brings a new `parity.tsv`.

use demarche_source::Span;
use demarche_syntax::model::{Model, Scratch};

#[test]
fn the_program_parses_as_the_trainer_does() {
    let (mut text, mut sentences) = (String::new(), Vec::new());
    for line in include_str!("parity.txt").lines() {
        let mut spans = Vec::new();
        for token in line.split(' ') {
            let (form, glued) = token.strip_suffix('_').map_or((token, false), |t| (t, true));
            let start = text.len();
            text.push_str(form);
            spans.push(Span::new(start, text.len()));
            if !glued {
                text.push(' ');
            }
        }
        text.push('\n');
        sentences.push(spans);
    }
    let model = Model::embedded().expect("the embedded model is sound");
    let trees = model.parse(&text, &sentences, &mut Scratch::new());
    let blocks: Vec<&str> = include_str!("parity.tsv").split("\n\n").filter(|b| !b.trim().is_empty()).collect();
    assert_eq!(blocks.len(), trees.len());
    for (block, tree) in blocks.iter().zip(&trees) {
        let got: Vec<String> = tree
            .words()
            .iter()
            .map(|w| {
                let head = w.head.wrapping_add(1);
                format!("{}\t{}\t{}\t{head}\t{}", w.span.of(&text), w.upos.as_str(), w.xpos.as_str(), w.deprel.as_str())
            })
            .collect();
        let (lines, sure) = block.trim().rsplit_once("\n# ").expect("each block ends in the mean probability of its arcs");
        assert_eq!(got.join("\n"), lines);
        let mean = tree.words().iter().map(|w| f64::from(w.arc_confidence)).sum::<f64>() / tree.len() as f64;
        let wanted: f64 = sure.trim().parse().expect("a number");
        assert!((mean - wanted).abs() < 0.01, "{mean} for {wanted} in\n{lines}");
    }
}
