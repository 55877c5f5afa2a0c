//! `completions` and `man`.

use crate::args::Cli;
use crate::inputs::{Outcome, written};
use clap::CommandFactory;
use std::io::Write;

pub fn completions(shell: clap_complete::Shell) -> Result<Outcome, String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "demarche", &mut script);
    written(std::io::stdout().write_all(&script))?;
    Ok(Outcome::default())
}

pub fn man() -> Result<Outcome, String> {
    let out = &mut std::io::stdout();
    let mut write = || -> std::io::Result<()> {
        let command = Cli::command();
        clap_mangen::Man::new(command.clone()).render(out)?;
        for sub in command.get_subcommands() {
            clap_mangen::Man::new(sub.clone()).title(format!("demarche-{}", sub.get_name())).render(out)?;
        }
        Ok(())
    };
    written(write())?;
    Ok(Outcome::default())
}
