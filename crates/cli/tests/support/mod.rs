//! What the command's tests share: a folder of their own, and one way to run the program.

#![allow(dead_code)] // each test file uses a part of it

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own, gone at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("demarche-cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("the temporary folder can be written");
        Self(path)
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.0.join(name), bytes).expect("the temporary folder can be written");
        self
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Runs the program in the folder.
    pub fn run(&self, args: &[&str]) -> Ran {
        run_in(&self.0, args, b"")
    }

    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        run_in(&self.0, args, input)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a run gave.
#[derive(Debug, PartialEq)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn run_in(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        use std::io::Write;
        let _ = stdin.write_all(&input);
    });
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    Ran {
        status: status.code().unwrap_or_else(|| panic!("ended by a signal: {args:?}")),
        out: String::from_utf8(stdout).expect("standard output is UTF-8"),
        err: String::from_utf8(stderr).expect("standard error is UTF-8"),
    }
}

impl Ran {
    /// Standard output as JSON Lines: every line must be an object.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("not JSON: {e}: {line}"));
        self.out.lines().map(parse).inspect(|v: &Value| assert!(v.is_object(), "{v}")).collect()
    }

    /// Standard output as one JSON object.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("not JSON: {e}: {}\n{}", self.out, self.err))
    }

    /// Status 2, and each of the words on standard error.
    #[track_caller]
    pub fn complains(&self, words: &[&str]) -> &Self {
        assert_eq!(self.status, 2, "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in {}", self.err);
        }
        self
    }
}

/// Asserts that an object has these fields, each of the given kind: `s`tring, `n`umber, `l`ist, `o`bject, `b`oolean; `?` allows null.
#[track_caller]
pub fn fields(value: &Value, wanted: &[(&str, &str)]) {
    for (name, kinds) in wanted {
        let field = value.get(name).unwrap_or_else(|| panic!("no `{name}` in {value}"));
        let kind = match field {
            Value::Null => '?',
            Value::Bool(_) => 'b',
            Value::Number(_) => 'n',
            Value::String(_) => 's',
            Value::Array(_) => 'l',
            Value::Object(_) => 'o',
        };
        assert!(kinds.contains(kind), "`{name}` is {field}, expected {kinds}");
    }
}
