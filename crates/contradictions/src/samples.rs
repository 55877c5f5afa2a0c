//! Evidence made by hand, for tests. In: a line a signal. Out: readings. Side A is the first, B the other.

use crate::meta::ReportMeta;
use crate::pair::Reading;
use crate::ruled::PairRuling;
use crate::{Grade, judge};
use demarche_actors::Authority;
use demarche_alignment::{Aligned, Model};
use demarche_lexicon::Lexicon;
use demarche_lexicon::schema::{Dispute, Side};
use demarche_signals::{ActCode, Channel, Claim, Factuality, Link, LinkKind, Marks, Signal, Speaker, Thing, VoteTold};
use demarche_source::{Cast, DateRange, SmolStr, Span};
use std::collections::BTreeMap;

pub struct Sample {
    pub signal: Signal,
    pub value: f32,
    pub withheld: bool,
}

impl Sample {
    fn new(channel: Channel, value: f32) -> Self {
        let signal = Signal {
            id: SmolStr::default(),
            report: "r".into(),
            spans: vec![Span::new(0, 1)],
            quote: String::new(),
            actor: "CCC".into(),
            speaker: None,
            channel,
            act: ActCode { id: "say".into(), plover: None, mode: None, cameo: "010".into(), pattern: "say".into() },
            target: vec![],
            audience: None,
            principle: None,
            factuality: Factuality::CertainPos,
            attribution: vec![],
            date: Some(DateRange::day("2020-03-01".parse().unwrap())),
            content: vec![],
            claim: None,
            vote: None,
            marks: Marks { quoted: channel == Channel::Word, ..Marks::default() },
            confidence: 0.9,
        };
        Self { signal, value, withheld: false }
    }
    pub fn word(speaker: &str, value: f32) -> Self {
        let mut s = Self::new(Channel::Word, value);
        s.signal.speaker =
            Some(Speaker { name: speaker.into(), office: None, rank: 8, authority: Authority::State, anonymous: false, span: None });
        s
    }
    pub fn act(value: f32) -> Self {
        Self::new(Channel::Act, value)
    }
    pub fn vote(cast: Cast, value: f32) -> Self {
        let mut s = Self::new(Channel::Vote, value);
        s.signal.report = "votes".into();
        s.withheld = matches!(cast, Cast::Abstain | Cast::Absent);
        s.signal.vote = Some(VoteTold {
            body: "UNGA".into(),
            symbol: Some(format!("X/{value}")),
            title: None,
            title_only: false,
            cast,
            sponsor: vec![],
            text: vec![],
            procedural: false,
            explanation: None,
        });
        s
    }
    pub fn procedural(mut self) -> Self {
        self.signal.vote.as_mut().unwrap().procedural = true;
        self
    }
    pub fn explained(mut self, words: &str) -> Self {
        self.signal.vote.as_mut().unwrap().explanation = Some(words.into());
        self
    }
    pub fn principle(mut self, id: &str) -> Self {
        self.signal.principle = Some(id.into());
        self
    }
    pub fn to(mut self, audience: &str) -> Self {
        self.signal.audience = Some(audience.into());
        self
    }
    pub fn on(mut self, day: &str) -> Self {
        self.signal.date = Some(DateRange::day(day.parse().unwrap()));
        self
    }
    pub fn change(mut self) -> Self {
        self.signal.marks.change = true;
        self
    }
    pub fn correction(mut self) -> Self {
        self.signal.marks.correction = true;
        self
    }
    pub fn evasive(mut self) -> Self {
        self.signal.marks.evasive = true;
        self
    }
    pub fn planned(mut self) -> Self {
        self.signal.marks.future = true;
        self
    }
    pub fn question(mut self) -> Self {
        self.signal.marks.question = true;
        self
    }
    pub fn told(mut self) -> Self {
        self.signal.marks.quoted = false;
        self
    }
    pub fn unauthorised(mut self) -> Self {
        self.signal.speaker.as_mut().unwrap().authority = Authority::None;
        self
    }
    pub fn negated(mut self) -> Self {
        self.signal.factuality = Factuality::CertainNeg;
        self
    }
    pub fn hearsay(self) -> Self {
        self.link("media reports", None, LinkKind::Hearsay)
    }
    pub fn charged_by(self, code: &str) -> Self {
        self.link(code, Some(code), LinkKind::Other)
    }
    fn link(mut self, name: &str, code: Option<&str>, kind: LinkKind) -> Self {
        let link =
            Link { name: name.into(), code: code.map(Into::into), kind, factuality: Factuality::CertainPos, authority: Authority::State };
        self.signal.attribution.push(link);
        self
    }
    /// Things with their sign and whether they are nouns; what is against is denied.
    pub fn claiming(mut self, things: &[(&str, bool, bool)]) -> Self {
        let thing = |&(word, plus, noun): &(&str, bool, bool)| Thing {
            key: word.into(),
            lemma: word.into(),
            plus,
            denied: !plus,
            central: true,
            noun,
            span: Span::new(word.len(), 2 * word.len()),
            turned: vec![],
        };
        let things = things.iter().map(thing).collect();
        self.signal.claim = Some(Claim { things, by: vec![], names: vec![], ahead: false, habit: false, firm: true });
        self
    }
    pub fn ahead(mut self) -> Self {
        self.signal.claim.as_mut().unwrap().ahead = true;
        self
    }
    pub fn done_by(mut self, code: &str) -> Self {
        self.signal.claim.as_mut().unwrap().by = vec![code.into()];
        self
    }
    pub fn from(mut self, report: &str) -> Self {
        self.signal.report = report.into();
        self
    }
    pub fn saying(mut self, words: &str) -> Self {
        self.signal.quote = words.into();
        self
    }
}

