//! Verbs and nouns of speech and thought. In: one frame. Out: its quotation, if its cue takes what it has.

use super::commas::{closed_by, interrupted, threaded};
use super::content::{content_spans, join, kind_of};
use super::marks::Marks;
use super::reach::{around, bare_clause, leftward, onward, parted, predicated, setting, until_next};
use super::speakers::{nearest, speaker};
use super::{Quote, QuoteKind, QuoteSpeaker};
use crate::Factuality;
use crate::reader::Reader;
use demarche_lexicon::schema::Cue;
use demarche_source::Span;
use demarche_syntax::{Arg, Frame, FrameId, PredicateKind, Role};

pub(super) fn cue_of<'r>(reader: &Reader<'r>, frame: &Frame) -> Option<&'r Cue> {
    let kind = match frame.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Copular => "adjective",
    };
    reader.lexicon.cue(kind, &frame.lemma)
}

/// A verb that speaks with its adjective ("made it clear that") or a particle that the parser takes for an adverb ("went on").
fn joined<'r>(reader: &Reader<'r>, s: usize, frame: &Frame) -> Option<&'r Cue> {
    let (tree, next) = (reader.tree(s), frame.head + 1);
    let adverb = (next < tree.len() && tree.head(next) == Some(frame.head) && tree.words()[next].deprel.base() == "advmod").then_some(next);
    let said = frame.by_role(Role::Predicative).find(|a| a.prep.is_empty()).map(|a| a.head);
    said.into_iter().chain(adverb).find_map(|k| reader.lexicon.cue("verb", &format!("{}_{}", frame.lemma, reader.lemma(s, k))))
}

/// An attitude shown in deed or word ("opposed", "refused to"): no speech, but somebody's stand.
fn attitude<'r>(reader: &Reader<'r>, frame: &Frame) -> Option<&'r Cue> {
    let stands = frame.kind == PredicateKind::Verb && frame.arg(Role::Agent).is_some();
    stands.then(|| reader.lexicon.cue("attitude", &frame.lemma)).flatten()
}

pub(super) fn commits(text: &str) -> Factuality {
    Factuality::parse(text).unwrap_or(Factuality::Unknown)
}

pub(super) fn takes(cue: &Cue, what: &str) -> bool {
    cue.takes.iter().any(|t| t == what)
}

/// A cue with marked words beside it, or with a clause, an infinitive or an object as its content.
pub(super) fn from_frame(reader: &Reader<'_>, marks: &mut Marks, s: usize, id: FrameId) -> Option<Quote> {
    let frame = reader.frames(s).get(id);
    let cue = joined(reader, s, frame).or_else(|| cue_of(reader, frame)).or_else(|| attitude(reader, frame))?;
    let at = reader.tree(s).words()[frame.head].span;
    // A subject within somebody's exact words cannot introduce them.
    let speaker = speaker(reader, s, frame).filter(|sp| marks.holds(at) || !marks.holds(reader.tree(sp.at.0).words()[sp.at.1].span));
    let marked = frame.kind == PredicateKind::Verb && takes(cue, "quote");
    let direct = if marked { marks.beside(reader, s, frame, speaker) } else { Vec::new() };
    let tail = || closed_by(reader, s, cue, frame);
    let between = if direct.is_empty() && !marks.holds(at) { interrupted(reader, s, cue, frame).or_else(tail) } else { None };
    let speaker = between.as_ref().map_or(speaker, |(_, who)| Some(*who));
    let told = direct.is_empty() && between.is_none();
    let (content, proposition) = if let Some((parts, _)) = between {
        (parts, true)
    } else if direct.is_empty() {
        reported(reader, marks, s, frame, cue, speaker)?
    } else {
        (direct, true)
    };
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(reader, &content);
    let undone = frame.negated.is_some() && told;
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
        source_commits: if undone { denied(cue) } else { commits(&cue.source_commits) },
    })
}

/// How far a source goes along with what it does not think, doubt or say: who does not think that it is so thinks that it is not (neg-raising,
/// Horn 1989); what is not said is not asserted either way.
fn denied(cue: &Cue) -> Factuality {
    match cue.manner.as_str() {
        "think" | "doubt" | "deny" => commits(&cue.source_commits).under(Factuality::ProbableNeg),
        _ => Factuality::Unknown,
    }
}

/// Content in the reporter's words: what hangs on the cue, or what the sentence around it shows.
fn reported(
    reader: &Reader<'_>,
    marks: &Marks,
    s: usize,
    frame: &Frame,
    cue: &Cue,
    speaker: Option<QuoteSpeaker>,
) -> Option<(Vec<Span>, bool)> {
    let at = reader.tree(s).words()[frame.head].span;
    let reach = |(content, proposition): (Vec<Span>, bool)| {
        let content = leftward(reader, s, at, marks.closed(content), proposition);
        let content = if proposition && !marks.holds(at) { onward(reader, s, at, content) } else { content };
        (if proposition && cue.manner != "think" { until_next(reader, s, frame, content) } else { content }, proposition)
    };
    let found = governed(reader, cue, frame, s).filter(|(content, _)| !setting(reader, s, at, content)).map(reach);
    let slight = found.as_ref().is_none_or(|(content, proposition)| {
        content.iter().map(|c| c.len()).sum::<usize>() < 12 || *proposition && !predicated(reader, s, content)
    });
    if slight && takes(cue, "that") && takes(cue, "quote") && frame.kind == PredicateKind::Verb {
        let around = around(reader, s, at, speaker);
        if !around.is_empty() {
            return Some((around, true));
        }
    }
    let indirect = found.as_ref().is_some_and(|(_, proposition)| *proposition);
    let Some(speaker) = speaker.filter(|_| !indirect && !marks.holds(at)) else { return found };
    let clause = || parted(reader, s, cue, frame).or_else(|| bare_clause(reader, s, cue, frame));
    let content = threaded(reader, s, cue, frame, speaker).or_else(|| clause().map(|content| marks.closed(vec![content])));
    content.map(|content| (content, true)).or(found)
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
        let rest = |a: &&Arg| a.head > arg.head && arg.head > frame.head && (completes(arg, a) || hangs(reader, s, arg, a));
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

/// What an object needs to be a content: "accused it of lying", "called her a friend", "praised them for coming", "called on it to leave".
fn completes(object: &Arg, arg: &Arg) -> bool {
    match arg.role {
        Role::Predicative | Role::Open => true,
        Role::Oblique => object.role == Role::Theme && matches!(arg.prep.as_str(), "of" | "as" | "for" | "to"),
        Role::Adverbial => object.role == Role::Oblique && arg.prep == "to",
        _ => false,
    }
}

/// Prepositions that tell when, where or by whom something is said, more often than of what.
const SETTING: [&str; 9] = ["in", "at", "on", "during", "after", "before", "since", "by", "until"];

/// A phrase that the parser hangs on the cue though it belongs to the object before it ("a plan across the country").
fn hangs(reader: &Reader<'_>, s: usize, object: &Arg, arg: &Arg) -> bool {
    let tree = reader.tree(s);
    let gap = Span { start: tree.words()[object.head].span.end, end: tree.span(arg.head).start.max(tree.words()[object.head].span.end) };
    arg.role == Role::Oblique && arg.implied.is_none() && !SETTING.contains(&arg.prep.as_str()) && !reader.text(gap).contains(',')
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
        .args
        .iter()
        .filter(|a| a.role == Role::Oblique || a.role == Role::Open && !a.prep.is_empty())
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
