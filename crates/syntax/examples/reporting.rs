//! How often the frames of a reporting verb have the right speaker and the right content.
//!
//! `reporting GOLD.conllu [PREDICTED.conllu]`. The two files hold the same sentences and tokens; without the second, frames are built on
//! the gold trees, which measures the builder alone.
//!
//! What counts: every verb with one of the lemmas below that has, by gold arcs, a speaker and a content. The speaker is its subject
//! (`nsubj`), or its `obl:agent` in a passive; a relative pronoun stands for the noun above its clause. The content is its `ccomp`; failing that, the word it hangs
//! on by `parataxis`; failing that, its first `parataxis` child after a colon or quotation mark, if it has no object. Right is: the frame at that verb has an `Agent`
//! whose head is the speaker, and a `Clause` or `Open` whose head is the content (see `heads`).

mod support;

use demarche_syntax::{Deprel, Frames, Role, Tree, Upos, Xpos, frames};

const LEMMAS: &[&str] = &[
    "say", "tell", "add", "announce", "argue", "ask", "claim", "confirm", "declare", "deny", "explain", "insist", "note", "report",
    "state", "stress", "suggest", "urge", "warn", "write", "believe", "think", "hope", "admit", "reply",
];

/// Speaker and content of a reporting verb by gold arcs.
fn gold(tree: &Tree, verb: usize) -> Option<(usize, usize)> {
    let words = tree.words();
    let child = |rel: Deprel| tree.children_by(verb, rel).next();
    let passive = child(Deprel::NsubjPass).is_some() || child(Deprel::AuxPass).is_some();
    let mut speaker = if passive { child(Deprel::OblAgent) } else { child(Deprel::Nsubj) }?;
    if words[verb].deprel == Deprel::AclRelcl && matches!(words[speaker].xpos, Xpos::Wp | Xpos::Wdt) {
        speaker = tree.head(verb)?;
    }
    let beside = || tree.head(verb).filter(|_| words[verb].deprel == Deprel::Parataxis && child(Deprel::Obj).is_none());
    let mark_before = |k: usize| (verb + 1..k).any(|w| words[w].upos == Upos::Punct && words[w].lemma != ",");
    let below = || tree.children_by(verb, Deprel::Parataxis).find(|&k| k > verb && mark_before(k) && child(Deprel::Obj).is_none());
    let content = child(Deprel::Ccomp).or_else(beside).or_else(below)?;
    Some((speaker, content))
}

/// Whether a word heads the same clause as the gold head: frames head "is going to vote" by "vote", and "is against sanctions" by "is".
fn heads(tree: &Tree, word: usize, content: usize) -> bool {
    let below = |w: usize| tree.head(w) == Some(content) && matches!(tree.words()[w].deprel, Deprel::Xcomp | Deprel::Cop);
    word == content || below(word) || tree.head(word).is_some_and(below) && tree.words()[word].deprel == Deprel::Xcomp
}

fn found(tree: &Tree, frames: &Frames, verb: usize, speaker: usize, content: usize) -> (bool, bool) {
    let Some(frame) = frames.at(verb).map(|id| frames.get(id)) else { return (false, false) };
    let right_speaker = frame.by_role(Role::Agent).any(|a| a.head == speaker);
    let right_content = frame.args.iter().any(|a| matches!(a.role, Role::Clause | Role::Open) && heads(tree, a.head, content));
    (right_speaker, right_content)
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(gold_path) = args.first() else { return eprintln!("usage: reporting GOLD.conllu [PREDICTED.conllu] [--misses]") };
    let misses = args.iter().any(|a| a == "--misses");
    let golds = support::read(gold_path);
    let predicted = args.get(1).filter(|a| !a.starts_with("--")).map_or_else(|| support::read(gold_path), |path| support::read(path));
    let (mut all, mut speakers, mut contents, mut both) = (0u32, 0, 0, 0);
    for (g, p) in golds.iter().zip(&predicted) {
        assert_eq!(g.tree.len(), p.tree.len(), "not the same tokens: {}", g.text);
        let frames = frames(&p.tree, &p.text, &[]);
        for (verb, word) in g.tree.words().iter().enumerate() {
            let Some((speaker, content)) =
                (word.upos == Upos::Verb && LEMMAS.contains(&word.lemma.as_str())).then(|| gold(&g.tree, verb)).flatten()
            else {
                continue;
            };
            let (s, c) = found(&g.tree, &frames, verb, speaker, content);
            (all, speakers, contents, both) = (all + 1, speakers + u32::from(s), contents + u32::from(c), both + u32::from(s && c));
            if misses && !(s && c) {
                let w = |i: usize| g.tree.words()[i].span.of(&g.text);
                println!("{} | {} said {} | speaker {s}, content {c}", g.text.trim(), w(speaker), w(content));
            }
        }
    }
    let share = |n: u32| f64::from(n) * 100.0 / f64::from(all.max(1));
    println!("{all} reporting verbs: speaker {:.1} %, content {:.1} %, both {:.1} %", share(speakers), share(contents), share(both));
}
