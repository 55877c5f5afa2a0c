//! What the clause of a signal holds of which things: for them or against them, done or still to do. In: the clause's tree. Out: a [`Claim`].
//!
//! A claim is what is compared when two sayings of one actor are set against each other: things by their words, with the sign that the
//! clause gives them ("will not deliver bombs" is against the delivery and the bombs, "halted the fishing" against the fishing), the
//! actors and places named with them, and whether it is told of what is or of what is to come. It never compares two claims.

use crate::reader::Reader;
use crate::stands::Stands;
use demarche_source::{Code, Span};
use demarche_syntax::{Embedding, Frame, Modality, PredicateKind, Role, Tense, Upos};
use smol_str::SmolStr;

/// A thing in a clause.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Thing {
    /// Its word in the form in which things are compared: the verb of a noun that nominalises one ("delivery" → "deliver"), else the lemma.
    pub key: SmolStr,
    /// Lemma.
    pub lemma: SmolStr,
    /// The clause is for it, has it or does it; else it is against it, denies it or ends it.
    pub plus: bool,
    /// It is against it by a plain "no" or "not", and by nothing else.
    pub denied: bool,
    /// The clause is about it: its predicate, subject, object, or what these are made of; not a circumstance.
    pub central: bool,
    /// A noun; else a verb or an adjective.
    pub noun: bool,
    /// Where.
    pub span: Span,
    /// Words that turned the sign, from the thing outwards.
    pub turned: Vec<Span>,
}

/// What one clause holds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// Its things in the order of the words.
    pub things: Vec<Thing>,
    /// Who does or is what the clause says; empty where it names nobody.
    pub by: Vec<Code>,
    /// Actors and places that it names, doers included.
    pub names: Vec<Code>,
    /// Of what is to come: a promise, plan, duty or wish; else of what is or was.
    pub ahead: bool,
    /// What is done as a rule ("does not congratulate losers"); else what was done, or a state of affairs.
    pub habit: bool,
    /// Asserted in its own clause: no question, condition or mere possibility.
    pub firm: bool,
}

/// The claim of the clause in which a frame stands, as far as a span reaches.
pub(crate) fn of(reader: &Reader<'_>, s: usize, frame: &Frame, span: Span) -> Option<Claim> {
    let tree = reader.tree(s);
    let top = clause_head(reader, s, frame);
    let stands = Stands::new(reader.lexicon, tree);
    let words = members(reader, s, top);
    let mut claim = Claim { things: Vec::new(), by: doers(reader, s, top), names: Vec::new(), ahead: false, habit: false, firm: true };
    time(reader, s, top, &mut claim);
    for &w in words.iter().filter(|&&w| top != frame.head || span.overlaps(tree.words()[w].span)) {
        let word = &tree.words()[w];
        claim.names.extend(reader.codes_or_place(s, w));
        let content = match word.upos {
            Upos::Noun | Upos::Verb => true,
            // "Eritrean" is a name
            Upos::Adj => !reader.form(s, w).starts_with(char::is_uppercase),
            _ => false,
        };
        if !content || stands.is("stand.frame", w) {
            continue;
        }
        let stand = stands.stand(w, Some(top));
        // found good or bad is neither done nor left undone
        if stand.appraised.is_some() {
            continue;
        }
        claim.things.push(Thing {
            key: key(reader, s, w),
            lemma: stand.lemma.into(),
            plus: stand.plus,
            denied: stand.turned.len() == 1 && stands.is_negator(stand.turned[0]),
            central: central(reader, s, w, top),
            noun: word.upos == Upos::Noun,
            span: word.span,
            turned: stand.turned,
        });
    }
    claim.names.sort();
    claim.names.dedup();
    (!claim.things.is_empty()).then_some(claim)
}

impl Claim {
    /// What somebody holds who says that the clause is not so: each thing with the other sign.
    pub(crate) fn denied(mut self) -> Self {
        for thing in &mut self.things {
            thing.plus = !thing.plus;
            thing.denied = !thing.plus && thing.turned.is_empty();
        }
        self
    }
}

