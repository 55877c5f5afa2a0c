//! One expectation against a dossier. In: a line of an `expect` block. Out: nothing, or what was found instead.

use demarche_report::Dossier;

type Found = Result<(), String>;

/// Whether the dossier is as the line says.
pub fn meets(dossier: &Dossier, wish: &str) -> Found {
    let (kind, rest) = wish.split_once(": ").ok_or("no `kind: …`")?;
    let words = words(rest);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match (kind, words.as_slice()) {
        ("signal", [actor, act, quote, factuality, more @ ..]) => signal(dossier, actor, act, quote, Some(factuality), more),
        ("no signal", [actor, act, quote]) => absent(signal(dossier, actor, act, quote, None, &[]), "there is such a signal"),
        ("reading", [actor, dispute, verdict, leans @ ..]) => reading(dossier, actor, dispute, verdict, leans.first().copied()),
        ("not flagged", [actor]) => not_flagged(dossier, actor),
        ("pair", [actor, kind, grade @ ..]) => pair(dossier, actor, kind, grade.first().copied()),
        ("no pair", [actor, kind]) => absent(pair(dossier, actor, kind, None), "there is such a pair"),
        ("declined", [actor, check]) => declined(dossier, actor, check),
        ("not counted", [actor, quote]) => not_counted(dossier, actor, quote),
        ("copy", [id, of]) => copy(dossier, id, of),
        _ => Err("this expectation is not known, or has too many or too few words; see cases/README.md".to_owned()),
    }
}

/// Words apart by blanks; quoted words stay together.
fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        if i % 2 == 1 {
            all.push(part.to_owned());
        } else {
            all.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    all
}

fn absent(found: Found, message: &str) -> Found {
    if found.is_ok() { Err(message.to_owned()) } else { Ok(()) }
}

fn none_of(what: &str, list: Vec<String>) -> Found {
    let list = if list.is_empty() { "nothing".to_owned() } else { list.join("\n      ") };
    Err(format!("{what}: {list}"))
}

/// `act` is one id of the lexicon, several joined by `|`, or `*`; `more` holds `by NAME`, `to CODE`.
fn signal(dossier: &Dossier, actor: &str, act: &str, quote: &str, factuality: Option<&str>, more: &[&str]) -> Found {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = dossier.signals.iter().any(|s| {
        let extra = more.chunks(2).all(|pair| match pair {
            ["by", name] => s.speaker.as_ref().is_some_and(|sp| sp.name == *name),
            ["to", code] => s.target.iter().any(|t| t == code),
            _ => false,
        });
        s.actor == actor
            && (act == "*" || act.split('|').any(|a| s.act.id == a))
            && flat(&s.quote).contains(quote)
            && factuality.is_none_or(|f| s.factuality.as_str() == f)
            && extra
    });
    if fits {
        return Ok(());
    }
    let line = |s: &demarche_signals::Signal| {
        let speaker = s.speaker.as_ref().map_or(String::new(), |sp| format!(" by {:?}", sp.name));
        format!("{} {} {:?} {} to {:?}{speaker}", s.actor, s.act.id, flat(&s.quote), s.factuality.as_str(), s.target)
    };
    none_of("signals", dossier.signals.iter().filter(|s| s.report != "votes").map(line).collect())
}

fn reading(dossier: &Dossier, actor: &str, dispute: &str, verdict: &str, leans: Option<&str>) -> Found {
    let found = dossier.readings.iter().find(|r| r.actor == actor && r.dispute == dispute);
    match found {
        None if verdict == "insufficient" => Ok(()),
        None => Err("no reading".to_owned()),
        Some(r) if r.verdict.as_str() == verdict && leans.is_none_or(|l| r.leans.as_deref().unwrap_or("none") == l) => Ok(()),
        Some(r) => Err(format!("{}, leans {}: {}", r.verdict.as_str(), r.leans.as_deref().unwrap_or("none"), r.why)),
    }
}

fn not_flagged(dossier: &Dossier, actor: &str) -> Found {
    let flagged = dossier.readings.iter().filter(|r| r.actor == actor && matches!(r.verdict.as_str(), "contradictory" | "reversed"));
    let list: Vec<String> = flagged.map(|r| format!("{} on {}: {}", r.verdict.as_str(), r.dispute, r.why)).collect();
    if list.is_empty() { Ok(()) } else { none_of("flagged", list) }
}

fn pair(dossier: &Dossier, actor: &str, kind: &str, grade: Option<&str>) -> Found {
    let pairs = || dossier.readings.iter().filter(|r| r.actor == actor).flat_map(|r| &r.pairs);
    if pairs().any(|p| p.kind.as_str() == kind && grade.is_none_or(|g| p.grade.map(|x| x.as_str()) == Some(g))) {
        return Ok(());
    }
    none_of("pairs", pairs().map(|p| format!("{} {:?} {:.2} {:?}", p.kind.as_str(), p.grade, p.strength, p.signals)).collect())
}

fn declined(dossier: &Dossier, actor: &str, check: &str) -> Found {
    let all = || dossier.readings.iter().filter(|r| r.actor == actor).flat_map(|r| &r.rejected);
    if all().any(|r| r.check == check) {
        return Ok(());
    }
    none_of("declined", all().map(|r| format!("{} by {}: {}", r.kind.as_str(), r.check, r.note)).collect())
}

/// A signal with these words is shown and does not count in any reading.
fn not_counted(dossier: &Dossier, actor: &str, quote: &str) -> Found {
    let ids: Vec<_> = dossier.signals.iter().filter(|s| s.actor == actor && s.quote.contains(quote)).map(|s| s.id.clone()).collect();
    if ids.is_empty() {
        return Err("no signal has these words".to_owned());
    }
    let counted = dossier.readings.iter().filter(|r| r.usable.iter().any(|id| ids.contains(id)));
    let list: Vec<String> = counted.map(|r| format!("{} on {}", r.actor, r.dispute)).collect();
    if list.is_empty() { Ok(()) } else { none_of("counted in", list) }
}

fn copy(dossier: &Dossier, id: &str, of: &str) -> Found {
    match dossier.reports.get(id).map(|m| m.copy_of.as_deref()) {
        Some(Some(found)) if found == of => Ok(()),
        Some(found) => Err(format!("copy of {found:?}")),
        None => Err(format!("no report {id}")),
    }
}
