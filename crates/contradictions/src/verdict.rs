//! The verdict, by the table of DESIGN §4. In: the evidence and the pairs that survived. Out: a verdict with its reason.
//!
//! It is a pure function of what is switched on, so that the flip set can ask it again with less.

use crate::evidence::{Item, View};
use crate::kinds::Candidate;
use crate::numbers::{BOTH, FURTHER, LEANS, MEDIUM, SERVES, SHADOW};
use crate::pair::{Grade, Kind, Verdict};
use demarche_actors::Authority;
use demarche_signals::Channel;
use demarche_source::SmolStr;
use std::collections::BTreeSet;

/// A candidate with its strength after the checks.
#[derive(Clone, Debug)]
pub struct Live {
    /// The candidate.
    pub candidate: Candidate,
    /// After the checks.
    pub strength: f32,
}

/// A verdict with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub why: String,
    /// Side leaned to.
    pub leans: Option<SmolStr>,
    /// Indices of pairs that decided.
    pub by: Vec<usize>,
}

/// Decides with the items that are on.
pub fn decide(view: &View<'_>, live: &[Live], on: &dyn Fn(usize) -> bool) -> Decision {
    let usable: Vec<usize> = view.usable().filter(|&i| on(i)).collect();
    let leans = leaning(view, &usable);
    let made = |verdict, why: String, by: Vec<usize>| Decision { verdict, why, leans: leans.clone(), by };
    // a vote that its explanation reconciles is evidence too, of no side
    let reconciled = |i: &usize| view.items[*i].unasserted.as_ref().is_some_and(|(why, _)| *why == "explained-vote");
    // what a named voice of the actor says in a report on the dispute is heard, whether or not its words name a side; of others, words that do
    let spoken = |i: &usize| {
        let item = &view.items[*i];
        let named = item.signal.speaker.as_ref().is_some_and(|s| !s.anonymous && s.authority >= Authority::State);
        let set_aside = item.usable() || item.unasserted.is_some() || !item.authorised || item.evasive();
        !set_aside && item.signal.channel == Channel::Word && (named || item.aligned.explicit)
    };
    let heard: Vec<usize> =
        usable.iter().copied().chain((0..view.items.len()).filter(|&i| on(i)).filter(|i| reconciled(i) || spoken(i))).collect();
    if heard.len() < 2 {
        let why = format!("{} signal that is asserted, authorised and bears on the dispute; two are needed", heard.len());
        return made(Verdict::Insufficient, why, vec![]);
    }
    if !independent(view, &heard) {
        return made(Verdict::Insufficient, "all rests on one report without words of the actor's own".to_owned(), vec![]);
    }
    let active = |l: &&(usize, &Live)| [l.1.candidate.a, l.1.candidate.b].iter().all(|e| e.here().is_none_or(on));
    let pairs: Vec<(usize, &Live)> = live.iter().enumerate().filter(|l| active(&l)).collect();
    let deciding: Vec<&(usize, &Live)> = pairs.iter().filter(|(_, l)| decides(view, l, on)).collect();
    let reversals: Vec<&(usize, &Live)> = deciding
        .iter()
        .copied()
        .filter(|(_, l)| l.candidate.kind == Kind::Reversal && !returned(view, l, on) && in_words(view, l, on))
        .collect();
    let others: Vec<&(usize, &Live)> = deciding.iter().copied().filter(|(_, l)| l.candidate.kind != Kind::Reversal).collect();
    let indices = |list: &[&(usize, &Live)]| list.iter().map(|(i, _)| *i).collect::<Vec<_>>();
    let within = others.iter().any(|(_, l)| !across(view, l, &reversals));
    if !reversals.is_empty() && !within {
        return made(
            Verdict::Reversed,
            "a later commitment replaces an earlier one, which is not returned to".to_owned(),
            indices(&reversals),
        );
    }
    let broken: Vec<&(usize, &Live)> =
        deciding.iter().copied().filter(|(_, l)| l.candidate.kind == Kind::Reversal && returned(view, l, on)).collect();
    if !others.is_empty() || !broken.is_empty() {
        let mut by = indices(&others);
        by.extend(indices(&broken));
        let kinds: BTreeSet<&str> = by.iter().map(|&i| live[i].candidate.kind.as_str()).collect();
        let why = format!(
            "asserted, authorised and of one period, these survive their checks: {}",
            kinds.into_iter().collect::<Vec<_>>().join(", ")
        );
        return made(Verdict::Contradictory, why, by);
    }
    match lesser(view, &usable, &pairs) {
        Some(why) => made(Verdict::Hedging, why, vec![]),
        None => {
            let line = leans.as_ref().map_or("keep one neutral line".to_owned(), |s| format!("lean to {s}"));
            made(
                Verdict::Consistent,
                format!("{} signals {line}, and nothing that survives its checks goes against them", heard.len()),
                vec![],
            )
        }
    }
}

fn decides(view: &View<'_>, live: &Live, on: &dyn Fn(usize) -> bool) -> bool {
    if live.candidate.kind == Kind::Evasion || live.strength < MEDIUM {
        return false;
    }
    let withheld = matches!(live.candidate.grade, Some(Grade::Withheld | Grade::Absent));
    !withheld || !further(view, live.candidate.a.of(view), on).is_empty()
}

/// Further signals against some words: asserted, authorised, committed, and no vote or word merely withheld.
pub fn further<'v>(view: &'v View<'_>, words: &Item<'_>, on: impl Fn(usize) -> bool) -> Vec<&'v str> {
    let against = |i: &usize| {
        let item = &view.items[*i];
        item.value() * words.value() < 0.0 && item.value().abs() >= FURTHER && !item.aligned.withheld && !item.evasive()
    };
    view.usable().filter(|&i| on(i)).filter(against).map(|i| view.items[i].signal.id.as_str()).collect()
}

