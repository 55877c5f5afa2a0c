//! An explanation for the terminal, as Markdown and as JSON. In: sections. Out: text.

use super::Explanation;
use std::fmt::Write;

impl Explanation {
    /// For the terminal, without colours.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for section in &self.sections {
            let _ = writeln!(out, "\n{}", section.title);
            for line in &section.lines {
                let _ = writeln!(out, "  {line}");
            }
        }
        out
    }

    /// As a Markdown document.
    pub fn markdown(&self) -> String {
        let escaped = crate::markdown::escaped;
        let mut out = format!("# {}\n", escaped(&self.title));
        for section in &self.sections {
            let _ = writeln!(out, "\n## {}\n", escaped(&section.title));
            for line in &section.lines {
                let indent = if line.starts_with("  ") { "  " } else { "" };
                let _ = writeln!(out, "{indent}- {}", escaped(line.trim_start()));
            }
        }
        out
    }

    /// As one JSON object with `title` and `sections`, indented.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
