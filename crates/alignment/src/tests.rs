//! The table of DESIGN §3, read as cases: two sides, the isle (ISL, first) and the realm (REA), with a small vocabulary of the tests' own.

use crate::{Aligned, Model, align};
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::{Bearing, Dispute, Linked, Side};
use demarche_signals::{ActCode, Channel, Content, Factuality, Marks, Signal, VoteTold};
use demarche_source::{Cast, Code, SmolStr, Span};

const WORDS: &str = r#"
[[state]]
code = "ISL"
name = "Isle"
adjectives = ["Islish"]
capital = "Port Isle"
status = "member"
[[state]]
code = "REA"
name = "Realm"
adjectives = ["Realmish"]
status = "member"
[[state]]
code = "THI"
name = "Third"
status = "member"
"#;
const EFFECTS: &str = r#"
[[effect]]
words = ["attack", "invade", "sanction"]
kind = "verb"
theme = -1.0
[[effect]]
words = ["attack", "invasion", "sanction", "aggression"]
kind = "noun"
theme = -1.0
valence = -0.8
[[effect]]
words = ["support", "respect"]
kind = "verb"
theme = 0.8
[[effect]]
words = ["need", "interest"]
kind = "noun"
holder = 1.0
[[effect]]
words = ["illegal"]
kind = "adjective"
valence = -0.8
"#;
const PRINCIPLES: &str = r#"
[[principle]]
id = "sovereignty"
name = "Sovereignty"
definition = "Own affairs."
names = ["sovereignty"]
[[principle]]
id = "human-rights"
name = "Human rights"
definition = "Rights."
names = ["human rights"]
breaches = ["torture"]
"#;

fn acts() -> String {
    let act = |id: &str, channel: &str, attitude: f32, effect: f32, operator: &str| {
        format!(
            "[[act]]\nid = \"{id}\"\nchannel = \"{channel}\"\nattitude = {attitude:.1}\neffect = {effect:.1}\noperator = \"{operator}\"\nverbs = [\"{id} T\"]\n"
        )
    };
    [
        act("condemn", "word", -1.0, -0.6, "attitude"),
        act("praise", "word", 0.9, 0.6, "attitude"),
        act("refuse-label", "word", -0.3, 0.3, "refuse"),
        act("abstain-from", "word", -0.3, 0.0, "withhold"),
        act("endorse-interest", "word", 0.6, 0.6, "endorse"),
        act("blame", "word", -0.8, -0.6, "blame"),
        act("affirm-principle", "word", 0.7, 0.3, "affirm"),
        act("appeal", "word", 0.0, 0.0, "appeal"),
        act("arm", "act", 0.8, 0.8, "effect"),
        act("say", "word", 0.0, 0.0, "none"),
        act("vote", "vote", 0.0, 0.0, "none"),
    ]
    .concat()
}

fn lexicon() -> Lexicon {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = [
        file("actors/states/test.toml", WORDS),
        file("polarity/test.toml", EFFECTS),
        file("principles/test.toml", PRINCIPLES),
        file("acts/test.toml", &acts()),
    ];
    Lexicon::from_files(&files).unwrap()
}

/// A title that catalogues cut short.
const LONG: &str = "Work of the Committee to Inquire into Practices Affecting the Rights of the People of the Isle and of Other Islanders of the Occupied Shores";

fn dispute(known: bool) -> Dispute {
    let side = |id: &str, code: &str, terms: &[&str], deeds: &[&str]| Side {
        id: id.into(),
        members: vec![code.into()],
        backers: vec![],
        terms: terms.iter().map(|&t| t.into()).collect(),
        deeds: deeds.iter().map(|&t| t.into()).collect(),
    };
    let norms = [("sovereignty", "ISL", 1.0), ("human-rights", "ISL", 0.8)];
    let bearing = |&(p, s, weight): &(&str, &str, f32)| Bearing {
        principle: p.into(),
        serves: Some(s.into()),
        weight,
        reason: "it was invaded".into(),
    };
    Dispute {
        id: "d".into(),
        name: "the isle's war".into(),
        from: "2014-02-20".parse().ok(),
        to: None,
        sides: vec![side("ISL", "ISL", &["Fort Isle"], &[]), side("REA", "REA", &["the Keep"], if known { &["expedition"] } else { &[] })],
        terms: if known { vec!["isle question".into()] } else { vec![] },
        principles: if known { norms.iter().map(bearing).collect() } else { vec![] },
        resolutions: vec![
            Linked { symbol: "S/RES/1 (2022)".into(), title: "".into(), serves: Some("ISL".into()), reason: "demands withdrawal".into() },
            Linked {
                symbol: "".into(),
                title: "Status of the isle".into(),
                serves: Some("ISL".into()),
                reason: "asks for it each year".into(),
            },
            Linked { symbol: "".into(), title: LONG.into(), serves: Some("ISL".into()), reason: "the same".into() },
        ],
        source: String::new(),
    }
}