/// Two votes on two texts are a change of line only for an actor that is heard on the dispute in words too.
fn in_words(view: &View<'_>, live: &Live, on: &dyn Fn(usize) -> bool) -> bool {
    let ends = [live.candidate.a, live.candidate.b].map(|e| e.of(view));
    let served = |i: usize| ends.iter().any(|e| e.serves() == view.items[i].serves());
    !ends.iter().all(|e| e.is_vote()) || view.usable().any(|i| on(i) && view.items[i].is_word() && served(i))
}

/// Whether the earlier line is asserted again after the later one.
fn returned(view: &View<'_>, live: &Live, on: &dyn Fn(usize) -> bool) -> bool {
    let (a, b) = (live.candidate.a.of(view), live.candidate.b.of(view));
    let back = |i: usize| {
        let item = &view.items[i];
        on(i)
            && item.usable()
            && b.before(item)
            && item.serves().is_some()
            && item.serves() == a.serves()
            && item.value().abs() >= FURTHER
            && !item.evasive()
            && !item.aligned.withheld
    };
    a.serves().is_some() && (0..view.items.len()).any(back)
}

/// Whether a pair only repeats a reversal: its ends stand on the two banks of it.
fn across(view: &View<'_>, live: &Live, reversals: &[&(usize, &Live)]) -> bool {
    if live.candidate.kind == Kind::DenialRecord {
        // a record denied is no change of line
        return false;
    }
    let (a, b) = (live.candidate.a.of(view), live.candidate.b.of(view));
    let (first, last) = if b.before(a) { (b, a) } else { (a, b) };
    reversals.iter().any(|(_, r)| {
        let (x, y) = (r.candidate.a.of(view), r.candidate.b.of(view));
        first.before(y) && !last.before(x) && (x.serves() == first.serves() || x.serves().is_none()) && y.serves() == last.serves()
    })
}

/// Two independent reports, two channels, or words of the actor's own.
fn independent(view: &View<'_>, usable: &[usize]) -> bool {
    let sources: BTreeSet<&SmolStr> = usable.iter().flat_map(|&i| &view.items[i].sources).collect();
    let channels: BTreeSet<_> = usable.iter().map(|&i| view.items[i].signal.channel).collect();
    let own = usable.iter().any(|&i| in_own_words(&view.items[i]));
    sources.len() >= 2 || channels.len() >= 2 || own
}

/// The actor's exact words, or a text in the first person.
fn in_own_words(item: &Item<'_>) -> bool {
    let signal = item.signal;
    let first = signal.speaker.as_ref().is_some_and(|s| matches!(s.name.to_lowercase().as_str(), "we" | "our" | "i" | "my" | "us"));
    let quotes = signal.speaker.is_some() && signal.quote.contains(['“', '”', '"']);
    // a transcript or a note in the actor's own voice
    let own = signal.act.pattern == "own words";
    own || signal.marks.quoted || quotes || first || item.report.is_some_and(|r| r.country.is_some())
}

/// Side to which the usable signals lean, if they do.
fn leaning(view: &View<'_>, usable: &[usize]) -> Option<SmolStr> {
    let (p, n) = sums(view, usable);
    if p + n < SERVES || (p - n).abs() / (p + n) < LEANS {
        return None;
    }
    view.model.served(p - n).cloned()
}

fn sums(view: &View<'_>, usable: &[usize]) -> (f32, f32) {
    usable.iter().fold((0.0, 0.0), |(p, n), &i| {
        let v = view.items[i].value();
        (p + v.max(0.0), n + (-v).max(0.0))
    })
}

/// Whether an end of a pair was read by its tone alone.
fn toned(view: &View<'_>, live: &Live) -> bool {
    [live.candidate.a, live.candidate.b].iter().any(|e| e.of(view).aligned.by_tone)
}

/// Why the lesser side is served too, or support withheld; `None` if it is not.
fn lesser(view: &View<'_>, usable: &[usize], pairs: &[(usize, &Live)]) -> Option<String> {
    let (p, n) = sums(view, usable);
    if let Some(side) = view.party {
        // a party that leans to its own side is consistent, whatever it concedes in passing
        let own = view.model.sign(side) * (p - n);
        if own >= 0.0 || pairs.iter().all(|(_, l)| l.candidate.kind == Kind::Evasion) {
            return None;
        }
    }
    // a silence alone, or a change too weak to be one, is no second line
    let second = pairs.iter().filter(|(_, l)| {
        !matches!(l.candidate.kind, Kind::Evasion | Kind::Reversal)
            && (l.strength >= SHADOW || l.candidate.grade.is_some())
            && !toned(view, l)
    });
    if let Some((_, pair)) = second.max_by(|(_, a), (_, b)| a.strength.total_cmp(&b.strength)) {
        return Some(format!("a pair ({}) stands, too weak to exclude the other commitment", pair.candidate.kind.as_str()));
    }
    let lesser = p.min(n);
    let opposite = |i: &&usize| {
        let item = &view.items[**i];
        let v = item.value();
        (p >= n) != (v > 0.0) && v.abs() >= FURTHER && item.aligned.explicit && !item.aligned.by_tone
    };
    (lesser / (p + n).max(0.01) >= BOTH && usable.iter().any(|i| opposite(&i)))
        .then(|| "both sides are served, without commitments that exclude each other".to_owned())
}
