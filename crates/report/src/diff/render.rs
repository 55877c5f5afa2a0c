//! A difference for the terminal and as JSON. In: changes. Out: text.

use super::{Change, Difference};
use std::fmt::Write;

impl Difference {
    /// For the terminal, without colours.
    pub fn text(&self) -> String {
        if self.is_empty() {
            return "No difference.\n".to_owned();
        }
        let mut out = String::new();
        let parts = [("Inputs", &self.inputs), ("Readings", &self.readings), ("Signals", &self.signals), ("Pairs", &self.pairs)];
        for (title, changes) in parts.into_iter().filter(|(_, c)| !c.is_empty()) {
            if !out.is_empty() {
                out.push('\n');
            }
            let _ = writeln!(out, "{title}");
            for c in changes {
                change(&mut out, c);
            }
        }
        out
    }

    /// As one JSON object with lists `inputs`, `readings`, `signals` and `pairs`, indented.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn change(out: &mut String, c: &Change) {
    let _ = match (&c.before, &c.after) {
        (Some(a), Some(b)) => writeln!(out, "  ~ {}\n      {a}\n    → {b}", c.what),
        (None, Some(b)) => writeln!(out, "  + {}\n      {b}", c.what),
        (Some(a), None) => writeln!(out, "  - {}\n      {a}", c.what),
        (None, None) => writeln!(out, "  ~ {}", c.what),
    };
    for why in &c.because {
        let _ = writeln!(out, "      because {why}");
    }
}
