//! What readers take to have happened. In: a word of a read report. Out: a value on FactBank's scale.
//!
//! Readers judge what is so in the world that the text tells of, not what its author strictly commits himself to (Lee et al. 2015; Stanovsky
//! et al. 2017): a source is believed as far as it commits itself, what is wanted, planned or tried gets some credit, and what an event noun
//! names is so unless the words above it leave it open. It never asks who vouches for what.

use crate::Factuality;
use crate::factuality::{aux, effect, excessive, hypothetical, kind_of, local_by, marker, told_of_past};
use crate::reader::Reader;
use demarche_lexicon::schema::FactOperator;
use demarche_syntax::{Deprel, Embedding, Frame, FrameId, Modality, PredicateKind, Role, Tense, Upos, Xpos};

/// What readers take of one sentence.
pub(crate) struct Taken<'t, 'a> {
    pub reader: &'t Reader<'a>,
    pub s: usize,
}

impl<'a> Taken<'_, 'a> {
    /// Value of the predicate of a frame, all that stands above it included.
    pub fn of_frame(&self, id: FrameId) -> Factuality {
        let frame = self.reader.frames(self.s).get(id);
        match self.ordered(frame) {
            true => Factuality::PossiblePos,
            false if frame.kind == PredicateKind::Noun => self.of_noun(frame.head, self.within(id)),
            false => self.upward(id, self.within(id)),
        }
    }

    /// Value of a noun or adjective, given what its own modifiers make of it.
    pub fn of_noun(&self, word: usize, value: Factuality) -> Factuality {
        let (tree, frames) = (self.reader.tree(self.s), self.reader.frames(self.s));
        let value = self.under_noun(word, value);
        let Some(up) = tree.head(word).and_then(|up| frames.at(up)) else { return value };
        if self.left_open(frames.get(up), word) { self.upward(up, self.through(frames.get(up), value)) } else { value }
    }

    /// "The risk of war", "calls for help": what the noun above says of the noun below it.
    fn under_noun(&self, word: usize, value: Factuality) -> Factuality {
        let tree = self.reader.tree(self.s);
        let prep = |lemmas: &[&str]| tree.children_by(word, Deprel::Case).any(|c| lemmas.contains(&tree.words()[c].lemma.as_str()));
        let Some(up) = tree.head(word).filter(|_| tree.words()[word].deprel == Deprel::Nmod) else { return value };
        let Some(op) = self.reader.lexicon.operator("noun", self.reader.lemma(self.s, up)) else { return value };
        // "the plan of the government" is its maker's, "a plan for a port" is its topic's
        let fits = match op.sort.as_str() {
            "plan" | "attempt" | "hearsay" | "conditional" => prep(&["for"]),
            "factive" | "implicative" => false,
            _ => prep(&["of", "for", "to"]),
        };
        let denied = tree.children_by(up, Deprel::Det).any(|k| tree.words()[k].lemma == "no");
        if fits { credit(op, denied, value) } else { value }
    }

    /// Value within the frame's own clause.
    fn within(&self, id: FrameId) -> Factuality {
        let (reader, s) = (self.reader, self.s);
        let frame = reader.frames(s).get(id);
        let negated = frame.negated.is_some();
        if hypothetical(reader, s, frame) {
            return if negated { Factuality::CertainPos } else { Factuality::PossibleNeg };
        }
        match frame.modality {
            // "does not have to pay" leaves it open
            Modality::Necessary if negated && aux(reader, s, frame, &["have", "need"]) => Factuality::Unknown,
            // "would have won": it did not come to that
            Modality::Would if frame.perfect && !negated => Factuality::Unknown,
            // what may be is given some credit
            Modality::Possible if !negated => Factuality::ProbablePos,
            _ => local_by(reader, s, id, credit),
        }
    }

    /// "Call me", "let us go": an order is no report.
    fn ordered(&self, frame: &Frame) -> bool {
        let tree = self.reader.tree(self.s);
        let bare = |k: usize| matches!(tree.words()[k].deprel.base(), "aux" | "cop" | "mark" | "nsubj" | "csubj" | "expl");
        let free = match frame.embedding {
            Embedding::Main => true,
            Embedding::Complement(up) => self.reader.reports(self.s, self.reader.frames(self.s).get(up)),
            _ => false,
        };
        free && frame.kind == PredicateKind::Verb && tree.words()[frame.head].xpos == Xpos::Vb && !tree.children(frame.head).any(bare)
    }

    /// The way up from a frame with its value.
    fn upward(&self, id: FrameId, value: Factuality) -> Factuality {
        let frames = self.reader.frames(self.s);
        let (mut at, mut value) = (id, value);
        for _ in 0..8 {
            let frame = frames.get(at);
            let whether = matches!(frame.embedding, Embedding::Complement(_))
                && marker(self.reader, self.s, frame).is_some_and(|o| o.sort == "conditional");
            if frame.question || whether {
                value = value.under(Factuality::PossiblePos);
            }
            let up = match frame.embedding {
                Embedding::Main => return value,
                Embedding::Complement(up) if self.reader.reports(self.s, frames.get(up)) => return self.told(frames.get(up), value),
                Embedding::Complement(up) => {
                    value = self.unlisted(frame, frames.get(up), value);
                    up
                }
                Embedding::Argument(up) if self.left_open(frames.get(up), frame.head) => up,
                Embedding::Argument(_) => return value,
                Embedding::Condition => return value.under(Factuality::ProbablePos),
                Embedding::Purpose => return self.meant(frame, value),
                Embedding::Relative => return self.described(frame, value),
                Embedding::Adverbial => match self.kept_from(frame) {
                    Some(up) => up,
                    None => return self.beside(frame, value),
                },
            };
            value = self.through(frames.get(up), value);
            at = up;
        }
        value
    }

    /// An infinitive under a verb of which nothing is known ("ran to catch the bus", "was told to close") is likely at best.
    fn unlisted(&self, frame: &Frame, outer: &Frame, value: Factuality) -> Factuality {
        let tree = self.reader.tree(self.s);
        let to = tree.children_by(frame.head, Deprel::Mark).any(|k| tree.words()[k].lemma == "to");
        let bare = to && frame.tense == Tense::None && outer.kind != PredicateKind::Noun && self.operator(outer).is_none();
        if bare { value.under(Factuality::ProbablePos) } else { value }
    }

    /// What the words of a source are worth: as much as the source commits itself.
    fn told(&self, outer: &Frame, value: Factuality) -> Factuality {
        let lexicon = self.reader.lexicon;
        let commits = lexicon.cue(kind_of(outer), &outer.lemma).and_then(|c| Factuality::parse(&c.source_commits));
        match commits.unwrap_or(Factuality::Unknown) {
            // "did not think that it fell" denies the fall, "did not say" leaves it open
            _ if outer.negated.is_some() && lexicon.class_has("neg-raising", &outer.lemma) => {
                effect("flip", value).under(Factuality::ProbablePos)
            }
            _ if outer.negated.is_some() => value.under(Factuality::PossiblePos),
            Factuality::Unknown => value.under(Factuality::PossiblePos),
            sure => value.under(sure),
        }
    }

    /// A clause of purpose; "too weak to resist" says that it does not come about.
    fn meant(&self, frame: &Frame, value: Factuality) -> Factuality {
        let outer = self.reader.enclosing(self.s, frame).map(|up| self.reader.frames(self.s).get(up));
        let signature = if outer.is_some_and(|f| excessive(self.reader, self.s, f)) { "CT-" } else { "PR+" };
        effect(signature, value)
    }

    /// "A way to cross the river" is none crossed; "the first to cross it" has.
    fn described(&self, frame: &Frame, value: Factuality) -> Factuality {
        let (reader, s, tree) = (self.reader, self.s, self.reader.tree(self.s));
        let to = tree.children_by(frame.head, Deprel::Mark).any(|k| tree.words()[k].lemma == "to");
        let Some(noun) = tree.head(frame.head).filter(|_| to && frame.tense == Tense::None) else { return value };
        let ranked = |k: usize| reader.lexicon.class_has("ranking-word", reader.lemma(s, k));
        if ranked(noun) || tree.children(noun).any(ranked) {
            return value;
        }
        let denied = tree.children_by(noun, Deprel::Det).any(|k| tree.words()[k].lemma == "no");
        match reader.lexicon.operator("noun", reader.lemma(s, noun)) {
            Some(op) => credit(op, denied, value),
            None if denied => effect("PR-", value),
            None => value.under(Factuality::PossiblePos),
        }
    }

    /// The verb that keeps somebody from what the clause tells ("prevented the crew from landing").
    fn kept_from(&self, frame: &Frame) -> Option<FrameId> {
        let tree = self.reader.tree(self.s);
        let from =
            tree.children(frame.head).any(|k| k < frame.head && tree.words()[k].lemma == "from" && tree.words()[k].upos != Upos::Noun);
        let up = self.reader.enclosing(self.s, frame).filter(|_| from)?;
        let op = self.operator(self.reader.frames(self.s).get(up))?;
        (op.positive == "CT-").then_some(up)
    }

    /// "Until it withdraws", "unless", "before": the clause's own word tells whether it has come about.
    fn beside(&self, frame: &Frame, value: Factuality) -> Factuality {
        match marker(self.reader, self.s, frame) {
            // "before he retired", told of the past, has come about.
            Some(op) if op.sort == "plan" && told_of_past(self.reader, self.s, frame) => value,
            Some(op) => credit(op, false, value),
            None => value,
        }
    }

    fn operator(&self, outer: &Frame) -> Option<&'a FactOperator> {
        self.reader.lexicon.operator(kind_of(outer), &outer.lemma)
    }

    /// What the predicate above does to what is below it.
    fn through(&self, outer: &Frame, value: Factuality) -> Factuality {
        if outer.arg(Role::Open).is_some() && excessive(self.reader, self.s, outer) {
            return effect("CT-", value);
        }
        let Some(op) = self.operator(outer) else { return value };
        let raised = outer.negated.is_some() && self.reader.lexicon.class_has("neg-raising", &outer.lemma);
        let value = if raised { effect("flip", value).under(Factuality::PossiblePos) } else { credit(op, outer.negated.is_some(), value) };
        let own =
            self.reader.frames(self.s).at(outer.head).map(|id| if self.ordered(outer) { Factuality::PossiblePos } else { self.within(id) });
        match own {
            // A sure refusal is a sure refusal; an unsure one makes the complement unsure.
            Some(sure) if sure.scale().abs() < 3 => value.under(Factuality::from_scale(sure.scale().abs())),
            _ => value,
        }
    }

    /// Whether the verb above leaves open what a noun names: new in the text and wanted, planned or tried ("sought talks", "asked for help"),
    /// or kept from happening, known or not ("cancelled the auction"). Words that are spoken ("rejected the request") are there all the same.
    fn left_open(&self, outer: &Frame, noun: usize) -> bool {
        let (reader, s, tree) = (self.reader, self.s, self.reader.tree(self.s));
        let lemma = reader.lemma(s, noun);
        let Some(op) = self.operator(outer) else { return false };
        let said = reader.lexicon.cue("noun", lemma).is_some() || reader.lexicon.operator("noun", lemma).is_some_and(|o| o.sort == "plan");
        if said && op.positive == "CT-" {
            return false;
        }
        let known = tree.children(noun).any(|k| match tree.words()[k].deprel.base() {
            "det" => matches!(tree.words()[k].lemma.as_str(), "the" | "this" | "that" | "these" | "those"),
            rel => rel == "nmod:poss" || tree.words()[k].deprel == Deprel::NmodPoss,
        });
        let kept = reader.lexicon.class_has("keeps-from-happening", &outer.lemma);
        let wanted = matches!(op.sort.as_str(), "plan" | "attempt");
        outer.args.iter().any(|a| {
            let prep = a.prep.as_str();
            let beside = a.role == Role::Oblique && (prep == "for" && wanted || prep == "from" && op.positive == "CT-");
            a.head == noun && (a.role == Role::Theme && (!known || kept) || beside)
        })
    }
}

/// What an operator makes of what is below it: attempts and wishes get some credit where strictly nothing is known, none where they are denied.
pub(crate) fn credit(op: &FactOperator, negated: bool, inner: Factuality) -> Factuality {
    let signature = if negated { &op.negative } else { &op.positive };
    match (signature.as_str(), op.sort.as_str(), negated) {
        ("U", "plan" | "attempt", true) => inner.under(Factuality::Unknown),
        ("U", _, true) => inner.under(Factuality::PossiblePos),
        ("U" | "PS+", _, false) => inner.under(Factuality::ProbablePos),
        _ => effect(signature, inner),
    }
}
