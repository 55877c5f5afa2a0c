//! Coded frames to signals. In: a report with its frames, mentions, quotations and matches. Out: [`Signal`]s in the order of the text.
//!
//! A signal is one thing that an actor said, voted or did. A coded frame becomes one for each actor that its agent names; a clause under a
//! reporting verb belongs to its speaker where it has no other agent; reported speech in which no act is coded is a statement.

use crate::coding::Coded;
use crate::content::{Contents, codes_of};
use crate::quotes::Quotes;
use crate::reader::Reader;
use crate::time::{TimeExpression, time_expressions};
use crate::voice::{Voice, speaker_of, voice};
use crate::{ActCode, Channel, Content, Factuality, LinkKind, Marks, Signal, factuality, votes};
use demarche_actors::{ActorRef, Authority, Reading};
use demarche_lexicon::schema::Act;
use demarche_source::{Code, DateRange, Span};
use demarche_syntax::{Arg, Deprel, Embedding, Frame, FrameId, Modality, PredicateKind, Role, SentenceKind, Tense};
use smol_str::SmolStr;

/// Days before publication beyond which an event is history, not news.
const NEWS_DAYS: i32 = 45;

/// Act of the lexicon for a duty laid on another.
pub(crate) const DEMAND: &str = "demand";

/// An act with the actors that did it, before it is split by actor.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub s: usize,
    pub id: FrameId,
    pub act: ActCode,
    pub sources: Vec<ActorRef>,
    pub targets: Vec<ActorRef>,
    pub factuality: Factuality,
    pub marks: Marks,
    pub span: Span,
    /// An event of its own, not only what another act is about.
    pub stands: bool,
    /// Done by several to each other.
    pub reciprocal: bool,
    pub signals: Vec<Signal>,
}

/// Whether a coded frame is an act of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// It is.
    Yes,
    /// As a signal, but not as an event: a purpose, a noun without a doer.
    Apart,
    /// It is what another act is about.
    No,
}

impl Stands {
    fn as_signal(self) -> bool {
        self != Self::No
    }
}

/// The coder over one report.
pub(crate) struct Coder<'r, 'a> {
    pub reader: &'r Reader<'a>,
    pub quotes: &'r Quotes,
    pub coded: &'r Coded,
    /// Time expressions of each sentence, read backward and forward.
    times: Vec<[Vec<TimeExpression>; 2]>,
}

impl<'r, 'a> Coder<'r, 'a> {
    pub fn new(reader: &'r Reader<'a>, quotes: &'r Quotes, coded: &'r Coded) -> Self {
        let times = (0..reader.document.sentences.len())
            .map(|s| {
                let words: Vec<&str> = (0..reader.tree(s).len()).map(|w| reader.form(s, w)).collect();
                [false, true].map(|future| time_expressions(&words, reader.report.published, future))
            })
            .collect();
        Self { reader, quotes, coded, times }
    }

    /// Every act of the report.
    pub fn acts(&self) -> Vec<Done> {
        let mut all = Vec::new();
        for s in 0..self.reader.document.sentences.len() {
            let frames = self.reader.frames(s).all();
            let start = all.len();
            for id in 0..frames.len() {
                all.extend(votes::told(self, s, id).or_else(|| self.obligation(s, id)).or_else(|| self.act(s, id)));
            }
            self.statements(s, start, &mut all);
            self.own_words(s, start, &mut all);
        }
        self.carry_principles(&mut all);
        all
    }

    /// Every signal of the report, in the order of the text.
    pub fn signals(acts: Vec<Done>) -> Vec<Signal> {
        let mut all: Vec<Signal> = acts.into_iter().flat_map(|a| a.signals).collect();
        all.sort_by_key(|s| (s.spans[0].start, s.spans[0].end));
        all
    }

    fn act(&self, s: usize, id: FrameId) -> Option<Done> {
        let m = self.coded.at(s, id)?;
        let frame = self.reader.frames(s).get(id);
        if self.coded.is_consumed(s, id) || self.is_part(s, frame) {
            return None;
        }
        let entry = &self.reader.lexicon.acts()[m.entry];
        if entry.plover.is_none() && matches!(entry.operator.as_str(), "none" | "") {
            return None;
        }
        let code = code_of(entry, &m.pattern);
        let themes: Vec<Content> = m.bound.targets.iter().map(|&w| self.contents().of(s, w)).collect();
        Some(self.done(s, id, code, entry_channel(entry), themes))
    }

