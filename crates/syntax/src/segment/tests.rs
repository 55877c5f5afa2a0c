//! The segmenter as tables: text, and what it is cut into.

use super::segment;
use crate::SentenceKind;

/// Sentences as lines: tokens joined by blanks, with `label|` and `dateline|` before and `#`, `*`, `~` for headings, items, furniture.
fn show(text: &str) -> String {
    let (cuts, _) = segment(text);
    let mut lines = Vec::new();
    for cut in &cuts {
        let mut line = match cut.kind {
            SentenceKind::Body => String::new(),
            SentenceKind::Heading => "# ".to_owned(),
            SentenceKind::Item => "* ".to_owned(),
            SentenceKind::Furniture => "~ ".to_owned(),
        };
        for opening in [cut.label, cut.dateline].into_iter().flatten() {
            line += &format!("{}| ", opening.of(text));
        }
        let tokens: Vec<&str> = cut.tokens.iter().map(|t| t.of(text)).collect();
        assert!(tokens.iter().all(|t| !t.is_empty()), "empty token in {text:?}");
        assert!(cut.tokens.windows(2).all(|w| w[0].end <= w[1].start), "tokens overlap in {text:?}");
        lines.push(line + &tokens.join(" "));
    }
    lines.join("\n")
}

#[track_caller]
fn check(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(show(text), *expected, "\n{text}");
    }
}

