//! `who`, `lexicon` and `--lexicon`: questions, a user's own files, and what is said of bad ones.

mod support;

use support::{Folder, root};

const STATE: &str = "[about]\nsource = \"my notes\"\ncomplete_to = 2031-01-01\n\n[[state]]\ncode = \"ZZL\"\nname = \"Zubrovia\"\n\
                     adjectives = [\"Zubrovian\"]\nstatus = \"partial\"\n\n[[holder]]\nperson = \"Ann Able\"\nsurname = \"Able\"\n\
                     actor = \"ZZL\"\noffice = \"foreign-minister\"\nfrom = 2020-01-01\n";

/// A folder with one lexicon file and a report.
fn folder(name: &str, toml: &str) -> Folder {
    let folder = Folder::new(name);
    std::fs::create_dir(folder.path().join("mine")).expect("the temporary folder can be written");
    folder.file("mine/a.toml", toml).file("a.txt", "Zubrovia condemned Russia.");
    folder
}

#[track_caller]
fn says(args: &[&str], words: &[&str]) {
    let ran = Folder::new("who").run(args);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}");
    words.iter().for_each(|w| assert!(ran.out.contains(w), "{args:?}: `{w}` is not in {}", ran.out));
}

#[test]
fn a_person_is_told_with_rule_term_and_file() {
    says(
        &["who", "Blinken", "--on", "2022-03-01"],
        &[
            "Antony Blinken, Secretary of State of United States (USA)",
            "in office on 2022-03-01",
            "from 2021-01-26 to 2025-01-2",
            "holders/",
        ],
    );
    says(&["who", "blinken", "--on", "2026-01-10"], &["no longer in office on 2026-01-10"]);
    says(&["who", "Merkel", "--on", "1995-01-01"], &["not yet in office on 1995-01-01"]);
    says(&["who", "Nobody Atall"], &["unknown: no entry has this name"]);
    says(&["who", "Blinkin"], &["unknown", "near it: Blinken"]);
}

#[test]
fn seats_and_names_with_two_meanings() {
    says(&["who", "the Kremlin"], &["Russia (RUS)", "seat of government"]);
    says(&["who", "Foggy Bottom", "--on", "2022-03-01"], &["United States (USA)"]);
    says(&["who", "Georgia"], &["Georgia (GEO)", "something else"]);
    says(&["who", "NATO"], &["(NAT)"]);
    says(&["who", "secretary of state", "--on", "2022-03-01"], &["office foreign-minister of USA", "Antony Blinken, from 2021-01-26"]);
}

#[test]
fn an_office_on_a_day() {
    for country in ["KAZ", "Kazakhstan", "kazakh"] {
        let asked = ["who", "--country", country, "--office", "foreign minister", "--on", "2022-03-01"];
        says(&asked, &["foreign-minister of Kazakhstan (KAZ) on 2022-03-01", "Mukhtar Tileuberdi", "The lexicon"]);
    }
    says(&["who", "--country", "USA", "--office", "secretary of state", "--on", "2022-03-01"], &["Antony Blinken", "claims to list every"]);
    says(&["who", "--country", "KAZ", "--office", "foreign minister", "--on", "1890-03-01"], &["unknown", "after:", "does not claim"]);
}

#[test]
fn answers_as_json() {
    let folder = Folder::new("who-json");
    let told = folder.run(&["who", "Blinken", "--on", "2022-03-01", "--format", "json"]).json();
    assert_eq!((&told["schema"], &told["candidates"][0]["kind"]), (&"demarche.who/1".into(), &"person".into()));
    let term = &told["candidates"][0]["terms"][0];
    assert_eq!((&term["actor"], &term["office"], &term["rule"]), (&"USA".into(), &"foreign-minister".into(), &"within".into()));
    assert!(term["written"]["line"].as_u64().is_some_and(|l| l > 0) && told["candidates"][0]["probability"].as_f64() > Some(0.8), "{told}");
    let told = folder.run(&["who", "--country", "USA", "--office", "foreign-minister", "--on", "2022-03-01", "--format", "json"]).json();
    assert_eq!(told["offices"][0]["holders"][0]["person"], "Antony Blinken");
    assert!(told["offices"][0]["complete"][0]["from"].is_string(), "{told}");
}

#[test]
fn bad_questions() {
    let folder = Folder::new("who-bad");
    folder.run(&["who", "--country", "Kazakstan"]).complains(&["--country: `Kazakstan`", "near it: Kazakhstan"]);
    folder.run(&["who", "--country", "Congolese"]).complains(&["may be COD", "COG"]);
    folder.run(&["who", "--country", "KAZ", "--office", "foreign minster"]).complains(&["--office: `foreign minster`", "foreign minister"]);
    folder.run(&["who", "Blinken", "--on", "soon"]).complains(&["--on: `soon`"]);
    folder.run(&["who"]).complains(&["give a name, or --country"]);
}

