//! Quotations and attributed content. In: frames, quotation marks and the lexicon's cues. Out: [`Quote`]s: who, by which cue, what words.
//!
//! Direct, indirect and mixed, with the content before, after and around the cue, and running over sentences. In the manner of PolNeAR
//! (Newell et al. 2018) the content of an indirect quotation is the whole clause with its "that". It does not judge the speaker's authority.

use crate::reader::Reader;
use demarche_lexicon::schema::Cue;
use demarche_source::Span;
use demarche_syntax::{Arg, Deprel, Frame, FrameId, PredicateKind, Role, SentenceKind, Upos};

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// In quotation marks throughout.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Some of it in quotation marks.
    Mixed,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteSpeaker {
    /// Bytes of the phrase.
    pub span: Span,
    /// Sentence and head word.
    pub at: (usize, usize),
}

/// One quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Who says it; `None` if the text does not tell.
    pub speaker: Option<QuoteSpeaker>,
    /// Bytes of the cue; `None` for a quotation that runs on from the one before.
    pub cue: Option<Span>,
    /// The cue's sentence and frame.
    pub frame: Option<(usize, FrameId)>,
    /// Entry of the lexicon's cues, by index; `None` for marks without a cue.
    pub manner: Option<demarche_source::SmolStr>,
    /// Content, in order; split where the cue stands inside.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Whether the content is a proposition (a clause or quoted words) and not only a topic or an intention.
    pub proposition: bool,
    /// What the cue makes of its content for the author of the report.
    pub author_commits: crate::Factuality,
    /// … and for its source.
    pub source_commits: crate::Factuality,
}

impl Quote {
    /// Whether a byte lies in the content.
    pub fn covers(&self, at: Span) -> bool {
        self.content.iter().any(|c| c.contains(at))
    }

    /// Length of the content in bytes.
    pub fn len(&self) -> usize {
        self.content.iter().map(|c| c.len()).sum()
    }

    /// Whether it has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The quotations of a report, with those that reach into each sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotes {
    pub all: Vec<Quote>,
    by_sentence: Vec<Vec<usize>>,
}

impl Quotes {
    /// Finds all, in the order of their content.
    pub fn new(reader: &Reader<'_>) -> Self {
        let mut all = Vec::new();
        for s in 0..reader.document.sentences.len() {
            for id in 0..reader.frames(s).all().len() {
                all.extend(from_frame(reader, s, id));
            }
            all.extend(phrases(reader, s));
        }
        let claimed = Self::indexed(reader, all.clone());
        all.extend(marks(reader, &claimed));
        all.sort_by_key(|q: &Quote| (q.content.first().map(|c| c.start), std::cmp::Reverse(q.len())));
        Self::indexed(reader, all)
    }

    fn indexed(reader: &Reader<'_>, all: Vec<Quote>) -> Self {
        let mut by_sentence = vec![Vec::new(); reader.document.sentences.len()];
        for (i, quote) in all.iter().enumerate() {
            for content in &quote.content {
                for s in reader.sentences_over(*content) {
                    if by_sentence[s].last() != Some(&i) {
                        by_sentence[s].push(i);
                    }
                }
            }
        }
        Self { all, by_sentence }
    }

    /// Those that reach into a sentence.
    pub fn over(&self, s: usize) -> impl Iterator<Item = &Quote> {
        self.by_sentence[s].iter().map(|&i| &self.all[i])
    }
}

fn cue_of<'r>(reader: &Reader<'r>, frame: &Frame) -> Option<&'r Cue> {
    let kind = match frame.kind {
        PredicateKind::Verb => "verb",
        PredicateKind::Noun => "noun",
        PredicateKind::Copular => return None,
    };
    reader.lexicon.cue(kind, &frame.lemma)
}

fn commits(text: &str) -> crate::Factuality {
    crate::Factuality::parse(text).unwrap_or(crate::Factuality::Unknown)
}

