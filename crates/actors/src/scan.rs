//! Names, persons and titles in one sentence, by longest match from the left. In: a line. Out: hits over its words, none overlapping.

use crate::line::Line;
use crate::vocab::{ALL_MONTHS, HONORIFICS, MONTHS, PARTICLES, WEEKDAYS, has};
use demarche_lexicon::{Lexicon, NameKind, Named, Title, is_skipped};
use demarche_syntax::{Deprel, Upos};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Names of states, bodies, groups, outlets.
    Name(Vec<Named>),
    /// Indices of holders; `sure` for a full name, not for a family name alone.
    Person { holders: Vec<usize>, sure: bool },
    /// Titles.
    Title(Vec<Title>),
    /// A capitalised sequence that no entry knows.
    Unknown,
}

/// A hit over words `first..=last`.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub first: usize,
    pub last: usize,
    pub found: Found,
}

impl Hit {
    /// What it names, if it is a name.
    pub fn names(&self) -> &[Named] {
        match &self.found {
            Found::Name(list) => list,
            _ => &[],
        }
    }

    /// Whether it may be a person's name.
    pub fn is_person(&self) -> bool {
        matches!(self.found, Found::Person { .. } | Found::Unknown)
    }
}

/// All hits of a line, in order.
pub fn scan(lexicon: &Lexicon, line: &Line<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut i = 0;
    while i < line.len() {
        match best(lexicon, line, i) {
            Some(hit) => {
                i = hit.last + 1;
                hits.push(hit);
            }
            None => match unknown(line, i) {
                Some(last) => {
                    hits.push(Hit { first: i, last, found: courteous(lexicon, line, i, last).unwrap_or(Found::Unknown) });
                    i = last + 1;
                }
                None => i += 1,
            },
        }
    }
    merge_names(lexicon, line, hits)
}

fn best(lexicon: &Lexicon, line: &Line<'_>, i: usize) -> Option<Hit> {
    let mut found: Option<Hit> = None;
    let mut offer = |last: usize, what: Found| {
        if found.as_ref().is_none_or(|h| last > h.last) {
            found = Some(Hit { first: i, last, found: what });
        }
    };
    if let Some(atom) = line.atom_at(i).filter(|_| line.word(i).upos != Upos::Punct) {
        for (end, named) in lexicon.names_at(atom, |a| line.spellings(atom, a)).into_iter().rev() {
            let last = line.last_word(end);
            let fits: Vec<Named> = named.iter().filter(|n| !ruled_out(lexicon, line, i, last, n)).cloned().collect();
            if !fits.is_empty() {
                offer(last, Found::Name(fits));
                break;
            }
        }
        for (end, persons) in lexicon.persons_at(atom, |a| line.spellings(atom, a)).into_iter().rev() {
            let last = line.last_word(end);
            let sure = persons.iter().any(|p| !p.surname) && last > i;
            let tagged = (i..=last).any(|w| line.word(w).upos == Upos::Propn);
            let month = !sure && has(MONTHS, line.form(i)) && line.preposition(i).is_some_and(|p| p != "by" && p != "with" && p != "to");
            // "Arleigh Burke-class" is a kind of ship
            let kind = last + 2 < line.len() && line.form(last + 1) == "-" && matches!(line.lower(last + 2), "class" | "type" | "era");
            let day = !sure && has(WEEKDAYS, line.form(i));
            if line.is_capital(i) && (sure || tagged) && !month && !kind && !day {
                let full: Vec<usize> = persons.iter().filter(|p| !sure || !p.surname).map(|p| p.holder).collect();
                offer(last, Found::Person { holders: full, sure });
                break;
            }
        }
    }
    for (end, titles) in lexicon.phrases().titles_at(&line.tokens, i).into_iter().rev() {
        let last = end - 1;
        let noun = matches!(line.word(last).upos, Upos::Noun | Upos::Propn)
            || (last > i && line.word(last).upos == Upos::Adj)
            || titles.iter().any(|t| t.written.is_some());
        let forms: Vec<&str> = (i..=last).filter(|&w| !is_skipped(&line.tokens[w])).map(|w| line.form(w)).collect();
        let fits: Vec<Title> = titles.iter().filter(|t| t.fits(forms.iter().copied())).cloned().collect();
        if noun && !fits.is_empty() {
            offer(last, Found::Title(fits));
            break;
        }
    }
    found
}

/// The person whose name follows a word of courtesy: "Mr Keating".
fn courteous(lexicon: &Lexicon, line: &Line<'_>, first: usize, last: usize) -> Option<Found> {
    let polite = |w: &usize| has(HONORIFICS, line.lower(*w).trim_end_matches('.'));
    let name = (first..=last).find(|w| !polite(w)).filter(|&w| w > first)?;
    best(lexicon, line, name).filter(|hit| hit.last == last && matches!(hit.found, Found::Person { .. })).map(|hit| hit.found)
}

