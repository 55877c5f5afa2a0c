//! The fixed word lists of the data files' fields. In: nothing. Out: what each field may hold.

pub const PLOVER: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "CONCEDE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "INVESTIGATE",
    "STATEMENT",
    "APPEAL",
];
pub const OPERATORS: &[&str] =
    &["", "attitude", "effect", "withhold", "refuse", "blame", "endorse", "affirm", "appeal", "deny", "label", "none"];
pub const SPEAKS: &[&str] = &["state", "organ", "no"];
pub const CHANNELS: &[&str] = &["word", "vote", "act"];
pub const FACTUALITY: &[&str] = &["CT+", "PR+", "PS+", "U", "CT-", "PR-", "PS-"];
pub const OUTCOMES: &[&str] = &["CT+", "PR+", "PS+", "U", "CT-", "PR-", "PS-", "flip", "keep"];
pub const CUE_KINDS: &[&str] = &["verb", "noun", "adjective", "attitude", "phrase"];
pub const MANNERS: &[&str] = &["say", "think", "know", "doubt", "ask", "order", "write", "deny", "claim", "report"];
pub const TAKES: &[&str] = &[
    "that",
    "quote",
    "object",
    "naming",
    "clause",
    "whether",
    "infinitive",
    "topic",
    "of",
    "for",
    "about",
    "on",
    "to",
    "against",
    "with",
    "at",
    "over",
    "from",
    "by",
    "in",
    "behind",
    "toward",
];
pub const OPERATOR_KINDS: &[&str] = &["verb", "adverb", "adjective", "noun", "modal", "conjunction", "phrase"];
pub const SORTS: &[&str] =
    &["implicative", "factive", "hedge", "hearsay", "plan", "threat", "attempt", "negation", "necessity", "possibility", "conditional"];
pub const EFFECT_KINDS: &[&str] = &["verb", "noun", "adjective"];
pub const STATUS: &[&str] = &["member", "observer", "territory", "former", "partial"];
pub const BODY_KINDS: &[&str] = &["IGO", "COURT", "AGENCY", "NGO", "FORUM", "ALLIANCE"];
pub const OWNERSHIP: &[&str] = &["state", "party", "public", "private", "agency"];
pub const AUTHORITY: &[&str] = &["authoritative", "quasi", "non"];
pub const CASTS: &[&str] = &["yes", "no", "abstain", "absent"];
