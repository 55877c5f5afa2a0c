//! From paths to rows. In: paths, a ledger, the time. Out: a [`Summary`].
//!
//! One thread walks the inputs, all cores read and code, one writer writes. Batches pass through a channel with few places, so that memory
//! does not grow with the corpus. A batch is one transaction: after a stop the ledger holds whole batches, and the next run goes on with
//! the rest, because what is known by place and bytes is not read again.

use crate::coded::Coder;
use crate::store::Ledger;
use crate::write::{Entry, Fate, Writer, Written};
use crate::{LedgerError, write};
use demarche_contradictions::ReportMeta;
use demarche_ingest::{IngestError, Item, ParsedItem, read_item, walk};
use demarche_lexicon::Lexicon;
use demarche_source::{Level, sha256_hex};
use rayon::prelude::*;
use rusqlite::{Connection, TransactionBehavior, params};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Items of a batch, at most.
const ITEMS: usize = 128;
/// Bytes of a batch, about: a batch of long speeches is short.
const BYTES: usize = 2 << 20;
/// Batches that wait for the next stage.
const WAITING: usize = 2;

/// What an intake did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reports read for the first time.
    pub read: usize,
    /// Of these, copies or near copies of others.
    pub near_copies: usize,
    /// Signals coded.
    pub signals: usize,
    /// Bytes known before from the same place.
    pub known: usize,
    /// Bytes known before from another place.
    pub copies: usize,
    /// Kept and not coded, by language.
    pub foreign: BTreeMap<String, usize>,
    /// Not read, by reason (a place is no part of the reason).
    pub failed: BTreeMap<String, usize>,
}

/// What happens while an intake goes on.
pub struct Hooks<'h> {
    /// Called with the number of items done, after each batch.
    pub progress: &'h (dyn Fn(usize) + Sync),
    /// Called with the key of each new report once it is on the disk.
    pub acknowledge: &'h mut dyn FnMut(&str),
    /// Called with what could not be read.
    pub complain: &'h mut dyn FnMut(&str),
}

/// What to take in, and how.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// Files, folders, archives.
    pub paths: Vec<PathBuf>,
    /// When this is done (ISO 8601): the time of receipt of what does not tell its own.
    pub now: String,
    /// Read again what could not be read before.
    pub retry: bool,
}

/// An item before it is read.
enum Found {
    Item(Box<Item>),
    Broken(IngestError),
}

/// A batch on its way.
struct Batch {
    entries: Vec<Entry>,
    broken: Vec<IngestError>,
    known: usize,
}

impl Ledger {
    /// Takes in all that the paths hold. The caller has the [write lock](Ledger::lock).
    ///
    /// # Errors
    /// If the ledger cannot be written: a full disk, say. Inputs that cannot be read are no error; the summary tells them.
    pub fn take(&mut self, lexicon: &Lexicon, intake: &Intake, hooks: &mut Hooks<'_>) -> Result<Summary, LedgerError> {
        let coder = Coder::new(lexicon);
        let mut source = Walked { paths: &intake.paths };
        self.take_from(&coder, intake, &mut |sink| source.all(sink), hooks)
    }

    /// The same for items that do not come from paths: what was fetched.
    ///
    /// # Errors
    /// As [`Ledger::take`].
    pub fn take_items(&mut self, lexicon: &Lexicon, items: Vec<Item>, now: &str, hooks: &mut Hooks<'_>) -> Result<Summary, LedgerError> {
        let coder = Coder::new(lexicon);
        let mut items = Some(items);
        let intake = Intake { now: now.to_owned(), ..Intake::default() };
        self.take_from(&coder, &intake, &mut |sink| items.take().into_iter().flatten().all(|item| sink(Ok(item))), hooks)
    }

