//! Predicate–argument frames: what the later stages read instead of raw arcs.
//!
//! In: a [`Tree`](crate::Tree). Out: one [`Frame`] per predicate (verb, event-like noun, predicative adjective or noun), with passives,
//! relative clauses, control and raising, shared subjects of coordination, appositions, possessives and light verbs undone, and with
//! negation, modality, tense and embedding marked. Nothing here knows names, acts or attitudes.

use smol_str::SmolStr;

/// Index of a frame in [`Frames`].
pub type FrameId = usize;

/// What kind of word the predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PredicateKind {
    /// A verb.
    Verb,
    /// A noun that names an event or attitude ("attack", "condemnation", "need"): arguments come from possessives, "by", "of", "on", "against", compounds.
    Noun,
    /// An adjective or noun after a copula ("is consistent", "are a threat"): its subject is the agent.
    Copular,
}

/// Part that an argument plays, with voice undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Deep subject: active subject, passive by-phrase, possessor or "by" of a noun, subject of a copula.
    Agent,
    /// Deep object: object, passive subject, "of" of a noun that is no agent.
    Theme,
    /// Indirect object ("told Putin", "gave Kyiv arms").
    Recipient,
    /// With a preposition, kept in [`Arg::prep`] ("on Ukraine", "against Russia", "to the Kremlin").
    Oblique,
    /// Finite clause ("that …", reported speech without "that").
    Clause,
    /// Infinitive or gerund that completes the predicate ("refused to describe", "told Putin to negotiate", "abstains from condemning"): prep kept if any.
    Open,
    /// Adverbial clause; its marker is in [`Arg::prep`] ("if", "because", "after", "while"; empty for a bare participle).
    Adverbial,
    /// Secondary predicate or naming ("as an 'invasion'", "called it a war"): prep "as" or none.
    Predicative,
    /// Modifier of a noun predicate with no case ("Ukraine" in "Ukraine policy").
    Modifier,
}

/// How an argument that the tree does not attach to the predicate came to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Implied {
    /// Subject of an infinitive or gerund, by control or raising.
    Control,
    /// Subject of a participle clause ("accusing …") or of an acl.
    Participle,
    /// Head noun of a relative clause.
    Relative,
    /// Shared by coordinated predicates.
    Coordination,
    /// Subject of the light verb that carries a noun.
    Light,
}

/// One argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// Part that it plays.
    pub role: Role,
    /// Word index of its head.
    pub head: usize,
    /// Preposition or marker in lower case, several words joined by a blank ("because of"); empty if none.
    pub prep: SmolStr,
    /// The frame that it heads, if it is itself a predicate.
    pub frame: Option<FrameId>,
    /// How it was found, if not by a direct arc.
    pub implied: Option<Implied>,
    /// Product of the confidences of the arcs used, in [0, 1].
    pub confidence: f32,
}

/// Grammatical time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "said", "has said", "had said".
    Past,
    /// "says", "is saying".
    Present,
    /// "will say", "is to say", "is going to say".
    Future,
    /// Infinitive, gerund, noun.
    None,
}

/// What modal colours the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modality {
    /// No modal.
    None,
    /// "may", "might", "could", "can".
    Possible,
    /// "must", "should", "ought", "has to", "need to".
    Necessary,
    /// "would" (future in the past, or conditional).
    Would,
    /// "will", "shall".
    Will,
}

/// How the predicate hangs below another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Embedding {
    /// Main clause, or coordinated with one.
    Main,
    /// Complement of the frame (finite or not).
    Complement(FrameId),
    /// Relative clause or participle on a noun.
    Relative,
    /// Condition ("if", "unless", "should they", "in case").
    Condition,
    /// Purpose ("to oblige the Russians", "in order to").
    Purpose,
    /// Any other adverbial clause.
    Adverbial,
    /// An argument noun inside the frame.
    Argument(FrameId),
}

/// One predicate with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Word index of the predicate (for a copular frame: the adjective or noun).
    pub head: usize,
    /// Lemma in lower case, with its particle joined by `_` ("call_off").
    pub lemma: SmolStr,
    /// For a noun: the verb that it nominalises ("condemnation" → "condemn"), if the lists know one.
    pub verb: Option<SmolStr>,
    /// Verb, noun or copular.
    pub kind: PredicateKind,
    /// For a noun carried by a light verb: that verb's frame ("put pressure on", "voiced concern"). Its agent is shared.
    pub light: Option<FrameId>,
    /// Arguments in the order of the words.
    pub args: Vec<Arg>,
    /// Word that negates it: "not", "never", "no" on the subject or object, "rather than", "instead of", "without". A noun
    /// carried by a light verb takes the verb's.
    pub negated: Option<usize>,
    /// Whether it stands in a passive.
    pub passive: bool,
    /// Grammatical time.
    pub tense: Tense,
    /// "has", "have", "had" + participle.
    pub perfect: bool,
    /// Modal.
    pub modality: Modality,
    /// Whether its clause is a direct question.
    pub question: bool,
    /// Adverbs that modify it, as word indices ("reportedly", "allegedly", "yesterday"); for a noun, the adjectives before it that cannot
    /// stand for an actor ("alleged attack", "possible withdrawal").
    pub adverbs: Vec<usize>,
    /// How it hangs below others.
    pub embedding: Embedding,
    /// Quotation marks stand around the predicate, so it is in somebody's exact words.
    pub quoted: bool,
    /// Product of the confidences of what it rests on, in [0, 1]: the tag and the arc of its head, and the arcs of agent, theme, recipient and
    /// clauses.
    pub confidence: f32,
}

impl Frame {
    /// A frame of which nothing is known but its place and kind.
    pub fn bare(head: usize, kind: PredicateKind) -> Self {
        Self {
            head,
            lemma: SmolStr::default(),
            verb: None,
            kind,
            light: None,
            args: Vec::new(),
            negated: None,
            passive: false,
            tense: Tense::None,
            perfect: false,
            modality: Modality::None,
            question: false,
            adverbs: Vec::new(),
            embedding: Embedding::Main,
            quoted: false,
            confidence: 1.0,
        }
    }

    /// Arguments of one role.
    pub fn by_role(&self, role: Role) -> impl Iterator<Item = &Arg> {
        self.args.iter().filter(move |a| a.role == role)
    }

    /// First argument of a role.
    pub fn arg(&self, role: Role) -> Option<&Arg> {
        self.by_role(role).next()
    }

    /// Obliques with one of the given prepositions.
    pub fn obliques<'f>(&'f self, preps: &'f [&'f str]) -> impl Iterator<Item = &'f Arg> {
        self.args.iter().filter(move |a| a.role == Role::Oblique && preps.contains(&a.prep.as_str()))
    }
}

/// The frames of one sentence, with the frame that each word heads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frames {
    frames: Vec<Frame>,
    at: Vec<Option<u32>>,
}

impl Frames {
    /// Frames over a sentence of `words` words. At most one frame a head.
    pub fn new(frames: Vec<Frame>, words: usize) -> Self {
        let mut at = vec![None; words];
        for (id, frame) in frames.iter().enumerate() {
            at[frame.head] = Some(id as u32);
        }
        Self { frames, at }
    }

    /// All frames, in the order of their heads.
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }

    /// One frame.
    pub fn get(&self, id: FrameId) -> &Frame {
        &self.frames[id]
    }

    /// The frame that this word heads.
    pub fn at(&self, word: usize) -> Option<FrameId> {
        self.at.get(word).copied().flatten().map(|id| id as FrameId)
    }
}
