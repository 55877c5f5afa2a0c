//! A dispute made ready for the calculus. In: a dispute's entry and the lexicon. Out: who stands where, whose words are whose, what norms mean.

use crate::merge::completed;
use crate::terms::{Hit, Mark, Terms};
use crate::weights;
use demarche_lexicon::schema::{Dispute, Linked};
use demarche_lexicon::{Actor, Lexicon, NameKind, atoms};
use demarche_signals::VoteTold;
use demarche_source::{Code, Date, DateRange, SmolStr};
use std::collections::{BTreeMap, BTreeSet};

/// Letters that a title which was cut short must have kept.
const LEAST_OF_TITLE: usize = 80;

/// What a norm means in a dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// Side that its affirmation serves; `None` where both invoke it.
    pub serves: Option<usize>,
    /// In [0, 1].
    pub weight: f32,
    /// Why.
    pub reason: String,
}

/// A dispute, compiled.
#[derive(Clone, Debug)]
pub struct Model {
    /// Id of the entry.
    pub id: SmolStr,
    /// Name as the user gave it: the dossier's key.
    pub name: SmolStr,
    /// First and last day.
    pub from: Option<Date>,
    /// See `from`.
    pub to: Option<Date>,
    /// Ids of the sides; the first is the positive end of the scale.
    pub sides: Vec<SmolStr>,
    /// Members of each side.
    pub members: Vec<BTreeSet<Code>>,
    /// Name of the built-in entry that completed the user's, if one did.
    pub completed_by: Option<SmolStr>,
    /// Side whose force or claim the norms speak against, where the file says so.
    pub challenger: Option<usize>,
    internal: bool,
    standing: BTreeMap<Code, (usize, f32)>,
    norms: BTreeMap<SmolStr, Meaning>,
    linked: BTreeMap<String, (Option<usize>, String)>,
    titled: Vec<(String, (Option<usize>, String))>,
    terms: Terms,
    thing: Option<SmolStr>,
}

impl Model {
    /// A thing in the place of a side: what is good for it is on the positive end of the scale.
    pub(crate) fn of_thing(head: &str) -> Self {
        Self {
            id: SmolStr::default(),
            name: SmolStr::default(),
            from: None,
            to: None,
            sides: vec![head.into(), "its end".into()],
            members: vec![BTreeSet::new(), BTreeSet::new()],
            completed_by: None,
            challenger: None,
            internal: false,
            standing: BTreeMap::new(),
            norms: BTreeMap::new(),
            linked: BTreeMap::new(),
            titled: Vec::new(),
            terms: Terms::default(),
            thing: Some(head.into()),
        }
    }

    /// Head of the thing that stands in the place of a side.
    pub(crate) fn thing(&self) -> Option<&str> {
        self.thing.as_deref()
    }

    /// Compiles a dispute. A user's entry that a built-in one clearly matches is completed by it.
    pub fn new(lexicon: &Lexicon, dispute: &Dispute) -> Self {
        let (dispute, completed_by) = completed(lexicon.disputes(), dispute);
        let index = |id: &Option<SmolStr>| id.as_ref().and_then(|id| dispute.sides.iter().position(|s| &s.id == id));
        let served = |r: &Linked| (index(&r.serves), r.reason.clone());
        let (titles, symbols): (Vec<_>, Vec<_>) = dispute.resolutions.iter().partition(|r| r.symbol.is_empty());
        let mut model = Self {
            id: dispute.id.clone(),
            name: SmolStr::from(dispute.name.as_str()),
            from: dispute.from,
            to: dispute.to,
            sides: dispute.sides.iter().map(|s| s.id.clone()).collect(),
            members: dispute.sides.iter().map(|s| s.members.iter().cloned().collect()).collect(),
            completed_by,
            challenger: None,
            internal: dispute.sides.iter().any(|s| s.members.iter().all(|m| lexicon.state(m).is_none())),
            standing: BTreeMap::new(),
            norms: dispute
                .principles
                .iter()
                .map(|b| (b.principle.clone(), Meaning { serves: index(&b.serves), weight: b.weight, reason: b.reason.clone() }))
                .collect(),
            linked: symbols.into_iter().map(|r| (symbol_key(&r.symbol), served(r))).collect(),
            titled: titles.into_iter().map(|r| (title_key(&r.title), served(r))).collect(),
            terms: Terms::default(),
            thing: None,
        };
        model.name_sides(lexicon, &dispute);
        let defended = ["non-use-of-force", "sovereignty", "territorial-integrity", "human-rights"];
        let meaning = defended.iter().filter_map(|id| model.norms.get(*id)).find(|m| m.weight >= 0.7 && m.serves.is_some());
        model.challenger = meaning.and_then(|m| m.serves).filter(|_| model.sides.len() == 2).map(|s| 1 - s);
        model
    }

