//! One case file to evidence and expectations. In: Markdown. Out: [`Case`], or line and problem.

use demarche::Study;
use demarche_source::{Cast, Code, Report, Vote, parse_date};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a case file holds.
pub struct Case {
    /// Reports and votes.
    pub study: Study,
    /// TOML of the file's own disputes, with the line that it begins in.
    pub disputes: Option<(usize, String)>,
    /// Line, whether it is a known miss, and the expectation.
    pub expected: Vec<(usize, bool, String)>,
}

type Problem = (usize, String);

/// Reads the fenced blocks `report`, `votes`, `dispute` and `expect`; all else is for people.
pub fn case(text: &str) -> Result<Case, Problem> {
    let mut case = Case { study: Study::default(), disputes: None, expected: Vec::new() };
    for (line, kind, body) in blocks(text)? {
        match kind.as_str() {
            "report" => {
                let id = format!("r{}", case.study.reports.len() + 1);
                case.study.reports.push(report(&id, &body).map_err(|problem| (line, problem))?);
            }
            "votes" => case.study.votes.extend(votes(&body).map_err(|problem| (line, problem))?),
            "dispute" => case.disputes = Some((line, body)),
            "expect" => {
                for (i, wish) in body.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
                    let (known, wish) = wish.strip_prefix("known miss: ").map_or((false, wish), |rest| (true, rest));
                    case.expected.push((line + 1 + i, known, wish.trim().to_owned()));
                }
            }
            other => return Err((line, format!("a block `{other}`; there are report, votes, dispute and expect"))),
        }
    }
    match (case.study.reports.is_empty(), case.expected.is_empty()) {
        (false, false) => Ok(case),
        (true, _) => Err((1, "no block `report`".to_owned())),
        (_, true) => Err((1, "no block `expect`".to_owned())),
    }
}

/// Fenced blocks: line of the fence, its word, its text.
fn blocks(text: &str) -> Result<Vec<(usize, String, String)>, Problem> {
    let (mut all, mut open): (Vec<(usize, String, String)>, bool) = (Vec::new(), false);
    for (i, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(word) => {
                open = true;
                all.push((i + 1, word.trim().to_owned(), String::new()));
            }
            None if open => {
                if let Some((_, _, body)) = all.last_mut() {
                    body.push_str(line);
                    body.push('\n');
                }
            }
            None => {}
        }
    }
    if open { Err((text.lines().count(), "a block is not closed".to_owned())) } else { Ok(all) }
}

/// A report with the header block that `.txt` files have.
fn report(id: &str, body: &str) -> Result<Report, String> {
    let rest = body.strip_prefix("---\n").ok_or("a report begins with a header between lines `---`")?;
    let (header, text) = rest.split_once("---\n").ok_or("the header is not closed")?;
    let mut report = Report::from_text(id, text);
    for line in header.lines() {
        let (key, value) = line.split_once(':').ok_or_else(|| format!("`{line}` is no `key: value`"))?;
        let value = value.trim().to_owned();
        match key {
            "title" => report.title = Some(value),
            "outlet" => report.outlet = Some(value),
            "published" => report.published = Some(parse_date(&value).map_err(|e| e.to_string())?),
            "speaker" => report.speaker = Some(value),
            "country" => report.country = Some(value.into()),
            other => return Err(format!("no header `{other}`")),
        }
    }
    Ok(report)
}

fn votes(json: &str) -> Result<Vec<Vote>, String> {
    let list: Vec<Value> = serde_json::from_str(json).map_err(|e| format!("votes: {e}"))?;
    list.iter().map(vote).collect()
}

fn vote(value: &Value) -> Result<Vote, String> {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let map = |key: &str| -> Result<BTreeMap<Code, Cast>, String> {
        serde_json::from_value(value[key].clone()).map_err(|e| format!("votes, `{key}`: {e}"))
    };
    let explanations: Option<BTreeMap<Code, String>> = serde_json::from_value(value["explanations"].clone()).map_err(|e| e.to_string())?;
    let sponsor: Option<Vec<Code>> = serde_json::from_value(value["sponsor"].clone()).map_err(|e| e.to_string())?;
    Ok(Vote {
        body: text("body"),
        symbol: text("symbol"),
        date: parse_date(&text("date")).map_err(|e| e.to_string())?,
        title: text("title"),
        operative: text("operative"),
        sponsor: sponsor.unwrap_or_default(),
        procedural: value["procedural"].as_bool().unwrap_or(false),
        cast: map("cast")?,
        explanations: explanations.unwrap_or_default(),
    })
}
