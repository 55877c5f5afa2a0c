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
    "resign",
    "step_down",
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

/// Norms that take no side, whomever they are said of.
const NEUTRAL: &[&str] = &["peaceful-settlement", "neutrality", "ceasefire-compliance"];

/// Words that make a clause one of duty.
const DUTY: &[&str] = &["must", "should", "shall", "ought", "need", "needs", "has to", "have to"];

/// Prepositions after which stands what an event is done to.
const DONE_TO: &[&str] = &["on", "upon", "against", "of", "to", "toward", "towards", "for", "in", "into", "over", "at", "onto", ""];

fn has(list: &[&str], lemma: &str) -> bool {
    list.contains(&lemma)
}

/// People who are not their government.
pub fn is_people(text: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "civilian",
        "civilians",
        "people",
        "children",
        "women",
        "refugees",
        "students",
        "patients",
        "hospitals",
        "residents",
        "migrants",
        "victims",
        "families",
        "prisoners",
        "population",
    ];
    text.split(|c: char| !c.is_alphabetic()).any(|w| has(PEOPLE, w.to_lowercase().as_str()))
}

/// What somebody puts forward: to be for it is to be for him, whatever is in it.
pub fn is_plan(lemma: &str) -> bool {
    matches!(
        lemma,
        "proposal" | "plan" | "initiative" | "bid" | "claim" | "stance" | "position" | "policy" | "case" | "cause" | "demand" | "formula"
    )
}

/// Whether the second half of a compound says that the first made, keeps or leads what follows.
pub fn is_held(rest: &str) -> bool {
    const HELD: &[&str] = &[
        "backed",
        "installed",
        "appointed",
        "controlled",
        "led",
        "sponsored",
        "supported",
        "aligned",
        "run",
        "armed",
        "financed",
        "imposed",
    ];
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    has(HELD, word.to_lowercase().as_str())
}

/// A text put to the vote.
pub fn is_voted_text(lemma: &str) -> bool {
    matches!(lemma, "resolution" | "draft")
}

/// Whether a text put to the vote is spoken of.
pub fn speaks_of_voted_text(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|w| is_voted_text(&w.to_lowercase()))
}

/// Whether a noun phrase is the name of a text put to the vote: "the Council's resolution", not "a vote on the resolution".
pub fn names_voted_text(phrase: &str) -> bool {
    let cut = [" that ", " which ", " under ", " adopted ", " authori", ", "].iter().filter_map(|w| phrase.find(w)).min();
    let words: Vec<String> = phrase[..cut.unwrap_or(phrase.len())]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let Some(last) = words.last() else { return false };
    let number = |w: &String| w.chars().all(|c| c.is_ascii_digit());
    let last = if number(last) { words.iter().rev().find(|w| !number(w)).unwrap_or(last) } else { last };
    let body = || words.iter().any(|w| matches!(w.as_str(), "council" | "assembly"));
    let bound = words.iter().any(|w| matches!(w.as_str(), "on" | "of" | "for" | "against" | "to" | "about" | "into"));
    words.len() <= 8 && !bound && (is_voted_text(last) || (matches!(last.as_str(), "decision" | "vote" | "text" | "move") && body()))
}

/// Talk, truce, restraint.
pub fn is_talk(lemma: &str) -> bool {
    has(TALK, lemma)
}

