//! Dated questions — who held this office that day? — from sources that the lexicon was not built from; `holders.tsv` tells which and how they
//! were drawn. And whether every member of the United Nations has a head on every 15 January.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_lexicon::schema::Holder;
use demarche_lexicon::{Lexicon, atoms};
use demarche_source::parse_date;

/// Right answers that must be reached where the lexicon claims completeness, in each office.
const WANTED: f64 = 0.97;

/// Offices that answer a question. Where a president governs, the head of government is the head of state.
fn offices(asked: &str) -> &'static [&'static str] {
    match asked {
        "chief of state" => &["head-of-state", "monarch", "supreme-leader", "pope", "party-general-secretary"],
        "head of government" => &["head-of-government", "head-of-state", "monarch", "supreme-leader", "party-general-secretary", "pope"],
        "foreign minister" => &["foreign-minister"],
        _ => panic!("unknown office {asked}"),
    }
}

fn parts(name: &str) -> Vec<String> {
    atoms(name, 0).iter().map(|a| a.text.to_lowercase()).collect()
}

/// Spellings of one name differ by a letter or two: "Aliyev", "Aliev".
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let slack = match a.len().min(b.len()) {
        0..=4 => 0,
        5..=6 => 1,
        _ => 2,
    };
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            next.push((row[j + 1] + 1).min(next[j] + 1).min(row[j] + usize::from(x != y)));
        }
        row = next;
    }
    row[b.len()] <= slack
}

/// Whether the holder's family name, or two parts of another of their names, are in the name asked for.
fn is_named(holder: &Holder, name: &str) -> bool {
    let asked = parts(name);
    let within = |word: &String| asked.iter().any(|a| alike(a, word));
    let family = parts(&holder.surname).iter().filter(|w| w.chars().count() > 2 || asked.contains(w)).any(within);
    let others = std::iter::once(&holder.person).chain(&holder.also);
    family || others.into_iter().any(|n| parts(n).iter().filter(|w| within(w)).count() >= 2)
}

#[test]
fn who_held_which_office_on_which_day() {
    let lexicon = Lexicon::embedded();
    let mut counts = std::collections::BTreeMap::<(&str, &str), (u32, u32)>::new();
    let mut wrong = Vec::new();
    for row in include_str!("holders.tsv").lines().filter(|l| !l.starts_with('#')) {
        let [day, state, office, person, claim, _] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let on = parse_date(day).unwrap();
        let held: Vec<&Holder> = offices(office).iter().flat_map(|o| lexicon.who_office(state, o, Some(on))).collect();
        let right = held.iter().any(|h| is_named(h, person));
        let count = counts.entry((claim, office)).or_default();
        (count.0, count.1) = (count.0 + u32::from(right), count.1 + 1);
        if !right && claim == "yes" {
            wrong.push(format!("{row}: {:?}", held.iter().map(|h| h.person.as_str()).collect::<Vec<_>>()));
        }
    }
    let told = format!("{counts:?}\n{}", wrong.join("\n"));
    println!("{told}");
    for ((claim, office), (right, all)) in &counts {
        assert!(*claim != "yes" || f64::from(*right) / f64::from(*all) >= WANTED, "{office}: {right} of {all}\n{told}");
    }
    assert!(counts.iter().filter(|((claim, _), _)| *claim == "yes").map(|(_, n)| n.1).sum::<u32>() >= 300);
}

#[test]
fn every_member_has_a_head() {
    let lexicon = Lexicon::embedded();
    let mut gaps = Vec::new();
    for state in lexicon.entries().states.iter().filter(|s| s.status == "member") {
        let first = state.un_since.map_or(1992, |d| d.year() + 1).max(1992);
        let has = |year: &i16| {
            let day = parse_date(&format!("{year}-01-15")).ok();
            !offices("head of government").iter().all(|o| lexicon.who_office(&state.code, o, day).is_empty())
        };
        let missing: Vec<i16> = (first..=2026).filter(|year| !has(year)).collect();
        if let (Some(from), Some(to)) = (missing.first(), missing.last()) {
            gaps.push(format!("{} {from}-{to}", state.code));
        }
    }
    // San Marino has two captains for half a year; Somalia had no government from 1991 to 2000, and an acting speaker in January 2009
    gaps.sort();
    assert_eq!(gaps, ["SMR 1993-2026", "SOM 1992-2009"]);
}
