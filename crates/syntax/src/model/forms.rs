//! What a token contributes by its form alone, remembered.
//!
//! In: tokens. Out: a number for each distinct form, under which its part of the first layer and its lemmas are kept. Since features are
//! free of context, a form is worked out once. It forgets everything when full; that changes time, never results.

use super::features::{Ids, ids, is_mark, normal};
use super::kernel::{Level, product};
use super::weights::Weights;
use smol_str::SmolStr;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Most forms kept, about 5 KB each.
const MOST: usize = 8192;

/// FNV-1a: short keys, and no seed, so that nothing differs from run to run.
#[derive(Clone, Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

/// The memory of forms.
#[derive(Default)]
pub(super) struct Forms {
    /// Which model the projections are of.
    model: usize,
    numbers: HashMap<SmolStr, u32, BuildHasherDefault<Fnv>>,
    /// Forms whose projection is still to be computed, in the order of their numbers.
    waiting: Vec<Ids>,
    projected: Vec<f32>,
    lemmas: Vec<Vec<(u16, SmolStr)>>,
    input: Vec<f32>,
}

impl Forms {
    /// Makes room for so many new forms, for a given model.
    pub(super) fn prepare(&mut self, model: &Weights, new: usize) {
        let identity = model.in1.as_ptr() as usize;
        if self.model != identity || self.numbers.len() + new > MOST {
            self.numbers.clear();
            self.waiting.clear();
            self.projected.clear();
            self.lemmas.clear();
            self.model = identity;
        }
    }

    /// The number of a token, or of the directed mark that stands for it.
    pub(super) fn number(&mut self, model: &Weights, token: &str) -> u32 {
        if let Some(&n) = self.numbers.get(token) {
            return n;
        }
        let n = self.numbers.len() as u32;
        // A directed mark is a normal form already.
        let form = if is_mark(token) { token.into() } else { normal(token) };
        self.waiting.push(ids(&form, &model.words, &model.vectors, &model.hashed_rows));
        self.lemmas.push(Vec::new());
        self.numbers.insert(SmolStr::new(token), n);
        n
    }

    /// Computes what is still to be computed.
    pub(super) fn project(&mut self, level: Level, model: &Weights) {
        let (first, width) = (self.projected.len(), 8 * model.hidden);
        self.projected.resize(first + self.waiting.len() * width, 0.0);
        let mut out = &mut self.projected[first..];
        for some in self.waiting.chunks(32) {
            self.input.resize(some.len() * model.input, 0.0);
            for (row, ids) in self.input.chunks_exact_mut(model.input).zip(some) {
                model.embeddings.iter().zip(ids).fold(row, |rest, (e, &id)| e.read(id, rest));
            }
            let (now, rest) = out.split_at_mut(some.len() * width);
            product(level, &self.input, model.input, model.in1, Some(model.in1_bias), now);
            out = rest;
        }
        self.waiting.clear();
    }

    /// The first layer's part of form `n`: 4H forward, 4H backward.
    pub(super) fn projection(&self, model: &Weights, n: u32) -> &[f32] {
        let width = 8 * model.hidden;
        &self.projected[n as usize * width..][..width]
    }

    /// Lemma of form `n` (which is `token`) under a tag.
    pub(super) fn lemma(&mut self, model: &Weights, n: u32, token: &str, tag: usize) -> SmolStr {
        let known = &mut self.lemmas[n as usize];
        if let Some((_, lemma)) = known.iter().find(|(t, _)| *t as usize == tag) {
            return lemma.clone();
        }
        let (upos, xpos) = model.tags[tag];
        let lemma = model.lemmas.lemma(token, upos, xpos);
        known.push((tag as u16, lemma.clone()));
        lemma
    }
}
