//! The direction of a text from its words alone, where no tree is at hand. In: operative words. Out: a value with its chain.
//!
//! One clause at a time: what the clause does (deplores, demands, affirms), what it does it to (an ill word, a norm), and the sides named.

use crate::value::{Calculus, Val, short};
use crate::{weights as w, words};
use demarche_lexicon::{Token, atoms};

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
    let verb = tokens.iter().find_map(|t| attitude(calculus, &t.lemma));
    let norms = calculus.lexicon.phrases().principles(&tokens);
    let Some(verb) = verb else { return Val::none("no operative verb") };
    if let Some(norm) = norms.first() {
        let id = &calculus.lexicon.principles()[norm.principle].id;
        let breach = norm.naming == demarche_lexicon::Naming::Breach;
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
    let ill = tokens.iter().any(|t| {
        calculus.effect(&t.lemma).is_some_and(|e| e.theme < 0.0 || e.valence < 0.0) || words::is_yield(&t.lemma) || words::is_stop(&t.lemma)
    });
    let (mut doer, mut victim) = (None, None);
    for hit in &hits {
        let before = text.get(..hit.start).unwrap_or("").trim_end().trim_end_matches(" the").to_lowercase();
        let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let slot = if matches!(last, "against" | "on" | "in" | "of" | "from") { &mut victim } else { &mut doer };
        if slot.is_none() {
            *slot = hit.mark.side();
        }
    }
    match (verb, doer, victim) {
        (Verb::Against | Verb::Demand, _, Some(side)) if ill && doer != Some(side) => named(calculus, side, 1.0, "what is done to it is deplored", text),
        (Verb::Against | Verb::Demand, Some(side), _) if ill || verb == Verb::Against => {
            let other = named(calculus, side, 1.0, "its deed is deplored", text);
            Val { v: -other.v, ..other }
        }
        (Verb::For, Some(side), _) | (Verb::For, None, Some(side)) => named(calculus, side, 0.7, "it is supported", text),
        _ => Val::none("no side named"),
    }
}

fn named(calculus: &Calculus<'_>, side: usize, weight: f32, what: &str, text: &str) -> Val {
    Val { v: calculus.model.sign(side) * weight * w::MEMBER, why: format!("“{}”: {what} ({})", short(text), calculus.model.sides[side]) }
}

#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Against,
    For,
    Demand,
}

fn attitude(calculus: &Calculus<'_>, lemma: &str) -> Option<Verb> {
    match lemma {
        "demand" | "call" | "urge" | "request" | "require" | "decide" | "insist" | "authorize" | "authorise" => return Some(Verb::Demand),
        "condemn" | "deplore" | "denounce" | "reject" | "regret" | "oppose" | "censure" => return Some(Verb::Against),
        "affirm" | "reaffirm" | "support" | "welcome" | "commend" | "recognize" | "recognise" | "underscore" | "determine" | "recommend" => {
            return Some(Verb::For);
        }
        _ => {}
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
