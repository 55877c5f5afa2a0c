//! The pattern language: what is written, and what it is read as.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_lexicon::{Element, Lexicon, Marker, Pattern, PatternKind, What};

fn show(elements: &[Element]) -> String {
    let class = |c: &Option<_>| c.as_ref().map_or_else(|| "*".to_owned(), |c| format!("{{{c}}}"));
    let one = |e: &Element| {
        let text = match e {
            Element::Slot { preps, what, .. } => {
                let what = match what {
                    What::Target => "target".to_owned(),
                    What::Recipient => "recipient".to_owned(),
                    What::Any => "any".to_owned(),
                    What::Class(c) => format!("{{{c}}}"),
                };
                format!("{}:{what}", preps.join("/"))
            }
            Element::Open { marker, class: c, negated, then, .. } => {
                let marker = match marker {
                    Marker::To => "to".to_owned(),
                    Marker::Gerund(preps) => preps.join("/"),
                };
                format!("{}open({marker} {} → {})", if *negated { "not " } else { "" }, class(c), show(then))
            }
            Element::Clause { class: c, .. } => format!("clause({})", class(c)),
            Element::As { class: c, .. } => format!("as({})", class(c)),
        };
        if e.is_optional() { format!("[{text}]") } else { text }
    };
    elements.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, expected: &str) {
    let told = match Pattern::parse(text, PatternKind::Verb) {
        Ok(p) => format!("{}{} {}", if p.negated { "not " } else { "" }, p.heads.join("/"), show(&p.elements)).trim().to_owned(),
        Err(e) => format!("{}: {}", e.at, e.cause),
    };
    assert_eq!(told, expected, "{text}");
}

#[test]
fn patterns_are_read() {
    check("condemn|denounce T", "condemn/denounce :target");
    check("impose {sanction} on|against T", "impose :{sanction} on/against:target");
    check("call on T to {withdraw}", "call on:target open(to {withdraw} → )");
    check("abstain from {condemn} T", "abstain open(from {condemn} → :target)");
    check("accuse T of {wrong}", "accuse :target of:{wrong}");
    check("say that *", "say clause(*)");
    check("describe T as {wrong}", "describe :target as({wrong})");
    check("not support T", "not support :target");
    check("urge R not to {attack} T", "urge :recipient not open(to {attack} → :target)");
    check("abstain [from|on T]", "abstain [from/on:target]");
    check("speak in_favour_of T", "speak in favour of:target");
    check("withdraw", "withdraw");
}

#[test]
fn mistakes_have_a_column() {
    check("", "0: the predicate is missing");
    check("T condemn", "0: expected the predicate, found `T`");
    check("put pressure on T", "4: `pressure` cannot stand here");
    check("impose {sanction on T", "7: `{sanction` is no class");
    check("call on", "7: nothing follows `on`");
    check("abstain [from T", "8: `[` is not closed");
    check("abstain from T]", "14: `]` closes nothing");
    check("é|condemn on to T", "13: expected what `on` introduces, found `to`");
}

#[test]
fn who_asks_for_more_wins() {
    let weigh = |t: &str| Pattern::parse(t, PatternKind::Verb).unwrap().specificity();
    let order = [
        "vote",
        "vote [against T]",
        "vote for *",
        "vote for T",
        "vote for {resolution}",
        "vote for {resolution} against T",
        "not vote for {resolution} against T",
    ];
    assert!(order.windows(2).all(|w| weigh(w[0]) < weigh(w[1])), "{:?}", order.map(weigh));
}

#[test]
fn every_pattern_of_the_acts_is_found_by_each_of_its_heads() {
    let lexicon = Lexicon::embedded();
    for (i, act) in lexicon.acts().iter().enumerate() {
        for (kind, texts) in [(PatternKind::Verb, &act.verbs), (PatternKind::Noun, &act.nouns), (PatternKind::Copular, &act.copular)] {
            for pattern in texts.iter().map(|t| Pattern::parse(t, kind).unwrap()) {
                let found = |head: &str| lexicon.patterns(kind, head).iter().any(|o| o.entry == i && *o.pattern == pattern);
                assert!(pattern.heads.iter().all(|h| found(h)), "{}: {}", act.id, pattern.text);
            }
        }
    }
}
