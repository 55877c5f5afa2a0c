//! The demarche command: one file a subcommand. In: arguments. Out: exit status 0; 1 where what was compared differs; 2 where some input was bad.

mod args;
mod commands;
mod evidence;
mod inputs;
mod lexicons;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let lexicon = || lexicons::open(&cli.lexicon);
    let outcome = match cli.command {
        Command::Read(args) => lexicon().and_then(|l| commands::read::run(l, &args)),
        Command::Signals(args) => lexicon().and_then(|l| commands::lines::signals(l, &args)),
        Command::Events(args) => lexicon().and_then(|l| commands::lines::events(l, &args)),
        Command::Quotes(args) => lexicon().and_then(|l| commands::lines::quotes(l, &args)),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Diff(args) => commands::diff::run(&args),
        Command::Check(args) => lexicon().and_then(|l| commands::check::run(l, &args)),
        Command::Rule(args) => lexicon().and_then(|l| commands::rule::run(l, &args)),
        Command::Who(args) => lexicon().and_then(|l| commands::who::run(l, &args)),
        Command::Lexicon(args) => lexicon().and_then(|l| commands::lexicon::run(l, &args)),
        Command::Contradict(args) => lexicon().and_then(|l| commands::contradict::run(l, &args)),
        Command::Ingest(args) => lexicon().and_then(|l| commands::ingest::run(l, &args)),
        Command::Watch(args) => lexicon().and_then(|l| commands::watch::run(l, &args)),
        Command::Readings(args) => lexicon().and_then(|l| commands::readings::run(l, &args)),
        Command::Search(args) => lexicon().and_then(|l| commands::search::run(l, &args)),
        Command::Timeline(args) => lexicon().and_then(|l| commands::timeline::run(l, &args)),
        Command::Compare(args) => lexicon().and_then(|l| commands::compare::run(l, &args)),
        Command::Study(args) => lexicon().and_then(|l| commands::study::run(l, &args)),
        Command::Export(args) => lexicon().and_then(|l| commands::export::run(l, &args)),
        Command::Doctor(args) => lexicon().and_then(|l| commands::doctor::run(l, &args)),
        Command::Parse(args) => commands::parse::run(&args),
        Command::Completions { shell } => commands::manual::completions(shell),
        Command::Man => commands::manual::man(),
    };
    match outcome {
        Ok(outcome) if !outcome.bad && outcome.differs => ExitCode::from(1),
        Ok(outcome) if !outcome.bad => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(2),
        Err(message) => {
            inputs::complain(message);
            ExitCode::from(2)
        }
    }
}
