//! Every number of the calculus, in one place. In: nothing. Out: constants. They are judgments, not measurements; a change belongs here.

/// A member of a side stands for it wholly.
pub const MEMBER: f32 = 1.0;
/// A backer stands for the side that it backs by half.
pub const BACKER: f32 = 0.5;
/// A word that the dispute's file gives to a side ("Kyiv").
pub const TERM: f32 = 0.9;
/// A deed that the dispute is about, done by a side ("the invasion").
pub const DEED: f32 = 0.9;
/// Something of a side, of a kind that no list knows ("the Russian proposal").
pub const BELONGING: f32 = 0.5;
/// An event of which only the doer is known to be of a side, by what the word does.
pub const DOER: f32 = 0.8;
/// The same for a word of which nothing is known.
pub const DOER_UNKNOWN: f32 = 0.5;
/// A side that gives way ("withdraws its forces") loses by it.
pub const YIELD: f32 = 0.9;
/// An event negated inside a content.
pub const NEGATED_EVENT: f32 = 0.6;
/// A norm affirmed in general terms in a report on the dispute.
pub const GENERAL_NORM: f32 = 0.6;
/// A norm said to apply to the matter itself.
pub const NORM_ON_MATTER: f32 = 1.0;
/// A norm on how a state treats its own people, said of a state, with no word of the dispute's file on it.
pub const INWARD_NORM: f32 = 0.5;
/// An attitude or a vote withheld: a weak opposite (Morse and Coggins 2024: abstention and absence are not opposition).
pub const WITHHELD: f32 = 0.4;
/// An absence says less than an abstention.
pub const ABSENT: f32 = 0.25;
/// An attitude that the report says was not taken ("rather than condemning").
pub const NOT_TAKEN: f32 = 0.3;
/// Support, acceptance or approval that the actor itself says it does not give.
pub const DENIED_SUPPORT: f32 = 0.7;
/// A word refused ("would not call it an invasion").
pub const LABEL_REFUSED: f32 = 0.3;
/// Anything else refused ("refused to condemn").
pub const REFUSED: f32 = 0.4;
/// Blame on a third party for what happens in the dispute.
pub const THIRD_PARTY: f32 = 0.5;
/// A call for an event, against the event itself.
pub const APPEAL: f32 = 0.8;
/// A harm stated as a fact is a charge, less than a condemnation.
pub const CHARGE: f32 = 0.6;
/// A good thing stated.
pub const STATED: f32 = 0.6;
/// Agreements and visits with a side, with nothing of the dispute in them.
pub const DEALING: f32 = 0.12;
/// Good or ill words beside the words of one side.
pub const TONE: f32 = 0.35;
/// What must or should be.
pub const ADVOCATED: f32 = 0.7;
/// A fact denied.
pub const DENIED: f32 = 0.4;
/// A vote in favour, or against: a commitment before witnesses.
pub const VOTE_CAST: f32 = 0.9;
/// A text whose direction is known only from its sponsor.
pub const SPONSOR: f32 = 0.5;
/// Below this a value counts as none.
pub const NOTHING: f32 = 0.05;
/// Days by which a signal may stand outside the dispute's span.
pub const SLACK_DAYS: i32 = 30;
/// Least value of a signal in a report that names one side only, for it to count in a line that the actor keeps elsewhere.
pub const ELSEWHERE: f32 = 0.5;