/// Words of how a settlement is come to; other settlements are of people on land.
pub fn is_peaceful(text: &str) -> bool {
    let ways = ["negotiated", "peaceful", "political", "diplomatic", "just", "lasting", "comprehensive", "final"];
    text.split_whitespace().any(|w| ways.contains(&w.to_lowercase().as_str()))
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

/// Whether words ask for giving way or ending ("to withdraw its forces", "to stop the attacks"), and not for talk.
pub fn gives_way(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let lemma = |w: &String| w.strip_suffix("ing").or_else(|| w.strip_suffix('s')).unwrap_or(w).to_owned();
    let asked = |w: &str| is_yield(w) || is_stop(w) || w == "pull";
    words.windows(2).any(|w| w[0] == "to" && asked(&w[1]))
        || words.windows(3).any(|w| w[0] == "to" && w[1].ends_with("ly") && asked(&w[2]))
        || words.iter().any(|w| w == "withdrawal" || (is_yield(&lemma(w)) && lemma(w) != "leave"))
}

/// Whether words ask for the end of something: "to be lifted", "the withdrawal of".
pub fn asks_end(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    let ends =
        |w: &str| is_stop(w) || matches!(w, "withdrawal" | "removal" | "elimination" | "lifting" | "ending" | "cancellation" | "repeal");
    let form = |w: &str| ["ed", "d", "ing", "s"].iter().filter_map(|s| w.strip_suffix(s)).any(is_stop);
    words.into_iter().any(|w| ends(&w) || form(&w))
}

/// Acts of courtesy: thanks and congratulations take no side in what divides others.
pub fn is_courtesy(act: &str) -> bool {
    matches!(act, "thank" | "congratulate")
}

/// Words for both parties at once: "the two parties", "both sides".
pub fn is_both(text: &str) -> bool {
    let lower = text.to_lowercase();
    let (mut both, mut parties) = (false, false);
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        both |= matches!(word, "both" | "two" | "all");
        parties |= matches!(word, "parties" | "sides" | "peoples");
    }
    both && parties
}

/// A norm that belongs to whom it is said of: his sovereignty, his right. Others are of nobody's ("international law").
pub fn is_owned(principle: &str) -> bool {
    !matches!(
        principle,
        "two-state-solution" | "international-law" | "multilateralism" | "non-proliferation" | "no-unilateral-sanctions" | "law-of-the-sea"
    )
}

/// Whether words tell of somebody from whom something is kept, in the passive: "has been denied its right".
pub fn is_denied(text: &str) -> bool {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let passive = |w: &str| matches!(w, "been" | "be" | "being" | "are" | "is" | "was" | "were" | "remain" | "remains");
    words.windows(2).any(|w| passive(&w[0]) && matches!(w[1].as_str(), "denied" | "deprived" | "refused"))
}

/// Whether words tell of a norm that is broken, kept from somebody or run against.
pub fn is_broken(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|w| {
        ["violat", "breach", "contraven", "infring", "denie", "denial", "depriv", "contrary", "disregard", "flout"]
            .iter()
            .any(|b| w.starts_with(b))
    })
}

/// A norm on how a state treats its own.
pub fn is_inward(principle: &str) -> bool {
    has(INWARD, principle)
}

/// A norm that takes no side.
pub fn is_neutral_norm(principle: &str) -> bool {
    has(NEUTRAL, principle)
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

/// What words that uphold a text support.
const UPHELD: &[&str] =
    &["aim", "goal", "objective", "text", "resolution", "purpose", "spirit", "thrust", "sanctions", "principles", "content"];
const UPHOLDS: &[&str] =
    &["share", "shares", "support", "supports", "endorse", "endorses", "welcome", "welcomes", "agree", "agrees", "back", "backs"];

/// Whether an explanation upholds the text's aim, so that only its means were not voted for: "we share the aim, we will not send troops".
pub fn upholds(explanation: &str) -> bool {
    let clauses = explanation.split([',', ';', '.']).flat_map(|c| c.split(" and ")).map(|c| c.split(" but ").next().unwrap_or(c));
    clauses.into_iter().any(|clause| {
        let words: Vec<String> = clause.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()).collect();
        let negated = words.iter().any(|w| matches!(w.as_str(), "not" | "cannot" | "never" | "no"));
        let verb = words.iter().position(|w| UPHOLDS.contains(&w.as_str()));
        !negated && verb.is_some_and(|at| words[at..].iter().any(|w| UPHELD.contains(&w.as_str())))
    })
}
