//! Nothing that was acknowledged is lost: killed at random moments of ingest, import, coding again and migration, with a full disk, and beside
//! a second process, the ledger opens, is sound, holds what was acknowledged, and the next run finishes the work without a duplicate.
//!
//! The suite kills a dozen times; `cargo test --package demarche-cli --test ledger_kill -- --ignored` two hundred times.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use demarche_ledger::{Ask, Ledger, Rows, Table};
use demarche_lexicon::Lexicon;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::Folder;

const REPORTS: usize = 300;

fn reports() -> String {
    let doers = ["France", "China", "Russia", "India", "Brazil", "Turkey", "Egypt", "Kenya", "Japan", "Canada"];
    let line = |i: usize| {
        let (a, b) = (doers[i % 10], doers[(i / 10 + i + 1) % 10]);
        let text = format!("{a} condemned the attack on Ukraine on day {i}. {a} urged {b} to respect the sovereignty of neighbour {i}.");
        serde_json::json!({"id": format!("r{i}"), "published": "2022-03-01", "outlet": format!("Wire {}", i % 7), "text": text}).to_string()
    };
    (0..REPORTS).map(|i| line(i) + "\n").collect()
}

fn ballots() -> String {
    let mut all = "body,symbol,date,iso3,vote,title\n".to_owned();
    for i in 0..300 {
        for (k, member) in ["CHN", "FRA", "GBR", "RUS", "USA", "IND", "BRA", "KEN"].iter().enumerate() {
            all.push_str(&format!("GA,A/RES/70/{i},2015-12-01,{member},{},On topic {i}\n", ["Y", "N", "A", "X"][(i + k) % 4]));
        }
    }
    all
}

/// A small generator (SplitMix64): the moments differ from kill to kill and not from run to run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % n.max(1)
    }
}

/// Starts the program, kills it after some time, and gives what it had printed, and whether it had ended by itself.
fn killed(folder: &Path, args: &[&str], after: Duration) -> (String, bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(args)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut out = child.stdout.take().expect("standard output is piped");
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = out.read_to_string(&mut text);
        text
    });
    std::thread::sleep(after);
    let ended = child.try_wait().expect("the program can be asked").is_some();
    let _ = child.kill();
    let _ = child.wait();
    (reader.join().expect("the output is read"), ended)
}

#[track_caller]
fn sound(path: &Path) -> Ledger {
    let ledger = Ledger::open_existing(path).expect("the ledger opens");
    let found = ledger.examine(Lexicon::embedded(), true).expect("the ledger can be read");
    assert!(found.iter().all(|f| f.sound), "{found:#?}");
    ledger
}

fn table(ledger: &Ledger, table: Table) -> Vec<serde_json::Value> {
    let mut out = Vec::new();
    ledger.export_rows(table, &Ask::default(), Rows::JsonLines, &mut out).expect("the table is written");
    String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// All that the ledger holds, without the numbers of rows.
fn contents(ledger: &Ledger) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for which in [Table::Reports, Table::Signals, Table::Events, Table::Votes] {
        let rows = table(ledger, which);
        let before = all.len();
        let n = rows.len();
        for (i, mut row) in rows.into_iter().enumerate() {
            let fields = row.as_object_mut().unwrap();
            for own in ["id", "Event ID", "Story Group", "story"] {
                if which != Table::Reports || own == "story" {
                    fields.remove(own);
                }
            }
            // Two alike in one table stay two.
            let same = all.contains(&format!("{which:?} {row}"));
            all.insert(format!("{which:?} {row}{}", if same { format!(" {i}") } else { String::new() }));
        }
        assert_eq!(all.len() - before, n);
    }
    all
}

const WORK: [&[&str]; 3] = [
    &["ingest", "r.jsonl", "--acknowledge", "--ledger", "k.db"],
    &["ingest", "--votes", "v.csv", "--ledger", "k.db"],
    &["ingest", "--recode", "--ledger", "k.db"],
];

fn age(folder: &Folder) {
    let db = rusqlite::Connection::open(folder.path().join("k.db")).unwrap();
    db.execute("UPDATE coding SET program = '0.0.1'", []).unwrap();
}

