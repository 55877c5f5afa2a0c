//! Sequences of tokens, looked up from the left. In: token sequences with values. Out: every sequence that begins at a place.

use smol_str::SmolStr;
use std::collections::HashMap;

/// A trie over tokens. Look-up takes time by the length of the match, not by the number of entries.
#[derive(Clone, Debug)]
pub struct Trie<V> {
    tokens: HashMap<SmolStr, u32>,
    edges: HashMap<(u32, u32), u32>,
    values: Vec<Vec<V>>,
}

impl<V> Default for Trie<V> {
    fn default() -> Self {
        Self { tokens: HashMap::new(), edges: HashMap::new(), values: vec![Vec::new()] }
    }
}

impl<V> Trie<V> {
    /// Room for about so many entries.
    pub fn with_capacity(entries: usize) -> Self {
        let mut values = Vec::with_capacity(2 * entries + 1);
        values.push(Vec::new());
        Self { tokens: HashMap::with_capacity(entries), edges: HashMap::with_capacity(2 * entries), values }
    }

    /// Adds a sequence. Several values may share one.
    pub fn insert(&mut self, sequence: impl IntoIterator<Item = impl Into<SmolStr>>, value: V) {
        let mut node = 0u32;
        for token in sequence {
            let next = self.tokens.len() as u32;
            let token = *self.tokens.entry(token.into()).or_insert(next);
            let fresh = self.values.len() as u32;
            node = *self.edges.entry((node, token)).or_insert(fresh);
            if node == fresh {
                self.values.push(Vec::new());
            }
        }
        if node != 0 {
            self.values[node as usize].push(value);
        }
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
                    next.extend(nodes.iter().filter_map(|&n| self.edges.get(&(n, token)).copied()));
                }
            }
            at += 1;
            for &node in &next {
                let values = &self.values[node as usize];
                if !values.is_empty() {
                    found.push((at, values));
                }
            }
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
            match self.tokens.get(text).and_then(|&t| self.edges.get(&(node, t))) {
                Some(&next) => node = next,
                None => return &[],
            }
        }
        &self.values[node as usize]
    }
}
