//! Sentences as bracketed trees, short enough to read.
//!
//! `[nsubj Kyiv] rejected/VBD [obj [det the] offer]`: a bracket holds one word and, in their places, the brackets of its dependents, each
//! opened by its relation. A word may carry its Penn tag (`rejected/VBD`) and lemma (`sent/VBD=send`); without them they follow from the
//! relation, the capital and a few endings. Trees whose arcs cross are given in rows (see `rows`).

use demarche_source::Span;
use demarche_syntax::{Deprel, Tree, Upos, Word, Xpos};

/// The tree of a bracketed sentence, or of one in rows, with its text.
pub fn tree(notation: &str) -> (Tree, String) {
    if notation.starts_with("1:") {
        return rows(notation);
    }
    let mut reader = Reader { text: String::new(), words: Vec::new() };
    let tokens: Vec<String> = notation.replace('[', " [ ").replace(']', " ] ").split_whitespace().map(str::to_owned).collect();
    let mut at = 0;
    reader.group(&tokens, &mut at, Deprel::Root);
    assert_eq!(at, tokens.len(), "brackets do not close: {notation}");
    (Tree::new(reader.words), reader.text)
}

/// `1:Lima/NNP>2.nsubj 2:agreed/VBD=agree>0.root`: for trees whose arcs cross, which brackets cannot show.
fn rows(notation: &str) -> (Tree, String) {
    let mut reader = Reader { text: String::new(), words: Vec::new() };
    let mut heads = Vec::new();
    for row in notation.split_whitespace() {
        let (_, row) = row.split_once(':').expect("a number before the word");
        let (token, arc) = row.rsplit_once('>').expect("> before the head");
        let (head, label) = arc.split_once('.').expect("a relation after the head");
        reader.word(token, Deprel::parse(label).unwrap_or_else(|| panic!("no relation: {label}")));
        heads.push(head.parse::<u32>().expect("a number for the head"));
    }
    for (word, head) in reader.words.iter_mut().zip(heads) {
        word.head = head.checked_sub(1).unwrap_or(Word::ROOT);
    }
    (Tree::new(reader.words), reader.text)
}

struct Reader {
    text: String,
    words: Vec<Word>,
}

impl Reader {
    fn group(&mut self, tokens: &[String], at: &mut usize, rel: Deprel) -> usize {
        let (mut head, mut kids) = (None, Vec::new());
        while *at < tokens.len() && tokens[*at] != "]" {
            *at += 1;
            if tokens[*at - 1] == "[" {
                let label = Deprel::parse(&tokens[*at]).unwrap_or_else(|| panic!("no relation: {}", tokens[*at]));
                *at += 1;
                kids.push(self.group(tokens, at, label));
                assert_eq!(tokens.get(*at).map(String::as_str), Some("]"), "bracket does not close");
                *at += 1;
            } else {
                assert!(head.is_none(), "two heads: {}", tokens[*at - 1]);
                head = Some(self.word(&tokens[*at - 1], rel));
            }
        }
        let head = head.expect("a bracket without a word");
        for k in kids {
            self.words[k].head = head as u32;
        }
        head
    }