/// Whether words beside a name rule out that it means the state.
fn ruled_out(lexicon: &Lexicon, line: &Line<'_>, first: usize, last: usize, named: &Named) -> bool {
    let Some(state) = named.code.as_deref().and_then(|c| lexicon.state(c)) else { return false };
    let text = line.span(first, last).of(line.text);
    let near = first.saturating_sub(3)..line.len().min(last + 4);
    state.ambiguous.iter().filter(|a| a.term == text).any(|a| {
        let words = |w: &str| near.clone().any(|i| line.form(i) == w);
        a.unless.iter().any(|u| u.split_whitespace().all(words))
    })
}

/// Whether a word is a day, a month or another word of time rather than part of a name.
pub fn is_time(line: &Line<'_>, w: usize) -> bool {
    let beside = w.checked_sub(1).is_some_and(|b| matches!(line.word(b).upos, Upos::Adp | Upos::Num | Upos::Sconj))
        || (w + 1 < line.len() && line.word(w + 1).upos == Upos::Num);
    has(WEEKDAYS, line.form(w)) || (beside && has(ALL_MONTHS, line.form(w).trim_end_matches('.')))
}

/// Last word of a run of capitalised proper nouns that begins here.
fn unknown(line: &Line<'_>, i: usize) -> Option<usize> {
    let acronym = |w: usize| {
        let letters = line.form(w).chars().filter(|c| c.is_uppercase()).count();
        line.word(w).upos == Upos::Noun && letters >= 2 && letters == line.form(w).chars().count()
    };
    let named = |w: usize| line.word(w).upos == Upos::Propn && line.is_capital(w) || acronym(w);
    let proper = |w: usize| w < line.len() && named(w) && !is_time(line, w);
    let hyphen = |w: usize| w < line.len() && matches!(line.form(w), "-" | "‐" | "‑" | "'" | "’");
    let close = |w: usize| line.word(w - 1).span.end == line.word(w).span.start;
    if !proper(i) {
        return None;
    }
    let mut last = i;
    loop {
        let next = last + 1;
        if proper(next) {
            last = next;
        } else if hyphen(next)
            && close(next)
            && next + 1 < line.len()
            && close(next + 1)
            && line.word(next + 1).upos != Upos::Punct
            && line.lower(next + 1) != "s"
        {
            last = next + 1;
        } else if next < line.len() && has(PARTICLES, line.form(next)) && (proper(next + 1) || (hyphen(next + 1) && proper(next + 2))) {
            last = next + 1 + usize::from(hyphen(next + 1));
        } else {
            return Some(last);
        }
    }
}

/// Joins pieces of one personal name: "Michael" + "Jordan", "Kim" + "Ki-hyun", "Ho-jen" + "Tseng".
fn merge_names(lexicon: &Lexicon, line: &Line<'_>, hits: Vec<Hit>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        if let Some(before) = out.last_mut()
            && before.last + 1 == hit.first
            && joins(line, before, &hit)
        {
            // "Joseph" + "Biden" may be the known bearer of the family name; "Liu" + "Xiaoming" would be known in full
            let initial = line.form(before.first).chars().next();
            let holders: Vec<usize> = match &hit.found {
                Found::Person { holders, .. } => {
                    let same = |h: &&usize| lexicon.holder(**h).is_some_and(|h| h.person.chars().next() == initial);
                    holders.iter().filter(same).copied().collect()
                }
                _ => Vec::new(),
            };
            before.last = hit.last;
            before.found = if holders.is_empty() { Found::Unknown } else { Found::Person { holders, sure: false } };
            continue;
        }
        out.push(hit);
    }
    out
}

fn joins(line: &Line<'_>, a: &Hit, b: &Hit) -> bool {
    let single = |h: &Hit| match &h.found {
        Found::Unknown => true,
        Found::Person { sure, .. } => !sure,
        Found::Name(list) => {
            h.first == h.last
                && list.iter().all(|n| matches!(n.kind, NameKind::Name | NameKind::Capital | NameKind::Place))
                && line.form(h.first).len() > 3
        }
        Found::Title(_) => false,
    };
    if !single(a) || !single(b) || (!a.names().is_empty() && !b.names().is_empty()) {
        return false;
    }
    let flat =
        |w: usize, of: &Hit| line.word(w).deprel == Deprel::Flat && line.tree.head(w).is_some_and(|h| (of.first..=of.last).contains(&h));
    match (&a.found, &b.found) {
        (Found::Unknown, Found::Name(_)) | (Found::Name(_), Found::Unknown) => flat(b.first, a),
        (Found::Name(_), Found::Person { .. }) => false,
        _ => true,
    }
}
