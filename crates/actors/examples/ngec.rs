//! Scores countries and sectors of single mentions: `cargo run -p demarche-actors --example ngec -- FILE.jsonl [-v]`.
//!
//! A line has `mention`, `context` (a country's name or adjective, or null), `query_date`, and the expected `country` and `sector`.
//! Conventions of that data: an empty or null expectation means that none is to be given (null also: not asserted). Bodies are `IGO`
//! or `UNO`/`EUR`; a state's name alone has no sector, that of a partly recognised one has `PRE`; state media are `GOV`; whoever was
//! something is `ELI`.

use demarche_actors::{Authority, Context, MentionKind, Reading, resolve};
use demarche_lexicon::{Lexicon, TitleOf, Token};
use demarche_source::parse_date;
use serde_json::Value;

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(text) = args.first().and_then(|p| std::fs::read_to_string(p).ok()) else {
        eprintln!("usage: ngec FILE.jsonl [-v]");
        return std::process::ExitCode::from(2);
    };
    let lexicon = Lexicon::embedded();
    let (mut countries, mut sectors) = ((0, 0), (0, 0));
    for row in text.lines().filter_map(|l| serde_json::from_str::<Value>(l).ok()) {
        let field = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
        let mention = field("mention").unwrap_or_default();
        let about = field("context").unwrap_or_default();
        let country = about.split_whitespace().find_map(|w| lexicon.names(&[w]).first().and_then(|n| n.code.clone()));
        let context = Context { published: field("query_date").and_then(|d| parse_date(&d).ok()), country, ..Context::default() };
        let (got, sector) = code(lexicon, &mention, &context);
        let want = field("country");
        if let Some(want) = &want {
            countries.1 += 1;
            countries.0 += u32::from(same(want, &got));
        }
        let wanted = field("sector");
        if let Some(want) = &wanted {
            sectors.1 += 1;
            sectors.0 += u32::from(*want == sector || field("sector2").is_some_and(|second| second == sector));
        }
        let wrong = want.as_ref().is_some_and(|w| !same(w, &got)) || wanted.as_ref().is_some_and(|w| *w != sector);
        if wrong && args.iter().any(|a| a == "-v") {
            println!("{mention} | {about} | want {want:?} {wanted:?} | got {got} {sector}");
        }
    }
    println!("country {}/{} = {:.3}", countries.0, countries.1, f64::from(countries.0) / f64::from(countries.1.max(1)));
    println!("sector  {}/{} = {:.3}", sectors.0, sectors.1, f64::from(sectors.0) / f64::from(sectors.1.max(1)));
    std::process::ExitCode::SUCCESS
}

fn same(want: &str, got: &str) -> bool {
    want == got
        || (want == "EUR" && got == "EUU")
        || (want == "UNO"
            && matches!(Lexicon::embedded().actor(got), Some(demarche_lexicon::Actor::Body(b)) if b.parent.as_deref() == Some("UNO")))
        || (want == "IGO" && got.len() >= 3 && matches!(Lexicon::embedded().actor(got), Some(demarche_lexicon::Actor::Body(_))))
}

/// Country and sector of the phrase: of its widest mention, else of a title that belongs to nobody.
fn code(lexicon: &Lexicon, text: &str, context: &Context) -> (String, String) {
    let (document, _) = demarche_syntax::read(text);
    let mentions = resolve(lexicon, text, &document, context);
    let named = mentions.all().iter().filter(|m| m.reading != Reading::Inert);
    let title = |m: &&demarche_actors::Mention| !matches!(m.kind, MentionKind::Adjective);
    let widest = named
        .clone()
        .filter(|m| !m.actors.is_empty())
        .filter(title)
        .max_by_key(|m| m.span.len())
        .or_else(|| named.max_by_key(|m| (!m.actors.is_empty(), m.span.len())));
    let actor = widest.and_then(|m| m.actors.first());
    let country = actor.map(|a| country_of(lexicon, &a.code)).unwrap_or_default();
    let mut sector = actor.map(|a| a.sector.to_string()).unwrap_or_default();
    let partial = |a: &demarche_actors::ActorRef| matches!(lexicon.actor(&a.code), Some(demarche_lexicon::Actor::State(s)) if s.status == "partial" && s.cameo.is_empty() && s.parent.is_some());
    match actor {
        Some(a) if sector.is_empty() && partial(a) => sector = "PRE".into(),
        Some(a) if sector == "JRN" && a.authority == Authority::State => sector = "GOV".into(),
        _ => {}
    }
    if actor.is_none() || widest.is_some_and(|m| m.kind == MentionKind::Adjective) {
        sector = bare(lexicon, text, &document).unwrap_or(sector);
    }
    (country, sector)
}

/// That data codes groups and partly recognised states to the country that they are in.
fn country_of(lexicon: &Lexicon, code: &str) -> String {
    let country = match lexicon.actor(code) {
        Some(demarche_lexicon::Actor::Group(g)) => g.country.clone(),
        Some(demarche_lexicon::Actor::State(s)) if s.status == "partial" && s.cameo.is_empty() => s.parent.clone(),
        _ => None,
    };
    country.map_or_else(|| code.to_owned(), |c| c.to_string())
}

fn bare(lexicon: &Lexicon, text: &str, document: &demarche_syntax::Document) -> Option<String> {
    document.sentences.iter().find_map(|s| {
        let tokens: Vec<Token> = s.tree.words().iter().map(|w| Token::new(w.span.of(text), &w.lemma)).collect();
        let former = tokens.iter().any(|t| matches!(t.form.as_str(), "former" | "retired" | "late" | "ex"));
        let (_, titles) = (0..tokens.len()).rev().find_map(|i| lexicon.phrases().titles_at(&tokens, i).pop())?;
        match titles.first()?.of {
            TitleOf::Office(_) if former => Some("ELI".into()),
            TitleOf::Office(i) => lexicon.office_at(i).map(|o| o.sector.to_string()),
            TitleOf::Organ(i) => lexicon.organ_at(i).map(|o| o.sector.to_string()),
            TitleOf::Role(i) => lexicon.role_at(i).map(|o| o.sector.to_string()),
            TitleOf::Phrase(_) => None,
        }
    })
}
