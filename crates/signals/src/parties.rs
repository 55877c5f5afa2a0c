//! Who did a coded act to whom, as event data has it. In: a coded act. Out: codes of doers and receivers.
//!
//! Event data know domestic actors (PLOVER manual, "agents"): "police", "the opposition" and "villagers" are of the country that their
//! phrase, the place of the act or the other party tells. Where neither does, they stay out: a wrong country is worse than none.
//! It never changes a signal.

use crate::coder::Done;
use crate::coding::Coded;
use crate::reader::Reader;
use demarche_actors::{ActorRef, Mention, MentionKind, Reading};
use demarche_lexicon::{Actor, Title, TitleOf, Token};
use demarche_source::SmolStr;
use demarche_syntax::{Arg, Embedding, Frame, Implied, PredicateKind, Role, Upos};

/// Sectors of the defaults: the state, armed people whom nobody names, and people at large.
const STATE: &str = "GOV";
const UNIDENTIFIED: &str = "UAF";
const PEOPLE: &str = "CVL";

/// Doers and receivers of one event, as codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parties {
    pub source: Vec<SmolStr>,
    pub target: Vec<SmolStr>,
}

/// One side of an act before its country is known.
enum Side {
    Known(Vec<SmolStr>),
    /// Somebody of this sector, told by the word.
    Somebody(SmolStr, usize),
    Nobody,
}

/// Finds parties in one report.
pub(crate) struct Finder<'f, 'a> {
    pub reader: &'f Reader<'a>,
    pub coded: &'f Coded,
}

