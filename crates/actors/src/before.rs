//! What stands before a title in its noun phrase. In: hits of a line. Out: owners, pronoun, article and marks of the [`Phrase`].

use crate::line::Line;
use crate::phrase::{Hits, Phrase, is_hyphen, is_possessive_mark};
use crate::scan::{Found, is_time};
use crate::vocab::{FORMER, OPPOSITION, WHOSE_SUFFIXES, has};
use demarche_syntax::{Deprel, Upos, Xpos};

/// Walks left from the title to the beginning of its noun phrase.
pub fn left(line: &Line<'_>, hits: &Hits<'_>, phrase: &mut Phrase) {
    let (mut w, mut linked) = (phrase.first, true);
    let stop = phrase.first.saturating_sub(12);
    while w > stop {
        w -= 1;
        if let Some(at) = hits.at(w) {
            let hit = &hits.list[at];
            match &hit.found {
                Found::Name(_) if hits.is_stance(line, at) => w = hit.first - 2,
                Found::Name(_) if linked => {
                    phrase.owners.push(at);
                    linked = false;
                    w = hit.first;
                }
                Found::Person { .. } | Found::Unknown
                    if is_possessive_mark(line, hit.last + 1) && phrase.owners.is_empty() && phrase.master.is_none() =>
                {
                    phrase.master = Some(at);
                    w = hit.first;
                }
                Found::Title(_) if phrase.inside.is_none() && phrase.owners.is_empty() => {
                    phrase.inside = Some(at);
                    w = hit.first;
                }
                Found::Unknown if phrase.owners.is_empty() => w = hit.first,
                _ => return,
            }
            phrase.first = w;
            continue;
        }
        if is_time(line, w) {
            return;
        }
        let lower = line.lower(w);
        if is_possessive_mark(line, w) {
            if w == 0 || hits.at(w - 1).is_none() {
                return;
            }
            continue;
        }
        if is_hyphen(line, w) {
            // "US-led": the suffix was passed already; other participles hide the name
            let suffix = line.lower(w + 1);
            match w.checked_sub(1).and_then(|v| hits.at(v)) {
                Some(at) if !hits.list[at].names().is_empty() && !has(WHOSE_SUFFIXES, suffix) && hits.at(w + 1).is_none() => {
                    w = hits.list[at].first;
                    phrase.first = w;
                    phrase.sponsored = true;
                }
                Some(_) if !linked => linked = true,
                _ => {}
            }
            continue;
        }
        match line.word(w).upos {
            Upos::Cconj if !phrase.owners.is_empty() && w > 0 && hits.at(w - 1).is_some_and(|h| !hits.list[h].names().is_empty()) => {
                linked = true
            }
            Upos::Punct if lower == "," && !phrase.owners.is_empty() && w > 0 && comma_links(line, hits, w) => linked = true,
            Upos::Det => {
                phrase.definite = matches!(lower, "the" | "this" | "that" | "these" | "those" | "both");
                phrase.indefinite = !phrase.definite;
                phrase.first = w;
                return;
            }
            Upos::Pron if matches!(line.word(w).deprel, Deprel::NmodPoss) || line.word(w).xpos == Xpos::PrpS => {
                phrase.pronoun = if lower == "whose" { relative(line, w) } else { Some(w) };
                phrase.first = w;
                return;
            }
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::X => {
                note(phrase, lower);
                phrase.first = w;
            }
            Upos::Verb if matches!(line.word(w).deprel, Deprel::Amod | Deprel::Compound) => {
                note(phrase, lower);
                phrase.first = w;
            }
            Upos::Adv if note(phrase, lower) || matches!(lower, "very" | "most" | "newly" | "then") => phrase.first = w,
            _ => return,
        }
    }
}

/// The noun that a relative clause modifies, from its relative pronoun.
fn relative(line: &Line<'_>, pronoun: usize) -> Option<usize> {
    let mut at = line.tree.head(pronoun);
    while let Some(w) = at {
        if line.word(w).deprel == Deprel::AclRelcl {
            return line.tree.head(w);
        }
        at = line.tree.head(w);
    }
    None
}

/// Whether a comma stands between names of one list ("US, British and French forces").
fn comma_links(line: &Line<'_>, hits: &Hits<'_>, comma: usize) -> bool {
    let name = |w: usize| hits.at(w).filter(|&h| !hits.list[h].names().is_empty());
    name(comma - 1).is_some()
        && name(comma + 1).is_some()
        && (line.word(comma + 1).upos == Upos::Adj || line.word(comma - 1).upos == Upos::Adj)
}

fn note(phrase: &mut Phrase, lower: &str) -> bool {
    phrase.former |= has(FORMER, lower);
    phrase.opposed |= has(OPPOSITION, lower);
    has(FORMER, lower) || has(OPPOSITION, lower)
}
