//! Phrases that name a source. In: one sentence. Out: the quotation that the rest of the sentence is.

use super::Quote;
use super::content::{kind_of, trim};
use super::cues::commits;
use super::speakers::speaker_at;
use crate::reader::Reader;
use demarche_source::Span;
use demarche_syntax::{Deprel, Upos};

/// "According to X", "in the view of X", "in his view", "for Beijing,": the rest of the sentence is the content.
pub(super) fn phrases(reader: &Reader<'_>, s: usize) -> Option<Quote> {
    let tree = reader.tree(s);
    let (mut best, mut cue) = (None, None);
    for (i, word) in tree.words().iter().enumerate() {
        if !matches!(word.deprel, Deprel::Obl | Deprel::Nmod | Deprel::Advcl)
            || !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
        {
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
    let mut parts = vec![Span { start: sentence.start, end: from }];
    // "…, according to the ministry, but the envoy disagrees": the rest is the reporter's
    parts.extend(Some(Span { start: to, end: sentence.end }).filter(|rest| parts[0].is_empty() || !contrasts(reader, *rest)));
    let content: Vec<Span> = parts.into_iter().filter(|p| !p.is_empty()).filter_map(|p| trim(reader, stopless(reader, p))).collect();
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

/// Whether a stretch opens with a comma and a conjunction of contrast.
fn contrasts(reader: &Reader<'_>, rest: Span) -> bool {
    let first = reader.text(rest).strip_prefix(',').and_then(|t| t.split_whitespace().next());
    first.is_some_and(|w| matches!(w, "but" | "although" | "though" | "while" | "whereas"))
}

/// Cuts the full stop off.
pub(super) fn stopless(reader: &Reader<'_>, span: Span) -> Span {
    let text = reader.text(span);
    let cut = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.'));
    Span { start: span.start, end: span.start + cut.len() as u32 }
}
