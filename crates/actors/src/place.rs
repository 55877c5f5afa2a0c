//! Whether a name means a government or only a place. In: a name and its place in the tree and frames. Out: the reading and why.

use crate::compose::World;
use crate::line::Line;
use crate::mention::{MentionKind, Reading};
use crate::scan::Hit;
use crate::vocab::{BETWEEN_PLACES, DIRECTIONS, GEOGRAPHY, LOCATIVE, MOTION, OF_PLACES, UPON_PLACES, has};
use demarche_lexicon::{Actor, NameKind, Named, PatternKind};
use demarche_syntax::{Deprel, Role, Upos, Xpos};

/// Which of several things of one name is meant: what the report names most, then states before bodies before places.
pub fn best<'n>(world: &World<'_>, names: &'n [Named]) -> Option<&'n Named> {
    let weight = |n: &Named| {
        let seen = n.code.as_ref().and_then(|c| world.seen.get(c)).copied().unwrap_or(0);
        let kind = match n.kind {
            NameKind::Name | NameKind::Adjective | NameKind::People => 4,
            NameKind::Capital | NameKind::Seat => 3,
            NameKind::Outlet => 2,
            NameKind::Place => 1,
        };
        let former = n.code.as_deref().and_then(|c| world.lexicon.state(c)).is_some_and(|s| {
            s.to.is_some_and(|to| world.on.is_none_or(|day| day > to)) || s.from.is_some_and(|from| world.on.is_some_and(|day| day < from))
        });
        (!former, kind, seen)
    };
    // the first of equal ones
    names.iter().rev().max_by_key(|n| weight(n))
}

/// Kind, reading, probability and reason for a name that stands on its own.
pub fn read(world: &World<'_>, line: &Line<'_>, hit: &Hit, named: &Named) -> (MentionKind, Reading, f32, &'static str) {
    let head = line.head_of(hit.first, hit.last);
    let kind = match named.kind {
        NameKind::Name => MentionKind::Name,
        NameKind::Adjective | NameKind::People => people_or_adjective(line, head, hit, named),
        NameKind::Capital | NameKind::Place => MentionKind::Place,
        NameKind::Seat => MentionKind::Seat,
        NameKind::Outlet => MentionKind::Outlet,
    };
    match kind {
        MentionKind::Outlet => (kind, Reading::Agent, 0.9, "name of an outlet"),
        MentionKind::Adjective => (kind, Reading::Government, 0.95, "adjective"),
        MentionKind::People => {
            let definite = line.tree.children_by(head, Deprel::Det).any(|d| line.lower(d) == "the");
            if definite {
                (kind, Reading::Government, 0.7, "the people, for their state")
            } else {
                (kind, Reading::Agent, 0.9, "people of the state")
            }
        }
        _ => {
            let (reading, probability, why) = place_or_government(world, line, head, named);
            (kind, reading, probability, why)
        }
    }
}

fn people_or_adjective(line: &Line<'_>, head: usize, hit: &Hit, named: &Named) -> MentionKind {
    let word = line.word(head);
    let modifies = matches!(word.deprel, Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::NmodDesc)
        || (word.upos == Upos::Adj && matches!(word.deprel, Deprel::Conj));
    let plural = matches!(word.xpos, Xpos::Nns | Xpos::Nnps);
    let next_is_noun = hit.last + 1 < line.len() && matches!(line.word(hit.last + 1).upos, Upos::Noun | Upos::Propn | Upos::Adj);
    // "the Chinese said": an adjective with no noun after it
    let stands_for_noun = word.upos == Upos::Adj && !next_is_noun && matches!(word.deprel.base(), "nsubj" | "obj" | "obl" | "nmod");
    let people = (named.kind == NameKind::People && plural)
        || (!modifies && !next_is_noun && word.upos != Upos::Adj)
        || (named.kind == NameKind::Adjective && stands_for_noun);
    if people { MentionKind::People } else { MentionKind::Adjective }
}

