//! What the data files say, as they are written. One struct per kind of entry; the loader turns these into the indexed [`Lexicon`](crate::Lexicon).
//!
//! Every file may begin with a `[about]` table. Unknown keys are errors, so that a typing mistake never silently disables an entry.

#![allow(missing_docs)] // each field is documented in data/README.md, with examples

use demarche_source::{Code, Date, SmolStr};
use serde::{Deserialize, Serialize};

type Words = Vec<SmolStr>;

/// Where a file's facts come from and how far they go.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Sources of the facts.
    #[serde(default)]
    pub source: String,
    /// The file claims to be complete up to this day.
    pub complete_to: Option<Date>,
    #[serde(default)]
    pub note: String,
}

// ---------------------------------------------------------------- actors

/// `actors/states/*.toml`: `[[state]]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// ISO 3166-1 alpha-3; for former states the historical code (SUN, YUG, DDR, CSK).
    pub code: Code,
    pub name: SmolStr,
    #[serde(default)]
    pub official: SmolStr,
    /// Other names and abbreviations: "PRC", "the Emirates".
    #[serde(default)]
    pub also: Words,
    /// Adjectives: "Chinese".
    #[serde(default)]
    pub adjectives: Words,
    /// Nouns for the people, singular and plural: "Russian", "Russians", "Briton", "Britons".
    #[serde(default)]
    pub people: Words,
    #[serde(default)]
    pub capital: SmolStr,
    /// Other names of the capital: "Kiev".
    #[serde(default)]
    pub capital_also: Words,
    /// Seats and buildings that stand for the government only: "the Kremlin", "Zhongnanhai", "Foggy Bottom" (without article).
    #[serde(default)]
    pub seats: Words,
    /// Cities and regions that news names without the country.
    #[serde(default)]
    pub places: Words,
    /// Definite phrases that name it in running text: "the Gulf state" is too vague, "the island republic" may do (without article).
    #[serde(default)]
    pub phrases: Words,
    #[serde(default)]
    pub cameo: SmolStr,
    /// `member`, `observer`, `territory`, `former`, `partial` (recognised by some).
    pub status: SmolStr,
    pub un_since: Option<Date>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// State that continued its seat.
    pub successor: Option<Code>,
    /// For a territory: the state that administers it.
    pub parent: Option<Code>,
    #[serde(default)]
    pub ambiguous: Vec<Ambiguity>,
}

/// A name that may mean something else.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ambiguity {
    pub term: SmolStr,
    /// What else it may be.
    pub note: String,
    /// Words beside it that rule the state out: "Atlanta", "Michael".
    #[serde(default)]
    pub unless: Words,
}

/// `actors/bodies/*.toml`: `[[body]]` (UN organs, alliances, courts, regional organisations)
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// `UNO`, `NAT`, `EUU`, `AUN` … organs have their own: `UNSC`, `UNGA`.
    pub code: Code,
    pub name: SmolStr,
    #[serde(default)]
    pub also: Words,
    #[serde(default)]
    pub adjectives: Words,
    /// Body that it is an organ of; an organ's acts are coded to the parent unless it is a court or agency of its own standing.
    pub parent: Option<Code>,
    /// `IGO`, `COURT`, `AGENCY`, `NGO`, `FORUM`, `ALLIANCE`
    pub kind: SmolStr,
    #[serde(default)]
    pub members: Vec<Membership>,
    #[serde(default)]
    pub seat: SmolStr,
    #[serde(default)]
    pub cameo: SmolStr,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    pub state: Code,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// `actors/groups/*.toml`: `[[group]]` (armed groups, parties, movements, de facto authorities, blocs such as "the West")
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Unique code, at least three upper-case letters: `HEZ`, `HAM`, `WST`.
    pub code: Code,
    pub name: SmolStr,
    #[serde(default)]
    pub also: Words,
    #[serde(default)]
    pub adjectives: Words,
    #[serde(default)]
    pub people: Words,
    /// State that it acts in.
    pub country: Option<Code>,
    /// PLOVER sector: `REB`, `OPP`, `PTY`, `UAF`, `ETH`, `BLOC` …
    pub sector: SmolStr,
    /// Speaks for the government of `country` between these days (the Taliban since 2021).
    pub governs_from: Option<Date>,
    pub governs_to: Option<Date>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// For a bloc ("the West"): states counted in it.
    #[serde(default)]
    pub members: Vec<Code>,
}

