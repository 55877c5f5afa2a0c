//! What stands around a title: whose it is, who bears it, what it excludes. In: hits of a line. Out: one [`Phrase`] per title.

use crate::before;
use crate::line::Line;
use crate::scan::{Found, Hit};
use crate::vocab::{HOSTED, RELATIONAL, STANCE_PREFIXES, STATE_NOUNS, has};
use demarche_lexicon::{Lexicon, Title, TitleOf};
use demarche_syntax::{Deprel, Upos, Xpos};

/// A title with its surroundings. Indices are of hits, unless they are called words.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    /// First and last word of the noun phrase.
    pub first: usize,
    pub last: usize,
    /// Names of those to whom the title belongs, with the names that may be a place only ("Shanghai authorities").
    pub owners: Vec<usize>,
    /// A person who possesses it ("Putin's spokesman").
    pub master: Option<usize>,
    /// An organ or office inside it ("foreign ministry spokesman").
    pub inside: Option<usize>,
    /// Possessive pronoun, as a word.
    pub pronoun: Option<usize>,
    /// Name of the bearer.
    pub bearer: Option<usize>,
    /// The bearer stands apart, between commas.
    pub apposed: bool,
    /// Names inside the title that are no actors.
    pub inert: Vec<usize>,
    pub definite: bool,
    pub indefinite: bool,
    pub former: bool,
    pub opposed: bool,
    /// Belongs to an association named after a state ("president of the French Football Federation").
    pub private: bool,
    /// Says what somebody is to another ("ally of"), not whose it is.
    pub relational: bool,
    /// A name was passed over that only backs or trains it ("Iran-backed").
    pub sponsored: bool,
}

/// Hits of a line with the hit at each word.
pub struct Hits<'h> {
    pub list: &'h [Hit],
    at: Vec<Option<usize>>,
}

impl<'h> Hits<'h> {
    pub fn new(list: &'h [Hit], words: usize) -> Self {
        let mut at = vec![None; words];
        for (i, hit) in list.iter().enumerate() {
            (hit.first..=hit.last).for_each(|w| at[w] = Some(i));
        }
        Self { list, at }
    }

    pub fn at(&self, word: usize) -> Option<usize> {
        self.at.get(word).copied().flatten()
    }

    /// Whether a stance prefix stands before ("anti-", "pro-").
    pub fn is_stance(&self, line: &Line<'_>, hit: usize) -> bool {
        let first = self.list[hit].first;
        first >= 2 && is_hyphen(line, first - 1) && has(STANCE_PREFIXES, line.lower(first - 2))
    }
}

pub fn is_hyphen(line: &Line<'_>, word: usize) -> bool {
    matches!(line.form(word), "-" | "‐" | "‑" | "–")
}

pub fn is_possessive_mark(line: &Line<'_>, word: usize) -> bool {
    matches!(line.lower(word), "'s" | "’s" | "'" | "’")
}

/// Reads what stands around the title `hit`. `done` holds the phrases of titles further right.
pub fn around(lexicon: &Lexicon, line: &Line<'_>, hits: &Hits<'_>, hit: usize, done: &[Option<Phrase>]) -> Phrase {
    let title = &hits.list[hit];
    let mut phrase = Phrase { first: title.first, last: title.last, ..Phrase::default() };
    before::left(line, hits, &mut phrase);
    let singular = !matches!(line.word(line.head_of(title.first, title.last)).xpos, Xpos::Nns | Xpos::Nnps);
    if singular
        && let Some(next) = hits.at(title.last + 1)
        && !is_organ(title)
    {
        match (&hits.list[next].found, done.get(next).and_then(Option::as_ref)) {
            (Found::Title(_), Some(inner)) if inner.bearer.is_some() && !inner.apposed && inner.owners.is_empty() => {
                phrase.bearer = inner.bearer;
                phrase.last = inner.last;
            }
            // "the Official Gazette" names no official
            (Found::Person { .. }, _) | (Found::Unknown, _) if !(phrase.definite && is_role(title)) => {
                phrase.bearer = Some(next);
                phrase.last = hits.list[next].last;
            }
            _ => {}
        }
    }
    if has(RELATIONAL, line.lemma(title.last)) {
        // "Russia's ally" is not Russian; "his Russian counterpart" is
        let own = |&at: &usize| line.word(hits.list[at].last).upos == Upos::Adj && line.lemma(title.last) == "counterpart";
        phrase.owners.retain(own);
        (phrase.master, phrase.pronoun, phrase.inside) = (None, None, None);
        phrase.relational = phrase.owners.is_empty();
        return phrase;
    }
    if phrase.bearer.is_none() {
        for _ in 0..3 {
            if !right(lexicon, line, hits, title, &mut phrase) {
                break;
            }
        }
        if singular && !is_organ(title) {
            apposed(line, hits, &mut phrase);
        }
    }
    phrase
}

