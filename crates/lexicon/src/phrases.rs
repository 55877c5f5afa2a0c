//! Phrases of common words: principles, cues of several words, titles. In: entries. Out: tries over lower-case words or lemmas.
//!
//! Articles are left out on both sides: "the internal affairs" and "internal affairs" are one phrase.

use crate::entries::Entries;
use crate::trie::{Builder, Trie};
use demarche_source::Code;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A word of running text, as phrases see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Lower-case form.
    pub form: SmolStr,
    /// Lower-case lemma; the form again, where there is none.
    pub lemma: SmolStr,
}

impl Token {
    /// A token of form and lemma, made lower-case.
    pub fn new(form: &str, lemma: &str) -> Self {
        let lower = |t: &str| if t.chars().any(char::is_uppercase) { SmolStr::from(t.to_lowercase()) } else { SmolStr::from(t) };
        Self { form: lower(form), lemma: lower(lemma) }
    }
}

/// How a principle is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Naming {
    /// By its own name.
    Name,
    /// By its breach ("interference in").
    Breach,
    /// By a text that stands for it ("UN Charter").
    Text,
}

/// A principle found in running words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrincipleHit {
    /// Index in [`Entries::principles`].
    pub principle: usize,
    /// How it is named.
    pub naming: Naming,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

/// What a title is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Kind and index of the entry.
    pub of: TitleOf,
    /// State for which alone it holds.
    pub state: Option<Code>,
    /// As written in the data, where it has capital letters: then these matter.
    pub written: Option<SmolStr>,
}

impl Title {
    /// Whether the capital letters of the words in the text (articles and hyphens left out) agree with the title as it is written.
    pub fn fits<'t>(&self, forms: impl Iterator<Item = &'t str>) -> bool {
        let Some(written) = &self.written else { return true };
        let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
        split(written).filter(|w| !is_article(w)).zip(forms).all(|(written, form)| {
            let acronym = written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.chars().any(char::is_lowercase);
            if acronym {
                written.trim_end_matches('.') == form.trim_end_matches('.') || form.replace('.', "") == written
            } else {
                !capital(written) || capital(form)
            }
        })
    }
}

/// Kind and index of a title's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TitleOf {
    /// Index in [`Entries::offices`].
    Office(usize),
    /// Index in [`Entries::organs`].
    Organ(usize),
    /// Index in [`Entries::roles`].
    Role(usize),
    /// Index in [`Entries::states`]: a definite phrase for it.
    Phrase(usize),
}

/// Words of a phrase as written in a data file: split at blanks and hyphens, lower-case, without articles.
pub fn words(phrase: &str) -> impl Iterator<Item = SmolStr> + '_ {
    split(phrase).filter(|w| !is_article(w)).map(|w| SmolStr::from(w.to_lowercase()))
}

/// Words and hyphens apart, possessives apart from their word.
fn split(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '_'))
        .flat_map(|w| {
            let cut = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).map(|stem| (stem, "'s"));
            let (word, tail) = cut.unwrap_or((w, ""));
            [word, tail]
        })
        .filter(|w| !w.is_empty())
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "The" | "A" | "An")
}

/// Whether a token is passed over: an article or a hyphen.
pub fn is_skipped(token: &Token) -> bool {
    is_article(&token.form) || matches!(token.form.as_str(), "-" | "‐" | "‑")
}

/// Phrases, ready for look-up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Phrases {
    principles: Trie<(usize, Naming)>,
    cues: Trie<usize>,
    operators: Trie<usize>,
    titles: Trie<Title>,
}