    fn take_from(
        &mut self,
        coder: &Coder<'_>,
        intake: &Intake,
        source: &mut (dyn FnMut(&mut demarche_ingest::Sink<'_>) -> bool + Send),
        hooks: &mut Hooks<'_>,
    ) -> Result<Summary, LedgerError> {
        let mut summary = Summary::default();
        let writer = Writer::new(&self.db, coder)?;
        let reader = self.reader()?;
        std::thread::scope(|scope| {
            let (found, walked) = sync_channel::<Vec<Found>>(WAITING);
            let (done, coded) = sync_channel::<Result<Batch, LedgerError>>(WAITING);
            scope.spawn(move || collect(source, &found));
            scope.spawn(move || {
                for batch in walked {
                    let batch = prepare(coder, &reader, batch, intake.retry);
                    let broken = batch.is_err();
                    if done.send(batch).is_err() || broken {
                        return;
                    }
                }
            });
            for batch in coded {
                self.put(&writer, batch?, intake, hooks, &mut summary)?;
            }
            Ok(summary)
        })
    }

    fn put(
        &mut self,
        writer: &Writer<'_>,
        batch: Batch,
        intake: &Intake,
        hooks: &mut Hooks<'_>,
        summary: &mut Summary,
    ) -> Result<(), LedgerError> {
        let Batch { entries, broken, known } = batch;
        let items = entries.len() + broken.len() + known;
        let written = self.commit(writer, entries, &broken, &intake.now);
        let written = written.map_err(|e| e.at(&self.path))?;
        for error in broken {
            *summary.failed.entry(error.cause.to_string()).or_default() += 1;
            (hooks.complain)(&error.to_string());
        }
        summary.known += known;
        for (place, one) in written {
            match one {
                Written::Report { key, signals, copy_of } => {
                    summary.read += 1;
                    summary.signals += signals;
                    summary.near_copies += usize::from(copy_of);
                    (hooks.acknowledge)(&key);
                }
                Written::Copy => summary.copies += 1,
                Written::Foreign(language) => *summary.foreign.entry(language).or_default() += 1,
                Written::Failed(reason) => {
                    (hooks.complain)(&format!("{place}: {reason}"));
                    *summary.failed.entry(reason).or_default() += 1;
                }
            }
        }
        (hooks.progress)(items);
        Ok(())
    }

    fn commit(
        &mut self,
        writer: &Writer<'_>,
        entries: Vec<Entry>,
        broken: &[IngestError],
        now: &str,
    ) -> Result<Vec<(String, Written)>, LedgerError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut written = Vec::with_capacity(entries.len());
        for entry in entries {
            let place = entry.item.place.clone();
            written.push((place, writer.write(&transaction, entry, now)?));
        }
        for error in broken {
            let place = error.line.map_or_else(|| error.file.clone(), |line| format!("{}:{line}", error.file));
            write::problem(&transaction, &place, Level::Error, &error.cause.to_string(), None)?;
        }
        transaction.commit()?;
        Ok(written)
    }
}

/// The paths as a source of items.
struct Walked<'p> {
    paths: &'p [PathBuf],
}

impl Walked<'_> {
    fn all(&mut self, sink: &mut demarche_ingest::Sink<'_>) -> bool {
        self.paths.iter().all(|path| walk(path, sink))
    }
}

/// Gathers items into batches until the receiver has gone.
fn collect(source: &mut (dyn FnMut(&mut demarche_ingest::Sink<'_>) -> bool + Send), found: &SyncSender<Vec<Found>>) {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let whole = source(&mut |item| {
        bytes += item.as_ref().map_or(0, |i| i.raw.len());
        batch.push(item.map_or_else(Found::Broken, |i| Found::Item(Box::new(i))));
        if batch.len() < ITEMS && bytes < BYTES {
            return true;
        }
        bytes = 0;
        found.send(std::mem::take(&mut batch)).is_ok()
    });
    if whole && !batch.is_empty() {
        // The receiver may have gone after an error, which it has told.
        let _ = found.send(batch);
    }
}

/// Sets aside what is known, and reads and codes the rest on all cores.
fn prepare(coder: &Coder<'_>, db: &Connection, batch: Vec<Found>, retry: bool) -> Result<Batch, LedgerError> {
    let hashed: Vec<(Result<Item, IngestError>, String)> = batch
        .into_par_iter()
        .map(|found| match found {
            Found::Item(item) => {
                let sha256 = sha256_hex(&item.raw);
                (Ok(*item), sha256)
            }
            Found::Broken(error) => (Err(error), String::new()),
        })
        .collect();
    let (mut fresh, mut broken, mut known) = (Vec::new(), Vec::new(), 0);
    let mut receipt = db.prepare_cached("SELECT outcome FROM receipt WHERE place = ?1 AND sha256 = ?2")?;
    let mut report = db.prepare_cached("SELECT 1 FROM report WHERE sha256 = ?1")?;
    for (item, sha256) in hashed {
        let item = match item {
            Ok(item) => item,
            Err(error) => {
                broken.push(error);
                continue;
            }
        };
        let outcome: Vec<String> = receipt.query_map(params![item.place, sha256], |r| r.get(0))?.collect::<Result<_, _>>()?;
        if outcome.first().is_some_and(|o| !(retry && o == "failed")) {
            known += 1;
            continue;
        }
        let copy = report.exists([&sha256])?;
        fresh.push((item, sha256, copy));
    }
    let entries = fresh
        .into_par_iter()
        .map(|(item, sha256, copy)| {
            let fate = if copy { Fate::Copy } else { read_item(&item).map_or_else(|e| Fate::Failed(reason(&e)), |p| read(coder, p)) };
            Entry { item, sha256, fate }
        })
        .collect();
    Ok(Batch { entries, broken, known })
}

fn reason(cause: &demarche_ingest::IngestCause) -> String {
    cause.hint().map_or_else(|| cause.to_string(), |hint| format!("{cause} ({hint})"))
}

fn read(coder: &Coder<'_>, mut parsed: ParsedItem) -> Fate {
    parsed.report.country = parsed.report.country.filter(|c| coder.lexicon.actor(c).is_some());
    let sketch = ReportMeta::new(coder.lexicon, &parsed.report).sketch;
    let coded = (parsed.language == "English").then(|| Box::new(coder.code(&parsed.report)));
    Fate::Read(Box::new(parsed), sketch, coded)
}

impl Summary {
    /// Adds another intake's.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.near_copies += other.near_copies;
        self.signals += other.signals;
        self.known += other.known;
        self.copies += other.copies;
        for (mine, theirs) in [(&mut self.foreign, other.foreign), (&mut self.failed, other.failed)] {
            for (key, n) in theirs {
                *mine.entry(key).or_default() += n;
            }
        }
    }
}
