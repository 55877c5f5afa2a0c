//! Closed lists of common words that the calculus itself needs. In: lemmas. Out: yes or no. No name stands here.

/// Appeals to these take no side.
const TALK: &[&str] = &[
    "negotiate",
    "negotiation",
    "talk",
    "talks",
    "dialogue",
    "dialog",
    "diplomacy",
    "mediation",
    "mediate",
    "consult",
    "consultation",
    "ceasefire",
    "cease-fire",
    "truce",
    "armistice",
    "restraint",
    "de-escalation",
    "de-escalate",
    "peace",
    "calm",
    "discussion",
    "discuss",
    "meet",
    "meeting",
    "summit",
    "solution",
    "resolve",
    "solve",
    "moderation",
    "compromise",
    "sit_down",
    "restrain",
    "cessation",
];

/// Names of the matter as such ("the … issue").
const MATTER: &[&str] = &[
    "issue",
    "question",
    "crisis",
    "conflict",
    "war",
    "situation",
    "problem",
    "matter",
    "dispute",
    "event",
    "development",
    "case",
    "tension",
    "fighting",
    "hostility",
    "topic",
    "affair",
    "standoff",
    "confrontation",
];

/// What a side does when it gives way: the doer loses by it.
const YIELD: &[&str] = &[
    "withdraw",
    "withdrawal",
    "pull_out",
    "pull_back",
    "pullout",
    "retreat",
    "vacate",
    "evacuate",
    "cede",
    "surrender",
    "disengage",
    "relinquish",
    "pull",
    "dismantle",
    "disarm",
    "comply",
    "abide",
    "give_up",
    "leave",
];

/// What ends something: the theme's value turns over.
const STOP: &[&str] = &[
    "stop",
    "halt",
    "cease",
    "end",
    "suspend",
    "lift",
    "refrain",
    "ban",
    "block",
    "prevent",
    "abandon",
    "cancel",
    "reverse",
    "revoke",
    "rescind",
    "desist",
    "avoid",
    "curb",
    "limit",
    "abolish",
    "repeal",
    "terminate",
    "removal",
    "lifting",
    "cessation",
    "freeze",
    "undo",
    "scrap",
    "discontinue",
];

/// Norms that a state owes to its own people, or that others hold against it: said of a state, they are held against it.
const INWARD: &[&str] = &["human-rights", "democracy", "accountability", "non-proliferation", "prevention-of-genocide", "arms-restraint"];

/// Norms that cut a part off from a whole: a place name on the whole's side does not decide whom they serve.
const PARTING: &[&str] = &["self-determination", "decolonization", "non-recognition"];

/// Words that make a clause one of duty.
const DUTY: &[&str] = &["must", "should", "shall", "ought", "need", "needs", "has to", "have to"];

/// Prepositions after which stands what an event is done to.
const DONE_TO: &[&str] = &["on", "upon", "against", "of", "to", "toward", "towards", "for", "in", "into", "over", "at", "onto", ""];

fn has(list: &[&str], lemma: &str) -> bool {
    list.contains(&lemma)
}

/// Talk, truce, restraint.
pub fn is_talk(lemma: &str) -> bool {
    has(TALK, lemma)
}

/// A name of the matter as such.
pub fn is_matter(lemma: &str) -> bool {
    has(MATTER, lemma)
}

/// Giving way.
pub fn is_yield(lemma: &str) -> bool {
    has(YIELD, lemma)
}

/// Ending something.
pub fn is_stop(lemma: &str) -> bool {
    has(STOP, lemma)
}

/// A norm on how a state treats its own.
pub fn is_inward(principle: &str) -> bool {
    has(INWARD, principle)
}

/// A norm that parts.
pub fn is_parting(principle: &str) -> bool {
    has(PARTING, principle)
}

/// Whether a preposition introduces what an event is done to.
pub fn is_done_to(prep: &str) -> bool {
    has(DONE_TO, prep)
}

/// Whether the words speak of what must be.
pub fn is_duty(text: &str) -> bool {
    let lower = format!(" {} ", text.to_lowercase());
    DUTY.iter().any(|w| lower.contains(&format!(" {w} ")))
}
