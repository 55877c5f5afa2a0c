//! Patterns against frames. In: a frame with its sentence, and the lexicon's patterns for its lemma. Out: the best match with what it bound.
//!
//! It never looks at who the actors are: a target is a word, resolved later.

use crate::reader::Reader;
use demarche_lexicon::{Element, Marker, Pattern, PatternKind, What};
use demarche_syntax::{Arg, Deprel, Frame, FrameId, PredicateKind, Role, Tense, Upos};
use smol_str::SmolStr;

/// What a pattern bound.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bound {
    /// Head words of the targets.
    pub targets: Vec<usize>,
    /// Frames inside the pattern; they are parts of this act and no acts of their own.
    pub consumed: Vec<FrameId>,
    /// Head words of all arguments that elements took.
    pub taken: Vec<usize>,
    /// Head of the clause that an element took; its subject is the target where the pattern names none ("demanded that Chad leave").
    pub clause: Option<usize>,
}

/// A frame coded by a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Match {
    /// Id of the act.
    pub act: SmolStr,
    /// Its index in the lexicon's acts.
    pub entry: usize,
    /// The pattern as written.
    pub pattern: SmolStr,
    /// What it bound.
    pub bound: Bound,
    /// How much the pattern asked for.
    pub specificity: u16,
    /// The pattern has the negation in it, so it has been used up.
    pub negated: bool,
}

/// The kind of pattern that fits a frame.
pub(crate) fn kind_of(frame: &Frame) -> PatternKind {
    match frame.kind {
        PredicateKind::Verb => PatternKind::Verb,
        PredicateKind::Noun => PatternKind::Noun,
        PredicateKind::Copular => PatternKind::Copular,
    }
}

/// Tries one pattern on a frame.
pub(crate) fn try_pattern(reader: &Reader<'_>, sentence: usize, frame: &Frame, pattern: &Pattern) -> Option<Bound> {
    if pattern.negated && frame.negated.is_none() {
        return None;
    }
    let mut bound = Bound::default();
    let mut matcher = Matcher { reader, sentence, bound: &mut bound };
    matcher.elements(frame, &pattern.elements, None)?;
    if !pattern.has_target() {
        matcher.default_target(frame);
    }
    Some(bound)
}

/// Whether a role is what the preposition marks: "of" a noun's theme, "by" whatever does a verb's act, in the active as well.
fn is_marked(frame: &Frame, role: Role, preps: &[SmolStr]) -> bool {
    let has = |prep: &str| preps.iter().any(|p| p == prep);
    match (frame.kind, role) {
        (PredicateKind::Noun, Role::Theme) => has("of"),
        (PredicateKind::Verb, Role::Agent) => has("by"),
        _ => false,
    }
}

struct Matcher<'m, 'r> {
    reader: &'m Reader<'r>,
    sentence: usize,
    bound: &'m mut Bound,
}

