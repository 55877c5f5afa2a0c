//! One thing upheld and thrown over: direct, mixed-voices or reversal, told by who speaks and when.
//!
//! Holds when two sayings judge the same text, decision or undertaking (`instruments` in the lexicon), one for it and one against it. What serves
//! the sides is not asked: an award may be called binding and waste paper without a word on either party.
//!
//! Example: the minister calls the treaty final and binding, the president that treaty worthless.
//! Counter-example: two treaties; one wants the plan, the other wants it changed by a word.
//!
//! Strength: 0.8 times commitment.

use super::{Candidate, committed, mixed_voices::same_person};
use crate::evidence::{Item, View};
use crate::numbers::{FURTHER, ONE_TIME_DAYS, TOP};
use crate::pair::Kind;
use demarche_alignment::{Thing, attitudes};
use std::collections::BTreeMap;

/// Judgments of a thing against each other.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let mut by_head: BTreeMap<String, Vec<(usize, Thing, f32)>> = BTreeMap::new();
    for (i, item) in view.items.iter().enumerate().filter(|(_, item)| speaks(item)) {
        for (thing, value) in attitudes(view.lexicon, item.signal).into_iter().filter(|(_, v)| v.v.abs() >= FURTHER) {
            by_head.entry(thing.head.clone()).or_default().push((i, thing, value.v));
        }
    }
    by_head.values().flat_map(|list| opposed(view, list)).collect()
}

/// An asserted saying in the actor's own voice.
fn speaks(item: &Item<'_>) -> bool {
    item.unasserted.is_none() && item.authorised && item.is_word() && !item.aligned.withheld
}

/// The strongest pairs of a judgment for and one against, of equal ones the earliest. Only pairs that may be among them are looked at: a thing
/// that an archive judges thousands of times is compared in time that grows with the judgments, and not with their square.
fn opposed(view: &View<'_>, list: &[(usize, Thing, f32)]) -> Vec<Candidate> {
    let of = |positive: bool| (0..list.len()).filter(move |&k| list[k].2 != 0.0 && (list[k].2 > 0.0) == positive);
    let sides: [Vec<usize>; 2] = [of(false).collect(), of(true).collect()];
    let best = sides.each_ref().map(|s| s.iter().map(|&k| list[k].2.abs()).fold(0.0, f32::max));
    let mut found: Vec<Candidate> = Vec::new();
    let surely_less = |found: &[Candidate], strength: f32| found.len() == TOP && found[TOP - 1].strength >= strength;
    for (k, (a, x, p)) in list.iter().enumerate() {
        let against = usize::from(*p < 0.0);
        let rest = &sides[against][sides[against].partition_point(|&j| j <= k)..];
        if rest.is_empty() || surely_less(&found, strength(*p, best[against])) {
            continue;
        }
        for (b, y, q) in rest.iter().map(|&j| &list[j]).filter(|(b, ..)| a != b) {
            let strength = strength(*p, *q);
            let (first, last) = (&view.items[*a], &view.items[*b]);
            // what both serve one side is no two judgments, however the words go
            let one_side = || first.serves().zip(last.serves()).is_some_and(|(s, t)| s == t);
            if surely_less(&found, strength) || !x.may_be(y) || one_side() {
                continue;
            }
            let note = format!("the {} upheld ({:+.1}) and thrown over ({:+.1})", x.head, p.max(*q), p.min(*q));
            let at = found.partition_point(|c| c.strength >= strength);
            found.insert(at, Candidate::new(kind(first, last), *a, *b, strength, note));
            found.truncate(TOP);
        }
    }
    found
}

fn strength(p: f32, q: f32) -> f32 {
    0.8 * committed(p, q)
}

fn kind(first: &Item<'_>, last: &Item<'_>) -> Kind {
    match first.voice().zip(last.voice()) {
        Some((p, q)) if !same_person(&p, &q) => Kind::MixedVoices,
        _ if first.before(last) && first.gap(last) > ONE_TIME_DAYS => Kind::Reversal,
        _ => Kind::Direct,
    }
}