#[test]
fn words() {
    check(&[
        ("We don't know.", "We do n't know ."),
        ("We don’t know.", "We do n’t know ."),
        ("They cannot, can't and won't.", "They can not , ca n't and wo n't ."),
        ("It's Moscow's, they've said; I'm gonna go.", "It 's Moscow 's , they 've said ; I 'm gon na go ."),
        ("He wouldn't've come.", "He would n't 've come ."),
        ("The ministers' talks.", "The ministers ' talks ."),
        (
            "A U.S.-led, UN-backed plan for anti-Western, pre-war non-members.",
            "A U.S. - led , UN - backed plan for anti-Western , pre-war non-members .",
        ),
        ("The Franco-German envoy on COVID-19 and the F-16s.", "The Franco - German envoy on COVID - 19 and the F - 16s ."),
        ("It paid $3.5bn (about €3,200,000) or 12.5% of GDP.", "It paid $ 3.5 bn ( about € 3,200,000 ) or 12.5 % of GDP ."),
        ("At 10:30pm on 24/02/2022 it was -5°C.", "At 10:30 pm on 24/02/2022 it was - 5 ° C ."),
        ("From 1990-1995 in the 1990s; call 212-555-0147.", "From 1990 - 1995 in the 1990s ; call 212-555-0147 ."),
        (
            "See https://un.example.org/a?b=1, or write to press@mfa.example.org.",
            "See https://un.example.org/a?b=1 , or write to press@mfa.example.org .",
        ),
        ("RT @envoy: #Ceasefire now! :-)", "RT @envoy : #Ceasefire now ! :-)"),
        ("Draft S/2022/155 and A/RES/ES-11/1, and/or both.", "Draft S/2022/155 and A/RES/ES-11/1 , and / or both ."),
        ("The talks—long, hard—failed – again -- today.", "The talks — long , hard — failed – again -- today ."),
        ("Wait...what?! Really…", "Wait ... what ?!\nReally …"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("Naïve café-goers in Łódź asked ‘why’.", "Naïve café - goers in Łódź asked ‘ why ’ ."),
    ]);
}

#[test]
fn abbreviations() {
    check(&[
        ("Mr. Wang met Amb. Rice and Gen. Li. He smiled.", "Mr. Wang met Amb. Rice and Gen. Li .\nHe smiled ."),
        ("On Oct. 4 the U.S. envoy left.", "On Oct. 4 the U.S. envoy left ."),
        ("He flew to the U.S. The talks failed.", "He flew to the U.S .\nThe talks failed ."),
        ("It was 5 p.m. in Geneva.", "It was 5 p.m. in Geneva ."),
        ("J. R. Smith and Lee K. Park signed.", "J. R. Smith and Lee K. Park signed ."),
        ("Resolution No. 4 passed. Did he agree? No. He left.", "Resolution No. 4 passed .\nDid he agree ?\nNo .\nHe left ."),
        ("Oil, gas, etc. Prices rose.", "Oil , gas , etc .\nPrices rose ."),
    ]);
}

#[test]
fn sentences() {
    check(&[
        ("\"We will go,\" he said. \"We must.\" They left.", "\" We will go , \" he said .\n\" We must . \"\nThey left ."),
        ("“Why now?” he asked. “No idea.”", "“ Why now ? ” he asked .\n“ No idea . ”"),
        ("They left (they had to.) and came back.", "They left ( they had to . ) and came back ."),
        ("It ended.[12] Then it began.", "It ended . [ 12 ]\nThen it began ."),
        ("He trailed off... and went on. She did not... The end.", "He trailed off ... and went on .\nShe did not ...\nThe end ."),
        ("It ended.Then it began.", "It ended .\nThen it began ."),
    ]);
}

#[test]
fn openings() {
    let more = "The government said on Monday that it would vote for the text, and that it had told its neighbours so.";
    let said = "The government said on Monday that it would vote for the text , and that it had told its neighbours so .";
    for dateline in [
        "Beijing (AsiaNews) –",
        "CAPE TOWN, March 17 (Reuters) -",
        "AKCAKALE, Turkey (AP) —",
        "UNITED NATIONS, Feb. 18 (Xinhua) --",
        "MANILA –",
        "MOSCOW, February 24. /TASS/.",
        "KYIV/WARSAW, March 1 (Reuters) -",
        "Geneva –",
    ] {
        assert_eq!(show(&format!("{dateline} {more}")), format!("{dateline}| {said}"));
    }
    check(&[
        ("Russia - China trade grew.", "Russia - China trade grew ."),
        ("AMBASSADOR SUSAN RICE: Thank you.\n\nQ: Why?\n\nA: Because.", "AMBASSADOR SUSAN RICE| Thank you .\nQ| Why ?\nA| Because ."),
        ("Mr. Lavrov: We agree.", "Mr. Lavrov| We agree ."),
        ("Mr. Doe (Freedonia) (spoke in French): We agree.", "Mr. Doe (Freedonia) (spoke in French)| We agree ."),
        ("NOTE: This is a draft.", "NOTE : This is a draft ."),
        ("One thing is clear: they agree.", "One thing is clear : they agree ."),
    ]);
}

#[test]
fn layout() {
    check(&[
        ("Minister Visits Neighbour\n\nBy Jane Doe\n\nHe came. He saw.", "# Minister Visits Neighbour\n~ By Jane Doe\nHe came .\nHe saw ."),
        (
            "We, the members of this union,\nhave come a long way, and\nare glad to be here.\n\nThank you.",
            "We , the members of this union , have come a long way , and are glad to be here .\nThank you .",
        ),
        ("He came at noon.\nHe left at dusk.\nNobody knew why.", "He came at noon .\nHe left at dusk .\nNobody knew why ."),
        ("They agreed:\n\n- to meet\n- to talk", "They agreed :\n* to meet\n* to talk"),
        ("1. The first point holds.\n2. So does this.", "* The first point holds .\n* So does this ."),
        ("## Reactions\n\nNone came.", "# Reactions\nNone came ."),
        (
            "The Assembly should not forget that the\n\n12 10-12345\n\npeople of these islands are waiting for\nan answer.",
            "The Assembly should not forget that the people of these islands are waiting for an answer .",
        ),
        ("", ""),
        (" \n\n \u{feff}", ""),
        ("...", "~ ..."),
    ]);
}

#[test]
fn quotations() {
    for (text, expected) in [
        ("He called it a “war” and a \"crime\".", vec!["war", "crime"]),
        ("“He said ‘never’ to us,” she said.", vec!["He said ‘never’ to us,", "never"]),
        ("It's the ministers' view, they don't say 'peace'.", vec!["peace"]),
        ("«Non», dit-il; „nein“, sagte sie; ``no'', he said.", vec!["Non", "nein", "no"]),
        ("\"We go on.\n\n\"We stop,\" he said.", vec!["We go on.", "We stop,"]),
        ("“We go on.\n\n“We stop,” he said.", vec!["We go on.", "We stop,"]),
        ("He said \"we stop.", vec!["we stop."]),
        ("A closing mark” alone.", vec![]),
    ] {
        let (_, quotations) = segment(text);
        assert_eq!(quotations.iter().map(|q| q.of(text)).collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn long_sentences_are_cut() {
    let text = "peace and war, ".repeat(1000);
    let (cuts, _) = segment(&text);
    assert!(cuts.iter().all(|c| c.tokens.len() <= super::MAX_TOKENS));
    assert_eq!(cuts.iter().map(|c| c.tokens.len()).sum::<usize>(), 4000);
    assert!(cuts.iter().all(|c| c.span.of(&text).ends_with(',')));
}

#[test]
fn any_bytes_are_taken() {
    for text in
        ["\u{0}", "é'", "’’’’", "((((", "A.", "http://", "@", "#", "1,", "x's", "'s", "“", "a\u{301}’s", "S/", "𝕏.com", "-", "1.é", ":)"]
    {
        let (cuts, quotations) = segment(text);
        for span in cuts.iter().flat_map(|c| &c.tokens).chain(&quotations) {
            assert!(text.get(span.range()).is_some(), "{text:?}");
        }
    }
}
