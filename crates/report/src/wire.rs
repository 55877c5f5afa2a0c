//! The JSON that other programs rely on. In: signals, quotations, events. Out: serialisable mirrors of them. Fields are only ever added.

use demarche_actors::Authority;
use demarche_signals::{Channel, Event, Link, LinkKind, Marks, Quote, QuoteKind, Signal, Speaker, VoteTold};
use demarche_source::{Report, SmolStr, Span};
use serde::{Deserialize, Serialize};

/// Byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

/// Exact words with their place.
#[derive(Clone, Debug, Serialize)]
pub struct Words<'t> {
    text: &'t str,
    start: u32,
    end: u32,
}

fn words(text: &str, span: Span) -> Words<'_> {
    Words { text: span.of(text), start: span.start, end: span.end }
}

/// One line of `demarche quotes`.
#[derive(Debug, Serialize)]
pub struct QuotesLine<'t> {
    id: &'t str,
    quotes: Vec<QuoteWire<'t>>,
}

#[derive(Debug, Serialize)]
struct QuoteWire<'t> {
    speaker: Option<Words<'t>>,
    cue: Option<Words<'t>>,
    content: Vec<Place>,
    kind: &'static str,
    /// What the cue does: `say`, `think`, `know`, `doubt`, `ask`, `order`, `write`, `deny`, `claim`, `report`.
    manner: Option<&'t str>,
    /// Whether the content is a clause or exact words, and not only what somebody speaks of, wants or opposes.
    statement: bool,
}

/// The line of one report.
pub fn quotes_line<'t>(report: &'t Report, quotes: &'t [Quote]) -> QuotesLine<'t> {
    let wire = |q: &'t Quote| QuoteWire {
        speaker: q.speaker.map(|s| words(&report.text, s.span)),
        cue: q.cue.map(|c| words(&report.text, c)),
        content: q.content.iter().map(|&c| c.into()).collect(),
        kind: match q.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        },
        manner: q.manner.as_deref(),
        statement: q.proposition,
    };
    QuotesLine { id: &report.id, quotes: quotes.iter().map(wire).collect() }
}

/// One line of `demarche events`.
#[derive(Debug, Serialize)]
pub struct EventsLine<'t> {
    id: &'t str,
    events: Vec<EventWire<'t>>,
}

#[derive(Debug, Serialize)]
struct EventWire<'t> {
    source: &'t [SmolStr],
    target: &'t [SmolStr],
    #[serde(rename = "type")]
    kind: &'t str,
    mode: Option<&'t str>,
    contexts: &'t [SmolStr],
    cameo: &'t str,
    label: &'t str,
    pattern: &'t str,
    span: Place,
}

/// The line of one report.
pub fn events_line<'t>(report: &'t Report, events: &'t [Event]) -> EventsLine<'t> {
    let wire = |e: &'t Event| EventWire {
        source: &e.source,
        target: &e.target,
        kind: &e.kind,
        mode: e.mode.as_deref(),
        contexts: &e.contexts,
        cameo: &e.cameo,
        label: &e.label,
        pattern: &e.pattern,
        span: e.span.into(),
    };
    EventsLine { id: &report.id, events: events.iter().map(wire).collect() }
}

/// One line of `demarche signals`.
#[derive(Debug, Serialize)]
pub struct SignalsLine<'t> {
    id: &'t str,
    signals: Vec<SignalWire>,
}

/// The line of one report; signals are numbered within it.
pub fn signals_line<'t>(report: &'t Report, signals: &[Signal]) -> SignalsLine<'t> {
    let numbered = signals.iter().enumerate().map(|(i, s)| {
        let mut wire = SignalWire::new(s, Vec::new());
        wire.id = format!("s{}", i + 1).into();
        wire
    });
    SignalsLine { id: &report.id, signals: numbered.collect() }
}

/// A signal as the dossier has it. `#[serde(default)]` fields came later than the first dossiers, or may be left out by other programs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // each mirrors the field of the same name in `Signal`
pub struct SignalWire {
    pub id: SmolStr,
    pub report: SmolStr,
    pub spans: Vec<Place>,
    pub quote: String,
    pub actor: SmolStr,
    pub speaker: Option<SpeakerWire>,
    pub channel: SmolStr,
    pub act: ActWire,
    pub target: Vec<SmolStr>,
    #[serde(default)]
    pub audience: Option<String>,
    pub principle: Option<SmolStr>,
    pub factuality: SmolStr,
    pub attribution: Vec<String>,
    #[serde(default)]
    pub vouched_by: Vec<LinkWire>,
    pub date: Option<DateWire>,
    #[serde(default)]
    pub vote: Option<VoteWire>,
    #[serde(default)]
    pub marks: Vec<SmolStr>,
    #[serde(default)]
    pub confidence: f32,
    pub alignment: Vec<AlignmentWire>,
}

