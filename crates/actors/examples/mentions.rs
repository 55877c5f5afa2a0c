//! Prints the mentions of a text file: `cargo run -p demarche-actors --example mentions -- FILE [DATE [OUTLET]]`.

use demarche_actors::{Context, resolve};
use demarche_lexicon::Lexicon;
use demarche_source::parse_date;

fn main() -> std::process::ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(text) = args.next().and_then(|path| std::fs::read_to_string(path).ok()) else {
        eprintln!("usage: mentions FILE [DATE [OUTLET]]");
        return std::process::ExitCode::from(2);
    };
    let context = Context { published: args.next().and_then(|d| parse_date(&d).ok()), outlet: args.next(), ..Context::default() };
    let (document, _) = demarche_syntax::read(&text);
    let mentions = resolve(Lexicon::embedded(), &text, &document, &context);
    let mut sentence = usize::MAX;
    for m in mentions.all() {
        if m.sentence != sentence {
            sentence = m.sentence;
            println!("\n{}", document.sentences[sentence].cut.span.of(&text).replace('\n', " "));
        }
        let actors: Vec<String> = m
            .actors
            .iter()
            .map(|a| {
                let more = [a.person.as_deref(), a.office.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
                format!("{}/{} {}{:?}{} [{more}]", a.code, a.sector, a.rank, a.authority, if a.anonymous { " anonymous" } else { "" })
            })
            .collect();
        let (span, word) = (m.span.of(&text).replace('\n', " "), document.sentences[sentence].word(&text, m.head));
        println!("  {span:30} «{word}» {:?} {:?} {:.2} {}  — {}", m.kind, m.reading, m.probability, actors.join(" + "), m.reason);
    }
    std::process::ExitCode::SUCCESS
}
