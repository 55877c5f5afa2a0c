//! How far words of two claims speak of one thing. In: claims. Out: weights. It knows no dispute.
//!
//! Words are alike by the cosine of their vectors (GloVe, Pennington, Socher and Manning 2014); rarer words weigh more, as Zipf's law has it.

use demarche_lexicon::Lexicon;
use demarche_signals::{Claim, Thing};
use demarche_source::{Code, SmolStr};
use demarche_syntax::model::Model;
use std::collections::HashMap;

/// Cosine from which two words name one thing, so that for and against it is a conflict.
pub(crate) const ONE: f32 = 0.7;
/// Weight of a name that two claims share: that of a common noun.
const NAME: f32 = 3.0;

/// What is known of a word.
struct Known {
    /// 1 for the commonest words to 8 for the rarest.
    rarity: f32,
    /// It names nothing: a word for anything, or one that only says what is held.
    empty: bool,
    /// Of length one; empty if it has none.
    vector: Vec<f32>,
}

/// The words of some claims, looked up once.
pub struct Words<'c> {
    known: HashMap<&'c SmolStr, Known>,
}

impl<'c> Words<'c> {
    /// Looks up all words of the claims.
    pub fn new(lexicon: &Lexicon, claims: impl Iterator<Item = &'c Claim>) -> Self {
        let model = Model::embedded().ok();
        let mut known: HashMap<&SmolStr, Known> = HashMap::new();
        for t in claims.flat_map(|c| &c.things) {
            known.entry(&t.lemma).or_insert_with(|| look_up(lexicon, model, t));
        }
        Self { known }
    }

    /// Weight of two words as one thing, 1 to 8; 0 if they are not: the same word, or nouns of a cosine from which they are one thing.
    pub fn one(&self, a: &Thing, b: &Thing) -> f32 {
        let same = a.key == b.key || a.lemma == b.lemma;
        let may_be = same || a.noun && b.noun;
        if !may_be {
            return 0.0;
        }
        let (Some(x), Some(y)) = (self.known.get(&a.lemma), self.known.get(&b.lemma)) else { return 0.0 };
        if x.empty || y.empty {
            return 0.0;
        }
        let alike = if same { 1.0 } else { x.vector.iter().zip(&y.vector).map(|(p, q)| p * q).sum() };
        if alike >= ONE { x.rarity.min(y.rarity) * alike * alike } else { 0.0 }
    }

    /// Weight of what two claims share beside one thing: other words, and names that are not the actor's.
    pub fn shared(&self, x: &Claim, y: &Claim, (s, t): (&Thing, &Thing), actor: &Code) -> f32 {
        let best = |a: &Thing| y.things.iter().filter(|b| b.span != t.span).map(|b| self.one(a, b)).fold(0.0, f32::max);
        let words: f32 = x.things.iter().filter(|a| a.span != s.span).map(best).sum();
        words + NAME * x.names.iter().filter(|n| *n != actor && y.names.contains(n)).count() as f32
    }
}

/// 1 for the commonest words to 8 for the rarest: the logarithm of the rank, as Zipf's law has it.
pub(crate) fn rarity(model: Option<&Model>, lemma: &str) -> f32 {
    let rank = model.and_then(|m| m.rank(lemma)).unwrap_or(60_000);
    ((rank + 50) as f32).ln() - 3.0
}

fn look_up(lexicon: &Lexicon, model: Option<&Model>, t: &Thing) -> Known {
    let is = |list: &str| lexicon.class_has(list, &t.lemma);
    let operator = !t.noun && (is("stand.for") || is("stand.against"));
    let mut vector = model.and_then(|m| m.vector(&t.lemma)).unwrap_or_default();
    let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|v| *v /= length.max(f32::MIN_POSITIVE));
    Known { rarity: rarity(model, &t.lemma), empty: operator || is("stand.broad") || is("stand.frame"), vector }
}