/// Who spoke for the actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SpeakerWire {
    pub name: String,
    pub office: Option<String>,
    pub rank: u8,
    /// `state`, `organ` or `no`.
    #[serde(default)]
    pub speaks_for_actor: SmolStr,
}

/// What kind of act, in PLOVER's and CAMEO's codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ActWire {
    #[serde(rename = "type")]
    pub kind: Option<SmolStr>,
    pub mode: Option<SmolStr>,
    pub cameo: SmolStr,
    pub label: SmolStr,
    #[serde(default)]
    pub pattern: SmolStr,
}

/// One link of the chain of attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct LinkWire {
    pub name: String,
    pub code: Option<SmolStr>,
    /// `outlet`, `own`, `other`, `anonymous` or `hearsay`.
    pub voice: SmolStr,
    pub factuality: SmolStr,
}

/// First and last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct DateWire {
    pub from: String,
    pub to: String,
}

/// A vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct VoteWire {
    pub body: SmolStr,
    pub symbol: Option<String>,
    pub cast: SmolStr,
    pub sponsor: Vec<SmolStr>,
    pub procedural: bool,
    pub explanation: Option<String>,
}

/// One alignment of a signal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlignmentWire {
    /// Name of the dispute.
    pub dispute: String,
    /// Side that is served; `null` where none is.
    pub side: Option<String>,
    /// In [-1, 1] on the dispute's scale: positive towards its first side.
    pub value: f32,
    /// How it came about, in words.
    pub derivation: Vec<String>,
}

/// Two decimals are all that the calculus means.
pub(crate) fn rounded(value: f32) -> f32 {
    let r = (value * 100.0).round() / 100.0;
    if r == 0.0 { 0.0 } else { r }
}

/// How a voice is named in output.
pub(crate) fn voice(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Outlet => "outlet",
        LinkKind::Own => "own",
        LinkKind::Other => "other",
        LinkKind::Anonymous => "anonymous",
        LinkKind::Hearsay => "hearsay",
    }
}

impl SignalWire {
    /// Mirrors a signal with its alignments.
    pub fn new(s: &Signal, alignment: Vec<AlignmentWire>) -> Self {
        Self {
            id: s.id.clone(),
            report: s.report.clone(),
            spans: s.spans.iter().map(|&x| x.into()).collect(),
            quote: s.quote.clone(),
            actor: s.actor.clone(),
            speaker: s.speaker.as_ref().map(SpeakerWire::new),
            channel: channel(s.channel).into(),
            act: ActWire {
                kind: s.act.plover.clone(),
                mode: s.act.mode.clone(),
                cameo: s.act.cameo.clone(),
                label: s.act.id.clone(),
                pattern: s.act.pattern.clone(),
            },
            target: s.target.clone(),
            audience: s.audience.clone(),
            principle: s.principle.clone(),
            factuality: s.factuality.as_str().into(),
            attribution: s.attribution.iter().map(|l| l.name.clone()).collect(),
            vouched_by: s.attribution.iter().map(LinkWire::new).collect(),
            date: s.date.map(|d| DateWire { from: d.from.to_string(), to: d.to.to_string() }),
            vote: s.vote.as_ref().map(VoteWire::new),
            marks: marks(s.marks),
            confidence: rounded(s.confidence),
            alignment,
        }
    }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Word => "word",
        Channel::Vote => "vote",
        Channel::Act => "act",
    }
}

fn marks(m: Marks) -> Vec<SmolStr> {
    let all = [
        (m.background, "background"),
        (m.quoted, "quoted"),
        (m.question, "question"),
        (m.future, "future"),
        (m.conditional, "conditional"),
        (m.change, "change"),
        (m.unchanged, "unchanged"),
        (m.correction, "correction"),
        (m.evasive, "evasive"),
        (m.joint, "joint"),
        (m.heading, "heading"),
    ];
    all.into_iter().filter_map(|(on, name)| on.then_some(name.into())).collect()
}

impl SpeakerWire {
    fn new(s: &Speaker) -> Self {
        let speaks_for_actor = match s.authority {
            Authority::State => "state",
            Authority::Organ => "organ",
            Authority::None => "no",
        };
        Self { name: s.name.clone(), office: s.office.clone(), rank: s.rank, speaks_for_actor: speaks_for_actor.into() }
    }
}

impl LinkWire {
    fn new(l: &Link) -> Self {
        Self { name: l.name.clone(), code: l.code.clone(), voice: voice(l.kind).into(), factuality: l.factuality.as_str().into() }
    }
}

impl VoteWire {
    fn new(v: &VoteTold) -> Self {
        Self {
            body: v.body.clone(),
            symbol: v.symbol.clone(),
            cast: v.cast.as_str().into(),
            sponsor: v.sponsor.clone(),
            procedural: v.procedural,
            explanation: v.explanation.clone(),
        }
    }
}