impl<'r> Matcher<'_, 'r> {
    fn elements(&mut self, frame: &Frame, elements: &[Element], outer: Option<&Frame>) -> Option<()> {
        // Two objects: the one that is no thing given is the receiver ("give Chad aid").
        let direct = |e: &&Element| matches!(e, Element::Slot { preps, .. } if preps.is_empty());
        let two = elements.iter().filter(direct).count() > 1;
        let asked = self.asked(frame, elements);
        for element in elements {
            if let Some(clause) = asked
                && matches!(element, Element::Slot { preps, what: What::Target, .. } if preps.is_empty())
            {
                let subjects: Vec<usize> = clause.by_role(Role::Agent).map(|a| a.head).collect();
                if subjects.is_empty() && !element.is_optional() {
                    return None;
                }
                self.bound.targets.extend(&subjects);
                continue;
            }
            if two && matches!(element, Element::Slot { preps, what: What::Target, .. } if preps.is_empty()) {
                let words: Vec<usize> = frame.by_role(Role::Recipient).map(|a| a.head).collect();
                if words.is_empty() && !element.is_optional() {
                    return None;
                }
                self.bound.targets.extend(&words);
                self.bound.taken.extend(words);
                continue;
            }
            if !self.element(frame, element, outer) && !element.is_optional() {
                return None;
            }
        }
        Some(())
    }

    /// "Demanded that Chad withdraw" is read as "demanded Chad to withdraw": the clause of a verb that asks, for a pattern with an infinitive.
    fn asked(&self, frame: &Frame, elements: &[Element]) -> Option<&'r Frame> {
        let infinitive = |e: &Element| matches!(e, Element::Open { marker: Marker::To, class: Some(_), .. });
        if !elements.iter().any(infinitive) || !self.reader.lexicon.class_has("asks-that", &frame.lemma) {
            return None;
        }
        let frames = self.reader.frames(self.sentence);
        let clause = frame.by_role(Role::Clause).find_map(|a| frames.at(a.head)).map(|id| frames.get(id))?;
        (clause.tense != Tense::Past).then_some(clause)
    }

    fn element(&mut self, frame: &Frame, element: &Element, outer: Option<&Frame>) -> bool {
        match element {
            Element::Slot { preps, what, .. } => {
                let words = self.slot(frame, preps, what);
                let words = if words.is_empty() { outer.map_or_else(Vec::new, |o| self.slot(o, preps, what)) } else { words };
                if words.is_empty() {
                    return false;
                }
                if *what == What::Target {
                    self.bound.targets.extend(&words);
                }
                if let What::Class(_) = what {
                    self.consume(&words);
                }
                self.bound.taken.extend(words);
                true
            }
            Element::Open { marker, class, negated, then, .. } => self.open(frame, marker, class.as_ref(), *negated, then),
            Element::Clause { class, .. } => {
                let found = frame.by_role(Role::Clause).find(|a| self.is_class(a.head, class.as_ref())).map(|a| a.head);
                self.bound.taken.extend(found);
                self.bound.clause = found;
                found.is_some()
            }
            Element::As { class, .. } => {
                let of = |a: &&Arg| a.role == Role::Predicative || a.role == Role::Oblique && a.prep == "as";
                let mut found = frame.args.iter().filter(of).find(|a| self.is_class(a.head, class.as_ref())).map(|a| a.head);
                if found.is_none() {
                    // A naming verb's second object ("call the strike a crime").
                    let objects = frame.by_role(Role::Theme).filter(|a| a.implied.is_none());
                    found = objects.skip(1).last().map(|a| a.head).filter(|&w| self.is_class(w, class.as_ref()));
                    self.bound.targets.retain(|w| Some(*w) != found);
                }
                self.bound.taken.extend(found);
                found.is_some()
            }
        }
    }

    fn open(&mut self, frame: &Frame, marker: &Marker, class: Option<&SmolStr>, negated: bool, then: &[Element]) -> bool {
        let fits = |a: &Arg| match (marker, a.role) {
            (Marker::To, Role::Open) => a.prep.is_empty() || a.prep == "to",
            (Marker::To, Role::Oblique) => a.prep == "to" && class.is_some(),
            (Marker::To, Role::Clause) => class.is_some() && self.reader.lexicon.class_has("asks-that", &frame.lemma),
            (Marker::Gerund(preps), Role::Open | Role::Oblique) => preps.contains(&a.prep),
            (Marker::Gerund(preps), role) => is_marked(frame, role, preps),
            _ => false,
        };
        for arg in frame.args.iter().filter(|a| fits(a)) {
            if !self.is_class(arg.head, class) {
                continue;
            }
            let inner = arg.frame.or_else(|| self.reader.frames(self.sentence).at(arg.head));
            let saved = self.bound.clone();
            let plain = matches!(arg.role, Role::Oblique | Role::Theme | Role::Agent);
            let ok = match inner {
                Some(id) => {
                    let inner = self.reader.frames(self.sentence).get(id);
                    (!negated || inner.negated.is_some()) && self.elements(inner, then, plain.then_some(frame)).is_some()
                }
                None => !negated && (then.is_empty() || self.bare_noun(arg.head, then)),
            };
            // "the release of the loan to Chad": what follows may stand beside the noun of the class as well
            let beside = inner.is_none() && !negated && plain && self.bound.targets.len() == saved.targets.len();
            let ok = beside && self.elements(frame, then, None).is_some() || ok;
            if ok {
                self.bound.taken.push(arg.head);
                self.bound.consumed.extend(inner);
                return true;
            }
            *self.bound = saved;
        }
        self.below_object(frame, marker, class, negated, then)
    }

    /// "Approve the sale of weapons to Chad": the noun of the class stands below the object, with its own phrases or beside the object's.
    fn below_object(&mut self, frame: &Frame, marker: &Marker, class: Option<&SmolStr>, negated: bool, then: &[Element]) -> bool {
        let Marker::Gerund(preps) = marker else { return false };
        let objects: Vec<usize> = frame.by_role(Role::Theme).map(|a| a.head).filter(|w| self.bound.taken.contains(w)).collect();
        let nouns: Vec<usize> = objects.iter().flat_map(|&w| self.below(w, preps)).filter(|&w| self.is_class(w, class)).collect();
        let Some(&noun) = nouns.first().filter(|_| !negated) else { return false };
        let saved = self.bound.clone();
        let fits = std::iter::once(noun).chain(objects).any(|word| {
            *self.bound = saved.clone();
            self.bare_noun(word, then) && !self.bound.targets.is_empty()
        });
        if !fits {
            *self.bound = saved;
            if !then.iter().all(Element::is_optional) {
                return false;
            }
        }
        self.bound.taken.extend(nouns);
        true
    }

    /// A noun of the class without a frame of its own: targets from its modifiers.
    fn bare_noun(&mut self, word: usize, then: &[Element]) -> bool {
        then.iter().all(|e| match e {
            Element::Slot { what: What::Target, preps, .. } => {
                let words = self.below(word, preps);
                self.bound.targets.extend(&words);
                !words.is_empty() || e.is_optional()
            }
            _ => e.is_optional(),
        })
    }

    fn slot(&self, frame: &Frame, preps: &[SmolStr], what: &What) -> Vec<usize> {
        let mut words = self.fillers(frame, preps, what);
        if *what == What::Target {
            // what one does to oneself is done to nobody ("armed itself with patience")
            words.retain(|&w| !self.is_reflexive(w));
        }
        words
    }

    fn is_time(&self, word: usize) -> bool {
        self.reader.lexicon.class_has("time-noun", &self.reader.lemma(self.sentence, word).to_lowercase())
    }

    fn is_reflexive(&self, word: usize) -> bool {
        let form = self.reader.form(self.sentence, word).to_lowercase();
        self.reader.tree(self.sentence).words()[word].upos == Upos::Pron && (form.ends_with("self") || form.ends_with("selves"))
    }

    fn fillers(&self, frame: &Frame, preps: &[SmolStr], what: &What) -> Vec<usize> {
        let direct = preps.is_empty();
        let noun = frame.kind == PredicateKind::Noun;
        let heads = |role: Role| frame.by_role(role).map(|a| a.head).collect::<Vec<_>>();
        match what {
            What::Target if direct || noun && preps.iter().any(|p| p == "of") => {
                let mut words = heads(Role::Theme);
                if !noun && words.is_empty() {
                    words = heads(Role::Recipient);
                }
                if noun && words.is_empty() {
                    let agent = frame.arg(Role::Agent).is_some();
                    words = if agent || !direct { heads(Role::Modifier) } else { Vec::new() };
                    if words.is_empty() && !agent {
                        words = self.below(frame.head, &[SmolStr::new("of")]);
                    }
                }
                if words.is_empty() && !direct {
                    words = self.obliques(frame, preps);
                }
                words
            }
            What::Target => {
                let mut words = self.obliques(frame, preps);
                if words.is_empty() && noun {
                    words = frame.by_role(Role::Modifier).filter(|_| frame.arg(Role::Agent).is_some()).map(|a| a.head).collect();
                }
                words
            }
            What::Recipient => {
                let words = heads(Role::Recipient);
                if words.is_empty() { self.obliques(frame, &[SmolStr::new("to")]) } else { words }
            }
            What::Class(class) if direct => frame
                .args
                .iter()
                // "allowed inspectors to enter": whoever is allowed may be read as a receiver
                .filter(|a| {
                    let receiver = a.role == Role::Recipient && a.prep.is_empty() && frame.arg(Role::Theme).is_none();
                    a.role == Role::Theme || a.role == Role::Open && a.prep.is_empty() || receiver
                })
                .map(|a| a.head)
                .filter(|&w| self.is_class(w, Some(class)))
                .collect(),
            What::Class(class) => {
                let mut words = self.obliques(frame, preps);
                words.extend(frame.by_role(Role::Open).filter(|a| preps.contains(&a.prep)).map(|a| a.head));
                words.extend(frame.args.iter().filter(|a| is_marked(frame, a.role, preps)).map(|a| a.head));
                words.retain(|&w| self.is_class(w, Some(class)));
                words
            }
            What::Any if direct => {
                frame.args.iter().filter(|a| matches!(a.role, Role::Theme | Role::Clause | Role::Open)).map(|a| a.head).collect()
            }
            What::Any => {
                let mut words = self.obliques(frame, preps);
                words.retain(|&w| !self.is_time(w));
                words
            }
        }
    }

    /// Obliques of the frame but those of time, of the nouns that the pattern already took, or of its theme ("impose sanctions on Russia").
    fn obliques(&self, frame: &Frame, preps: &[SmolStr]) -> Vec<usize> {
        let fits = |a: &&Arg| {
            a.role == Role::Oblique && preps.contains(&a.prep)
                || a.role == Role::Recipient && preps.iter().any(|p| p == "to")
                || a.role == Role::Agent && frame.kind == PredicateKind::Noun && preps.iter().any(|p| p == "by")
        };
        let mut args: Vec<&Arg> = frame.args.iter().filter(fits).filter(|a| !self.is_time(a.head)).collect();
        let taken = || self.bound.taken.iter().copied().chain(frame.by_role(Role::Theme).map(|a| a.head));
        // "talks with Chad over Sudan": the other party, not the topic
        let party = |prep: &str| matches!(prep, "with" | "between" | "among" | "against" | "to");
        if args.iter().any(|a| party(&a.prep)) {
            args.retain(|a| !matches!(a.prep.as_str(), "on" | "over" | "about" | "in" | "at"));
        } else if !args.is_empty() {
            let parties: Vec<SmolStr> = preps.iter().filter(|p| party(p)).cloned().collect();
            let words: Vec<usize> = taken().flat_map(|w| self.below(w, &parties)).collect();
            if !words.is_empty() {
                return words;
            }
        }
        let mut words: Vec<usize> = args.into_iter().map(|a| a.head).collect();
        if words.is_empty() {
            words = taken().flat_map(|w| self.below(w, preps)).collect();
        }
        words
    }

    /// Nouns below a noun with one of the prepositions.
    fn below(&self, word: usize, preps: &[SmolStr]) -> Vec<usize> {
        let tree = self.reader.tree(self.sentence);
        let fits = |&k: &usize| {
            matches!(tree.words()[k].deprel, Deprel::Nmod | Deprel::Obl)
                && tree.children_by(k, Deprel::Case).any(|c| preps.iter().any(|p| *p == tree.words()[c].lemma))
        };
        tree.children(word).filter(fits).flat_map(|k| std::iter::once(k).chain(tree.children_by(k, Deprel::Conj))).collect()
    }

    fn is_class(&self, word: usize, class: Option<&SmolStr>) -> bool {
        let Some(class) = class else { return true };
        self.reader.word_in_class(self.sentence, word, class)
    }

    fn consume(&mut self, words: &[usize]) {
        self.bound.consumed.extend(words.iter().filter_map(|&w| self.reader.frames(self.sentence).at(w)));
    }

    /// Where no `T` is written: a theme, or an oblique of address, that is an actor.
    fn default_target(&mut self, frame: &Frame) {
        let frames = self.reader.frames(self.sentence);
        if let Some(inner) = self.bound.clause.and_then(|w| frames.at(w)) {
            let subjects = frames.get(inner).by_role(Role::Agent).map(|a| a.head).filter(|&w| self.reader.names_actor(self.sentence, w));
            self.bound.targets.extend(subjects.collect::<Vec<_>>());
            return;
        }
        let preps = ["with", "to", "against", "on", "toward", "towards", "for", "at"];
        let candidate = |a: &&Arg| match a.role {
            Role::Theme | Role::Recipient => true,
            Role::Oblique => preps.contains(&a.prep.as_str()),
            _ => false,
        };
        let words = frame.args.iter().filter(candidate).map(|a| a.head).filter(|&w| self.reader.names_actor(self.sentence, w));
        self.bound.targets.extend(words.collect::<Vec<_>>());
    }
}
