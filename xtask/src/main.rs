//! Chores of the project: `cargo xtask score DATA_DIR` measures accuracy and writes `accuracy/scores.csv`.

mod factuality;
mod parts;
mod score;
mod statements;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask score DATA_DIR [--show]

Builds the release binary, runs the scorers of DATA_DIR (score/score.py) over its labelled data, prints every figure,
for data in JSON Lines also apart for the third of the rows that is held out by a hash of the id (--show tells no miss of it),
and writes accuracy/scores.csv: one row a measure.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["score", dir] => finish(score::run(dir.as_ref(), false)),
        ["score", dir, "--show"] | ["score", "--show", dir] => finish(score::run(dir.as_ref(), true)),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn finish(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