fn is_role(title: &Hit) -> bool {
    matches!(&title.found, Found::Title(list) if list.iter().all(|t| matches!(t.of, TitleOf::Role(_))))
}

fn is_organ(title: &Hit) -> bool {
    let organ = |t: &Title| matches!(t.of, TitleOf::Organ(_) | TitleOf::Phrase(_));
    matches!(&title.found, Found::Title(list) if list.iter().any(organ) && !list.iter().any(|t| matches!(t.of, TitleOf::Office(_))))
}

/// Whether "in" after it tells whose it is: "the authorities in", "people in", but not "the minister in", "reporters in".
fn is_seated(lexicon: &Lexicon, line: &Line<'_>, title: &Hit) -> bool {
    if has(HOSTED, line.lemma(title.last)) {
        return false;
    }
    let seated = |t: &Title| match t.of {
        TitleOf::Organ(_) => true,
        TitleOf::Role(i) => lexicon.role_at(i).is_some_and(|r| r.sector != "JRN" && r.sector != "IGO"),
        _ => false,
    };
    matches!(&title.found, Found::Title(list) if list.iter().all(seated))
}

/// One prepositional phrase after the title. Returns whether there was one that belongs to it.
fn right(lexicon: &Lexicon, line: &Line<'_>, hits: &Hits<'_>, title: &Hit, phrase: &mut Phrase) -> bool {
    let prep = phrase.last + 1;
    if prep + 1 >= line.len() || !matches!(line.word(prep).upos, Upos::Adp | Upos::Sconj | Upos::Part) {
        return false;
    }
    let mut w = prep + 1;
    while w < line.len()
        && hits.at(w).is_none()
        && matches!(line.word(w).upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Noun)
        && w < prep + 4
    {
        w += 1;
    }
    let spokes = line.lemma(title.last).starts_with("spokes");
    let free = phrase.owners.is_empty() && phrase.master.is_none() && phrase.pronoun.is_none();
    let Some(at) = hits.at(w).filter(|_| w < line.len()) else { return false };
    let adjacent = (prep + 1..w).all(|x| line.word(x).upos == Upos::Det);
    let hit = &hits.list[at];
    let extent = |from: usize| {
        let inside =
            |x: usize| matches!(line.word(x).upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Num) || is_hyphen(line, x);
        (from..line.len()).take_while(|&x| inside(x)).last().unwrap_or(from)
    };
    let below = |x: usize| line.tree.is_within(x, line.head_of(title.first, title.last)) || line.tree.head(x) == line.tree.head(title.last);
    // an adjective of a noun that follows
    let before_noun = line.word(hit.last).upos == Upos::Adj && extent(w) > hit.last;
    match (line.lower(prep), &hit.found) {
        ("of", Found::Name(_))
            if free
                && adjacent
                && !(before_noun && matches!(hits.at(extent(w)), Some(h) if matches!(hits.list[h].found, Found::Title(_)))) =>
        {
            phrase.owners.push(at);
            phrase.last = hit.last;
            let after = hit.last + 1;
            phrase.private =
                before_noun && line.is_capital(after) && line.word(after).upos == Upos::Propn && !has(STATE_NOUNS, line.lemma(after));
            if phrase.private {
                phrase.last = extent(w);
                return true;
            }
            let mut next = after;
            while next + 1 < line.len() && (line.word(next).upos == Upos::Cconj || line.lower(next) == ",") {
                let after = next + 1 + usize::from(line.word(next + 1).upos == Upos::Det);
                let Some(more) = hits.at(after).filter(|&m| !hits.list[m].names().is_empty() && hits.list[m].first == after) else { break };
                if !matches!(line.word(title.last).xpos, Xpos::Nns | Xpos::Nnps) || (line.lower(next) == "," && !closes(line, hits, next)) {
                    break;
                }
                phrase.owners.insert(0, more);
                phrase.last = hits.list[more].last;
                next = phrase.last + 1;
            }
            true
        }
        ("of" | "for" | "from" | "at" | "with", Found::Title(_)) if free && phrase.inside.is_none() => {
            phrase.inside = Some(at);
            phrase.last = hit.last;
            true
        }
        ("of" | "for", Found::Name(_) | Found::Title(_))
            if !adjacent && free && matches!(hits.at(extent(w)), Some(h) if matches!(hits.list[h].found, Found::Title(_))) =>
        {
            let inner = hits.at(extent(w)).unwrap_or(at);
            phrase.inside = Some(inner);
            phrase.last = hits.list[inner].last;
            true
        }
        ("for", Found::Name(_)) if spokes && free => {
            let inner = hits.at(extent(w)).filter(|&h| matches!(hits.list[h].found, Found::Title(_)));
            if let Some(inner) = inner {
                phrase.inside = Some(inner);
                phrase.last = hits.list[inner].last;
            } else {
                phrase.owners.push(at);
                phrase.last = hit.last;
            }
            true
        }
        ("for" | "of", Found::Person { .. }) if spokes && free => {
            phrase.master = Some(at);
            phrase.last = hit.last;
            true
        }
        ("of" | "for", Found::Name(_))
            if free && matches!(hits.at(extent(w)), Some(h) if h != at && matches!(hits.list[h].found, Found::Title(_))) =>
        {
            let inner = hits.at(extent(w)).unwrap_or(at);
            phrase.inside = Some(inner);
            phrase.last = hits.list[inner].last;
            true
        }
        ("from", Found::Name(_)) if free && adjacent => {
            phrase.owners.push(at);
            phrase.last = hit.last;
            true
        }
        ("in", Found::Name(_)) if free && adjacent && !before_noun && (spokes || below(hit.first) && is_seated(lexicon, line, title)) => {
            phrase.owners.push(at);
            phrase.last = hit.last;
            true
        }
        // only names make it worth while to follow a phrase to its end
        (_, _) if !(w..=extent(w).max(hit.last)).filter_map(|x| hits.at(x)).any(|h| !hits.list[h].names().is_empty()) => false,
        ("on" | "for" | "to" | "of", _)
            if below(hit.first) && title.first != title.last || matches!(line.lower(prep), "on" | "for") && below(hit.first) =>
        {
            let end = extent(w).max(hit.last);
            phrase.inert.extend((w..=end).filter_map(|x| hits.at(x)));
            phrase.inert.dedup();
            phrase.last = end;
            true
        }
        ("to", Found::Name(_)) if line.tree.head(line.head_of(hit.first, hit.last)) == Some(line.head_of(title.first, title.last)) => {
            phrase.inert.push(at);
            phrase.last = hit.last;
            true
        }
        _ => false,
    }
}