/// A cue with a clause, an infinitive or an object as its content.
fn from_frame(reader: &Reader<'_>, s: usize, id: FrameId) -> Option<Quote> {
    let frame = reader.frames(s).get(id);
    let cue = cue_of(reader, frame)?;
    let takes = |what: &str| cue.takes.iter().any(|t| t == what);
    let clause = frame.arg(Role::Clause);
    let open = frame.arg(Role::Open).filter(|_| takes("infinitive") || takes("of"));
    let of = frame.obliques(&["of", "for", "about"]).next().filter(|_| takes("of"));
    let theme = frame.arg(Role::Theme).filter(|_| takes("object"));
    let (arg, proposition) = match (clause, open, theme.or(of)) {
        (Some(arg), _, _) => (arg, true),
        (_, Some(arg), _) => (arg, false),
        (_, _, Some(arg)) => (arg, false),
        _ => return None,
    };
    if frame.kind == PredicateKind::Noun && !proposition && frame.light.is_none() {
        return None;
    }
    let content = content_spans(reader, s, frame, arg);
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(reader, &content);
    // A topic in the reporter's words is no quotation; one with the speaker's own words in marks is.
    if !proposition && kind == QuoteKind::Indirect && arg.role != Role::Open && !takes("object") && !takes("of") {
        return None;
    }
    Some(Quote {
        speaker: speaker(reader, s, frame),
        cue: Some(reader.tree(s).words()[frame.head].span),
        frame: Some((s, id)),
        manner: Some(cue.manner.clone()),
        content,
        kind,
        proposition,
        author_commits: commits(&cue.author_commits),
        source_commits: commits(&cue.source_commits),
    })
}

/// The agent of the cue, else whoever a passive or noun names.
fn speaker(reader: &Reader<'_>, s: usize, frame: &Frame) -> Option<QuoteSpeaker> {
    let arg = frame.arg(Role::Agent).or_else(|| frame.by_role(Role::Modifier).find(|a| reader.names_actor(s, a.head)))?;
    Some(speaker_at(reader, s, arg.head))
}

fn speaker_at(reader: &Reader<'_>, s: usize, word: usize) -> QuoteSpeaker {
    let span = reader.mention(s, word).map_or_else(|| reader.noun_phrase(s, word), |m| m.span);
    QuoteSpeaker { span, at: (s, word) }
}

/// Bytes of the content: the argument's subtree without the cue's own clause where that stands inside it.
fn content_spans(reader: &Reader<'_>, s: usize, frame: &Frame, arg: &Arg) -> Vec<Span> {
    let tree = reader.tree(s);
    let own: Vec<usize> = if tree.is_within(frame.head, arg.head) {
        own_words(reader, s, frame, arg)
    } else {
        Vec::new()
    };
    let inside = |i: usize| tree.is_within(i, arg.head) && !own.contains(&i);
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    let (low, high) = tree.extent(arg.head);
    for i in low..=high {
        let word = &tree.words()[i];
        if inside(i) {
            match spans.last_mut().filter(|_| open) {
                Some(last) => *last = last.join(word.span),
                None => spans.push(word.span),
            }
            open = true;
        } else {
            open = false;
        }
    }
    let quotations = &reader.document.quotations;
    spans.into_iter().filter_map(|span| trim(reader, span, quotations)).collect()
}

/// Words of the cue's clause when the parser hangs it below its own content («"…", said X», "The plan, he said, was bad").
fn own_words(reader: &Reader<'_>, s: usize, frame: &Frame, arg: &Arg) -> Vec<usize> {
    let tree = reader.tree(s);
    let mut top = frame.head;
    while let Some(up) = tree.head(top).filter(|&up| up != arg.head && tree.is_within(up, arg.head)) {
        top = up;
    }
    let (low, high) = tree.extent(top);
    (low..=high).filter(|&i| tree.is_within(i, top)).collect()
}