/// The word that heads the clause of a frame.
fn clause_head(reader: &Reader<'_>, s: usize, frame: &Frame) -> usize {
    let tree = reader.tree(s);
    if frame.kind != PredicateKind::Noun {
        return frame.head;
    }
    let mut at = frame.head;
    while let Some(up) = tree.head(at) {
        if is_clause(tree.words()[at].deprel.base()) {
            break;
        }
        at = up;
    }
    at
}

fn is_clause(base: &str) -> bool {
    matches!(base, "root" | "ccomp" | "advcl" | "acl" | "parataxis" | "csubj")
}

/// The words of a clause, without clauses that stand beside it.
fn members(reader: &Reader<'_>, s: usize, top: usize) -> Vec<usize> {
    let tree = reader.tree(s);
    let (mut all, mut stack) = (Vec::new(), vec![top]);
    while let Some(w) = stack.pop() {
        all.push(w);
        for k in tree.children(w) {
            let word = &tree.words()[k];
            let beside = match word.deprel.base() {
                "parataxis" | "advcl" | "discourse" | "vocative" | "punct" => true,
                "conj" => matches!(word.upos, Upos::Verb | Upos::Aux),
                // who said it is not what is said
                "ccomp" => reader.frames(s).at(w).is_some_and(|id| reader.reports(s, reader.frames(s).get(id))) && w != top,
                _ => false,
            };
            if !beside {
                stack.push(k);
            }
        }
    }
    all.sort_unstable();
    all
}

fn doers(reader: &Reader<'_>, s: usize, top: usize) -> Vec<Code> {
    let Some(id) = reader.frames(s).at(top) else { return Vec::new() };
    let frame = reader.frames(s).get(id);
    frame.by_role(Role::Agent).flat_map(|a| reader.codes(s, a.head)).collect()
}

fn time(reader: &Reader<'_>, s: usize, top: usize, claim: &mut Claim) {
    let Some(id) = reader.frames(s).at(top) else { return };
    let frame = reader.frames(s).get(id);
    claim.ahead = matches!(frame.modality, Modality::Will | Modality::Would | Modality::Necessary) || frame.tense == Tense::Future;
    let acts = !matches!(frame.lemma.as_str(), "be" | "have");
    claim.habit = acts && !claim.ahead && frame.kind == PredicateKind::Verb && frame.tense == Tense::Present && !frame.perfect;
    let cannot = frame.negated.is_some();
    claim.firm = !frame.question && (frame.modality != Modality::Possible || cannot) && frame.embedding != Embedding::Condition;
    let tree = reader.tree(s);
    let condition = |k: usize| tree.words()[k].deprel.base() == "advcl" && tree.children(k).any(|m| tree.words()[m].lemma == "if");
    claim.firm &= !tree.children(top).any(condition);
    claim.ahead |= frame.by_role(Role::Open).any(|a| a.prep.is_empty() && tree.words()[a.head].upos == Upos::Verb);
}

/// The predicate, its subject and object, their parts, and the same of what completes it.
fn central(reader: &Reader<'_>, s: usize, w: usize, top: usize) -> bool {
    let tree = reader.tree(s);
    let mut at = w;
    for _ in 0..6 {
        if at == top {
            return true;
        }
        let inner = matches!(
            tree.words()[at].deprel.base(),
            "nsubj" | "obj" | "compound" | "xcomp" | "ccomp" | "conj" | "csubj" | "appos" | "cop" | "amod"
        );
        let of = tree.words()[at].deprel.base() == "nmod" && tree.children(at).any(|k| tree.words()[k].lemma == "of");
        if !inner && !of {
            return false;
        }
        match tree.head(at) {
            Some(up) => at = up,
            None => return true,
        }
    }
    false
}

fn key(reader: &Reader<'_>, s: usize, w: usize) -> SmolStr {
    let frame = reader.frames(s).at(w).map(|id| reader.frames(s).get(id));
    frame.and_then(|f| f.verb.clone()).unwrap_or_else(|| reader.lemma(s, w).to_lowercase().into())
}