/// Whether a list of names goes on from a comma to its "and".
fn closes(line: &Line<'_>, hits: &Hits<'_>, comma: usize) -> bool {
    let mut w = comma;
    while w + 1 < line.len() {
        let last = line.word(w).upos == Upos::Cconj;
        w += 1;
        if line.word(w).upos == Upos::Cconj {
            continue;
        }
        w += usize::from(line.word(w).upos == Upos::Det);
        let Some(name) = hits.at(w).filter(|&h| !hits.list[h].names().is_empty()) else { return false };
        if last {
            return true;
        }
        w = hits.list[name].last + 1;
        if w >= line.len() || !(line.lower(w) == "," || line.word(w).upos == Upos::Cconj) {
            return false;
        }
    }
    false
}

/// A bearer between commas, after the phrase or before it.
fn apposed(line: &Line<'_>, hits: &Hits<'_>, phrase: &mut Phrase) {
    let edge = |w: usize| w >= line.len() || matches!(line.lower(w), "," | ")" | "–" | "—" | "." | ";" | ":");
    let comma = |w: usize| w < line.len() && matches!(line.lower(w), "," | "(" | "–" | "—");
    if !phrase.indefinite
        && comma(phrase.last + 1)
        && let Some(at) = hits.at(phrase.last + 2).filter(|&h| hits.list[h].is_person() && hits.list[h].first == phrase.last + 2)
        && edge(hits.list[at].last + 1)
        && names_person(line, &hits.list[at])
    {
        (phrase.bearer, phrase.apposed) = (Some(at), true);
        return;
    }
    if phrase.first >= 2
        && comma(phrase.first - 1)
        && let Some(at) = hits.at(phrase.first - 2).filter(|&h| hits.list[h].is_person())
        && names_person(line, &hits.list[at])
    {
        (phrase.bearer, phrase.apposed) = (Some(at), true);
    }
}

fn names_person(line: &Line<'_>, hit: &Hit) -> bool {
    matches!(hit.found, Found::Person { .. }) || hit.last > hit.first || line.word(hit.first).deprel == Deprel::Appos
}
