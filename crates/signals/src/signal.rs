//! What an actor said, voted or did, with its evidence. In: nothing. Out: plain values that the coder fills.

use demarche_actors::Authority;
use demarche_source::{Cast, Code, DateRange, SmolStr, Span};

/// Word, vote or act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Channel {
    /// Something said or written, or an attitude shown in words.
    Word,
    /// A vote, from a record or told in prose.
    Vote,
    /// A material act.
    Act,
}

/// FactBank's scale (Saurí and Pustejovsky 2009), for the source at the end of the attribution chain as the report presents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)]
pub enum Factuality {
    CertainPos,
    ProbablePos,
    PossiblePos,
    Unknown,
    PossibleNeg,
    ProbableNeg,
    CertainNeg,
}

impl Factuality {
    /// `CT+`, `PR+`, `PS+`, `U`, `PS-`, `PR-`, `CT-`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CertainPos => "CT+",
            Self::ProbablePos => "PR+",
            Self::PossiblePos => "PS+",
            Self::Unknown => "U",
            Self::PossibleNeg => "PS-",
            Self::ProbableNeg => "PR-",
            Self::CertainNeg => "CT-",
        }
    }

    /// Reads the notation of [`Factuality::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::CertainPos, Self::ProbablePos, Self::PossiblePos, Self::Unknown, Self::PossibleNeg, Self::ProbableNeg, Self::CertainNeg]
            .into_iter()
            .find(|f| f.as_str() == text)
    }

    /// Position on [-3, 3] (CT− −3 … U 0 … CT+ 3), as UW-factuality has it.
    pub fn scale(self) -> i8 {
        match self {
            Self::CertainPos => 3,
            Self::ProbablePos => 2,
            Self::PossiblePos => 1,
            Self::Unknown => 0,
            Self::PossibleNeg => -1,
            Self::ProbableNeg => -2,
            Self::CertainNeg => -3,
        }
    }

    /// From a position; values outside are clamped.
    pub fn from_scale(scale: i8) -> Self {
        match scale {
            i8::MIN..=-3 => Self::CertainNeg,
            -2 => Self::ProbableNeg,
            -1 => Self::PossibleNeg,
            0 => Self::Unknown,
            1 => Self::PossiblePos,
            2 => Self::ProbablePos,
            3..=i8::MAX => Self::CertainPos,
        }
    }

    /// The event is presented as having happened, surely or probably.
    pub fn is_asserted(self) -> bool {
        self.scale() >= 2
    }

    /// The event is presented as not having happened.
    pub fn is_negated(self) -> bool {
        self.scale() <= -2
    }

    /// The less sure of the two; the sign of `self`'s content is multiplied by that of `outer`.
    pub fn under(self, outer: Self) -> Self {
        let (a, b) = (self.scale(), outer.scale());
        Self::from_scale(a.abs().min(b.abs()) * a.signum() * if b < 0 { -1 } else { 1 })
    }
}

/// Who vouches at one link of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LinkKind {
    /// The outlet in its own voice.
    Outlet,
    /// The actor itself, through an authorised speaker.
    Own,
    /// Another actor, a third party.
    Other,
    /// Unnamed: "sources", "officials who asked not to be named".
    Anonymous,
    /// "reportedly", "media reports indicate", "is said to".
    Hearsay,
}

/// One link of the attribution chain, outermost first.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Link {
    /// As the text names it.
    pub name: String,
    /// Its code, where it resolves to an actor.
    pub code: Option<Code>,
    /// What kind of voice.
    pub kind: LinkKind,
    /// How sure this link makes what it reports.
    pub factuality: Factuality,
    /// Whether this link speaks for its actor.
    pub authority: Authority,
}

/// Who spoke for the actor.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Speaker {
    /// "Liu Xiaoming", or the phrase of the text ("a senior Chinese diplomat").
    pub name: String,
    /// Office, where known.
    pub office: Option<String>,
    /// Rank in the authority tree, 0–10.
    pub rank: u8,
    /// Whether the words bind the actor.
    pub authority: Authority,
    /// Unnamed.
    pub anonymous: bool,
    /// Where the text names the speaker.
    pub span: Option<Span>,
}

/// A coded act: which entry of the lexicon, and which of its patterns.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ActCode {
    /// Id in the lexicon: the dossier's label.
    pub id: SmolStr,
    /// PLOVER type, `STATEMENT` or `APPEAL`; `None` for acts that only the calculus needs.
    pub plover: Option<SmolStr>,
    /// PLOVER mode.
    pub mode: Option<SmolStr>,
    /// CAMEO code, to the level that the text supports.
    pub cameo: SmolStr,
    /// The pattern that coded it, as written in the lexicon.
    pub pattern: SmolStr,
}

