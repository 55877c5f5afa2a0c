//! The indexed vocabulary. In: checked entries. Out: look-ups, all of them read-only.

use crate::classes::{ByHead, ClassWords, Owned, by_head, classes};
use crate::entries::Entries;
use crate::error::LexiconError;
use crate::load::load;
use crate::names::{Gazetteer, Named, PersonName};
use crate::pattern::PatternKind;
use crate::phrases::Phrases;
use crate::schema::{
    Act, Body, CastPhrase, Cue, Dispute, Effect, FactOperator, Group, Holder, Office, Organ, Outlet, Principle, RoleNoun, State,
};
use demarche_source::{Code, Date, SmolStr, sha256_hex};
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// All vocabulary, indexed. Immutable and cheap to share.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Entries,
    hash: String,
    gazetteer: Gazetteer,
    phrases: Phrases,
    classes: HashMap<SmolStr, ClassWords>,
    acts: ByHead,
    casts: ByHead,
    cues: HashMap<SmolStr, Vec<usize>>,
    operators: HashMap<SmolStr, Vec<usize>>,
    effects: HashMap<SmolStr, Vec<usize>>,
    codes: HashMap<Code, ActorEntry>,
    holders: HashMap<Code, Vec<usize>>,
    offices: HashMap<SmolStr, usize>,
}

#[derive(Clone, Copy, Debug)]
enum ActorEntry {
    State(usize),
    Body(usize),
    Group(usize),
}

/// What a code stands for.
#[derive(Clone, Copy, Debug)]
pub enum Actor<'l> {
    /// A state or territory.
    State(&'l State),
    /// An international body.
    Body(&'l Body),
    /// A group or bloc.
    Group(&'l Group),
}

impl<'l> Actor<'l> {
    /// Its name.
    pub fn name(self) -> &'l str {
        match self {
            Self::State(e) => &e.name,
            Self::Body(e) => &e.name,
            Self::Group(e) => &e.name,
        }
    }

    /// Its code.
    pub fn code(self) -> &'l Code {
        match self {
            Self::State(e) => &e.code,
            Self::Body(e) => &e.code,
            Self::Group(e) => &e.code,
        }
    }
}

/// Where and when a date lies in a term of office or a membership: open ends hold always.
pub fn covers(from: Option<Date>, to: Option<Date>, on: Date) -> bool {
    from.is_none_or(|f| f <= on) && to.is_none_or(|t| on <= t)
}

