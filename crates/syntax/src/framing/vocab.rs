//! The word lists under `data/`, read once.
//!
//! In: the embedded text files. Out: look-ups by lower-case lemma. It never holds a word of its own; only the closed classes (negation,
//! auxiliaries) live in the code that reads them.

use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What is known of a noun of event.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Noun {
    /// The verb that it nominalises.
    pub verb: Option<SmolStr>,
    /// Whether an "of" phrase alone names the agent.
    pub of_agent: bool,
}

/// Who acts in the infinitive or gerund below a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Control {
    /// Always the subject.
    pub subject: bool,
    /// The object is an addressee, who acts.
    pub recipient: bool,
    /// The object is an addressee, but the subject acts.
    pub addressee: bool,
    /// The noun after one of these prepositions acts.
    pub preps: Vec<&'static str>,
}

/// All lists.
pub(super) struct Vocab {
    nouns: BTreeMap<&'static str, Noun>,
    not_events: BTreeSet<&'static str>,
    light: BTreeMap<&'static str, Vec<&'static str>>,
    control: BTreeMap<&'static str, Control>,
    speech: BTreeSet<&'static str>,
    of_verbs: BTreeSet<&'static str>,
    naming: BTreeMap<&'static str, Vec<&'static str>>,
    time: BTreeSet<&'static str>,
    prepositions: BTreeSet<&'static str>,
    actor_adjectives: BTreeSet<&'static str>,
    complements: BTreeMap<&'static str, Vec<&'static str>>,
}

static VOCAB: LazyLock<Vocab> = LazyLock::new(Vocab::read);

/// The lists.
pub(super) fn vocab() -> &'static Vocab {
    &VOCAB
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    lines(text).map(|l| {
        let mut fields = l.split_whitespace();
        (fields.next().unwrap_or(""), fields.collect())
    })
}

