//! Frames as text, one a line, for people.
//!
//! In: frames with their tree. Out: lines such as `refuse(Agent: the Chinese government; Open: describe) past perfect`. It is no wire format.

use crate::{Arg, Embedding, Frame, Frames, Implied, Modality, PredicateKind, Role, Tense, Tree, Upos};
use crate::{Deprel, FrameId};
use std::fmt::Write;

/// All frames, one a line: lemma, arguments with how each was found, then the marks.
pub fn frames_to_string(frames: &Frames, tree: &Tree, text: &str) -> String {
    let mut out = String::new();
    for frame in frames.all() {
        line(&mut out, frame, frames, tree, text);
        out.push('\n');
    }
    out
}

fn line(out: &mut String, frame: &Frame, frames: &Frames, tree: &Tree, text: &str) {
    let shown = match (frame.kind, &frame.verb) {
        (PredicateKind::Noun, _) => format!("{}/n", frame.lemma),
        (PredicateKind::Copular, _) => format!("{}/c", frame.lemma),
        (PredicateKind::Verb, _) => frame.lemma.to_string(),
    };
    let args: Vec<String> = frame.args.iter().map(|a| argument(frame, a, tree, text)).collect();
    let _ = write!(out, "{shown}({})", args.join("; "));
    let mut marks: Vec<String> = Vec::new();
    let mut mark = |yes: bool, word: &str| marks.extend(yes.then(|| word.to_owned()));
    mark(frame.negated.is_some(), "not");
    mark(frame.tense == Tense::Past, "past");
    mark(frame.tense == Tense::Present, "present");
    mark(frame.tense == Tense::Future, "future");
    mark(frame.perfect, "perfect");
    mark(frame.passive, "passive");
    mark(frame.modality == Modality::Possible, "possible");
    mark(frame.modality == Modality::Necessary, "necessary");
    mark(frame.modality == Modality::Would, "would");
    mark(frame.question, "question");
    mark(frame.quoted, "quoted");
    let named = |id: FrameId| frames.get(id).lemma.clone();
    if let Some(light) = frame.light {
        marks.push(format!("light:{}", named(light)));
    }
    match frame.embedding {
        Embedding::Main => {}
        Embedding::Complement(id) => marks.push(format!("under:{}", named(id))),
        Embedding::Argument(id) => marks.push(format!("in:{}", named(id))),
        Embedding::Relative => marks.push("relative".into()),
        Embedding::Condition => marks.push("condition".into()),
        Embedding::Purpose => marks.push("purpose".into()),
        Embedding::Adverbial => marks.push("adverbial".into()),
    }
    if !frame.adverbs.is_empty() {
        let words: Vec<&str> = frame.adverbs.iter().map(|&w| tree.words()[w].span.of(text)).collect();
        marks.push(format!("{{{}}}", words.join(" ")));
    }
    for mark in marks {
        let _ = write!(out, " {mark}");
    }
}

fn argument(frame: &Frame, arg: &Arg, tree: &Tree, text: &str) -> String {
    let role = match arg.role {
        Role::Agent => "Agent",
        Role::Theme => "Theme",
        Role::Recipient => "Recipient",
        Role::Oblique => "Oblique",
        Role::Clause => "Clause",
        Role::Open => "Open",
        Role::Adverbial => "Adverbial",
        Role::Predicative => "Predicative",
        Role::Modifier => "Modifier",
    };
    let how = match arg.implied {
        None => "",
        Some(Implied::Control) => "~control",
        Some(Implied::Participle) => "~participle",
        Some(Implied::Relative) => "~relative",
        Some(Implied::Coordination) => "~and",
        Some(Implied::Light) => "~light",
    };
    let prep = if arg.prep.is_empty() { String::new() } else { format!(" {}", arg.prep) };
    // Where the tree has the verb for a modifier of its object, the object begins after it.
    let main = frame.kind == PredicateKind::Verb && frame.embedding == Embedding::Main && frame.head < arg.head;
    let from = if main { frame.head + 1 } else { 0 };
    let clausal = matches!(arg.role, Role::Clause | Role::Open | Role::Adverbial);
    let words = if clausal { tree.words()[arg.head].span.of(text) } else { phrase(tree, text, arg.head, from) };
    format!("{role}{how}{prep}: {words}")
}

/// The head with what stands before it, without prepositions, clauses and later phrases.
fn phrase<'t>(tree: &Tree, text: &'t str, head: usize, from: usize) -> &'t str {
    let (mut low, mut high) = (head, head);
    if matches!(tree.words()[head].upos, Upos::Verb | Upos::Aux) {
        return tree.words()[head].span.of(text);
    }
    for k in tree.children(head) {
        let inside = match tree.words()[k].deprel {
            Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::NmodPoss | Deprel::NmodDesc => k < head,
            Deprel::Flat => true,
            _ => false,
        };
        if inside {
            let (a, b) = tree.extent(k);
            (low, high) = (low.min(a), if k > head { high.max(b) } else { high });
        }
    }
    low = low.max(from);
    // An argument that opens with its own preposition begins after it.
    while low < head && matches!(tree.words()[low].deprel, Deprel::Case | Deprel::Punct | Deprel::Cc) {
        low += 1;
    }
    tree.words()[low].span.join(tree.words()[high].span).of(text)
}