#[test]
fn own_files_go_over_the_built_in_ones() {
    let folder = folder("own", STATE);
    let coded = |args: &[&str]| folder.run(args).lines()[0]["events"].to_string();
    assert!(!coded(&["events", "a.txt"]).contains("ZZL"));
    assert!(coded(&["--lexicon", "mine", "events", "a.txt"]).contains("ZZL"));
    assert!(coded(&["events", "a.txt", "--lexicon", "mine"]).contains("ZZL"));
    let asked = ["who", "Able", "--on", "2021-01-01", "--lexicon", "mine"];
    assert!(folder.run(&asked).out.contains("mine/a.toml:11, kept to 2031-01-01; source: my notes"), "{:?}", folder.run(&asked));
    let late = folder.run(&["who", "Able", "--on", "2032-01-01", "--lexicon", "mine"]).out;
    assert!(late.contains("no end is known, but the file is only kept to 2031-01-01"), "{late}");
    let hash = |args: &[&str]| folder.run(args).json()["lexicon"].to_string();
    let plain = hash(&["read", "a.txt", "--format", "json"]);
    let over = hash(&["read", "a.txt", "--format", "json", "--lexicon", "mine"]);
    folder.file("mine/a.toml", STATE.replace("2020-01-01", "2020-01-02"));
    let changed = hash(&["read", "a.txt", "--format", "json", "--lexicon", "mine"]);
    assert!(plain != over && over != changed, "{plain} {over} {changed}");
}

#[test]
fn bad_files_are_told_with_their_line() {
    let bad = |name: &str, toml: &str, words: &[&str]| {
        let folder = folder(name, toml);
        let used = folder.run(&["events", "--lexicon", "mine", "a.txt"]);
        assert!(used.complains(words).out.is_empty(), "{used:?}");
        let checked = folder.run(&["lexicon", "check", "mine"]);
        assert_eq!(checked.status, 2, "{checked:?}");
        words.iter().for_each(|w| assert!(checked.out.contains(w), "`{w}` is not in {}", checked.out));
    };
    bad("lex-code", &STATE.replace("actor = \"ZZL\"", "actor = \"ZZM\""), &["mine/a.toml:14:", "unknown code `ZZM`"]);
    bad("lex-key", &STATE.replace("surname", "surnam"), &["mine/a.toml:", "unknown field `surnam`"]);
    bad("lex-days", &STATE.replace("from = 2020-01-01", "from = 2020-01-01\nto = 2019-01-01"), &["mine/a.toml:17:", "before it begins"]);
    bad("lex-twice", &format!("{STATE}[[state]]\ncode = \"ZZL\"\nname = \"Z\"\nstatus = \"member\"\n"), &["`ZZL` is already defined"]);
    bad("lex-act", "[[act]]\nid = \"x\"\nchannel = \"word\"\nverbs = [\"hail {nothing\"]\n", &["mine/a.toml:4:", "in the pattern"]);
    let gap = "[[complete]]\noffices = [\"foreign-minister\"]\nactors = [\"ZZL\"]\nfrom = 2019-01-01\n";
    bad("lex-gap", &format!("{STATE}\n{gap}"), &["foreign-minister of ZZL: nobody from 2019-01-01 to 2019-12-31"]);
}

#[test]
fn folders_that_are_none() {
    let folder = folder("lex-none", STATE);
    std::fs::create_dir(folder.path().join("empty")).expect("the temporary folder can be written");
    folder.run(&["events", "a.txt", "--lexicon", "nowhere"]).complains(&["nowhere: cannot be read"]);
    folder.run(&["events", "a.txt", "--lexicon", "empty"]).complains(&["empty: no TOML file"]);
    folder.file("mine/b.toml", b"[about]\nnote = \"caf\xe9\"\n");
    folder.run(&["lexicon", "check", "mine"]).complains(&["b.toml: line 2 is not UTF-8"]);
}

#[test]
fn what_may_not_be_meant_is_noted() {
    let toml = format!(
        "{}\n[[holder]]\nperson = \"Bob Bright\"\nsurname = \"Bright\"\nactor = \"USA\"\noffice = \"foreign-minister\"\nfrom = 2022-01-01\n",
        STATE.replace("name = \"Zubrovia\"", "name = \"Zubrovia\"\nalso = [\"Georgia\"]")
    );
    let ran = folder("lex-notes", &toml).run(&["lexicon", "check", "mine"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for word in ["`Georgia` also names Georgia", "together with Antony Blinken", "1 files, 0 mistakes", "2 holder", "1 state"] {
        assert!(ran.out.contains(word), "`{word}` is not in {}", ran.out);
    }
}

#[test]
fn an_entry_can_be_shown_changed_and_given_back() {
    let folder = Folder::new("lex-show");
    let shown = folder.run(&["lexicon", "show", "KAZ"]);
    assert!(shown.status == 0 && shown.out.contains("[[state]]") && shown.out.contains("code = \"KAZ\""), "{shown:?}");
    std::fs::create_dir(folder.path().join("mine")).expect("the temporary folder can be written");
    let checked = folder.file("mine/kaz.toml", &shown.out).run(&["lexicon", "check", "mine"]);
    assert!(checked.status == 0 && checked.out.contains("1 state (1 replace a built-in)"), "{checked:?}");
    folder.run(&["lexicon", "show", "condem"]).complains(&["no entry has", "condemn"]);
}

#[test]
fn the_example_of_the_readme_works() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md is there");
    let block = readme.split("<!-- lexicon -->").nth(1).and_then(|rest| rest.split("```").nth(1)).expect("README.md shows a lexicon file");
    let folder = folder("lex-readme", block.trim_start_matches("toml"));
    let checked = folder.run(&["lexicon", "check", "mine"]);
    assert!(checked.status == 0 && checked.out.contains("0 mistakes"), "{checked:?}");
    assert!(folder.run(&["who", "Example", "--on", "2031-06-01", "--lexicon", "mine"]).out.contains("in office on 2031-06-01"));
}
