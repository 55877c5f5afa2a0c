//! The command line. The doc comments are the help.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod ledger;

pub use ledger::{Asked, Compare, Doctor, Export, Form, Ingest, Part, Readings, Search, Step, Study, StudyForm, Timeline, Watch};

/// Reads what governments say and do, and finds contradictory signals, with evidence.
///
/// Input is English news reports and official statements: .txt, .md, .html, .json (one report), .jsonl (one a line), folders of these,
/// or `-` for standard input.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, max_term_width = 110, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Folder with lexicon files of your own (TOML) that extend the built-in ones; an entry with the code or id of a built-in one replaces it.
    /// May be given again. Else the folders of DEMARCHE_LEXICON, separated as in PATH, are read.
    #[arg(long, global = true, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
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
    /// Explains a pair of a dossier from the words to the strength, from the dossier alone.
    Explain(Explain),
    /// Tells what changed between two dossiers, and why. Exit status: 0 nothing, 1 something, 2 bad input.
    Diff(Diff),
    /// Replays a dossier and tells every departure. Exit status: 0 every byte is the same, 1 not, 2 bad input.
    Check(Check),
    /// Accepts, dismisses or corrects a signal or a pair, in a file that later runs honour.
    Rule(Rule),
    /// Tells whom a name means on a day, and who held an office, with the rule, the file and the source.
    Who(Who),
    /// Checks lexicon files of your own, and shows entries of the lexicon.
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Compares two short statements: consistent, inconsistent or unrelated, with the reason.
    Contradict(Contradict),
    /// Takes reports and roll calls into a ledger, once: what is known is not read again.
    Ingest(Ingest),
    /// Fetches feeds, politely, into a ledger.
    Watch(Watch),
    /// Prints a dossier from a ledger.
    Readings(Readings),
    /// Finds words in a ledger.
    Search(Search),
    /// Prints how an actor's words and votes moved over time.
    Timeline(Timeline),
    /// Compares two actors: their words, their votes, where they part most.
    Compare(Compare),
    /// Holds words against votes: each actor's alignment in both, how they go together, and where they pull apart.
    Study(Study),
    /// Writes a ledger's tables and readings in forms for other programs.
    Export(Export),
    /// Checks a ledger.
    Doctor(Doctor),
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
    /// What you have ruled with `demarche rule`.
    #[arg(long, value_name = "FILE")]
    pub corrections: Vec<PathBuf>,
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

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche explain dossier.json s6,s8
  demarche explain dossier.json CHN:2 --format md")]
pub struct Explain {
    /// What `demarche read --format json` printed.
    pub dossier: PathBuf,
    /// Two signals (s6,s8), or the n-th pair of an actor (CHN:2), counted reading by reading, in each first those that stand.
    pub pair: String,
    /// Form of the explanation.
    #[arg(long, value_enum, default_value_t = Told::Text)]
    pub format: Told,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche diff monday.json tuesday.json
  demarche diff before.json after.json --format json | jq '.readings'")]
pub struct Diff {
    /// The earlier dossier.
    pub before: PathBuf,
    /// The later one.
    pub after: PathBuf,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Plain::Text)]
    pub format: Plain,
}

#[derive(Debug, Args)]
#[command(after_help = "The options that shaped the dossier (--from, --to, --actor, --published) are read from it. Example:
  demarche check dossier.json --reports samples/reports --votes samples/votes.json")]
