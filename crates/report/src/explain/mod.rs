//! The whole derivation of a pair, from the dossier alone. In: a dossier and the name of a pair. Out: sections in words. It computes nothing
//! that the dossier does not hold, and judges nothing again.

mod pair;
mod render;
mod signal;

pub(crate) use signal::ruling;

use crate::sealed::{PairWire, ReadingWire, RejectedWire, Sealed};
use crate::wire::SignalWire;
use serde::Serialize;

/// A derivation, to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Which pair or pairs.
    pub title: String,
    /// From the words to the strength.
    pub sections: Vec<Section>,
}

/// One step of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What it tells.
    pub title: String,
    /// One fact a line.
    pub lines: Vec<String>,
}

impl Section {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), lines: Vec::new() }
    }

    fn tell(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }
}

/// A pair where it stands, or was declined.
#[derive(Clone, Copy, Debug)]
enum Found<'d> {
    Stands(&'d ReadingWire, &'d PairWire),
    Declined(&'d ReadingWire, &'d RejectedWire),
}

impl<'d> Found<'d> {
    fn reading(self) -> &'d ReadingWire {
        match self {
            Self::Stands(r, _) | Self::Declined(r, _) => r,
        }
    }

    fn signals(self) -> [&'d str; 2] {
        let [a, b] = match self {
            Self::Stands(_, p) => &p.signals,
            Self::Declined(_, p) => &p.signals,
        };
        [a, b]
    }
}

/// Explains a pair: `s6,s8` names the two signals; `CHN:2` is the second pair of that actor, counted reading by reading, in each those that
/// stand before those that were declined. Two signals that make several pairs (of several kinds, or in several disputes) are told together;
/// two that make none are told with what kept them from being one.
///
/// # Errors
/// If the name is of neither form, or what it names is not in the dossier.
pub fn explain(dossier: &Sealed, pair: &str) -> Result<Explanation, String> {
    let all = found(dossier);
    let (these, [a, b]) = if let Some((actor, number)) = pair.split_once(':') {
        let one = numbered(dossier, &all, pair, actor, number)?;
        (vec![one], one.signals())
    } else if let Some((a, b)) = pair.split_once(',') {
        let (a, b) = (a.trim(), b.trim());
        let both = |f: &&Found<'_>| f.signals() == [a, b] || f.signals() == [b, a];
        (all.iter().filter(both).copied().collect(), [a, b])
    } else {
        return Err(format!("`{pair}` names no pair; give two signals (s6,s8) or an actor and a number (CHN:2)"));
    };
    let order = these.first().map_or([a, b], |f| f.signals());
    let (x, y) = (known(dossier, order[0])?, known(dossier, order[1])?);
    let mut told = Explanation { title: pair::title(dossier, &these, order), sections: Vec::new() };
    for s in [x, y] {
        let readings: Vec<&ReadingWire> = match these.is_empty() {
            true => dossier.readings.iter().filter(|r| r.signals.contains(&s.id)).collect(),
            false => distinct(&these),
        };
        told.sections.push(signal::section(dossier, s, &readings));
    }
    if these.is_empty() {
        told.sections.push(pair::none(dossier, x, y));
    }
    for one in these {
        told.sections.extend(pair::sections(dossier, one, x, y));
    }
    Ok(told)
}

fn distinct<'d>(these: &[Found<'d>]) -> Vec<&'d ReadingWire> {
    let mut readings: Vec<&ReadingWire> = Vec::new();
    for r in these.iter().map(|f| f.reading()) {
        if !readings.iter().any(|o| std::ptr::eq(*o, r)) {
            readings.push(r);
        }
    }
    readings
}

fn found(dossier: &Sealed) -> Vec<Found<'_>> {
    let of = |r| {
        let reading: &ReadingWire = r;
        let stand = reading.pairs.iter().map(move |p| Found::Stands(reading, p));
        stand.chain(reading.rejected.iter().map(move |p| Found::Declined(reading, p)))
    };
    dossier.readings.iter().flat_map(of).collect()
}

fn numbered<'d>(dossier: &Sealed, all: &[Found<'d>], pair: &str, actor: &str, number: &str) -> Result<Found<'d>, String> {
    let n: usize = number.trim().parse().map_err(|_| format!("`{pair}`: `{number}` is no number; CHN:1 is the first pair of CHN"))?;
    let code = actor.trim().to_uppercase();
    let is = |r: &ReadingWire| r.actor == code || dossier.name(&r.actor).to_uppercase() == code;
    let own: Vec<Found<'d>> = all.iter().copied().filter(|f| is(f.reading())).collect();
    if !dossier.readings.iter().any(is) {
        let mut actors: Vec<&str> = dossier.readings.iter().map(|r| r.actor.as_str()).collect();
        actors.sort_unstable();
        actors.dedup();
        return Err(format!("`{pair}`: the dossier has no reading of `{actor}`; it has {}", actors.join(", ")));
    }
    let at = n.checked_sub(1).and_then(|i| own.get(i)).copied();
    at.ok_or_else(|| format!("`{pair}`: {code} has {} pairs, declined ones included", own.len()))
}

fn known<'d>(dossier: &'d Sealed, id: &str) -> Result<&'d SignalWire, String> {
    dossier.signal(id).ok_or_else(|| format!("the dossier has no signal `{id}`; it has s1 to s{}", dossier.signals.len()))
}
