//! Who speaks. In: a cue's frame. Out: its agent, or whoever else the sentence shows. It does not look beyond the sentence.

use super::QuoteSpeaker;
use super::cues::{cue_of, takes};
use crate::reader::Reader;
use demarche_source::Span;
use demarche_syntax::{Arg, Frame, Implied, PredicateKind, Role, Upos};

/// The agent of the cue (a relative pronoun for what it stands for), else whoever a noun names.
pub(super) fn speaker(reader: &Reader<'_>, s: usize, frame: &Frame) -> Option<QuoteSpeaker> {
    let tree = reader.tree(s);
    let arg = frame.arg(Role::Agent).or_else(|| frame.by_role(Role::Modifier).find(|a| reader.names_actor(s, a.head)))?;
    if let Some(outer) = outer_agent(reader, s, frame, arg) {
        return Some(speaker_at(reader, s, outer));
    }
    let mut speaker = speaker_at(reader, s, arg.head);
    if arg.implied == Some(Implied::Relative) {
        let pronoun = tree
            .children(frame.head)
            .find(|&k| k < frame.head && tree.words()[k].deprel.is_subject() && tree.words()[k].upos == Upos::Pron);
        speaker.span = pronoun.map_or(speaker.span, |k| tree.words()[k].span);
    }
    Some(speaker)
}

/// "The envoy said the talks had failed and added …": whoever spoke goes on, not the subject of what was said.
fn outer_agent(reader: &Reader<'_>, s: usize, frame: &Frame, agent: &Arg) -> Option<usize> {
    let shared = agent.implied == Some(Implied::Coordination) && frame.kind == PredicateKind::Verb;
    let speaks =
        |f: &Frame| cue_of(reader, f).is_some_and(|cue| takes(cue, "that") && !matches!(cue.manner.as_str(), "think" | "know" | "ask"));
    if !shared || !speaks(frame) || frame.arg(Role::Clause).is_none() {
        return None;
    }
    let before = |f: &&Frame| f.kind == PredicateKind::Verb && f.head < agent.head && f.tense == frame.tense && speaks(f);
    let outer = reader.frames(s).all().iter().rfind(before)?;
    outer.arg(Role::Agent).filter(|a| a.implied.is_none() && a.head < outer.head).map(|a| a.head)
}

/// The noun beside a cue that has lost its subject: the first after it, else the last before it, outside the content.
pub(super) fn nearest(reader: &Reader<'_>, s: usize, frame: &Frame, content: &[Span]) -> Option<QuoteSpeaker> {
    let words = reader.tree(s).words();
    let free = |i: &usize| {
        let word = &words[*i];
        matches!(word.upos, Upos::Propn | Upos::Pron | Upos::Noun)
            && word.deprel.base() != "obl"
            && !content.iter().any(|c| c.overlaps(word.span))
    };
    let top = |i: usize| if words[i].deprel.base() == "compound" || words[i].deprel.base() == "flat" { words[i].head as usize } else { i };
    let before = (0..frame.head).rev().find(free);
    let after = (frame.head + 1..words.len()).take(3).find(free);
    before.or(after).map(top).map(|i| speaker_at(reader, s, i))
}

/// The speaker at a word: its noun phrase, or the mention around that.
pub(super) fn speaker_at(reader: &Reader<'_>, s: usize, word: usize) -> QuoteSpeaker {
    let span = reader.mention(s, word).map_or_else(|| reader.noun_phrase(s, word), |m| m.span.join(reader.noun_phrase(s, word)));
    QuoteSpeaker { span, at: (s, word) }
}
