//! Verbs that lend their arguments to a noun ("put pressure on Moscow", "voiced concern over the strikes").
//!
//! In: a verb frame whose subject is settled. Out: the noun frames that it carries, with agent, addressee, phrases and negation. It never removes the
//! verb's own arguments.

use super::draft::{Drafts, Filler};
use super::vocab::vocab;
use crate::{Deprel, Frame, FrameId, Implied, PredicateKind, Role, Xpos};
use smol_str::SmolStr;

/// Prepositions whose noun completes the noun carried, not the time or place of the verb.
const CARRIED: &[&str] = &[
    "on",
    "upon",
    "against",
    "over",
    "to",
    "for",
    "with",
    "toward",
    "towards",
    "about",
    "from",
    "between",
    "into",
    "among",
    "of",
    "in favour of",
    "in favor of",
    "in support of",
    "in response to",
    "on behalf of",
];

/// "condemned sanctions [against Russia]", parsed with the verb: a phrase that follows the noun at once is the noun's as well, at half its
/// confidence.
fn adjacent(drafts: &mut Drafts, verb: &Frame, noun: FrameId) {
    let head = drafts.frame(noun).head;
    for arg in verb.obliques(&["against", "between", "toward", "towards"]) {
        let follows = drafts.norm.by(arg.head, Deprel::Case).next() == Some(head + 1);
        if follows && drafts.frame(noun).args.iter().all(|a| a.head != arg.head) {
            let filler = Filler { word: arg.head, implied: Some(Implied::Light), conf: arg.confidence * 0.5 };
            drafts.fill(noun, Role::Oblique, &filler, arg.prep.clone());
        }
    }
}

/// "The raid drew condemnation from Oman": Oman condemns the raid.
fn receive(drafts: &mut Drafts, verb: &Frame, subjects: &[Filler], noun: FrameId, conf: f32) {
    if drafts.frame(noun).negated.is_none() {
        drafts.all[noun].frame.negated = verb.negated;
    }
    let own = drafts.frame(noun).by_role(Role::Agent).next().is_some();
    let from: Vec<crate::Arg> = drafts.frame(noun).obliques(&["from"]).chain(verb.obliques(&["from"])).cloned().collect();
    for arg in from.iter().filter(|_| !own) {
        drafts.all[noun].frame.args.retain(|a| a.head != arg.head);
        let filler = Filler { word: arg.head, implied: Some(Implied::Light), conf: arg.confidence * conf };
        drafts.fill(noun, Role::Agent, &filler, SmolStr::default());
    }
    drafts.imply(noun, Role::Theme, subjects, Implied::Light, conf);
}

/// Completes the nouns that a verb carries, and returns their frames.
pub(super) fn carry(drafts: &mut Drafts, id: FrameId) -> Vec<FrameId> {
    if drafts.frame(id).kind != PredicateKind::Verb {
        return Vec::new();
    }
    let verb = drafts.frame(id).clone();
    // "made supply a danger" carries nothing.
    if verb.by_role(Role::Predicative).any(|a| a.prep.is_empty()) {
        return Vec::new();
    }
    let mut carried = Vec::new();
    let agents = drafts.filled(id, Role::Agent);
    for theme in verb.by_role(Role::Theme) {
        let Some(noun) = drafts.at(theme.head) else { continue };
        if drafts.frame(noun).kind != PredicateKind::Noun {
            continue;
        }
        if vocab().is_received(&verb.lemma, &drafts.frame(noun).lemma) {
            receive(drafts, &verb, &agents, noun, theme.confidence);
            continue;
        }
        if !vocab().is_light(&verb.lemma, &drafts.frame(noun).lemma) {
            adjacent(drafts, &verb, noun);
            continue;
        }
        drafts.all[noun].frame.light = Some(id);
        let negated = drafts.frame(noun).negated.or(verb.negated);
        drafts.all[noun].frame.negated = negated;
        let conf = theme.confidence;
        let pronoun = |a: &crate::Arg| a.role == Role::Agent && drafts.norm.xpos(a.head) == Xpos::PrpS;
        let own = drafts.frame(noun).by_role(Role::Agent).all(pronoun);
        if own && !agents.is_empty() {
            drafts.all[noun].frame.args.retain(|a| a.role != Role::Agent);
            drafts.imply(noun, Role::Agent, &agents, Implied::Light, conf);
        }
        for arg in verb.args.iter().filter(|a| a.role == Role::Recipient || a.role == Role::Oblique && CARRIED.contains(&a.prep.as_str())) {
            let lacking = drafts.frame(noun).args.iter().all(|x| x.head != arg.head);
            if lacking && !vocab().is_time(&drafts.norm.lemma[arg.head]) {
                let filler = Filler { word: arg.head, implied: Some(Implied::Light), conf: arg.confidence * conf };
                drafts.fill(noun, arg.role, &filler, SmolStr::clone(&arg.prep));
            }
        }
        carried.push(noun);
    }
    carried
}