    fn name_sides(&mut self, lexicon: &Lexicon, dispute: &Dispute) {
        for (i, side) in dispute.sides.iter().enumerate() {
            side.deeds.iter().for_each(|d| self.terms.add(d, Mark::Deed(i)));
            let names: BTreeSet<&str> = side.members.iter().flat_map(|code| names_of(lexicon, code)).collect();
            // a capital says no more of the matter than the state's own name
            side.terms.iter().for_each(|t| self.terms.add(t, if names.contains(t.as_str()) { Mark::Name(i) } else { Mark::Term(i) }));
        }
        dispute.terms.iter().for_each(|t| self.terms.add(t, Mark::Matter));
        if !dispute.name.is_empty() {
            self.terms.add(&dispute.name, Mark::Matter);
        }
        if self.is_users() {
            self.name_topic(lexicon, &dispute.name);
        }
        for (i, side) in dispute.sides.iter().enumerate() {
            for code in &side.members {
                self.standing.insert(code.clone(), (i, weights::MEMBER));
                for name in names_of(lexicon, code) {
                    self.terms.add(name, Mark::Name(i));
                }
            }
        }
        for (i, side) in dispute.sides.iter().enumerate() {
            for code in &side.backers {
                self.standing.entry(code.clone()).or_insert((i, weights::BACKER));
            }
            // a term may name a group or an unrecognised state that has a code of its own
            for term in &side.terms {
                let words = atoms(term, 0);
                let words: Vec<&str> = words.iter().map(|a| a.text.as_ref()).filter(|w| !matches!(*w, "the" | "The")).collect();
                for named in lexicon.names(&words) {
                    let own = matches!(named.kind, NameKind::Name | NameKind::People | NameKind::Adjective);
                    let Some(code) = named.code.as_ref().filter(|_| own) else { continue };
                    if matches!(lexicon.actor(code), Some(Actor::Group(_))) || lexicon.state(code).is_some_and(|s| s.status == "partial") {
                        self.standing.entry(code.clone()).or_insert((i, weights::MEMBER));
                    }
                }
            }
        }
    }

    /// The words of the name that a user gave to the matter: names of none of the sides, and telling nouns.
    fn name_topic(&mut self, lexicon: &Lexicon, name: &str) {
        let parts = atoms(name, 0);
        let words: Vec<&str> =
            parts.iter().map(|a| a.text.as_ref()).filter(|w| w.chars().count() >= 5 && w.chars().all(char::is_alphabetic)).collect();
        for word in words {
            let member = |code: &Code| self.members.iter().any(|m| m.contains(code));
            let of_side = lexicon.names(&[word]).iter().any(|n| n.code.as_ref().is_some_and(member));
            let lower = word.to_lowercase();
            let general = lexicon.class_has("topic-general", &lower) || crate::words::is_matter(&lower);
            if !of_side && !general && self.terms.find(word).is_empty() {
                self.terms.add(word, Mark::Topic);
            }
        }
    }

    /// Whether a user wrote the entry, and not the built-in list.
    pub fn is_users(&self) -> bool {
        self.completed_by.is_some() || self.norms.is_empty()
    }

    /// Whether a state fights with its own: one side has no state for a member.
    pub fn is_internal(&self) -> bool {
        self.internal
    }

    /// Sign of a side on the scale: the first is positive.
    pub fn sign(&self, side: usize) -> f32 {
        if side == 0 { 1.0 } else { -1.0 }
    }

    /// Id of the side that a value serves.
    pub fn served(&self, value: f32) -> Option<&SmolStr> {
        if value.abs() < weights::NOTHING { None } else { self.sides.get(usize::from(value < 0.0)) }
    }

    /// Side and weight of an actor.
    pub fn standing(&self, code: &str) -> Option<(usize, f32)> {
        self.standing.get(code).copied()
    }

