//! Morphological features from tag, form and tree.
//!
//! In: a word of a tree and its form. Out: the FEATS column as the English treebanks fill it, as far as it follows from the Penn tag, a list
//! of the closed classes (`data/features.txt`) and the word's dependents. It never guesses spelling features (Typo, Style, Foreign).

use crate::{Deprel, Tree, Upos, Word, Xpos};
use std::collections::HashMap;
use std::sync::LazyLock;

static CLOSED: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/features.txt").lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    let mut closed = HashMap::new();
    for (words, feats) in lines.filter_map(|l| l.rsplit_once(" : ")) {
        let mut words = words.split_whitespace();
        let Some(upos) = words.next() else { continue };
        closed.extend(words.map(|w| ((upos, w), feats.trim())));
    }
    closed
});

/// FEATS of word `i`: pairs in alphabetical order joined by `|`, or `_`.
pub fn feats(tree: &Tree, i: usize, form: &str) -> String {
    let word = &tree.words()[i];
    let lower = form.to_lowercase().replace(['’', '`', '‘'], "'");
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    if let Some(feats) = CLOSED.get(&(word.upos.as_str(), lower.as_str())) {
        pairs.extend(feats.split('|').filter_map(|p| p.split_once('=')));
        adjust(tree, i, &lower, &mut pairs);
    } else {
        open_class(tree, i, form, &mut pairs);
    }
    if form.len() > 1 && form.ends_with('.') && matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb) {
        set(&mut pairs, "Abbr", "Yes");
    }
    pairs.sort_unstable_by_key(|p| p.0.to_ascii_lowercase());
    let pairs: Vec<String> = pairs.into_iter().map(|(k, v)| format!("{k}={v}")).collect();
    if pairs.is_empty() { "_".to_owned() } else { pairs.join("|") }
}

fn set<'a>(pairs: &mut Vec<(&'a str, &'a str)>, key: &'a str, value: &'a str) {
    match pairs.iter_mut().find(|p| p.0 == key) {
        Some(pair) => pair.1 = value,
        None => pairs.push((key, value)),
    }
}

/// What the tree says of a word of a closed class.
fn adjust<'a>(tree: &Tree, i: usize, form: &str, pairs: &mut Vec<(&'a str, &'a str)>) {
    let word = &tree.words()[i];
    if matches!(form, "you" | "it" | "her") && word.xpos == Xpos::Prp && !word.deprel.is_subject() && word.deprel.base() != "expl" {
        if form == "her" {
            *pairs = vec![("Gender", "Fem"), ("Number", "Sing"), ("Person", "3"), ("PronType", "Prs")];
        }
        if !matches!(word.deprel.base(), "root" | "conj" | "vocative" | "parataxis") {
            set(pairs, "Case", "Acc");
        }
    }
    let relative = std::iter::successors(Some(i), |&w| tree.head(w))
        .take(4)
        .any(|w| matches!(tree.words()[w].deprel, Deprel::AclRelcl | Deprel::AdvclRelcl));
    match word.xpos {
        Xpos::Wdt | Xpos::Wp | Xpos::WpS | Xpos::Wrb if pairs.iter().any(|p| p.0 == "PronType") => {
            let kind = if form == "that" || relative && form != "how" { "Rel" } else { "Int" };
            if !matches!(form, "whenever" | "wherever") {
                set(pairs, "PronType", kind);
            }
            pairs.retain(|p| p.0 != "Number");
        }
        _ => {}
    }
}

fn open_class<'a>(tree: &Tree, i: usize, form: &str, pairs: &mut Vec<(&'a str, &'a str)>) {
    let word = &tree.words()[i];
    match (word.upos, word.xpos) {
        (Upos::Pron, Xpos::Wdt | Xpos::Wp) => pairs.push(("PronType", "Rel")),
        (Upos::Noun | Upos::Propn, Xpos::Nns | Xpos::Nnps) => pairs.push(("Number", "Plur")),
        (Upos::Noun | Upos::Propn, Xpos::Nn | Xpos::Nnp) => pairs.push(("Number", "Sing")),
        (Upos::Adj | Upos::Adv, Xpos::Jjr | Xpos::Rbr) => pairs.push(("Degree", "Cmp")),
        (Upos::Adj | Upos::Adv, Xpos::Jjs | Xpos::Rbs) => pairs.push(("Degree", "Sup")),
        (Upos::Adj, _) => {
            pairs.push(("Degree", "Pos"));
            if form.starts_with(|c: char| c.is_ascii_digit()) {
                pairs.extend([("NumForm", "Combi"), ("NumType", "Ord")]);
            }
        }
        // Manner adverbs compare; the others have no degree.
        (Upos::Adv, Xpos::Rb)
            if form.len() > 5 && form.ends_with("ly") && !matches!(form, "really" | "only" | "especially" | "probably") =>
        {
            pairs.push(("Degree", "Pos"));
        }
        (Upos::Num, _) => {
            let kind = if form.contains('/') && form.len() <= 5 { "Frac" } else { "Card" };
            let written = if form.chars().any(|c| c.is_ascii_digit()) { "Digit" } else { "Word" };
            pairs.extend([("NumForm", written), ("NumType", kind)]);
        }
        (Upos::Verb | Upos::Aux, xpos) => verb(tree, i, xpos, pairs),
        _ => {}
    }
}

