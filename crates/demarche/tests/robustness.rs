//! Nothing that a file can hold may bring the program down: random Unicode, articles cut anywhere, quotation marks moved about.
//!
//! Bounded and repeatable: few examples, a fixed seed, and no file of failures is written.

use demarche::{Analysis, Question, Study, analyse, study};
use demarche_lexicon::Lexicon;
use demarche_source::Report;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const ARTICLE: &str = "BEIJING, Feb 26 (Meridian Wire) - \"We hold that sovereignty must be respected, and that goes for Ukraine too,\" a \
    foreign ministry spokesperson told reporters. \u{201c}Russia\u{2019}s concerns,\u{201d} he said, \u{201c}should be taken seriously.\u{201d} \
    On Friday China abstained in the Security Council rather than condemning the attack. According to two diplomats, Beijing may have \
    asked Moscow to wait (until the Olympics were over). President Xi Jinping urged President Vladimir Putin to open talks with Kyiv.\n\n\
    Washington vowed to \u{2018}respond\u{2019} if the U.S. embassy \u{2013} closed since Jan. 3 \u{2013} was attacked; Mr. Lavrov denied it.\n";

/// Analyses a text and asserts what must hold of any: spans lie on character boundaries of the text, and quotes are its exact words.
fn check(text: &str) -> Analysis {
    let report = Report::from_text("r", text);
    let analysis = analyse(Lexicon::embedded(), &report);
    for signal in &analysis.coding.signals {
        assert!(!signal.spans.is_empty(), "a signal without evidence: {signal:?}");
        for span in &signal.spans {
            assert!(text.get(span.range()).is_some(), "{span:?} is not in the text");
        }
        if let [span] = signal.spans.as_slice() {
            assert_eq!(signal.quote, span.of(text));
        }
    }
    for quote in &analysis.coding.quotes {
        for span in quote.content.iter().chain(&quote.cue).chain(quote.speaker.as_ref().map(|s| &s.span)) {
            assert!(text.get(span.range()).is_some(), "{span:?} is not in the text");
        }
    }
    analysis
}

