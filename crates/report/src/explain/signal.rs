//! One end of a pair in words: whose words, who vouches, how sure and why, where it stands. In: a signal. Out: a section.

use super::Section;
use crate::sealed::{ReadingWire, Sealed};
use crate::view::one_line;
use crate::wire::{AlignmentWire, SignalWire};

pub(super) fn section(dossier: &Sealed, s: &SignalWire, readings: &[&ReadingWire]) -> Section {
    let mut told = Section::new(format!("{}: {}", s.id, words(s)));
    told.tell(place(dossier, s));
    told.tell(who(dossier, s));
    told.tell(act(dossier, s));
    for line in vouched(s) {
        told.tell(line);
    }
    told.tell(format!("Factuality {}: {}", s.factuality, sure(s)));
    if let Some(d) = &s.date {
        told.tell(if d.from == d.to { format!("Done on {}.", d.from) } else { format!("Done between {} and {}.", d.from, d.to) });
    } else {
        told.tell("Undated: neither the text nor a day of publication tells when.");
    }
    if !s.marks.is_empty() {
        told.tell(format!("Marked: {}.", s.marks.join(", ")));
    }
    told.tell(format!("Read with confidence {:.2} (parser and names together).", s.confidence));
    for r in dossier.rulings.iter().filter(|r| r.signals.len() == 1 && r.signals[0] == s.id) {
        told.tell(format!("Ruling: {}", ruling(r)));
    }
    for r in readings {
        bearing(&mut told, s, r);
    }
    told
}

