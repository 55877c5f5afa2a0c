//! What in a text can be read only badly. In: a read document. Out: diagnostics that name the span; coding goes on as far as it can.
//!
//! Four things make most trouble in archives: another language inside an English report, letters garbled by scanning, tables flattened to
//! lines, and quotation marks without their partner. It never changes or leaves out a word.

use demarche_lexicon::Lexicon;
use demarche_source::{Diagnostic, Level, Report, Span};
use demarche_syntax::{Document, Sentence, SentenceKind};

/// Fewest words of a sentence that tell its language.
const WORDS: usize = 10;
/// One function word in so many is the least that English prose has.
const SPARSE: usize = 12;
/// One broken word in so many is more than names and figures explain.
const BROKEN: usize = 4;
/// Fewest lines and cells that make a table.
const ROWS: usize = 3;
const CELLS: usize = 3;

/// Everything in the report that is hard to read, in the order of the text. Places are `bytes A..B` of the report's text.
pub fn legibility(lexicon: &Lexicon, report: &Report, document: &Document) -> Vec<Diagnostic> {
    let text = report.text.as_str();
    let mut found: Vec<(Span, &str)> = Vec::new();
    for sentence in &document.sentences {
        let Some(doubt) = doubt(lexicon, text, sentence) else { continue };
        match found.last_mut().filter(|(_, before)| *before == doubt) {
            Some((span, _)) => *span = span.join(sentence.cut.span),
            None => found.push((sentence.cut.span, doubt)),
        }
    }
    found.extend(tables(text).into_iter().map(|s| (s, "looks like a table: its rows are read as lines of prose")));
    found.extend(unpaired(text, document).into_iter().map(|s| (s, "a quotation mark has no partner: quotations here may end too late")));
    found.sort_by_key(|(span, _)| (span.start, span.end));
    found.into_iter().map(|(s, told)| Diagnostic::new(Level::Note, format!("bytes {}..{}", s.start, s.end), told)).collect()
}

fn doubt(lexicon: &Lexicon, text: &str, sentence: &Sentence) -> Option<&'static str> {
    let tokens: Vec<&str> = sentence.cut.tokens.iter().map(|t| t.of(text)).filter(|t| t.chars().any(char::is_alphanumeric)).collect();
    if tokens.len() >= WORDS && tokens.iter().filter(|t| is_broken(t)).count() * BROKEN > tokens.len() {
        return Some("garbled letters: acts and names here may be missed");
    }
    let words: Vec<&str> = tokens.into_iter().filter(|t| t.chars().any(char::is_alphabetic)).collect();
    if sentence.cut.kind != SentenceKind::Body || words.len() < WORDS {
        return None;
    }
    let common = words.iter().filter(|w| lexicon.class_has("function-word", &w.to_lowercase())).count();
    (common * SPARSE < words.len()).then_some("hardly an English word: another language is not read")
}

/// Letters mixed with digits or signs as no word has them ("Pres1dent", "c0unc!l").
fn is_broken(token: &str) -> bool {
    let chars: Vec<char> = token.chars().collect();
    let inner = |k: usize| chars.get(k).is_some_and(|c| c.is_lowercase());
    (1..chars.len()).any(|k| {
        let odd = !chars[k].is_alphabetic()
            && !matches!(chars[k], '\'' | '’' | '-' | '‐' | '–' | '.' | '&' | '/' | '_' | '@' | '\u{ad}')
            && !is_mark(chars[k]);
        odd && inner(k - 1) && (k + 1 == chars.len() || inner(k + 1))
    })
}

/// A combining sign that belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}')
}

/// Runs of lines of several cells each.
fn tables(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut run, mut rows, mut at) = (Span::default(), 0, 0);
    for line in text.split_inclusive('\n').chain(std::iter::once("")) {
        let here = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if cells(line) >= CELLS {
            run = if rows == 0 { here } else { run.join(here) };
            rows += 1;
            continue;
        }
        if rows >= ROWS {
            found.push(run);
        }
        rows = 0;
    }
    found
}

/// Cells of a line: what tabs, bars or runs of three blanks set apart.
fn cells(line: &str) -> usize {
    let line = line.trim();
    let by = |sep: &str| line.split(sep).filter(|c| !c.trim().is_empty()).count();
    if line.is_empty() { 0 } else { by("\t").max(by("|")).max(by("   ")) }
}

/// Paragraphs in which marks do not pair; one that only opens is right where the next one opens again.
fn unpaired(text: &str, document: &Document) -> Vec<Span> {
    let mut paragraphs: Vec<(u32, Span)> = Vec::new();
    for cut in document.sentences.iter().map(|s| &s.cut) {
        match paragraphs.last_mut().filter(|(n, _)| *n == cut.paragraph) {
            Some((_, span)) => *span = span.join(cut.span),
            None => paragraphs.push((cut.paragraph, cut.span)),
        }
    }
    let opens = |i: usize| paragraphs.get(i).is_some_and(|(_, s)| s.of(text).starts_with(['"', '\u{201c}']));
    let odd = |span: Span| {
        let count = |mark: char| span.of(text).matches(mark).count();
        count('"') % 2 != 0 || count('\u{201c}') != count('\u{201d}') && count('\u{201e}') == 0
    };
    (0..paragraphs.len()).filter(|&i| odd(paragraphs[i].1) && !opens(i + 1)).map(|i| paragraphs[i].1).collect()
}

#[cfg(test)]
mod tests {
    use super::legibility;
    use demarche_lexicon::Lexicon;
    use demarche_source::Report;

    /// What is told of a text: the words of the span, and the first word of the message.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let report = Report::from_text("r", text);
        let (document, _) = demarche_syntax::read(text);
        let told = legibility(Lexicon::embedded(), &report, &document);
        let spans = told.iter().map(|d| {
            let (a, b) = d.place.trim_start_matches("bytes ").split_once("..").expect("a range of bytes");
            (&text[a.parse().expect("a number")..b.parse().expect("a number")], d.message.split(' ').next().unwrap_or_default())
        });
        assert_eq!(spans.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn prose_raises_no_doubt() {
        check("The envoys of Peru and Chile met in Lima on Monday, and they agreed to meet again in May.\n\n\"We talked,\" one said.", &[]);
        check("Peru recalls envoy", &[]);
    }

    #[test]
    fn another_language() {
        let french = "Les ministres des deux pays se sont rencontrés hier soir dans la capitale péruvienne pour parler.";
        check(&format!("The ministers met in Lima on Monday. {french} They will meet again."), &[(french, "hardly")]);
    }

    #[test]
    fn garbled_letters() {
        let garbled = "The m1nister of f0reign affa!rs sa1d th&t the c0uncil w0uld meet ag4in in L1ma.";
        check(garbled, &[(garbled, "garbled")]);
    }

    #[test]
    fn a_table() {
        let rows = "Peru\t12\tyes\nChile\t14\tno\nBolivia\t9\tyes";
        check(&format!("The votes were these.\n\n{rows}\n\nThe council rose."), &[(rows, "looks")]);
    }

    #[test]
    fn a_mark_without_partner() {
        check(
            "\"We will not leave, the envoy of Peru said.\n\nThe talks went on.",
            &[("\"We will not leave, the envoy of Peru said.", "a")],
        );
        check("\"We will not leave.\n\n\"We stay,\" the envoy said.", &[]);
    }
}
