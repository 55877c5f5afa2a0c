//! Prints the frames of a CoNLL-U file: `frames FILE [WORD]` (only sentences with that word).

mod support;

use demarche_syntax::{frames, frames_to_string};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = args.first() else { return eprintln!("usage: frames FILE [WORD]") };
    for s in support::read(path) {
        if args.get(1).is_none_or(|w| s.text.contains(w.as_str())) {
            println!("{}\n{}", s.text, frames_to_string(&frames(&s.tree, &s.text, &[]), &s.tree, &s.text));
        }
    }
}
