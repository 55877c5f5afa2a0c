//! What makes two signals a pair, or keeps them from it. In: a pair of the dossier. Out: sections.

use super::signal::{stands, words};
use super::{Found, Section};
use crate::sealed::{CheckWire, PairWire, ReadingWire, RejectedWire, Sealed};
use crate::wire::SignalWire;
use demarche_contradictions::{Kind, docs, numbers};

/// "s6 and s8 of China: say-vote (withheld)".
pub(super) fn title(dossier: &Sealed, these: &[Found<'_>], [a, b]: [&str; 2]) -> String {
    let one = |f: &Found<'_>| match f {
        Found::Stands(_, p) => format!("{}{}, strength {:.2}", p.kind, grade(p), p.strength),
        Found::Declined(_, p) => format!("{}, declined by {}", p.kind, p.check),
    };
    let whose = these.first().map_or(String::new(), |f| format!(" of {}", dossier.name(&f.reading().actor)));
    match these {
        [] => format!("{a} and {b}: no pair"),
        _ => format!("{a} and {b}{whose}: {}", these.iter().map(one).collect::<Vec<_>>().join("; ")),
    }
}

fn grade(p: &PairWire) -> String {
    p.grade.as_ref().map_or(String::new(), |g| format!(" ({g})"))
}

/// Kind, checks, strength and what follows for the verdict.
pub(super) fn sections(dossier: &Sealed, found: Found<'_>, x: &SignalWire, y: &SignalWire) -> Vec<Section> {
    match found {
        Found::Stands(r, p) => {
            vec![kind(&p.kind, &p.note, r, x, y), checks(&p.checks), strength(p), verdict(dossier, r, p)]
        }
        Found::Declined(r, p) => vec![kind(&p.kind, &p.considered, r, x, y), declined(r, p)],
    }
}

fn kind(kind: &str, note: &str, r: &ReadingWire, x: &SignalWire, y: &SignalWire) -> Section {
    let mut told = Section::new(format!("The kind: {kind}"));
    for paragraph in Kind::parse(kind).map(docs::rule).unwrap_or_default() {
        told.tell(paragraph);
    }
    for s in [x, y] {
        let here = s.alignment.iter().find(|a| a.dispute == r.dispute);
        let elsewhere = || s.alignment.first().map(|a| format!("{} in {}", stands(a), a.dispute));
        let stand = here.map(stands).or_else(elsewhere).unwrap_or_else(|| "no alignment".to_owned());
        told.tell(format!("How the pair meets it: {} ({}, {}): {stand}.", s.id, s.channel, s.act.label));
    }
    if !note.is_empty() {
        told.tell(format!("So the rule proposed it: {note}."));
    }
    told
}

fn outcome(c: &CheckWire) -> String {
    match (c.holds, c.factor) {
        (false, _) => "declines".to_owned(),
        (true, Some(f)) => format!("weakens (× {f})"),
        (true, None) => "does not apply".to_owned(),
    }
}

fn checks(list: &[CheckWire]) -> Section {
    let mut told = Section::new(format!("The {} checks: what could reconcile the two", list.len()));
    for c in list {
        told.tell(format!("{} {}: {}", c.check, outcome(c), c.note));
    }
    told
}

fn strength(p: &PairWire) -> Section {
    let mut told = Section::new("The strength");
    let weakening: Vec<(&str, f32)> = p.checks.iter().filter_map(|c| Some((c.check.as_str(), c.factor?))).collect();
    let Some(base) = p.base else {
        told.tell(format!("{:.2} after the checks; this dossier does not tell it before them.", p.strength));
        return told;
    };
    told.tell(format!("{base:.3} by the rule, from the kind of pair and the weight of its ends."));
    for (check, factor) in &weakening {
        told.tell(format!("× {factor} ({check})"));
    }
    let product = weakening.iter().fold(base, |v, (_, f)| v * f).clamp(0.0, 1.0);
    told.tell(format!("= {product:.3}, shown as {:.2}", p.strength));
    told
}

fn verdict(dossier: &Sealed, r: &ReadingWire, p: &PairWire) -> Section {
    let mut told = Section::new("What follows for the verdict");
    let withheld = matches!(p.grade.as_deref(), Some("withheld" | "absent"));
    told.tell(if p.kind == "evasion" {
        "An evasion never decides.".to_owned()
    } else if p.strength < numbers::MEDIUM {
        format!("Below {:.2} a pair cannot make a contradiction; it may make a hedge.", numbers::MEDIUM)
    } else if withheld {
        format!(
            "From {:.2} it can decide, and, since a vote was withheld and not cast, only beside further signals against the words.",
            numbers::MEDIUM
        )
    } else {
        format!("From {:.2} it can decide.", numbers::MEDIUM)
    });
    told.tell(format!("{} in {}: {}. {}.", dossier.name(&r.actor), r.dispute, r.verdict, r.why));
    if p.signals.iter().any(|s| r.flip_set.contains(s)) {
        told.tell(format!("Without {} the verdict would be another.", r.flip_set.join(" and ")));
    }
    told
}

fn declined(r: &ReadingWire, p: &RejectedWire) -> Section {
    let mut told = Section::new("Why it is no contradiction");
    if let Some(base) = p.base {
        told.tell(format!("The rule gave it {base:.3} before the checks."));
    }
    told.tell(format!("{} declines: {}.", p.check, p.note));
    told.tell(format!("One check that declines is enough. The verdict is {}: {}.", r.verdict, r.why));
    told
}

/// Two signals that no rule made a pair of.
pub(super) fn none(dossier: &Sealed, x: &SignalWire, y: &SignalWire) -> Section {
    let mut told = Section::new("Why it is no pair");
    if x.actor != y.actor {
        told.tell(format!("They are of two actors, {} and {}; a pair is of one.", dossier.name(&x.actor), dossier.name(&y.actor)));
        return told;
    }
    let common: Vec<&str> =
        x.alignment.iter().filter(|a| y.alignment.iter().any(|b| b.dispute == a.dispute)).map(|a| a.dispute.as_str()).collect();
    if common.is_empty() {
        told.tell("No dispute has both; signals are compared where both bear.");
    }
    for dispute in common {
        let of = |s: &SignalWire| s.alignment.iter().find(|a| a.dispute == dispute).map_or(0.0, |a| a.value);
        let (a, b) = (of(x), of(y));
        told.tell(if a * b > 0.0 {
            format!("In {dispute} both serve one side ({a:+.2} and {b:+.2}).")
        } else if a * b < 0.0 {
            format!("In {dispute} they serve different sides ({a:+.2} and {b:+.2}); no rule proposed them, or stronger pairs of the kind were shown.")
        } else {
            format!("In {dispute} {} takes no side, so it goes against nothing.", if a == 0.0 { words(x) } else { words(y) })
        });
    }
    told
}
