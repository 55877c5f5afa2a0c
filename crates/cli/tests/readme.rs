//! The README shows a session: the verdicts in it are those that the program gives.

mod support;

use support::{root, run_in};

/// "China · Russia-Ukraine war" with the verdict's word on the next line.
fn verdicts(text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let pair = |w: &[&str]| {
        let word = w[1].trim_start().split(':').next()?;
        let verdict = w[1].starts_with("  ") && word.len() > 6 && word.chars().all(|c| c.is_ascii_uppercase());
        (w[0].contains(" · ") && !w[0].starts_with(' ') && verdict).then(|| (w[0].to_owned(), word.to_owned()))
    };
    lines.windows(2).filter_map(pair).collect()
}

#[test]
fn the_session_in_the_readme_is_what_the_program_says() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md is there");
    let session =
        readme.split("<!-- session").nth(1).and_then(|rest| rest.split("<!-- /session -->").next()).expect("README.md shows a session");
    let shown = verdicts(session);
    assert!(!shown.is_empty(), "the session in README.md shows no verdict");
    let ran = run_in(&root(), &["read", "samples/reports", "--votes", "samples/votes.json"], b"");
    let given = verdicts(&ran.out);
    for verdict in shown {
        assert!(given.contains(&verdict), "README.md has {verdict:?}; the program gives {given:?}");
    }
}
