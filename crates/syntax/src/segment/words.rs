//! The word lists of the segmenter.
//!
//! In: the two embedded files under `data/`. Out: sets to look words up in. Built once; never changed afterwards.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How an abbreviation may be followed; see the head of `data/abbreviations.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    Title,
    Plain,
    Number,
    Loose,
}

type Set = HashSet<&'static str>;

/// All lists.
#[derive(Default)]
pub(super) struct Words {
    pub abbreviations: HashMap<&'static str, Abbreviation>,
    pub prefixes: Set,
    pub units: Set,
    pub domains: Set,
    /// Lower-case word to the byte offset of its cut.
    pub contractions: HashMap<String, usize>,
    pub starters: Set,
    pub quoters: Set,
    pub months: Set,
    pub particles: Set,
    pub labels: Set,
    pub titles: Set,
    pub nolabels: Set,
    /// Beginnings of lines, in lower case.
    pub furniture: Vec<String>,
}

/// The lists, read at first use.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(load);

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn load() -> Words {
    let mut all = Words::default();
    for line in lines(include_str!("../../data/abbreviations.txt")) {
        let Some((class, words)) = line.split_once(':') else { continue };
        let class = match class {
            "title" => Abbreviation::Title,
            "number" => Abbreviation::Number,
            "loose" => Abbreviation::Loose,
            _ => Abbreviation::Plain,
        };
        for word in words.split_whitespace() {
            all.abbreviations.entry(word).or_insert(class);
        }
    }
    let mut section = "";
    for line in lines(include_str!("../../data/words.txt")) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        for word in line.split_whitespace() {
            match section {
                "prefixes" => all.prefixes.insert(word),
                "units" => all.units.insert(word),
                "domains" => all.domains.insert(word),
                "contractions" => match word.split_once('|') {
                    Some((left, right)) => all.contractions.insert(format!("{left}{right}"), left.len()).is_none(),
                    None => false,
                },
                "starters" => all.starters.insert(word),
                "quoters" => all.quoters.insert(word),
                "months" => all.months.insert(word),
                "particles" => all.particles.insert(word),
                "labels" => all.labels.insert(word),
                "titles" => all.titles.insert(word),
                "nolabels" => all.nolabels.insert(word),
                "furniture" => {
                    all.furniture.push(word.replace('_', " "));
                    true
                }
                _ => false,
            };
        }
    }
    all
}

/// Whether the lower-cased word is in the set.
pub(super) fn has(set: &Set, word: &str) -> bool {
    word.len() <= 24 && set.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_known_and_filled() {
        let w = &*WORDS;
        for (name, set) in [
            ("prefixes", &w.prefixes),
            ("units", &w.units),
            ("domains", &w.domains),
            ("starters", &w.starters),
            ("quoters", &w.quoters),
            ("months", &w.months),
            ("particles", &w.particles),
            ("labels", &w.labels),
            ("titles", &w.titles),
            ("nolabels", &w.nolabels),
        ] {
            assert!(!set.is_empty(), "{name} is empty");
        }
        assert_eq!(w.contractions.get("cannot"), Some(&3));
        assert_eq!(w.abbreviations.get("Amb"), Some(&Abbreviation::Title));
        for line in lines(include_str!("../../data/abbreviations.txt")) {
            let class = line.split(':').next().unwrap_or("");
            assert!(["title", "plain", "number", "loose"].contains(&class), "unknown class in `{line}`");
        }
        for line in lines(include_str!("../../data/words.txt")) {
            if line.starts_with('[') {
                let known = "[prefixes] [units] [domains] [contractions] [starters] [quoters] [months] [particles] [labels] [titles] [nolabels] [furniture]";
                assert!(known.contains(line), "unknown section {line}");
            }
        }
    }
}
