//! What changed between two dossiers, and why, as far as they tell. In: two dossiers, earlier first. Out: a [`Difference`]. Signals are told to
//! be the same by the hash of their report and their place in it, never by number. It runs nothing again.

mod causes;
mod matching;
mod pairs;
mod render;

use crate::sealed::{ReadingWire, Sealed};
use crate::wire::SignalWire;
use causes::Causes;
use matching::Matched;
use serde::Serialize;

/// All that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Program, lexicon, model, options, reports, votes, disputes, rulings.
    pub inputs: Vec<Change>,
    /// Verdicts, and what they lean to.
    pub readings: Vec<Change>,
    /// Signals gained, lost or read otherwise.
    pub signals: Vec<Change>,
    /// Pairs gained, lost, or of another strength.
    pub pairs: Vec<Change>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What: "China · Russia-Ukraine war", "s6 “…”".
    pub what: String,
    /// What it was; `null` where it is new.
    pub before: Option<String>,
    /// What it is; `null` where it is gone.
    pub after: Option<String>,
    /// Why, where the dossiers tell.
    pub because: Vec<String>,
}

impl Difference {
    /// Nothing differs that a reader would see.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty() && self.readings.is_empty() && self.signals.is_empty() && self.pairs.is_empty()
    }
}

/// Compares two dossiers, the earlier first.
pub fn diff(a: &Sealed, b: &Sealed) -> Difference {
    let matched = Matched::new(a, b);
    let causes = Causes::new(a, b);
    let signals = signals(a, b, &matched, &causes);
    let pairs = pairs::changes(a, b, &matched, &causes);
    Difference { inputs: causes.inputs(), readings: readings(a, b, &matched, &causes), signals, pairs }
}

fn signals(a: &Sealed, b: &Sealed, matched: &Matched<'_>, causes: &Causes<'_>) -> Vec<Change> {
    let mut all = Vec::new();
    for s in &matched.lost {
        all.push(Change { what: shown(a, s), before: Some(facts(s)), after: None, because: causes.lost(s) });
    }
    for s in &matched.gained {
        all.push(Change { what: shown(b, s), before: None, after: Some(facts(s)), because: causes.gained(s) });
    }
    for (x, y) in &matched.same {
        let moved = matching::fields(x, y);
        if !moved.is_empty() {
            let side = |pick: fn(&(String, String, String)) -> &String| {
                moved.iter().map(|f| format!("{} {}", f.0, pick(f))).collect::<Vec<_>>().join(", ")
            };
            all.push(Change {
                what: shown(b, y),
                before: Some(side(|f| &f.1)),
                after: Some(side(|f| &f.2)),
                because: causes.changed(x, y),
            });
        }
    }
    all
}

/// "s6, China “exact words”".
fn shown(d: &Sealed, s: &SignalWire) -> String {
    let words = crate::view::one_line(&s.quote);
    let mut short: String = words.chars().take(80).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("{}, {} “{short}”", s.id, d.name(&s.actor))
}

fn facts(s: &SignalWire) -> String {
    let stands: Vec<String> =
        s.alignment.iter().filter_map(|a| Some(format!("{:+.2} {} in {}", a.value, a.side.as_ref()?, a.dispute))).collect();
    let stands = if stands.is_empty() { "takes no side".to_owned() } else { stands.join("; ") };
    format!("{}, {}, {stands}", s.act.label, s.factuality)
}

fn readings(a: &Sealed, b: &Sealed, matched: &Matched<'_>, causes: &Causes<'_>) -> Vec<Change> {
    let of = |d: &'_ Sealed, r: &ReadingWire| d.readings.iter().position(|o| o.actor == r.actor && o.dispute == r.dispute);
    let title = |d: &Sealed, r: &ReadingWire| format!("{} · {}", d.name(&r.actor), r.dispute);
    let mut all = Vec::new();
    for y in &b.readings {
        let Some(x) = of(a, y).map(|i| &a.readings[i]) else {
            let because = causes.reading(matched, None, Some(y));
            all.push(Change { what: title(b, y), before: None, after: Some(line(y)), because });
            continue;
        };
        let told = |r: &ReadingWire| (r.verdict.clone(), r.leans.clone(), r.confidence.clone(), r.likelihood.clone());
        if told(x) != told(y) {
            let because = causes.reading(matched, Some(x), Some(y));
            all.push(Change { what: title(b, y), before: Some(line(x)), after: Some(line(y)), because });
        }
    }
    for x in a.readings.iter().filter(|x| of(b, x).is_none()) {
        let because = causes.reading(matched, Some(x), None);
        all.push(Change { what: title(a, x), before: Some(line(x)), after: None, because });
    }
    all
}

/// "contradictory, leans to UKR, likely, confidence moderate".
fn line(r: &ReadingWire) -> String {
    let leans = r.leans.as_ref().map_or("to no side", String::as_str);
    let leans = if r.leans.is_some() { format!("leans to {leans}") } else { format!("leans {leans}") };
    let likely = r.likelihood.as_ref().map_or(String::new(), |l| format!(", {}", l.term));
    format!("{}, {leans}{likely}, confidence {}", r.verdict, r.confidence)
}