/// `actors/outlets/*.toml`: `[[outlet]]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    pub name: SmolStr,
    #[serde(default)]
    pub also: Words,
    #[serde(default)]
    pub domains: Words,
    pub country: Option<Code>,
    /// `state`, `party`, `public`, `private`, `agency`
    pub ownership: SmolStr,
    /// `authoritative` (its commentary speaks for the state), `quasi`, `non`.
    pub authority: SmolStr,
    /// Admiralty reliability A–F where the field has a settled view; else absent.
    pub reliability: Option<SmolStr>,
}

/// `actors/offices.toml`: `[[office]]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// `head-of-state`, `head-of-government`, `foreign-minister`, `spokesperson` …
    pub id: SmolStr,
    /// As text has it, lower case, singular, without article: "foreign minister", "minister of foreign affairs".
    pub names: Words,
    /// Names that hold for one state only: `USA = ["secretary of state"]`.
    #[serde(default)]
    pub by_state: std::collections::BTreeMap<Code, Words>,
    /// 10 head of state or government … 1 junior official. Higher corrects lower.
    pub rank: u8,
    /// `state` (speaks for it), `organ` (speaks for its organ), `no` (former, opposition, member of parliament, local).
    pub speaks: SmolStr,
    /// PLOVER sector: `GOV`, `MIL`, `LEG`, `JUD`, `SPY`, `COP`, `OPP`, `PTY` …
    pub sector: SmolStr,
}

/// `actors/organs.toml`: `[[organ]]`: bodies of a state ("foreign ministry", "army", "parliament").
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    pub id: SmolStr,
    pub names: Words,
    #[serde(default)]
    pub by_state: std::collections::BTreeMap<Code, Words>,
    pub rank: u8,
    pub speaks: SmolStr,
    pub sector: SmolStr,
}

/// `actors/roles.toml`: `[[role]]`: common nouns for people and things that a state's adjective makes an actor
/// ("diplomat", "troops", "warplane", "protester", "lawmaker").
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RoleNoun {
    pub nouns: Words,
    pub rank: u8,
    pub speaks: SmolStr,
    pub sector: SmolStr,
    /// Anonymous as a rule ("source", "official who asked not to be named").
    #[serde(default)]
    pub anonymous: bool,
}

/// `actors/holders/*.toml`: `[[holder]]`: who held an office, when.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// As news writes it: "Xi Jinping", "Cyril Ramaphosa".
    pub person: SmolStr,
    /// Family name as used after first mention: "Xi", "Ramaphosa".
    pub surname: SmolStr,
    #[serde(default)]
    pub also: Words,
    /// State or body.
    pub actor: Code,
    /// Office id of `offices.toml`.
    pub office: SmolStr,
    /// Title if it differs from the office's plain name ("Supreme Leader", "special representative on Korean peninsula affairs").
    pub title: Option<SmolStr>,
    pub from: Option<Date>,
    /// Absent: still in office on the day to which the file is complete.
    pub to: Option<Date>,
    /// Dates are seen dates, not dates of appointment.
    #[serde(default)]
    pub seen: bool,
}

/// `actors/holders/*.toml`: `[[complete]]`: whoever held these offices of these actors between two days is listed, each with his days.
/// The loader refuses a claim with a gap, or with two at once where `shared` does not allow it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Office ids.
    pub offices: Words,
    pub actors: Vec<Code>,
    pub from: Date,
    /// Absent: the file's `complete_to`.
    pub to: Option<Date>,
    /// Several hold such an office at the same time (a presidency of three).
    #[serde(default)]
    pub shared: bool,
}

