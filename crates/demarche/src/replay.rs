//! A dossier against its replay. In: the bytes of a dossier, and what the same question gives now. Out: what departs, causes first, in words.

use crate::Question;
use demarche_report::Sealed;
use demarche_report::sealed::{OptionsWire, ReportWire, seal_holds};
use demarche_source::{Date, parse_date};
use serde_json::Value;

/// The question that a dossier answered, without disputes and rulings, which are files.
///
/// # Errors
/// If an option of the dossier is no date.
pub fn question_of(options: &OptionsWire) -> Result<Question, String> {
    let day = |name: &str, text: &Option<String>| -> Result<Option<Date>, String> {
        text.as_deref().map(parse_date).transpose().map_err(|e| format!("options.{name}: {e}"))
    };
    Ok(Question {
        from: day("from", &options.from)?,
        to: day("to", &options.to)?,
        published: day("published", &options.published)?,
        actors: options.actors.iter().cloned().collect(),
        ..Question::default()
    })
}

/// All that departs between a dossier (its text, and the same as values) and its replay: first whether it is as it was sealed, then what went
/// in, then the first byte and the first value that differ. Empty if every byte is the same.
pub fn departures(text: &str, old: &Sealed, new: &Sealed) -> Vec<String> {
    let mut told = Vec::new();
    if seal_holds(text) == Some(false) {
        told.push("the dossier is not as it was sealed: it was edited since".to_owned());
    }
    let mut moved = |what: &str, a: &str, b: &str| {
        if a != b {
            told.push(format!("{what}: {a} in the dossier, {b} now"));
        }
    };
    moved("program version", &old.program, &new.program);
    moved("lexicon", &old.lexicon, &new.lexicon);
    moved("model", &old.model, &new.model);
    let none = |v: &Option<String>| v.clone().unwrap_or_else(|| "none".to_owned());
    moved("votes", &none(&old.inputs.votes), &none(&new.inputs.votes));
    moved("disputes", &none(&old.inputs.disputes), &none(&new.inputs.disputes));
    moved("corrections", &none(&old.inputs.corrections), &none(&new.inputs.corrections));
    told.extend(reports(old, new));
    let again = new.clone().write();
    if text != again {
        told.push(bytes(text, &again));
        told.extend(value(text, &again));
    }
    told
}

/// Reports that are others: same id with another text, missing, added, or known otherwise.
fn reports(old: &Sealed, new: &Sealed) -> Vec<String> {
    let mut told = Vec::new();
    for r in &old.reports {
        match new.report(&r.id).or_else(|| new.reports.iter().find(|n| n.sha256 == r.sha256)) {
            None => told.push(format!("report {}: not among the inputs", r.id)),
            Some(n) if n.sha256 != r.sha256 => {
                told.push(format!("report {}: its text changed (sha256 {} in the dossier, {} now)", r.id, short(r), short(n)));
            }
            Some(n) if n.id != r.id => told.push(format!("report {}: called {} now", r.id, n.id)),
            Some(n) if (&n.published, &n.outlet, &n.title) != (&r.published, &r.outlet, &r.title) => {
                told.push(format!("report {}: its day of publication, outlet or title changed", r.id));
            }
            Some(_) => {}
        }
    }
    let known = |n: &&ReportWire| old.report(&n.id).is_some() || old.reports.iter().any(|r| r.sha256 == n.sha256);
    told.extend(new.reports.iter().filter(|n| !known(n)).map(|n| format!("report {}: not in the dossier", n.id)));
    told
}

fn short(r: &ReportWire) -> &str {
    r.sha256.get(..16).unwrap_or(&r.sha256)
}

/// Where the bytes part.
fn bytes(old: &str, new: &str) -> String {
    let at = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let line = old.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
    format!(
        "the first byte that differs is byte {at}, in line {line} of the dossier ({} bytes in the dossier, {} now)",
        old.len(),
        new.len()
    )
}

/// The first value that differs, by its path; none where only white space does.
fn value(old: &str, new: &str) -> Option<String> {
    let (old, new): (Value, Value) = (serde_json::from_str(old).ok()?, serde_json::from_str(new).ok()?);
    let mut path = String::new();
    let (a, b) = parting(&old, &new, &mut path)?;
    let brief = |v: Option<&Value>| {
        let text = v.map_or_else(|| "nothing".to_owned(), Value::to_string);
        let mut cut: String = text.chars().take(120).collect();
        if cut.len() < text.len() {
            cut.push('…');
        }
        cut
    };
    Some(format!("the first value that differs is {}: {} in the dossier, {} now", path.trim_start_matches('.'), brief(a), brief(b)))
}

type Parted<'v> = (Option<&'v Value>, Option<&'v Value>);

fn parting<'v>(a: &'v Value, b: &'v Value, path: &mut String) -> Option<Parted<'v>> {
    let steps: Vec<(String, Parted<'v>)> = match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys = x.keys().chain(y.keys().filter(|k| !x.contains_key(*k))).filter(|k| *k != "seal");
            keys.map(|key| (format!(".{key}"), (x.get(key), y.get(key)))).collect()
        }
        (Value::Array(x), Value::Array(y)) => (0..x.len().max(y.len())).map(|i| (format!("[{i}]"), (x.get(i), y.get(i)))).collect(),
        _ => return (a != b).then_some((Some(a), Some(b))),
    };
    let kept = path.len();
    for (step, pair) in steps {
        path.push_str(&step);
        let found = match pair {
            (Some(p), Some(q)) => parting(p, q, path),
            other => Some(other),
        };
        if found.is_some() {
            return found;
        }
        path.truncate(kept);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Study, study};
    use demarche_lexicon::Lexicon;
    use demarche_source::Report;

    fn dossier(text: &str) -> Sealed {
        let reports = vec![Report::from_text("r", text)];
        study(Lexicon::embedded(), Study { reports, ..Study::default() }, &Question::default(), &|| ()).sealed()
    }

    #[test]
    fn a_replay_of_the_same_has_no_departure() {
        let one = dossier("China condemned Russia's attack on Ukraine.");
        let text = one.clone().write();
        assert_eq!(departures(&text, &Sealed::read(&text).unwrap(), &one), Vec::<String>::new());
    }

    #[test]
    fn another_text_and_an_edited_dossier_are_told() {
        let one = dossier("China condemned Russia's attack on Ukraine.");
        let text = one.clone().write();
        let told = departures(&text, &Sealed::read(&text).unwrap(), &dossier("China condemned Ukraine.")).join("\n");
        assert!(told.contains("report r: its text changed") && told.contains("the first value that differs is names.RUS"), "{told}");
        let edited = text.replacen("\"CT+\"", "\"CT-\"", 1);
        let told = departures(&edited, &Sealed::read(&edited).unwrap(), &one).join("\n");
        assert!(told.contains("edited since") && told.contains("\"CT-\" in the dossier, \"CT+\" now"), "{told}");
    }
}
