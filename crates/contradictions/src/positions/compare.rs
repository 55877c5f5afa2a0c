//! Two statements set against each other. In: their stands. Out: the class, with its reason.

use super::vocab::{AxisKind, Vocab};
use super::{Comparison, Ground, Relation};
use crate::words::{ONE, rarity};
use demarche_lexicon::Lexicon;
use demarche_signals::{Stand, stands};
use demarche_source::Span;
use demarche_syntax::model::Model;
use demarche_syntax::{Tree, Upos, read};
use std::collections::BTreeMap;

/// Cosine from which two words are of one field.
const ALIKE: f32 = 0.6;
/// What words of one field, adjectives, names and words for anybody weigh as evidence of a stand.
const FAINT: f32 = 0.2;
/// Weight of opposed stands from which the two are inconsistent: one common noun of middling rarity.
const OPPOSED: f32 = 1.5;
/// Share of the common weight by which they must outweigh the agreeing ones.
const OUTWEIGH: f32 = 0.2;
/// Common weight, or shared matter, from which an axis of manner is compared.
const COMMON: (f32, f32) = (1.5, 0.2);
/// Share of either text's words that must have a like in the other for the two to say the same.
const SAME: f32 = 0.5;

/// Compares statements with one vocabulary.
#[derive(Debug)]
pub struct Comparer<'l> {
    vocab: Vocab<'l>,
    model: Option<&'static Model>,
}

/// A text's stands.
struct Statement {
    stands: Vec<Stand>,
    /// It has a "but".
    contrast: bool,
}

impl Statement {
    fn new(vocab: &Vocab<'_>, text: &str) -> Self {
        let sentences = read(text).0.sentences;
        let but = |tree: &Tree| tree.words().iter().any(|w| matches!(w.lemma.as_str(), "but" | "however" | "although" | "though"));
        Self {
            contrast: sentences.iter().any(|s| but(&s.tree)),
            stands: sentences.iter().flat_map(|s| stands(vocab.lexicon, &s.tree, |l| vocab.poles(l).next().is_some())).collect(),
        }
    }
}

/// Two words that speak of one thing.
struct Meeting<'s> {
    a: &'s Stand,
    b: &'s Stand,
    weight: f32,
    decides: f32,
}