// ---------------------------------------------------------------- acts

/// `acts/*.toml`: `[[act]]`. Patterns are written in a small language, see `data/README.md`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// `condemn`, `impose-sanctions`, `refuse-label`: the label of the dossier.
    pub id: SmolStr,
    /// PLOVER type, or `STATEMENT` / `APPEAL`; absent for acts that only the calculus needs.
    pub plover: Option<SmolStr>,
    #[serde(default)]
    pub mode: Option<SmolStr>,
    #[serde(default)]
    pub cameo: SmolStr,
    /// `word`, `vote`, `act`.
    pub channel: SmolStr,
    /// What doing this says of the doer's attitude to the target or to the content, in [-1, 1]. "condemn" −1, "praise" +1.
    #[serde(default)]
    pub attitude: f32,
    /// What the event does to its target when it is itself the content of an attitude, in [-1, 1]. "attack" −1, "aid" +0.8.
    #[serde(default)]
    pub effect: f32,
    /// How the calculus composes it: `attitude` (sign × content), `effect`, `withhold`, `refuse`, `blame`, `endorse`, `affirm`, `appeal`, `deny`, `label`, `none`.
    #[serde(default)]
    pub operator: SmolStr,
    /// Verb patterns.
    #[serde(default)]
    pub verbs: Words,
    /// Noun patterns.
    #[serde(default)]
    pub nouns: Words,
    /// Patterns of predicative adjectives and nouns ("be opposed to T", "be an ally of T").
    #[serde(default)]
    pub copular: Words,
    /// Sentences that it must code, of the editor's own writing.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Sentences that look like it and are not.
    #[serde(default)]
    pub counters: Vec<String>,
}

/// `acts/classes.toml`: `[[class]]`: word lists that patterns name as `{weapons}`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub id: SmolStr,
    /// Lemmas; `call_off` for particle verbs; several words as "prisoner of war".
    pub words: Words,
    /// Other classes that it includes.
    #[serde(default)]
    pub includes: Words,
}

/// `quotation/cues.toml`: `[[cue]]`: verbs, nouns and phrases that report speech or thought.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Lemmas: "say", "point_out". For phrases: "according to", "in the view of".
    pub words: Words,
    /// `verb`, `noun` ("claim that"), `adjective` ("confident that"), `attitude` (a verb that shows a stand: "oppose"), `phrase`.
    pub kind: SmolStr,
    /// `say`, `think`, `know`, `doubt`, `ask`, `order`, `write`, `deny`, `claim`, `report`
    pub manner: SmolStr,
    /// Factuality that the *cue* gives its content for its source: CT+ PR+ PS+ U CT- PR- PS-.
    pub source_commits: SmolStr,
    /// Factuality that it gives for the author: usually U; CT+ for factives ("know", "point out", "realise").
    pub author_commits: SmolStr,
    /// Complements: `that`, `clause` (without "that", and hardly ever a mere object: "say"), `quote`, `object`, `naming` (an object with what it is called), `whether`, `infinitive`, `topic` (what is spoken of,
    /// after of, for, about, to, against or with) or single prepositions.
    pub takes: Words,
}

/// `factuality/*.toml`: `[[operator]]`: words that change how sure an event is.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactOperator {
    /// Lemmas or adverbs: "fail", "manage", "reportedly".
    pub words: Words,
    /// `verb`, `adverb`, `adjective`, `noun`, `modal`, `conjunction`, `phrase`.
    pub kind: SmolStr,
    /// Factuality of the complement when this holds: CT+ PR+ PS+ U CT- PR- PS-, or `flip` (negates), `keep`.
    pub positive: SmolStr,
    /// … and when this is itself negated.
    pub negative: SmolStr,
    /// `implicative`, `factive`, `hedge`, `hearsay`, `plan`, `threat`, `attempt`, `negation`, `necessity`, `possibility`, `conditional`.
    pub sort: SmolStr,
}

