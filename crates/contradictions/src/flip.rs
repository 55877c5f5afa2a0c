//! The flip set: the smallest evidence whose removal changes the verdict. In: the evidence and the verdict. Out: ids of signals.
//!
//! Exact for one and two of the most telling signals; beyond, greedy: the most telling signal of the deciding pairs is taken until the verdict
//! changes. Each trial looks at all signals, so that fewer are tried together where there are thousands.

use crate::evidence::View;
use crate::pair::Verdict;
use crate::verdict::{Decision, Live, decide};
use demarche_source::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

const EXACT: usize = 40;
/// Looks at a signal that the search for two may take: forty are tried together up to some five hundred signals.
const LOOKS: usize = 400_000;
const GREEDY: usize = 12;

/// Ids of the smallest set found; empty if nothing short of all evidence changes the verdict.
pub fn flip_set(view: &View<'_>, live: &[Live], decision: &Decision) -> Vec<SmolStr> {
    if decision.verdict == Verdict::Insufficient {
        return Vec::new();
    }
    let changes = |out: &BTreeSet<usize>| decide(view, live, &|i| !out.contains(&i)).verdict != decision.verdict;
    let ids = |out: &BTreeSet<usize>| out.iter().map(|&i| view.items[i].signal.id.clone()).collect();
    let mut order: Vec<usize> = view.usable().collect();
    let weight = telling(live);
    order.sort_by(|a, b| {
        let key = |i: &usize| weight.get(i).copied().unwrap_or(0.0) + 0.01 * view.items[*i].value().abs();
        key(b).total_cmp(&key(a)).then(a.cmp(b))
    });
    let trials = LOOKS / view.items.len().max(1);
    let together = (1..=EXACT).rev().find(|n| n * (n - 1) / 2 <= trials).unwrap_or(1);
    let few: Vec<usize> = order.iter().copied().take(EXACT).collect();
    if let Some(&i) = few.iter().find(|&&i| changes(&BTreeSet::from([i]))) {
        return ids(&BTreeSet::from([i]));
    }
    let few = &few[..few.len().min(together)];
    for (k, &i) in few.iter().enumerate() {
        if let Some(&j) = few[k + 1..].iter().find(|&&j| changes(&BTreeSet::from([i, j]))) {
            return ids(&BTreeSet::from([i, j]));
        }
    }
    let mut out = BTreeSet::new();
    for &i in order.iter().take(GREEDY) {
        out.insert(i);
        if changes(&out) {
            return ids(&out);
        }
    }
    Vec::new()
}

/// How much hangs on each item: the strength of the pairs in which it stands.
fn telling(live: &[Live]) -> BTreeMap<usize, f32> {
    let mut all = BTreeMap::new();
    for pair in live {
        for i in [pair.candidate.a, pair.candidate.b].iter().filter_map(|e| e.here()) {
            *all.entry(i).or_insert(0.0) += pair.strength;
        }
    }
    all
}
