//! Frames in their final order: embedding, quotation, links from arguments to frames, confidence.
//!
//! In: drafts. Out: [`Frames`]. It never adds an argument.

use super::draft::Drafts;
use crate::{Arg, Deprel, Embedding, Frame, FrameId, Frames, PredicateKind, Role};
use demarche_source::Span;

/// Sorts, links and seals the frames.
pub(super) fn finish(drafts: Drafts, quotations: &[Span]) -> Frames {
    let words = drafts.norm.len();
    let mut order: Vec<FrameId> = (0..drafts.all.len()).collect();
    order.sort_by_key(|&id| drafts.frame(id).head);
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let content = content_of(&drafts);
    let frames = order.iter().map(|&id| {
        let mut frame: Frame = drafts.frame(id).clone();
        frame.embedding = match embedding(&drafts, id, &content, 0) {
            Embedding::Complement(f) => Embedding::Complement(place[f]),
            Embedding::Argument(f) => Embedding::Argument(place[f]),
            other => other,
        };
        frame.light = frame.light.map(|f| place[f]);
        one_theme(&drafts, &mut frame);
        frame.quoted = is_quoted(drafts.norm.tree.words()[frame.head].span, quotations);
        frame.confidence *= frame.args.iter().filter(|a| is_core(a)).map(|a| a.confidence).product::<f32>();
        frame.args.sort_by_key(|a| (a.head, a.role as u8));
        for arg in &mut frame.args {
            arg.frame = drafts.at(arg.head).map(|f| place[f]);
        }
        frame
    });
    let mut frames: Vec<Frame> = frames.collect();
    break_cycles(&mut frames);
    Frames::new(frames, words)
}

/// A predicate has one theme, alone or with its conjuncts: of two that no coordination joins, the surer one is kept.
fn one_theme(drafts: &Drafts, frame: &mut Frame) {
    let norm = &drafts.norm;
    let first = |word: usize| {
        let mut at = word;
        while let Some(h) = norm.head(at).filter(|_| norm.rel[at] == Deprel::Conj) {
            at = h;
        }
        at
    };
    let themes = || frame.by_role(Role::Theme);
    let Some(best) = themes().reduce(|a, b| if b.confidence > a.confidence { b } else { a }).map(|a| first(a.head)) else { return };
    if themes().any(|a| first(a.head) != best) {
        frame.args.retain(|a| a.role != Role::Theme || first(a.head) == best);
    }
}

/// Following embeddings always ends at a frame that hangs below none.
fn break_cycles(frames: &mut [Frame]) {
    let mut seen = vec![usize::MAX; frames.len()];
    for start in 0..frames.len() {
        let mut at = start;
        while let Embedding::Complement(next) | Embedding::Argument(next) = frames[at].embedding {
            seen[at] = start;
            if seen[next] == start {
                frames[at].embedding = Embedding::Main;
            }
            if seen[next] != usize::MAX {
                break;
            }
            at = next;
        }
        seen[at] = start;
    }
}

/// For each word the frame of speech, or noun, whose content it is although it does not hang below it.
fn content_of(drafts: &Drafts) -> Vec<Option<FrameId>> {
    let mut content = vec![None; drafts.norm.len()];
    for (id, draft) in drafts.all.iter().enumerate() {
        for arg in draft.frame.args.iter().filter(|a| matches!(a.role, Role::Clause | Role::Open)) {
            content[arg.head] = content[arg.head].or(Some(id));
        }
    }
    content
}

fn embedding(drafts: &Drafts, id: FrameId, content: &[Option<FrameId>], depth: usize) -> Embedding {
    let norm = &drafts.norm;
    let head = drafts.frame(id).head;
    if drafts.frame(id).kind == PredicateKind::Noun {
        return argument(drafts, head);
    }
    if let Some(governor) = content[head].filter(|&g| g != id && depth == 0) {
        return Embedding::Complement(governor);
    }
    let above = norm.head(head).and_then(|h| drafts.at(h));
    // A verb of speech beside its content stands where the content stands in the tree.
    if let Some(said) = above.filter(|_| depth == 0 && norm.head(head).is_some_and(|h| content[h] == Some(id))) {
        return embedding(drafts, said, content, 1);
    }
    match norm.rel[head] {
        Deprel::Conj if depth < 64 => above.map_or(Embedding::Main, |f| conjunct(drafts, f, content, depth)),
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass => above.map_or(Embedding::Main, Embedding::Complement),
        Deprel::Acl | Deprel::AclRelcl | Deprel::Amod | Deprel::AdvclRelcl => Embedding::Relative,
        Deprel::Advcl => adverbial(drafts, head),
        Deprel::Root | Deprel::Parataxis | Deprel::Conj | Deprel::List => Embedding::Main,
        _ => argument(drafts, head),
    }
}

/// A conjunct hangs where the first one does.
fn conjunct(drafts: &Drafts, first: FrameId, content: &[Option<FrameId>], depth: usize) -> Embedding {
    let governor = content[drafts.frame(first).head].filter(|&g| g != first);
    governor.map_or_else(|| embedding(drafts, first, content, depth + 1), Embedding::Complement)
}

fn adverbial(drafts: &Drafts, head: usize) -> Embedding {
    let norm = &drafts.norm;
    let marker = norm.marker(head);
    let inverted = || {
        let subject = norm.subject(head);
        let first = norm.by(head, Deprel::Aux).chain(norm.by(head, Deprel::Cop)).chain(norm.by(head, Deprel::AuxPass)).min();
        first.zip(subject).is_some_and(|(a, s)| a < s && matches!(norm.form[a].as_str(), "should" | "had" | "were"))
    };
    match marker.as_str() {
        "if" | "unless" | "in case" | "in case of" | "in the event of" | "even if" | "only if" | "provided" | "providing"
        | "as long as" | "so long as" | "lest" => Embedding::Condition,
        "provided that" | "on condition that" | "if only" | "in the event that" => Embedding::Condition,
        "" if inverted() => Embedding::Condition,
        "" | "in order" | "so as" | "in order to" | "so as to" if norm.is_infinitive(head) => Embedding::Purpose,
        "so that" | "in order that" => Embedding::Purpose,
        m if m.starts_with("in order") => Embedding::Purpose,
        _ => Embedding::Adverbial,
    }
}

/// The nearest frame above a noun.
fn argument(drafts: &Drafts, head: usize) -> Embedding {
    let norm = &drafts.norm;
    let mut at = head;
    // "The position is that …": the clause hangs below the noun, not the noun in the clause.
    if let Some(clause) = norm.head(head).filter(|&h| norm.rel[head].is_subject() && !norm.is_inner_subject(h, head)) {
        at = clause;
    }
    while let Some(h) = norm.head(at) {
        let beside = matches!(norm.rel[at], Deprel::Conj | Deprel::Parataxis | Deprel::Appos)
            && drafts.kind_at(h).is_none_or(|k| k == PredicateKind::Noun);
        if let Some(frame) = drafts.at(h).filter(|_| !beside) {
            return Embedding::Argument(frame);
        }
        at = h;
    }
    Embedding::Main
}

fn is_core(arg: &Arg) -> bool {
    matches!(arg.role, Role::Agent | Role::Theme | Role::Recipient | Role::Clause | Role::Open)
}

/// Whether a quotation covers the word.
fn is_quoted(word: Span, quotations: &[Span]) -> bool {
    // Sorted by their start; nested ones follow the one that holds them, so the look back is short.
    let upto = quotations.partition_point(|q| q.start <= word.start);
    quotations[..upto].iter().rev().take(64).any(|q| q.contains(word))
}
