//! What the ledger's tests share: a folder of their own with a ledger in it, and reports of our own invention.

#![allow(dead_code, clippy::unwrap_used)] // each test file uses a part of it; a test may panic

use demarche_ledger::{Ask, Hooks, Intake, Ledger, Summary};
use demarche_lexicon::Lexicon;
use std::path::{Path, PathBuf};

pub const CONDEMNS: &str = "KYIV, March 3 (Wire) - France condemned Russia's attack on Ukraine on Thursday. \"The sovereignty of Ukraine must be \
    respected,\" the French foreign ministry said in a statement. Germany backed the sanctions against Russia.";
pub const TALKS: &str = "BEIJING, March 4 (Wire) - China urged Russia and Ukraine to hold talks on Friday. The Chinese foreign ministry said that \
    the territorial integrity of all countries must be respected, and it criticised the sanctions against Russia.";
pub const FRENCH: &str =
    "Le gouvernement a annoncé lundi qu'il voterait pour la résolution et qu'il en avait informé ses voisins et ses alliés.";

/// A folder of its own, gone at the end.
pub struct Bench {
    pub folder: PathBuf,
    pub ledger: Ledger,
    pub complaints: Vec<String>,
}

impl Bench {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("demarche-ledger-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let ledger = Ledger::open(&folder.join("demarche.db")).unwrap();
        Self { folder, ledger, complaints: Vec::new() }
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Takes in what the paths hold.
    pub fn take(&mut self, paths: &[&Path]) -> Summary {
        let intake =
            Intake { paths: paths.iter().map(|p| p.to_path_buf()).collect(), now: "2024-01-02T03:04:05Z".to_owned(), retry: false };
        let complaints = &mut self.complaints;
        let mut hooks = Hooks { progress: &|_| {}, acknowledge: &mut |_| {}, complain: &mut |message| complaints.push(message.to_owned()) };
        self.ledger.take(Lexicon::embedded(), &intake, &mut hooks).unwrap()
    }

    /// A table as JSON Lines.
    pub fn rows(&self, table: demarche_ledger::Table, ask: &Ask) -> Vec<serde_json::Value> {
        let mut out = Vec::new();
        self.ledger.export_rows(table, ask, demarche_ledger::Rows::JsonLines, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    /// One column of a table of reports.
    pub fn reports(&self, column: &str) -> Vec<String> {
        let text = |v: &serde_json::Value| v.as_str().unwrap_or("-").to_owned();
        self.rows(demarche_ledger::Table::Reports, &Ask::default()).iter().map(|r| text(&r[column])).collect()
    }

    /// The ledger is sound, to the last hash.
    #[track_caller]
    pub fn sound(&self) {
        let found = self.ledger.examine(Lexicon::embedded(), true).unwrap();
        assert!(found.iter().all(|f| f.sound), "{found:#?}");
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A line of JSON Lines.
pub fn line(id: &str, day: &str, outlet: &str, text: &str) -> String {
    serde_json::json!({"id": id, "published": day, "outlet": outlet, "text": text}).to_string() + "\n"
}
