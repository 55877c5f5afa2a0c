//! Times the loading of the built-in lexicon: `cargo run --release -p demarche-lexicon --example loading -- [TIMES]`.

#![allow(clippy::disallowed_methods)] // it measures time: that is its purpose

use demarche_lexicon::Lexicon;
use std::time::Instant;

fn main() {
    let times: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(30);
    let mut taken: Vec<f64> = (0..times.max(1))
        .map(|_| {
            let begun = Instant::now();
            let lexicon = Lexicon::load_with(&[]);
            let ms = begun.elapsed().as_secs_f64() * 1e3;
            std::hint::black_box(&lexicon);
            ms
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    println!("{times} loads in ms: least {:.1}, median {:.1}, most {:.1}", taken[0], taken[taken.len() / 2], taken[taken.len() - 1]);
}
