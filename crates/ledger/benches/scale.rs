//! How long a question takes as a ledger grows: 10⁴, 10⁵ and 10⁶ signals.
//!
//! `cargo bench --package demarche-ledger --bench scale [-- 10000 100000]`. The signals are those of one invented report, given to other
//! actors, days and disputes: few actors and disputes have most of them, as in news. Printed are the size of the file, the time of a reading
//! of a middling and of the largest pair of actor and dispute, of a search for a common phrase, and what one more signal of the largest pair
//! costs in the search for contradictions.

use demarche_ledger::{Ask, Coder, Ledger};
use demarche_lexicon::Lexicon;
use demarche_source::Report;
use rusqlite::{Connection, params};
use std::path::Path;
use std::time::Instant;

const TEXT: &str = "KYIV, March 3 (Wire) - France condemned Russia's attack on Ukraine. \"The sovereignty and territorial integrity of Ukraine must be \
    respected,\" the French foreign ministry said. France backed the sanctions against Russia. On Friday France urged Russia to withdraw its troops \
    from Ukraine. France criticised the sanctions against Russia. French President Emmanuel Macron said that Russia's concerns were legitimate. \
    France abstained on a resolution that condemns Russia. France sent weapons to Ukraine.";

/// A small generator (SplitMix64).
struct Random(u64);

impl Random {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Of `n`, the first far more often than the last.
    fn skewed(&mut self, n: usize) -> usize {
        let u = self.unit();
        ((n as f64).powf(u) - 1.0) as usize % n
    }
}

#[allow(clippy::disallowed_methods)] // a bench measures time
fn seconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64(), done)
}

fn fill(path: &Path, n: usize) -> rusqlite::Result<()> {
    let coder = Coder::new(Lexicon::embedded());
    let mut report = Report::from_text("r", TEXT);
    report.published = "2022-03-03".parse().ok();
    let coded = coder.code(&report);
    let actors: Vec<&str> = coder.lexicon.entries().states.iter().filter(|s| s.status == "member").map(|s| s.code.as_str()).collect();
    let mut db = Connection::open(path)?;
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000;")?;
    db.execute("INSERT OR IGNORE INTO coding (id, program, lexicon, model) VALUES (1, 'bench', 'bench', 'bench')", [])?;
    for (i, model) in coder.models.iter().enumerate() {
        db.execute("INSERT OR IGNORE INTO dispute (id, name) VALUES (?1, ?2)", params![i as i64 + 1, model.name.as_str()])?;
    }
    let mut random = Random(n as u64);
    let mut id = 0i64;
    while (id as usize) < n {
        let transaction = db.transaction()?;
        for _ in 0..5_000 {
            if id as usize >= n {
                break;
            }
            let day = format!(
                "{}-{:02}-{:02}",
                2022 + (random.unit() * 3.0) as i64,
                1 + (random.unit() * 12.0) as i64,
                1 + (random.unit() * 28.0) as i64
            );
            transaction.prepare_cached("INSERT INTO blob VALUES (?1, 0, 'identity', x'')")?.execute([format!("h{id}")])?;
            transaction
                .prepare_cached(
                    "INSERT INTO report (id, key, sha256, format, published, outlet, language, text, coding, story) VALUES (?1, ?2, ?3, 'text', ?4, ?5, 'English', ?6, 1, ?1)",
                )?
                .execute(params![id + 1, format!("r{id}"), format!("h{id}"), day, format!("Wire {}", id % 50), "Short."])?;
            let report = id + 1;
            for (k, signal) in coded.signals.iter().enumerate() {
                let (actor, dispute) = (actors[random.skewed(actors.len())], random.skewed(coder.models.len()));
                let mut signal = signal.clone();
                signal.actor = actor.into();
                signal.date = day.parse().ok().map(demarche_source::DateRange::day);
                signal.quote = format!("{} ({id})", signal.quote);
                id += 1;
                let detail = serde_json::to_string(&signal).unwrap_or_default();
                transaction
                    .prepare_cached(
                        "INSERT INTO signal (id, report, n, actor, target, channel, act, cameo, factuality, day, date_from, date_to, start, end, quote,
                         confidence, coding, detail) VALUES (?1, ?2, ?3, ?4, '', ?5, ?6, ?7, ?8, ?9, ?9, ?9, 0, 0, ?10, 0.9, 1, ?11)",
                    )?
                    .execute(params![
                        id,
                        report,
                        k as i64,
                        actor,
                        if signal.channel == demarche_signals::Channel::Word { "word" } else { "act" },
                        signal.act.id.as_str(),
                        signal.act.cameo.as_str(),
                        signal.factuality.as_str(),
                        day,
                        signal.quote,
                        detail
                    ])?;
                let placed = coded.placed.iter().find(|p| p.n == k);
                let value = placed.map_or(0.0, |p| f64::from(p.aligned.value));
                let side = (value != 0.0).then(|| coder.models[dispute].sides[usize::from(value < 0.0)].to_string());
                transaction
                    .prepare_cached("INSERT INTO alignment VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 1, 0, 1, 0, '[\"bench\"]')")?
                    .execute(params![dispute as i64 + 1, actor, day, id, value, side])?;
            }
        }
        transaction.commit()?;
    }
    db.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")
}

