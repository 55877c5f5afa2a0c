//! The demarche command: one file a subcommand. In: arguments. Out: exit status 0, or 2 where some input was bad.

mod args;
mod commands;
mod inputs;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Read(args) => commands::read::run(&args),
        Command::Signals(args) => commands::lines::signals(&args),
        Command::Events(args) => commands::lines::events(&args),
        Command::Quotes(args) => commands::lines::quotes(&args),
        Command::Parse(args) => commands::parse::run(&args),
        Command::Completions { shell } => commands::manual::completions(shell),
        Command::Man => commands::manual::man(),
    };
    match outcome {
        Ok(outcome) if !outcome.bad => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(2),
        Err(message) => {
            inputs::complain(message);
            ExitCode::from(2)
        }
    }
}