fn entity(code: &str) -> Content {
    let text = match code {
        "ISL" => "Isle",
        "REA" => "Realm",
        other => other,
    };
    Content::Entity { codes: vec![code.into()], span: Span::default(), text: text.into() }
}

fn phrase(lemma: &str, text: &str, inside: Vec<Content>) -> Content {
    Content::Phrase { lemma: lemma.into(), inside, modifiers: vec![], span: Span::default(), text: text.into() }
}

fn event(lemma: &str, agent: Option<&str>, theme: Vec<Content>) -> Content {
    Content::Event {
        lemma: lemma.into(),
        act: None,
        negated: false,
        factuality: Factuality::CertainPos,
        agent: agent.map(entity).into_iter().collect(),
        theme,
        other: vec![],
        modifiers: vec![],
        span: Span::default(),
        text: lemma.into(),
    }
}

fn acted(act: &str, theme: Vec<Content>) -> Content {
    let Content::Event { span, factuality, negated, other, modifiers, .. } = event(act, None, vec![]) else { return entity("THI") };
    Content::Event {
        lemma: act.into(),
        act: Some(act.into()),
        negated,
        factuality,
        agent: vec![],
        theme,
        other,
        modifiers,
        span,
        text: act.into(),
    }
}

fn norm(id: &str, breach: bool, text: &str, bearing: Vec<Content>) -> Content {
    Content::Principle { id: id.into(), breach, bearing, span: Span::default(), text: text.into() }
}

fn signal(act: &str, channel: Channel, target: &[&str], content: Vec<Content>) -> Signal {
    Signal {
        id: "s1".into(),
        report: "r1".into(),
        spans: vec![Span::new(0, 1)],
        quote: content.iter().map(|c| c.text()).collect::<Vec<_>>().join(" "),
        actor: "THI".into(),
        speaker: None,
        channel,
        act: ActCode { id: act.into(), plover: None, mode: None, cameo: SmolStr::default(), pattern: SmolStr::default() },
        target: target.iter().map(|&t| Code::from(t)).collect(),
        audience: None,
        principle: content.iter().find_map(|c| if let Content::Principle { id, .. } = c { Some(id.clone()) } else { None }),
        factuality: Factuality::CertainPos,
        attribution: vec![],
        date: None,
        content,
        claim: None,
        vote: None,
        marks: Marks::default(),
        confidence: 1.0,
    }
}

fn word(act: &str, target: &[&str], content: Vec<Content>) -> Signal {
    signal(act, Channel::Word, target, content)
}

fn vote(cast: Cast, symbol: Option<&str>, text: Vec<Content>) -> Signal {
    let mut s = signal("vote", Channel::Vote, &[], vec![]);
    s.vote = Some(VoteTold {
        body: "UNGA".into(),
        symbol: symbol.map(Into::into),
        title: None,
        title_only: false,
        cast,
        sponsor: vec![],
        text,
        procedural: false,
        explanation: None,
    });
    s
}

fn value(s: &Signal, known: bool) -> Option<Aligned> {
    let lexicon = lexicon();
    let model = Model::new(&lexicon, &dispute(known));
    align(&lexicon, &model, s, true, 0.0)
}

/// `range` is on the scale on which the isle is positive.
fn check(s: &Signal, range: std::ops::RangeInclusive<f32>) {
    for known in [true, false] {
        let got = value(s, known);
        let v = got.as_ref().map_or(0.0, |a| a.value);
        assert!(range.contains(&v), "{} {range:?} got {v} (dispute known: {known}) {:?}", s.quote, got.map(|a| a.derivation));
    }
}

#[test]
fn attitudes_compose_with_effects() {
    let attack = || event("attack", Some("REA"), vec![entity("ISL")]);
    check(&word("condemn", &["REA"], vec![attack()]), 0.7..=1.0);
    check(&word("condemn", &["REA"], vec![event("attack", Some("REA"), vec![])]), 0.4..=1.0);
    check(&word("condemn", &[], vec![event("sanction", None, vec![entity("REA")])]), -1.0..=-0.7);
    check(&word("praise", &[], vec![event("sanction", None, vec![entity("REA")])]), 0.7..=1.0);
    check(&word("abstain-from", &[], vec![acted("condemn", vec![attack()])]), -0.45..=-0.2);
    check(&word("refuse-label", &[], vec![event("describe", None, vec![attack()])]), -0.35..=-0.1);
    let mut not_taken = word("condemn", &[], vec![attack()]);
    not_taken.factuality = Factuality::CertainNeg;
    check(&not_taken, -0.35..=-0.1);
}

#[test]
fn interests_blame_and_acts() {
    check(&word("endorse-interest", &["REA"], vec![phrase("need", "the Realm's legitimate needs", vec![entity("REA")])]), -1.0..=-0.4);
    let events = phrase("event", "events in Isle", vec![entity("ISL")]);
    check(&word("blame", &["FFF"], vec![entity("FFF"), events]), -0.6..=-0.3);
    check(&word("blame", &["REA"], vec![entity("REA")]), 0.6..=1.0);
    check(&signal("arm", Channel::Act, &["REA"], vec![]), -1.0..=-0.5);
}

