//! What a ruling may set, and to what. In: a line as written. Out: the line, or why it cannot stand; a signal with the field set.

use super::{Decision, RulingLine};
use demarche_actors::Authority;
use demarche_contradictions::Kind;
use demarche_lexicon::Lexicon;
use demarche_signals::{Channel, Factuality, LinkKind, Signal};
use demarche_source::{DateRange, SmolStr, parse_date};

/// Fields of a signal that a ruling may set.
pub const SIGNAL_FIELDS: &[&str] = &["actor", "act", "authority", "date", "factuality", "principle", "target", "vouched"];
/// Fields of a pair that a ruling may set.
pub const PAIR_FIELDS: &[&str] = &["kind", "strength"];

/// The line, if it can be applied.
pub(super) fn checked(lexicon: &Lexicon, line: RulingLine) -> Result<RulingLine, String> {
    let of_pair = match (&line.signal, &line.pair) {
        (Some(_), None) => false,
        (None, Some(_)) => true,
        _ => return Err("a ruling names either a `signal` or a `pair`".to_owned()),
    };
    if line.reason.trim().is_empty() {
        return Err("`reason` is empty; a ruling says why".to_owned());
    }
    match line.ruling {
        Decision::Correct if line.set.is_empty() => return Err("`set` is empty; a correction says what is otherwise".to_owned()),
        Decision::Accept | Decision::Dismiss if !line.set.is_empty() => {
            return Err(format!("`set` goes with `correct`, not with `{}`", line.ruling.as_str()));
        }
        _ => {}
    }
    if let Some(kind) = &line.kind {
        if !of_pair {
            return Err("`kind` goes with a `pair`".to_owned());
        }
        known_kind(kind)?;
    }
    for (field, value) in &line.set {
        if of_pair {
            pair_field(field, value)?;
        } else {
            drop(signal_field(lexicon, field, value)?);
        }
    }
    Ok(line)
}

fn known_kind(kind: &str) -> Result<Kind, String> {
    let all = || Kind::ALL.map(Kind::as_str).join(", ");
    Kind::parse(kind).ok_or_else(|| format!("`{kind}` is no kind of pair; the kinds are {}", all()))
}

/// Kind and strength that a ruling sets on a pair.
pub(super) fn pair_field(field: &str, value: &str) -> Result<(Option<Kind>, Option<f32>), String> {
    match field {
        "kind" => Ok((Some(known_kind(value)?), None)),
        "strength" => {
            let number: Option<f32> = value.parse().ok().filter(|v| (0.0..=1.0).contains(v));
            number.map(|n| (None, Some(n))).ok_or_else(|| format!("strength `{value}` is no number from 0 to 1"))
        }
        _ => Err(format!("`{field}` cannot be set on a pair; {} can", PAIR_FIELDS.join(", "))),
    }
}

/// A change to a signal.
type Setter = Box<dyn Fn(&mut Signal)>;

/// What sets one field of a signal.
pub(super) fn signal_field(lexicon: &Lexicon, field: &str, value: &str) -> Result<Setter, String> {
    let value = value.trim();
    let actor = |code: &str| -> Result<SmolStr, String> {
        lexicon.actor(code).map(|_| SmolStr::from(code)).ok_or_else(|| format!("{field}: `{code}` is no actor's code"))
    };
    Ok(match field {
        "actor" => {
            let code = actor(value)?;
            Box::new(move |s| s.actor = code.clone())
        }
        "target" => {
            let codes: Vec<SmolStr> = match value {
                "none" => Vec::new(),
                list => list.split([',', ' ']).filter(|c| !c.is_empty()).map(actor).collect::<Result<_, _>>()?,
            };
            Box::new(move |s| s.target = codes.clone())
        }
        "act" => {
            let act = lexicon.act(value).ok_or_else(|| format!("act: `{value}` is no act of the lexicon"))?.clone();
            Box::new(move |s| {
                s.act.id = act.id.clone();
                s.act.plover = act.plover.clone();
                s.act.mode = act.mode.clone();
                s.act.cameo = act.cameo.clone();
                s.act.pattern = "by ruling".into();
                s.channel = match act.channel.as_str() {
                    "act" => Channel::Act,
                    "vote" => Channel::Vote,
                    _ => Channel::Word,
                };
            })
        }
        "principle" => {
            let id = (value != "none").then(|| SmolStr::from(value));
            if id.as_ref().is_some_and(|id| !lexicon.entries().principles.iter().any(|p| p.id == *id)) {
                return Err(format!("principle: `{value}` is no principle of the lexicon"));
            }
            Box::new(move |s| s.principle = id.clone())
        }
        "factuality" => {
            let f = Factuality::parse(value).ok_or_else(|| format!("factuality: `{value}` is none of CT+, PR+, PS+, U, PS-, PR-, CT-"))?;
            Box::new(move |s| s.factuality = f)
        }
        "date" => {
            let (from, to) = value.split_once("..").unwrap_or((value, value));
            let day = |t: &str| parse_date(t).map_err(|e| format!("date: {e}"));
            let range = DateRange { from: day(from)?, to: day(to)? };
            if range.to < range.from {
                return Err(format!("date: `{value}` ends before it begins"));
            }
            Box::new(move |s| s.date = Some(range))
        }
        "authority" => {
            let authority = match value {
                "state" => Authority::State,
                "organ" => Authority::Organ,
                "none" => Authority::None,
                _ => return Err(format!("authority: `{value}` is none of state, organ, none")),
            };
            Box::new(move |s| {
                if let Some(speaker) = &mut s.speaker {
                    speaker.authority = authority;
                    speaker.anonymous &= authority == Authority::None;
                }
            })
        }
        "vouched" => {
            let voice = match value {
                "outlet" => None,
                "own" => Some(LinkKind::Own),
                "other" => Some(LinkKind::Other),
                "anonymous" => Some(LinkKind::Anonymous),
                "hearsay" => Some(LinkKind::Hearsay),
                _ => return Err(format!("vouched: `{value}` is none of outlet, own, other, anonymous, hearsay")),
            };
            Box::new(move |s| match voice {
                None => s.attribution.truncate(1),
                Some(kind) => s.attribution.iter_mut().skip(1).for_each(|l| l.kind = kind),
            })
        }
        _ => return Err(format!("`{field}` cannot be set on a signal; {} can", SIGNAL_FIELDS.join(", "))),
    })
}
