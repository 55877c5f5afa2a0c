//! How far reported words reach where the tree has them wrong. In: a reporting verb and what hangs on it. Out: the words by the commas and
//! conjunctions of the sentence. Nothing here looks at words in quotation marks.

use super::QuoteSpeaker;
use super::content::trim;
use super::cues::takes;
use super::phrases::stopless;
use crate::reader::Reader;
use demarche_lexicon::schema::Cue;
use demarche_source::Span;
use demarche_syntax::{Frame, PredicateKind, Role, Upos, Word};

/// Content that ends in a comma before its cue begins with the sentence, unless a cue of its own stands there.
pub(super) fn leftward(reader: &Reader<'_>, s: usize, at: Span, mut content: Vec<Span>, proposition: bool) -> Vec<Span> {
    let sentence = reader.sentence(s).cut.span;
    let [only] = content.as_mut_slice() else { return content };
    let gap = Span { start: only.end, end: at.start.max(only.end) };
    if !proposition || only.end > at.start || only.start <= sentence.start || !reader.text(gap).starts_with(',') {
        return content;
    }
    let before = Span { start: sentence.start, end: only.start };
    if !super::marks::other_cue(reader, s, before) && !reader.text(before).contains(['"', '“', '”', ':', ';']) {
        *only = trim(reader, Span { start: before.start, end: only.end }).unwrap_or(*only);
    }
    content
}

/// "The plan, he said, is dead", "The plan is dead, said the envoy": the sentence around a reporting clause between commas.
pub(super) fn around(reader: &Reader<'_>, s: usize, at: Span, speaker: Option<QuoteSpeaker>) -> Vec<Span> {
    let sentence = reader.sentence(s).cut.span;
    let clause = speaker.filter(|sp| sp.at.0 == s && sp.span.end <= at.start).map_or(at, |sp| sp.span.join(at));
    let before = Span { start: sentence.start, end: clause.start.max(sentence.start) };
    let said = reader.text(before);
    if !said.trim_end().ends_with(',') || asked(reader, s) || said.contains(['"', '“', '”']) || said.contains("''") {
        return Vec::new();
    }
    let rest = reader.text(Span { start: at.end, end: sentence.end.max(at.end) });
    if rest.split_whitespace().take(3).any(|w| w == "that") {
        return Vec::new();
    }
    let after = rest.starts_with(',').then_some(Span { start: at.end, end: sentence.end });
    if after.is_none() && setting(reader, s, at, &[before]) {
        return Vec::new();
    }
    let parts: Vec<Span> = [Some(before), after].into_iter().flatten().filter_map(|part| trim(reader, part)).collect();
    if predicated(reader, s, &parts) { parts } else { Vec::new() }
}

/// Whether a stretch holds a verb or a predicate.
pub(super) fn predicated(reader: &Reader<'_>, s: usize, parts: &[Span]) -> bool {
    let words = reader.tree(s).words();
    let heads = reader.frames(s).all().iter().filter(|f| f.kind != PredicateKind::Noun).map(|f| words[f.head].span);
    heads.into_iter().any(|head| parts.iter().any(|p| p.contains(head)))
}

/// Whether all there is before a cue is a clause of time or reason ("When the vote ended, the mayor told reporters of it"): the reporter's own.
pub(super) fn setting(reader: &Reader<'_>, s: usize, at: Span, content: &[Span]) -> bool {
    let [only] = content else { return false };
    let words = reader.tree(s).words();
    let opens = words.first().is_some_and(|w| subordinates(w) && w.span.start == only.start);
    opens && only.end <= at.start && !reader.text(*only).trim_end().trim_end_matches(',').contains(',')
}

/// Whether a word that opens a sentence makes its first clause one of time, reason or condition; the tagger calls "when" an adverb.
pub(super) fn subordinates(word: &Word) -> bool {
    (word.upos == Upos::Sconj || word.lemma == "when") && word.lemma != "that"
}

/// Whether a sentence opens with what the speaker was asked ("Asked whether …, he said no").
fn asked(reader: &Reader<'_>, s: usize) -> bool {
    let tree = reader.tree(s);
    tree.words().first().is_some_and(|w| w.upos == Upos::Verb) && !tree.children(0).any(|k| tree.words()[k].deprel.is_subject())
}

/// "said in an interview on Tuesday that …": the clause hangs on the last noun before it, not on its verb.
pub(super) fn parted(reader: &Reader<'_>, s: usize, cue: &Cue, frame: &Frame) -> Option<Span> {
    let speech = !matches!(cue.manner.as_str(), "think" | "know" | "ask");
    if frame.kind != PredicateKind::Verb || !speech || !takes(cue, "that") {
        return None;
    }
    let words = reader.tree(s).words();
    let stops = |i: usize| words[i].upos == Upos::Verb || matches!(reader.form(s, i), ":" | ";" | ".");
    let that =
        (frame.head + 1..words.len()).take_while(|&i| !stops(i)).find(|&i| words[i].upos == Upos::Sconj && words[i].lemma == "that")?;
    let end = reader.sentence(s).cut.span.end;
    trim(reader, stopless(reader, Span { start: words[that].span.start, end }))
}

