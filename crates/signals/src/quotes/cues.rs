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
        PredicateKind::Copular => "adjective",
    };
    reader.lexicon.cue(kind, &frame.lemma)
}

/// An attitude shown in deed or word ("opposed", "refused to"): no speech, but somebody's stand.
fn attitude<'r>(reader: &Reader<'r>, frame: &Frame) -> Option<&'r Cue> {
    let stands = frame.kind == PredicateKind::Verb && frame.arg(Role::Agent).is_some();
    stands.then(|| reader.lexicon.cue("attitude", &frame.lemma)).flatten()
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
    let at = reader.tree(s).words()[frame.head].span;
    // A subject within somebody's exact words cannot introduce them.
    let speaker = speaker(reader, s, frame).filter(|sp| marks.holds(at) || !marks.holds(reader.tree(sp.at.0).words()[sp.at.1].span));
    let marked = frame.kind == PredicateKind::Verb && takes(cue, "quote");
    let direct = if marked { marks.beside(reader, s, frame, speaker) } else { Vec::new() };
    let (content, proposition) = if direct.is_empty() {
        let found = governed(reader, cue, frame, s)
            .map(|(content, proposition)| (leftward(reader, s, at, marks.closed(content), proposition), proposition));
        let slight = found.as_ref().is_none_or(|(content, proposition)| {
            content.iter().map(|c| c.len()).sum::<usize>() < 12 || *proposition && !predicated(reader, s, content)
        });
        let around = if slight && marked && takes(cue, "that") { around(reader, s, at, speaker) } else { Vec::new() };
        if around.is_empty() { found? } else { (around, true) }
    } else {
        (direct, true)
    };
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(reader, &content);
    // The parser may take the subject of the content for the speaker.
    let inside = |sp: &QuoteSpeaker| proposition && content.iter().any(|c| c.contains(sp.span));
    let speaker = speaker.filter(|sp| !inside(sp));
    let seems = cue.manner == "report" && takes(cue, "infinitive");
    let speaker = speaker.filter(|_| !seems || proposition).or_else(|| {
        (kind == QuoteKind::Direct || proposition && marked && frame.arg(Role::Agent).is_some())
            .then(|| nearest(reader, s, frame, &content))
            .flatten()
    });
    Some(Quote {
        speaker,
        cue: Some(at),
        frame: Some((s, id)),
        manner: Some(cue.manner.clone()),
        content,
        kind,
        proposition: proposition && frame.kind != PredicateKind::Copular,
        author_commits: commits(&cue.author_commits),
        source_commits: commits(&cue.source_commits),
    })
}

/// The content that hangs on the cue in the tree, and whether it is a proposition.
fn governed(reader: &Reader<'_>, cue: &Cue, frame: &Frame, s: usize) -> Option<(Vec<Span>, bool)> {
    let stand = || attitude(reader, frame).and_then(|cue| complement(cue, frame));
    let (arg, proposition) = complement(cue, frame).or_else(stand)?;
    // ", said the envoy, who doubts it": a clause on the speaker is no content.
    let mut content = content_spans(reader, s, frame, arg);
    if arg.role == Role::Clause && content.first().is_some_and(|c| on_speaker(reader, *c)) {
        return None;
    }
    if matches!(arg.role, Role::Theme | Role::Oblique) {
        let rest = |a: &&Arg| a.head > arg.head && arg.head > frame.head && completes(arg, a);
        let spans: Vec<Span> = frame.args.iter().filter(rest).flat_map(|a| content_spans(reader, s, frame, a)).collect();
        content = whole(content, spans);
    }
    if arg.role == Role::Open
        && let Some(object) = addressed(cue, frame, arg)
    {
        content = whole(content_spans(reader, s, frame, object), content);
    }
    if arg.role == Role::Open
        && let Some(subject) = raised(cue, frame)
    {
        content.splice(0..0, content_spans(reader, s, frame, subject));
    }
    Some((join(reader, content), proposition))
}

/// Whether a clause is a relative one after a comma.
fn on_speaker(reader: &Reader<'_>, content: Span) -> bool {
    let first = reader.text(content).split_whitespace().next().unwrap_or_default().to_lowercase();
    let before = reader.report.text[..content.start as usize].trim_end();
    before.ends_with(',') && matches!(first.as_str(), "who" | "which" | "whose" | "whom")
}

