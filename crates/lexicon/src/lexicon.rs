//! The indexed vocabulary. In: checked entries. Out: look-ups, all of them read-only.

use crate::classes::{ByHead, ClassWords, Owned, classes};
use crate::entries::Entries;
use crate::error::LexiconError;
use crate::load::load;
use crate::names::Gazetteer;
use crate::pattern::PatternKind;
use crate::phrases::Phrases;
use crate::schema::{Act, CastPhrase, Cue, Dispute, Effect, FactOperator, Principle};
use crate::who::ActorEntry;
use demarche_source::{Code, SmolStr, sha256_hex};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tables.bin"));

/// All vocabulary, indexed. Immutable and cheap to share.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) entries: Entries,
    hash: String,
    pub(crate) gazetteer: Gazetteer,
    phrases: Phrases,
    classes: FxHashMap<SmolStr, ClassWords>,
    acts: ByHead,
    casts: ByHead,
    cues: FxHashMap<SmolStr, Vec<usize>>,
    operators: FxHashMap<SmolStr, Vec<usize>>,
    effects: FxHashMap<SmolStr, Vec<usize>>,
    pub(crate) codes: FxHashMap<Code, ActorEntry>,
    pub(crate) holders: FxHashMap<Code, Vec<usize>>,
    pub(crate) offices: FxHashMap<SmolStr, usize>,
    act_ids: FxHashMap<SmolStr, usize>,
    pub(crate) outlets: OnceLock<crate::who::Outlets>,
}

impl Lexicon {
    /// The vocabulary that is compiled into the program.
    pub fn embedded() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::stored)
    }

    /// The compiled vocabulary, extended by the user's files. An entry with the code or id of one that is there replaces it.
    ///
    /// # Errors
    /// Every mistake in the files, with file, line, column, cause and hint.
    pub fn load_with(extra: &[(String, String)]) -> Result<Self, Vec<LexiconError>> {
        if extra.is_empty() {
            return Ok(Self::stored());
        }
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
        let (entries, errors) = load(base, files);
        if !errors.is_empty() {
            return Err(errors);
        }
        // the words decide, not where the folder lies
        let all: String = std::iter::once(hash).chain(files.iter().map(|(_, text)| format!("\0{text}"))).collect();
        Ok(Self::index(entries, sha256_hex(all.as_bytes())))
    }

    fn blob() -> (String, Entries) {
        // the blob was written by this crate's own build script; an empty lexicon is what remains if it were damaged
        postcard::from_bytes(BLOB).unwrap_or_default()
    }

    /// The entries and the tables over them, both as the build script stored them. Where there are no threads one is read after the other.
    fn stored() -> Self {
        let tables = || postcard::from_bytes::<(Gazetteer, Phrases)>(TABLES).unwrap_or_default();
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().spawn_scoped(scope, tables);
            let (hash, entries) = Self::blob();
            let mut all = Self::over(entries, hash);
            (all.gazetteer, all.phrases) = thread.ok().and_then(|t| t.join().ok()).unwrap_or_else(tables);
            all
        })
    }

    fn index(entries: Entries, hash: String) -> Self {
        let mut all = Self::over(entries, hash);
        (all.gazetteer, all.phrases) = (Gazetteer::new(&all.entries), Phrases::new(&all.entries));
        all
    }

    /// Everything but the names and phrases.
    fn over(entries: Entries, hash: String) -> Self {
        let acts = ByHead::new(entries.acts.iter().enumerate().flat_map(|(i, a)| {
            [(i, PatternKind::Verb, &a.verbs[..]), (i, PatternKind::Noun, &a.nouns[..]), (i, PatternKind::Copular, &a.copular[..])]
        }));
        let casts = entries.casts.iter().enumerate();
        let casts = ByHead::new(casts.flat_map(|(i, c)| [(i, PatternKind::Verb, &c.verbs[..]), (i, PatternKind::Noun, &c.nouns[..])]));
        let mut all = Self { acts, casts, classes: classes(&entries), hash, ..Self::default() };
        let words = |lists: &mut FxHashMap<SmolStr, Vec<usize>>, i: usize, list: &[SmolStr]| {
            list.iter().for_each(|w| lists.entry(w.clone()).or_default().push(i));
        };
        entries.cues.iter().enumerate().for_each(|(i, e)| words(&mut all.cues, i, &e.words));
        entries.operators.iter().enumerate().for_each(|(i, e)| words(&mut all.operators, i, &e.words));
        entries.effects.iter().enumerate().for_each(|(i, e)| words(&mut all.effects, i, &e.words));
        all.codes.extend(entries.groups.iter().enumerate().map(|(i, e)| (e.code.clone(), ActorEntry::Group(i))));
        all.codes.extend(entries.bodies.iter().enumerate().map(|(i, e)| (e.code.clone(), ActorEntry::Body(i))));
        all.codes.extend(entries.states.iter().enumerate().map(|(i, e)| (e.code.clone(), ActorEntry::State(i))));
        entries.holders.iter().enumerate().for_each(|(i, h)| all.holders.entry(h.actor.clone()).or_default().push(i));
        all.act_ids.extend(entries.acts.iter().enumerate().map(|(i, a)| (a.id.clone(), i)));
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

    /// An act by its id.
    pub fn act(&self, id: &str) -> Option<&Act> {
        self.act_ids.get(id).map(|&i| &self.entries.acts[i])
    }

    /// All acts; [`Owned::entry`] of [`Lexicon::patterns`] is an index into this.
    pub fn acts(&self) -> &[Act] {
        &self.entries.acts
    }

    /// Patterns of acts with this head, the most specific first.
    pub fn patterns(&self, kind: PatternKind, lemma: &str) -> &[Owned] {
        self.acts.get(kind, lemma)
    }

    /// Patterns of cast phrases with this head, with the phrase.
    pub fn casts(&self, kind: PatternKind, lemma: &str) -> impl Iterator<Item = (&Owned, &CastPhrase)> {
        self.casts.get(kind, lemma).iter().map(|o| (o, &self.entries.casts[o.entry]))
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
}
