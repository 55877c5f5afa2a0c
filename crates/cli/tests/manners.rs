//! Help, completions, the manual page, standard input, colours.

mod support;

use support::{Folder, root, run_in};

#[test]
fn help_names_every_command_and_gives_examples() {
    let folder = Folder::new("help");
    let ran = folder.run(&["--help"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for command in ["read", "signals", "events", "quotes", "explain", "diff", "check", "rule", "contradict", "parse", "completions", "man"]
    {
        assert!(ran.out.contains(&format!("\n  {command} ")), "{command} is not in {}", ran.out);
        let own = folder.run(&[command, "--help"]);
        assert!(own.status == 0 && own.out.contains("Usage: demarche"), "{own:?}");
    }
    assert!(folder.run(&["read", "--help"]).out.contains("Examples:"));
    assert!(folder.run(&["--version"]).out.starts_with("demarche "));
}

#[test]
fn completions_and_manual() {
    let folder = Folder::new("completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.run(&["completions", shell]);
        assert!(ran.status == 0 && ran.out.contains("demarche") && ran.out.contains("votes"), "{shell}");
    }
    let man = folder.run(&["man"]);
    assert!(man.status == 0 && man.out.contains(".TH") && man.out.contains("demarche"), "{man:?}");
}

#[test]
fn unknown_options_are_refused() {
    let folder = Folder::new("options");
    assert_eq!(folder.run(&["read", "--colour", "x"]).status, 2);
    assert_eq!(folder.run(&["read"]).status, 2);
    assert_eq!(folder.run(&["frobnicate"]).status, 2);
    folder.file("a.txt", "China condemned Russia.");
    folder.run(&["read", "a.txt", "--published", "soon"]).complains(&["--published: `soon` is not an ISO 8601 date"]);
    folder.run(&["read", "a.txt", "--actor", "Atlantis"]).complains(&["--actor: `Atlantis`"]);
}

#[test]
fn standard_input() {
    let folder = Folder::new("stdin");
    let plain = folder.run_with(&["events", "-"], b"China condemned Russia.\n");
    assert_eq!((plain.status, &plain.lines()[0]["id"]), (0, &"stdin".into()));
    let lines =
        folder.run_with(&["events", "-"], b"{\"id\": \"x\", \"text\": \"China condemned Russia.\"}\n{\"id\": \"y\", \"text\": \"Hm.\"}\n");
    assert_eq!(lines.lines().len(), 2);
    let empty = folder.run_with(&["signals", "-"], b"");
    assert!(empty.complains(&["<stdin>", "no text"]).out.is_empty());
}

#[test]
fn no_colours_in_a_pipe() {
    for format in ["text", "md", "html", "json"] {
        let ran = run_in(&root(), &["read", "samples/reports", "--votes", "samples/votes.json", "--format", format, "--all"], b"");
        assert_eq!(ran.status, 0);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{format}");
        assert!(ran.out.ends_with('\n'), "{format}");
    }
}

#[test]
fn a_window_and_an_actor_narrow_the_dossier() {
    let read = |more: &[&str]| {
        let mut args = vec!["read", "samples/reports", "--votes", "samples/votes.json", "--format", "json"];
        args.extend(more);
        run_in(&root(), &args, b"").json()["readings"].as_array().cloned().unwrap_or_default()
    };
    assert!(read(&[]).iter().any(|r| r["actor"] != "CHN"));
    for named in ["CHN", "China", "chn"] {
        let only = read(&["--actor", named]);
        assert!(!only.is_empty() && only.iter().all(|r| r["actor"] == "CHN"), "{named}");
    }
    let late = read(&["--from", "2023-01-01"]);
    assert!(!late.is_empty() && late.iter().all(|r| r["from"].as_str().is_some_and(|d| d >= "2023-01-01")), "{late:?}");
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    use std::process::{Command, Stdio};
    let folder = Folder::new("pipe");
    folder.file("r.jsonl", "{\"text\": \"China condemned Russia.\"}\n".repeat(600));
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["events", "r.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
