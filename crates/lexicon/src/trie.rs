//! Sequences of tokens, looked up from the left. In: token sequences with values. Out: every sequence that begins at a place.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Collects sequences for a [`Trie`].
#[derive(Debug)]
pub struct Builder<V> {
    tokens: FxHashMap<SmolStr, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    values: Vec<(u32, V)>,
    nodes: u32,
}

impl<V: PartialEq> Builder<V> {
    /// Room for about so many entries.
    pub fn with_capacity(entries: usize) -> Self {
        Self {
            tokens: FxHashMap::with_capacity_and_hasher(entries, Default::default()),
            edges: FxHashMap::with_capacity_and_hasher(entries + entries / 2, Default::default()),
            values: Vec::with_capacity(entries),
            nodes: 1,
        }
    }

    /// Adds a sequence. Several values may share one; a value that it has already is not added again.
    pub fn insert<T: AsRef<str>>(&mut self, sequence: impl IntoIterator<Item = T>, value: V) {
        let mut node = 0u32;
        for token in sequence {
            let token = token.as_ref();
            let id = match self.tokens.get(token) {
                Some(&id) => id,
                None => {
                    let id = self.tokens.len() as u32;
                    self.tokens.insert(SmolStr::from(token), id);
                    id
                }
            };
            node = *self.edges.entry((node, id)).or_insert_with(|| {
                self.nodes += 1;
                self.nodes - 1
            });
        }
        if node != 0 {
            self.values.push((node, value));
        }
    }

    /// The finished trie.
    pub fn finish(mut self) -> Trie<V> {
        self.values.sort_by_key(|(node, _)| *node);
        let mut starts = vec![0u32; self.nodes as usize + 1];
        let mut values: Vec<V> = Vec::with_capacity(self.values.len());
        let mut last = 0;
        for (node, value) in self.values {
            if node != last {
                let at = values.len() as u32;
                starts[last as usize + 1..=node as usize].fill(at);
                last = node;
            }
            if !values[starts[node as usize] as usize..].contains(&value) {
                values.push(value);
            }
        }
        starts[last as usize + 1..].fill(values.len() as u32);
        let mut sorted: Vec<(u32, u32, u32)> = self.edges.into_iter().map(|((node, token), next)| (node, token, next)).collect();
        sorted.sort_unstable();
        let first = (0..=self.nodes).map(|node| sorted.partition_point(|e| e.0 < node) as u32).collect();
        let edges = sorted.into_iter().map(|(_, token, next)| (token, next)).collect();
        let mut words: Vec<(u32, SmolStr)> = self.tokens.into_iter().map(|(word, id)| (id, word)).collect();
        words.sort_unstable();
        Trie::from(Flat { words: words.into_iter().map(|(_, word)| word).collect(), first, edges, starts, values })
    }
}

/// A trie as it is stored: lists only.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Flat<V> {
    /// Tokens, by their ids.
    words: Vec<SmolStr>,
    first: Vec<u32>,
    edges: Vec<(u32, u32)>,
    starts: Vec<u32>,
    values: Vec<V>,
}

/// A trie over tokens. Look-up takes time by the length of the match, not by the number of entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Flat<V>", into = "Flat<V>", bound(serialize = "V: Clone + Serialize", deserialize = "V: Deserialize<'de>"))]
pub struct Trie<V> {
    tokens: FxHashMap<SmolStr, u32>,
    /// First edge of each node, and the number of edges after the last.
    first: Vec<u32>,
    /// Token and next node, by node and token.
    edges: Vec<(u32, u32)>,
    /// First value of each node, and the number of values after the last.
    starts: Vec<u32>,
    values: Vec<V>,
}

impl<V> From<Flat<V>> for Trie<V> {
    fn from(flat: Flat<V>) -> Self {
        let mut tokens = FxHashMap::with_capacity_and_hasher(flat.words.len(), Default::default());
        tokens.extend(flat.words.into_iter().zip(0u32..));
        Self { tokens, first: flat.first, edges: flat.edges, starts: flat.starts, values: flat.values }
    }
}

impl<V> From<Trie<V>> for Flat<V> {
    fn from(trie: Trie<V>) -> Self {
        let mut words: Vec<(u32, SmolStr)> = trie.tokens.into_iter().map(|(word, id)| (id, word)).collect();
        words.sort_unstable();
        let words = words.into_iter().map(|(_, word)| word).collect();
        Self { words, first: trie.first, edges: trie.edges, starts: trie.starts, values: trie.values }
    }
}

impl<V> Default for Trie<V> {
    fn default() -> Self {
        Self { tokens: FxHashMap::default(), first: vec![0, 0], edges: Vec::new(), starts: vec![0, 0], values: Vec::new() }
    }
}

impl<V> Trie<V> {
    fn next(&self, node: u32, token: u32) -> Option<u32> {
        let node = node as usize;
        let edges = self.edges.get(*self.first.get(node)? as usize..*self.first.get(node + 1)? as usize)?;
        edges.binary_search_by_key(&token, |e| e.0).ok().map(|i| edges[i].1)
    }

    fn at(&self, node: u32) -> &[V] {
        let node = node as usize;
        &self.values[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// All sequences that begin at `from`, shortest first, as (one past the last token, values). `forms` gives the readings of token `i`
    /// (surface form, lemma), and `None` where a sequence must break off.
    pub fn matches<'t, F>(&self, from: usize, forms: F) -> Vec<(usize, &[V])>
    where
        F: Fn(usize) -> Option<[&'t str; 2]>,
    {
        let mut found: Vec<(usize, &[V])> = Vec::new();
        let mut nodes = vec![0u32];
        let mut at = from;
        while let Some([form, lemma]) = forms(at) {
            let mut next = Vec::new();
            for (i, text) in [form, lemma].into_iter().enumerate() {
                if i == 1 && lemma == form {
                    continue;
                }
                if let Some(&token) = self.tokens.get(text) {
                    next.extend(nodes.iter().filter_map(|&n| self.next(n, token)));
                }
            }
            at += 1;
            found.extend(next.iter().map(|&node| (at, self.at(node))).filter(|(_, values)| !values.is_empty()));
            if next.is_empty() {
                break;
            }
            nodes = next;
        }
        found
    }

    /// The values of exactly this sequence.
    pub fn get<'t>(&self, sequence: impl IntoIterator<Item = &'t str>) -> &[V] {
        let mut node = 0u32;
        for text in sequence {
            match self.tokens.get(text).and_then(|&t| self.next(node, t)) {
                Some(next) => node = next,
                None => return &[],
            }
        }
        self.at(node)
    }
}
