//! The command line. The doc comments are the help.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads what governments say and do, and finds contradictory signals, with evidence.
///
/// Input is English news reports and official statements: .txt, .md, .html, .json (one report), .jsonl (one a line), folders of these,
/// or `-` for standard input.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, max_term_width = 110, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads reports and prints a dossier: verdicts with the words, votes and acts that they rest on.
    Read(Read),
    /// Prints each report's signals as JSON Lines.
    Signals(Lines),
    /// Prints each report's events (PLOVER and CAMEO) as JSON Lines.
    Events(Lines),
    /// Prints each report's quotations with speaker and cue as JSON Lines.
    Quotes(Lines),
    /// Prints sentences, tokens, tags and trees.
    Parse(Parse),
    /// Prints a completion script for a shell.
    Completions {
        /// Shell to complete for.
        shell: clap_complete::Shell,
    },
    /// Prints the manual page in roff.
    Man,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche read samples/reports --votes samples/votes.json
  demarche read article.txt --published 2022-02-26
  demarche read reports.jsonl --votes votes.csv --disputes mine.toml --format html > dossier.html
  curl -s https://example.org/page.html | demarche read --format md -")]
pub struct Read {
    /// Files, folders, or `-` for standard input.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// Disputes of your own (TOML, or the JSON of a case file), beside the built-in ones.
    #[arg(long, value_name = "FILE")]
    pub disputes: Vec<PathBuf>,
    /// Roll calls (CSV or JSON).
    #[arg(long, value_name = "FILE")]
    pub votes: Vec<PathBuf>,
    /// Day of publication for inputs that do not tell theirs.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<String>,
    /// Judge only what was done on or after this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    /// Judge only what was done on or before this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    /// Only these actors, by code (CHN) or name.
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<String>,
    /// Form of the dossier.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Show every actor, also those with insufficient evidence.
    #[arg(long)]
    pub all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal.
    Text,
    /// The sealed dossier.
    Json,
    /// Markdown.
    Md,
    /// A page that stands alone.
    Html,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche signals article.txt | jq '.signals[] | {actor, quote}'
  demarche events corpus.jsonl > events.jsonl
  demarche quotes - < article.txt")]
pub struct Lines {
    /// Files, folders, or `-` for standard input.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// Day of publication for inputs that do not tell theirs.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche parse article.txt
  demarche parse --format tree - <<< 'Beijing blames Washington.'
  demarche parse --input conllu gold.conllu")]
pub struct Parse {
    /// Files, folders, or `-` for standard input.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// What the input is: running text, or CoNLL-U whose sentences and tokens are kept.
    #[arg(long, value_enum, default_value_t = ParseInput::Text)]
    pub input: ParseInput,
    /// What to print.
    #[arg(long, value_enum, default_value_t = ParseFormat::Conllu)]
    pub format: ParseFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ParseInput {
    /// Reports.
    Text,
    /// CoNLL-U.
    Conllu,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ParseFormat {
    /// CoNLL-U.
    Conllu,
    /// Predicate–argument frames.
    Frames,
    /// Trees drawn in the terminal.
    Tree,
}