impl Phrases {
    /// Indexes the phrases of the entries.
    pub fn new(entries: &Entries) -> Self {
        let mut all = Builders {
            principles: Builder::with_capacity(1000),
            cues: Builder::with_capacity(100),
            operators: Builder::with_capacity(200),
            titles: Builder::with_capacity(6000),
        };
        for (i, p) in entries.principles.iter().enumerate() {
            for (naming, list) in [(Naming::Name, &p.names), (Naming::Breach, &p.breaches), (Naming::Text, &p.texts)] {
                list.iter().for_each(|phrase| all.principles.insert(words(phrase), (i, naming)));
            }
        }
        for (i, cue) in entries.cues.iter().enumerate() {
            cue.words.iter().filter(|w| cue.kind == "phrase" || w.contains(' ')).for_each(|w| all.cues.insert(words(w), i));
        }
        for (i, op) in entries.operators.iter().enumerate() {
            op.words.iter().filter(|w| op.kind == "phrase" || w.contains(' ')).for_each(|w| all.operators.insert(words(w), i));
        }
        for (i, e) in entries.offices.iter().enumerate() {
            all.held(TitleOf::Office(i), &e.names, &e.by_state);
        }
        for (i, e) in entries.organs.iter().enumerate() {
            all.held(TitleOf::Organ(i), &e.names, &e.by_state);
        }
        for (i, e) in entries.roles.iter().enumerate() {
            e.nouns.iter().for_each(|n| all.title(TitleOf::Role(i), n, None));
        }
        for (i, e) in entries.states.iter().enumerate() {
            e.phrases.iter().for_each(|p| all.title(TitleOf::Phrase(i), p, Some(&e.code)));
        }
        Self {
            principles: all.principles.finish(),
            cues: all.cues.finish(),
            operators: all.operators.finish(),
            titles: all.titles.finish(),
        }
    }

    /// Principles named in the tokens, from left to right, the longest at each place, none inside another.
    pub fn principles(&self, tokens: &[Token]) -> Vec<PrincipleHit> {
        let (kept, at) = keep(tokens);
        let mut hits = Vec::new();
        let mut i = 0;
        while i < kept.len() {
            match self.principles.matches(i, |k| forms(&kept, k)).pop() {
                Some((end, values)) => {
                    hits.extend(values.iter().map(|&(principle, naming)| PrincipleHit {
                        principle,
                        naming,
                        start: at[i],
                        end: at[end - 1] + 1,
                    }));
                    i = end;
                }
                None => i += 1,
            }
        }
        hits
    }

    /// The longest cue of several words that begins at a token, as (index of the cue, one past the last token).
    pub fn cue_at(&self, tokens: &[Token], from: usize) -> Option<(usize, usize)> {
        longest(&self.cues, tokens, from).and_then(|(end, values)| Some((*values.first()?, end)))
    }

    /// The longest factuality operator of several words that begins at a token.
    pub fn operator_at(&self, tokens: &[Token], from: usize) -> Option<(usize, usize)> {
        longest(&self.operators, tokens, from).and_then(|(end, values)| Some((*values.first()?, end)))
    }

    /// All titles that begin at a token, shortest first, each with all that it may be.
    pub fn titles_at(&self, tokens: &[Token], from: usize) -> Vec<(usize, &[Title])> {
        starting(&self.titles, tokens, from)
    }
}

struct Builders {
    principles: Builder<(usize, Naming)>,
    cues: Builder<usize>,
    operators: Builder<usize>,
    titles: Builder<Title>,
}

impl Builders {
    fn held(&mut self, of: TitleOf, names: &[SmolStr], by_state: &std::collections::BTreeMap<Code, Vec<SmolStr>>) {
        names.iter().for_each(|n| self.title(of, n, None));
        for (code, names) in by_state {
            names.iter().for_each(|n| self.title(of, n, Some(code)));
        }
    }

    fn title(&mut self, of: TitleOf, name: &SmolStr, state: Option<&Code>) {
        let written = Some(name.clone()).filter(|n| n.chars().any(char::is_uppercase));
        self.titles.insert(words(name), Title { of, state: state.cloned(), written });
    }
}

fn keep(tokens: &[Token]) -> (Vec<&Token>, Vec<usize>) {
    tokens.iter().enumerate().filter(|(_, t)| !is_skipped(t)).map(|(i, t)| (t, i)).unzip()
}

fn forms<'t>(tokens: &[&'t Token], i: usize) -> Option<[&'t str; 2]> {
    tokens.get(i).map(|t| [t.form.as_str(), t.lemma.as_str()])
}

fn longest<'v, V>(trie: &'v Trie<V>, tokens: &[Token], from: usize) -> Option<(usize, &'v [V])> {
    starting(trie, tokens, from).pop()
}

fn starting<'v, V>(trie: &'v Trie<V>, tokens: &[Token], from: usize) -> Vec<(usize, &'v [V])> {
    if tokens.get(from).is_none_or(is_skipped) {
        return Vec::new();
    }
    // phrases are short; looking a few words ahead keeps this linear over a sentence
    let (kept, at) = keep(&tokens[from..tokens.len().min(from + 16)]);
    trie.matches(0, |k| forms(&kept, k)).into_iter().map(|(end, values)| (from + at[end - 1] + 1, values)).collect()
}
