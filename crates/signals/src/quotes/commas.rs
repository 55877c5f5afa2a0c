//! Reporting clauses between commas, before the stop and after a pronoun. In: a reporting verb. Out: the sentence without its clause, and who
//! speaks there, whatever the tree makes of them. Nothing here looks at words in quotation marks.

use super::QuoteSpeaker;
use super::content::trim;
use super::cues::takes;
use super::phrases::stopless;
use super::reach::{predicated, subordinates};
use super::speakers::speaker_at;
use crate::reader::Reader;
use demarche_lexicon::schema::Cue;
use demarche_source::Span;
use demarche_syntax::{Embedding, Frame, PredicateKind, Upos};

/// Most words of a reporting clause between two commas.
const CLAUSE: usize = 14;

/// "Prices, the bank warned, will rise": a reporting clause between a subject and its verb, whatever the tree makes of it.
pub(super) fn interrupted(reader: &Reader<'_>, s: usize, cue: &Cue, frame: &Frame) -> Option<(Vec<Span>, QuoteSpeaker)> {
    let words = reader.tree(s).words();
    let plain = frame.kind == PredicateKind::Verb && !frame.passive && frame.embedding != Embedding::Relative && takes(cue, "that");
    let comma = |&i: &usize| reader.form(s, i) == ",";
    let (left, right) = ((0..frame.head).rfind(comma)?, (frame.head + 1..words.len()).find(comma)?);
    let finite = words[right + 1..].iter().find(|w| w.upos != Upos::Adv)?;
    let bare = words[..left].iter().all(|w| !matches!(w.upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Sconj | Upos::Adp));
    if !plain || right - left > CLAUSE || left == 0 || !bare || finite.upos != Upos::Aux {
        return None;
    }
    let nominal = |&i: &usize| {
        let word = &words[i];
        matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && word.deprel.base() != "obl"
            && !matches!(word.lemma.as_str(), "who" | "which" | "that")
    };
    let outer = |i: &usize| reader.tree(s).head(*i).is_none_or(|up| up == frame.head || up <= left || up >= right);
    let inside = |range: std::ops::Range<usize>| range.filter(nominal).find(outer);
    // "the bank warned" or "said two officials", but not "who said no"
    let speaker = if frame.head == left + 1 { inside(frame.head + 1..right) } else { inside(left + 1..frame.head) }?;
    let sentence = reader.sentence(s).cut.span;
    let ends = [(sentence.start, words[left].span.start), (words[right].span.end, sentence.end)];
    let parts: Vec<Span> = ends.into_iter().filter_map(|(start, end)| trim(reader, Span { start, end })).collect();
    Some((parts, speaker_at(reader, s, speaker)))
}

/// "The harbor was closed, the mayor told the paper.": what stands before a reporting clause that ends its sentence.
pub(super) fn closed_by(reader: &Reader<'_>, s: usize, cue: &Cue, frame: &Frame) -> Option<(Vec<Span>, QuoteSpeaker)> {
    let words = reader.tree(s).words();
    let plain = frame.kind == PredicateKind::Verb && !frame.passive && frame.embedding != Embedding::Relative;
    let speech = matches!(cue.manner.as_str(), "say" | "claim" | "write" | "report") && takes(cue, "that") && takes(cue, "quote");
    let left = (0..frame.head).rfind(|&i| reader.form(s, i) == ",")?;
    let verbal = |i: usize| matches!(words[i].upos, Upos::Verb | Upos::Aux);
    let rest = frame.head + 1..words.len();
    let ends = rest.len() <= CLAUSE && rest.clone().all(|i| !verbal(i) && !matches!(reader.form(s, i), "," | ":" | "\"" | "“" | "''"));
    let named = |&i: &usize| {
        matches!(words[i].upos, Upos::Noun | Upos::Propn | Upos::Pron) && !matches!(words[i].lemma.as_str(), "who" | "which" | "that")
    };
    let bare = (left + 1..frame.head).all(|i| words[i].upos != Upos::Verb && words[i].upos != Upos::Cconj);
    let opens = subordinates(&words[0]) || matches!(words[0].upos, Upos::Adp | Upos::Part | Upos::Verb);
    let said = Span { start: reader.sentence(s).cut.span.start, end: words[left].span.start };
    if !plain || !speech || !ends || !bare || opens || reader.text(said).contains(['"', '“', '”']) || reader.text(said).contains("''") {
        return None;
    }
    let outer = |i: &usize| reader.tree(s).head(*i).is_none_or(|up| up <= left || up >= frame.head);
    let speaker = (left + 1..frame.head).filter(named).find(outer)?;
    let parts = vec![trim(reader, said)?];
    predicated(reader, s, &parts).then(|| (parts, speaker_at(reader, s, speaker)))
}

/// "… which officials say will start in May": the pronoun and what the reporting clause parts it from.
pub(super) fn threaded(reader: &Reader<'_>, s: usize, cue: &Cue, frame: &Frame, speaker: QuoteSpeaker) -> Option<Vec<Span>> {
    let words = reader.tree(s).words();
    let start = words.partition_point(|w| w.span.start < speaker.span.start).checked_sub(1)?;
    let next = words.get(frame.head + 1)?;
    let pronoun = matches!(reader.form(s, start).to_lowercase().as_str(), "which" | "who" | "that" | "what");
    let own = speaker.at.0 == s && speaker.span.end <= words[frame.head].span.start;
    if !own || !pronoun || !takes(cue, "clause") || !matches!(next.upos, Upos::Aux | Upos::Verb) {
        return None;
    }
    let comma = (frame.head + 1..words.len()).find(|&i| matches!(reader.form(s, i), "," | ";" | "—" | "–"));
    let end = comma.map_or(reader.sentence(s).cut.span.end, |i| words[i].span.start);
    Some(vec![words[start].span, trim(reader, stopless(reader, Span { start: next.span.start, end }))?])
}
