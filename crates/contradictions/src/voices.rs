//! Who can vouch for something. In: links of an attribution chain. Out: whether a link is somebody's voice, and how sure that leaves the signal.

use demarche_actors::Authority;
use demarche_lexicon::Lexicon;
use demarche_signals::{Link, LinkKind, Signal};

/// Nouns and pronouns for people who speak, beside the lexicon's offices, organs and roles.
const PEOPLE: &[&str] = &[
    "he",
    "she",
    "they",
    "who",
    "people",
    "critic",
    "observer",
    "analyst",
    "source",
    "media",
    "report",
    "head",
    "leader",
    "chief",
    "opposition",
    "rebel",
    "side",
    "camp",
    "newspaper",
    "agency",
    "expert",
    "witness",
    "resident",
    "activist",
    "scholar",
    "lecturer",
    "group",
    "official",
];
/// Texts that an actor issues are its own voice.
const TEXTS: &[&str] = &[
    "letter",
    "communiqué",
    "communique",
    "statement",
    "note",
    "declaration",
    "release",
    "decree",
    "document",
    "memo",
    "memorandum",
    "tweet",
    "post",
    "resolution",
    "readout",
    "message",
    "speech",
    "address",
    "text",
];

/// Nouns for those who speak for a state by their office, named or not.
const OFFICIALS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "representative",
    "ambassador",
    "delegation",
    "delegate",
    "envoy",
    "minister",
    "ministry",
];

/// Whether a name is that of an office that speaks for its state ("the representative of the isle", "a ministry spokeswoman").
pub fn official(name: &str) -> bool {
    let former = ["former", "ex-", "retired", "opposition", "self-styled"].iter().any(|w| name.to_lowercase().contains(w));
    !former && head(name).is_some_and(|w| OFFICIALS.contains(&w.to_lowercase().as_str()))
}

/// The head noun of a name: its last word before a preposition.
fn head(name: &str) -> Option<&str> {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty() && *w != "s").collect();
    let cut = words
        .iter()
        .position(|w| matches!(*w, "of" | "in" | "on" | "at" | "from" | "to" | "for" | "by" | "with" | "about" | "who" | "that"));
    words[..cut.unwrap_or(words.len())].last().copied()
}

/// Whether a link names somebody who can speak for himself: an actor, a person's name, or a noun for people. "The war" vouches for nothing, and
/// a communiqué is the voice of who issued it.
pub fn is_voice(lexicon: &Lexicon, link: &Link) -> bool {
    if link.authority > Authority::None {
        return true;
    }
    let Some(head) = head(&link.name) else { return link.code.is_some() };
    if head.chars().next().is_some_and(char::is_uppercase) {
        return true;
    }
    let lower = head.to_lowercase();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    if TEXTS.contains(&one) {
        return false;
    }
    let last = |n: &str| n.split(" of ").next().unwrap_or(n).rsplit([' ', '-']).next().is_some_and(|w| w == one || w == lower);
    let entries = lexicon.entries();
    PEOPLE.contains(&one)
        || entries.roles.iter().any(|r| r.nouns.iter().any(|n| last(n)))
        || entries.offices.iter().any(|o| o.names.iter().any(|n| last(n)))
        || entries.organs.iter().any(|o| o.names.iter().any(|n| last(n)))
}

/// How sure the report makes a signal, 0 to 3; doubt that comes only from links that are nobody's voice is no doubt.
pub fn certainty(lexicon: &Lexicon, signal: &Signal) -> i8 {
    let scale = signal.factuality.scale().abs();
    let doubters = signal.attribution.iter().filter(|l| matches!(l.kind, LinkKind::Other | LinkKind::Anonymous | LinkKind::Hearsay));
    let own = |l: &Link| l.code.as_ref().is_none_or(|c| *c == signal.actor) && official(&l.name);
    let mut doubters = doubters.peekable();
    let any = doubters.peek().is_some();
    if scale == 1 && any && doubters.all(|l| own(l) || (l.kind == LinkKind::Other && !is_voice(lexicon, l))) { 3 } else { scale }
}
