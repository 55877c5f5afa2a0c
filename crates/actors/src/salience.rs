//! How readily something that was named comes back as a pronoun. In: settled mentions, common nouns. Out: weights.

use crate::draft::{Class, Number};
use crate::line::Line;
use crate::mention::{Mention, MentionKind, Reading};
use demarche_lexicon::{Lexicon, PatternKind};
use demarche_syntax::{Deprel, Role, Upos, Xpos};

/// Weight by distance in sentences; further back nothing is an antecedent.
pub const BY_SENTENCE: [f32; 4] = [3.0, 2.2, 1.2, 0.5];

/// A settled mention with what pronouns look at.
#[derive(Clone, Debug)]
pub struct Settled {
    pub mention: Mention,
    pub first: usize,
    pub last: usize,
    pub class: Class,
    pub number: Number,
    /// Weight of its part in the sentence.
    pub part: f32,
    pub subject: bool,
    pub title: Option<demarche_lexicon::TitleOf>,
    /// A word for the speaker; no third person stands for it.
    pub own: bool,
}

impl Settled {
    /// Whether the class and number of a pronoun agree with it, as a penalty; `None` where they cannot.
    pub fn agrees(&self, class: Class, number: Number) -> Option<f32> {
        let many = self.number == Number::Many || self.mention.actors.len() > 1;
        match (class, number) {
            (Class::Person, _) => match self.class {
                Class::Person if !many => Some(0.0),
                // ships and aircraft have the lowest rank
                Class::Things
                    if !many
                        && self.mention.kind == MentionKind::Role
                        && !self.mention.actors.iter().any(|a| a.sector == "MIL" && a.rank <= 1) =>
                {
                    Some(0.6)
                }
                _ => None,
            },
            (Class::Things, Number::Many) => match self.class {
                _ if many => Some(0.0),
                Class::Body => Some(2.2),
                Class::Things => Some(2.0),
                Class::State | Class::Person => None,
            },
            _ => match self.class {
                Class::State | Class::Body if !many => Some(0.0),
                Class::Things if !many => {
                    Some(if self.mention.actors.iter().any(|a| a.sector == "MIL" && a.rank <= 1) { 2.2 } else { 0.8 })
                }
                _ => None,
            },
        }
    }

    /// Weight that does not depend on who asks.
    pub fn weight(&self) -> f32 {
        let reading = match self.mention.reading {
            Reading::Place => -1.3,
            Reading::Inert => -9.0,
            _ => 0.0,
        };
        let kind = match self.mention.kind {
            MentionKind::Adjective => -1.2,
            MentionKind::Outlet => -0.8,
            _ => 0.0,
        };
        self.part + reading + kind
    }
}

/// Weight of the part that word `i` plays, and whether it is a subject.
pub fn part(line: &Line<'_>, i: usize) -> (f32, bool) {
    let deprel = line.word(i).deprel;
    match deprel {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => {
            let main = line.tree.head(i).is_some_and(|h| matches!(line.word(h).deprel, Deprel::Root | Deprel::Conj | Deprel::Parataxis));
            (if main { 2.0 } else { 1.6 }, true)
        }
        Deprel::Obj | Deprel::Iobj => (0.8, false),
        Deprel::NmodPoss => (0.7, false),
        Deprel::OblAgent => (0.9, false),
        Deprel::Appos => (0.5, false),
        Deprel::Conj => line.tree.head(i).filter(|&h| line.word(h).deprel != Deprel::Conj).map_or((0.3, false), |h| {
            let (weight, subject) = part(line, h);
            (weight - 0.1, subject)
        }),
        Deprel::Root => (1.0, false),
        _ => (0.25, false),
    }
}

/// Common nouns of a line that could be meant by "it" or "they" instead: word, number and weight.
pub fn things(line: &Line<'_>, taken: impl Fn(usize) -> bool) -> Vec<(usize, Number, f32)> {
    let noun = |i: &usize| line.word(*i).upos == Upos::Noun && !taken(*i);
    (0..line.len())
        .filter(noun)
        .filter_map(|i| {
            let (weight, _) = part(line, i);
            let number = if line.word(i).xpos == Xpos::Nns { Number::Many } else { Number::One };
            (weight >= 0.5).then_some((i, number, weight))
        })
        .collect()
}

/// How much of a will the verb takes of which `word` is the agent: much for speaking, some for what acts are made of, none else.
pub fn wills(lexicon: &Lexicon, line: &Line<'_>, word: usize) -> f32 {
    let agent = |f: &&demarche_syntax::Frame| {
        f.kind == demarche_syntax::PredicateKind::Verb && f.args.iter().any(|a| a.head == word && a.role == Role::Agent)
    };
    let will = |f: &demarche_syntax::Frame| {
        if lexicon.cue("verb", &f.lemma).is_some() {
            2.0
        } else if lexicon.patterns(PatternKind::Verb, &f.lemma).iter().any(|p| !p.pattern.elements.is_empty()) {
            1.0
        } else {
            0.0
        }
    };
    line.frames.all().iter().filter(agent).map(will).fold(0.0, f32::max)
}
