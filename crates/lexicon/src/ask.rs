//! Who is meant by a name, and who held an office. In: what a person asks. Out: answers with their reasons and the file that they rest on.
//!
//! Probabilities are stated judgments, in `answer.rs`: how likely the name means this bearer rather than another or somebody unlisted. They are
//! those of a name that stands alone; running text tells more, and the resolver uses it.

use crate::Lexicon;
use crate::answer::{Candidate, DateRule, Meaning, Term, Written, weigh};
use crate::entries::Origin;
use crate::error::distance;
use crate::names::{NameKind, Named, atoms};
use crate::phrases::{Title, TitleOf, Token, is_skipped};
use crate::schema::Holder;
use crate::who::Actor;
use demarche_source::{Code, Date, SmolStr};
use std::collections::{BTreeMap, BTreeSet};

/// Terms, each with how likely it is meant.
type Weighed = Vec<(f32, Term)>;

impl Lexicon {
    /// Everything that a name may mean, the likeliest first. Empty where no entry has the name. `actor` keeps to one state or body.
    pub fn ask(&self, name: &str, on: Option<Date>, actor: Option<&str>) -> Vec<Candidate> {
        let bare = article(name);
        let mut all: Vec<(f32, Candidate)> = Vec::new();
        let mut full = false;
        for spelling in spellings(bare) {
            self.persons(&spelling, on, actor, &mut all, &mut full);
            self.actors(&spelling, on, actor, &mut all);
            if !all.is_empty() {
                break;
            }
        }
        self.titles(bare, on, actor, &mut all);
        let total: f32 = all.iter().map(|(w, _)| w).sum::<f32>() + weigh::unlisted(full);
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.into_iter().map(|(w, c)| Candidate { probability: (w / total * 100.0).round() / 100.0, ..c }).collect()
    }

