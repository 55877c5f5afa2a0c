//! Claims that cannot both hold, whoever is served by them: direct, mixed-voices, audience-split, say-do, reversal or denial-record, told by who
//! speaks, to whom, of what time and when.
//!
//! Holds when two clauses of the actor's own are about one thing, the one for it or having it, the other against it or denying it, and
//! they share more than that thing. Co-reference is central (de Marneffe, Rafferty and Manning 2008): names must not differ, and doers
//! must not be others. Words are alike by their vectors, so that "troops" meets "army".
//!
//! Example: "Spain will not deliver the bombs" and "the bombs will be delivered"; "there has been no enrichment" and "enriched uranium".
//! Counter-example: two deliveries; a condition on one of the two; what another did.
//!
//! Strength: how much the two share, at most 0.85.

use super::{Candidate, mixed_voices::same_person};
use crate::evidence::{Item, View};
use crate::numbers::{CLAIMS, ONE_TIME_DAYS, TOP};
use crate::pair::Kind;
use crate::words::Words;
use demarche_signals::{Channel, Claim, Thing};

/// Weight from which one word, the same in both, is enough.
const SAME: f32 = 5.0;
/// Weight of what must stand beside two words that are only alike.
const ALIKE: f32 = 3.0;

/// Strength that a unit of weight gives: two common words make a pair of medium strength.
const SCALE: f32 = 0.12;

/// Claims against claims: of an archive, those of the strongest items.
pub fn find(view: &View<'_>) -> Vec<Candidate> {
    let mut own: Vec<usize> = (0..view.items.len()).filter(|&i| speaks(&view.items[i])).collect();
    let weight = |i: usize| {
        let item = &view.items[i];
        (item.aligned.explicit, item.signal.marks.quoted, (item.value().abs() * 10.0).round() as i32)
    };
    if own.len() > CLAIMS {
        own.sort_by_key(|&i| (std::cmp::Reverse(weight(i)), i));
        own.truncate(CLAIMS);
        own.sort_unstable();
    }
    let claims: Vec<(usize, &Claim)> = own.into_iter().filter_map(|i| Some((i, view.items[i].signal.claim.as_ref()?))).collect();
    let words = Words::new(view.lexicon, claims.iter().map(|(_, c)| *c));
    let mut found = Vec::new();
    for (k, &(a, x)) in claims.iter().enumerate() {
        let against = claims[k + 1..].iter().filter_map(|&(b, y)| Some(make(view, a, b, &clash(view, &words, (a, x), (b, y))?)));
        found.extend(against);
    }
    found.sort_by(|p, q| q.strength.total_cmp(&p.strength));
    found.truncate(2 * TOP);
    found
}

/// Asserted or promised, and the actor's own.
fn speaks(item: &Item<'_>) -> bool {
    let firm = item.signal.claim.as_ref().is_some_and(|c| c.firm);
    firm && (item.unasserted.is_none() || item.promises()) && item.authorised && item.signal.vote.is_none()
}

/// One thing on which two claims part.
struct Clash<'c> {
    one: &'c Thing,
    other: &'c Thing,
    strength: f32,
}