    /// "X said that Y must withdraw": a demand of X on Y, whatever Y is to do.
    fn obligation(&self, s: usize, id: FrameId) -> Option<Done> {
        let frame = self.reader.frames(s).get(id);
        if frame.modality != Modality::Necessary || frame.kind == PredicateKind::Noun {
            return None;
        }
        let voice = voice(self.reader, self.quotes, s, id);
        let speaker = voice.innermost.as_ref().filter(|v| !v.actors.is_empty())?;
        let obliged: Vec<usize> = frame.by_role(Role::Agent).map(|a| a.head).filter(|&w| self.reader.names_actor(s, w)).collect();
        let codes: Vec<Code> = obliged.iter().flat_map(|&w| self.reader.codes(s, w)).collect();
        if codes.is_empty() || codes.iter().any(|c| speaker.actors.iter().any(|a| a.code == *c)) {
            return None;
        }
        let entry = self.reader.lexicon.act(DEMAND)?;
        let act = ActCode { pattern: "must, should".into(), ..code_of(entry, &SmolStr::default()) };
        let themes = obliged.iter().map(|&w| self.contents().of(s, w)).chain([self.contents().of(s, frame.head)]).collect();
        let mut done = self.done_by(s, id, act, Channel::Word, themes, speaker.actors.clone());
        done.targets = obliged.iter().filter_map(|&w| self.reader.mention(s, w)).flat_map(|m| m.actors.iter().cloned()).collect();
        Some(done)
    }

    /// A noun inside another coded act is what that act is about; it is no act of the report.
    fn is_part(&self, s: usize, frame: &Frame) -> bool {
        if frame.kind != PredicateKind::Noun {
            return false;
        }
        if frame.light.is_some() {
            return false;
        }
        let mut at = self.reader.enclosing(s, frame);
        while let Some(up) = at {
            let outer = self.reader.frames(s).get(up);
            if self.coded.at(s, up).is_some() {
                return true;
            }
            if outer.kind == PredicateKind::Verb {
                return false;
            }
            at = self.reader.enclosing(s, outer);
        }
        false
    }

    /// Whether a coded frame is an event of its own: what is agreed, asked or threatened belongs to the agreement, the demand, the threat;
    /// a noun needs a doer.
    fn stands(&self, s: usize, frame: &Frame, doer: bool) -> Stands {
        let frames = self.reader.frames(s);
        if frame.kind == PredicateKind::Noun && frame.light.is_none() && !doer {
            return Stands::Apart;
        }
        let mut at = frame;
        for _ in 0..6 {
            let up = match at.embedding {
                Embedding::Main => return Stands::Yes,
                Embedding::Complement(up) => up,
                Embedding::Purpose | Embedding::Condition => match self.reader.enclosing(s, at) {
                    Some(up) if self.coded.at(s, up).is_some() => return Stands::Apart,
                    _ => return Stands::Yes,
                },
                _ => return Stands::Yes,
            };
            let outer = frames.get(up);
            let transparent =
                self.coded.at(s, up).is_none_or(|m| self.reader.lexicon.acts()[m.entry].plover.as_deref() == Some("STATEMENT"));
            if !transparent {
                return Stands::No;
            }
            at = outer;
        }
        Stands::Yes
    }

    pub fn contents(&self) -> Contents<'_, 'a> {
        Contents { reader: self.reader, coded: self.coded }
    }

    /// Builds the act with its signals.
    pub fn done(&self, s: usize, id: FrameId, act: ActCode, channel: Channel, themes: Vec<Content>) -> Done {
        self.done_by(s, id, act, channel, themes, Vec::new())
    }