/// Cuts commas and blanks off the ends, and puts the quotation marks of quoted content back on.
fn trim(reader: &Reader<'_>, span: Span, quotations: &[Span]) -> Option<Span> {
    let text = reader.text(span);
    let cut = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—');
    let start = span.start as usize + (text.len() - text.trim_start_matches(cut).len());
    let end = span.start as usize + text.trim_end_matches(cut).len();
    if start >= end {
        return None;
    }
    let bare = Span::new(start, end);
    let mut trimmed = bare;
    let all = &reader.report.text;
    for q in quotations.iter().filter(|q| q.overlaps(bare)) {
        let before = all[..q.start as usize].char_indices().next_back().map_or(q.start as usize, |(i, _)| i);
        let after = q.end as usize + all[q.end as usize..].chars().next().map_or(0, char::len_utf8);
        if trimmed.start >= q.start && trimmed.start <= q.start + 1 {
            trimmed.start = before as u32;
        }
        if trimmed.end <= q.end && trimmed.end + 1 >= q.end {
            trimmed.end = after as u32;
        }
    }
    (!trimmed.is_empty()).then_some(trimmed)
}

fn kind_of(reader: &Reader<'_>, content: &[Span]) -> QuoteKind {
    let total: usize = content.iter().map(|c| c.len()).sum();
    let marked: usize = content
        .iter()
        .flat_map(|c| reader.document.quotations.iter().map(move |q| (c, q)))
        .filter(|(c, q)| c.overlaps(**q))
        .map(|(c, q)| (c.end.min(q.end) - c.start.max(q.start)) as usize)
        .sum();
    match marked {
        0 => QuoteKind::Indirect,
        m if m + 4 * content.len() + 4 >= total => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// "According to X", "in the view of X", "in his view", "for Beijing,": the rest of the sentence is the content.
fn phrases(reader: &Reader<'_>, s: usize) -> Option<Quote> {
    let tree = reader.tree(s);
    let (mut best, mut cue) = (None, None);
    for (i, word) in tree.words().iter().enumerate() {
        if !matches!(word.deprel, Deprel::Obl | Deprel::Nmod | Deprel::Advcl) || !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) {
            continue;
        }
        let case: Vec<usize> = tree.children_by(i, Deprel::Case).collect();
        let Some(&first) = case.first() else { continue };
        let last = case.iter().flat_map(|&c| tree.children_by(c, Deprel::Fixed).chain([c])).max().unwrap_or(first);
        let words = |to: usize| (first..=to).map(|k| reader.form(s, k).to_lowercase()).collect::<Vec<_>>().join(" ");
        // "according to X": X is the noun; "in X's view": X is its possessor.
        // A bare preposition ("For Beijing, …") needs the head of the sentence, a comma and an actor.
        let bare = first == last;
        let opens = first == 0 && reader.names_actor(s, i) && followed_by_comma(reader, s, i);
        if bare && !opens && reader.lexicon.cue("phrase", &words(last)).is_some() {
            continue;
        }
        if let Some(entry) = reader.lexicon.cue("phrase", &words(last)) {
            best = Some((i, i, entry));
            cue = Some(tree.words()[first].span.join(tree.words()[last].span));
        } else if let Some(owner) = tree.children_by(i, Deprel::NmodPoss).next() {
            let bare = format!("{} the {} of", words(last), reader.lemma(s, i));
            if let Some(entry) = reader.lexicon.cue("phrase", &bare) {
                best = Some((i, owner, entry));
                cue = Some(tree.words()[first].span.join(word.span));
            }
        } else if let Some(owner) = tree.children_by(i, Deprel::Nmod).next() {
            let bare = format!("{} of", words(i));
            if let Some(entry) = reader.lexicon.cue("phrase", &bare) {
                best = Some((i, owner, entry));
                cue = Some(tree.words()[first].span.join(word.span));
            }
        }
    }
    let (noun, owner, entry) = best?;
    let (low, high) = tree.extent(noun);
    let sentence = reader.sentence(s).cut.span;
    let (from, to) = (tree.words()[low].span.start, tree.words()[high].span.end);
    let parts = [Span { start: sentence.start, end: from }, Span { start: to, end: sentence.end }];
    let content: Vec<Span> = parts.into_iter().filter(|p| !p.is_empty()).filter_map(|p| trim(reader, stopless(reader, p), &reader.document.quotations)).collect();
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(reader, &content);
    Some(Quote {
        speaker: Some(speaker_at(reader, s, owner)),
        cue,
        frame: None,
        manner: Some(entry.manner.clone()),
        content,
        kind,
        proposition: true,
        author_commits: commits(&entry.author_commits),
        source_commits: commits(&entry.source_commits),
    })
}

fn followed_by_comma(reader: &Reader<'_>, s: usize, word: usize) -> bool {
    let (_, high) = reader.tree(s).extent(word);
    let at = |i: usize| (i < reader.tree(s).len()).then(|| reader.form(s, i));
    at(high) == Some(",") || at(high + 1) == Some(",")
}

fn stopless(reader: &Reader<'_>, span: Span) -> Span {
    let text = reader.text(span);
    let cut = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.'));
    Span { start: span.start, end: span.start + cut.len() as u32 }
}

/// Quotation marks that no cue has claimed: the cue stands beside them in the sentence, or they run on from the speaker before.
fn marks(reader: &Reader<'_>, known: &Quotes) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut last: Option<(QuoteSpeaker, u32)> = None;
    let sentences = &reader.document.sentences;
    for &quotation in &reader.document.quotations {
        let Some(s) = reader.sentences_over(quotation).next() else { continue };
        let claimed = reader.sentences_over(quotation).flat_map(|t| known.over(t)).find(|q| q.content.iter().any(|c| c.overlaps(quotation)));
        let paragraph = sentences[s].cut.paragraph;
        if let Some(quote) = claimed {
            last = quote.speaker.map(|sp| (sp, paragraph)).or(last);
            // Sentences of the same quotation beyond the one that the cue governs.
            let end = quote.content.iter().map(|c| c.end).max().unwrap_or(0);
            if let Some(rest) = rest_of(reader, quotation, end) {
                found.extend(continued(reader, rest, quote.speaker));
            }
            continue;
        }
        let whole = quotation.len() > 40 && starts_upper(reader.text(quotation));
        if !whole || sentences[s].cut.kind == SentenceKind::Heading {
            continue;
        }
        // A speaker named beside it, in this sentence or the next one's reporting clause; else the paragraph's last.
        let beside = beside(reader, s, quotation);
        let running = last.filter(|(_, p)| *p == paragraph || *p + 1 == paragraph).map(|(sp, _)| sp);
        if let Some(quote) = continued(reader, quotation, beside.or(running)) {
            last = quote.speaker.map(|sp| (sp, paragraph));
            found.push(quote);
        }
    }
    found
}

fn starts_upper(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

fn rest_of(reader: &Reader<'_>, quotation: Span, end: u32) -> Option<Span> {
    if end + 8 >= quotation.end || end <= quotation.start {
        return None;
    }
    let text = reader.text(Span { start: end, end: quotation.end });
    let cut = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    Some(Span { start: end + cut as u32, end: quotation.end }).filter(|r| r.len() > 8)
}

fn continued(reader: &Reader<'_>, span: Span, speaker: Option<QuoteSpeaker>) -> Option<Quote> {
    let span = trim(reader, span, &reader.document.quotations)?;
    Some(Quote {
        speaker: speaker.filter(|sp| !span.contains(sp.span)),
        cue: None,
        frame: None,
        manner: None,
        content: vec![span],
        kind: QuoteKind::Direct,
        proposition: true,
        author_commits: crate::Factuality::Unknown,
        source_commits: crate::Factuality::CertainPos,
    })
}

/// A reporting clause outside the marks in the same sentence, or one that follows at once.
fn beside(reader: &Reader<'_>, s: usize, quotation: Span) -> Option<QuoteSpeaker> {
    let last = reader.sentences_over(quotation).last().unwrap_or(s);
    for t in [last, s] {
        for frame in reader.frames(t).all() {
            let outside = !quotation.contains(reader.tree(t).words()[frame.head].span);
            let says = |c: &Cue| c.takes.iter().any(|x| x == "quote" || x == "that");
            if outside
                && frame.kind == PredicateKind::Verb
                && cue_of(reader, frame).is_some_and(says)
                && let Some(arg) = frame.arg(Role::Agent).filter(|a| !quotation.contains(reader.tree(t).words()[a.head].span))
            {
                return Some(speaker_at(reader, t, arg.head));
            }
        }
    }
    None
}
