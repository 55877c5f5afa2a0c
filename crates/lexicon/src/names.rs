//! Names to what they name: states, bodies, groups, outlets, persons. In: entries. Out: tries over the atoms of names.
//!
//! A name is matched by its atoms: runs of letters and digits, marks stripped from letters, dotted abbreviations closed up ("U.S." is
//! "US"). So hyphens, apostrophes, possessives and accents make no difference, and capital letters do.

use crate::entries::Entries;
use crate::trie::{Builder, Trie};
use demarche_source::{Code, Span};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::borrow::Cow;

/// What kind of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// Name or abbreviation.
    Name,
    /// Adjective.
    Adjective,
    /// Noun for the people.
    People,
    /// Capital of a state, seat town of a body.
    Capital,
    /// Seat or building that stands for the government.
    Seat,
    /// Other city or region.
    Place,
    /// Outlet; the index of the entry is in [`Named::outlet`].
    Outlet,
}

/// One thing that a name may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Kind of name.
    pub kind: NameKind,
    /// State, body or group; for an outlet its country, if it has one.
    pub code: Option<Code>,
    /// Index in [`Entries::outlets`].
    pub outlet: Option<usize>,
}

/// A person's name and the offices that its bearers held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Index in [`Entries::holders`].
    pub holder: usize,
    /// Whether this is the family name alone.
    pub surname: bool,
}

/// An atom of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom<'t> {
    /// Its letters, without marks; dots of abbreviations left out.
    pub text: Cow<'t, str>,
    /// Where, in bytes of the text.
    pub span: Span,
    /// Whether a name may run on from the atom before to this one: only blanks, a hyphen, an apostrophe, "&" or the dot of a short word between.
    pub joined: bool,
}

/// Letter without its mark, for Latin letters; `None` where it is plain already.
fn unmarked(c: char) -> Option<&'static str> {
    const TABLE: &[(&str, &str)] = &[
        ("ÀÁÂÃÄÅĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶ", "A"),
        ("àáâãäåāăąạảấầẩẫậắằẳẵặ", "a"),
        ("ÇĆĈĊČ", "C"),
        ("çćĉċč", "c"),
        ("ĎĐ", "D"),
        ("ďđ", "d"),
        ("ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ", "E"),
        ("èéêëēĕėęěẹẻẽếềểễệə", "e"),
        ("ĜĞĠĢ", "G"),
        ("ĝğġģ", "g"),
        ("ĤĦ", "H"),
        ("ĥħ", "h"),
        ("ÌÍÎÏĨĪĬĮİỈỊ", "I"),
        ("ìíîïĩīĭįıỉị", "i"),
        ("Ĵ", "J"),
        ("ĵ", "j"),
        ("Ķ", "K"),
        ("ķ", "k"),
        ("ĹĻĽĿŁ", "L"),
        ("ĺļľŀł", "l"),
        ("ÑŃŅŇ", "N"),
        ("ñńņň", "n"),
        ("ÒÓÔÕÖØŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ", "O"),
        ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", "o"),
        ("ŔŖŘ", "R"),
        ("ŕŗř", "r"),
        ("ŚŜŞŠȘ", "S"),
        ("śŝşšș", "s"),
        ("ŢŤŦȚ", "T"),
        ("ţťŧț", "t"),
        ("ÙÚÛÜŨŪŬŮŰŲƯỤỦỨỪỬỮỰ", "U"),
        ("ùúûüũūŭůűųưụủứừửữự", "u"),
        ("Ŵ", "W"),
        ("ŵ", "w"),
        ("ÝŶŸỲỴỶỸ", "Y"),
        ("ýŷÿỳỵỷỹ", "y"),
        ("ŹŻŽ", "Z"),
        ("źżž", "z"),
        ("ß", "ss"),
        ("Æ", "AE"),
        ("æ", "ae"),
        ("Œ", "OE"),
        ("œ", "oe"),
        ("ʻʼ", ""),
    ];
    if c.is_ascii() {
        return None;
    }
    TABLE.iter().find(|(from, _)| from.contains(c)).map(|(_, to)| *to)
}

