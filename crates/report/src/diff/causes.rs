//! Why something differs, as far as two dossiers tell. In: the dossiers and a signal or reading. Out: sentences. Where several things changed at
//! once, each that may be the cause is named.

use super::matching::{Matched, fields};
use super::{Change, shown};
use crate::explain::ruling;
use crate::sealed::{ReadingWire, ReportWire, RulingWire, Sealed};
use crate::wire::SignalWire;
use std::collections::BTreeSet;

/// Causes named for one reading before the rest is only counted.
const NAMED: usize = 8;

pub(super) struct Causes<'d> {
    a: &'d Sealed,
    b: &'d Sealed,
}

/// Fields that depend on the question and the lexicon's disputes, not on how the text was read.
fn judged(field: &str) -> bool {
    field.starts_with("alignment")
}

impl<'d> Causes<'d> {
    pub fn new(a: &'d Sealed, b: &'d Sealed) -> Self {
        Self { a, b }
    }

    /// What went in and differs.
    pub fn inputs(&self) -> Vec<Change> {
        let (a, b) = (self.a, self.b);
        let set = |v: &[demarche_source::SmolStr]| (!v.is_empty()).then(|| v.join(", "));
        let some = |v: &str| Some(v.to_owned());
        let rows = [
            ("program", some(&a.program), some(&b.program)),
            ("lexicon", some(&a.lexicon), some(&b.lexicon)),
            ("model", some(&a.model), some(&b.model)),
            ("option from", a.options.from.clone(), b.options.from.clone()),
            ("option to", a.options.to.clone(), b.options.to.clone()),
            ("option actor", set(&a.options.actors), set(&b.options.actors)),
            ("option published", a.options.published.clone(), b.options.published.clone()),
            ("votes", a.inputs.votes.clone(), b.inputs.votes.clone()),
            ("disputes", a.inputs.disputes.clone(), b.inputs.disputes.clone()),
            ("corrections", a.inputs.corrections.clone(), b.inputs.corrections.clone()),
        ];
        let change = |what: String, before, after| Change { what, before, after, because: Vec::new() };
        let mut all: Vec<Change> =
            rows.into_iter().filter(|r| r.1 != r.2).map(|(what, before, after)| change(what.to_owned(), before, after)).collect();
        for r in a.reports.iter().filter(|r| !has(b, r)) {
            let later = b.report(&r.id);
            all.push(change(format!("report {}", r.id), Some(told(r)), later.map(told)));
        }
        for r in b.reports.iter().filter(|r| !has(a, r) && a.report(&r.id).is_none()) {
            all.push(change(format!("report {}", r.id), None, Some(told(r))));
        }
        for y in &b.reports {
            let before = a.reports.iter().find(|x| x.sha256 == y.sha256);
            if let Some(x) = before.filter(|x| about(x) != about(y)) {
                all.push(change(format!("about report {}", y.id), Some(about(x)), Some(about(y))));
            }
        }
        all
    }

    pub fn lost(&self, s: &SignalWire) -> Vec<String> {
        self.only(self.a, self.b, s, "is gone")
    }

    pub fn gained(&self, s: &SignalWire) -> Vec<String> {
        self.only(self.b, self.a, s, "is new")
    }

    /// Why a signal is in one of the two only.
    fn only(&self, here: &Sealed, there: &Sealed, s: &SignalWire, how: &str) -> Vec<String> {
        if s.report == "votes" {
            let changed = self.a.inputs.votes != self.b.inputs.votes;
            return self.or_program(if changed { vec!["the roll calls given are others".to_owned()] } else { Vec::new() });
        }
        match here.report(&s.report) {
            Some(r) if !has(there, r) && there.report(&r.id).is_some() => vec![format!("the text of report {} changed", r.id)],
            Some(r) if !has(there, r) => vec![format!("report {} {how}", r.id)],
            _ => self.or_program(self.rulings(s)),
        }
    }

    /// Why a signal is read otherwise.
    pub fn changed(&self, x: &SignalWire, y: &SignalWire) -> Vec<String> {
        let moved = fields(x, y);
        let mut why = self.rulings(x);
        why.extend(self.rulings(y));
        why.dedup();
        let of = |d: &'d Sealed, s: &SignalWire| d.report(&s.report).map(about);
        if of(self.a, x) != of(self.b, y) {
            why.push(format!("what is known about report {} changed", y.report));
        }
        if self.a.inputs.disputes != self.b.inputs.disputes && moved.iter().all(|m| judged(&m.0)) {
            why.push("the disputes given are others".to_owned());
        }
        self.or_program(why)
    }

    /// The rulings that only one of the dossiers has and that name this signal.
    fn rulings(&self, s: &SignalWire) -> Vec<String> {
        let only = |d: &'d Sealed, o: &'d Sealed| d.rulings.iter().filter(move |r| !o.rulings.iter().any(|p| same(p, r)));
        let names = |r: &&RulingWire| r.signals.contains(&s.id);
        let new = only(self.b, self.a).filter(names).map(|r| format!("a ruling: {}", ruling(r)));
        new.chain(only(self.a, self.b).filter(names).map(|r| format!("a ruling no longer given: {}", ruling(r)))).collect()
    }

