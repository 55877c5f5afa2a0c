//! Compiles `data/` into one blob, and fails with file and line where it holds a mistake.

#[path = "src/allowed.rs"]
mod allowed;
#[path = "src/check.rs"]
mod check;
#[path = "src/checker.rs"]
mod checker;
#[path = "src/claims.rs"]
mod claims;
#[allow(dead_code)]
#[path = "src/entries.rs"]
mod entries;
#[path = "src/error.rs"]
mod error;
#[path = "src/grammar.rs"]
mod grammar;
#[path = "src/load.rs"]
mod load;
#[allow(dead_code)]
#[path = "src/names.rs"]
mod names;
#[path = "src/overlay.rs"]
mod overlay;
#[allow(dead_code)]
#[path = "src/pattern.rs"]
mod pattern;
#[allow(dead_code)]
#[path = "src/phrases.rs"]
mod phrases;
#[path = "src/read.rs"]
mod read;
#[path = "src/schema.rs"]
mod schema;
#[allow(dead_code)]
#[path = "src/trie.rs"]
mod trie;

use std::path::{Path, PathBuf};

/// Whether a mistake in the data stops the build.
const STRICT: bool = true;

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=src");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    collect(&root.join("data"), &root, &mut files);
    files.sort();
    let (mut entries, errors) = load::load(entries::Entries::default(), &files);
    for error in &errors {
        if STRICT {
            eprintln!("crates/lexicon/{error}");
        } else {
            println!("cargo:warning=crates/lexicon/{}", error.to_string().replace('\n', " "));
        }
    }
    if STRICT && !errors.is_empty() {
        eprintln!("the data files hold {} mistakes", errors.len());
        std::process::exit(1);
    }
    let digest: String = files.iter().flat_map(|(path, text)| [path.as_str(), "\0", text.as_str(), "\0"]).collect();
    let hash = demarche_source::sha256_hex(digest.as_bytes());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    entries.files.iter_mut().for_each(|file| file.path.insert_str(0, "crates/lexicon/"));
    let tables = (names::Gazetteer::new(&entries), phrases::Phrases::new(&entries));
    let written = write(&out.join("tables.bin"), &tables).and_then(|()| write(&out.join("lexicon.bin"), &(hash, entries)));
    if let Err(e) = written {
        eprintln!("cannot write the lexicon: {e}");
        std::process::exit(1);
    }
}

fn write(path: &Path, value: &impl serde::Serialize) -> Result<(), Box<dyn std::error::Error>> {
    Ok(std::fs::write(path, postcard::to_allocvec(value)?)?)
}

fn collect(dir: &Path, root: &Path, files: &mut Vec<(String, String)>) {
    for path in std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()) {
        if path.is_dir() {
            collect(&path, root, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            match std::fs::read_to_string(&path) {
                Ok(text) => files.push((name, text)),
                Err(e) => println!("cargo:warning={name}: {e}"),
            }
        }
    }
}
