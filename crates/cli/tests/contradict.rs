//! Two statements to a class, with the reason.

mod support;

use support::{Folder, fields};

#[test]
fn two_texts_two_files_or_many_pairs() {
    let folder = Folder::new("contradict");
    let (a, b) = ("We will abolish the ferry subsidy.", "The ferry subsidy must be extended.");
    let ran = folder.run(&["contradict", "--texts", a, b]);
    assert!(ran.status == 0 && ran.out.starts_with("inconsistent: ") && ran.out.contains("“abolish”"), "{ran:?}");
    folder.file("a.txt", a).file("b.txt", b);
    assert_eq!(folder.run(&["contradict", "a.txt", "b.txt"]).out, ran.out);
    let one = folder.run(&["contradict", "a.txt", "b.txt", "--format", "json"]).json();
    fields(&one, &[("class", "s"), ("ground", "s"), ("reason", "s"), ("matter", "n"), ("words", "o")]);
    for word in one["words"]["premise"].as_array().into_iter().flatten() {
        let at = |name: &str| word[name].as_u64().unwrap_or(0) as usize;
        assert_eq!(word["text"], a[at("start")..at("end")]);
    }
    let pair = |id: &str, a: &str, b: &str| format!("{{\"id\": \"{id}\", \"premise\": \"{a}\", \"hypothesis\": \"{b}\"}}\n");
    let pairs = pair("one", a, b) + &pair("two", "Lighthouses should be repainted.", "Our opera house needs a new roof.");
    let lines = folder.run_with(&["contradict", "-"], pairs.as_bytes()).lines();
    let told: Vec<(&str, &str)> = lines.iter().map(|l| (l["id"].as_str().unwrap_or(""), l["class"].as_str().unwrap_or(""))).collect();
    assert_eq!(told, [("one", "inconsistent"), ("two", "unrelated")]);
}

#[test]
fn undecided_pairs_can_be_called_inconsistent_for_screening() {
    let folder = Folder::new("undecided");
    let args = ["contradict", "--texts", "The harbour needs a crane for its quay.", "Divers met at the harbour last summer."];
    assert!(folder.run(&args).out.starts_with("unrelated: they touch"));
    let mut screening = args.to_vec();
    screening.extend(["--undecided", "inconsistent"]);
    assert!(folder.run(&screening).out.starts_with("inconsistent: taken for inconsistent, as asked"));
}

#[test]
fn bad_pairs_are_told_and_the_good_ones_served() {
    let folder = Folder::new("bad-pairs");
    folder.file(
        "p.jsonl",
        "{\"premise\": \"A crane.\", \"hypothesis\": \"A crane.\"}\n{\"premise\": \"x\"}\n[1\n{\"premise\": 7, \"hypothesis\": \"x\"}\n",
    );
    let ran = folder.run(&["contradict", "p.jsonl"]);
    ran.complains(&["p.jsonl:2: missing field `hypothesis`", "p.jsonl:3:", "p.jsonl:4: invalid type: integer"]);
    assert_eq!(ran.lines().len(), 1);
    folder.file("empty.txt", "\n").file("a.txt", "A crane.");
    folder.run(&["contradict", "a.txt", "empty.txt"]).complains(&["empty.txt: there is no text in it"]);
    folder.run(&["contradict", "a.txt", "gone.txt"]).complains(&["gone.txt: cannot be read"]);
    folder.run(&["contradict"]).complains(&["give two files"]);
}
