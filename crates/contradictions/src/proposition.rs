//! What a signal says, taken apart far enough to see whether two say the contrary. In: a signal. Out: [`Proposition`].
//!
//! Co-reference of events is central to contradiction (de Marneffe, Rafferty and Manning 2008): two propositions are compared only where
//! their words and the actors in them largely agree.

use demarche_lexicon::Lexicon;
use demarche_signals::{Content, Signal};
use demarche_source::Code;
use std::collections::BTreeSet;

/// Words, actors and polarity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposition {
    /// Lemmas of events and phrases in it.
    pub lemmas: BTreeSet<String>,
    /// Actors in it.
    pub codes: BTreeSet<Code>,
    /// +1 said to be so or approved, −1 said not to be so or rejected.
    pub polarity: f32,
}

/// The proposition of a signal.
pub fn of(lexicon: &Lexicon, signal: &Signal) -> Proposition {
    let mut p = Proposition { polarity: 1.0, ..Proposition::default() };
    let act = lexicon.act(&signal.act.id);
    if act.is_some_and(|a| a.operator == "deny" || a.attitude < 0.0) {
        p.polarity = -p.polarity;
    }
    if signal.factuality.is_negated() {
        p.polarity = -p.polarity;
    }
    for content in &signal.content {
        walk(lexicon, content, &mut p, true);
    }
    p
}

fn walk(lexicon: &Lexicon, content: &Content, p: &mut Proposition, top: bool) {
    match content {
        Content::Entity { codes, text, .. } => {
            p.codes.extend(codes.iter().cloned());
            // "Eritrean troops" is an actor and a thing: what it is counts
            let thing = text.rsplit(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).map(|w| canonical(lexicon, w));
            p.lemmas.extend(thing.filter(|t| SYNONYMS.contains(&t.as_str())));
        }
        Content::Event { lemma, negated, factuality, agent, theme, other, .. } => {
            if top && (*negated || factuality.is_negated()) {
                p.polarity = -p.polarity;
            }
            p.lemmas.insert(canonical(lexicon, lemma));
            agent.iter().chain(theme).for_each(|c| walk(lexicon, c, p, false));
            other.iter().for_each(|(_, c)| walk(lexicon, c, p, false));
        }
        Content::Principle { id, bearing, .. } => {
            p.lemmas.insert(id.to_string());
            bearing.iter().for_each(|c| walk(lexicon, c, p, false));
        }
        Content::Phrase { lemma, inside, .. } => {
            p.lemmas.insert(canonical(lexicon, lemma));
            inside.iter().for_each(|c| walk(lexicon, c, p, false));
        }
    }
}

/// Classes of the lexicon whose words name one thing, for comparing.
const SYNONYMS: &[&str] = &["troops", "weapons", "talks", "sanctions", "bombs", "missiles"];

/// A lemma, or the class that stands for it.
fn canonical(lexicon: &Lexicon, lemma: &str) -> String {
    let lower = lemma.to_lowercase();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    SYNONYMS.iter().find(|c| lexicon.class_has(c, &lower) || lexicon.class_has(c, one)).map_or(lower.clone(), |c| (*c).to_owned())
}

/// How far two propositions speak of the same, in [0, 1]; 0 if they share no event word.
pub fn same_matter(a: &Proposition, b: &Proposition) -> f32 {
    let shared = shared(a, b);
    let least = a.lemmas.len().min(b.lemmas.len());
    if shared == 0 || least == 0 {
        return 0.0;
    }
    let codes = if a.codes.is_empty() || b.codes.is_empty() {
        0.5
    } else {
        a.codes.intersection(&b.codes).count() as f32 / a.codes.len().min(b.codes.len()) as f32
    };
    shared as f32 / least as f32 * (0.4 + 0.6 * codes)
}

/// Event and thing words that two propositions share.
pub fn shared(a: &Proposition, b: &Proposition) -> usize {
    a.lemmas.intersection(&b.lemmas).filter(|l| !is_light(l)).count()
}

fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "have"
            | "do"
            | "make"
            | "take"
            | "say"
            | "tell"
            | "go"
            | "come"
            | "get"
            | "give"
            | "country"
            | "government"
            | "people"
            | "issue"
            | "situation"
            | "position"
    )
}