impl<'f, 'a> Finder<'f, 'a> {
    /// Who to whom. What two do to each other is two events, one each way (CAMEO 1.1b3, ch. 2).
    pub fn parties(&self, done: &Done, kind: &str, cameo: &str) -> Vec<Parties> {
        let lexicon = self.reader.lexicon;
        let several = done.sources.len() > 1;
        let mine = |t: &&ActorRef| done.sources.iter().any(|s| s.code == t.code && (several || s.sector == t.sector));
        let mut targets: Vec<ActorRef> = done.targets.iter().filter(|t| !mine(t)).cloned().collect();
        if targets.iter().any(|t| done.sources.iter().all(|s| s.code != t.code)) {
            targets.retain(|t| !t.sector.is_empty() || done.sources.iter().all(|s| s.code != t.code));
        }
        let (sources, others) = (self.codes(&done.sources), self.codes(&targets));
        if others.is_empty() && sources.len() > 1 && done.reciprocal {
            let one = |i: usize| Parties {
                source: vec![sources[i].clone()],
                target: sources.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, a)| a.clone()).collect(),
            };
            return (0..sources.len()).map(one).collect();
        }
        let forward = self.settle(done, (kind, cameo), self.doer(done, sources), self.receiver(done, kind, others));
        let shared = matches!(kind, "CONSULT" | "AGREE" | "COOPERATE") && lexicon.class_has("mutual-act", &done.act.id);
        let both = shared && !forward.source.is_empty() && !forward.target.is_empty();
        let back = both.then(|| Parties { source: forward.target.clone(), target: forward.source.clone() });
        std::iter::once(forward).chain(back).collect()
    }

    /// Codes of actors; peoples without a state of their own are left for [`Side::Somebody`].
    fn codes(&self, actors: &[ActorRef]) -> Vec<SmolStr> {
        let mut all: Vec<SmolStr> = Vec::new();
        for actor in actors.iter().filter(|a| !self.is_people(a)) {
            let code = self.code(actor);
            if !all.contains(&code) {
                all.push(code);
            }
        }
        // "American forces": the state is named only to say whose they are
        let parts = all.clone();
        let within = |part: &SmolStr, code: &SmolStr| part.strip_prefix(code.as_str()).is_some_and(|rest| rest.starts_with('/'));
        all.retain(|code| !parts.iter().any(|part| within(part, code)));
        all
    }

    /// A community that lives in several states.
    fn is_people(&self, actor: &ActorRef) -> bool {
        matches!(self.reader.lexicon.actor(&actor.code), Some(Actor::Group(g)) if g.country.is_none() && g.sector == "ETH")
    }

    /// `ISO3/SECTOR`; a group stands under the state that it acts in, a part of a state under the state.
    pub(crate) fn code(&self, actor: &ActorRef) -> SmolStr {
        let (country, sector) = match self.reader.lexicon.actor(&actor.code) {
            Some(Actor::Group(group)) => match &group.country {
                Some(country) => (country, &group.sector),
                None => (&actor.code, &actor.sector),
            },
            Some(Actor::State(state)) if state.status == "partial" => (state.parent.as_ref().unwrap_or(&actor.code), &actor.sector),
            _ => (&actor.code, &actor.sector),
        };
        join(country, sector)
    }

    fn frame(&self, done: &Done) -> &'a Frame {
        self.reader.frames(done.s).get(done.id)
    }

    fn doer(&self, done: &Done, sources: Vec<SmolStr>) -> Side {
        if !sources.is_empty() {
            return Side::Known(sources);
        }
        let frame = self.frame(done);
        let words = frame.by_role(Role::Agent).chain(frame.by_role(Role::Modifier).filter(|_| frame.kind == PredicateKind::Noun));
        self.somebody(done.s, words.map(|a| a.head))
    }

    fn receiver(&self, done: &Done, kind: &str, targets: Vec<SmolStr>) -> Side {
        let bound = self.coded.at(done.s, done.id).map_or(&[][..], |m| &m.bound.targets);
        if bound.iter().all(|&w| self.reader.mention(done.s, w).is_none())
            && let Some(theirs) = bound.iter().find_map(|&w| self.concerned(done, w))
        {
            return Side::Known(theirs);
        }
        if !targets.is_empty() {
            return Side::Known(targets);
        }
        if let Some(asked) = self.asked(done).filter(|_| matches!(kind, "REQUEST" | "APPEAL")) {
            return asked;
        }
        let to = |a: &&Arg| match a.role {
            Role::Theme | Role::Recipient => a.implied != Some(Implied::Control),
            Role::Oblique => matches!(a.prep.as_str(), "against" | "on" | "to" | "with" | "at" | "for" | "toward" | "towards" | "between"),
            _ => false,
        };
        if let Some(warned) = self.warned(done).filter(|_| kind == "THREATEN") {
            return Side::Known(warned);
        }
        if let Some(own) = self.compatriots(done, bound) {
            return Side::Known(own);
        }
        let objects = self.frame(done).args.iter().filter(to).map(|a| a.head);
        match self.somebody(done.s, bound.iter().copied().chain(objects)) {
            Side::Nobody => self.inner(done).map_or(Side::Nobody, Side::Known),
            somebody => somebody,
        }
    }

    /// Whom a threat is meant for: who is to do or to leave what it hangs on ("threatened to strike unless Chad withdrew").
    fn warned(&self, done: &Done) -> Option<Vec<SmolStr>> {
        let frames = self.reader.frames(done.s);
        let conditions = frames.all().iter().filter(|f| f.embedding == Embedding::Condition);
        conditions.flat_map(|f| f.by_role(Role::Agent)).find_map(|a| self.concerned(done, a.head))
    }

    /// Others of the doer's own country whom the pattern's target names ("the mayors asked the parliament").
    fn compatriots(&self, done: &Done, bound: &[usize]) -> Option<Vec<SmolStr>> {
        let doers: Vec<usize> = self.frame(done).by_role(Role::Agent).map(|a| a.head).collect();
        let named = |w: &&usize| !doers.contains(*w) && self.reader.tree(done.s).words()[**w].upos != Upos::Pron;
        let mentions = bound.iter().filter(named).filter_map(|&w| self.reader.mention(done.s, w));
        let part = |m: &&Mention| m.reading != Reading::Inert && m.actors.iter().any(|a| !a.sector.is_empty());
        let actors: Vec<ActorRef> = mentions.filter(part).flat_map(|m| m.actors.iter().cloned()).collect();
        Some(self.codes(&actors)).filter(|codes| !codes.is_empty())
    }

    /// Clauses that complete the act, or the verb that carries it.
    fn clauses(&self, done: &Done) -> Vec<&'a Frame> {
        let (frames, frame) = (self.reader.frames(done.s), self.frame(done));
        let carrier = frame.light.map(|id| frames.get(id));
        let complete = |a: &&Arg| matches!(a.role, Role::Clause | Role::Open) || a.role == Role::Adverbial && a.prep == "to";
        // "insisted on its demand that Chad leave"
        let taken = self.coded.at(done.s, done.id).map_or(&[][..], |m| &m.bound.consumed).iter().map(|&id| frames.get(id));
        let args = std::iter::once(frame).chain(carrier).chain(taken).flat_map(|f| f.args.iter().filter(complete));
        args.filter_map(|a| frames.at(a.head)).filter(|&id| id != done.id).map(|id| frames.get(id)).collect()
    }

    /// Who is to do what is asked for: the subject of the clause.
    fn asked(&self, done: &Done) -> Option<Side> {
        self.clauses(done).into_iter().find_map(|inner| {
            let agents: Vec<usize> = inner.by_role(Role::Agent).map(|a| a.head).collect();
            let actors = agents.iter().filter_map(|&w| self.reader.mention(done.s, w)).flat_map(|m| m.actors.iter());
            let others: Vec<ActorRef> =
                actors.filter(|a| done.sources.iter().all(|s| s.code != a.code || s.sector != a.sector)).cloned().collect();
            let codes = self.codes(&others);
            if !codes.is_empty() {
                return Some(Side::Known(codes));
            }
            match self.somebody(done.s, agents.into_iter()) {
                Side::Nobody => None,
                somebody => Some(somebody),
            }
        })
    }

    /// Whom the clause concerns that completes the act ("announced that it would pull its troops out of Chad").
    fn inner(&self, done: &Done) -> Option<Vec<SmolStr>> {
        let core = |a: &&Arg| matches!(a.role, Role::Theme | Role::Recipient | Role::Oblique | Role::Open);
        self.clauses(done).into_iter().find_map(|inner| inner.args.iter().filter(core).find_map(|arg| self.concerned(done, arg.head)))
    }

    /// The first actor in a phrase that is not the doer: "two Israeli air raids" concern Israel.
    fn concerned(&self, done: &Done, word: usize) -> Option<Vec<SmolStr>> {
        let tree = self.reader.tree(done.s);
        let mut stack = vec![word];
        while let Some(w) = stack.pop() {
            if let Some(m) = self.reader.mention(done.s, w).filter(|m| m.reading != Reading::Inert) {
                let others = m.actors.iter().filter(|a| done.sources.iter().all(|s| s.code != a.code)).cloned();
                let codes = self.codes(&others.collect::<Vec<_>>());
                if !codes.is_empty() {
                    return Some(codes);
                }
            }
            let far = |k: usize| matches!(tree.words()[k].deprel.base(), "acl" | "advcl" | "conj" | "nsubj" | "parataxis");
            let below: Vec<usize> = tree.children(w).filter(|&k| !far(k)).collect();
            stack.extend(below.into_iter().rev());
        }
        None
    }

    /// The first of the words that stands for people.
    fn somebody(&self, s: usize, words: impl Iterator<Item = usize>) -> Side {
        for word in words {
            let mut counted = word;
            while let Some(inner) = self.reader.counted(s, counted).filter(|&k| k > counted) {
                counted = inner;
            }
            if let Some(sector) = self.sector(s, counted) {
                return Side::Somebody(sector, counted);
            }
        }
        Side::Nobody
    }

    /// Sector of a noun for people or their organisations ("opposition candidates", "students").
    fn sector(&self, s: usize, word: usize) -> Option<SmolStr> {
        let reader = self.reader;
        if let Some(actor) = reader.mention(s, word).and_then(|m| m.actors.first()) {
            return self.is_people(actor).then(|| actor.sector.clone());
        }
        let words = reader.tree(s).words();
        if !matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj) {
            return None;
        }
        if reader.mention(s, word).is_some_and(|m| m.kind == MentionKind::Person) {
            return Some(PEOPLE.into());
        }
        let first = word.saturating_sub(3);
        let tokens: Vec<Token> = (first..=word).map(|w| Token::new(reader.form(s, w), reader.lemma(s, w))).collect();
        let ends = |k: usize| {
            let found = reader.lexicon.phrases().titles_at(&tokens, k).into_iter().find(|(end, _)| *end == tokens.len());
            found.and_then(|(_, titles)| titles.iter().find_map(|t| self.sector_of(t)))
        };
        let named = (0..tokens.len()).find_map(ends);
        named.or_else(|| {
            let people = reader.word_in_class(s, word, "persons") || words[word].upos == Upos::Num && reader.counted(s, word).is_none();
            people.then(|| PEOPLE.into())
        })
    }

    fn sector_of(&self, title: &Title) -> Option<SmolStr> {
        let lexicon = self.reader.lexicon;
        match title.of {
            TitleOf::Role(i) => lexicon.role_at(i).filter(|r| !r.anonymous).map(|r| r.sector.clone()),
            TitleOf::Office(i) if title.state.is_none() => lexicon.office_at(i).map(|o| o.sector.clone()),
            TitleOf::Organ(i) if title.state.is_none() => lexicon.organ_at(i).map(|o| o.sector.clone()),
            _ => None,
        }
    }

    /// Fills in the country of those whose word alone does not tell it.
    fn settle(&self, done: &Done, (kind, cameo): (&str, &str), source: Side, target: Side) -> Parties {
        let (frame, s) = (self.frame(done), done.s);
        let place = || {
            let inside = || self.clauses(done).into_iter().find_map(|f| self.place_of(s, f));
            self.place_of(s, frame).or_else(inside)
        };
        match (source, target) {
            (Side::Known(source), Side::Known(target)) => Parties { source, target },
            (Side::Known(source), Side::Somebody(sector, word)) => {
                let own = || self.home(&source).filter(|c| is_domestic(kind) || self.only(s, c));
                let country = self.phrase_place(s, word, frame.head).or_else(place).or_else(own);
                let target = country.map(|c| join(&c, &sector)).into_iter().collect();
                Parties { source, target }
            }
            (Side::Known(source), Side::Nobody) => {
                let country = if is_at_home(kind, cameo) { place().or_else(|| self.home(&source)) } else { None };
                let of_what = || frame.by_role(Role::Theme).find_map(|a| self.phrase_place(s, a.head, frame.head));
                let country = country.or_else(|| place().or_else(of_what).filter(|_| kind == "ASSAULT"));
                let target = country.map(|c| join(&c, if kind == "PROTEST" { STATE } else { "" })).into_iter().collect();
                Parties { source, target }
            }
            (Side::Somebody(sector, word), target) => {
                // a person whom nobody knows may be anybody's
                let named = self.reader.mention(s, word).is_some_and(|m| m.kind == MentionKind::Person);
                let known = match &target {
                    Side::Known(_) if named && !is_domestic(kind) => None,
                    Side::Known(codes) => self.home(codes).filter(|c| kind != "ASSAULT" && self.only(s, c)),
                    _ => self.sole(s),
                };
                let country = self.phrase_place(s, word, frame.head).or_else(place).or(known);
                let source: Vec<SmolStr> = country.map(|c| join(&c, &sector)).into_iter().collect();
                match target {
                    Side::Known(target) => Parties { source, target },
                    target if !source.is_empty() => self.settle(done, (kind, cameo), Side::Known(source), target),
                    _ => Parties::default(),
                }
            }
            (Side::Nobody, target) => self.doerless(done, kind, target),
        }
    }

    /// "was arrested in Lebanon", "died in a bombing near Samarra": the authorities or the unnamed armed people of the place.
    fn doerless(&self, done: &Done, kind: &str, target: Side) -> Parties {
        let (frame, s) = (self.frame(done), done.s);
        // "a bombing near Samarra killed …"
        let by_what = || frame.by_role(Role::Agent).find_map(|a| self.phrase_place(s, a.head, frame.head));
        let place = self.place_of(s, frame).or_else(by_what);
        let target: Vec<SmolStr> = match target {
            Side::Known(codes) => codes,
            Side::Somebody(sector, word) => {
                let country = self.phrase_place(s, word, frame.head).or_else(|| place.clone());
                country.map(|c| join(&c, &sector)).into_iter().collect()
            }
            Side::Nobody => Vec::new(),
        };
        let sector = match kind {
            "ASSAULT" => UNIDENTIFIED,
            "COERCE" => STATE,
            _ => return Parties { source: Vec::new(), target },
        };
        let source = place.filter(|_| !target.is_empty()).map(|c| join(&c, sector)).into_iter().collect();
        Parties { source, target }
    }
}

/// Acts that a state or its people do among themselves, as a rule.
fn is_domestic(kind: &str) -> bool {
    matches!(kind, "COERCE" | "PROTEST" | "CONCEDE" | "YIELD")
}

/// Acts that name no receiver since it goes without saying: protests and what is done against one's own people, reforms and demands for
/// them, and threats of such (CAMEO 14, 17, 081–083, 104, 133, 137).
fn is_at_home(kind: &str, cameo: &str) -> bool {
    kind == "PROTEST" || kind == "COERCE" || ["081", "082", "083", "104", "133", "137", "024"].iter().any(|c| cameo.starts_with(c))
}

fn join(country: &str, sector: &str) -> SmolStr {
    if sector.is_empty() { country.into() } else { format!("{country}/{sector}").into() }
}
