//! Mentions and the actors that they name. In: nothing. Out: plain values that the resolver fills.

use demarche_source::{Code, SmolStr, Span};

/// What kind of expression names the actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// Name of a state, body or group: "China", "NATO".
    Name,
    /// Adjective: "Chinese" in "Chinese sanctions"; the noun it modifies may be a mention of its own.
    Adjective,
    /// Noun for the people: "the Ukrainians".
    People,
    /// Capital or other place: "Beijing".
    Place,
    /// Seat that stands for the government: "the Kremlin".
    Seat,
    /// Ministry, army, parliament: "the foreign ministry".
    Organ,
    /// Office without a name: "the Chinese foreign minister", "a senior Chinese diplomat".
    Office,
    /// Person, with or without office: "Xi Jinping", "Foreign Minister Wang Yi".
    Person,
    /// Pronoun.
    Pronoun,
    /// Definite description: "his government", "the two sides", "the 79-year-old leader".
    Description,
    /// Outlet: "Xinhua", "state media".
    Outlet,
    /// People or things of a state: "Russian troops", "Israeli settlers".
    Role,
}

/// How the expression is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The government or body acts or is acted on.
    Government,
    /// A person or thing of it.
    Agent,
    /// The place only: "talks in Geneva".
    Place,
    /// Part of another name or office: "Korean peninsula affairs". Never an actor.
    Inert,
}

/// Whether words of this mention speak for the actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Authority {
    /// Does not: opposition, former officials, scholars, anonymous sources, private outlets.
    None,
    /// Speaks for its organ or is close to the state: army, party paper, quasi-official outlet, envoy's aide.
    Organ,
    /// Speaks for it.
    State,
}

/// An actor that a mention names, with its place in the authority tree.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRef {
    /// State, body or group.
    pub code: Code,
    /// PLOVER sector ("GOV", "MIL", "CVL", "OPP" …); empty if none.
    pub sector: SmolStr,
    /// Full name of the person, where one is meant.
    pub person: Option<SmolStr>,
    /// Office or organ as text or lexicon names it.
    pub office: Option<SmolStr>,
    /// Rank in the authority tree, 0–10.
    pub rank: u8,
    /// Whether it speaks for the actor.
    pub authority: Authority,
    /// Unnamed as a rule ("a source", "officials who asked not to be named").
    pub anonymous: bool,
}

impl ActorRef {
    /// Whether it is a group inside a country that does not act for it: opposition, rebels, protesters, students, courts, police.
    /// The sectors are those of the PLOVER manual's agents.
    pub fn is_internal(&self) -> bool {
        INTERNAL.contains(&self.sector.as_str())
    }
}

const INTERNAL: &[&str] =
    &["AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ETH", "JRN", "JUD", "LAB", "LEG", "MED", "OPP", "PTY", "REB", "REF", "REL", "SOC", "UAF"];

/// A span that names an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the whole phrase that names it ("South Korean President Park Geun-hye"), without relative clauses.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the head word in it.
    pub head: usize,
    /// Kind of expression.
    pub kind: MentionKind,
    /// How it is read.
    pub reading: Reading,
    /// Actors named: usually one; several for "US and British forces" or "the two sides"; none if it is known to be somebody but not who
    /// ("the spokesman" of an unknown body).
    pub actors: Vec<ActorRef>,
    /// Why: which entry, which date rule, which antecedent.
    pub reason: String,
    /// Probability in [0, 1].
    pub probability: f32,
    /// For pronouns and descriptions: index of the antecedent in [`Mentions::all`].
    pub antecedent: Option<usize>,
}

/// All mentions of a report, in the order of the text, with look-up by head word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    all: Vec<Mention>,
    by_head: std::collections::BTreeMap<(usize, usize), usize>,
    voices: Vec<Option<ActorRef>>,
}

impl Mentions {
    /// Indexes mentions. If two have the same head word the longer span wins.
    pub fn new(mut all: Vec<Mention>) -> Self {
        all.sort_by_key(|m| (m.sentence, m.head, std::cmp::Reverse(m.span.len())));
        all.dedup_by_key(|m| (m.sentence, m.head));
        let by_head = all.iter().enumerate().map(|(i, m)| ((m.sentence, m.head), i)).collect();
        Self { all, by_head, voices: Vec::new() }
    }

    /// The same, with whose own words each sentence is in.
    #[must_use]
    pub fn with_voices(mut self, voices: Vec<Option<ActorRef>>) -> Self {
        self.voices = voices;
        self
    }

    /// Whose own words a sentence is in: of the state whose statement the report is, or of the speaker whose label stands before it.
    /// `None` for what a reporter tells.
    pub fn voice(&self, sentence: usize) -> Option<&ActorRef> {
        self.voices.get(sentence)?.as_ref()
    }

    /// All of them.
    pub fn all(&self) -> &[Mention] {
        &self.all
    }

    /// The mention whose phrase is headed by word `word` of sentence `sentence`.
    pub fn at(&self, sentence: usize, word: usize) -> Option<&Mention> {
        self.by_head.get(&(sentence, word)).map(|&i| &self.all[i])
    }

    /// Mentions of one sentence.
    pub fn in_sentence(&self, sentence: usize) -> impl Iterator<Item = &Mention> {
        self.by_head.range((sentence, 0)..(sentence + 1, 0)).map(|(_, &i)| &self.all[i])
    }
}