    /// The same, with the doers given; the words are theirs, so the modal is no doubt.
    fn done_by(&self, s: usize, id: FrameId, act: ActCode, channel: Channel, themes: Vec<Content>, by: Vec<ActorRef>) -> Done {
        let reader = self.reader;
        let frame = reader.frames(s).get(id);
        let by_voice = !by.is_empty();
        let voice = voice(reader, self.quotes, s, id);
        let mut marks = Marks { heading: reader.sentence(s).cut.kind == SentenceKind::Heading, quoted: frame.quoted, ..Marks::default() };
        let mut inner = factuality::of(reader, s, id, &mut marks);
        // A pattern that has the "not" in it has used it up, unless the act is just that something was left undone.
        let undone = |m: &crate::matching::Match| matches!(reader.lexicon.acts()[m.entry].operator.as_str(), "withhold" | "refuse");
        if self.coded.at(s, id).is_some_and(|m| m.negated && !undone(m)) {
            inner = Factuality::from_scale(-inner.scale());
        }
        let (sources, speaker) = if by.is_empty() { self.sources(s, frame, &voice, (&act.id, channel)) } else { (by, None) };
        if by_voice {
            inner = Factuality::CertainPos;
            marks.future = false;
        }
        let date = self.date(s, frame, &mut marks);
        self.discourse(s, frame, &act, &mut marks);
        let mut target = codes_of(&themes);
        let open = themes.is_empty();
        // A norm is affirmed with what it bears on; the bearer alone would say less.
        let affirms = reader.lexicon.act(&act.id).is_some_and(|a| a.operator == "affirm");
        let content = self.about(s, frame, if affirms { Vec::new() } else { themes });
        if open {
            target = codes_of(&content);
        }
        let others: Vec<Code> = target.iter().filter(|c| sources.iter().all(|s| s.code != **c)).cloned().collect();
        let targets = self.targets(s, id, &sources, &others);
        if target.is_empty() && channel == Channel::Act {
            target = distinct_codes(&targets);
        }
        let span = reader.evidence(s, frame);
        let mut signals = Vec::new();
        let stands = self.stands(s, frame, !sources.is_empty());
        let says = act.plover.as_deref() == Some("STATEMENT") && self.quotes.over(s).any(|q| q.proposition && q.frame == Some((s, id)));
        let told = !sources.is_empty() && !says && stands.as_signal();
        let above = inner.is_negated() && frame.negated.is_none();
        let claim = told.then(|| crate::claims::of(reader, s, frame, span)).flatten().map(|c| if above { c.denied() } else { c });
        let norm = self.invoked(s, frame, &act, &content);
        for source in sources.iter().filter(|_| told) {
            let (fact, chain) = self.vouched(&voice, &source.code, inner);
            let who = speaker.clone().or_else(|| voice.innermost.as_ref().and_then(|v| v.speaker(&source.code)));
            signals.push(Signal {
                id: SmolStr::default(),
                report: reader.report.id.clone(),
                spans: vec![span],
                quote: reader.text(span).to_owned(),
                actor: source.code.clone(),
                speaker: who.or_else(|| Some(speaker_of(source, "", None)).filter(|sp| !sp.name.is_empty())),
                channel,
                act: act.clone(),
                target: target.iter().filter(|c| **c != source.code).cloned().collect(),
                audience: voice.audience.clone(),
                principle: norm.clone(),
                factuality: fact,
                attribution: chain,
                date,
                content: content.clone(),
                claim: claim.clone(),
                vote: None,
                marks: Marks { joint: sources.len() > 1, ..marks },
                confidence: frame.confidence,
            });
        }
        let reciprocal =
            reader.lexicon.class_has("reciprocal-act", &act.id) || matches!(act.plover.as_deref(), Some("AGREE" | "CONSULT" | "COOPERATE"));
        Done { s, id, act, sources, targets, factuality: inner, marks, span, stands: stands == Stands::Yes, reciprocal, signals }
    }

    /// What the act is about: its targets with the complement that says what of them; without targets the whole clause.
    fn about(&self, s: usize, frame: &Frame, themes: Vec<Content>) -> Vec<Content> {
        if themes.is_empty() {
            return vec![self.contents().of(s, frame.head)];
        }
        let mut all = themes;
        for arg in frame.args.iter().filter(|a| matches!(a.role, Role::Open | Role::Clause | Role::Predicative)) {
            let content = self.contents().of(s, arg.head);
            if all.iter().all(|c| !c.span().overlaps(content.span())) {
                all.push(content);
            }
        }
        all
    }

    /// The norm that the doer invokes: one that it names, or whose breach it condemns. Who refuses or withholds invokes none.
    fn invoked(&self, s: usize, frame: &Frame, act: &ActCode, content: &[Content]) -> Option<SmolStr> {
        let entry = self.reader.lexicon.act(&act.id);
        if entry.is_some_and(|a| matches!(a.operator.as_str(), "withhold" | "refuse" | "effect")) {
            return None;
        }
        let against = entry.is_some_and(|a| a.attitude < 0.0);
        principle(content, against).or_else(|| principle(std::slice::from_ref(&self.contents().of(s, frame.head)), against))
    }