    fn persons(&self, name: &str, on: Option<Date>, actor: Option<&str>, all: &mut Vec<(f32, Candidate)>, full: &mut bool) {
        let atoms = atoms(name, 0);
        let mut by_person: BTreeMap<&str, (bool, Weighed)> = BTreeMap::new();
        for found in self.gazetteer.persons.get(atoms.iter().map(|a| a.text.as_ref())) {
            let Some(holder) = self.holder(found.holder).filter(|h| actor.is_none_or(|a| h.actor == a)) else { continue };
            let term = self.term(found.holder, holder, on);
            let weight = weigh::bearer(term.rule, self.office(&holder.office).map_or(0, |o| o.rank));
            let entry = by_person.entry(&holder.person).or_default();
            entry.0 |= !found.surname;
            entry.1.push((weight, term));
        }
        *full |= by_person.values().any(|(whole, _)| *whole);
        for (person, (whole, mut terms)) in by_person {
            terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.from.cmp(&a.1.from)));
            let weight = terms.first().map_or(0.0, |(w, _)| *w);
            let terms: Vec<Term> = terms.into_iter().map(|(_, t)| t).collect();
            let how = if whole { "a name" } else { "the family name" };
            let why = match terms.first() {
                Some(term) => format!("{how} of {person}; {}", rule(term, on)),
                None => how.to_owned(),
            };
            all.push((weight, Candidate { meaning: Meaning::Person { person: person.into(), terms }, why, probability: 0.0 }));
        }
    }

    fn actors(&self, name: &str, on: Option<Date>, actor: Option<&str>, all: &mut Vec<(f32, Candidate)>) {
        let words = atoms(name, 0);
        let atoms: Vec<&str> = words.iter().map(|a| a.text.as_ref()).collect();
        let mut named: Vec<Named> = self.names(&atoms).to_vec();
        let code = SmolStr::from(name);
        if named.is_empty() && self.codes.contains_key(&code) {
            named.push(Named { kind: NameKind::Name, code: Some(code), outlet: None });
        }
        for named in named.iter().filter(|n| actor.is_none_or(|a| n.code.as_deref() == Some(a))) {
            all.extend(self.named(name, named, on));
        }
    }

    fn named(&self, name: &str, named: &Named, on: Option<Date>) -> Vec<(f32, Candidate)> {
        let mut found = Vec::new();
        let mut push = |weight, why, meaning| found.push((weight, Candidate { meaning, why, probability: 0.0 }));
        if let Some((i, outlet)) = named.outlet.and_then(|i| self.entries.outlets.get(i).map(|o| (i, o))) {
            let why = format!("a news outlet; ownership {}, authority {}", outlet.ownership, outlet.authority);
            let written = self.written(self.entries.origins.outlets.get(i));
            let (from, to, rule) = (None, None, undated(on));
            let meaning =
                Meaning::Actor { code: outlet.country.clone(), name: outlet.name.to_string(), named_by: "outlet", from, to, rule, written };
            push(weigh::name(named.kind, rule), why, meaning);
            return found;
        }
        let Some(code) = &named.code else { return found };
        let Some(actor) = self.actor(code) else { return found };
        let (from, to) = actor.span();
        let rule = day_rule(from, to, on, None);
        let named_by = what(named.kind, actor);
        let written = self.written(self.origin(code));
        let mut why = format!("{named_by} of {}", actor.name());
        if matches!(rule, DateRule::After | DateRule::Before) {
            why.push_str(if rule == DateRule::After { ", which had ended by that day" } else { ", which did not exist yet" });
        }
        let meaning =
            Meaning::Actor { code: Some(code.clone()), name: actor.name().to_owned(), named_by, from, to, rule, written: written.clone() };
        push(weigh::name(named.kind, rule), why, meaning);
        if let Actor::State(state) = actor {
            for other in state.ambiguous.iter().filter(|a| a.term == name) {
                let beside: Vec<&str> = other.unless.iter().take(6).map(SmolStr::as_str).collect();
                let more = if other.unless.len() > 6 { " …" } else { "" };
                let unless = if beside.is_empty() { String::new() } else { format!("; told by {}{more}", beside.join(", ")) };
                let why = format!("a note of {} warns of it{unless}", state.name);
                push(weigh::NOTED, why, Meaning::Other { note: other.note.clone(), written: written.clone() });
            }
        }
        found
    }

    fn titles(&self, name: &str, on: Option<Date>, actor: Option<&str>, all: &mut Vec<(f32, Candidate)>) {
        for title in self.titles_of(name) {
            let state = title.state.clone().or_else(|| actor.map(Code::from));
            if actor.is_some() && state.as_deref() != actor {
                continue;
            }
            match title.of {
                TitleOf::Office(i) => {
                    let Some(office) = self.office_at(i) else { continue };
                    let mut holders = state.as_deref().map(|s| self.terms(s, &office.id, on)).unwrap_or_default();
                    if on.is_some() {
                        holders.retain(|t| matches!(t.rule, DateRule::Within | DateRule::Beyond));
                    }
                    let weight = if holders.is_empty() { weigh::TITLE } else { weigh::HELD };
                    let why = match &title.state {
                        Some(code) => format!("the title of the {} of {}", office.id, self.actor(code).map_or("", Actor::name)),
                        None => "a title that several states have; name the state to learn who held it".to_owned(),
                    };
                    let written = self.written(self.entries.origins.offices.get(i));
                    let meaning = Meaning::Office { office: office.id.clone(), state, holders, written };
                    all.push((weight, Candidate { meaning, why, probability: 0.0 }));
                }
                TitleOf::Phrase(i) => {
                    let Some(code) = self.entries.states.get(i).map(|s| s.code.clone()) else { continue };
                    all.extend(self.named(name, &Named { kind: NameKind::Name, code: Some(code), outlet: None }, on));
                }
                TitleOf::Organ(_) | TitleOf::Role(_) => {}
            }
        }
    }

    /// The titles that exactly these words are.
    fn titles_of(&self, name: &str) -> Vec<&Title> {
        let words = name.replace('-', " - ");
        let tokens: Vec<Token> = words.split_whitespace().map(|w| Token::new(w, w)).filter(|t| !is_skipped(t)).collect();
        let whole = self.phrases().titles_at(&tokens, 0).into_iter().rfind(|(end, _)| *end == tokens.len());
        whole.map_or_else(Vec::new, |(_, titles)| titles.iter().collect())
    }

    /// Ids of the offices that the words may mean for a state or body: an id, or a title.
    pub fn offices_named(&self, words: &str, actor: &str) -> Vec<&SmolStr> {
        if let Some(office) = self.office(&words.trim().to_lowercase().replace(' ', "-")) {
            return vec![&office.id];
        }
        let titles = self.titles_of(words.trim());
        let of = |own: bool| -> BTreeSet<usize> {
            let fits = |t: &&&Title| if own { t.state.as_deref() == Some(actor) } else { t.state.is_none() };
            titles.iter().filter(fits).filter_map(|t| if let TitleOf::Office(i) = t.of { Some(i) } else { None }).collect()
        };
        let own = of(true);
        let found = if own.is_empty() { of(false) } else { own };
        found.into_iter().filter_map(|i| self.office_at(i)).map(|o| &o.id).collect()
    }

    /// All terms of an office of a state or body, in the order of time, with how the day lies to each.
    pub fn terms(&self, actor: &str, office: &str, on: Option<Date>) -> Vec<Term> {
        let held = self.holders.get(actor).into_iter().flatten().map(|&i| (i, &self.entries.holders[i]));
        let mut terms: Vec<Term> = held.filter(|(_, h)| h.office == office).map(|(i, h)| self.term(i, h, on)).collect();
        terms.sort_by_key(|t| (t.from, t.to));
        terms
    }

    /// Offices of a state or body of which a holder is known.
    pub fn offices_of(&self, actor: &str) -> BTreeSet<&SmolStr> {
        self.holders.get(actor).into_iter().flatten().map(|&i| &self.entries.holders[i].office).collect()
    }

    /// The spans for which the lexicon claims to list every holder of an office, first and last day, in the order of time.
    pub fn complete(&self, actor: &str, office: &str) -> Vec<(Date, Date)> {
        let of = self.entries.claims.iter().filter(|c| c.offices.iter().any(|o| o == office) && c.actors.iter().any(|a| a == actor));
        let mut spans: Vec<(Date, Date)> = of.filter_map(|c| Some((c.from, c.to?))).collect();
        spans.sort_unstable();
        spans
    }

    /// Codes of the states, territories, bodies and groups that a code, name, adjective or word for the people names, in any capitals.
    pub fn actors_named(&self, name: &str) -> BTreeSet<Code> {
        let bare = article(name);
        let code = bare.to_uppercase();
        if self.actor(&code).is_some() {
            return BTreeSet::from([code.into()]);
        }
        for spelling in spellings(bare) {
            let words = atoms(&spelling, 0);
            let atoms: Vec<&str> = words.iter().map(|a| a.text.as_ref()).collect();
            let main = |n: &&Named| n.outlet.is_none() && n.kind != NameKind::Place;
            let found: BTreeSet<Code> = self.names(&atoms).iter().filter(main).filter_map(|n| n.code.clone()).collect();
            if !found.is_empty() {
                return found;
            }
        }
        BTreeSet::new()
    }

    /// Known names that are spelt nearly like this one, the nearest first; at most five.
    pub fn near(&self, name: &str) -> Vec<SmolStr> {
        let e = &self.entries;
        let states = e.states.iter().flat_map(|s| [&s.name, &s.official].into_iter().chain(&s.also).chain(&s.adjectives).chain(&s.seats));
        let bodies = e.bodies.iter().flat_map(|b| std::iter::once(&b.name).chain(&b.also));
        let groups = e.groups.iter().flat_map(|g| std::iter::once(&g.name).chain(&g.also));
        let people = e.holders.iter().flat_map(|h| [&h.person, &h.surname].into_iter().chain(&h.also));
        near(article(name), states.chain(bodies).chain(groups).chain(people))
    }

    /// Office ids and titles that are spelt nearly like these words; at most five.
    pub fn near_office(&self, words: &str) -> Vec<SmolStr> {
        near(words.trim(), self.entries.offices.iter().flat_map(|o| std::iter::once(&o.id).chain(&o.names)))
    }

    fn term(&self, index: usize, h: &Holder, on: Option<Date>) -> Term {
        let written = self.written(self.entries.origins.holders.get(index));
        let title = h.title.clone().or_else(|| {
            let office = self.office(&h.office)?;
            office.by_state.get(&h.actor).and_then(|own| own.first()).or_else(|| office.names.first()).cloned()
        });
        Term {
            person: h.person.clone(),
            actor: h.actor.clone(),
            actor_name: self.actor(&h.actor).map_or_else(String::new, |a| a.name().to_owned()),
            office: h.office.clone(),
            title: title.unwrap_or_default(),
            from: h.from,
            to: h.to,
            seen: h.seen,
            rule: day_rule(h.from, h.to, on, written.complete_to),
            written,
        }
    }

    fn origin(&self, code: &str) -> Option<&Origin> {
        let origins = &self.entries.origins;
        match *self.codes.get(code)? {
            crate::who::ActorEntry::State(i) => origins.states.get(i),
            crate::who::ActorEntry::Body(i) => origins.bodies.get(i),
            crate::who::ActorEntry::Group(i) => origins.groups.get(i),
        }
    }

    pub(crate) fn written(&self, origin: Option<&Origin>) -> Written {
        let file = origin.and_then(|o| self.entries.files.get(o.file as usize));
        Written {
            file: file.map_or_else(String::new, |f| f.path.clone()),
            line: origin.map_or(0, |o| o.line),
            source: file.map_or_else(String::new, |f| f.about.source.clone()),
            complete_to: file.and_then(|f| f.about.complete_to),
        }
    }
}

