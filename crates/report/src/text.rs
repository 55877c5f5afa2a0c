//! The dossier in the terminal. In: views. Out: text, with ANSI colours that the caller strips where there is no terminal.

use crate::dossier::Dossier;
use crate::view::{ReadingView, SignalView};
use std::fmt::Write;

/// Pairs shown before the rest is only counted.
const PAIRS: usize = 6;

/// Declined pairs shown before the rest is only counted.
const DECLINED: usize = 6;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

fn colour(verdict: &str) -> &'static str {
    match verdict {
        "contradictory" => "\x1b[31m",
        "reversed" => "\x1b[35m",
        "hedging" => "\x1b[33m",
        "consistent" => "\x1b[32m",
        _ => DIM,
    }
}

impl Dossier {
    /// The dossier as text of about 100 columns.
    pub fn text(&self, all: bool) -> String {
        let mut out = String::new();
        let views = self.views(all);
        for view in &views {
            reading(&mut out, view);
        }
        let rest = self.insufficient();
        if views.is_empty() && rest.is_empty() {
            out.push_str("No government says, votes or does anything here that bears on a known dispute.\n");
        }
        if !all && !rest.is_empty() {
            let _ = writeln!(
                out,
                "{DIM}Insufficient evidence for a verdict on {} (--all shows what there is):{RESET}",
                count(rest.len(), "reading")
            );
            for line in rest.iter().take(12) {
                let _ = writeln!(out, "{DIM}  {line}{RESET}");
            }
            if rest.len() > 12 {
                let _ = writeln!(out, "{DIM}  … and {} more{RESET}", rest.len() - 12);
            }
        }
        let ruled = self.ruled();
        if !ruled.is_empty() {
            let _ = writeln!(out, "{BOLD}Rulings{RESET}");
            for line in &ruled {
                let _ = writeln!(out, "  {line}");
            }
            out.push('\n');
        }
        let _ = writeln!(out, "{DIM}demarche {} · lexicon {} · model {}{RESET}", self.program, short(&self.lexicon), short(&self.model));
        out
    }
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn reading(out: &mut String, view: &ReadingView) {
    let c = colour(view.verdict);
    let _ = writeln!(out, "{BOLD}{}{RESET}\n  {c}{BOLD}{}{RESET}: {}", view.title, view.verdict.to_uppercase(), view.why);
    for fact in &view.facts {
        let _ = writeln!(out, "  {fact}");
    }
    for (title, signals) in &view.groups {
        let _ = writeln!(out, "\n  {BOLD}{title}{RESET}");
        for s in signals {
            signal(out, s);
        }
    }
    if !view.principles.is_empty() {
        let _ = writeln!(out, "\n  {BOLD}Principles invoked{RESET}\n    {}", view.principles.join("; "));
    }
    if !view.pairs.is_empty() {
        let _ = writeln!(out, "\n  {BOLD}What pulls apart{RESET}");
        for p in view.pairs.iter().take(PAIRS) {
            let _ = writeln!(out, "    {BOLD}{}{RESET}: {}", p.title, p.note);
            for (id, words) in &p.sides {
                let _ = writeln!(out, "      {id}: “{words}”");
            }
            for (check, did, note) in p.checks.iter().filter(|(_, did, _)| *did == "weakens") {
                let _ = writeln!(out, "      {DIM}{check} {did}: {note}{RESET}");
            }
        }
        pairs_end(out, view);
    }
    if !view.declined.is_empty() {
        let _ = writeln!(out, "\n  {BOLD}Considered and declined{RESET}");
        for d in view.declined.iter().take(DECLINED) {
            let _ = writeln!(out, "    {} {}: {} — {}", d.kind, d.signals, d.check, d.note);
        }
        if view.declined.len() > DECLINED {
            let _ = writeln!(out, "    … and {} more (all in --format json, md or html)", view.declined.len() - DECLINED);
        }
    }
    if !view.flip.is_empty() {
        let _ = writeln!(out, "\n  {}", view.flip);
    }
    if !view.alternatives.is_empty() {
        let _ = writeln!(out, "  {BOLD}Alternatives{RESET}");
        for a in &view.alternatives {
            let _ = writeln!(out, "    – {a}");
        }
    }
    out.push('\n');
}

fn pairs_end(out: &mut String, view: &ReadingView) {
    if view.pairs.len() > PAIRS {
        let _ = writeln!(out, "    … and {} more (all in --format json, md or html)", view.pairs.len() - PAIRS);
    }
    let checks: Vec<&str> = view.pairs.first().map_or_else(Vec::new, |p| p.checks.iter().map(|(c, _, _)| c.as_str()).collect());
    let _ = writeln!(out, "    {DIM}each was put to {} checks: {}{RESET}", checks.len(), checks.join(", "));
}

fn signal(out: &mut String, s: &SignalView) {
    let who = s.speaker.as_ref().map_or(String::new(), |w| format!(" · {w}"));
    let norm = s.principle.as_ref().map_or(String::new(), |p| format!(" · {p}"));
    let _ = writeln!(out, "    {BOLD}{}{RESET} {} {}{who}", s.id, s.date, s.quote);
    let _ = writeln!(out, "       {DIM}{} · {}{norm} · vouched by {} · {}{RESET}", s.act, s.factuality, s.vouched, s.place);
    if !s.alignment.is_empty() {
        let _ = writeln!(out, "       {}  {DIM}{}{RESET}", s.alignment, s.derivation.join(" · "));
    }
}