pub struct Check {
    /// What `demarche read --format json` printed.
    pub dossier: PathBuf,
    /// The reports that it was made from: files, folders, or `-` for standard input.
    #[arg(long, required = true, num_args = 1.., value_name = "INPUT")]
    pub reports: Vec<PathBuf>,
    /// The disputes that were given, if any.
    #[arg(long, value_name = "FILE")]
    pub disputes: Vec<PathBuf>,
    /// The roll calls that were given, if any.
    #[arg(long, value_name = "FILE")]
    pub votes: Vec<PathBuf>,
    /// The rulings that were given, if any.
    #[arg(long, value_name = "FILE")]
    pub corrections: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "A signal: --correct sets actor, act, authority, date, factuality, principle, target or vouched.
A pair: --correct sets kind or strength; --kind limits the ruling to pairs of that kind.
Examples:
  demarche rule dossier.json s6 --dismiss --reason 'a slip of the transcript' --corrections mine.jsonl
  demarche rule dossier.json s6 --correct actor=IND --correct factuality=CT- --reason 'misread' --corrections mine.jsonl
  demarche rule dossier.json s6,s8 --accept --reason 'checked' --by 'A. Analyst' --date 2022-03-02 --corrections mine.jsonl
  demarche read reports/ --corrections mine.jsonl")]
#[command(group(clap::ArgGroup::new("decision").required(true).args(["accept", "dismiss", "correct"])))]
pub struct Rule {
    /// What `demarche read --format json` printed.
    pub dossier: PathBuf,
    /// A signal (s6), or two that make a pair (s6,s8).
    pub target: String,
    /// It was read rightly; a pair stands, whatever check declined it.
    #[arg(long)]
    pub accept: bool,
    /// The signal is no evidence; the pair does not stand.
    #[arg(long)]
    pub dismiss: bool,
    /// What is otherwise. May be given again.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub correct: Vec<String>,
    /// Only pairs of this kind.
    #[arg(long)]
    pub kind: Option<String>,
    /// Why.
    #[arg(long)]
    pub reason: String,
    /// Who rules.
    #[arg(long)]
    pub by: Option<String>,
    /// When. The program never writes the day by itself.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// The file to write to (JSON Lines); it is made if it is not there.
    #[arg(long, value_name = "FILE")]
    pub corrections: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Pairs are JSON Lines, {\"id\", \"premise\", \"hypothesis\"}; one line comes out for each.
Examples:
  demarche contradict --texts 'We will abolish the toll.' 'The toll must stay.'
  demarche contradict promise.txt programme.txt --format json
  demarche contradict pairs.jsonl | jq 'select(.class == \"inconsistent\") | .reason'")]
pub struct Contradict {
    /// Two files with a statement each, or one file of pairs (`-` for standard input).
    #[arg(conflicts_with = "texts")]
    pub inputs: Vec<PathBuf>,
    /// The two statements themselves.
    #[arg(long, num_args = 2, value_names = ["FIRST", "SECOND"])]
    pub texts: Vec<String>,
    /// What a pair is called that shares a matter and that nothing decides. `inconsistent` is for screening: most of those it adds need not be.
    #[arg(long, value_enum, default_value_t = Undecided::Unrelated)]
    pub undecided: Undecided,
    /// Form of the answer for two statements; for a file of pairs it is JSON Lines.
    #[arg(long, value_enum, default_value_t = Plain::Text)]
    pub format: Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Undecided {
    /// Nothing is claimed.
    Unrelated,
    /// To be looked at.
    Inconsistent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Told {
    /// For the terminal.
    Text,
    /// One object with `title` and `sections`.
    Json,
    /// Markdown.
    Md,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Plain {
    /// For the terminal.
    Text,
    /// One object.
    Json,
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

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  demarche who Blinken --on 2022-03-01
  demarche who 'the Kremlin'
  demarche who --country KAZ --office 'foreign minister' --on 2022-03-01
  demarche who --country Kazakh --on 2022-03-01 --format json")]
pub struct Who {
    /// Name of a person, state, body, group or outlet, a seat of government, or a title.
    pub name: Option<String>,
    /// The day that is asked for.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
    /// State or body, by code, name, adjective or word for the people.
    #[arg(long, value_name = "ACTOR")]
    pub country: Option<String>,
    /// Office, by title or id; without it, all offices of the country.
    #[arg(long, value_name = "TITLE", requires = "country")]
    pub office: Option<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Plain::Text)]
    pub format: Plain,
}

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Checks the TOML files of folders: by themselves, and over the built-in ones. Exit status: 0 they can be used, 2 they hold a mistake.
    #[command(after_help = "Example:
  demarche lexicon check my-lexicon")]
    Check {
        /// Folders.
        #[arg(required = true, value_name = "DIR")]
        folders: Vec<PathBuf>,
    },
    /// Shows the entries with a code, id or name, as TOML that can be put into a file of your own and changed.
    #[command(after_help = "Examples:
  demarche lexicon show KAZ
  demarche lexicon show 'KAZ foreign-minister'
  demarche lexicon show condemn")]
    Show {
        /// Code, id or name; for holders a person's name, or code and office id.
        key: String,
    },
}