fn verb<'a>(tree: &Tree, i: usize, xpos: Xpos, pairs: &mut Vec<(&'a str, &'a str)>) {
    let word = &tree.words()[i];
    let has = |kinds: &[Deprel]| tree.children(i).any(|k| kinds.contains(&tree.words()[k].deprel));
    match xpos {
        Xpos::Md => pairs.push(("VerbForm", "Fin")),
        Xpos::Vb => {
            let head = tree.head(i).filter(|_| matches!(word.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop));
            let at = head.unwrap_or(i);
            let helped = tree.children(at).any(|k| k < i && (tree.words()[k].deprel == Deprel::Aux || tree.words()[k].xpos == Xpos::To));
            let subject = tree.children(at).any(|k| tree.words()[k].deprel.is_subject());
            let free = !helped && !subject && matches!(tree.words()[at].deprel.base(), "root" | "parataxis" | "conj");
            if free && tree.words()[at].deprel.base() != "conj" {
                pairs.extend([("Mood", "Imp"), ("VerbForm", "Fin")]);
            } else {
                pairs.push(("VerbForm", "Inf"));
            }
        }
        Xpos::Vbd | Xpos::Vbp | Xpos::Vbz => {
            let (number, person) = if xpos == Xpos::Vbz { ("Sing", "3") } else { agreement(tree, i) };
            let tense = if xpos == Xpos::Vbd { "Past" } else { "Pres" };
            pairs.extend([("Mood", "Ind"), ("Number", number), ("Person", person), ("Tense", tense), ("VerbForm", "Fin")]);
        }
        Xpos::Vbn => {
            pairs.extend([("Tense", "Past"), ("VerbForm", "Part")]);
            let helped = has(&[Deprel::Aux]);
            let passive = has(&[Deprel::AuxPass, Deprel::NsubjPass]) || !helped && word.upos == Upos::Verb;
            if passive {
                pairs.push(("Voice", "Pass"));
            }
        }
        Xpos::Vbg => {
            let gerund = has(&[Deprel::Mark, Deprel::Det, Deprel::NmodPoss]) && !has(&[Deprel::Aux])
                || matches!(word.deprel.base(), "csubj" | "obj" | "nsubj" | "obl" | "nmod" | "compound" | "ccomp");
            match gerund {
                true => pairs.push(("VerbForm", "Ger")),
                false => pairs.extend([("Tense", "Pres"), ("VerbForm", "Part")]),
            }
        }
        _ => {}
    }
}

/// Number and person of a finite verb, by its subject; third singular if there is none.
fn agreement(tree: &Tree, i: usize) -> (&'static str, &'static str) {
    let mut at = Some(i);
    for _ in 0..4 {
        let Some(verb) = at else { break };
        if let Some(subject) = tree.children(verb).find(|&k| tree.words()[k].deprel.is_subject()) {
            return person(tree, subject);
        }
        let word = &tree.words()[verb];
        at = match word.deprel.base() {
            "acl" => return tree.head(verb).map_or(("Sing", "3"), |noun| person(tree, noun)),
            "aux" | "cop" | "conj" => tree.head(verb),
            _ => None,
        };
    }
    ("Sing", "3")
}

fn person(tree: &Tree, i: usize) -> (&'static str, &'static str) {
    let word: &Word = &tree.words()[i];
    match (word.upos, word.lemma.to_lowercase().as_str()) {
        (Upos::Pron, "i") => ("Sing", "1"),
        (Upos::Pron, "we") => ("Plur", "1"),
        (Upos::Pron, "you") => ("Sing", "2"),
        (Upos::Pron, "they" | "these" | "those") => ("Plur", "3"),
        (Upos::Pron, "who" | "that" | "which") => match relative_head(tree, i) {
            Some(noun) => person(tree, noun),
            None => ("Sing", "3"),
        },
        _ if matches!(word.xpos, Xpos::Nns | Xpos::Nnps) || tree.children_by(i, Deprel::Conj).any(|k| k > i) => ("Plur", "3"),
        _ => ("Sing", "3"),
    }
}

/// The noun that the relative clause of this pronoun belongs to.
fn relative_head(tree: &Tree, i: usize) -> Option<usize> {
    let verb = tree.head(i)?;
    let clause = if tree.words()[verb].deprel == Deprel::AclRelcl { verb } else { tree.head(verb)? };
    (tree.words()[clause].deprel == Deprel::AclRelcl).then(|| tree.head(clause)).flatten().filter(|&noun| noun != i)
}
