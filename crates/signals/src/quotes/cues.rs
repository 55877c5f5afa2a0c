//! Verbs and nouns of speech and thought. In: one frame. Out: its quotation, if its cue takes what it has.

use super::content::{content_spans, kind_of};
use super::marks::Marks;
use super::{Quote, QuoteKind, QuoteSpeaker};
use crate::reader::Reader;
use demarche_lexicon::schema::Cue;
use demarche_syntax::{Arg, Frame, FrameId, Implied, PredicateKind, Role, Upos};

pub(super) fn cue_of<'r>(reader: &Reader<'r>, frame: &Frame) -> Option<&'r Cue> {
    let kind = match frame.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Copular => return None,
    };
    reader.lexicon.cue(kind, &frame.lemma)
}

/// An attitude shown in deed or word ("opposed", "refused to"), which the lexicon lists with its "to": no speech, but somebody's stand.
fn attitude<'r>(reader: &Reader<'r>, frame: &Frame) -> Option<&'r Cue> {
    let stands = frame.kind == PredicateKind::Verb && frame.arg(Role::Agent).is_some();
    stands.then(|| reader.lexicon.cue("phrase", &format!("to {}", frame.lemma))).flatten()
}

pub(super) fn commits(text: &str) -> crate::Factuality {
    crate::Factuality::parse(text).unwrap_or(crate::Factuality::Unknown)
}

pub(super) fn takes(cue: &Cue, what: &str) -> bool {
    cue.takes.iter().any(|t| t == what)
}

/// A cue with marked words beside it, or with a clause, an infinitive or an object as its content.
pub(super) fn from_frame(reader: &Reader<'_>, marks: &mut Marks, s: usize, id: FrameId) -> Option<Quote> {
    let frame = reader.frames(s).get(id);
    let cue = cue_of(reader, frame).or_else(|| attitude(reader, frame))?;
    let speaker = speaker(reader, s, frame);
    let at = reader.tree(s).words()[frame.head].span;
    let direct = if frame.kind == PredicateKind::Verb && takes(cue, "quote") { marks.beside(reader, s, frame, speaker) } else { Vec::new() };
    let (content, proposition) = if direct.is_empty() {
        let (arg, proposition) = complement(cue, frame)?;
        (content_spans(reader, s, frame, arg), proposition)
    } else {
        (direct, true)
    };
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(reader, &content);
    let speaker = speaker.or_else(|| (kind == QuoteKind::Direct).then(|| nearest(reader, s, frame, &content)).flatten());
    Some(Quote {
        speaker,
        cue: Some(at),
        frame: Some((s, id)),
        manner: Some(cue.manner.clone()),
        content,
        kind,
        proposition,
        author_commits: commits(&cue.author_commits),
        source_commits: commits(&cue.source_commits),
    })
}

/// What the cue says of its frame's arguments, and whether that is a proposition.
fn complement<'f>(cue: &Cue, frame: &'f Frame) -> Option<(&'f Arg, bool)> {
    let takes = |what: &str| takes(cue, what);
    let clause = frame.arg(Role::Clause);
    let open = frame.arg(Role::Open).filter(|_| takes("infinitive"));
    let of = frame.obliques(&["of", "for", "about"]).next().filter(|_| takes("of"));
    let theme = frame.arg(Role::Theme).filter(|a| takes("object") && a.implied.is_none());
    let (arg, proposition) = match (clause, open, theme.or(of)) {
        (Some(arg), _, _) => (arg, true),
        (_, Some(arg), _) | (_, _, Some(arg)) => (arg, false),
        _ => return None,
    };
    (frame.kind != PredicateKind::Noun || proposition || frame.light.is_some()).then_some((arg, proposition))
}

/// The agent of the cue (a relative pronoun for what it stands for), else whoever a noun names.
fn speaker(reader: &Reader<'_>, s: usize, frame: &Frame) -> Option<QuoteSpeaker> {
    let tree = reader.tree(s);
    let arg = frame.arg(Role::Agent).or_else(|| frame.by_role(Role::Modifier).find(|a| reader.names_actor(s, a.head)))?;
    let mut speaker = speaker_at(reader, s, arg.head);
    if arg.implied == Some(Implied::Relative) {
        let pronoun = tree.children(frame.head).find(|&k| k < frame.head && tree.words()[k].deprel.is_subject() && tree.words()[k].upos == Upos::Pron);
        speaker.span = pronoun.map_or(speaker.span, |k| tree.words()[k].span);
    }
    Some(speaker)
}

/// The noun beside a cue that has lost its subject: the first after it, else the last before it, outside the content.
fn nearest(reader: &Reader<'_>, s: usize, frame: &Frame, content: &[demarche_source::Span]) -> Option<QuoteSpeaker> {
    let words = reader.tree(s).words();
    let free = |i: &usize| {
        let word = &words[*i];
        matches!(word.upos, Upos::Propn | Upos::Pron | Upos::Noun) && word.deprel.base() != "obl" && !content.iter().any(|c| c.overlaps(word.span))
    };
    let top = |i: usize| if words[i].deprel.base() == "compound" || words[i].deprel.base() == "flat" { words[i].head as usize } else { i };
    let before = (0..frame.head).rev().find(free);
    let after = (frame.head + 1..words.len()).take(3).find(free);
    before.or(after).map(top).map(|i| speaker_at(reader, s, i))
}

pub(super) fn speaker_at(reader: &Reader<'_>, s: usize, word: usize) -> QuoteSpeaker {
    let span = reader.mention(s, word).map_or_else(|| reader.noun_phrase(s, word), |m| m.span.join(reader.noun_phrase(s, word)));
    QuoteSpeaker { span, at: (s, word) }
}