    /// The causes given, else what of the program changed, else that the dossiers do not tell.
    pub fn or_program(&self, mut why: Vec<String>) -> Vec<String> {
        if why.is_empty() {
            let (a, b) = (self.a, self.b);
            let moved =
                [("the program", a.program != b.program), ("the lexicon", a.lexicon != b.lexicon), ("the model", a.model != b.model)];
            why.extend(moved.into_iter().filter(|m| m.1).map(|m| format!("{} changed", m.0)));
        }
        if why.is_empty() {
            why.push("the dossiers do not tell".to_owned());
        }
        why
    }

    /// Whether any signal of a reading is new, gone or read otherwise.
    pub fn stirred(&self, matched: &Matched<'_>, actor: &str, dispute: &str) -> bool {
        let of = |s: &SignalWire| s.actor == actor && s.alignment.iter().any(|a| a.dispute == dispute);
        let moved = matched.same.iter().any(|(x, y)| (of(x) || of(y)) && !fields(x, y).is_empty());
        moved || matched.gained.iter().chain(&matched.lost).any(|s| of(s))
    }

    /// Why a reading is another.
    pub fn reading(&self, matched: &Matched<'_>, x: Option<&ReadingWire>, y: Option<&ReadingWire>) -> Vec<String> {
        let mut why = Vec::new();
        let inside = |r: Option<&ReadingWire>, s: &SignalWire| r.is_some_and(|r| r.signals.contains(&s.id));
        let join = |w: Vec<String>| w.join("; ");
        for s in matched.gained.iter().filter(|s| inside(y, s)) {
            why.push(format!("new: {} ({})", shown(self.b, s), join(self.gained(s))));
        }
        for s in matched.lost.iter().filter(|s| inside(x, s)) {
            why.push(format!("gone: {} ({})", shown(self.a, s), join(self.lost(s))));
        }
        for (p, q) in matched.same.iter().filter(|(p, q)| inside(x, p) || inside(y, q)) {
            let fields: Vec<String> = fields(p, q).into_iter().map(|f| format!("{} {} → {}", f.0, f.1, f.2)).collect();
            if !fields.is_empty() {
                why.push(format!("read otherwise: {}: {} ({})", shown(self.b, q), fields.join(", "), join(self.changed(p, q))));
            } else if inside(x, p) != inside(y, q) && x.is_some() && y.is_some() {
                why.push(format!("{}: {}", if inside(y, q) { "now bears" } else { "no longer bears" }, shown(self.b, q)));
            }
        }
        if why.len() > NAMED {
            let more = why.len() - NAMED;
            why.truncate(NAMED);
            why.push(format!("{more} further signals"));
        }
        if self.a.options.from != self.b.options.from || self.a.options.to != self.b.options.to {
            why.push("the window is another".to_owned());
        }
        if self.a.options.actors != self.b.options.actors && (x.is_none() || y.is_none()) {
            why.push("other actors were asked for".to_owned());
        }
        let actor = |r: &RulingWire, d: &Sealed| {
            r.signals.iter().any(|id| d.signal(id).is_some_and(|s| x.or(y).is_some_and(|r| r.actor == s.actor)))
        };
        let pairs = self.b.rulings.iter().filter(|r| r.signals.len() == 2 && actor(r, self.b));
        why.extend(pairs.filter(|r| !self.a.rulings.iter().any(|p| same(p, r))).map(|r| format!("a ruling: {}", ruling(r))));
        let gone = self.a.rulings.iter().filter(|r| r.signals.len() == 2 && actor(r, self.a));
        why.extend(gone.filter(|r| !self.b.rulings.iter().any(|p| same(p, r))).map(|r| format!("a ruling no longer given: {}", ruling(r))));
        if why.is_empty() && self.a.inputs.disputes != self.b.inputs.disputes {
            why.push("the disputes given are others".to_owned());
        }
        self.or_program(why)
    }
}

/// Numbers apart, whether two rulings are one.
fn same(a: &RulingWire, b: &RulingWire) -> bool {
    let told = |r: &RulingWire| (r.ruling.clone(), r.set.clone(), r.reason.clone(), r.by.clone(), r.date.clone(), r.signals.len());
    told(a) == told(b)
}

fn has(d: &Sealed, r: &ReportWire) -> bool {
    d.reports.iter().any(|o| o.sha256 == r.sha256)
}

fn told(r: &ReportWire) -> String {
    format!("sha256 {}", r.sha256.get(..16).unwrap_or(&r.sha256))
}

/// What is known of a report beside its text.
fn about(r: &ReportWire) -> String {
    let parts: BTreeSet<(&str, &str)> =
        [("published", r.published.as_deref()), ("outlet", r.outlet.as_deref()), ("title", r.title.as_deref())]
            .into_iter()
            .filter_map(|(k, v)| Some((k, v?)))
            .collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.into_iter().map(|(k, v)| format!("{k} {v}")).collect::<Vec<_>>().join(", ") }
}
