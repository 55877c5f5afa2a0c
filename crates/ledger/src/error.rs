//! Why a ledger cannot be used. In: nothing. Out: one error type with the file, the cause and what to do.

use std::path::PathBuf;

/// What went wrong with a ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// SQLite refused: a full disk, a locked or damaged file, a file that cannot be written.
    #[error("{path}: {cause}{hint}")]
    Store {
        /// The ledger.
        path: String,
        /// As SQLite says it.
        cause: rusqlite::Error,
        /// What to do, where that can be said.
        hint: &'static str,
    },
    /// There is no such file, and the command does not make one.
    #[error("{0}: there is no ledger here (demarche ingest PATH --ledger {0} makes one)")]
    Missing(PathBuf),
    /// A file of something else.
    #[error("{0}: this is no ledger of demarche")]
    NotALedger(PathBuf),
    /// Made by a later program.
    #[error("{path}: its schema has version {found}, this program knows {known}; use the later program")]
    Newer {
        /// The ledger.
        path: PathBuf,
        /// Version in the file.
        found: u32,
        /// Latest version that this program knows.
        known: u32,
    },
    /// A row that is not what the schema says.
    #[error("{0}")]
    Row(String),
    /// The output cannot be written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Store { path: "ledger".to_owned(), hint: hint(&cause), cause }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Row(format!("a `detail` column is not what this program writes ({error}); run `demarche ingest --recode`"))
    }
}

impl LedgerError {
    /// Names the file in an error that came up without it.
    pub(crate) fn at(self, file: &std::path::Path) -> Self {
        match self {
            Self::Store { cause, hint, .. } => Self::Store { path: file.display().to_string(), cause, hint },
            other => other,
        }
    }
}

fn hint(cause: &rusqlite::Error) -> &'static str {
    match cause.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => "; nothing that was acknowledged is lost: make room and run the same command again",
        Some(rusqlite::ErrorCode::SystemIoFailure) => "; is there room on the disk? What was acknowledged is kept: run the command again",
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => "; another program holds it: try again",
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => "; run `demarche doctor`",
        _ => "",
    }
}
