//! Every number of the judgment, in one place. In: nothing. Out: constants. They are judgments, not measurements; a change belongs here.

use crate::pair::Verdict;

/// From here a value serves a side.
pub const SERVES: f32 = 0.15;
/// From here a value is a commitment.
pub const COMMITS: f32 = 0.45;
/// From here a signal counts as a further signal against the words.
pub const FURTHER: f32 = 0.3;
/// Strength from which a pair can decide.
pub const MEDIUM: f32 = 0.5;
/// Strength from which a pair, too weak to decide, makes a hedge.
pub const SHADOW: f32 = 0.12;
/// Strength from which a pair is called strong.
pub const STRONG: f32 = 0.75;
/// Days within which two commitments are of one period.
pub const PERIOD_DAYS: i32 = 200;
/// Days within which a policy stated may be held against an act.
pub const POLICY_DAYS: i32 = 400;
/// Days within which a higher authority corrects.
pub const CORRECTION_DAYS: i32 = 2;
/// Days that must pass before a change of line is a reversal and not two voices at once, if nobody announced it.
pub const REVERSAL_DAYS: i32 = 200;
/// Strongest signals of each side from which a rule makes its candidates.
pub const TOP: usize = 6;
/// Pairs of one kind that a reading shows.
pub const SHOWN: usize = 3;
/// Rejected pairs that a reading shows.
pub const REJECTED_SHOWN: usize = 12;
/// Estimated likeness of two texts from which one is a copy of the other.
pub const COPY: f32 = 0.5;
/// Share of the lesser side from which both sides are served.
pub const BOTH: f32 = 0.15;
/// Balance from which a line leans.
pub const LEANS: f32 = 0.35;
/// A vote explained by a defect of the text keeps this part of its strength.
pub const EXPLAINED_DEFECT: f32 = 0.5;
/// A vote explained otherwise.
pub const EXPLAINED: f32 = 0.8;
/// A vote withheld with nothing else against the words.
pub const WITHHELD_ALONE: f32 = 0.7;
/// A pair of which only the report, not the words, ties one end to the dispute.
pub const IMPLICIT: f32 = 0.75;
/// A pair of which one end was read by its tone alone.
pub const TONE_ONLY: f32 = 0.5;
/// A pair whose ends name different things.
pub const OTHER_REFERENT: f32 = 0.6;
/// Bytes between two quoted pieces that are still one quotation.
pub const ONE_QUOTATION: u32 = 40;
/// Days within which the contrary is said at one time.
pub const ONE_TIME_DAYS: i32 = 3;
/// Claims of one actor that are compared with each other.
pub const CLAIMS: usize = 300;

/// How often verdicts were right.
pub struct Calibrated {
    /// The verdict.
    pub verdict: Verdict,
    /// Strength of the strongest deciding pair from which this line holds.
    pub from: f32,
    /// Readings with this verdict that were right.
    pub right: u16,
    /// Of how many.
    pub of: u16,
}

/// Counted on 144 labelled dossiers: 114 that the rules were tuned on and 30 that were not read. An actor that a dossier names as one not to
/// be flagged counts as consistent. Of two lines of one verdict the first that holds is taken.
pub const CALIBRATION: &[Calibrated] = &[
    Calibrated { verdict: Verdict::Contradictory, from: STRONG, right: 3, of: 3 },
    Calibrated { verdict: Verdict::Contradictory, from: 0.0, right: 5, of: 8 },
    Calibrated { verdict: Verdict::Reversed, from: 0.0, right: 4, of: 5 },
    Calibrated { verdict: Verdict::Hedging, from: 0.0, right: 8, of: 14 },
    Calibrated { verdict: Verdict::Consistent, from: 0.0, right: 110, of: 188 },
];