impl Lexicon {
    /// The vocabulary that is compiled into the program.
    pub fn embedded() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let (hash, entries) = Self::blob();
            Self::index(entries, hash)
        })
    }

    /// The compiled vocabulary, extended by the user's files. An entry with the code or id of one that is there replaces it.
    ///
    /// # Errors
    /// Every mistake in the files, with file, line, column, cause and hint.
    pub fn load_with(extra: &[(String, String)]) -> Result<Self, Vec<LexiconError>> {
        let (hash, base) = Self::blob();
        Self::build(base, hash, extra)
    }

    /// A vocabulary of these files alone.
    ///
    /// # Errors
    /// As [`Lexicon::load_with`].
    pub fn from_files(files: &[(String, String)]) -> Result<Self, Vec<LexiconError>> {
        Self::build(Entries::default(), String::new(), files)
    }

    fn build(base: Entries, hash: String, files: &[(String, String)]) -> Result<Self, Vec<LexiconError>> {
        if files.is_empty() {
            return Ok(Self::index(base, hash));
        }
        let (entries, errors) = load(base, files);
        if !errors.is_empty() {
            return Err(errors);
        }
        let all: String = std::iter::once(hash).chain(files.iter().map(|(p, t)| format!("\0{p}\0{t}"))).collect();
        Ok(Self::index(entries, sha256_hex(all.as_bytes())))
    }

    fn blob() -> (String, Entries) {
        // the blob was written by this crate's own build script; an empty lexicon is what remains if it were damaged
        postcard::from_bytes(BLOB).unwrap_or_default()
    }

    fn index(entries: Entries, hash: String) -> Self {
        let mut all = Self {
            gazetteer: Gazetteer::new(&entries),
            phrases: Phrases::new(&entries),
            classes: classes(&entries),
            hash,
            ..Self::default()
        };
        all.acts = by_head(entries.acts.iter().enumerate().flat_map(|(i, a)| {
            [(i, PatternKind::Verb, &a.verbs[..]), (i, PatternKind::Noun, &a.nouns[..]), (i, PatternKind::Copular, &a.copular[..])]
        }));
        all.casts = by_head(
            entries
                .casts
                .iter()
                .enumerate()
                .flat_map(|(i, c)| [(i, PatternKind::Verb, &c.verbs[..]), (i, PatternKind::Noun, &c.nouns[..])]),
        );
        let words = |lists: &mut HashMap<SmolStr, Vec<usize>>, i: usize, list: &[SmolStr]| {
            list.iter().for_each(|w| lists.entry(w.clone()).or_default().push(i));
        };
        entries.cues.iter().enumerate().for_each(|(i, e)| words(&mut all.cues, i, &e.words));
        entries.operators.iter().enumerate().for_each(|(i, e)| words(&mut all.operators, i, &e.words));
        entries.effects.iter().enumerate().for_each(|(i, e)| words(&mut all.effects, i, &e.words));
        all.codes.extend(entries.groups.iter().enumerate().map(|(i, e)| (e.code.clone(), ActorEntry::Group(i))));
        all.codes.extend(entries.bodies.iter().enumerate().map(|(i, e)| (e.code.clone(), ActorEntry::Body(i))));
        all.codes.extend(entries.states.iter().enumerate().map(|(i, e)| (e.code.clone(), ActorEntry::State(i))));
        entries.holders.iter().enumerate().for_each(|(i, h)| all.holders.entry(h.actor.clone()).or_default().push(i));
        all.offices.extend(entries.offices.iter().enumerate().map(|(i, o)| (o.id.clone(), i)));
        all.entries = entries;
        all
    }

    /// SHA-256 over the data files, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// All entries, as they were written.
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    // ------------------------------------------------------------ acts and words

    /// An act by its id.
    pub fn act(&self, id: &str) -> Option<&Act> {
        self.entries.acts.iter().find(|a| a.id == id)
    }

    /// All acts; [`Owned::entry`] of [`Lexicon::patterns`] is an index into this.
    pub fn acts(&self) -> &[Act] {
        &self.entries.acts
    }

    /// Patterns of acts with this head, the most specific first.
    pub fn patterns(&self, kind: PatternKind, lemma: &str) -> &[Owned] {
        self.acts.get(&(kind, SmolStr::from(lemma))).map_or(&[], Vec::as_slice)
    }

    /// Patterns of cast phrases with this head, with the phrase.
    pub fn casts(&self, kind: PatternKind, lemma: &str) -> impl Iterator<Item = (&Owned, &CastPhrase)> {
        self.casts.get(&(kind, SmolStr::from(lemma))).into_iter().flatten().map(|o| (o, &self.entries.casts[o.entry]))
    }

    /// Whether a lemma is in a class.
    pub fn class_has(&self, class: &str, lemma: &str) -> bool {
        self.classes.get(class).is_some_and(|c| c.words.contains(lemma))
    }

    /// The words of a class, with its phrases of several words.
    pub fn class(&self, class: &str) -> Option<&ClassWords> {
        self.classes.get(class)
    }

    /// Whether the lemmas around `head` spell a phrase of the class ("prisoner of war"), as the range of words.
    pub fn class_phrase(&self, class: &str, lemmas: &[&str], head: usize) -> Option<std::ops::Range<usize>> {
        let phrases = &self.classes.get(class)?.phrases;
        phrases.iter().find_map(|phrase| {
            let first = (head + 1).saturating_sub(phrase.len());
            (first..=head)
                .find(|&s| lemmas.get(s..s + phrase.len()).is_some_and(|l| l.iter().zip(phrase).all(|(a, b)| a == b)))
                .map(|s| s..s + phrase.len())
        })
    }

    /// A reporting word by kind (`verb`, `noun`, `phrase`) and lemma.
    pub fn cue(&self, kind: &str, lemma: &str) -> Option<&Cue> {
        self.cues.get(lemma)?.iter().rev().map(|&i| &self.entries.cues[i]).find(|e| e.kind == kind)
    }

    /// A factuality operator by kind (`verb`, `adverb` …) and lemma.
    pub fn operator(&self, kind: &str, lemma: &str) -> Option<&FactOperator> {
        self.operators.get(lemma)?.iter().rev().map(|&i| &self.entries.operators[i]).find(|e| e.kind == kind)
    }

    /// What a word does, by kind (`verb`, `noun`, `adjective`) and lemma.
    pub fn effect(&self, kind: &str, lemma: &str) -> Option<&Effect> {
        self.effects.get(lemma)?.iter().rev().map(|&i| &self.entries.effects[i]).find(|e| e.kind == kind)
    }

    /// Look-up of phrases of several words: principles, cues, operators, titles.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// All principles.
    pub fn principles(&self) -> &[Principle] {
        &self.entries.principles
    }

    /// All disputes.
    pub fn disputes(&self) -> &[Dispute] {
        &self.entries.disputes
    }

    // ------------------------------------------------------------ actors

    /// What a code stands for.
    pub fn actor(&self, code: &str) -> Option<Actor<'_>> {
        Some(match *self.codes.get(code)? {
            ActorEntry::State(i) => Actor::State(&self.entries.states[i]),
            ActorEntry::Body(i) => Actor::Body(&self.entries.bodies[i]),
            ActorEntry::Group(i) => Actor::Group(&self.entries.groups[i]),
        })
    }

    /// A state by its code.
    pub fn state(&self, code: &str) -> Option<&State> {
        match self.actor(code) {
            Some(Actor::State(state)) => Some(state),
            _ => None,
        }
    }

    /// Look-up of names.
    pub fn names(&self, atoms: &[&str]) -> &[Named] {
        self.gazetteer.names.get(atoms.iter().copied())
    }

    /// All names that begin at an atom, shortest first, as (one past the last atom, what they name). `atoms` gives two spellings of an atom.
    pub fn names_at<'t>(&self, from: usize, atoms: impl Fn(usize) -> Option<[&'t str; 2]>) -> Vec<(usize, &[Named])> {
        self.gazetteer.names.matches(from, atoms)
    }

    /// All names of office holders that begin at an atom, shortest first.
    pub fn persons_at<'t>(&self, from: usize, atoms: impl Fn(usize) -> Option<[&'t str; 2]>) -> Vec<(usize, &[PersonName])> {
        self.gazetteer.persons.matches(from, atoms)
    }

    /// An office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.get(id).map(|&i| &self.entries.offices[i])
    }

    /// An office by its index.
    pub fn office_at(&self, index: usize) -> Option<&Office> {
        self.entries.offices.get(index)
    }

    /// An organ by its index.
    pub fn organ_at(&self, index: usize) -> Option<&Organ> {
        self.entries.organs.get(index)
    }

    /// A role noun by its index.
    pub fn role_at(&self, index: usize) -> Option<&RoleNoun> {
        self.entries.roles.get(index)
    }

    /// An outlet by its name or the domain of its pages.
    pub fn outlet(&self, name_or_domain: &str) -> Option<&Outlet> {
        let asked = name_or_domain.trim();
        let same = |n: &SmolStr| n.eq_ignore_ascii_case(asked);
        let domain = |d: &SmolStr| asked.eq_ignore_ascii_case(d) || asked.strip_suffix(d.as_str()).is_some_and(|rest| rest.ends_with('.'));
        let outlets = &self.entries.outlets;
        outlets.iter().find(|o| same(&o.name) || o.also.iter().any(same)).or_else(|| outlets.iter().find(|o| o.domains.iter().any(domain)))
    }

    // ------------------------------------------------------------ who

    /// Holders with this name or family name, in office on the day (or at any time).
    pub fn who(&self, name: &str, on: Option<Date>) -> Vec<&Holder> {
        let atoms = crate::names::atoms(name, 0);
        let found = self.gazetteer.persons.get(atoms.iter().map(|a| a.text.as_ref()));
        found.iter().map(|p| &self.entries.holders[p.holder]).filter(|h| on.is_none_or(|day| covers(h.from, h.to, day))).collect()
    }

    /// Who held an office of a state or body on the day (or at any time).
    pub fn who_office(&self, actor: &str, office: &str, on: Option<Date>) -> Vec<&Holder> {
        let held = self.holders.get(actor).into_iter().flatten().map(|&i| &self.entries.holders[i]);
        held.filter(|h| h.office == office && on.is_none_or(|day| covers(h.from, h.to, day))).collect()
    }

    /// A holder by the index in [`PersonName::holder`].
    pub fn holder(&self, index: usize) -> Option<&Holder> {
        self.entries.holders.get(index)
    }

    /// Members of a body or bloc on the day (or at any time).
    pub fn members(&self, code: &str, on: Option<Date>) -> BTreeSet<&Code> {
        match self.actor(code) {
            Some(Actor::Body(b)) => b.members.iter().filter(|m| on.is_none_or(|day| covers(m.from, m.to, day))).map(|m| &m.state).collect(),
            Some(Actor::Group(g)) => g.members.iter().collect(),
            _ => BTreeSet::new(),
        }
    }
}