/// A tree of what an act is about, as far as the text says: the operand of the alignment calculus.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Content {
    /// One or more actors named together.
    Entity {
        /// Their codes.
        codes: Vec<Code>,
        /// Where.
        span: Span,
        /// Exact words.
        text: String,
    },
    /// An event, attitude or state of affairs.
    Event {
        /// Lemma of the predicate.
        lemma: SmolStr,
        /// Act of the lexicon that it matches, if any.
        act: Option<SmolStr>,
        /// Whether it is negated in place.
        negated: bool,
        /// How sure within its parent ("may attack" → PS+).
        factuality: Factuality,
        /// Who does or holds it.
        agent: Vec<Content>,
        /// What it is done to, or is about.
        theme: Vec<Content>,
        /// Further arguments with their preposition, clauses with an empty one.
        other: Vec<(SmolStr, Content)>,
        /// Adjectives and adverbs on it, lemmas ("legitimate", "brutal").
        modifiers: Vec<SmolStr>,
        /// Where.
        span: Span,
        /// Exact words.
        text: String,
    },
    /// A norm, with what it is said to hold for ("the sovereignty of Ukraine", "applies to the Ukraine issue").
    Principle {
        /// Id in the lexicon.
        id: SmolStr,
        /// Whether the words name its breach ("interference in").
        breach: bool,
        /// What it is applied to.
        bearing: Vec<Content>,
        /// Where.
        span: Span,
        /// Exact words.
        text: String,
    },
    /// Words that resolve to nothing above; the dispute's terms may still be in them.
    Phrase {
        /// Lemma of the head.
        lemma: SmolStr,
        /// Nouns inside it that resolve to more ("the Ukraine issue" holds UKR).
        inside: Vec<Content>,
        /// Adjectives on it.
        modifiers: Vec<SmolStr>,
        /// Where.
        span: Span,
        /// Exact words.
        text: String,
    },
}

impl Content {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Entity { span, .. } | Self::Event { span, .. } | Self::Principle { span, .. } | Self::Phrase { span, .. } => *span,
        }
    }

    /// Its exact words.
    pub fn text(&self) -> &str {
        match self {
            Self::Entity { text, .. } | Self::Event { text, .. } | Self::Principle { text, .. } | Self::Phrase { text, .. } => text,
        }
    }
}

/// A vote as prose or a record tells it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct VoteTold {
    /// `UNSC`, `UNGA`, …; empty if unknown.
    pub body: SmolStr,
    /// Symbol, where known.
    pub symbol: Option<String>,
    /// Title of the text, where a record gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// No more is known of the text than its title.
    #[serde(default)]
    pub title_only: bool,
    /// How it was cast.
    pub cast: Cast,
    /// Who sponsored the text.
    pub sponsor: Vec<Code>,
    /// What the text says or does ("deplores Russian aggression"); operative paragraphs are read as clauses with the text as agent.
    pub text: Vec<Content>,
    /// Procedure only.
    pub procedural: bool,
    /// The actor's own explanation, exact words.
    pub explanation: Option<String>,
}

/// Marks of the act's place in time and discourse that the judgment needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Marks {
    /// Told as history, not as news ("in 2014", "has long", "previously").
    pub background: bool,
    /// In the actor's exact words.
    pub quoted: bool,
    /// In a direct question.
    pub question: bool,
    /// Future, plan or promise, not yet done.
    pub future: bool,
    /// Depends on a condition.
    pub conditional: bool,
    /// The text announces a change of line ("no longer", "reversed its position", "from now on").
    pub change: bool,
    /// The text says that the line is unchanged ("has not changed", "remains").
    pub unchanged: bool,
    /// It corrects or takes back earlier words ("clarified", "walked back").
    pub correction: bool,
    /// The actor answered without answering, or refused a word.
    pub evasive: bool,
    /// A joint statement, signed by several.
    pub joint: bool,
    /// Stands in a heading, so it repeats what the body says.
    pub heading: bool,
}

/// One thing that an actor said, voted or did, bearing on others. Cannot be built without its report and spans.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Signal {
    /// `s1`, `s2` … in the order of reports and text; votes after.
    pub id: SmolStr,
    /// Id of the report, or `votes`.
    pub report: SmolStr,
    /// Evidence, never empty (a vote record has an empty span at 0).
    pub spans: Vec<Span>,
    /// Exact words of the spans; for a vote record the resolution's symbol.
    pub quote: String,
    /// Who did it.
    pub actor: Code,
    /// Who spoke for it.
    pub speaker: Option<Speaker>,
    /// Word, vote or act.
    pub channel: Channel,
    /// What kind of act.
    pub act: ActCode,
    /// Towards whom.
    pub target: Vec<Code>,
    /// Whom the words were addressed to, where the text says ("told Putin", "in an interview with Al Jazeera", "before the General Assembly").
    pub audience: Option<String>,
    /// Norm invoked.
    pub principle: Option<SmolStr>,
    /// How sure.
    pub factuality: Factuality,
    /// Who vouches, outermost first.
    pub attribution: Vec<Link>,
    /// When it was done; `None` if neither text nor publication date tells.
    pub date: Option<DateRange>,
    /// What it is about.
    pub content: Vec<Content>,
    /// What its clause holds of which things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<crate::Claim>,
    /// For votes.
    pub vote: Option<VoteTold>,
    /// Its place in time and discourse.
    pub marks: Marks,
    /// Product of parser's and resolver's confidence, in [0, 1].
    pub confidence: f32,
}
