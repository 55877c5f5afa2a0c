//! Signals to aligned signals. In: lexicon, disputes, reports, signals. Out: one [`Aligned`] per signal and dispute on which it bears.

use crate::bears::tie;
use crate::model::Model;
use crate::passage::Passages;
use crate::value::Calculus;
use crate::weights as w;
use demarche_lexicon::schema::Dispute;
use demarche_lexicon::{Lexicon, atoms};
use demarche_signals::{Channel, Signal};
use demarche_source::{Date, DateRange, Report, SmolStr};
use std::collections::{BTreeMap, BTreeSet};

/// What a signal means for a dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// Name of the dispute, as the user or the file calls it.
    pub dispute: SmolStr,
    /// Id of the signal.
    pub signal: SmolStr,
    /// Side served; `None` if it serves none.
    pub side: Option<SmolStr>,
    /// On [-1, 1]; plus for the first side.
    pub value: f32,
    /// How it was found, in words.
    pub derivation: Vec<String>,
    /// Something was withheld or refused, not done: a vote not cast, a word not used.
    pub withheld: bool,
    /// The words themselves name a side or the matter; else only the report does.
    pub explicit: bool,
    /// The side was read from the tone of the words, not from what they say of it.
    pub by_tone: bool,
}

/// Aligns one signal. `None` if it does not bear on the dispute. `about`: its report is on the dispute; `in_play`: direction of the text that
/// was voted on about that day, or 0.
pub fn align(lexicon: &Lexicon, model: &Model, signal: &Signal, about: bool, in_play: f32) -> Option<Aligned> {
    let mut tie = tie(model, signal, about)?;
    tie.matter |= in_play != 0.0 && crate::words::speaks_of_voted_text(&signal.quote);
    let calculus = Calculus { lexicon, model, in_play, actor: signal.actor.as_str() };
    let value = match &signal.vote {
        Some(vote) => calculus.vote(vote),
        None => calculus.stance(signal),
    };
    if matches!(signal.vote.as_ref().map(|v| v.cast), Some(demarche_source::Cast::NonMember)) {
        return None;
    }
    // in a report gathered for the user's own dispute, a deed that serves nobody may still be what the actor said it would not do
    let gathered = about && model.is_users();
    let bare = !value.some() && !tie.matter && tie.sides.is_empty() && signal.principle.is_none();
    if bare && signal.channel == Channel::Act && !gathered {
        return None;
    }
    let operator = lexicon.act(&signal.act.id).map_or("", |a| a.operator.as_str());
    let cast = signal.vote.as_ref().map(|v| v.cast);
    let withheld = matches!(operator, "withhold" | "refuse")
        || matches!(cast, Some(demarche_source::Cast::Abstain | demarche_source::Cast::Absent))
        || (signal.factuality.is_negated() && !signal.act.pattern.starts_with("not ") && !matches!(operator, "none" | "affirm" | "deny"));
    let v = if value.v.is_finite() { value.v.clamp(-1.0, 1.0) } else { 0.0 };
    let v = if v.abs() < w::NOTHING { 0.0 } else { (v * 1000.0).round() / 1000.0 };
    let by_tone = value.why.starts_with("tone of");
    let mut derivation = vec![value.why];
    derivation.push(match model.served(v) {
        Some(side) => format!("= {v:+.2}: serves {side}"),
        None => "= 0: takes no side".to_owned(),
    });
    Some(Aligned {
        dispute: model.name.clone(),
        signal: signal.id.clone(),
        side: model.served(v).cloned(),
        value: v,
        derivation,
        withheld,
        by_tone,
        explicit: tie.matter || !tie.sides.is_empty(),
    })
}

/// Compiles disputes for [`align_all`] and the judgment.
pub fn models(lexicon: &Lexicon, disputes: &[Dispute]) -> Vec<Model> {
    disputes.iter().map(|d| Model::new(lexicon, d)).collect()
}

