//! The direction of a text from its words alone, where no tree is at hand. In: operative words. Out: a value with its chain.
//!
//! One clause at a time: what the clause does (deplores, demands, affirms), what it does it to (an ill word, a norm), and the sides named.

use crate::terms::Mark;
use crate::value::{Calculus, Val, short};
use crate::{weights as w, words};
use demarche_lexicon::{Naming, Token, atoms};
use demarche_signals::{Content, Signal};
use demarche_source::Span;
use std::collections::BTreeSet;

/// The sum of the clauses' directions.
pub fn of(calculus: &Calculus<'_>, text: &str) -> Val {
    let values: Vec<Val> = text.split([';', '\n']).map(|c| clause(calculus, c)).filter(Val::some).collect();
    let v = values.iter().map(|x| x.v).sum::<f32>().clamp(-1.0, 1.0);
    Val { v, why: values.into_iter().map(|x| x.why).collect::<Vec<_>>().join(" + ") }
}

fn clause(calculus: &Calculus<'_>, text: &str) -> Val {
    let model = calculus.model;
    let hits: Vec<_> = model.hits(text).into_iter().filter(|h| h.mark.side().is_some()).collect();
    let tokens: Vec<Token> = atoms(text, 0).iter().map(|a| Token::new(&a.text, stem(&a.text))).collect();
    let verb = tokens.iter().enumerate().take(4).find_map(|(i, t)| attitude(calculus, &t.lemma, i < 2));
    let norms = calculus.lexicon.phrases().principles(&tokens);
    let Some(verb) = verb else { return Val::none("no operative verb") };
    if let Some(norm) = norms.first() {
        let id = &calculus.lexicon.principles()[norm.principle].id;
        let breach = norm.naming == Naming::Breach;
        let side = hits.first().and_then(|h| h.mark.side());
        let meaning = model.norm(id).and_then(|m| m.serves.map(|s| (s, m.weight)));
        if !breach && verb != Verb::Against {
            return match (side, meaning) {
                (Some(side), _) if !words::is_inward(id) && !words::is_parting(id) => named(calculus, side, 1.0, id, text),
                (_, Some((side, weight))) => named(calculus, side, weight, id, text),
                _ => Val::none("norm of unknown bearing"),
            };
        }
    }
    let word = |t: &Token| calculus.effect(&t.lemma).map_or(0.0, |e| e.theme.min(e.valence));
    let harm = tokens.iter().any(|t| word(t) < -0.3 && !words::is_stop(&t.lemma)) || norms.iter().any(|n| n.naming == Naming::Breach);
    let gives = tokens.iter().any(|t| words::is_yield(&t.lemma) || words::is_stop(&t.lemma));
    let (mut doer, mut victim) = (None, None);
    for hit in &hits {
        let owns = text.get(hit.end..).is_some_and(|rest| rest.starts_with("'s") || rest.starts_with("’s"));
        let slot = if !owns && done_to(text, hit.start) { &mut victim } else { &mut doer };
        if slot.is_none() {
            *slot = hit.mark.side();
        }
    }
    let against = |side: usize, what: &str| {
        let value = named(calculus, side, 1.0, what, text);
        Val { v: -value.v, ..value }
    };
    match (verb, doer, victim) {
        (Verb::Against | Verb::Demand, _, Some(side)) if harm && doer != Some(side) => {
            named(calculus, side, 1.0, "what is done to it is deplored", text)
        }
        (Verb::Against, Some(side), _) => against(side, "its deed is deplored"),
        (Verb::Demand, Some(side), _) if harm || gives => against(side, "it is to give way"),
        (Verb::For, Some(side), _) if harm => against(side, "its deed is found wrong"),
        (Verb::For, None, Some(side)) if harm => named(calculus, side, 0.7, "what is done to it is found wrong", text),
        (Verb::For, Some(side), _) | (Verb::For, None, Some(side)) => named(calculus, side, 0.7, "it is supported", text),
        _ => Val::none("no side named"),
    }
}

/// Whether the phrase at a place stands after a preposition of what is done to ("against the residents of the isle"), and not of a doer.
fn done_to(text: &str, start: usize) -> bool {
    let before: Vec<String> = text
        .get(..start)
        .unwrap_or("")
        .split_whitespace()
        .rev()
        .take(7)
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    for (i, word) in before.iter().enumerate() {
        match word.as_str() {
            "against" | "on" | "in" | "from" => return true,
            "by" | "that" | "terms" => return false,
            // "withdrawal of its forces": the doer; "occupation of the isle": what it is done to
            "of" => {
                return !before
                    .get(i + 1)
                    .is_some_and(|w| words::is_yield(w) || matches!(w.as_str(), "launch" | "launches" | "withdrawal"));
            }
            _ => {}
        }
    }
    false
}

