//! Pronouns and definite descriptions of a sentence, before they are resolved. In: a line, the words that titles and names took. Out: drafts.

use crate::draft::{Class, Draft, Number, Wants};
use crate::line::Line;
use crate::mention::{MentionKind, Reading};
use crate::vocab::{
    BODY_NOUNS, COUNTED, FIRST_PLURAL, FIRST_SINGULAR, PAIR_NOUNS, STATE_NOUNS, THIRD_PERSON, THIRD_PLURAL, THIRD_THING, has,
};
use demarche_syntax::{Deprel, Upos, Xpos};

/// All of them, in the order of the words.
pub fn anaphors(line: &Line<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let taken = |w: usize| drafts.iter().any(|d| d.head == w);
    let mut found = Vec::new();
    for i in 0..line.len() {
        if taken(i) {
            continue;
        }
        let word = line.word(i);
        if word.upos == Upos::Pron || matches!(word.xpos, Xpos::Prp | Xpos::PrpS) {
            found.extend(pronoun(line, i));
        } else if matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::Det) {
            found.extend(description(line, i, drafts));
        }
    }
    found
}

fn draft(line: &Line<'_>, first: usize, head: usize, kind: MentionKind, class: Class, number: Number, wants: Wants) -> Draft {
    Draft {
        sentence: line.index,
        first,
        last: head,
        head,
        span: line.span(first, head),
        kind,
        reading: if matches!(class, Class::State | Class::Body) { Reading::Government } else { Reading::Agent },
        actors: Vec::new(),
        reason: String::new(),
        probability: 1.0,
        number,
        class,
        wants,
        name: None,
        title: None,
    }
}

fn pronoun(line: &Line<'_>, i: usize) -> Option<Draft> {
    let lower = line.lower(i);
    let (class, number) = if has(THIRD_THING, lower) {
        if is_empty(line, i) {
            return None;
        }
        (Class::State, Number::One)
    } else if has(THIRD_PERSON, lower) || has(FIRST_SINGULAR, lower) {
        (Class::Person, Number::One)
    } else if has(THIRD_PLURAL, lower) {
        (Class::Things, Number::Many)
    } else if has(FIRST_PLURAL, lower) && line.form(i) != "US" {
        (Class::State, Number::Many)
    } else {
        return None;
    };
    Some(draft(line, i, i, MentionKind::Pronoun, class, number, Wants::Antecedent))
}

/// "It is clear that", "it seems", "it rained": stands for nothing.
fn is_empty(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i);
    if word.deprel == Deprel::Expl {
        return true;
    }
    let Some(head) = line.tree.head(i).filter(|_| line.lower(i) == "it" && word.deprel.is_subject()) else { return false };
    let clause = line.tree.children(head).any(|c| matches!(line.word(c).deprel.base(), "csubj" | "ccomp" | "advcl" | "xcomp") && c > head);
    let copular = line.tree.children_by(head, Deprel::Cop).next().is_some();
    (copular && clause && line.word(head).upos == Upos::Adj)
        || matches!(line.lemma(head), "seem" | "appear" | "rain" | "snow" | "emerge" | "transpire")
}

fn description(line: &Line<'_>, i: usize, drafts: &[Draft]) -> Option<Draft> {
    let lemma = line.lemma(i);
    let determiner = line.tree.children(i).find(|&c| {
        c < i && matches!(line.word(c).upos, Upos::Det) && matches!(line.lower(c), "the" | "this" | "that" | "both" | "these" | "those")
    });
    let pair = line.tree.children(i).find(|&c| c < i && (line.lower(c) == "both" || COUNTED.iter().any(|n| n.0 == line.lower(c))));
    let number = pair.and_then(|p| COUNTED.iter().find(|n| n.0 == line.lower(p))).map_or(2, |n| n.1);
    let plural = matches!(line.word(i).xpos, Xpos::Nns | Xpos::Nnps);
    if plural && has(PAIR_NOUNS, lemma) && pair.is_some_and(|p| line.lower(p) == "both" || determiner.is_some()) {
        // "the two Koreas", "two Chinese leaders" name their own
        if drafts.iter().any(|d| d.kind == MentionKind::Adjective && line.tree.head(d.head) == Some(i)) {
            return None;
        }
        let first = determiner.or(pair).unwrap_or(i);
        return Some(draft(line, first, i, MentionKind::Description, Class::Things, Number::Many, Wants::Several(number)));
    }
    let after_the = i > 0 && line.lower(i - 1) == "the";
    let bare = !line.tree.children(i).any(|c| matches!(line.word(c).deprel.base(), "nmod" | "acl" | "amod" | "compound"))
        && line.word(i).deprel.base() != "amod";
    match line.lower(i) {
        "pair" | "duo" if after_the && bare => {
            return Some(draft(line, i - 1, i, MentionKind::Description, Class::Things, Number::Many, Wants::Several(2)));
        }
        "two" if after_the && bare && line.word(i).deprel != Deprel::Nummod => {
            return Some(draft(line, i - 1, i, MentionKind::Description, Class::Things, Number::Many, Wants::Several(2)));
        }
        "former" | "latter" if after_the && bare => {
            let first = line.lower(i) == "former";
            return Some(draft(line, i - 1, i, MentionKind::Description, Class::State, Number::One, Wants::OneOfPair(first)));
        }
        _ => {}
    }
    if plural || !matches!(line.word(i).upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let class = if has(STATE_NOUNS, lemma) {
        Class::State
    } else if has(BODY_NOUNS, lemma) {
        Class::Body
    } else {
        return None;
    };
    let owner = line.tree.children(i).find(|&c| c < i && line.word(c).xpos == Xpos::PrpS);
    if let Some(pronoun) = owner.filter(|_| class == Class::State) {
        return Some(draft(line, pronoun, i, MentionKind::Description, class, Number::One, Wants::Possessor(pronoun)));
    }
    let first = determiner.filter(|&d| line.lower(d) != "both")?;
    // "the country of origin", "the country that …" say which themselves
    let told = line.tree.children(i).any(|c| c > i && matches!(line.word(c).deprel, Deprel::Nmod | Deprel::AclRelcl | Deprel::Acl));
    if told {
        return None;
    }
    // "the Arab group" is one of many groups
    let modified = line.tree.children(i).any(|c| {
        c < i && matches!(line.word(c).deprel, Deprel::Amod | Deprel::Compound) && !line.form(c).starts_with(|x: char| x.is_ascii_digit())
    });
    if class == Class::Body && modified {
        return None;
    }
    let own = drafts.iter().find(|d| d.head > first && d.head < i && line.tree.head(d.head) == Some(i) && d.kind == MentionKind::Adjective);
    if let Some(own) = own {
        if class == Class::Body {
            return None;
        }
        let mut settled = draft(line, first, i, MentionKind::Description, class, Number::One, Wants::Nothing);
        settled.actors = own.actors.clone();
        settled.reason = "description with the state's own adjective".into();
        settled.probability = 0.85;
        return Some(settled);
    }
    Some(draft(line, first, i, MentionKind::Description, class, Number::One, Wants::Described))
}
