//! Prints what reading costs: `memory FILE…`. In: plain texts, or JSON Lines with a `text` in each. Out: bytes, tokens, frames, tokens a second of
//! processor time and the peak of resident memory.
//!
//! Texts are read the way `demarche parse` does on one core: one report after the other, and of a long one a stretch of sentences after the other.

use demarche_syntax::Cuts;
use std::io::BufRead;

/// Sentences of a text that are in memory together.
const PART: usize = 256;

#[derive(Default)]
struct Cost {
    bytes: usize,
    tokens: usize,
    frames: usize,
}

impl Cost {
    fn read(&mut self, text: &str) {
        let cuts = Cuts::of(text);
        self.bytes += text.len();
        for from in (0..cuts.len()).step_by(PART) {
            for sentence in cuts.read(from..from + PART).0 {
                self.tokens += sentence.tree.len();
                self.frames += sentence.frames.all().len();
            }
        }
    }
}

/// The string under "text" of one line of JSON, its escapes undone; enough for measuring, not for reading JSON.
fn text_of(line: &str) -> Option<String> {
    let body = line.split_once("\"text\":")?.1.trim_start().strip_prefix('"')?;
    let (mut out, mut chars) = (String::with_capacity(body.len()), body.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => return Some(out),
            '\\' => match chars.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'u' => {
                    let code = u32::from_str_radix(chars.by_ref().take(4).collect::<String>().as_str(), 16).ok()?;
                    out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                }
                other => out.push(other),
            },
            c => out.push(c),
        }
    }
    None
}

/// A line of Linux's account of this process, in the unit that it has there.
fn account(file: &str, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    text.lines().find_map(|l| l.strip_prefix(key)).map(|v| v.trim().to_owned())
}

/// Processor time of this process in seconds, by Linux's count of hundredths.
fn seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let ticks: f64 = stat.rsplit_once(')')?.1.split_whitespace().nth(11)?.parse().ok()?;
    Some(ticks / 100.0)
}

fn main() -> std::io::Result<()> {
    let mut cost = Cost::default();
    for path in std::env::args().skip(1) {
        if path.ends_with(".jsonl") {
            for line in std::io::BufReader::new(std::fs::File::open(&path)?).lines() {
                if let Some(text) = text_of(&line?) {
                    cost.read(&text);
                }
            }
        } else {
            cost.read(&std::fs::read_to_string(&path)?);
        }
    }
    let speed = seconds().map_or_else(|| "unknown".into(), |s| format!("{:.0}", cost.tokens as f64 / s.max(0.01)));
    let peak = account("/proc/self/status", "VmHWM:").unwrap_or_else(|| "unknown".into());
    println!(
        "{} bytes, {} tokens, {} frames, {speed} tokens a second of processor time, peak memory {peak}",
        cost.bytes, cost.tokens, cost.frames
    );
    Ok(())
}