/// A ruling in one line.
pub(crate) fn ruling(r: &crate::sealed::RulingWire) -> String {
    let set: Vec<String> = r.set.iter().map(|(k, v)| format!("{k} = {v}")).collect();
    let set = if set.is_empty() { String::new() } else { format!(" ({})", set.join(", ")) };
    let who = [r.by.as_deref(), r.date.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let who = if who.is_empty() { String::new() } else { format!(" [{who}]") };
    format!("{}{set}: {}{who} → {}", r.ruling, r.reason, r.effect)
}

/// The exact words, or what the roll call records.
pub(super) fn words(s: &SignalWire) -> String {
    match &s.vote {
        Some(v) if s.report == "votes" => format!("voted {} on {} ({})", v.cast, s.quote, v.body),
        _ => format!("“{}”", one_line(&s.quote)),
    }
}

fn place(dossier: &Sealed, s: &SignalWire) -> String {
    if s.report == "votes" {
        return "From a roll call that was given as input.".to_owned();
    }
    let spans: Vec<String> = s.spans.iter().map(|p| format!("{}–{}", p.start, p.end)).collect();
    let (outlet, published, hash) = dossier
        .report(&s.report)
        .map_or((None, None, ""), |r| (r.outlet.as_deref(), r.published.as_deref(), r.sha256.get(..16).unwrap_or(&r.sha256)));
    let facts = [outlet, published].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let facts = if facts.is_empty() { String::new() } else { format!(" ({facts})") };
    format!("Report {}{facts}, bytes {}, sha256 {hash}…", s.report, spans.join(" and "))
}

fn who(dossier: &Sealed, s: &SignalWire) -> String {
    let actor = dossier.name(&s.actor);
    match &s.speaker {
        None => format!("{actor} ({}), with no speaker named: taken as the government.", s.actor),
        Some(sp) => {
            let office = sp.office.as_ref().filter(|o| !sp.name.to_lowercase().contains(&o.to_lowercase()));
            let office = office.map_or(String::new(), |o| format!(", {o}"));
            let binds = match sp.speaks_for_actor.as_str() {
                "state" => "who speaks for the state",
                "organ" => "who speaks for the organ",
                _ => "who binds nobody but himself or herself",
            };
            format!("{actor} ({}), through {}{office} (rank {} of 10), {binds}.", s.actor, sp.name, sp.rank)
        }
    }
}

fn act(dossier: &Sealed, s: &SignalWire) -> String {
    let plover = [s.act.kind.as_deref(), s.act.mode.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("/");
    let plover = if plover.is_empty() { String::new() } else { format!("PLOVER {plover}, ") };
    let target = match s.target.is_empty() {
        true => String::new(),
        false => format!(", towards {}", s.target.iter().map(|t| dossier.name(t)).collect::<Vec<_>>().join(", ")),
    };
    let norm = s.principle.as_ref().map_or(String::new(), |p| format!(", invoking {p}"));
    let pattern = if s.act.pattern.is_empty() { String::new() } else { format!("; matched “{}”", s.act.pattern) };
    format!("Coded {} ({plover}CAMEO {}{pattern}){target}{norm}.", s.act.label, s.act.cameo)
}

fn vouched(s: &SignalWire) -> Vec<String> {
    if s.vouched_by.is_empty() {
        return vec![format!("Vouched for by {}.", s.attribution.join(" → "))];
    }
    let voice = |v: &str| match v {
        "outlet" => "the outlet in its own voice",
        "own" => "the actor's own authorised voice",
        "other" => "another's voice",
        "anonymous" => "an unnamed voice",
        _ => "hearsay",
    };
    let link = |(i, l): (usize, &crate::wire::LinkWire)| {
        let lead = if i == 0 { "Vouched for by" } else { "→" };
        format!("{lead} {} ({}, {})", l.name, voice(&l.voice), l.factuality)
    };
    s.vouched_by.iter().enumerate().map(link).collect()
}

/// What decided the factuality: the least sure of chain, marks and the clause itself.
fn sure(s: &SignalWire) -> String {
    let scale = |f: &str| match f {
        "CT+" | "CT-" => 3,
        "PR+" | "PR-" => 2,
        "PS+" | "PS-" => 1,
        _ => 0,
    };
    let value = scale(&s.factuality);
    let negated = if s.factuality.ends_with('-') { "told as not done; " } else { "" };
    let limit = |voice: &str, f: &str| match voice {
        "outlet" => 3,
        "own" => scale(f),
        "hearsay" => scale(f).min(2),
        _ => scale(f).min(1),
    };
    let doubter = s.vouched_by.iter().skip(1).find(|l| limit(&l.voice, &l.factuality) <= value && value < 3);
    let mark = ["question", "conditional", "future"].into_iter().find(|m| s.marks.iter().any(|x| x == m));
    let by = match (doubter, mark) {
        (Some(l), _) => format!("limited by the link “{}” ({}, {})", l.name, l.voice, l.factuality),
        (None, Some(m)) if value < 3 => format!("limited because it is told as {}", told_as(m)),
        _ if s.report == "votes" => "a roll call records it".to_owned(),
        _ if value == 3 => "nothing in the clause or in the chain casts doubt on it".to_owned(),
        _ => "limited by the clause itself: a modal, a hedge, or what it hangs on".to_owned(),
    };
    format!("{negated}{by}.")
}

fn told_as(mark: &str) -> &'static str {
    match mark {
        "question" => "a question",
        "conditional" => "depending on a condition",
        _ => "to come",
    }
}

/// Where it stands in a reading, step by step, and whether it counts there.
fn bearing(told: &mut Section, s: &SignalWire, r: &ReadingWire) {
    let Some(a) = s.alignment.iter().find(|a| a.dispute == r.dispute) else {
        told.tell(format!("It does not bear on {}.", r.dispute));
        return;
    };
    told.tell(format!("Alignment in {}: {}", r.dispute, stands(a)));
    for (i, step) in steps(a).iter().enumerate() {
        told.tell(format!("  {}. {step}", i + 1));
    }
    match r.set_aside.iter().find(|x| x.signal == s.id) {
        Some(x) => told.tell(format!("Shown, and not counted ({}): {}.", x.why, x.note)),
        None if r.counted.contains(&s.id) => told.tell("Counted: asserted, authorised, and bearing on the dispute."),
        None if r.signals.contains(&s.id) => told.tell("Shown, and not counted."),
        None => told.tell("Counted under another signal of which it is a repeated telling, or in another dispute."),
    }
}

/// "+0.60, serves UKR".
pub(super) fn stands(a: &AlignmentWire) -> String {
    match &a.side {
        Some(side) => format!("{:+.2}, serves {side}", a.value),
        None => format!("{:+.2}, takes no side", a.value),
    }
}

/// The factors of a derivation, one a step; the line with the result last.
fn steps(a: &AlignmentWire) -> Vec<String> {
    a.derivation.iter().flat_map(|line| line.split(" × ")).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
}
