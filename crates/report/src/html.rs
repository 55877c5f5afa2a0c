//! The dossier as a page that stands alone: no script, no outside resource, readable without colours. In: views. Out: HTML.

use crate::dossier::Dossier;
use crate::view::{ReadingView, SignalView};
use std::fmt::Write;

const STYLE: &str = include_str!("dossier.css");

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

impl Dossier {
    /// The dossier as one HTML page.
    pub fn html(&self, all: bool) -> String {
        let mut out = String::from(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Dossier</title>\n<style>\n",
        );
        out.push_str(STYLE);
        out.push_str("</style>\n</head>\n<body>\n<main>\n<h1>Dossier</h1>\n");
        let views = self.views(all);
        out.push_str("<table>\n<caption>Readings</caption>\n<thead><tr><th scope=\"col\">Actor and dispute</th><th scope=\"col\">Verdict</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n");
        for (i, v) in views.iter().enumerate() {
            let _ = writeln!(
                out,
                "<tr><td><a href=\"#reading-{i}\">{}</a></td><td><span class=\"verdict {}\">{}</span></td><td>{}</td></tr>",
                escaped(&v.title),
                v.verdict,
                v.verdict,
                escaped(&v.why)
            );
        }
        out.push_str("</tbody>\n</table>\n");
        for (i, v) in views.iter().enumerate() {
            reading(&mut out, i, v);
        }
        let rest = self.insufficient();
        if !all && !rest.is_empty() {
            out.push_str("<section>\n<h2>Insufficient evidence</h2>\n<ul>\n");
            for line in rest {
                let _ = writeln!(out, "<li>{}</li>", escaped(&line));
            }
            out.push_str("</ul>\n</section>\n");
        }
        let ruled = self.ruled();
        if !ruled.is_empty() {
            out.push_str("<section>\n<h2>Rulings</h2>\n<ul>\n");
            for line in &ruled {
                let _ = writeln!(out, "<li>{}</li>", escaped(line));
            }
            out.push_str("</ul>\n</section>\n");
        }
        self.sources(&mut out);
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }

    fn sources(&self, out: &mut String) {
        out.push_str("<section>\n<h2>Reports</h2>\n<table>\n<thead><tr><th scope=\"col\">Id</th><th scope=\"col\">Outlet</th><th scope=\"col\">Published</th><th scope=\"col\">Title</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
        for m in self.reports.values() {
            let copy = m.copy_of.as_ref().map_or(String::new(), |c| format!(" (copy of {c})"));
            let _ = writeln!(
                out,
                "<tr><td>{}{}</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>",
                escaped(&m.id),
                escaped(&copy),
                escaped(m.outlet.as_deref().unwrap_or("")),
                m.published.map_or_else(String::new, |d| d.to_string()),
                escaped(m.title.as_deref().unwrap_or("")),
                m.sha256.get(..16).unwrap_or("")
            );
        }
        out.push_str("</tbody>\n</table>\n");
        if !self.diagnostics.is_empty() {
            out.push_str("<h2>Diagnostics</h2>\n<ul>\n");
            for d in &self.diagnostics {
                let _ = writeln!(out, "<li>{}: {}</li>", escaped(&d.place), escaped(&d.message));
            }
            out.push_str("</ul>\n");
        }
        let _ = writeln!(
            out,
            "</section>\n<footer>demarche {} · lexicon <code>sha256:{}</code> · model <code>sha256:{}</code></footer>",
            self.program, self.lexicon, self.model
        );
    }
}

fn reading(out: &mut String, i: usize, view: &ReadingView) {
    let _ = writeln!(
        out,
        "<section id=\"reading-{i}\">\n<h2>{} <span class=\"verdict {}\">{}</span></h2>\n<p>{}</p>\n<ul class=\"facts\">",
        escaped(&view.title),
        view.verdict,
        view.verdict,
        escaped(&view.why)
    );
    for fact in &view.facts {
        let _ = writeln!(out, "<li>{}</li>", escaped(fact));
    }
    out.push_str("</ul>\n");
    for (title, signals) in &view.groups {
        let _ = writeln!(out, "<h3>{title}</h3>\n<ol class=\"signals\">");
        for s in signals {
            signal(out, i, s);
        }
        out.push_str("</ol>\n");
    }
    if !view.principles.is_empty() {
        let _ = writeln!(out, "<h3>Principles invoked</h3>\n<p>{}</p>", escaped(&view.principles.join("; ")));
    }
    if !view.pairs.is_empty() {
        out.push_str("<h3>What pulls apart</h3>\n");
        for p in &view.pairs {
            let _ = writeln!(out, "<div class=\"pair\">\n<p><strong>{}</strong>: {}</p>\n<ul>", escaped(&p.title), escaped(&p.note));
            for (id, words) in &p.sides {
                let _ = writeln!(out, "<li><a href=\"#r{i}-{id}\">{id}</a>: <q>{}</q></li>", escaped(words));
            }
            out.push_str("</ul>\n<details><summary>Why nothing reconciles them</summary>\n<ul>\n");
            for (check, did, note) in &p.checks {
                let _ = writeln!(out, "<li><em>{}</em> {did}: {}</li>", escaped(check), escaped(note));
            }
            out.push_str("</ul></details>\n</div>\n");
        }
    }
    if !view.declined.is_empty() {
        let _ = writeln!(
            out,
            "<details><summary>Considered and declined: {}</summary>\n<table>\n<thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">Signals</th><th scope=\"col\">Check</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>",
            view.declined.len()
        );
        for d in &view.declined {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                d.kind,
                escaped(&d.signals),
                d.check,
                escaped(&d.note)
            );
        }
        out.push_str("</tbody>\n</table></details>\n");
    }
    if !view.flip.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(&view.flip));
    }
    if !view.alternatives.is_empty() {
        out.push_str("<h3>Alternatives</h3>\n<ul>\n");
        for a in &view.alternatives {
            let _ = writeln!(out, "<li>{}</li>", escaped(a));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn signal(out: &mut String, i: usize, s: &SignalView) {
    let who = s.speaker.as_ref().map_or(String::new(), |w| format!(" — {}", escaped(w)));
    let norm = s.principle.as_ref().map_or(String::new(), |p| format!(" · {}", escaped(p)));
    let _ = writeln!(
        out,
        "<li id=\"r{i}-{}\"><p><b>{}</b> <time>{}</time> {}{who}</p>\n<p class=\"fine\">{} · {}{norm} · vouched by {} · {}</p>\n<p class=\"fine\"><b>{}</b> {}</p></li>",
        s.id,
        s.id,
        escaped(&s.date),
        escaped(&s.quote),
        escaped(&s.act),
        s.factuality,
        escaped(&s.vouched),
        escaped(&s.place),
        escaped(&s.alignment),
        escaped(&s.derivation.join(" · "))
    );
}