/// Kills at least `kills` times before the program has ended, whole round of work after whole round.
fn kill(name: &str, kills: usize, seed: u64) {
    let folder = Folder::new(name);
    folder.file("r.jsonl", reports()).file("v.csv", ballots());
    let path = folder.path().join("k.db");
    let mut times = Vec::new();
    #[allow(clippy::disallowed_methods)] // how long a run takes tells where to kill; nothing is asserted of it
    let mut timed = |work: &[&str]| {
        let start = Instant::now();
        assert_eq!(folder.run(work).status, 0);
        times.push(start.elapsed());
    };
    timed(WORK[0]);
    timed(WORK[1]);
    age(&folder);
    timed(WORK[2]);
    let whole = contents(&sound(&path));
    let mut random = Random(seed);
    let (mut done, mut midway) = (0, 0);
    while midway < kills {
        for suffix in ["", "-wal", "-shm", ".lock"] {
            let _ = std::fs::remove_file(folder.path().join(format!("k.db{suffix}")));
        }
        assert!(done <= kills * 8 + 9, "the program ends before it can be killed: give it more to do");
        let mut acknowledged: BTreeSet<String> = BTreeSet::new();
        for (step, work) in WORK.iter().enumerate() {
            if step == 2 {
                age(&folder);
            }
            // A few kills a step; then the step is let finish.
            for _ in 0..3 {
                let span = times[step].as_micros() as u64;
                let (out, ended) = killed(folder.path(), work, Duration::from_micros(random.below(span * 11 / 10)));
                done += 1;
                midway += usize::from(!ended);
                // The last line may have been cut by the kill.
                let whole_lines = out.rfind('\n').map_or("", |at| &out[..at]);
                acknowledged.extend(whole_lines.lines().filter(|_| step == 0).map(str::to_owned));
                if path.exists() {
                    let held: BTreeSet<String> =
                        table(&sound(&path), Table::Reports).iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
                    assert!(acknowledged.is_subset(&held), "lost: {:?}", acknowledged.difference(&held).collect::<Vec<_>>());
                }
            }
            let ran = folder.run(work);
            assert_eq!(ran.status, 0, "{ran:?}");
        }
        let held = contents(&sound(&path));
        assert!(held == whole, "after {done} kills: {:#?}", held.symmetric_difference(&whole).take(6).collect::<Vec<_>>());
    }
    println!("{midway} kills before the program had ended, {} after", done - midway);
}

#[test]
fn killed_a_dozen_times() {
    kill("kill", 12, 7);
}

#[test]
#[ignore = "minutes; run it before a release"]
fn killed_two_hundred_times() {
    kill("kill-200", 200, 2024);
}

#[test]
fn killed_in_a_migration() {
    let folder = Folder::new("kill-migration");
    folder.file("r.jsonl", reports());
    let old = folder.path().join("old.db");
    drop(Ledger::open_at(&old, 1).unwrap());
    {
        let mut ledger = Ledger::open_at(&old, 1).unwrap();
        let intake = demarche_ledger::Intake { paths: vec![folder.path().join("r.jsonl")], now: String::new(), retry: false };
        let mut hooks = demarche_ledger::Hooks { progress: &|_| {}, acknowledge: &mut |_| {}, complain: &mut |_| {} };
        ledger.take(Lexicon::embedded(), &intake, &mut hooks).unwrap();
    }
    let mut random = Random(11);
    for _ in 0..6 {
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("k.db{suffix}")));
        }
        std::fs::copy(&old, folder.path().join("k.db")).unwrap();
        killed(folder.path(), &["search", "sovereignty", "--ledger", "k.db"], Duration::from_micros(random.below(60_000)));
        let ledger = sound(&folder.path().join("k.db"));
        assert_eq!(table(&ledger, Table::Reports).len(), REPORTS);
        assert!(!ledger.search("sovereignty", &Ask::default(), 10).unwrap().is_empty());
    }
}

#[test]
#[cfg(unix)]
fn a_full_disk_loses_nothing() {
    let folder = Folder::new("full");
    folder.file("r.jsonl", reports());
    // No file may grow beyond this: writing fails as on a full disk.
    for blocks in [200, 900] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" ingest r.jsonl --acknowledge --ledger k.db");
        let ran = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_demarche")])
            .current_dir(folder.path())
            .output()
            .expect("a shell is there");
        let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        assert_eq!(ran.status.code(), Some(2), "{err}");
        assert!(err.contains("k.db") && !err.contains("panicked"), "{err}");
        if folder.path().join("k.db").exists() {
            let held = table(&sound(&folder.path().join("k.db")), Table::Reports);
            assert!(out.lines().all(|key| held.iter().any(|r| r["id"] == key)));
        }
    }
    assert_eq!(folder.run(WORK[0]).status, 0);
    assert_eq!(table(&sound(&folder.path().join("k.db")), Table::Reports).len(), REPORTS);
}

#[test]
fn two_processes_at_once() {
    let folder = Folder::new("two");
    folder.file("r.jsonl", reports());
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(WORK[0])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    };
    let both = [start(), start()];
    let mut acknowledged = 0;
    for child in both {
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        acknowledged += String::from_utf8_lossy(&output.stdout).lines().count();
    }
    let held = table(&sound(&folder.path().join("k.db")), Table::Reports);
    assert_eq!((acknowledged, held.len()), (REPORTS, REPORTS), "each report is taken by one of the two");
}
