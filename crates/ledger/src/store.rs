//! The file: opened, brought up to the latest schema, locked for writing. In: a path. Out: a [`Ledger`].
//!
//! A migration is one transaction, so that a stop in the middle of it leaves the version before. Readers need no lock (WAL); writers take a
//! lock file, which the system frees when a process ends in whatever way.

use crate::LedgerError;
use demarche_alignment::Model;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The schema's steps; `user_version` is the number of steps taken.
const STEPS: [&str; 3] =
    [include_str!("schema/0001_base.sql"), include_str!("schema/0002_search.sql"), include_str!("schema/0003_views.sql")];

/// Marks a SQLite file as ours ("dema").
const APPLICATION: i32 = 0x6465_6d61;

/// How long a statement waits for another process.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open ledger.
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// Disputes of the user's own, for as long as it is open.
    pub(crate) own: Vec<Model>,
}

/// The right to write; given back when it is dropped.
#[derive(Debug)]
pub struct WriteLock(#[allow(dead_code)] File); // held, never read

impl Ledger {
    /// Opens a ledger, making it if it is not there, and brings it up to the latest schema.
    ///
    /// # Errors
    /// If the file is something else, was made by a later program, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        Self::open_at(path, STEPS.len())
    }

    /// Opens a ledger that must be there.
    ///
    /// # Errors
    /// As [`Ledger::open`], and if there is none.
    pub fn open_existing(path: &Path) -> Result<Self, LedgerError> {
        if path.exists() { Self::open(path) } else { Err(LedgerError::Missing(path.to_owned())) }
    }

    /// Opens a ledger with the schema of an earlier program: for tests of migration.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    #[doc(hidden)]
    pub fn open_at(path: &Path, version: usize) -> Result<Self, LedgerError> {
        let opened = Connection::open(path).map_err(LedgerError::from).map_err(|e| e.at(path))?;
        let mut ledger = Self { db: opened, path: path.to_owned(), own: Vec::new() };
        ledger.prepare(version).map_err(|e| e.at(path))?;
        Ok(ledger)
    }

    /// Sets the journal to WAL. Of two processes that make a ledger at once one is told that it is busy, without SQLite waiting for the other.
    fn write_ahead(&self) -> Result<(), LedgerError> {
        const STEP: Duration = Duration::from_millis(20);
        let mut left = PATIENCE;
        loop {
            match self.db.query_row("PRAGMA journal_mode = WAL", [], |r| r.get::<_, String>(0)) {
                Ok(_) => return Ok(()),
                Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) && left > STEP => {
                    left -= STEP;
                    std::thread::sleep(STEP);
                }
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// A second connection that only reads.
    pub(crate) fn reader(&self) -> Result<Connection, LedgerError> {
        let db = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        db.busy_timeout(PATIENCE)?;
        Ok(db)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for the right to write. `waiting` is called once if another process has it.
    ///
    /// # Errors
    /// If the lock file cannot be made beside the ledger.
    pub fn lock(&self, waiting: impl FnOnce()) -> Result<WriteLock, LedgerError> {
        let mut name = self.path.clone().into_os_string();
        name.push(".lock");
        let file = File::options().create(true).write(true).truncate(false).open(name)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(WriteLock(file))
    }

    fn prepare(&mut self, version: usize) -> Result<(), LedgerError> {
        self.db.busy_timeout(PATIENCE)?;
        self.identify()?;
        self.write_ahead()?;
        // FULL: what was acknowledged stays, also when the machine stops.
        self.db.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824;",
        )?;
        self.db.set_prepared_statement_cache_capacity(64);
        while (self.version()? as usize) < version {
            self.step()?;
        }
        Ok(())
    }

    /// Refuses what is not ours or of a later program.
    fn identify(&self) -> Result<(), LedgerError> {
        let not_ours = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => LedgerError::NotALedger(self.path.clone()),
            _ => error.into(),
        };
        let id: i32 = self.db.query_row("PRAGMA application_id", [], |r| r.get(0)).map_err(not_ours)?;
        let tables: i64 = self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).map_err(not_ours)?;
        if tables > 0 && id != APPLICATION {
            return Err(LedgerError::NotALedger(self.path.clone()));
        }
        let found = self.version()?;
        if found as usize > STEPS.len() {
            return Err(LedgerError::Newer { path: self.path.clone(), found, known: STEPS.len() as u32 });
        }
        Ok(())
    }

    /// Steps of the schema that the file has.
    pub(crate) fn version(&self) -> Result<u32, LedgerError> {
        Ok(self.db.query_row("PRAGMA user_version", [], |r| r.get(0))?)
    }

    /// One step, unless another process has just taken it.
    fn step(&mut self) -> Result<(), LedgerError> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let at: u32 = step.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        if let Some(sql) = STEPS.get(at as usize) {
            step.execute_batch(sql)?;
            step.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};", at + 1))?;
        }
        Ok(step.commit()?)
    }
}
