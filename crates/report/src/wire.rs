//! The JSON that other programs rely on. In: signals, quotations, events. Out: serialisable mirrors of them. Fields are only ever added.

use demarche_signals::{Event, LinkKind, Quote, QuoteKind, Signal};
use demarche_source::{Report, SmolStr, Span};
use serde::Serialize;

/// Byte offsets.
#[derive(Clone, Copy, Debug, Serialize)]
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
        wire.id = format!("s{}", i + 1);
        wire
    });
    SignalsLine { id: &report.id, signals: numbered.collect() }
}

/// A signal as the dossier has it.
#[derive(Clone, Debug, Serialize)]
pub struct SignalWire {
    /// `s1`, `s2` …
    pub id: String,
    report: String,
    spans: Vec<Place>,
    quote: String,
    actor: String,
    speaker: Option<SpeakerWire>,
    channel: &'static str,
    act: ActWire,
    target: Vec<SmolStr>,
    audience: Option<String>,
    principle: Option<SmolStr>,
    factuality: &'static str,
    attribution: Vec<String>,
    vouched_by: Vec<LinkWire>,
    date: Option<DateWire>,
    vote: Option<VoteWire>,
    marks: Vec<&'static str>,
    confidence: f32,
    alignment: Vec<AlignmentWire>,
}

#[derive(Clone, Debug, Serialize)]
struct SpeakerWire {
    name: String,
    office: Option<String>,
    rank: u8,
    speaks_for_actor: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct ActWire {
    #[serde(rename = "type")]
    kind: Option<SmolStr>,
    mode: Option<SmolStr>,
    cameo: SmolStr,
    label: SmolStr,
    pattern: SmolStr,
}

#[derive(Clone, Debug, Serialize)]
struct LinkWire {
    name: String,
    code: Option<SmolStr>,
    voice: &'static str,
    factuality: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct DateWire {
    from: String,
    to: String,
}

#[derive(Clone, Debug, Serialize)]
struct VoteWire {
    body: SmolStr,
    symbol: Option<String>,
    cast: &'static str,
    sponsor: Vec<SmolStr>,
    procedural: bool,
    explanation: Option<String>,
}

/// One alignment of a signal.
#[derive(Clone, Debug, Serialize)]
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
        use demarche_actors::Authority;
        use demarche_signals::Channel;
        let m = s.marks;
        let marks = [
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
        Self {
            id: s.id.to_string(),
            report: s.report.to_string(),
            spans: s.spans.iter().map(|&x| x.into()).collect(),
            quote: s.quote.clone(),
            actor: s.actor.to_string(),
            speaker: s.speaker.as_ref().map(|sp| SpeakerWire {
                name: sp.name.clone(),
                office: sp.office.clone(),
                rank: sp.rank,
                speaks_for_actor: match sp.authority {
                    Authority::State => "state",
                    Authority::Organ => "organ",
                    Authority::None => "no",
                },
            }),
            channel: match s.channel {
                Channel::Word => "word",
                Channel::Vote => "vote",
                Channel::Act => "act",
            },
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
            factuality: s.factuality.as_str(),
            attribution: s.attribution.iter().map(|l| l.name.clone()).collect(),
            vouched_by: s
                .attribution
                .iter()
                .map(|l| LinkWire { name: l.name.clone(), code: l.code.clone(), voice: voice(l.kind), factuality: l.factuality.as_str() })
                .collect(),
            date: s.date.map(|d| DateWire { from: d.from.to_string(), to: d.to.to_string() }),
            vote: s.vote.as_ref().map(|v| VoteWire {
                body: v.body.clone(),
                symbol: v.symbol.clone(),
                cast: v.cast.as_str(),
                sponsor: v.sponsor.clone(),
                procedural: v.procedural,
                explanation: v.explanation.clone(),
            }),
            marks: marks.into_iter().filter_map(|(on, name)| on.then_some(name)).collect(),
            confidence: rounded(s.confidence),
            alignment,
        }
    }
}
