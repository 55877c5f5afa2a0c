//! Whose words a whole text is in, and where it was written. In: outlet, dateline, speaker labels. Out: codes and voices.

use crate::Context;
use crate::compose::World;
use crate::discourse::Voice;
use crate::draft::plain;
use crate::mention::{ActorRef, Authority};
use crate::person::{Beside, choose};
use crate::vocab::{QUESTIONERS, has};
use demarche_lexicon::{Lexicon, NameKind, Token, atoms};
use demarche_source::Code;
use demarche_syntax::{Cut, Document, SentenceKind};

/// The state whose organ the outlet is ("Ministry of Foreign Affairs of …"), if it is one and no news outlet.
pub fn of_outlet(lexicon: &Lexicon, outlet: &str, dateline: Option<&Code>) -> Option<Code> {
    if lexicon.outlet(outlet).is_some() {
        return None;
    }
    let words: Vec<&str> = outlet.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')).filter(|w| !w.is_empty()).collect();
    let tokens: Vec<Token> = words
        .iter()
        .flat_map(|w| w.strip_suffix("'s").map_or(vec![Token::new(w, w)], |w| vec![Token::new(w, w), Token::new("'s", "'s")]))
        .collect();
    let titles: Vec<_> = (0..tokens.len()).filter_map(|i| lexicon.phrases().titles_at(&tokens, i).pop()).flat_map(|(_, t)| t).collect();
    let (all, is_name) = (names_in(lexicon, outlet), |kind| matches!(kind, NameKind::Name | NameKind::Adjective | NameKind::Seat));
    // "Ministry of Defence, London"
    let capital = all.iter().find(|(kind, _)| *kind == NameKind::Capital && outlet.contains(','));
    let named = all.iter().find(|(kind, _)| is_name(*kind)).or(capital).cloned();
    let seat = named.as_ref().is_some_and(|(kind, _)| *kind == NameKind::Seat);
    // two states have a House of Commons
    let alone =
        titles.iter().find_map(|t| t.state.clone()).filter(|code| titles.iter().all(|t| t.state.as_ref().is_none_or(|s| s == code)));
    let organ = titles.iter().any(|t| !matches!(t.of, demarche_lexicon::TitleOf::Role(_)));
    // a bare acronym may be anything, unless the dateline agrees
    let alone = alone.filter(|code| organ && (words.len() > 1 || dateline == Some(code)));
    named.map(|(_, code)| code).filter(|_| organ || seat).or(alone)
}

/// The country whose own affairs an outlet tells without naming it: a known one that is close to its state, or one that is called after a
/// place ("the Jakarta Courier").
pub fn of_press(lexicon: &Lexicon, outlet: &str) -> Option<Code> {
    if let Some(known) = lexicon.outlet(outlet) {
        return known.country.clone().filter(|_| known.authority != "non");
    }
    let mut codes: Vec<Code> = names_in(lexicon, outlet).into_iter().map(|(_, code)| code).collect();
    codes.dedup();
    let [code] = &codes[..] else { return None };
    Some(code.clone())
}

/// Whose own words each sentence is in, filled in the order of the text.
pub struct Voices {
    /// The speaker of the report itself.
    own: Option<ActorRef>,
    /// The last label's speaker, with its paragraph.
    label: Option<(Option<ActorRef>, u32)>,
    /// The text opens with a label: it is the record of what was said.
    record: bool,
    /// Sentences of running text so far.
    told: usize,
    pub all: Vec<Option<ActorRef>>,
}

impl Voices {
    pub fn new(source: Option<&Code>, context: &Context) -> Self {
        let person = context.speaker.as_deref().map(Into::into);
        let own = source.map(|c| ActorRef { sector: "GOV".into(), rank: 7, person, ..plain(c.clone()) });
        Self { own, label: None, record: false, told: 0, all: Vec::new() }
    }