fn best(mut work: impl FnMut()) -> f64 {
    (0..3).map(|_| seconds(&mut work).0).fold(f64::INFINITY, f64::min)
}

fn pair(path: &Path, offset: &str) -> rusqlite::Result<(String, String, i64)> {
    let sql = format!(
        "SELECT d.name, a.actor, count(*) AS n FROM alignment a JOIN dispute d ON d.id = a.dispute GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 1 OFFSET {offset}"
    );
    Connection::open(path)?.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
}

fn measure(n: usize) -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::temp_dir().join(format!("demarche-scale-{n}-{}.db", std::process::id()));
    drop(Ledger::open(&path)?);
    let (filled, done) = seconds(|| fill(&path, n));
    done?;
    let ledger = Ledger::open(&path)?;
    println!("{n} signals: {:.0} MB, filled in {filled:.0} s", std::fs::metadata(&path)?.len() as f64 / 1e6);
    let (open, _) = seconds(|| Ledger::open(&path));
    println!("  open                     {:>9.1} ms", open * 1e3);
    for (what, offset) in
        [("a middling reading", "(SELECT count(*) / 2 FROM (SELECT DISTINCT dispute, actor FROM alignment))"), ("the largest reading", "0")]
    {
        let (dispute, actor, signals) = pair(&path, offset)?;
        let ask = Ask { actors: vec![actor.into()], disputes: vec![dispute], ..Ask::default() };
        let (cold, _) = seconds(|| ledger.readings(Lexicon::embedded(), &ask, &|| {}));
        let warm = best(|| drop(ledger.readings(Lexicon::embedded(), &ask, &|| {})));
        println!(
            "  {what:24} {:>9.1} ms (first {:.1}), {signals} signals, {:.1} µs each",
            warm * 1e3,
            cold * 1e3,
            warm * 1e6 / signals as f64
        );
    }
    let (_, actor, _) = pair(&path, "0")?;
    let one = Ask { actors: vec![actor.into()], ..Ask::default() };
    let dated = Ask { from: "2023-01-01".parse().ok(), ..one.clone() };
    for (what, words, ask) in [
        ("a common phrase", "territorial integrity", &Ask::default()),
        ("the same, one actor", "territorial integrity", &one),
        ("the same, dated", "territorial integrity", &dated),
        ("a phrase not there", "hovercraft full of eels", &one),
    ] {
        let (cold, _) = seconds(|| ledger.search(words, ask, 20));
        let warm = best(|| drop(ledger.search(words, ask, 20)));
        println!("  search: {what:16} {:>9.1} ms (first {:.1})", warm * 1e3, cold * 1e3);
    }
    for suffix in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{suffix}", path.display())).ok();
    }
    Ok(())
}

fn main() {
    // `cargo test --benches` and clippy build this too; only `cargo bench` asks for figures.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked };
    for n in sizes {
        if let Err(error) = measure(n) {
            eprintln!("{n}: {error}");
        }
    }
}