impl<'l> Comparer<'l> {
    /// With the word lists of a lexicon and the embedded model.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { vocab: Vocab::new(lexicon), model: Model::embedded().ok() }
    }

    /// Compares two statements.
    pub fn compare(&self, a: &str, b: &str) -> Comparison {
        let (one, two) = (Statement::new(&self.vocab, a), Statement::new(&self.vocab, b));
        let (x, y) = (&one.stands, &two.stands);
        let mut meetings = self.meetings(x, y);
        meetings.sort_by(|p, q| q.decides.total_cmp(&p.decides).then(p.a.span.cmp(&q.a.span)).then(p.b.span.cmp(&q.b.span)));
        let common: f32 = meetings.iter().map(|m| m.weight).sum();
        let telling: f32 = meetings.iter().map(|m| m.decides).sum();
        let balance: f32 = meetings.iter().map(|m| if m.a.plus == m.b.plus { m.decides } else { -m.decides }).sum();
        let (there, back) = (self.covered(x, y), self.covered(y, x));
        let matter = there.max(back);
        let texts = [a, b];
        let conflict = meetings.iter().find(|m| m.a.plus != m.b.plus);
        if let Some(m) = conflict.filter(|_| balance <= -OPPOSED && balance < -OUTWEIGH * common) {
            return opposed(texts, m, matter);
        }
        if let Some(found) = self.axis(texts, x, y, telling >= COMMON.0 || matter >= COMMON.1, matter) {
            return found;
        }
        // a contrast may take back what the words agree on
        if balance > (1.0 - OUTWEIGH) * telling && !one.contrast && !two.contrast {
            let appraised = |m: &&Meeting<'_>| m.decides >= OPPOSED && (m.a.appraised.is_some() != m.b.appraised.is_some());
            if let Some(m) = meetings.iter().find(appraised) {
                return appraisal(texts, m, matter);
            }
            if let Some(m) = meetings.first().filter(|_| there.min(back) >= SAME) {
                return agreed(texts, m, matter);
            }
        }
        undecided(texts, meetings.first(), matter)
    }

    fn alike(&self, a: &str, b: &str) -> f32 {
        if a == b { 1.0 } else { self.model.and_then(|m| m.similarity(a, b)).unwrap_or(0.0) }
    }

    /// Weight of a word: rarer words say more of the matter, nouns more than what stands on them.
    fn weight(&self, s: &Stand) -> f32 {
        let part = match s.upos {
            Upos::Noun | Upos::Propn => 1.0,
            Upos::Adj => 0.5,
            Upos::Verb => 0.4,
            _ => 0.0,
        };
        part * rarity(self.model, &s.lemma)
    }

    fn meetings<'s>(&self, x: &'s [Stand], y: &'s [Stand]) -> Vec<Meeting<'s>> {
        let operator =
            |s: &Stand| s.upos == Upos::Verb && (self.vocab.is("stand.for", &s.lemma) || self.vocab.is("stand.against", &s.lemma));
        let faint = |s: &Stand| matches!(s.upos, Upos::Propn | Upos::Adj) || self.vocab.is("stand.broad", &s.lemma);
        let mut all = Vec::new();
        for a in x.iter().filter(|s| !operator(s)) {
            for b in y.iter().filter(|s| !operator(s)) {
                let alike = self.alike(&a.lemma, &b.lemma);
                let weight = self.weight(a).min(self.weight(b)) * alike * alike;
                if alike >= ALIKE && weight > 0.0 {
                    let decides = if alike < ONE || faint(a) || faint(b) { FAINT * weight } else { weight };
                    all.push(Meeting { a, b, weight, decides });
                }
            }
        }
        all
    }

    /// Weighted share of the words of one that have a like in the other.
    fn covered(&self, x: &[Stand], y: &[Stand]) -> f32 {
        let (mut all, mut met) = (0.0, 0.0);
        for a in x {
            let weight = self.weight(a);
            let part = |b: &Stand| {
                let (p, q) = (self.weight(a), self.weight(b));
                let kind = if p.max(q) > 0.0 && self.kind(a) == self.kind(b) { 1.0 } else { 0.5 };
                self.alike(&a.lemma, &b.lemma) * kind
            };
            let best = y.iter().filter(|b| self.weight(b) > 0.0).map(part).fold(0.0, f32::max);
            all += weight;
            met += weight * ((best - 0.3) / 0.7).max(0.0);
        }
        if all > 0.0 { met / all } else { 0.0 }
    }

    fn kind(&self, s: &Stand) -> bool {
        matches!(s.upos, Upos::Noun | Upos::Propn)
    }

    /// The first axis on which the two stand at opposite ends; axes of manner only where they share a matter.
    fn axis(&self, texts: [&str; 2], x: &[Stand], y: &[Stand], shared: bool, matter: f32) -> Option<Comparison> {
        let (p, q) = (self.places(x), self.places(y));
        let opposite = p.keys().find(|axis| {
            let both = p.get(axis).zip(q.get(axis)).is_some_and(|(a, b)| a.sum * b.sum < 0);
            both && (axis.0 == AxisKind::Matter || shared)
        })?;
        let ((s, name, _), (t, other, _)) = (p.get(opposite)?.telling()?, q.get(opposite)?.telling()?);
        let tell = |text: &str, s: &Stand, pole: &str| format!("{} {pole} ({})", toward(s), quoted(text, s));
        let (one, two) = (tell(texts[0], s, name), tell(texts[1], t, other));
        Some(Comparison {
            relation: Relation::Inconsistent,
            ground: Ground::Axis,
            reason: format!("the first is {one}, the second {two}"),
            words: [words(s), words(t)],
            matter,
        })
    }

    /// Where a statement stands on each axis.
    fn places<'s>(&'s self, stands: &'s [Stand]) -> BTreeMap<(AxisKind, &'s str), Place<'s>> {
        let mut all: BTreeMap<(AxisKind, &str), Place<'_>> = BTreeMap::new();
        for s in stands {
            for pole in self.vocab.poles(&s.lemma) {
                let place = all.entry((pole.kind, pole.axis.as_str())).or_default();
                let sign = if s.plus == pole.first { 1 } else { -1 };
                place.sum += sign;
                place.on.push((s, pole.name.as_str(), sign > 0));
            }
        }
        all
    }
}

/// Where a statement stands on an axis: the sum of its words, and they themselves with the name of their end.
#[derive(Default)]
struct Place<'s> {
    sum: i32,
    on: Vec<(&'s Stand, &'s str, bool)>,
}

impl<'s> Place<'s> {
    /// The first word that stands where the statement as a whole does.
    fn telling(&self) -> Option<(&'s Stand, &'s str, bool)> {
        self.on.iter().find(|(_, _, plus)| *plus == (self.sum > 0)).copied()
    }
}

fn toward(s: &Stand) -> &'static str {
    if s.plus { "for" } else { "against" }
}

