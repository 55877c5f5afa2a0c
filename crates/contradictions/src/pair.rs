//! Pairs, checks and readings as values. In: nothing. Out: plain types.

use demarche_source::{Code, Date, SmolStr};

/// Kind of pair: one rule each, in `kinds/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Direct,
    PrincipleApplication,
    SayVote,
    SayDo,
    MixedVoices,
    AudienceSplit,
    DoubleStandard,
    Reversal,
    DenialRecord,
    Evasion,
}

impl Kind {
    /// All kinds, in the order of the rules.
    pub const ALL: [Self; 10] = [
        Self::Direct,
        Self::PrincipleApplication,
        Self::SayVote,
        Self::SayDo,
        Self::MixedVoices,
        Self::AudienceSplit,
        Self::DoubleStandard,
        Self::Reversal,
        Self::DenialRecord,
        Self::Evasion,
    ];

    /// Reads the notation of [`Kind::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == text)
    }

    /// As the dossier writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::PrincipleApplication => "principle-application",
            Self::SayVote => "say-vote",
            Self::SayDo => "say-do",
            Self::MixedVoices => "mixed-voices",
            Self::AudienceSplit => "audience-split",
            Self::DoubleStandard => "double-standard",
            Self::Reversal => "reversal",
            Self::DenialRecord => "denial-record",
            Self::Evasion => "evasion",
        }
    }
}

/// How far a vote departs from the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Grade {
    Opposed,
    Withheld,
    Absent,
}

impl Grade {
    /// As the dossier writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opposed => "opposed",
            Self::Withheld => "withheld",
            Self::Absent => "absent",
        }
    }
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// It does not touch the pair.
    Passed,
    /// The pair stands, with this part of its strength.
    Weakened(f32),
    /// The pair is reconciled or was none.
    Declined,
}

/// One check on one pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Its name.
    pub check: &'static str,
    /// What it found.
    pub outcome: Outcome,
    /// In words.
    pub note: String,
}

impl Checked {
    /// Whether the pair holds against this check.
    pub fn holds(&self) -> bool {
        self.outcome != Outcome::Declined
    }
}

/// Two signals of one actor that pull apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Kind.
    pub kind: Kind,
    /// For votes.
    pub grade: Option<Grade>,
    /// Ids of the two signals: the words or the earlier first.
    pub signals: [SmolStr; 2],
    /// As the rule gives it, before the checks, in [0, 1].
    pub base: f32,
    /// After the checks, in [0, 1].
    pub strength: f32,
    /// All checks, in one order.
    pub checks: Vec<Checked>,
    /// Why it is a pair, in words.
    pub note: String,
    /// Weaker pairs of this kind and grade that share an end with it.
    pub also: Vec<[SmolStr; 2]>,
}

/// A candidate that a check declined.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// Kind that proposed it.
    pub kind: Kind,
    /// The two signals.
    pub signals: [SmolStr; 2],
    /// Check that declined it.
    pub check: &'static str,
    /// In words.
    pub note: String,
    /// As the rule gave it, before the checks, in [0, 1].
    pub base: f32,
    /// Why it was proposed, in words.
    pub considered: String,
}

/// A signal that bears on the dispute and is no evidence for the verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// Its id.
    pub signal: SmolStr,
    /// Name of the reason: that of a check, or `unknown-direction`.
    pub why: &'static str,
    /// In words.
    pub note: String,
}

/// The verdicts of DESIGN §4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Verdict {
    Insufficient,
    Consistent,
    Hedging,
    Reversed,
    Contradictory,
}

impl Verdict {
    /// As the dossier writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Insufficient => "insufficient",
            Self::Consistent => "consistent",
            Self::Hedging => "hedging",
            Self::Reversed => "reversed",
            Self::Contradictory => "contradictory",
        }
    }
}

/// A likelihood in the words of ICD 203, with its band in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likelihood {
    /// "likely".
    pub term: &'static str,
    /// Lower end.
    pub low: u8,
    /// Upper end.
    pub high: u8,
    /// Labelled readings with such a verdict that were right, on which the term rests.
    pub right: u16,
    /// Of how many.
    pub of: u16,
}

/// Confidence in the sources and the reasoning, apart from likelihood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Confidence {
    Low,
    Moderate,
    High,
}

impl Confidence {
    /// As the dossier writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// The verdict on one actor, dispute and window.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Who.
    pub actor: Code,
    /// Name of the dispute.
    pub dispute: SmolStr,
    /// First day of the evidence.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub why: String,
    /// Side that the usable signals lean to.
    pub leans: Option<SmolStr>,
    /// Griffin's index over the window.
    pub ambivalence: f32,
    /// Of the verdict; none where there is no finding.
    pub likelihood: Option<Likelihood>,
    /// In the evidence.
    pub confidence: Confidence,
    /// Admiralty code: reliability of the source, credibility of the information ("B2").
    pub admiralty: String,
    /// Surviving pairs, strongest first.
    pub pairs: Vec<Pair>,
    /// Declined ones.
    pub rejected: Vec<Rejected>,
    /// Smallest evidence whose removal changes the verdict.
    pub flip_set: Vec<SmolStr>,
    /// What else might explain it.
    pub alternatives: Vec<String>,
    /// Signals that only repeated another.
    pub copies_collapsed: usize,
    /// Ids of the signals that bear, after collapsing.
    pub signals: Vec<SmolStr>,
    /// Ids of those that are asserted and authorised.
    pub usable: Vec<SmolStr>,
    /// Those that are not, each with the reason.
    pub set_aside: Vec<SetAside>,
}
