//! One sentence with all that look-ups need: words, atoms of names, lower-case tokens. In: a read sentence. Out: views of it.

use demarche_lexicon::{Atom, Token, atoms};
use demarche_source::{SmolStr, Span};
use demarche_syntax::{Deprel, Frames, Sentence, Tree, Upos, Word};

/// A sentence, prepared.
pub struct Line<'a> {
    pub index: usize,
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub tree: &'a Tree,
    pub frames: &'a Frames,
    pub atoms: Vec<Atom<'a>>,
    /// Title-case spellings of the atoms, in a sentence of capital letters.
    spelled: Option<Vec<SmolStr>>,
    first_atom: Vec<Option<usize>>,
    atom_word: Vec<usize>,
    pub tokens: Vec<Token>,
}

impl<'a> Line<'a> {
    pub fn new(text: &'a str, index: usize, sentence: &'a Sentence) -> Self {
        let words = sentence.tree.words();
        let whole = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        };
        let atoms = atoms(whole.of(text), whole.range().start);
        let mut first_atom = vec![None; words.len()];
        let mut atom_word = Vec::with_capacity(atoms.len());
        let mut at = 0;
        for (i, atom) in atoms.iter().enumerate() {
            while at + 1 < words.len() && words[at].span.end <= atom.span.start {
                at += 1;
            }
            if let Some(slot) = first_atom.get_mut(at)
                && slot.is_none()
            {
                *slot = Some(i);
            }
            atom_word.push(at);
        }
        let letters = |c: char| c.is_alphabetic();
        let shouting = atoms.iter().any(|a| a.text.chars().count() > 4)
            && !whole.of(text).chars().any(char::is_lowercase)
            && whole.of(text).chars().any(letters);
        let spelled = shouting.then(|| {
            let title =
                |t: &str| t.chars().enumerate().map(|(i, c)| if i == 0 { c } else { c.to_lowercase().next().unwrap_or(c) }).collect();
            atoms.iter().map(|a| title(&a.text)).collect()
        });
        let tokens = words.iter().map(|w| Token::new(w.span.of(text), &w.lemma)).collect();
        Self { index, text, sentence, tree: &sentence.tree, frames: &sentence.frames, atoms, spelled, first_atom, atom_word, tokens }
    }

    pub fn len(&self) -> usize {
        self.tree.len()
    }

    pub fn word(&self, i: usize) -> &Word {
        &self.tree.words()[i]
    }

    /// The word as the text has it.
    pub fn form(&self, i: usize) -> &'a str {
        self.word(i).span.of(self.text)
    }

    /// The word in lower case.
    pub fn lower(&self, i: usize) -> &str {
        &self.tokens[i].form
    }

    pub fn lemma(&self, i: usize) -> &str {
        &self.tokens[i].lemma
    }

    pub fn is_capital(&self, i: usize) -> bool {
        self.form(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// First atom of a word, if the word begins with one.
    pub fn atom_at(&self, word: usize) -> Option<usize> {
        self.first_atom.get(word).copied().flatten()
    }

    /// Spellings of atom `i` for a look-up that began at `from`; `None` where a name cannot run on.
    pub fn spellings(&self, from: usize, i: usize) -> Option<[&str; 2]> {
        let atom = self.atoms.get(i).filter(|a| i == from || a.joined)?;
        let plain: &str = &atom.text;
        Some([plain, self.spelled.as_ref().map_or(plain, |s| s[i].as_str())])
    }

    /// Word in which the atom before `end` lies.
    pub fn last_word(&self, end: usize) -> usize {
        self.atom_word.get(end.saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Bytes from the first to the last of these words.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.word(first).span.join(self.word(last).span)
    }

    /// The word of the range that heads the others.
    pub fn head_of(&self, first: usize, last: usize) -> usize {
        let outside = |i: &usize| self.tree.head(*i).is_none_or(|h| h < first || h > last);
        let content = |i: &usize| !matches!(self.word(*i).upos, Upos::Punct | Upos::Det | Upos::Adp | Upos::Part);
        (first..=last).filter(content).find(outside).or_else(|| (first..=last).find(outside)).unwrap_or(last)
    }

    /// Preposition (or case marker) of the phrase that word `i` heads, several words joined by blanks, in lower case.
    pub fn preposition(&self, i: usize) -> Option<String> {
        let case = self.tree.children_by(i, Deprel::Case).find(|&c| !matches!(self.lower(c), "'s" | "’s" | "'" | "’"))?;
        let rest = self.tree.children_by(case, Deprel::Fixed).map(|f| self.lower(f));
        Some(std::iter::once(self.lower(case)).chain(rest).collect::<Vec<_>>().join(" "))
    }

    /// Whether word `i` carries a possessive mark.
    pub fn is_possessive(&self, i: usize) -> bool {
        let marked = |c: usize| matches!(self.lower(c), "'s" | "’s" | "'" | "’");
        self.tree.children_by(i, Deprel::Case).any(marked) || (i + 1 < self.len() && marked(i + 1) && self.word(i + 1).upos == Upos::Part)
    }
}