pub fn dispute() -> Dispute {
    let side = |id: &str, code: &str| Side { id: id.into(), members: vec![code.into()], backers: vec![], terms: vec![], deeds: vec![] };
    Dispute {
        id: "d".into(),
        name: "the strait".into(),
        from: None,
        to: None,
        sides: vec![side("A", "AAA"), side("B", "BBB")],
        terms: vec![],
        principles: vec![],
        resolutions: vec![],
        source: String::new(),
    }
}

fn build(samples: &[Sample], prefix: &str) -> (Vec<Signal>, Vec<Aligned>) {
    let mut signals = Vec::new();
    let mut aligned = Vec::new();
    for (i, s) in samples.iter().enumerate() {
        let mut signal = s.signal.clone();
        signal.id = format!("{prefix}{}", i + 1).into();
        if signal.report == "r" {
            signal.report = format!("{}{}", if prefix == "s" { "r" } else { prefix }, i + 1).into();
        }
        let side = if s.value == 0.0 { None } else { Some(SmolStr::from(if s.value > 0.0 { "A" } else { "B" })) };
        aligned.push(Aligned {
            dispute: "the strait".into(),
            signal: signal.id.clone(),
            side,
            value: s.value,
            derivation: vec![
                format!("by hand {:?}", signal.principle),
                if signal.factuality.is_negated() { "negated".into() } else { String::new() },
            ],
            withheld: s.withheld || s.signal.marks.evasive,
            explicit: true,
            by_tone: false,
        });
        signals.push(signal);
    }
    (signals, aligned)
}

fn run(samples: &[Sample], elsewhere: &[Sample], party: Option<usize>, rulings: &[PairRuling]) -> Reading {
    let mut d = dispute();
    if let Some(p) = party {
        d.sides[p].members.push("CCC".into());
    }
    let lexicon = Lexicon::embedded();
    let model = Model::new(lexicon, &d);
    let (signals, aligned) = build(samples, "s");
    let (other, other_aligned) = build(elsewhere, "e");
    let report = |id: &str| ReportMeta {
        id: id.into(),
        sha256: id.into(),
        outlet: None,
        published: "2020-03-01".parse().ok(),
        title: None,
        country: None,
        reliability: None,
        copy_of: None,
        sketch: vec![],
    };
    let reports: BTreeMap<SmolStr, ReportMeta> = (1..=signals.len()).map(|i| (format!("r{i}").into(), report(&format!("r{i}")))).collect();
    let zip = |s: &[Signal], a: &[Aligned]| -> Vec<(usize, usize)> { (0..s.len().min(a.len())).map(|i| (i, i)).collect() };
    let list: Vec<(&Signal, &Aligned)> = zip(&signals, &aligned).into_iter().map(|(i, j)| (&signals[i], &aligned[j])).collect();
    let rest: Vec<(&Signal, &Aligned)> = zip(&other, &other_aligned).into_iter().map(|(i, j)| (&other[i], &other_aligned[j])).collect();
    judge(lexicon, &model, &"CCC".into(), &list, &rest, &reports, rulings)
}

pub fn reading(samples: &[Sample]) -> Reading {
    run(samples, &[], None, &[])
}

pub fn ruled(samples: &[Sample], rulings: &[PairRuling]) -> Reading {
    run(samples, &[], None, rulings)
}

fn list(reading: &Reading) -> Vec<(&'static str, Option<&'static str>)> {
    reading.pairs.iter().map(|p| (p.kind.as_str(), p.grade.map(Grade::as_str))).collect()
}

pub fn kinds(samples: &[Sample]) -> Vec<(&'static str, Option<&'static str>)> {
    list(&reading(samples))
}

pub fn kinds_of_party(side: usize, samples: &[Sample]) -> Vec<(&'static str, Option<&'static str>)> {
    list(&run(samples, &[], Some(side), &[]))
}

pub fn kinds_with(samples: &[Sample], elsewhere: &[Sample]) -> Vec<(&'static str, Option<&'static str>)> {
    list(&run(samples, elsewhere, None, &[]))
}