/// Content that stops short of the end of its sentence with no comma there goes on, to the next conjunction after a comma.
pub(super) fn onward(reader: &Reader<'_>, s: usize, at: Span, mut content: Vec<Span>) -> Vec<Span> {
    let end = reader.sentence(s).cut.span.end;
    let [only] = content.as_mut_slice() else { return content };
    if only.start < at.end || only.end >= end {
        return content;
    }
    let words = reader.tree(s).words();
    let first = words.partition_point(|w| w.span.start < only.end);
    let part = |i: usize| matches!(reader.form(s, i), "," | ";" | ":" | "-" | "–" | "—" | "--" | "(");
    if first >= words.len() || part(first) {
        return content;
    }
    let joins = |i: usize| part(i) && words.get(i + 1).is_some_and(|w| matches!(w.upos, Upos::Cconj | Upos::Sconj));
    let to = (first..words.len()).find(|&i| joins(i)).map_or(end, |i| words[i].span.start);
    *only = trim(reader, stopless(reader, Span { start: only.start, end: to })).unwrap_or(*only);
    content
}

/// "He said closing the port is a mistake": a clause without "that" that the tree takes for an object or loses.
pub(super) fn bare_clause(reader: &Reader<'_>, s: usize, cue: &Cue, frame: &Frame) -> Option<Span> {
    let words = reader.tree(s).words();
    let speech = takes(cue, "clause");
    let first = frame.head + 1;
    let opens = matches!(words.get(first)?.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num)
        || words[first].upos == Upos::Verb && reader.form(s, first).ends_with("ing");
    let relative = words[first].upos == Upos::Pron && matches!(words[first].lemma.as_str(), "who" | "which" | "what");
    let finite = (first + 1..words.len())
        .take_while(|&i| !matches!(reader.form(s, i), "," | ";" | ":" | "\"" | "“"))
        .any(|i| matches!(words[i].upos, Upos::Aux | Upos::Verb) && !reader.form(s, i).ends_with("ing") && reader.form(s, i - 1) != "to");
    if frame.kind != PredicateKind::Verb || frame.passive || !speech || !opens || relative || !finite {
        return None;
    }
    let from = Span { start: words[first].span.start, end: words[first].span.end };
    onward(reader, s, words[frame.head].span, vec![from]).into_iter().next()
}

/// Ends content where its speaker goes on with a verb of his own ("said X and added that Y") or another begins ("said X, but the mayor says Y").
pub(super) fn until_next(reader: &Reader<'_>, s: usize, frame: &Frame, mut content: Vec<Span>) -> Vec<Span> {
    let [only] = content.as_mut_slice() else { return content };
    let words = reader.tree(s).words();
    let after = |f: &&Frame| f.head > frame.head + 1 && f.kind == PredicateKind::Verb && only.contains(words[f.head].span) && !f.quoted;
    let cut = reader.frames(s).all().iter().filter(after).find_map(|f| {
        let cue = reader.lexicon.cue("verb", &f.lemma)?;
        let speaks =
            !matches!(cue.manner.as_str(), "think" | "know" | "ask" | "order") && f.arg(Role::Clause).is_some_and(|a| a.head > f.head);
        let participle =
            || (f.head > 0 && reader.form(s, f.head - 1) == "," && reader.form(s, f.head).ends_with("ing")).then_some(f.head - 1);
        let joint = || joint(reader, s, frame, f).filter(|_| f.tense == frame.tense);
        if speaks { joint().or_else(participle) } else { None }
    });
    if let Some(i) = cut {
        *only = trim(reader, Span { start: only.start, end: words[i].span.start.max(only.start) }).unwrap_or(*only);
    }
    content
}

/// Word with which a further reporting clause begins: its conjunction, or the comma before that.
fn joint(reader: &Reader<'_>, s: usize, frame: &Frame, next: &Frame) -> Option<usize> {
    let words = reader.tree(s).words();
    let skip = |i: &usize| matches!(words[*i].upos, Upos::Adv | Upos::Aux | Upos::Part);
    let before = (frame.head + 1..next.head).rev().find(|i| !skip(i))?;
    let joins = |i: usize| matches!(reader.form(s, i), "and" | "but");
    if joins(before) {
        return Some(before);
    }
    let subject = reader.tree(s).children(next.head).find(|&k| k < next.head && words[k].deprel.is_subject())?;
    let (low, _) = reader.tree(s).extent(subject);
    let comma = low.checked_sub(2).filter(|&i| i > frame.head && reader.form(s, i) == ",")?;
    matches!(reader.form(s, low - 1), "but" | "although" | "though" | "while" | "whereas").then_some(comma)
}