    /// Adds what a vote told in prose knows beyond an act.
    pub fn with_vote(mut done: Done, vote: &crate::VoteTold) -> Done {
        for signal in &mut done.signals {
            signal.vote = Some(vote.clone());
        }
        done
    }

    fn targets(&self, s: usize, id: FrameId, sources: &[ActorRef], codes: &[Code]) -> Vec<ActorRef> {
        let words = self.coded.at(s, id).map_or(&[][..], |m| &m.bound.targets);
        let mut found: Vec<ActorRef> = Vec::new();
        for &w in words {
            if let Some(m) = self.reader.mention(s, w).filter(|m| m.reading != Reading::Inert) {
                found.extend(m.actors.iter().cloned());
            }
        }
        let fresh = |all: &[ActorRef], a: &ActorRef| all.iter().all(|b| b.code != a.code);
        found.retain(|a| fresh(sources, a) || sources.iter().any(|s| s.code == a.code && s.sector != a.sector));
        if found.is_empty() {
            found = self.nearby(s, id, sources);
        }
        if found.is_empty() {
            let plain = |c: &Code| ActorRef {
                code: c.clone(),
                sector: SmolStr::default(),
                person: None,
                office: None,
                rank: 0,
                authority: Authority::None,
                anonymous: false,
            };
            found = codes.iter().map(plain).collect();
        }
        found
    }

    /// Where the pattern names no target: the first actor or place among the arguments that is not the doer ("withdraw its troops from
    /// Lebanon"), with those coordinated with it.
    fn nearby(&self, s: usize, id: FrameId, sources: &[ActorRef]) -> Vec<ActorRef> {
        let (tree, frame) = (self.reader.tree(s), self.reader.frames(s).get(id));
        let other = |w: usize| {
            let m = self.reader.mention(s, w).filter(|m| m.reading != Reading::Inert && !m.actors.is_empty())?;
            m.actors.iter().all(|a| sources.iter().all(|b| b.code != a.code)).then_some(m)
        };
        // "the two met in Chad": a place, not a party
        let place = |a: &&Arg| sources.len() > 1 && a.role == Role::Oblique && matches!(a.prep.as_str(), "in" | "at" | "near");
        let core = |a: &&Arg| matches!(a.role, Role::Theme | Role::Recipient | Role::Oblique | Role::Open);
        for arg in frame.args.iter().filter(core).filter(|a| !place(a)) {
            let mut stack = vec![arg.head];
            while let Some(w) = stack.pop() {
                if let Some(m) = other(w) {
                    let joined = tree.children_by(w, Deprel::Conj).filter_map(other);
                    return std::iter::once(m).chain(joined).flat_map(|m| m.actors.iter().cloned()).collect();
                }
                let below = tree
                    .children(w)
                    .filter(|&k| !matches!(tree.words()[k].deprel.base(), "acl" | "advcl" | "conj" | "parataxis" | "nsubj"));
                stack.extend(below.rev());
            }
        }
        Vec::new()
    }

    /// Factuality and chain as they stand for one actor: its own authorised words vouch for themselves; others' words about it do not.
    pub(crate) fn vouched(&self, voice: &Voice, actor: &Code, inner: Factuality) -> (Factuality, Vec<crate::Link>) {
        let mut chain = voice.chain.clone();
        let mut value = inner;
        for link in chain.iter_mut().skip(1) {
            let own = link.code.as_ref() == Some(actor) && link.kind == LinkKind::Other && link.authority != Authority::None;
            if own {
                link.kind = LinkKind::Own;
            }
            value = match link.kind {
                LinkKind::Own => value.under(link.factuality),
                LinkKind::Outlet => value,
                LinkKind::Hearsay => value.under(Factuality::ProbablePos),
                LinkKind::Anonymous => value.under(Factuality::PossiblePos),
                LinkKind::Other => value.under(link.factuality).under(Factuality::PossiblePos),
            };
        }
        (value, chain)
    }