#[test]
fn appeals_to_talk_take_no_side_and_demands_to_withdraw_do() {
    check(&word("appeal", &["REA"], vec![event("negotiate", Some("REA"), vec![])]), 0.0..=0.0);
    check(&word("appeal", &["REA"], vec![event("withdraw", Some("REA"), vec![phrase("force", "its forces", vec![])])]), 0.5..=1.0);
    check(&word("appeal", &["REA"], vec![event("cease", Some("REA"), vec![event("attack", Some("REA"), vec![entity("ISL")])])]), 0.5..=1.0);
}

#[test]
fn norms_serve_whom_they_are_said_of() {
    check(&word("affirm-principle", &[], vec![norm("sovereignty", false, "sovereignty of Isle", vec![entity("ISL")])]), 0.8..=1.0);
    check(&word("affirm-principle", &[], vec![norm("human-rights", true, "torture in Realm", vec![entity("REA")])]), 0.2..=1.0);
    let general = word("affirm-principle", &[], vec![norm("sovereignty", false, "sovereignty of all", vec![])]);
    assert!(value(&general, true).is_some_and(|a| a.value > 0.3), "the file says whom it serves");
    assert!(value(&general, false).is_some_and(|a| a.value == 0.0), "nothing says whom it serves");
    let applied = word(
        "affirm-principle",
        &[],
        vec![norm("sovereignty", false, "sovereignty", vec![phrase("question", "the isle question", vec![])])],
    );
    assert!(value(&applied, true).is_some_and(|a| a.value >= 0.9));
    check(&word("say", &[], vec![event("illegal", None, vec![event("attack", Some("REA"), vec![entity("ISL")])])]), 0.2..=1.0);
}

#[test]
fn votes_follow_the_text_and_withholding_is_weak() {
    let text = || vec![acted("condemn", vec![event("attack", Some("REA"), vec![entity("ISL")])])];
    check(&vote(Cast::Yes, None, text()), 0.7..=1.0);
    check(&vote(Cast::No, None, text()), -1.0..=-0.7);
    check(&vote(Cast::Abstain, None, text()), -0.45..=-0.2);
    check(&vote(Cast::Absent, None, text()), -0.3..=-0.1);
    check(&vote(Cast::Yes, Some("S/RES/1"), vec![]), 0.7..=1.0);
    let words = "Condemns the attack by the Realm against Isle; demands that the Realm withdraw";
    check(&vote(Cast::Yes, None, vec![phrase("text", words, vec![])]), 0.6..=1.0);
    check(&vote(Cast::Yes, None, vec![phrase("text", "Decides to close the mission in Isle", vec![])]), 0.0..=0.0);
    let mut procedural = vote(Cast::Abstain, None, text());
    if let Some(v) = &mut procedural.vote {
        v.procedural = true;
    }
    check(&procedural, 0.0..=0.0);
}

#[test]
fn the_words_of_a_bare_title_tell_no_direction_of_a_listed_dispute() {
    let mut titled = vote(Cast::Yes, None, vec![phrase("text", "Deplores the attack by the Realm on Isle", vec![])]);
    assert!(value(&titled, true).is_some_and(|a| a.value > 0.6));
    titled.vote.as_mut().unwrap().title_only = true;
    assert!(value(&titled, true).is_none_or(|a| a.value == 0.0), "a record's title");
    assert!(value(&titled, false).is_some_and(|a| a.value > 0.6), "a user's own choice of votes");
}

#[test]
fn a_title_that_the_file_lists_tells_the_direction_whole_and_only_whole() {
    let titled = |title: &str| {
        let mut s = vote(Cast::No, Some("A/RES/9/1"), vec![]);
        s.vote.as_mut().unwrap().title = Some(title.into());
        s
    };
    check(&titled("Status of the  Isle : resolution / adopted by the Assembly"), -1.0..=-0.7);
    check(&titled("STATUS OF THE ISLE"), -1.0..=-0.7);
    check(&titled(&format!("{}[...]", &LONG[..120])), -1.0..=-0.7);
    check(&titled(&format!("{}[...]", &LONG[..20])), 0.0..=0.0);
    for other in ["Status of the isle and its neighbours", "Report on the status of the isle", ""] {
        check(&titled(other), 0.0..=0.0);
    }
}

#[test]
fn what_does_not_bear_is_left_out() {
    let lexicon = lexicon();
    let model = Model::new(&lexicon, &dispute(true));
    let other = word("condemn", &["FFF"], vec![entity("FFF")]);
    assert!(align(&lexicon, &model, &other, false, 0.0).is_none());
    let mut early = word("condemn", &["REA"], vec![event("attack", Some("REA"), vec![entity("ISL")])]);
    early.date = Some(demarche_source::DateRange::day("1999-01-01".parse().unwrap()));
    assert!(align(&lexicon, &model, &early, true, 0.0).is_none());
}