/// Runs a property on a fixed seed.
fn hold<S: Strategy<Value = String>>(cases: u32, strategy: S) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&strategy, |text| {
        check(&text);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

#[test]
fn random_unicode() {
    hold(96, proptest::collection::vec(any::<char>(), 0..300).prop_map(|chars| chars.into_iter().collect()));
}

#[test]
fn words_marks_and_breaks_in_any_order() {
    let pieces = [
        "China",
        "Beijing",
        "said",
        "that",
        "\"",
        "\u{201c}",
        "\u{201d}",
        "'",
        "\u{2019}",
        "(",
        ")",
        "condemned",
        "Russia",
        "'s",
        "attack",
        "on",
        "Ukraine",
        ".",
        ",",
        ";",
        ":",
        "?",
        "rather than",
        "if",
        "it",
        "he",
        "\n",
        "\n\n",
        "-",
        "\u{2014}",
        "Mr.",
        "U.N.",
        "Feb 26",
        "not",
        "voted",
        "against",
        "the",
        "text",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "e\u{301}",
        "\u{1f1e8}\u{1f1f3}",
        "said:",
        "- ",
        "* ",
        "1.",
        "http://x.y/z?a=b",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    hold(
        160,
        proptest::collection::vec((piece, any::<bool>()), 0..120)
            .prop_map(|list| list.into_iter().flat_map(|(piece, blank)| [piece, if blank { " " } else { "" }]).collect()),
    );
}

#[test]
fn articles_cut_anywhere() {
    let ends: Vec<usize> = ARTICLE.char_indices().map(|(i, _)| i).collect();
    let cut = (proptest::sample::select(ends.clone()), proptest::sample::select(ends));
    hold(96, cut.prop_map(|(a, b)| ARTICLE[a.min(b)..a.max(b)].to_owned()));
}

#[test]
fn quotation_marks_moved_about() {
    let marks = proptest::sample::select(vec!['"', '\u{201c}', '\u{201d}', '\'', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}', '(', ')']);
    let count = ARTICLE.chars().count();
    hold(
        96,
        proptest::collection::vec((0..count, marks), 1..24).prop_map(|list| {
            let mut chars: Vec<char> = ARTICLE.chars().collect();
            for (at, mark) in list {
                chars[at] = mark;
            }
            chars.into_iter().collect()
        }),
    );
}

#[test]
fn deep_nesting_and_long_runs() {
    for open in ["(", "[", "\"", "\u{201c}", "'", "\u{2018}", "{", ",", "-", "\n", "not ", "of the "] {
        check(&format!("China condemned the attack. {} Russia denied it.", open.repeat(4_000)));
    }
    for open in ["said that ", "\u{201c}He said, ", "which it said "] {
        check(&format!("China condemned the attack. {} Russia denied it.", open.repeat(1_000)));
    }
    check(&"\u{201c}".repeat(5_000).chars().chain("\u{201d}".repeat(5_000).chars()).collect::<String>());
    check(&"A".repeat(200_000));
    check(&"China condemned Russia and ".repeat(3_000));
}

/// What is hard to read is told with its bytes, and what stands around it is coded all the same.
#[test]
fn trouble_is_named_and_read_around() {
    let troubles = [
        ("Die Minister beider Staaten trafen sich gestern Abend zu langen Gesprächen im Palast des Präsidenten von Peru.", "hardly"),
        ("Th3 m1n1ster of f0reign affa!rs sa1d th&t the c0uncil w0uld meet ag4in in L1ma.", "garbled"),
        ("Peru | 12 | yes\nChile | 14 | no\nBolivia | 9 | yes", "looks like a table"),
        ("\u{201c}We will not leave, the envoy said.", "a quotation mark"),
    ];
    for (trouble, told) in troubles {
        let text = format!("Peru condemned Chile.\n\n{trouble}\n\nBolivia praised Paraguay.");
        let analysis = check(&text);
        let diagnostic = analysis.diagnostics.iter().find(|d| d.message.starts_with(told));
        let place = diagnostic.unwrap_or_else(|| panic!("nothing told of {trouble}: {:?}", analysis.diagnostics)).place.clone();
        let start = text.find(trouble).unwrap_or_default();
        assert_eq!(place, format!("r: bytes {start}..{}", start + trouble.len()));
        let acts: Vec<&str> = analysis.coding.signals.iter().map(|s| s.act.id.as_str()).collect();
        assert!(acts.contains(&"condemn") && acts.contains(&"praise"), "{trouble}: {acts:?}");
    }
}

#[test]
fn a_sentence_of_ten_thousand_words() {
    let text = format!("{}Chile praised Peru.", "Bolivia condemned Paraguay and ".repeat(2_500));
    let analysis = check(&text);
    assert!(analysis.diagnostics.iter().any(|d| d.message.contains("cut") && d.place.contains("bytes 0..")), "{:?}", analysis.diagnostics);
    assert!(analysis.coding.signals.iter().any(|s| s.act.id == "condemn" && s.actor == "BOL" && s.target == ["PRY"]));
}

#[test]
fn the_order_of_the_reports_makes_no_difference() {
    let reports: Vec<Report> = ARTICLE.split_inclusive(". ").enumerate().map(|(i, t)| Report::from_text(format!("r{i}"), t)).collect();
    let dossier =
        |reports: Vec<Report>| study(Lexicon::embedded(), Study { reports, ..Study::default() }, &Question::default(), &|| ()).json();
    let expected = dossier(reports.clone());
    let mut turned = reports.clone();
    turned.reverse();
    assert_eq!(dossier(turned), expected);
    let mut odd: Vec<Report> = reports.iter().skip(1).step_by(2).cloned().collect();
    odd.extend(reports.iter().step_by(2).cloned());
    assert_eq!(dossier(odd), expected);
}
