//! Word classes and what acts, cues, operators and effects are looked up by. In: entries. Out: hash maps by lemma.

use crate::entries::Entries;
use crate::pattern::{Pattern, PatternKind};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// Patterns by kind and lemma of the head, the most specific first.
pub type ByHead = FxHashMap<(PatternKind, SmolStr), Vec<Owned>>;

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

/// Indexes patterns. Patterns with mistakes are left out: they were reported when the files were checked.
pub fn by_head<'e>(lists: impl Iterator<Item = (usize, PatternKind, &'e [SmolStr])>) -> ByHead {
    let mut all: ByHead = FxHashMap::with_capacity_and_hasher(8192, Default::default());
    for (entry, kind, texts) in lists {
        for pattern in texts.iter().filter_map(|t| Pattern::parse(t, kind).ok()) {
            let (specificity, pattern) = (pattern.specificity(), Arc::new(pattern));
            for head in &pattern.heads {
                all.entry((kind, head.clone())).or_default().push(Owned { entry, pattern: Arc::clone(&pattern), specificity });
            }
        }
    }
    all.values_mut().for_each(|list| list.sort_by_key(|o| std::cmp::Reverse(o.specificity)));
    all
}