/// The atoms of a piece of text that begins at byte `offset` of the report.
pub fn atoms(text: &str, offset: usize) -> Vec<Atom<'_>> {
    let mut found: Vec<Atom<'_>> = Vec::with_capacity(text.len() / 5);
    let mut between = 0usize;
    let word = |c: char| c.is_alphanumeric() || matches!(c, 'ʻ' | 'ʼ');
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !word(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if !word(c) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        // "U.S.", "U.A.E.": single letters with dots close up
        let mut letters = &text[start..end];
        let mut closed = String::new();
        while letters.chars().count() == 1 && letters.chars().all(char::is_uppercase) && text[end..].starts_with('.') {
            let rest = &text[end + 1..];
            let more = rest.chars().next().filter(|c| c.is_uppercase());
            let single = more.is_some_and(|c| rest[c.len_utf8()..].starts_with('.'));
            if closed.is_empty() && !single {
                break;
            }
            if closed.is_empty() {
                closed.push_str(letters);
            }
            end += 1;
            chars.next();
            match more.filter(|_| single) {
                Some(c) => {
                    closed.push(c);
                    letters = &text[end..end + c.len_utf8()];
                    end += c.len_utf8();
                    chars.next();
                }
                None => break,
            }
        }
        let gap = &text[between..start];
        let short = found.last().is_some_and(|a| a.text.chars().count() <= 3);
        let joined = !found.is_empty()
            && gap.chars().count() <= 3
            && gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '‘' | '`' | '&') || (c == '.' && short))
            && !gap.contains("\n\n");
        let raw = if closed.is_empty() { Cow::Borrowed(&text[start..end]) } else { Cow::Owned(closed) };
        found.push(Atom { text: fold(raw), span: Span::new(offset + start, offset + end), joined });
        between = end;
    }
    found
}

fn fold(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() {
        return text;
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match unmarked(c) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// All names, ready for look-up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gazetteer {
    pub(crate) names: Trie<Named>,
    pub(crate) persons: Trie<PersonName>,
}

impl Gazetteer {
    /// Indexes all names of the entries.
    pub fn new(entries: &Entries) -> Self {
        let room = 20 * entries.states.len() + 6 * (entries.bodies.len() + entries.groups.len() + entries.outlets.len());
        let mut all = Names { names: Builder::with_capacity(room), persons: Builder::with_capacity(3 * entries.holders.len()) };
        for s in &entries.states {
            let code = Some(&s.code);
            all.add(code, NameKind::Name, [&s.name, &s.official].into_iter().chain(&s.also));
            all.add(code, NameKind::Adjective, &s.adjectives);
            all.add(code, NameKind::People, &s.people);
            all.add(code, NameKind::Capital, std::iter::once(&s.capital).chain(&s.capital_also));
            all.add(code, NameKind::Seat, &s.seats);
            all.add(code, NameKind::Place, &s.places);
        }
        for b in &entries.bodies {
            all.add(Some(&b.code), NameKind::Name, std::iter::once(&b.name).chain(&b.also));
            all.add(Some(&b.code), NameKind::Adjective, &b.adjectives);
        }
        for g in &entries.groups {
            all.add(Some(&g.code), NameKind::Name, std::iter::once(&g.name).chain(&g.also));
            all.add(Some(&g.code), NameKind::Adjective, &g.adjectives);
            all.add(Some(&g.code), NameKind::People, &g.people);
        }
        for (i, o) in entries.outlets.iter().enumerate() {
            for name in std::iter::once(&o.name).chain(&o.also) {
                all.insert(name, Named { kind: NameKind::Outlet, code: o.country.clone(), outlet: Some(i) });
            }
        }
        for (holder, h) in entries.holders.iter().enumerate() {
            for name in std::iter::once(&h.person).chain(&h.also) {
                all.person(name, PersonName { holder, surname: false });
            }
            if h.surname != h.person && !h.also.contains(&h.surname) {
                all.person(&h.surname, PersonName { holder, surname: true });
            }
        }
        Self { names: all.names.finish(), persons: all.persons.finish() }
    }
}

struct Names {
    names: Builder<Named>,
    persons: Builder<PersonName>,
}

impl Names {
    fn add<'n>(&mut self, code: Option<&Code>, kind: NameKind, names: impl IntoIterator<Item = &'n SmolStr>) {
        for name in names {
            self.insert(name, Named { kind, code: code.cloned(), outlet: None });
        }
    }

    fn insert(&mut self, name: &str, named: Named) {
        let atoms = atoms(name, 0);
        let Some((first, rest)) = atoms.split_first() else { return };
        if let Some(c) = first.text.chars().next().filter(|c| c.is_lowercase()) {
            // "al-Qaeda" begins a sentence as "Al-Qaeda"
            let capital: String = c.to_uppercase().chain(first.text.chars().skip(1)).collect();
            self.names.insert(std::iter::once(capital.as_str()).chain(rest.iter().map(|a| a.text.as_ref())), named.clone());
        }
        self.names.insert(atoms.iter().map(|a| a.text.as_ref()), named);
    }

    fn person(&mut self, name: &str, value: PersonName) {
        self.persons.insert(atoms(name, 0).iter().map(|a| a.text.as_ref()), value);
    }
}