    /// Adds the next sentence. A label holds until the next one in a record, and for its paragraph elsewhere; a label that names nobody
    /// known is one of the state's own people in a text of its own, unless it asks.
    pub fn next(&mut self, world: &World<'_>, cut: &Cut, text: &str) {
        if let Some(label) = cut.label.map(|l| l.of(text)) {
            let asks = label.split(|c: char| !c.is_alphabetic()).any(|w| has(QUESTIONERS, &w.to_lowercase()));
            let known = of_label(world, label, self.own.as_ref().map(|a| &a.code)).map(|v| v.actor);
            let speaker = match (asks, known) {
                (true, _) => None,
                (_, Some(actor)) => Some(actor).filter(|a| self.own.is_some() || a.person.is_some()),
                (_, None) => self.own.clone(),
            };
            self.record |= self.own.is_some() || self.told <= 1;
            self.label = Some((speaker, cut.paragraph));
        }
        self.told += usize::from(cut.kind == SentenceKind::Body);
        let heard = match &self.label {
            Some((speaker, paragraph)) if self.record || *paragraph == cut.paragraph => speaker.clone(),
            _ => self.own.clone(),
        };
        self.all.push(heard.filter(|_| matches!(cut.kind, SentenceKind::Body | SentenceKind::Item)));
    }
}

/// The state of the place that the first dateline names.
pub fn of_dateline(lexicon: &Lexicon, text: &str, document: &Document) -> Option<Code> {
    let span = document.sentences.iter().find_map(|s| s.cut.dateline)?;
    names_in(lexicon, span.of(text)).into_iter().map(|(_, code)| code).next()
}

/// The first voice of a text.
pub fn voice(source: Option<Code>, dateline: Option<Code>) -> Option<Voice> {
    let voice = |code, reason, probability| Voice { actor: plain(code), reason, probability };
    source
        .map(|c| voice(c, "the report's own speaker", 0.88))
        .or_else(|| dateline.map(|c| voice(c, "the place where the text was written", 0.5)))
}

/// The speaker that a label names ("AMBASSADOR RICE:").
pub fn of_label(world: &World<'_>, label: &str, source: Option<&Code>) -> Option<Voice> {
    let atoms = atoms(label, 0);
    let spelled: Vec<String> = atoms.iter().map(|a| title_case(&a.text)).collect();
    let spell = |from: usize, i: usize| atoms.get(i).filter(|a| i == from || a.joined).map(|a| [a.text.as_ref(), spelled[i].as_str()]);
    let found = (0..atoms.len()).find_map(|from| {
        let (end, persons) = world.lexicon.persons_at(from, |i| spell(from, i)).pop()?;
        let holders: Vec<usize> = persons.iter().map(|p| p.holder).collect();
        choose(world.lexicon, &holders, world.on, &Beside { seen: Some(world.seen), full: end > from + 1, ..Beside::default() })
    });
    if let Some(mut chosen) = found {
        // whoever speaks in a state's own record speaks for it
        let rising = chosen.actor.sector.is_empty();
        if (source == Some(&chosen.actor.code) || rising) && chosen.actor.authority == Authority::None {
            (chosen.actor.authority, chosen.actor.rank, chosen.actor.sector, chosen.actor.office) =
                (Authority::State, 5, "GOV".into(), None);
        }
        return Some(Voice { actor: chosen.actor, reason: "speaker of the label", probability: chosen.probability * 0.95 });
    }
    let code = names_in(world.lexicon, label).into_iter().map(|(_, code)| code).next()?;
    Some(Voice { actor: plain(code), reason: "speaker of the label", probability: 0.8 })
}

/// States that a short text names, from the left; capital letters throughout make no difference.
fn names_in(lexicon: &Lexicon, text: &str) -> Vec<(NameKind, Code)> {
    let atoms = atoms(text, 0);
    let spelled: Vec<String> = atoms.iter().map(|a| title_case(&a.text)).collect();
    let (mut found, mut from) = (Vec::new(), 0);
    while from < atoms.len() {
        let spell = |i: usize| atoms.get(i).filter(|a| i == from || a.joined).map(|a| [a.text.as_ref(), spelled[i].as_str()]);
        match lexicon.names_at(from, spell).pop() {
            Some((end, named)) => {
                let state = named.iter().filter(|n| n.kind != NameKind::Outlet).find_map(|n| Some((n.kind, n.code.clone()?)));
                found.extend(state.filter(|(_, code)| lexicon.state(code).is_some()));
                from = end;
            }
            None => from += 1,
        }
    }
    found
}

fn title_case(word: &str) -> String {
    word.chars().enumerate().flat_map(|(i, c)| if i == 0 { vec![c] } else { c.to_lowercase().collect() }).collect()
}
