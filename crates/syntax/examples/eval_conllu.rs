//! Scores the embedded model (or the file after `--model`) on CoNLL-U files with their own tokens, and times it.
//!
//! `cargo run --release -p demarche-syntax --example eval_conllu -- [--model FILE] FILE.conllu…`

#![allow(clippy::disallowed_methods)] // it measures time and reads files: that is its purpose

use demarche_source::Span;
use demarche_syntax::model::{Model, Scratch};
use std::time::Instant;

struct Gold {
    text: String,
    sentences: Vec<Vec<Span>>,
    columns: Vec<Vec<Vec<String>>>,
}

fn read(path: &str) -> std::io::Result<Gold> {
    let mut gold = Gold { text: String::new(), sentences: Vec::new(), columns: Vec::new() };
    let (mut spans, mut rows) = (Vec::new(), Vec::new());
    for line in std::fs::read_to_string(path)?.lines().chain([""]) {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if line.is_empty() && !rows.is_empty() {
            gold.text.push('\n');
            gold.sentences.push(std::mem::take(&mut spans));
            gold.columns.push(std::mem::take(&mut rows));
        } else if columns.len() == 10 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
            let start = gold.text.len();
            gold.text.push_str(&columns[1]);
            spans.push(Span::new(start, gold.text.len()));
            if !columns[9].contains("SpaceAfter=No") {
                gold.text.push(' ');
            }
            rows.push(columns);
        }
    }
    Ok(gold)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let opened;
    let start = Instant::now();
    let model = if args.first().is_some_and(|a| a == "--model") {
        opened = Model::open(std::path::Path::new(args.get(1).ok_or("--model wants a file")?))?;
        args.drain(..2);
        &opened
    } else {
        Model::embedded()?
    };
    println!("ready in {:.1} ms; {:?}", start.elapsed().as_secs_f64() * 1e3, model.info());
    for path in &args {
        let gold = read(path)?;
        let mut scratch = Scratch::new();
        let trees = model.parse(&gold.text, &gold.sentences, &mut scratch);
        let (mut n, mut u, mut x, mut l, mut ua, mut la) = (0, 0, 0, 0, 0, 0);
        for (tree, rows) in trees.iter().zip(&gold.columns) {
            for (word, c) in tree.words().iter().zip(rows) {
                n += 1;
                u += usize::from(word.upos.as_str() == c[3]);
                x += usize::from(word.xpos.as_str() == c[4]);
                l += usize::from(word.lemma.to_lowercase() == c[2].to_lowercase());
                let head = word.head.wrapping_add(1).to_string();
                if head == c[6] {
                    ua += 1;
                    la += usize::from(Some(word.deprel.base()) == c[7].split(':').next());
                }
            }
        }
        let share = |k: usize| k as f64 / n as f64;
        println!(
            "{path}\nUPOS {:.4} XPOS {:.4} lemma {:.4} UAS {:.4} LAS {:.4} tokens {n}",
            share(u),
            share(x),
            share(l),
            share(ua),
            share(la)
        );
        // Speed: one thread, documents of 40 sentences as a report has, best of three.
        let speed = |all: bool, scratch: &mut Scratch| {
            let mut best = f64::INFINITY;
            for _ in 0..3 {
                let start = Instant::now();
                for part in gold.sentences.chunks(if all { gold.sentences.len() } else { 40 }) {
                    std::hint::black_box(model.parse(&gold.text, part, scratch));
                }
                best = best.min(start.elapsed().as_secs_f64());
            }
            n as f64 / best
        };
        println!("tokens/s: {:.0} in reports of 40 sentences, {:.0} all at once", speed(false, &mut scratch), speed(true, &mut scratch));
    }
    Ok(())
}