fn named(calculus: &Calculus<'_>, side: usize, weight: f32, what: &str, text: &str) -> Val {
    Val {
        v: calculus.model.sign(side) * weight * w::MEMBER, why: format!("“{}”: {what} ({})", short(text), calculus.model.sides[side])
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Against,
    For,
    Demand,
}

/// What an operative verb does; words that no list here has are looked up among the acts, if they stand first.
fn attitude(calculus: &Calculus<'_>, lemma: &str, leads: bool) -> Option<Verb> {
    match lemma {
        "demand" | "call" | "urge" | "request" | "require" | "decide" | "insist" => return Some(Verb::Demand),
        "condemn" | "deplore" | "denounce" | "reject" | "regret" | "oppose" | "censure" => return Some(Verb::Against),
        "affirm" | "reaffirm" | "support" | "welcome" | "commend" | "recognize" | "recognise" | "underscore" | "determine"
        | "recommend" => {
            return Some(Verb::For);
        }
        _ => {}
    }
    if !leads {
        return None;
    }
    let patterns = calculus.lexicon.patterns(demarche_lexicon::PatternKind::Verb, lemma);
    let act = patterns.iter().map(|o| &calculus.lexicon.acts()[o.entry]).find(|a| a.attitude != 0.0)?;
    Some(if act.attitude < 0.0 { Verb::Against } else { Verb::For })
}

/// A rough lemma of an English verb or noun: "deplores", "demanding".
fn stem(word: &str) -> &str {
    let cut = |suffix: &str| word.strip_suffix(suffix).filter(|s| s.len() > 3);
    if word.ends_with("ss") {
        return word;
    }
    cut("ies").or_else(|| cut("s")).unwrap_or(word)
}

/// The tone of some words toward the one side that they name: what is done to it in ill words, or the good and ill said of it. Weak.
pub fn tone(calculus: &Calculus<'_>, text: &str) -> Val {
    let hits: Vec<_> = calculus.model.hits(text).into_iter().filter(|h| h.mark.side().is_some()).collect();
    let sides: BTreeSet<usize> = hits.iter().filter_map(|h| h.mark.side()).collect();
    let Some(&side) = sides.first().filter(|_| sides.len() == 1) else { return Val::none("no one side is named") };
    let words = atoms(text, 0);
    let tokens: Vec<Token> = words.iter().map(|a| Token::new(&a.text, stem(&a.text))).collect();
    if tokens.iter().any(|t| matches!(t.lemma.as_str(), "not" | "no" | "never" | "neither" | "nor" | "if" | "whether" | "n't" | "without"))
    {
        return Val::none("negated or conditional words");
    }
    let valence =
        |t: &Token| ["adjective", "noun"].iter().filter_map(|k| calculus.lexicon.effect(k, &t.lemma)).map(|e| (e.valence, e.theme)).next();
    let judged: Vec<(f32, f32)> = tokens.iter().filter_map(valence).filter(|(v, _)| v.abs() >= 0.5).collect();
    let (good, ill) = (judged.iter().any(|(v, _)| *v > 0.0), judged.iter().any(|(v, _)| *v < 0.0));
    let victim = hits.iter().all(|h| done_to(text, h.start));
    let deed = hits.iter().any(|h| matches!(h.mark, Mark::Deed(_)));
    let v = match (good, ill) {
        (true, false) if !victim || deed => w::TONE,
        (false, true) if victim && judged.iter().any(|(_, theme)| *theme <= -0.8) => w::TONE,
        (false, true) if !victim => -w::TONE,
        _ => return Val::none("no tone"),
    };
    let value = calculus.model.sign(side) * v;
    Val { v: value, why: format!("tone of “{}” toward {} ({v:+.1})", short(text), calculus.model.sides[side]) }
}

/// A norm named in a statement's words, said of the one side that they name besides the actor, or in general.
pub fn norm_named(calculus: &Calculus<'_>, signal: &Signal) -> Val {
    let text = signal.quote.as_str();
    let tokens: Vec<Token> = atoms(text, 0).iter().map(|a| Token::new(&a.text, stem(&a.text))).collect();
    let negated = tokens.iter().any(|t| matches!(t.lemma.as_str(), "not" | "no" | "never" | "if" | "whether" | "but" | "cannot"));
    let norms = calculus.lexicon.phrases().principles(&tokens);
    let Some(norm) = norms.first().filter(|n| !negated && !words::is_broken(text) && n.naming == Naming::Name) else {
        return Val::none("no norm is named");
    };
    let id = calculus.lexicon.principles()[norm.principle].id.clone();
    let own = calculus.model.member_of(&signal.actor);
    let sides: BTreeSet<usize> = calculus.model.hits(text).iter().filter_map(|h| h.mark.side()).filter(|s| Some(*s) != own).collect();
    let bearing = sides.first().filter(|_| sides.len() == 1).and_then(|&s| calculus.model.members[s].first());
    let bearing = bearing.map(|code| Content::Entity { codes: vec![code.clone()], span: Span::default(), text: String::new() });
    let content =
        Content::Principle { id, breach: false, bearing: bearing.into_iter().collect(), span: Span::default(), text: String::new() };
    calculus.occur(&content).times(w::STATED, "norm named in the words")
}