fn undated(on: Option<Date>) -> DateRule {
    if on.is_some() { DateRule::Within } else { DateRule::Undated }
}

fn day_rule(from: Option<Date>, to: Option<Date>, on: Option<Date>, known_to: Option<Date>) -> DateRule {
    match on {
        None => DateRule::Undated,
        Some(day) if from.is_some_and(|f| day < f) => DateRule::Before,
        Some(day) if to.is_some_and(|t| day > t) => DateRule::After,
        Some(day) if to.is_none() && known_to.is_some_and(|k| day > k) => DateRule::Beyond,
        Some(_) => DateRule::Within,
    }
}

/// The date rule in words.
fn rule(term: &Term, on: Option<Date>) -> String {
    let day = on.map_or_else(String::new, |d| d.to_string());
    match term.rule {
        DateRule::Within => format!("in office on {day}"),
        DateRule::Beyond => {
            let known = term.written.complete_to.map_or_else(String::new, |d| format!(" kept to {d},"));
            format!("no end is known, but the file is only{known} and {day} is later")
        }
        DateRule::Undated => "no day was asked for".to_owned(),
        DateRule::After => format!("no longer in office on {day}"),
        DateRule::Before => format!("not yet in office on {day}"),
    }
}

fn what(kind: NameKind, actor: Actor<'_>) -> &'static str {
    match (kind, actor) {
        (NameKind::Name, _) => "name",
        (NameKind::Adjective, _) => "adjective",
        (NameKind::People, _) => "word for the people",
        (NameKind::Capital, Actor::State(_)) => "capital (a place, or the government)",
        (NameKind::Capital, _) => "seat town",
        (NameKind::Seat, _) => "seat of government",
        (NameKind::Place, _) => "place in the country",
        (NameKind::Outlet, _) => "outlet",
    }
}

fn article(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name).trim_start()
}

/// A name as it was typed, with capitals at the words' beginnings, and in capitals.
fn spellings(name: &str) -> Vec<String> {
    let mut begun = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            begun.extend(c.to_uppercase())
        } else {
            begun.push(c)
        }
        start = !c.is_alphanumeric() && c != '\'' && c != '’';
    }
    vec![name.to_owned(), begun, name.to_uppercase()]
}

/// The known names nearest to one that is not known, the nearest first; at most five, none that differs much.
pub fn near<'k>(name: &str, known: impl Iterator<Item = &'k SmolStr>) -> Vec<SmolStr> {
    let asked = name.to_lowercase();
    let length = asked.chars().count();
    let most = 1 + length / 5;
    let close = |k: &SmolStr| {
        let far = k.chars().count().abs_diff(length) > most;
        if far { None } else { Some(distance(&asked, &k.to_lowercase())).filter(|d| *d <= most) }
    };
    let mut found: Vec<(usize, &SmolStr)> = known.filter_map(|k| Some((close(k)?, k))).collect();
    found.sort();
    found.dedup();
    found.into_iter().take(5).map(|(_, k)| k.clone()).collect()
}
