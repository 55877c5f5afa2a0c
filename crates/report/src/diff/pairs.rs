//! Pairs gained, lost, or of another strength. In: two dossiers with their signals matched. Out: changes.

use super::Change;
use super::causes::Causes;
use super::matching::{Matched, fields};
use crate::sealed::{PairWire, ReadingWire, Sealed};
use std::collections::BTreeMap;

/// Actor, dispute, kind, and the two signals under the numbers of the later dossier; a lost signal keeps its own with a mark.
type Key = (String, String, String, [String; 2]);

pub(super) fn changes(a: &Sealed, b: &Sealed, matched: &Matched<'_>, causes: &Causes<'_>) -> Vec<Change> {
    let later = |id: &str| matched.later(id).map_or_else(|| format!("{id} (before)"), |s| s.id.to_string());
    let same = |id: &str| id.to_owned();
    let (old, new) = (stand(a, &later), stand(b, &same));
    let mut all = Vec::new();
    for (key, p) in &old {
        if !new.contains_key(key) {
            all.push(Change { what: shown(a, key), before: Some(line(p)), after: None, because: why(b, key, matched, causes, &same) });
        }
    }
    for (key, p) in &new {
        match old.get(key) {
            None => {
                all.push(Change { what: shown(b, key), before: None, after: Some(line(p)), because: why(a, key, matched, causes, &later) })
            }
            Some(q) if line(q) != line(p) => {
                all.push(Change { what: shown(b, key), before: Some(line(q)), after: Some(line(p)), because: checks(q, p, causes) });
            }
            Some(_) => {}
        }
    }
    all
}

fn stand<'d>(d: &'d Sealed, name: &dyn Fn(&str) -> String) -> BTreeMap<Key, &'d PairWire> {
    let of = |r: &'d ReadingWire| r.pairs.iter().map(move |p| (r, p));
    d.readings.iter().flat_map(of).map(|(r, p)| (key(r, &p.kind, &p.signals, name), p)).collect()
}

fn key(r: &ReadingWire, kind: &str, signals: &[demarche_source::SmolStr; 2], name: &dyn Fn(&str) -> String) -> Key {
    let mut ends = [name(&signals[0]), name(&signals[1])];
    ends.sort();
    (r.actor.to_string(), r.dispute.clone(), kind.to_owned(), ends)
}

fn shown(d: &Sealed, (actor, dispute, kind, ends): &Key) -> String {
    format!("{kind} of {} and {}, {} · {dispute}", ends[0], ends[1], d.name(actor))
}

fn line(p: &PairWire) -> String {
    let grade = p.grade.as_ref().map_or(String::new(), |g| format!("{g}, "));
    format!("{grade}strength {:.2}", p.strength)
}

/// Why a pair stands in one dossier only; `other` is the one in which it does not.
fn why(other: &Sealed, wanted: &Key, matched: &Matched<'_>, causes: &Causes<'_>, name: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut told = Vec::new();
    for end in &wanted.3 {
        if let Some(s) = matched.gained.iter().find(|s| s.id == *end) {
            told.push(format!("{end} is new ({})", causes.gained(s).join("; ")));
        } else if let Some(s) = end.strip_suffix(" (before)").and_then(|id| matched.lost.iter().find(|s| s.id == id)) {
            told.push(format!("{} is gone ({})", s.id, causes.lost(s).join("; ")));
        } else if let Some((p, q)) = matched.same.iter().find(|(p, q)| q.id == *end && !fields(p, q).is_empty()) {
            told.push(format!("{end} is read otherwise ({})", causes.changed(p, q).join("; ")));
        }
    }
    for r in &other.readings {
        for d in r.rejected.iter().filter(|d| key(r, &d.kind, &d.signals, name) == *wanted) {
            told.push(format!("on the other side {} declines it: {}", d.check, d.note));
        }
    }
    if told.is_empty() && causes.stirred(matched, &wanted.0, &wanted.1) {
        told.push(
            "other signals of the reading changed: only the strongest are set against each other, and few pairs of a kind are shown"
                .to_owned(),
        );
    }
    causes.or_program(told)
}

/// Which checks found something else.
fn checks(q: &PairWire, p: &PairWire, causes: &Causes<'_>) -> Vec<String> {
    let mut told = Vec::new();
    if q.base != p.base {
        let base = |p: &PairWire| p.base.map_or_else(|| "unknown".to_owned(), |b| format!("{b:.3}"));
        told.push(format!("before the checks {} → {}", base(q), base(p)));
    }
    for c in &p.checks {
        let before = q.checks.iter().find(|o| o.check == c.check).and_then(|o| o.factor);
        if before != c.factor {
            told.push(format!("{}: {}", c.check, c.note));
        }
    }
    causes.or_program(told)
}