/// Content that ends in a comma before its cue begins with the sentence, unless a cue of its own stands there.
fn leftward(reader: &Reader<'_>, s: usize, at: Span, mut content: Vec<Span>, proposition: bool) -> Vec<Span> {
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

/// Two stretches and what lies between them.
fn whole(mut first: Vec<Span>, then: Vec<Span>) -> Vec<Span> {
    match (first.last().copied(), then.first().copied()) {
        (Some(a), Some(b)) if a.end <= b.start => {
            first.pop();
            first.push(a.join(b));
            first.extend(&then[1..]);
        }
        _ => first.extend(then),
    }
    first
}

/// Who is to do what the infinitive says ("urged [the parties] to talk"): part of what is asked, but not of what is told or promised to somebody.
fn addressed<'f>(cue: &Cue, frame: &'f Frame, open: &Arg) -> Option<&'f Arg> {
    let role = |a: &Arg| match a.role {
        Role::Theme => cue.source_commits != "PR+",
        Role::Recipient => cue.manner != "say",
        Role::Oblique => matches!(a.prep.as_str(), "on" | "upon" | "for"),
        _ => false,
    };
    frame.args.iter().find(|a| a.implied.is_none() && a.head > frame.head && a.head < open.head && role(a))
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
    if rest.split_whitespace().take(3).any(|w| w == "that") {
        return Vec::new();
    }
    let after = rest.starts_with(',').then_some(Span { start: at.end, end: sentence.end });
    let parts: Vec<Span> = [Some(before), after].into_iter().flatten().filter_map(|part| trim(reader, part)).collect();
    if predicated(reader, s, &parts) { parts } else { Vec::new() }
}

/// Whether a stretch holds a verb or a predicate.
fn predicated(reader: &Reader<'_>, s: usize, parts: &[Span]) -> bool {
    let words = reader.tree(s).words();
    let heads = reader.frames(s).all().iter().filter(|f| f.kind != PredicateKind::Noun).map(|f| words[f.head].span);
    heads.into_iter().any(|head| parts.iter().any(|p| p.contains(head)))
}

/// What an object needs to be a content: "accused it of lying", "called her a friend", "praised them for coming", "called on it to leave".
fn completes(object: &Arg, arg: &Arg) -> bool {
    match arg.role {
        Role::Predicative | Role::Open => true,
        Role::Oblique => object.role == Role::Theme && matches!(arg.prep.as_str(), "of" | "as" | "for" | "to"),
        Role::Adverbial => object.role == Role::Oblique && arg.prep == "to",
        _ => false,
    }
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

/// Prepositions before what is spoken of, for cues that take a "topic".
const ABOUT: [&str; 6] = ["of", "for", "about", "to", "against", "with"];

/// What the cue says of its frame's arguments, and whether that is a proposition.
fn complement<'f>(cue: &Cue, frame: &'f Frame) -> Option<(&'f Arg, bool)> {
    let takes = |what: &str| takes(cue, what);
    let clause = frame.arg(Role::Clause).filter(|a| frame.kind != PredicateKind::Copular || a.head > frame.head);
    let open = frame.arg(Role::Open).filter(|_| takes("infinitive"));
    let of = frame
        .by_role(Role::Oblique)
        .find(|a| a.implied.is_none() && (takes("topic") && ABOUT.contains(&a.prep.as_str()) || takes(&a.prep)));
    let named = frame.by_role(Role::Predicative).next().is_some() || frame.by_role(Role::Open).any(|a| a.prep == "as");
    let theme = frame.arg(Role::Theme).filter(|a| {
        let held = !frame.passive || frame.arg(Role::Agent).is_some();
        a.implied.is_none() && held && (takes("object") || takes("naming") && named)
    });
    let (arg, proposition) = match (clause, open, theme.or(of)) {
        (Some(arg), _, _) => (arg, true),
        (_, Some(arg), _) | (_, _, Some(arg)) => (arg, false),
        _ => return None,
    };
    let held = frame.light.is_some() || frame.arg(Role::Agent).is_some();
    // Accusations and questions are somebody's without a word about whose.
    let free = match frame.kind {
        PredicateKind::Noun => proposition || arg.role == Role::Open || matches!(cue.manner.as_str(), "claim" | "ask"),
        PredicateKind::Verb => true,
        PredicateKind::Copular => false,
    };
    (free || held).then_some((arg, proposition))
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
