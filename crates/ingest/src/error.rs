//! Why an input cannot be read.
//!
//! In: nothing. Out: one error type with file, line, cause and hint. It never decides whether to go on: the reader does.

/// A report or file that was not read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}{}", place(.file, *.line), hint(.cause))]
pub struct IngestError {
    /// The file as it was named; `<stdin>` for standard input.
    pub file: String,
    /// Line, from 1, where the format has lines.
    pub line: Option<u64>,
    /// What is wrong.
    pub cause: IngestCause,
}

fn place(file: &str, line: Option<u64>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

fn hint(cause: &IngestCause) -> String {
    cause.hint().map_or_else(String::new, |hint| format!(" ({hint})"))
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
pub enum IngestCause {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// There is no text in it.
    #[error("there is no text in it")]
    Empty,
    /// A directory without a file that can be read.
    #[error("no file in this directory can be read")]
    EmptyDirectory,
    /// Not text at all.
    #[error("this is {0}, not text")]
    NotText(&'static str),
    /// A line of JSON Lines that is not UTF-8.
    #[error("byte {0} of the line is not UTF-8")]
    Utf8(usize),
    /// Not JSON.
    #[error("not JSON: {0}")]
    Json(String),
    /// A field of a wrong type or value.
    #[error("field `{field}`: {problem}")]
    Field {
        /// Name of the field.
        field: String,
        /// What was expected, and what was found.
        problem: String,
    },
    /// No article could be found in a page.
    #[error("no article found in this page: {0}")]
    Html(String),
    /// Text in another language than English.
    #[error("the text is in {0}; only English can be read")]
    Language(&'static str),
    /// More than one report may have.
    #[error("{0} bytes; a report has at most 8 MiB")]
    TooLarge(u64),
    /// Not CSV, or without a column that is needed.
    #[error("{0}")]
    Csv(String),
    /// A file of another kind than the one asked for.
    #[error("{0}")]
    Format(String),
}

impl IngestCause {
    /// What to do about it, where that can be said.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Io(error) if error.kind() == std::io::ErrorKind::NotFound => "check the path",
            Self::Empty => "give a file with a report in it, or remove it from the list",
            Self::EmptyDirectory => "expected .txt, .md, .html, .htm, .json, .jsonl or .ndjson, with or without .gz",
            Self::NotText("a PDF file") => "convert it to text first, for example with pdftotext",
            Self::NotText("a ZIP file or office document") => "unpack it, or save the document as text",
            Self::NotText(_) => "expected text in UTF-8 or another character set",
            Self::Utf8(_) => "JSON Lines must be UTF-8; convert the file, for example with iconv",
            Self::Json(_) => "one JSON object a line for .jsonl; one object with `text` for .json",
            Self::Html(_) => "save the article as text instead",
            Self::Language(_) => "give a translation, and say so in the field `outlet`",
            Self::TooLarge(_) => "split the file into one report a line (JSON Lines)",
            Self::Csv(_) => "the columns are in the README under Votes",
            _ => return None,
        })
    }

    /// A field whose value has the wrong type.
    pub(crate) fn field(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Field { field: field.into(), problem: problem.into() }
    }
}
