//! Trees to mentions, and mentions to actors on a date.
//!
//! In: a read document, the lexicon, the report's metadata. Out: [`Mentions`]. It never judges what an actor did.
//!
//! `scan` finds names and titles; `phrase`, `title` and `compose` make noun phrases of them; `place` tells governments from places;
//! `anaphor`, `discourse`, `owner` and `antecedent` resolve what stands for something named before; `internal` gives groups of one country
//! their country; `speech` and `source` find whose words a quotation or a whole text is in.
//!
//! For event data an actor is `code` and `sector` ("SYR", "REB"); [`ActorRef::is_internal`] tells groups that act inside their country
//! ("protesters", "the opposition", "police") from those that act for it, so that both ends of an event may lie in one country.

mod anaphor;
mod antecedent;
mod before;
mod compose;
mod discourse;
mod draft;
mod internal;
mod line;
mod mention;
mod owner;
mod person;
mod phrase;
mod place;
mod salience;
mod scan;
mod source;
mod speech;
mod title;
mod vocab;

pub use mention::{ActorRef, Authority, Mention, MentionKind, Mentions, Reading};

use demarche_lexicon::{Lexicon, NameKind};
use demarche_source::{Code, Date, Report};
use demarche_syntax::{Document, SentenceKind};
use line::Line;
use std::collections::BTreeMap;

/// What is known of a report besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Day of publication: office holders are those of this day. Without it any holder is considered.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who speaks, for a primary source.
    pub speaker: Option<String>,
    /// Whose statement it is, for a primary source.
    pub country: Option<Code>,
    /// Headline.
    pub title: Option<String>,
}

impl From<&Report> for Context {
    fn from(report: &Report) -> Self {
        Self {
            published: report.published,
            outlet: report.outlet.clone(),
            speaker: report.speaker.clone(),
            country: report.country.clone(),
            title: report.title.clone(),
        }
    }
}

/// Finds everything in a report that names an actor.
pub fn resolve(lexicon: &Lexicon, text: &str, document: &Document, context: &Context) -> Mentions {
    let lines: Vec<Line<'_>> = document.sentences.iter().enumerate().map(|(i, s)| Line::new(text, i, s)).collect();
    let hits: Vec<Vec<scan::Hit>> = lines.iter().map(|line| scan::scan(lexicon, line)).collect();
    let mut seen: BTreeMap<Code, u32> = BTreeMap::new();
    for named in hits.iter().flatten().flat_map(|h| h.names().iter().take(1)).filter(|n| n.kind != NameKind::Outlet) {
        *seen.entry(named.code.clone().unwrap_or_default()).or_default() += 1;
    }
    let dateline = source::of_dateline(lexicon, text, document);
    let source = context.country.clone().or_else(|| source::of_outlet(lexicon, context.outlet.as_deref()?, dateline.as_ref()));
    let home = source.clone().or_else(|| dateline.clone()).or_else(|| {
        let outlet = context.outlet.as_deref().and_then(|o| lexicon.outlet(o))?;
        outlet.country.clone().filter(|_| outlet.authority != "non")
    });
    let local = source.clone().or_else(|| dateline.clone());
    let national = source.clone().or_else(|| source::of_press(lexicon, context.outlet.as_deref()?));
    let national = national.filter(|code| dateline.as_ref().is_none_or(|place| place == code));
    let home = home.or_else(|| national.clone());
    let press = context.outlet.as_deref().and_then(|o| lexicon.outlet(o)).and_then(|o| o.country.clone());
    let world = compose::World { lexicon, on: context.published, seen: &seen, home, local, national, press };
    let mut discourse = discourse::Discourse::new(&world, &lines, context, &document.quotations);
    discourse.dateline.clone_from(&dateline);
    discourse.voice = source::voice(source.clone(), dateline);
    let mut voices = source::Voices::new(source.as_ref(), context);
    for (i, line) in lines.iter().enumerate() {
        voices.next(&world, &document.sentences[i].cut, text);
        if let Some(label) = document.sentences[i].cut.label {
            discourse.voice = source::of_label(&world, label.of(text), source.as_ref()).or(discourse.voice);
        }
        let mut drafts = compose::compose(&world, line, &hits[i]);
        let told = document.sentences[i].cut.kind != SentenceKind::Furniture;
        if told {
            drafts.extend(anaphor::anaphors(line, &drafts));
        }
        drafts.sort_by_key(|d| (d.head, std::cmp::Reverse(d.span.len())));
        drafts.dedup_by_key(|d| d.head);
        drafts.sort_by_key(|d| (d.first, d.head));
        discourse.sentence(i, drafts);
    }
    let speakers = speech::speakers(lexicon, &document.quotations, &lines, &discourse.settled);
    for draft in std::mem::take(&mut discourse.quoted) {
        let within = speech::innermost(&document.quotations, draft.span);
        discourse.voice(draft, within.and_then(|q| speakers[q]));
    }
    collect(discourse.settled, &lines).with_voices(voices.all)
}

/// Puts mentions in the order in which [`Mentions`] keeps them, and points antecedents to it.
fn collect(settled: Vec<salience::Settled>, lines: &[Line<'_>]) -> Mentions {
    let mut order: Vec<usize> = (0..settled.len()).collect();
    let place = |i: usize| (settled[i].mention.sentence, settled[i].mention.head, std::cmp::Reverse(settled[i].mention.span.len()));
    order.sort_by_key(|&i| place(i));
    let mut position = vec![0usize; settled.len()];
    let mut kept: Vec<usize> = Vec::with_capacity(order.len());
    for &i in &order {
        let same = kept.last().is_some_and(|&k| {
            (settled[k].mention.sentence, settled[k].mention.head) == (settled[i].mention.sentence, settled[i].mention.head)
        });
        if !same {
            kept.push(i);
        }
        position[i] = kept.len() - 1;
    }
    let mut mentions: Vec<Mention> = Vec::with_capacity(kept.len());
    for &i in &kept {
        let mut mention = settled[i].mention.clone();
        mention.antecedent = mention.antecedent.map(|a| position[a]);
        let line = &lines[mention.sentence];
        if line.sentence.cut.span.of(line.text).contains("condition of anonymity")
            && mention.actors.iter().all(|a| a.person.is_none())
            && mention.reading == Reading::Agent
        {
            mention.actors.iter_mut().for_each(|a| a.anonymous = true);
        }
        discourse::hush(&mut mention.actors);
        mentions.push(mention);
    }
    Mentions::new(mentions)
}