    /// Side of which an actor is a member.
    pub fn member_of(&self, code: &str) -> Option<usize> {
        self.standing(code).filter(|(_, weight)| *weight >= weights::MEMBER).map(|(side, _)| side)
    }

    /// What a norm means here.
    pub fn norm(&self, id: &str) -> Option<&Meaning> {
        self.norms.get(id)
    }

    /// Side that a resolution's text serves, by the file.
    pub fn linked(&self, symbol: &str) -> Option<&(Option<usize>, String)> {
        self.linked.get(&symbol_key(symbol))
    }

    /// The same for a vote: by the symbol of its text, else by its title.
    pub fn linked_vote(&self, vote: &VoteTold) -> Option<&(Option<usize>, String)> {
        vote.symbol.as_deref().and_then(|s| self.linked(s)).or_else(|| self.linked_title(vote.title.as_deref()?))
    }

    /// Only a whole title tells; one that the catalogue cut short must still be long enough to mean no other.
    fn linked_title(&self, title: &str) -> Option<&(Option<usize>, String)> {
        let key = title_key(title);
        let part = key.strip_suffix("[...]").filter(|p| p.chars().count() >= LEAST_OF_TITLE);
        self.titled.iter().find(|(whole, _)| *whole == key || part.is_some_and(|p| whole.starts_with(p))).map(|(_, served)| served)
    }

    /// Terms, names and deeds in some words.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        self.terms.find(text)
    }

    /// First words of all its terms, in lower case: without one of them a text has no hit.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.terms.firsts()
    }

    /// Whether a date lies in the dispute's span, with some days of grace.
    pub fn covers(&self, date: DateRange) -> bool {
        let slack = jiff::Span::new().days(weights::SLACK_DAYS);
        let after = self.from.is_none_or(|f| date.to >= f.checked_sub(slack).unwrap_or(f));
        after && self.to.is_none_or(|t| date.from <= t.checked_add(slack).unwrap_or(t))
    }

    /// Whether a text speaks of this very dispute, and not only of its parties: it names the matter, a deed, or a side's own terms.
    pub fn singled_out(&self, text: &str) -> bool {
        self.hits(text).iter().any(|h| matches!(h.mark, Mark::Matter | Mark::Deed(_) | Mark::Term(_)))
    }

    /// Whether a report is on this dispute: it names the matter, or words of two sides, or a deed beside its doer's rival.
    pub fn about(&self, text: &str) -> bool {
        let hits = self.hits(text);
        let sides: BTreeSet<usize> = hits.iter().filter_map(|h| h.mark.side()).collect();
        // the user's own dispute is what the reports were gathered for: words of one side, said more than once, do
        let own = self.is_users();
        sides.len() >= 2 || hits.iter().any(|h| h.mark == Mark::Matter) || (own && hits.len() >= 2)
    }
}

fn names_of<'l>(lexicon: &'l Lexicon, code: &str) -> Vec<&'l str> {
    let words = |lists: &[&'l [SmolStr]]| lists.iter().flat_map(|l| l.iter()).map(SmolStr::as_str).collect::<Vec<_>>();
    match lexicon.actor(code) {
        Some(Actor::State(s)) => {
            let mut all = words(&[&s.also, &s.adjectives, &s.people, &s.capital_also, &s.seats]);
            all.extend([s.name.as_str(), s.official.as_str(), s.capital.as_str()]);
            all
        }
        Some(Actor::Body(b)) => {
            let mut all = words(&[&b.also, &b.adjectives]);
            all.push(b.name.as_str());
            all
        }
        Some(Actor::Group(g)) => {
            let mut all = words(&[&g.also, &g.adjectives, &g.people]);
            all.push(g.name.as_str());
            all
        }
        None => Vec::new(),
    }
}

/// A title as records and people write it, without what follows it in a catalogue: "The Syrian Golan : resolution / adopted by …".
fn title_key(title: &str) -> String {
    let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
    let whole = words.join(" ");
    let cut = [" : resolution", ": resolution", " resolution / adopted"].iter().filter_map(|m| whole.find(m)).min();
    whole[..cut.unwrap_or(whole.len())].trim().to_owned()
}

/// A symbol without its year and blanks: "S/RES/2397 (2017)" is "S/RES/2397".
fn symbol_key(symbol: &str) -> String {
    symbol.split('(').next().unwrap_or(symbol).trim().to_uppercase()
}
