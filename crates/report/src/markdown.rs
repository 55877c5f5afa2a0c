//! The dossier as Markdown. In: views. Out: a complete document.

use crate::dossier::Dossier;
use crate::view::ReadingView;
use std::fmt::Write;

/// Characters that Markdown would read as markup are escaped in quoted words.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl Dossier {
    /// The dossier as a Markdown document.
    pub fn markdown(&self, all: bool) -> String {
        let mut out = String::from("# Dossier\n\n## Reports\n\n| id | outlet | published | title | sha256 |\n|---|---|---|---|---|\n");
        for m in self.reports.values() {
            let copy = m.copy_of.as_ref().map_or(String::new(), |c| format!(" (copy of {c})"));
            let _ = writeln!(
                out,
                "| {}{copy} | {} | {} | {} | `{}` |",
                escaped(&m.id),
                escaped(m.outlet.as_deref().unwrap_or("")),
                m.published.map_or_else(String::new, |d| d.to_string()),
                escaped(m.title.as_deref().unwrap_or("")),
                m.sha256.get(..12).unwrap_or("")
            );
        }
        out.push_str("\n## Readings\n\n");
        for view in self.views(all) {
            reading(&mut out, &view);
        }
        let rest = self.insufficient();
        if !all && !rest.is_empty() {
            let _ = writeln!(out, "### Insufficient evidence\n\n{}\n", rest.iter().map(|r| escaped(r)).collect::<Vec<_>>().join("; "));
        }
        let ruled = self.ruled();
        if !ruled.is_empty() {
            out.push_str("## Rulings\n\n");
            for line in &ruled {
                let _ = writeln!(out, "- {}", escaped(line));
            }
            out.push('\n');
        }
        if !self.diagnostics.is_empty() {
            out.push_str("## Diagnostics\n\n");
            for d in &self.diagnostics {
                let _ = writeln!(out, "- {}: {}", escaped(&d.place), escaped(&d.message));
            }
            out.push('\n');
        }
        let _ = writeln!(out, "*demarche {}, lexicon sha256:{}, model sha256:{}*", self.program, self.lexicon, self.model);
        out
    }
}

fn reading(out: &mut String, view: &ReadingView) {
    let _ = writeln!(out, "### {}: {}\n\n{}\n", escaped(&view.title), view.verdict, escaped(&view.why));
    for fact in &view.facts {
        let _ = writeln!(out, "- {}", escaped(fact));
    }
    for (title, signals) in &view.groups {
        let _ = writeln!(out, "\n**{title}**\n");
        for s in signals {
            let who = s.speaker.as_ref().map_or(String::new(), |w| format!(" — {}", escaped(w)));
            let norm = s.principle.as_ref().map_or(String::new(), |p| format!(", {p}"));
            let _ = writeln!(out, "- **{}** {} {}{who}  ", s.id, s.date, escaped(&s.quote));
            let _ = writeln!(out, "  {}, {}{norm}, vouched by {}, {}  ", s.act, s.factuality, escaped(&s.vouched), escaped(&s.place));
            let _ = writeln!(out, "  {}: {}", escaped(&s.alignment), escaped(&s.derivation.join("; ")));
        }
    }
    if !view.principles.is_empty() {
        let _ = writeln!(out, "\n**Principles invoked**: {}", view.principles.join("; "));
    }
    if !view.pairs.is_empty() {
        out.push_str("\n**What pulls apart**\n\n");
        for p in &view.pairs {
            let _ = writeln!(out, "- **{}**: {}", p.title, escaped(&p.note));
            for (id, words) in &p.sides {
                let _ = writeln!(out, "  - {id}: “{}”", escaped(words));
            }
            for (check, did, note) in &p.checks {
                let note = if note.is_empty() { String::new() } else { format!(": {}", escaped(note)) };
                let _ = writeln!(out, "  - check *{check}* {did}{note}");
            }
        }
    }
    if !view.declined.is_empty() {
        out.push_str("\n**Considered and declined**\n\n| kind | signals | check | why |\n|---|---|---|---|\n");
        for d in &view.declined {
            let _ = writeln!(out, "| {} | {} | {} | {} |", d.kind, d.signals, d.check, escaped(&d.note));
        }
    }
    if !view.flip.is_empty() {
        let _ = writeln!(out, "\n{}", view.flip);
    }
    if !view.alternatives.is_empty() {
        out.push_str("\n**Alternatives**\n\n");
        for a in &view.alternatives {
            let _ = writeln!(out, "- {}", escaped(a));
        }
    }
    out.push('\n');
}