/// Where two claims part most, if they do: the same word for and against, or words of one field that share what stands beside them.
fn clash<'c>(view: &View<'_>, words: &Words<'_>, (a, x): (usize, &'c Claim), (b, y): (usize, &'c Claim)) -> Option<Clash<'c>> {
    let (p, q) = (&view.items[a].signal, &view.items[b].signal);
    let others = |c: &Claim| !c.by.is_empty() && !c.by.contains(&p.actor);
    if p.report == q.report || others(x) != others(y) || (others(x) && x.by != y.by) {
        return None;
    }
    let meet = x.things.iter().flat_map(|s| y.things.iter().map(move |t| (s, t)));
    let parted = meet.filter(|(s, t)| s.central && t.central && s.plus != t.plus);
    let weighed = parted.map(|(s, t)| (words.one(s, t), s, t)).filter(|(weight, ..)| *weight > 0.0);
    let (weight, one, other) = weighed.max_by(|m, n| m.0.total_cmp(&n.0))?;
    let beside = words.shared(x, y, (one, other), &p.actor);
    let enough = match one.key == other.key {
        true => weight >= SAME || beside > 0.0,
        false => one.noun && other.noun && beside >= ALIKE,
    };
    enough.then(|| Clash { one, other, strength: (SCALE * (weight + beside)).min(0.85) })
}

fn make(view: &View<'_>, a: usize, b: usize, clash: &Clash<'_>) -> Candidate {
    let (x, y) = (&view.items[a], &view.items[b]);
    let kind = kind(x, y, clash);
    // a denial stands first, before the record that has what is denied
    let turned = kind == Kind::DenialRecord && clash.one.plus;
    let (first, last) = if turned { (b, a) } else { (a, b) };
    let (one, other) = if turned { (clash.other, clash.one) } else { (clash.one, clash.other) };
    let sign = |t: &Thing| if t.plus { "for it or having it" } else { "against it or without it" };
    let note = format!("of “{}” and “{}”: {}, and {}", one.lemma, other.lemma, sign(one), sign(other));
    Candidate { of_claims: true, ..Candidate::new(kind, first, last, clash.strength, note) }
}

/// The kind of two clashing claims, the earlier first.
fn kind(x: &Item<'_>, y: &Item<'_>, clash: &Clash<'_>) -> Kind {
    let of = |i: &Item<'_>| i.signal.claim.as_ref().map_or((false, false), |c| (c.ahead, c.habit));
    let ((ahead, habit), (then_ahead, then_habit)) = (of(x), of(y));
    let later = x.before(y) && x.gap(y) > ONE_TIME_DAYS;
    let record = !ahead && !then_ahead && !habit && !then_habit;
    if record && (clash.one.denied || clash.other.denied) {
        return Kind::DenialRecord;
    }
    if (ahead || habit) && !then_ahead && y.signal.channel == Channel::Act {
        return Kind::SayDo;
    }
    match x.voice().zip(y.voice()) {
        _ if later => Kind::Reversal,
        Some((p, q)) if !same_person(&p, &q) => Kind::MixedVoices,
        _ => Kind::Direct,
    }
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, kinds};

    fn bombs(plus: bool) -> Sample {
        Sample::word("A", 0.0).claiming(&[("deliver", plus, false), ("bomb", plus, true)])
    }

    #[test]
    fn will_not_and_will() {
        let found = kinds(&[bombs(false).ahead().from("r1"), bombs(true).ahead().from("r2").on("2020-03-09")]);
        assert!(found.contains(&("reversal", None)), "{found:?}");
        let found = kinds(&[bombs(false).ahead().from("r1"), bombs(true).ahead().from("r2")]);
        assert!(found.contains(&("direct", None)), "{found:?}");
    }

    #[test]
    fn none_and_some() {
        let none = Sample::word("A", 0.0).claiming(&[("enrich", false, true), ("uranium", false, true)]);
        let some = Sample::word("B", 0.0).claiming(&[("enrich", true, false), ("uranium", true, true)]);
        let found = kinds(&[none.from("r1"), some.from("r2").on("2020-06-01")]);
        assert!(found.contains(&("denial-record", None)), "{found:?}");
    }

    #[test]
    fn others_deeds_one_report_and_other_things() {
        assert!(kinds(&[bombs(false).ahead().from("r1"), bombs(true).done_by("BBB").from("r2")]).is_empty());
        assert!(kinds(&[bombs(false).ahead().from("r1"), bombs(true).ahead().from("r1")]).is_empty());
        let bridge = Sample::word("A", 0.0).claiming(&[("open", true, false), ("bridge", true, true)]);
        assert!(kinds(&[bombs(false).ahead().from("r1"), bridge.ahead().from("r2")]).is_empty());
    }
}