/// Aligns every signal with every dispute on which it bears, in the order of the signals, then of the disputes.
pub fn align_all(lexicon: &Lexicon, models: &[Model], reports: &[Report], signals: &[Signal]) -> Vec<Aligned> {
    let index = Index::new(lexicon, models);
    let about: BTreeMap<&str, Touched> = reports.iter().map(|r| (r.id.as_str(), index.about(&text_of(r)))).collect();
    let texts: Vec<Vec<(Date, f32)>> = models.iter().map(|m| texts_voted_on(lexicon, m, signals)).collect();
    let published: BTreeMap<&str, Date> = reports.iter().filter_map(|r| Some((r.id.as_str(), r.published?))).collect();
    let passages = passages(models, reports, &about);
    let mut all = Vec::new();
    for signal in signals {
        let day = signal.date.map(|d| d.from).or_else(|| published.get(signal.report.as_str()).copied());
        let play = |i: usize| day.map_or(0.0, |day| in_play(&texts[i], day));
        match about.get(signal.report.as_str()) {
            Some(touched) => {
                // a good word for two at once takes no side between them
                let kind = lexicon.act(&signal.act.id).is_none_or(|a| a.attitude >= 0.0 || a.operator == "appeal");
                let speaks = |p: &Passages<'_>| signal.spans.iter().any(|s| p.speaks(*s) && !(kind && p.joins(*s)));
                let there = |i: usize| passages.get(&(signal.report.as_str(), i)).is_none_or(speaks);
                let tried = touched.on.iter().filter(|(i, _)| there(*i));
                all.extend(tried.filter_map(|&(i, on)| Some((i, align(lexicon, &models[i], signal, on, play(i))?))));
            }
            // a roll call stands in no report: it is on the dispute if its own words are
            None => all.extend(
                models.iter().enumerate().filter_map(|(i, m)| Some((i, align(lexicon, m, signal, vote_is_about(m, signal), 0.0)?))),
            ),
        }
    }
    let on: BTreeSet<(&str, usize)> =
        about.iter().flat_map(|(id, touched)| touched.on.iter().filter(|(_, on)| *on).map(|(i, _)| (*id, *i))).collect();
    let wide: BTreeSet<&str> = about.iter().filter(|(_, t)| t.is_wide()).map(|(id, _)| *id).collect();
    let narrow: Vec<&Signal> = signals.iter().filter(|s| !wide.contains(s.report.as_str())).collect();
    all.extend(heard_elsewhere(lexicon, models, &narrow, &all, &on));
    let order: BTreeMap<&str, usize> = signals.iter().enumerate().map(|(k, s)| (s.id.as_str(), k)).collect();
    all.sort_by_key(|(i, a)| (order.get(a.signal.as_str()).copied(), *i));
    all.into_iter().map(|(_, a)| a).collect()
}

/// Where each dispute is spoken of in the reports that are on many.
fn passages<'r>(models: &[Model], reports: &'r [Report], about: &BTreeMap<&'r str, Touched>) -> BTreeMap<(&'r str, usize), Passages<'r>> {
    let mut all = BTreeMap::new();
    for report in reports {
        let Some(touched) = about.get(report.id.as_str()).filter(|t| t.is_wide()) else { continue };
        let builtin = touched.on.iter().filter(|(i, _)| !models[*i].is_users());
        all.extend(builtin.map(|&(i, _)| ((report.id.as_str(), i), Passages::new(&models[i], models, &report.text))));
    }
    all
}

/// A report that names one side only is on no dispute by itself. But where the actor is heard on the dispute in another report, what it
/// says or does to that side belongs to its line. Reports on many disputes are left out: there each passage tells for itself.
fn heard_elsewhere(
    lexicon: &Lexicon,
    models: &[Model],
    signals: &[&Signal],
    found: &[(usize, Aligned)],
    on: &BTreeSet<(&str, usize)>,
) -> Vec<(usize, Aligned)> {
    let by_id: BTreeMap<&str, &Signal> = signals.iter().map(|&s| (s.id.as_str(), s)).collect();
    let mut heard: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut done: BTreeSet<(&str, usize)> = BTreeSet::new();
    for (i, a) in found {
        if let Some(signal) = by_id.get(a.signal.as_str()) {
            if on.contains(&(signal.report.as_str(), *i)) {
                heard.entry(signal.actor.as_str()).or_default().insert(*i);
            }
            done.insert((a.signal.as_str(), *i));
        }
    }
    let mut all = Vec::new();
    for signal in signals.iter().filter(|s| s.channel != Channel::Vote) {
        for &i in heard.get(signal.actor.as_str()).into_iter().flatten() {
            let third = models[i].member_of(&signal.actor).is_none();
            if !third || done.contains(&(signal.id.as_str(), i)) {
                continue;
            }
            all.extend(
                align(lexicon, &models[i], signal, true, 0.0).filter(|a| a.explicit && a.value.abs() >= w::ELSEWHERE).map(|a| (i, a)),
            );
        }
    }
    all
}

/// Days around a roll call in which "the resolution" means its text.
const PLAY_DAYS: i32 = 14;

/// Days and directions of the texts in the roll calls.
fn texts_voted_on(lexicon: &Lexicon, model: &Model, signals: &[Signal]) -> Vec<(Date, f32)> {
    let calculus = Calculus { lexicon, model, in_play: 0.0, actor: "" };
    let mut seen = BTreeSet::new();
    let votes = signals.iter().filter(|s| s.report == "votes").filter_map(|s| Some((s, s.vote.as_ref()?, s.date?.from)));
    let fresh = votes.filter(|(_, v, day)| !v.procedural && seen.insert((v.symbol.clone(), *day)));
    fresh.filter(|(s, _, _)| vote_is_about(model, s)).map(|(_, v, day)| (day, calculus.direction(v).v)).filter(|(_, v)| *v != 0.0).collect()
}