    /// The day of the act: the clause's own time, else that of the clause it hangs on, else the day of publication.
    pub(crate) fn date(&self, s: usize, frame: &Frame, marks: &mut Marks) -> Option<DateRange> {
        let published = self.reader.report.published;
        let mut at = Some(frame);
        for _ in 0..5 {
            let Some(f) = at else { break };
            if let Some(time) = self.time_of(s, f) {
                let range = if time.open {
                    DateRange { from: time.range.from, to: published.unwrap_or(time.range.to).max(time.range.from) }
                } else {
                    time.range
                };
                if let Some(day) = published {
                    marks.background |= range.to < day && range.gap_days(DateRange::day(day)) > NEWS_DAYS;
                }
                return Some(range);
            }
            at = match f.embedding {
                Embedding::Main => None,
                Embedding::Complement(up) | Embedding::Argument(up) => {
                    let outer = self.reader.frames(s).get(up);
                    // What is told under "said" has its own time unless it is told in the same tense.
                    if self.reader.reports(s, outer) && f.tense == Tense::Future { None } else { Some(outer) }
                }
                _ => self.reader.enclosing(s, f).map(|up| self.reader.frames(s).get(up)),
            };
        }
        published.map(DateRange::day)
    }

    fn time_of(&self, s: usize, frame: &Frame) -> Option<TimeExpression> {
        let obliques = frame.args.iter().filter(|a| a.role == Role::Oblique).map(|a| a.head);
        let words: Vec<usize> = frame.adverbs.iter().copied().chain(obliques).collect();
        self.times[s][usize::from(frame.tense == Tense::Future)]
            .iter()
            .find(|t| words.iter().any(|w| (t.first..t.last).contains(w)))
            .cloned()
    }

    fn discourse(&self, s: usize, frame: &Frame, act: &ActCode, marks: &mut Marks) {
        let lexicon = self.reader.lexicon;
        let entry = lexicon.act(&act.id);
        marks.evasive |= entry.is_some_and(|a| a.operator == "refuse") || act.id.starts_with("decline");
        marks.change |= act.id == "announce-change";
        marks.unchanged |= act.id == "reaffirm-unchanged";
        marks.correction |= act.id == "correct-statement";
        // "the policy that it had kept": what had been so before is the story's past.
        marks.background |= frame.embedding == Embedding::Relative && frame.perfect && self.is_pluperfect(s, frame);
        for &word in &frame.adverbs {
            let lemma = self.reader.lemma(s, word).to_lowercase();
            marks.background |= lexicon.class_has("background-adverb", &lemma) && !self.reader.form(s, word).eq_ignore_ascii_case("longer");
            marks.unchanged |= lexicon.class_has("unchanged-adverb", &lemma);
        }
        if let Some(neg) = frame.negated {
            marks.change |= self.reader.form(s, neg).eq_ignore_ascii_case("longer");
        }
    }

    fn is_pluperfect(&self, s: usize, frame: &Frame) -> bool {
        let tree = self.reader.tree(s);
        tree.children_by(frame.head, Deprel::Aux).any(|k| self.reader.form(s, k).eq_ignore_ascii_case("had"))
    }
}

/// Codes of actors, each once.
fn distinct_codes(actors: &[ActorRef]) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    for actor in actors {
        if !codes.contains(&actor.code) {
            codes.push(actor.code.clone());
        }
    }
    codes
}

/// Whether an actor is a person or organ of its state, not the state as such.
pub(crate) fn named(actor: &ActorRef) -> bool {
    actor.person.is_some() || actor.office.is_some() || actor.authority != Authority::State
}

/// The first norm in some contents; one named by its breach only where `against` it.
pub(crate) fn principle(contents: &[Content], against: bool) -> Option<SmolStr> {
    contents.iter().find_map(|c| match c {
        Content::Principle { id, breach, .. } => (!breach || against).then(|| id.clone()),
        Content::Phrase { inside, .. } => principle(inside, against),
        Content::Event { theme, other, .. } => {
            principle(theme, against).or_else(|| other.iter().find_map(|(_, c)| principle(std::slice::from_ref(c), against)))
        }
        Content::Entity { .. } => None,
    })
}

/// An entry's code.
pub(crate) fn code_of(entry: &Act, pattern: &SmolStr) -> ActCode {
    ActCode {
        id: entry.id.clone(),
        plover: entry.plover.clone(),
        mode: entry.mode.clone(),
        cameo: entry.cameo.clone(),
        pattern: pattern.clone(),
    }
}

fn entry_channel(entry: &Act) -> Channel {
    match entry.channel.as_str() {
        "vote" => Channel::Vote,
        "act" => Channel::Act,
        _ => Channel::Word,
    }
}