    fn word(&mut self, token: &str, deprel: Deprel) -> usize {
        let (form, tag) = token.split_once('/').map_or((token, None), |(f, t)| (f, Some(t)));
        let (tag, lemma) = tag.map_or((None, None), |t| t.split_once('=').map_or((Some(t), None), |(t, l)| (Some(t), Some(l))));
        let xpos = tag.map_or_else(|| xpos(form, deprel), |t| Xpos::parse(t).unwrap_or_else(|| panic!("no tag: {t}")));
        let upos = upos(form, xpos, deprel);
        let glued = deprel == Deprel::Punct && !matches!(form, "“" | "–") || matches!(form, "n't" | "'s" | "’s" | "'ll");
        if !glued && !self.text.is_empty() && !self.text.ends_with('“') {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        let lemma = lemma.map_or_else(|| lemma_of(form, xpos), str::to_owned);
        let span = Span::new(start, self.text.len());
        self.words.push(Word { span, lemma: lemma.into(), upos, xpos, head: Word::ROOT, deprel, tag_confidence: 1.0, arc_confidence: 1.0 });
        self.words.len() - 1
    }
}

fn xpos(form: &str, rel: Deprel) -> Xpos {
    let lower = form.to_lowercase();
    match lower.as_str() {
        "the" | "a" | "an" | "this" | "that" if rel == Deprel::Det => return Xpos::Dt,
        "no" | "any" | "neither" if rel == Deprel::Det => return Xpos::Dt,
        "to" if rel == Deprel::Mark => return Xpos::To,
        "who" | "what" | "whom" => return Xpos::Wp,
        "whose" => return Xpos::WpS,
        "which" => return Xpos::Wdt,
        "that" if rel != Deprel::Mark => return Xpos::Wdt,
        "when" | "why" | "how" | "where" => return Xpos::Wrb,
        "he" | "she" | "it" | "they" | "we" | "him" | "them" | "us" => return Xpos::Prp,
        "his" | "its" | "their" | "our" => return Xpos::PrpS,
        "there" if rel == Deprel::Expl => return Xpos::Ex,
        "will" | "would" | "may" | "might" | "must" | "should" | "could" | "can" | "'ll" => return Xpos::Md,
        "has" | "is" | "does" | "'s" if matches!(rel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) => return Xpos::Vbz,
        "have" | "are" | "do" if matches!(rel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) => return Xpos::Vbp,
        "had" | "was" | "were" | "did" => return Xpos::Vbd,
        "been" => return Xpos::Vbn,
        "being" => return Xpos::Vbg,
        "be" => return Xpos::Vb,
        "'s" | "’s" => return Xpos::Pos,
        _ => {}
    }
    match rel {
        Deprel::Case | Deprel::Mark | Deprel::Fixed => Xpos::In,
        Deprel::CompoundPrt => Xpos::Rp,
        Deprel::Cc | Deprel::CcPreconj => Xpos::Cc,
        Deprel::Advmod => Xpos::Rb,
        Deprel::Amod => Xpos::Jj,
        Deprel::Nummod => Xpos::Cd,
        Deprel::Punct => match form {
            "“" => Xpos::Open,
            "”" => Xpos::Close,
            "," => Xpos::Comma,
            ":" | "–" | ";" => Xpos::Colon,
            _ => Xpos::Stop,
        },
        _ if form.starts_with(char::is_uppercase) => Xpos::Nnp,
        _ if form.ends_with('s') && !form.ends_with("ss") && !form.ends_with("sis") => Xpos::Nns,
        _ => Xpos::Nn,
    }
}

fn upos(form: &str, xpos: Xpos, rel: Deprel) -> Upos {
    match xpos {
        _ if matches!(rel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) => Upos::Aux,
        Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz => Upos::Verb,
        Xpos::Nn | Xpos::Nns => Upos::Noun,
        Xpos::Nnp | Xpos::Nnps => Upos::Propn,
        Xpos::Jj | Xpos::Jjr | Xpos::Jjs => Upos::Adj,
        Xpos::Rb | Xpos::Wrb => {
            if matches!(form, "not" | "n't") {
                Upos::Part
            } else {
                Upos::Adv
            }
        }
        Xpos::Prp | Xpos::PrpS | Xpos::Wp | Xpos::WpS | Xpos::Ex => Upos::Pron,
        Xpos::Wdt => {
            if rel == Deprel::Det {
                Upos::Det
            } else {
                Upos::Pron
            }
        }
        Xpos::Dt => Upos::Det,
        Xpos::Cd => Upos::Num,
        Xpos::To | Xpos::Pos => Upos::Part,
        Xpos::Cc => Upos::Cconj,
        Xpos::In => {
            if rel == Deprel::Mark {
                Upos::Sconj
            } else {
                Upos::Adp
            }
        }
        Xpos::Rp => Upos::Adp,
        Xpos::Md => Upos::Aux,
        _ => Upos::Punct,
    }
}

fn lemma_of(form: &str, xpos: Xpos) -> String {
    let lower = form.to_lowercase();
    let known = match lower.as_str() {
        "has" | "had" | "have" => "have",
        "is" | "are" | "was" | "were" | "been" | "being" | "be" => "be",
        "does" | "did" | "do" => "do",
        "n't" => "not",
        "'ll" => "will",
        "said" => "say",
        "told" => "tell",
        "talks" => "talk",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let strip = |end: &str| lower.strip_suffix(end).unwrap_or(&lower).to_owned();
    match xpos {
        Xpos::Nnp | Xpos::Nnps => form.to_owned(),
        Xpos::Nns if lower.ends_with("ies") => format!("{}y", strip("ies")),
        Xpos::Nns | Xpos::Vbz => strip("s"),
        Xpos::Vbd | Xpos::Vbn => strip("ed"),
        Xpos::Vbg => strip("ing"),
        _ => lower,
    }
}
