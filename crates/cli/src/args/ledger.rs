//! Arguments of the commands that keep or ask a ledger. The doc comments are the help.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use demarche_ledger::Table;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche ingest archive/ saved-pages.zip ministry.warc.gz
  demarche ingest --votes 2023_2_15_ga_voting.csv --votes council.csv
  demarche ingest --votes un_votes.csv --rolls un_roll_calls.csv --ledger un.db
  demarche ingest --recode")]
pub struct Ingest {
    /// Files, folders and archives: .txt, .md, .html, .json, .jsonl, .csv, RSS and Atom, .warc, .zip, .tar, .mbox, .eml; each gzipped, too.
    pub paths: Vec<PathBuf>,
    /// The ledger; it is made if it is not there.
    #[arg(long, value_name = "FILE", default_value = "demarche.db")]
    pub ledger: PathBuf,
    /// Roll calls: exports of the UN Digital Library, Voeten's and unvotes' files, or the forms that the README tells.
    #[arg(long, value_name = "FILE")]
    pub votes: Vec<PathBuf>,
    /// List of roll calls to which the rows of --votes refer (dates, symbols, titles, outcomes).
    #[arg(long, value_name = "FILE")]
    pub rolls: Vec<PathBuf>,
    /// Code again what another version of program, lexicon or model has coded, and print the difference.
    #[arg(long)]
    pub recode: bool,
    /// Read again what could not be read before.
    #[arg(long)]
    pub retry: bool,
    /// Print the id of each new report once it is safe on the disk.
    #[arg(long)]
    pub acknowledge: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "The file:
  [limits]                       # all may be left out
  every = \"30m\"                  # between two rounds of a feed, at least
  per_host = \"2s\"                # between two requests to one host
  timeout = \"30s\"                # of one request
  largest = \"8 MiB\"              # of one answer
  private = false                # fetch private and local addresses, too
  [[feed]]
  url = \"https://example.org/news.xml\"
  pages = true                   # fetch the article of each entry; else the entry's own text is kept")]
pub struct Watch {
    /// Feeds and limits (TOML).
    pub feeds: PathBuf,
    /// The ledger; it is made if it is not there.
    #[arg(long, value_name = "FILE", default_value = "demarche.db")]
    pub ledger: PathBuf,
    /// Go through the feeds once, and end.
    #[arg(long)]
    pub once: bool,
}

/// The ledger, and the disputes and days that are asked for.
#[derive(Debug, Args)]
pub struct Part {
    /// The ledger.
    #[arg(long, value_name = "FILE", default_value = "demarche.db")]
    pub ledger: PathBuf,
    /// Only these disputes, by name or a part of it that means only one.
    #[arg(long, value_name = "DISPUTE")]
    pub dispute: Vec<String>,
    /// Only on or after this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    /// Only on or before this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    /// Disputes of your own (TOML, or a case file's JSON), for this question only: what the ledger keeps is aligned with them, too. One with a
    /// known name replaces it.
    #[arg(long, value_name = "FILE")]
    pub disputes: Vec<PathBuf>,
}

/// The same with actors.
#[derive(Debug, Args)]
pub struct Asked {
    #[command(flatten)]
    pub part: Part,
    /// Only these actors, by code (CHN) or name.
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche readings --actor CHN --dispute 'Russia-Ukraine war' --from 2022-01-01
  demarche readings --dispute Kashmir --format json > kashmir.json
  demarche readings --disputes mine.toml --dispute 'Strait of Sunda' --corrections rulings.jsonl")]
pub struct Readings {
    #[command(flatten)]
    pub asked: Asked,
    /// Rulings of yours (`demarche rule`), which the readings honour.
    #[arg(long, value_name = "FILE")]
    pub corrections: Vec<PathBuf>,
    /// Form of the dossier.
    #[arg(long, value_enum, default_value_t = super::Format::Text)]
    pub format: super::Format,
    /// Show every actor, also those with insufficient evidence.
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche search 'territorial integrity' --actor IND
  demarche search 'sanction* OR embargo' --from 2014-01-01 --limit 50
  demarche search --reports 'NEAR(strait passage, 5)'")]
pub struct Search {
    /// Words; several are one phrase, unless AND, OR, NOT, NEAR, `*` or quotation marks say otherwise (SQLite FTS5).
    pub words: String,
    #[command(flatten)]
    pub asked: Asked,
    /// Search the reports' texts, not the signals' words.
    #[arg(long)]
    pub reports: bool,
    /// Lines, at most.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
    /// One line of JSON each.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche timeline --actor TUR --dispute Cyprus
  demarche timeline --actor IND --by month --json")]
pub struct Timeline {
    #[command(flatten)]
    pub asked: Asked,
    /// Length of a step.
    #[arg(long, value_enum, default_value_t = Step::Year)]
    pub by: Step,
    /// One line of JSON each.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
    /// A day.
    Day,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche compare IND BRA --dispute 'Israel-Palestine'
  demarche compare FRA DEU --from 2015-01-01 --json")]
pub struct Compare {
    /// One actor.
    pub a: String,
    /// The other.
    pub b: String,
    #[command(flatten)]
    pub part: Part,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche study --from 2010-01-01 --to 2021-12-31
  demarche study --dispute 'Cuba embargo' --format csv > groups.csv
  demarche study --actor IND --actor BRA --pairs 50 --format json")]
pub struct Study {
    #[command(flatten)]
    pub asked: Asked,
    /// Rulings of yours (`demarche rule`), which the readings honour.
    #[arg(long, value_name = "FILE")]
    pub corrections: Vec<PathBuf>,
    /// Pairs of words and a vote that are shown, the strongest first.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub pairs: usize,
    /// Form.
    #[arg(long, value_enum, default_value_t = StudyForm::Text)]
    pub format: StudyForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StudyForm {
    /// Correlations and pairs, for reading.
    Text,
    /// The groups, one a row.
    Csv,
    /// Everything.
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche export csv --table events > events.csv
  demarche export parquet --table signals --actor CHN --out signals.parquet
  demarche export web-annotation --dispute Cyprus > annotations.jsonld")]
pub struct Export {
    /// Form.
    #[arg(value_enum)]
    pub form: Form,
    #[command(flatten)]
    pub asked: Asked,
    /// Table, for csv, jsonl and parquet; the columns are in docs/ledger.md.
    #[arg(long, value_parser = tables(), default_value = "signals")]
    pub table: Table,
    /// File to write; else standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
    /// Signals as W3C Web Annotations (JSON-LD).
    WebAnnotation,
    /// Readings as schema.org ClaimReview.
    Claimreview,
    /// Signals and actors as a STIX 2.1 bundle.
    Stix,
}

/// Names of the tables, with what they hold.
fn tables() -> impl TypedValueParser<Value = Table> {
    let names = Table::ALL.map(|t| PossibleValue::new(t.told().0).help(t.told().1));
    PossibleValuesParser::new(names).map(|name| Table::ALL.into_iter().find(|t| t.told().0 == name).unwrap_or(Table::Signals))
}

#[derive(Debug, Args)]
pub struct Doctor {
    /// The ledger.
    #[arg(long, value_name = "FILE", default_value = "demarche.db")]
    pub ledger: PathBuf,
    /// Check the hash of all bytes and the place of every quotation, too.
    #[arg(long)]
    pub deep: bool,
}
