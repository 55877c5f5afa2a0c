//! Two short political statements: consistent, inconsistent or unrelated, with the words that decide.
//!
//! In: two texts. Out: a [`Comparison`]. Both are parsed; each content word gets a sign, for or against, from what governs it (`demarche_signals::stands`); and the
//! two are compared where they speak of one thing (words alike by their vectors) or stand on one axis of policy (`vocab.rs`). Where nothing
//! decides, the answer is *unrelated*: the two may well be of one matter, and nothing here shows that they agree or conflict.
//!
//! It knows no facts: that one policy makes another impossible is seen only where words say so.

mod compare;
mod vocab;

pub use compare::Comparer;

use demarche_source::Span;

/// How two statements stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They can both be held, and speak of one thing in one way.
    Consistent,
    /// Holding both pulls two ways.
    Inconsistent,
    /// They speak of different things, or nothing shows how they stand to each other.
    Unrelated,
}

impl Relation {
    /// As the command writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Inconsistent => "inconsistent",
            Self::Unrelated => "unrelated",
        }
    }
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// One thing, for and against.
    OneThing,
    /// Opposite ends of an axis.
    Axis,
    /// One thing in one way, in much the same words.
    SameWords,
    /// One thing, wanted by the one and found good by the other, or rejected and found bad.
    Appraisal,
    /// Nothing.
    Undecided,
}

impl Ground {
    /// As the command writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneThing => "one-thing",
            Self::Axis => "axis",
            Self::SameWords => "same-words",
            Self::Appraisal => "appraisal",
            Self::Undecided => "undecided",
        }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The class.
    pub relation: Relation,
    /// What decided.
    pub ground: Ground,
    /// Why, in a sentence.
    pub reason: String,
    /// The words of either text that decide, the thing first, then what turns the stand to it.
    pub words: [Vec<Span>; 2],
    /// How far the two share their matter, in [0, 1]: weighted share of the one's content words that have a like in the other, the larger
    /// of both directions.
    pub matter: f32,
}