fn place_or_government(world: &World<'_>, line: &Line<'_>, head: usize, named: &Named) -> (Reading, f32, &'static str) {
    let city = matches!(named.kind, NameKind::Capital | NameKind::Place);
    let body = named.code.as_deref().is_some_and(|c| matches!(world.lexicon.actor(c), Some(Actor::Body(_) | Actor::Group(_))));
    let word = line.word(head);
    // a list goes as its first member goes
    if word.deprel == Deprel::Conj
        && let Some(first) = line.tree.head(head)
        && line.word(first).upos == Upos::Propn
        && line.preposition(head).is_none()
    {
        let (reading, p, why) = place_or_government(world, line, first, named);
        return (if named.kind == NameKind::Place { Reading::Place } else { reading }, p * 0.95, why);
    }
    let above = line.tree.head(head);
    let above_lemma = above.map_or("", |h| line.lemma(h));
    if line.tree.children_by(head, Deprel::Amod).any(|c| c < head && has(DIRECTIONS, if c == 0 { line.lower(c) } else { line.form(c) })) {
        return (Reading::Place, 0.85, "part of the land");
    }
    // "Beirut, Lebanon"
    let first = word.span.start;
    let listed = line.text.get(..first as usize).is_some_and(|t| t.ends_with(", "))
        && matches!(word.deprel, Deprel::Appos | Deprel::NmodUnmarked | Deprel::List | Deprel::Nmod);
    if listed && !body && above.is_some_and(|h| h < head && line.word(h).upos == Upos::Propn) && line.preposition(head).is_none() {
        return (Reading::Place, 0.75, "after the city that lies in it");
    }
    if line.is_possessive(head) {
        return match named.kind {
            NameKind::Place => (Reading::Place, 0.8, "city as possessor"),
            _ if !body && has(GEOGRAPHY, above_lemma) => (Reading::Place, 0.8, "possessor of a part of the land"),
            _ if city && has(OF_PLACES, above_lemma) => (Reading::Place, 0.8, "possessor of a thing of the place"),
            _ => (Reading::Government, 0.9, "possessor"),
        };
    }
    if let Some(prep) = line.preposition(head) {
        return by_preposition(line, named, city, body, &prep, above);
    }
    if matches!(word.deprel, Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked) {
        return match named.kind {
            NameKind::Place => (Reading::Place, 0.8, "city before a noun"),
            _ if !body && has(GEOGRAPHY, above_lemma) => (Reading::Place, 0.8, "before a part of the land"),
            _ if city && has(OF_PLACES, above_lemma) => (Reading::Place, 0.8, "before a thing of the place"),
            _ => (Reading::Government, 0.85, "before the noun that is its own"),
        };
    }
    for frame in line.frames.all() {
        let Some(arg) = frame.args.iter().find(|a| a.head == head) else { continue };
        match arg.role {
            Role::Agent => {
                let speaks = world.lexicon.cue("verb", &frame.lemma).is_some();
                let acts = speaks || !world.lexicon.patterns(PatternKind::Verb, &frame.lemma).is_empty();
                return match named.kind {
                    NameKind::Place if speaks => (Reading::Government, 0.5, "city that speaks"),
                    NameKind::Place => (Reading::Place, 0.8, "city"),
                    NameKind::Capital if frame.kind == demarche_syntax::PredicateKind::Copular && has(OF_PLACES, &frame.lemma) => {
                        (Reading::Place, 0.8, "said to be a place")
                    }
                    _ if acts => (Reading::Government, 0.95, "does what takes a will"),
                    _ => (Reading::Government, if city { 0.75 } else { 0.9 }, "subject"),
                };
            }
            Role::Theme if city && has(UPON_PLACES, &frame.lemma) => return (Reading::Place, 0.8, "object of a verb for places"),
            Role::Theme if !city && !body && matches!(frame.lemma.as_str(), "visit" | "leave" | "tour" | "enter" | "cross" | "flee") => {
                return (Reading::Place, 0.7, "object of a verb of motion");
            }
            Role::Theme | Role::Recipient if named.kind != NameKind::Place => {
                return (Reading::Government, if city { 0.8 } else { 0.92 }, "acted on");
            }
            _ => {}
        }
    }
    match named.kind {
        NameKind::Place => (Reading::Place, 0.85, "city or region"),
        NameKind::Capital => (Reading::Government, 0.6, "capital"),
        _ => (Reading::Government, 0.9, "name"),
    }
}

fn by_preposition(
    line: &Line<'_>,
    named: &Named,
    city: bool,
    body: bool,
    prep: &str,
    above: Option<usize>,
) -> (Reading, f32, &'static str) {
    let lemma = above.map_or("", |h| line.lemma(h));
    let verb_above = above.is_some_and(|h| line.word(h).upos == Upos::Verb);
    if named.kind == NameKind::Place {
        return (Reading::Place, 0.9, "city or region");
    }
    if has(LOCATIVE, prep) {
        return (Reading::Place, if body { 0.75 } else { 0.92 }, "after a preposition of place");
    }
    let motion = has(MOTION, lemma);
    match prep {
        "to" | "toward" | "towards" | "for" | "back to" if motion && !body => (Reading::Place, 0.85, "where something goes"),
        "from" if motion || (city && verb_above && !matches!(lemma, "hear" | "demand" | "receive" | "seek" | "draw" | "win" | "get")) => {
            (Reading::Place, 0.7, "where something comes from")
        }
        "off" if !body => (Reading::Place, 0.85, "off its coast"),
        "of" if !body && has(GEOGRAPHY, lemma) => (Reading::Place, 0.8, "part of the land"),
        "between" if !body && (motion || has(BETWEEN_PLACES, lemma)) => (Reading::Place, 0.7, "between places"),
        "of" if city && has(OF_PLACES, lemma) => (Reading::Place, 0.85, "thing of the place"),
        "on" if city && matches!(lemma, "advance" | "march" | "attack" | "strike" | "raid" | "descend" | "converge") => {
            (Reading::Place, 0.6, "goal of an attack")
        }
        _ => (Reading::Government, if city { 0.75 } else { 0.9 }, "after a preposition that is not of place"),
    }
}