/// “toll”, through “reject”.
fn quoted(text: &str, s: &Stand) -> String {
    let turned: Vec<String> = s.turned.iter().map(|w| format!("“{}”", w.of(text))).collect();
    let through = if turned.is_empty() { String::new() } else { format!(", through {}", turned.join(" and ")) };
    format!("“{}”{through}", s.span.of(text))
}

fn words(s: &Stand) -> Vec<Span> {
    std::iter::once(s.span).chain(s.turned.iter().copied()).collect()
}

fn opposed(texts: [&str; 2], m: &Meeting<'_>, matter: f32) -> Comparison {
    let tell = |text: &str, s: &Stand| format!("{} it ({})", toward(s), quoted(text, s));
    Comparison {
        relation: Relation::Inconsistent,
        ground: Ground::OneThing,
        reason: format!("of one thing, the first is {}, the second {}", tell(texts[0], m.a), tell(texts[1], m.b)),
        words: [words(m.a), words(m.b)],
        matter,
    }
}

fn appraisal(texts: [&str; 2], m: &Meeting<'_>, matter: f32) -> Comparison {
    let finds = |text: &str, s: &Stand| match s.appraised {
        Some(word) => format!("finds it {} ({}; “{}”)", if s.plus { "good" } else { "bad" }, quoted(text, s), word.of(text)),
        None => format!("is {} it ({})", toward(s), quoted(text, s)),
    };
    let with = |s: &Stand| words(s).into_iter().chain(s.appraised).collect();
    Comparison {
        relation: Relation::Consistent,
        ground: Ground::Appraisal,
        reason: format!("of one thing, the first {}, the second {}", finds(texts[0], m.a), finds(texts[1], m.b)),
        words: [with(m.a), with(m.b)],
        matter,
    }
}

fn agreed(texts: [&str; 2], m: &Meeting<'_>, matter: f32) -> Comparison {
    Comparison {
        relation: Relation::Consistent,
        ground: Ground::SameWords,
        reason: format!(
            "both are {} one thing ({}; {}), and most of their words agree",
            toward(m.a),
            quoted(texts[0], m.a),
            quoted(texts[1], m.b)
        ),
        words: [words(m.a), words(m.b)],
        matter,
    }
}

fn undecided(texts: [&str; 2], m: Option<&Meeting<'_>>, matter: f32) -> Comparison {
    let (reason, words) = match m {
        Some(m) => {
            let (a, b) = (m.a.span.of(texts[0]), m.b.span.of(texts[1]));
            (format!("they touch (“{a}”, “{b}”), and nothing shows that they agree or conflict"), [words(m.a), words(m.b)])
        }
        None => ("they share no matter that their words show".to_owned(), [Vec::new(), Vec::new()]),
    };
    Comparison { relation: Relation::Unrelated, ground: Ground::Undecided, reason, words, matter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, want: Relation, in_reason: &str) {
        let comparer = Comparer::new(Lexicon::embedded());
        for (a, b) in [(a, b), (b, a)] {
            let got = comparer.compare(a, b);
            assert!(got.relation == want && got.reason.contains(in_reason), "{a} / {b}: {got:?}");
            for (text, words) in [a, b].iter().zip(&got.words) {
                assert!(words.iter().all(|w| !w.of(text).is_empty()), "{got:?}");
            }
        }
    }

    #[test]
    fn for_and_against_one_thing() {
        check("We will abolish the ferry subsidy.", "The ferry subsidy must be extended.", Relation::Inconsistent, "abolish");
        check("We oppose any ban on diesel trucks.", "Diesel trucks should be banned from city centres.", Relation::Inconsistent, "banned");
        check("Turnstiles at the harbour are unnecessary.", "We support turnstiles at the harbour.", Relation::Inconsistent, "unnecessary");
    }

    #[test]
    fn opposite_ends_of_an_axis() {
        check("Joining the choir should be voluntary.", "Choir lessons should be mandatory.", Relation::Inconsistent, "free choice");
    }

    #[test]
    fn in_much_the_same_words() {
        check("We want to extend the ferry subsidy.", "The ferry subsidy should be extended.", Relation::Consistent, "for one thing");
        check("We reject the ferry tax.", "The ferry tax must be abolished.", Relation::Consistent, "against one thing");
    }

    #[test]
    fn wanted_and_found_good() {
        check("We will build a tramway.", "A tramway is the most efficient means for the valley.", Relation::Consistent, "finds it good");
        check("The ferry tax must be abolished.", "The ferry tax is harmful to fishing villages.", Relation::Consistent, "finds it bad");
    }

    #[test]
    fn nothing_decides() {
        check("Lighthouses should be repainted.", "Our opera house needs a new roof.", Relation::Unrelated, "");
        check("", "We support turnstiles.", Relation::Unrelated, "no matter");
    }
}
