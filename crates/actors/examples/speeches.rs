//! Checks a sample of speeches: whether first-person words resolve to the speaking state, and whether the lexicon agrees about who spoke.
//!
//! Usage: `cargo run --release -p demarche-actors --example speeches -- FILE.jsonl [N] [-v]`. A line has `text`, `date`, `country`, `speaker` and `post`
//! (those of the UN General Debate Corpus). N lines (300 without it) are drawn by a hash of `id`.
//! `-v` lists first-person words that went elsewhere. Disagreements about an office are errors in one of the two and are always listed.

use demarche_actors::{Context, resolve};
use demarche_lexicon::schema::Holder;
use demarche_lexicon::{Lexicon, atoms};
use demarche_source::{Date, parse_date};
use serde_json::Value;

/// Words that stand for the speaking state.
const OWN: &[&str] = &["we", "us", "our", "ours", "ourselves"];
/// Nouns after "my" that do.
const MINE: &[&str] = &["country", "government", "delegation", "nation"];

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(file) = args.first().and_then(|p| std::fs::read_to_string(p).ok()) else {
        eprintln!("usage: speeches FILE.jsonl [N] [-v]");
        return std::process::ExitCode::from(2);
    };
    let wanted = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(300);
    let verbose = args.iter().any(|a| a == "-v");
    let mut rows: Vec<Value> = file.lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
    rows.sort_by_cached_key(|row| hash(field(row, "id")));
    rows.truncate(wanted);
    let (mut own, mut mine, mut posts) = ((0u32, 0u32), (0u32, 0u32), (0u32, 0u32));
    for row in &rows {
        first_person(row, &mut own, &mut mine, verbose);
        if let Some((agrees, note)) = post(row) {
            (posts.0, posts.1) = (posts.0 + u32::from(agrees), posts.1 + 1);
            if !agrees {
                println!("{note}");
            }
        }
    }
    let share = |(n, all): (u32, u32)| format!("{n}/{all} = {:.3}", f64::from(n) / f64::from(all.max(1)));
    println!("we, us, our          {}", share(own));
    println!("my country and such  {}", share(mine));
    println!("posts that agree     {}", share(posts));
    std::process::ExitCode::SUCCESS
}

fn field<'r>(row: &'r Value, name: &str) -> &'r str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The day of the speech; where only the month is known, a day of the general debate.
fn day(row: &Value) -> Option<Date> {
    let date = field(row, "date");
    if date.len() == 7 { parse_date(&format!("{date}-25")).ok() } else { parse_date(date).ok() }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Counts first-person words that resolve to the country of the speech.
fn first_person(row: &Value, own: &mut (u32, u32), mine: &mut (u32, u32), verbose: bool) {
    let (text, country) = (field(row, "text"), field(row, "country"));
    let context = Context { published: day(row), country: Some(country.into()), ..Context::default() };
    let (document, _) = demarche_syntax::read(text);
    let mentions = resolve(Lexicon::embedded(), text, &document, &context);
    for (s, sentence) in document.sentences.iter().enumerate() {
        let words = sentence.tree.words();
        for (w, word) in words.iter().enumerate() {
            let form = word.span.of(text);
            let lower = form.to_lowercase();
            let my = w > 0 && words[w - 1].span.of(text).eq_ignore_ascii_case("my") && MINE.contains(&lower.as_str());
            if !my && (!OWN.contains(&lower.as_str()) || form == "US") {
                continue;
            }
            let right = mentions.at(s, w).is_some_and(|m| m.actors.iter().any(|a| a.code == country));
            let count = if my { &mut *mine } else { &mut *own };
            (count.0, count.1) = (count.0 + u32::from(right), count.1 + 1);
            if verbose && !right {
                let got = mentions.at(s, w).map(|m| m.actors.iter().map(|a| a.code.to_string()).collect::<Vec<_>>().join("+"));
                println!("{country} «{form}» {got:?}: {}", sentence.cut.span.of(text).replace('\n', " "));
            }
        }
    }
}

/// Whether the lexicon names the speaker for the post, where it has an entry for that day; `None` where it has not.
fn post(row: &Value) -> Option<(bool, String)> {
    let (post, country, speaker) = (field(row, "post"), field(row, "country"), field(row, "speaker"));
    let on = day(row)?;
    let lower = post.to_lowercase();
    let has = |word: &str| lower.contains(word);
    let offices: &[&str] = if has("vice") || has("deputy") || has("council") || has("former") {
        return None;
    } else if has("prime minister") || has("head of government") {
        &["head-of-government", "head-of-state"]
    } else if has("president") || has("head of state") || has("king") || has("amir") || has("prince") {
        &["head-of-state", "monarch"]
    } else if has("foreign affairs") || has("external relations") {
        &["foreign-minister"]
    } else {
        return None;
    };
    let lexicon = Lexicon::embedded();
    let held: Vec<&Holder> = offices.iter().flat_map(|o| lexicon.who_office(country, o, Some(on))).collect();
    if held.is_empty() || speaker.is_empty() {
        return None;
    }
    let parts = |name: &str| atoms(name, 0).iter().map(|a| a.text.to_lowercase()).filter(|p| p.chars().count() > 1).collect::<Vec<_>>();
    let spoken = parts(speaker);
    let names =
        |h: &Holder| std::iter::once(h.person.clone()).chain(h.also.iter().cloned()).any(|n| parts(&n).iter().any(|p| spoken.contains(p)));
    let known: Vec<&str> = held.iter().map(|h| h.person.as_str()).collect();
    Some((held.iter().any(|h| names(h)), format!("{country} {post} on {on}: {speaker} spoke; the lexicon has {}", known.join(", "))))
}
