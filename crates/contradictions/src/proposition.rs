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
        walk(content, &mut p, true);
    }
    p
}

fn walk(content: &Content, p: &mut Proposition, top: bool) {
    match content {
        Content::Entity { codes, .. } => p.codes.extend(codes.iter().cloned()),
        Content::Event { lemma, negated, factuality, agent, theme, other, .. } => {
            if top && (*negated || factuality.is_negated()) {
                p.polarity = -p.polarity;
            }
            p.lemmas.insert(lemma.to_lowercase());
            agent.iter().chain(theme).for_each(|c| walk(c, p, false));
            other.iter().for_each(|(_, c)| walk(c, p, false));
        }
        Content::Principle { id, bearing, .. } => {
            p.lemmas.insert(id.to_string());
            bearing.iter().for_each(|c| walk(c, p, false));
        }
        Content::Phrase { lemma, inside, .. } => {
            p.lemmas.insert(lemma.to_lowercase());
            inside.iter().for_each(|c| walk(c, p, false));
        }
    }
}

/// How far two propositions speak of the same, in [0, 1]; 0 if they share no event word.
pub fn same_matter(a: &Proposition, b: &Proposition) -> f32 {
    let shared = a.lemmas.intersection(&b.lemmas).filter(|l| !is_light(l)).count();
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