/// Direction of the texts that were voted on about a day, or 0. In: days and directions of a dispute's roll calls.
pub fn in_play(texts: &[(Date, f32)], day: Date) -> f32 {
    let near = |d: &Date| DateRange::day(*d).gap_days(DateRange::day(day)) <= PLAY_DAYS;
    let all: Vec<f32> = texts.iter().filter(|(d, _)| near(d)).map(|(_, v)| *v).collect();
    let agree = all.iter().all(|v| *v > 0.0) || all.iter().all(|v| *v < 0.0);
    if all.is_empty() || !agree { 0.0 } else { all.iter().sum::<f32>() / all.len() as f32 }
}

/// What of a report tells which disputes it is on: its title and its text.
pub fn text_of(report: &Report) -> String {
    format!("{}\n\n{}", report.title.as_deref().unwrap_or(""), report.text)
}

/// Which disputes a text can touch at all, so that a long list of disputes costs little on a text that is on none of them.
pub struct Index<'m> {
    models: &'m [Model],
    by_word: BTreeMap<&'m str, Vec<usize>>,
    builtin: Vec<bool>,
    all: Option<usize>,
}

/// The disputes of one text, as indices of the models.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Those whose words occur.
    pub named: Vec<usize>,
    /// Those on which its signals may bear, and whether the text is on them.
    pub on: Vec<(usize, bool)>,
}

/// A report on more disputes than these is read passage by passage.
const WIDE: usize = 3;

impl Touched {
    /// Whether the text goes round many disputes, so that only the words about a signal tell which it is on.
    pub fn is_wide(&self) -> bool {
        self.on.iter().filter(|(_, on)| *on).count() > WIDE
    }
}

/// Up to so many disputes are tried on every text: a few of the user's own.
const FEW: usize = 4;

impl<'m> Index<'m> {
    /// Indexes disputes by the first words of their names and terms.
    pub fn new(lexicon: &Lexicon, models: &'m [Model]) -> Self {
        let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, model) in models.iter().enumerate() {
            model.first_words().for_each(|w| by_word.entry(w).or_default().push(i));
        }
        let known: BTreeSet<(&str, &str)> = lexicon.disputes().iter().map(|d| (d.id.as_str(), d.name.as_str())).collect();
        let builtin = models.iter().map(|m| known.contains(&(m.id.as_str(), m.name.as_str()))).collect();
        Self { models, by_word, builtin, all: Some(models.len()).filter(|&n| n <= FEW) }
    }

    /// The disputes of a text. Neighbours quarrel over more than one thing: where one dispute is spoken of itself, the parties' other ones in
    /// the built-in list are not.
    pub fn about(&self, text: &str) -> Touched {
        let named = self.touched(text);
        let all: Vec<(usize, bool)> = named.iter().map(|&i| (i, self.models[i].about(text))).collect();
        let single: BTreeSet<usize> = all.iter().filter(|(i, _)| self.models[*i].singled_out(text)).map(|(i, _)| *i).collect();
        let other = all.iter().any(|(i, on)| *on && (single.contains(i) || !self.builtin[*i]));
        let on = all.into_iter().filter(|(i, _)| !other || !self.builtin[*i] || single.contains(i)).collect();
        Touched { named, on }
    }

    /// The disputes whose words occur in a text.
    pub fn touched(&self, text: &str) -> Vec<usize> {
        if let Some(n) = self.all {
            return (0..n).collect();
        }
        let mut found = BTreeSet::new();
        let words: BTreeSet<String> = atoms(text, 0).into_iter().map(|a| a.text.to_lowercase()).collect();
        for word in &words {
            let singular = word.strip_suffix('s').unwrap_or(word);
            found.extend([word.as_str(), singular].iter().filter_map(|w| self.by_word.get(w)).flatten());
        }
        found.into_iter().collect()
    }
}

/// Whether a roll call is on a dispute: its symbol is listed, or its words are about it.
pub fn vote_is_about(model: &Model, signal: &Signal) -> bool {
    let Some(vote) = &signal.vote else { return false };
    let words = vote.text.iter().map(|c| c.text()).collect::<Vec<_>>().join("; ");
    let known = model.linked_vote(vote).is_some();
    // a text that one side put forward is on what divides it from the other
    let side = |code: &demarche_source::Code| model.member_of(code);
    let sides: BTreeSet<usize> = vote.sponsor.iter().filter_map(side).collect();
    known || model.about(&words) || !model.hits(&words).is_empty() || (model.is_users() && sides.len() == 1)
}
