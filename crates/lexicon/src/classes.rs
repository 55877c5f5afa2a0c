//! Word classes and what acts, cues, operators and effects are looked up by. In: entries. Out: hash maps by lemma.

use crate::entries::Entries;
use crate::grammar::heads;
use crate::pattern::{Pattern, PatternKind};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The words of one class, with those of the classes that it includes.
#[derive(Clone, Debug, Default)]
pub struct ClassWords {
    /// Single lemmas, particle verbs joined by `_`.
    pub words: FxHashSet<SmolStr>,
    /// Phrases of several words, by their words.
    pub phrases: Vec<Vec<SmolStr>>,
}

/// A pattern of an act or of a cast phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    /// Index of the act (or cast phrase) in its list.
    pub entry: usize,
    /// The pattern.
    pub pattern: Arc<Pattern>,
    /// See [`Pattern::specificity`].
    pub specificity: u16,
}

/// Patterns by kind and lemma of the head, the most specific first. A head's patterns are read when it is first looked up: few texts meet
/// more than a small part of them.
#[derive(Clone, Debug, Default)]
pub struct ByHead(FxHashMap<SmolStr, [Bucket; 3]>);

#[derive(Clone, Debug, Default)]
struct Bucket {
    /// Index of the entry, and the pattern as written.
    texts: Vec<(u32, SmolStr)>,
    read: OnceLock<Vec<Owned>>,
}

impl ByHead {
    /// Indexes patterns by their heads.
    pub fn new<'e>(lists: impl Iterator<Item = (usize, PatternKind, &'e [SmolStr])>) -> Self {
        let mut all: FxHashMap<SmolStr, [Bucket; 3]> = FxHashMap::with_capacity_and_hasher(8192, Default::default());
        for (entry, kind, texts) in lists {
            for text in texts {
                for head in heads(text) {
                    all.entry(SmolStr::from(head)).or_default()[kind as usize].texts.push((entry as u32, text.clone()));
                }
            }
        }
        Self(all)
    }

    /// The patterns of a head. Those with mistakes are left out: they were reported when the files were checked.
    pub fn get(&self, kind: PatternKind, lemma: &str) -> &[Owned] {
        let Some(bucket) = self.0.get(lemma).map(|kinds| &kinds[kind as usize]) else { return &[] };
        bucket.read.get_or_init(|| {
            let mut list: Vec<Owned> = Vec::with_capacity(bucket.texts.len());
            for (entry, text) in &bucket.texts {
                let Ok(pattern) = Pattern::parse(text, kind) else { continue };
                let owned = Owned { entry: *entry as usize, specificity: pattern.specificity(), pattern: Arc::new(pattern) };
                if !list.contains(&owned) {
                    list.push(owned);
                }
            }
            list.sort_by_key(|o| std::cmp::Reverse(o.specificity));
            list
        })
    }
}

/// Resolves what classes include.
pub fn classes(entries: &Entries) -> FxHashMap<SmolStr, ClassWords> {
    let by_id: BTreeMap<&SmolStr, usize> = entries.classes.iter().enumerate().map(|(i, c)| (&c.id, i)).collect();
    let mut all = FxHashMap::default();
    for class in &entries.classes {
        let (mut words, mut seen, mut stack) = (ClassWords::default(), FxHashSet::default(), vec![&class.id]);
        while let Some(id) = stack.pop() {
            let Some(&at) = by_id.get(id).filter(|_| seen.insert(id)) else { continue };
            for word in &entries.classes[at].words {
                if word.contains([' ', '-']) {
                    words.phrases.push(crate::phrases::words(word).collect());
                }
                words.words.insert(word.clone());
            }
            stack.extend(&entries.classes[at].includes);
        }
        all.insert(class.id.clone(), words);
    }
    all
}
