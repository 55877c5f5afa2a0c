//! Which signals of two dossiers are the same. In: two dossiers. Out: same, lost, gained. Same report by hash and same bytes, or the same vote.

use crate::sealed::Sealed;
use crate::wire::{Place, SignalWire};
use demarche_source::SmolStr;
use std::collections::BTreeMap;

/// Signals of two dossiers set against each other.
pub(super) struct Matched<'d> {
    /// Earlier and later.
    pub same: Vec<(&'d SignalWire, &'d SignalWire)>,
    /// Only in the earlier.
    pub lost: Vec<&'d SignalWire>,
    /// Only in the later.
    pub gained: Vec<&'d SignalWire>,
}

type Key = (String, Vec<Place>, String);

/// Where a signal stands, whatever its number.
fn key(d: &Sealed, s: &SignalWire) -> Key {
    match &s.vote {
        Some(v) if s.report == "votes" => {
            (format!("vote {} {}", v.body, v.symbol.as_deref().unwrap_or("")), Vec::new(), s.actor.to_string())
        }
        _ => {
            let hash = d.report(&s.report).map_or_else(|| s.report.to_string(), |r| r.sha256.clone());
            (hash, s.spans.clone(), s.quote.clone())
        }
    }
}

impl<'d> Matched<'d> {
    pub fn new(a: &'d Sealed, b: &'d Sealed) -> Self {
        let mut left: BTreeMap<Key, Vec<&SignalWire>> = BTreeMap::new();
        for s in &a.signals {
            left.entry(key(a, s)).or_default().push(s);
        }
        let mut all = Self { same: Vec::new(), lost: Vec::new(), gained: Vec::new() };
        let mut rest: Vec<&SignalWire> = b.signals.iter().collect();
        // several acts may share their words: the most alike are the same one
        let alike: [fn(&SignalWire, &SignalWire) -> bool; 3] = [
            |x, y| x.actor == y.actor && x.act.label == y.act.label,
            |x, y| x.actor == y.actor && x.channel == y.channel,
            |x, y| x.act.label == y.act.label,
        ];
        for fits in alike {
            let take = |y: &&'d SignalWire| {
                let Some(list) = left.get_mut(&key(b, y)) else { return true };
                match list.iter().position(|x| fits(x, y)) {
                    Some(i) => {
                        all.same.push((list.remove(i), y));
                        false
                    }
                    None => true,
                }
            };
            rest.retain(take);
        }
        all.gained = rest;
        all.lost = left.into_values().flatten().collect();
        all.lost.sort_by_key(|s| number(&s.id));
        all.same.sort_by_key(|(_, y)| number(&y.id));
        all
    }

    /// The later signal that is the same as the earlier of that id.
    pub fn later(&self, id: &str) -> Option<&'d SignalWire> {
        self.same.iter().find(|(x, _)| x.id == id).map(|(_, y)| *y)
    }
}

fn number(id: &SmolStr) -> usize {
    id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(usize::MAX)
}

/// What two tellings of one signal differ in: field, before, after.
pub(super) fn fields(x: &SignalWire, y: &SignalWire) -> Vec<(String, String, String)> {
    let none = || "none".to_owned();
    let date = |s: &SignalWire| {
        s.date.as_ref().map_or_else(none, |d| if d.from == d.to { d.from.clone() } else { format!("{}–{}", d.from, d.to) })
    };
    let speaker = |s: &SignalWire| s.speaker.as_ref().map_or_else(none, |p| p.name.clone());
    let list = |l: &[SmolStr]| if l.is_empty() { none() } else { l.join("+") };
    let of = |s: &SignalWire| {
        [
            ("actor", s.actor.to_string()),
            ("speaker", speaker(s)),
            ("channel", s.channel.to_string()),
            ("act", s.act.label.to_string()),
            ("target", list(&s.target)),
            ("principle", s.principle.as_ref().map_or_else(none, ToString::to_string)),
            ("factuality", s.factuality.to_string()),
            ("date", date(s)),
            ("cast", s.vote.as_ref().map_or_else(none, |v| v.cast.to_string())),
            ("vouched by", s.attribution.join(" → ")),
            ("marks", list(&s.marks)),
        ]
    };
    let mut moved: Vec<(String, String, String)> =
        of(x).into_iter().zip(of(y)).filter(|(p, q)| p.1 != q.1).map(|((name, p), (_, q))| (name.to_owned(), p, q)).collect();
    let value = |s: &SignalWire, dispute: &str| s.alignment.iter().find(|a| a.dispute == dispute).map(|a| format!("{:+.2}", a.value));
    let mut disputes: Vec<&str> = x.alignment.iter().chain(&y.alignment).map(|a| a.dispute.as_str()).collect();
    disputes.sort_unstable();
    disputes.dedup();
    for dispute in disputes {
        let (p, q) = (value(x, dispute), value(y, dispute));
        if p != q {
            let told = |v: Option<String>| v.unwrap_or_else(|| "does not bear".to_owned());
            moved.push((format!("alignment in {dispute}"), told(p), told(q)));
        }
    }
    moved
}