impl Vocab {
    fn read() -> Self {
        let noun = |rest: Vec<&'static str>| Noun {
            verb: rest.first().filter(|v| **v != "-").map(|v| SmolStr::new_static(v)),
            of_agent: rest.contains(&"of-agent"),
        };
        let control = |rest: Vec<&'static str>| {
            let mut c = Control::default();
            for rule in rest {
                match rule {
                    "subject" => c.subject = true,
                    "recipient" => c.recipient = true,
                    "addressee" => c.addressee = true,
                    prep => c.preps.push(prep),
                }
            }
            c
        };
        Self {
            nouns: rows(include_str!("../../data/event_nouns.txt")).map(|(n, rest)| (n, noun(rest))).collect(),
            not_events: lines(include_str!("../../data/not_events.txt")).collect(),
            light: rows(include_str!("../../data/light_verbs.txt")).collect(),
            control: rows(include_str!("../../data/control.txt")).map(|(w, rest)| (w, control(rest))).collect(),
            speech: lines(include_str!("../../data/speech_verbs.txt")).collect(),
            naming: rows(include_str!("../../data/naming_verbs.txt")).collect(),
            of_verbs: lines(include_str!("../../data/of_verbs.txt")).collect(),
            time: lines(include_str!("../../data/time_nouns.txt")).collect(),
            prepositions: lines(include_str!("../../data/prepositions.txt")).collect(),
            actor_adjectives: lines(include_str!("../../data/actor_adjectives.txt")).collect(),
            complements: rows(include_str!("../../data/complement_verbs.txt")).collect(),
        }
    }

    /// What is known of a noun of event; nouns outside the list are taken by their suffix.
    pub fn noun(&self, lemma: &str) -> Option<Noun> {
        if let Some(noun) = self.nouns.get(lemma) {
            return Some(noun.clone());
        }
        let suffix = ["tion", "sion", "ment", "ance", "ence"].iter().any(|s| lemma.ends_with(s));
        (suffix && lemma.len() > 6 && !self.not_events.contains(lemma)).then(Noun::default)
    }

    /// Whether the verb lends its subject to the noun.
    pub fn is_light(&self, verb: &str, noun: &str) -> bool {
        self.light.get(verb).is_some_and(|nouns| nouns.iter().any(|n| *n == "*" || *n == noun))
    }

    /// Whether the verb's subject undergoes what the noun names ("drew criticism from Oman").
    pub fn is_received(&self, verb: &str, noun: &str) -> bool {
        self.light.get(verb).is_some_and(|nouns| nouns.iter().any(|n| n.strip_prefix('<') == Some(noun)))
    }

    /// Whether the verb is listed as one that takes such a complement: "infinitive", "gerund", "object", "naked", "state", or "+" and a particle.
    pub fn takes(&self, verb: &str, what: &str) -> bool {
        self.complements.get(verb).is_some_and(|ways| ways.contains(&what))
    }

    /// Whether the noun tells where or how something is said or agreed.
    pub fn is_setting(&self, noun: &str) -> bool {
        self.takes(format!("n:{noun}").as_str(), "setting")
    }

    /// Rule for the infinitives below a verb, if it has one of its own.
    pub fn control(&self, verb: &str) -> Option<&Control> {
        self.control.get(verb)
    }

    /// Prepositions after a noun whose complement acts in the infinitive below it.
    pub fn noun_control(&self, noun: &str) -> &[&'static str] {
        self.control.get(format!("n:{noun}").as_str()).map_or(&[], |c| &c.preps)
    }

    /// Whether the verb may stand beside its content.
    pub fn is_speech(&self, verb: &str) -> bool {
        self.speech.contains(verb)
    }

    /// Whether the verb takes somebody and an "of".
    pub fn takes_of(&self, verb: &str) -> bool {
        self.of_verbs.contains(verb)
    }

    /// Whether the verb takes an object and what it is said to be.
    pub fn is_naming(&self, verb: &str) -> bool {
        self.naming.get(verb).is_some_and(|ways| ways.contains(&"name"))
    }

    /// Whether the verb says by "as" what its object is.
    pub fn takes_as(&self, verb: &str) -> bool {
        self.naming.get(verb).is_some_and(|ways| ways.contains(&"as"))
    }

    /// Whether the noun dates a clause.
    pub fn is_time(&self, noun: &str) -> bool {
        self.time.contains(noun)
    }

    /// Whether these words are one preposition.
    pub fn is_preposition(&self, words: &str) -> bool {
        self.prepositions.contains(words)
    }

    /// Whether an adjective in lower case may stand for an actor.
    pub fn is_actor_adjective(&self, lemma: &str) -> bool {
        self.actor_adjectives.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_known() {
        let v = vocab();
        assert!(v.nouns.len() >= 600);
        assert_eq!(v.noun("withdrawal"), Some(Noun { verb: Some("withdraw".into()), of_agent: true }));
        assert_eq!(v.noun("denuclearisation").and_then(|n| n.verb), Some("denuclearise".into()));
        assert!(v.noun("government").is_none() && v.noun("vandalisation").is_some());
        assert!(v.is_light("make", "statement") && v.is_light("cast", "vote") && !v.is_light("cast", "statement"));
        assert_eq!(v.control("call").map(|c| c.preps.clone()), Some(vec!["on", "upon", "for"]));
        assert!(v.noun_control("appeal").contains(&"to"));
        assert!(v.takes("vow", "infinitive") && v.takes("hand", "+over") && !v.takes("meet", "infinitive") && v.is_setting("letter"));
        assert!(v.is_received("draw", "criticism") && !v.is_light("draw", "criticism"));
        for (word, ways) in &v.complements {
            let known = |w: &&str| w.starts_with('+') || matches!(*w, "infinitive" | "gerund" | "object" | "naked" | "state" | "setting");
            assert!(!ways.is_empty() && ways.iter().all(known), "complement_verbs.txt: {word} {ways:?}");
        }
    }
}