// ---------------------------------------------------------------- calculus

/// `polarity/effects.toml`: `[[effect]]`: words that are no acts of their own but do something to a side or are held by it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Lemmas, nouns and verbs and adjectives: "aggression", "interest", "legitimate".
    pub words: Words,
    /// `verb`, `noun`, `adjective`.
    pub kind: SmolStr,
    /// What it does to its theme ("attack on T"), in [-1, 1].
    #[serde(default)]
    pub theme: f32,
    /// What holding it means for its agent or possessor ("Moscow's interests" +1: to serve it serves Moscow; "Russian aggression" 0).
    #[serde(default)]
    pub holder: f32,
    /// How good or bad the word says that it is, in [-1, 1] ("aggression" −1, "legitimate" +0.6).
    #[serde(default)]
    pub valence: f32,
}

/// `principles/*.toml`: `[[principle]]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Principle {
    /// `sovereignty`, `territorial-integrity`, `non-interference` …
    pub id: SmolStr,
    pub name: String,
    pub definition: String,
    /// Noun phrases that name it, lower case: "territorial integrity", "sovereignty", "interference in the internal affairs".
    pub names: Words,
    /// Phrases that name its violation: "annexation", "interference in". An attitude against these affirms the principle.
    #[serde(default)]
    pub breaches: Words,
    /// Treaty or resolution texts that stand for it: "UN Charter".
    #[serde(default)]
    pub texts: Words,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counters: Vec<String>,
}

/// `disputes/*.toml`: one `[dispute]` a file, or `[[dispute]]`. The user's `--disputes` files have this form too (or a case file's JSON).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    #[serde(default)]
    pub id: SmolStr,
    pub name: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Two (or more); the first is the positive end of the alignment's scale.
    pub sides: Vec<Side>,
    /// Names of the matter itself that take no side: "the Ukraine crisis", "settlement activity".
    #[serde(default)]
    pub terms: Words,
    /// What each principle means here: whom its affirmation serves.
    #[serde(default)]
    pub principles: Vec<Bearing>,
    /// Resolutions that bear on it, by symbol or title, with the side that the text serves and the reason.
    #[serde(default)]
    pub resolutions: Vec<Linked>,
    #[serde(default)]
    pub source: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub id: SmolStr,
    pub members: Vec<Code>,
    /// States that back it, with weight 0.5.
    #[serde(default)]
    pub backers: Vec<Code>,
    /// Words that stand for it: "Kyiv", "Donbas", "the Israeli government".
    #[serde(default)]
    pub terms: Words,
    /// Deeds of this side that the dispute is about ("invasion", "settlements", "annexation", "launch").
    #[serde(default)]
    pub deeds: Words,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bearing {
    pub principle: SmolStr,
    /// Side that its affirmation serves; absent where both invoke it.
    pub serves: Option<SmolStr>,
    /// In [0, 1].
    pub weight: f32,
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// "A/RES/68/262", "S/2014/189" for a draft.
    #[serde(default)]
    pub symbol: SmolStr,
    /// In the place of a symbol: the whole title of a text that a body adopts year after year in one sense, without ": resolution / adopted by …".
    #[serde(default)]
    pub title: SmolStr,
    pub serves: Option<SmolStr>,
    pub reason: String,
}

// ---------------------------------------------------------------- time and votes in prose

/// `votes/prose.toml`: `[[cast]]`: how prose tells a vote.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CastPhrase {
    /// `yes`, `no`, `abstain`, `absent`.
    pub cast: SmolStr,
    /// Verb patterns as in acts: "abstain [from|on T]", "vote against T", "veto T", "cast {negative-vote}".
    pub verbs: Words,
    #[serde(default)]
    pub nouns: Words,
    #[serde(default)]
    pub examples: Vec<String>,
}
