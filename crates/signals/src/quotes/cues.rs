//! Verbs and nouns of speech and thought. In: one frame. Out: its quotation, if its cue takes what it has.

use super::content::{content_spans, join, kind_of, trim};
use super::marks::Marks;
use super::{Quote, QuoteKind, QuoteSpeaker};
use crate::reader::Reader;
use demarche_lexicon::schema::Cue;
use demarche_source::Span;
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
    let direct =
        if frame.kind == PredicateKind::Verb && takes(cue, "quote") { marks.beside(reader, s, frame, speaker) } else { Vec::new() };
    let (content, proposition) = if direct.is_empty() {
        let (content, proposition) = governed(reader, cue, frame, s)?;
        let slight = content.iter().map(|c| c.len()).sum::<usize>() < 12;
        let around = if slight && takes(cue, "that") && takes(cue, "quote") { around(reader, s, at, speaker) } else { Vec::new() };
        if around.is_empty() { (content, proposition) } else { (around, true) }
    } else {
        (direct, true)
    };
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(reader, &content);
    let seems = cue.manner == "report" && takes(cue, "infinitive");
    let speaker = speaker
        .filter(|_| !seems || proposition)
        .or_else(|| (kind == QuoteKind::Direct).then(|| nearest(reader, s, frame, &content)).flatten());
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

/// The content that hangs on the cue in the tree, and whether it is a proposition.
fn governed(reader: &Reader<'_>, cue: &Cue, frame: &Frame, s: usize) -> Option<(Vec<Span>, bool)> {
    let stand = || attitude(reader, frame).and_then(|cue| complement(cue, frame));
    let (arg, proposition) = complement(cue, frame).or_else(stand)?;
    let mut content = content_spans(reader, s, frame, arg);
    if arg.role == Role::Theme {
        frame.args.iter().filter(|a| a.head > arg.head && completes(a)).for_each(|a| content.extend(content_spans(reader, s, frame, a)));
    }
    if arg.role == Role::Open
        && let Some(subject) = raised(cue, frame)
    {
        content.splice(0..0, content_spans(reader, s, frame, subject));
    }
    Some((join(reader, content), proposition))
}

/// "The plan, he said, is dead", "The plan is dead, said the envoy": the sentence around a reporting clause between commas.
fn around(reader: &Reader<'_>, s: usize, at: Span, speaker: Option<QuoteSpeaker>) -> Vec<Span> {
    let sentence = reader.sentence(s).cut.span;
    let clause = speaker.filter(|sp| sp.at.0 == s && sp.span.end <= at.start).map_or(at, |sp| sp.span.join(at));
    let before = Span { start: sentence.start, end: clause.start.max(sentence.start) };
    let said = reader.text(before);
    if !said.trim_end().ends_with(',') || said.contains(['"', '“', '”']) || said.contains("''") {
        return Vec::new();
    }
    let rest = reader.text(Span { start: at.end, end: sentence.end.max(at.end) });
    let after = rest.starts_with(',').then_some(Span { start: at.end, end: sentence.end });
    [Some(before), after].into_iter().flatten().filter_map(|part| trim(reader, part)).collect()
}

/// What an object needs to be a content: "accused it of lying", "called her a friend", "praised them for coming".
fn completes(arg: &Arg) -> bool {
    matches!(arg.role, Role::Predicative | Role::Open)
        || arg.role == Role::Oblique && matches!(arg.prep.as_str(), "of" | "as" | "for" | "to")
}

/// The subject of "is expected to", "seems to": it belongs to the content.
fn raised<'f>(cue: &Cue, frame: &'f Frame) -> Option<&'f Arg> {
    let seems = cue.manner == "report" && takes(cue, "infinitive");
    match (frame.passive, seems) {
        (true, _) if frame.arg(Role::Agent).is_none() => frame.arg(Role::Theme),
        (false, true) => frame.arg(Role::Agent),
        _ => None,
    }
}

/// What the cue says of its frame's arguments, and whether that is a proposition.
fn complement<'f>(cue: &Cue, frame: &'f Frame) -> Option<(&'f Arg, bool)> {
    let takes = |what: &str| takes(cue, what);
    let clause = frame.arg(Role::Clause);
    let open = frame.arg(Role::Open).filter(|_| takes("infinitive"));
    let of = frame.obliques(&["of", "for", "about", "to", "against", "with"]).next().filter(|_| takes("of"));
    let theme = frame.arg(Role::Theme).filter(|a| takes("object") && a.implied.is_none());
    let (arg, proposition) = match (clause, open, theme.or(of)) {
        (Some(arg), _, _) => (arg, true),
        (_, Some(arg), _) | (_, _, Some(arg)) => (arg, false),
        _ => return None,
    };
    let held = frame.light.is_some() || frame.arg(Role::Agent).is_some();
    (frame.kind != PredicateKind::Noun || proposition || arg.role == Role::Open || held).then_some((arg, proposition))
}

/// The agent of the cue (a relative pronoun for what it stands for), else whoever a noun names.
fn speaker(reader: &Reader<'_>, s: usize, frame: &Frame) -> Option<QuoteSpeaker> {
    let tree = reader.tree(s);
    let arg = frame.arg(Role::Agent).or_else(|| frame.by_role(Role::Modifier).find(|a| reader.names_actor(s, a.head)))?;
    let mut speaker = speaker_at(reader, s, arg.head);
    if arg.implied == Some(Implied::Relative) {
        let pronoun = tree
            .children(frame.head)
            .find(|&k| k < frame.head && tree.words()[k].deprel.is_subject() && tree.words()[k].upos == Upos::Pron);
        speaker.span = pronoun.map_or(speaker.span, |k| tree.words()[k].span);
    }
    Some(speaker)
}

/// The noun beside a cue that has lost its subject: the first after it, else the last before it, outside the content.
fn nearest(reader: &Reader<'_>, s: usize, frame: &Frame, content: &[Span]) -> Option<QuoteSpeaker> {
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

pub(super) fn speaker_at(reader: &Reader<'_>, s: usize, word: usize) -> QuoteSpeaker {
    let span = reader.mention(s, word).map_or_else(|| reader.noun_phrase(s, word), |m| m.span.join(reader.noun_phrase(s, word)));
    QuoteSpeaker { span, at: (s, word) }
}
