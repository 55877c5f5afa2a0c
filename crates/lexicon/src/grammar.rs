//! Reads the pattern language of `data/README.md`. In: the text of one pattern. Out: a [`Pattern`], or the column of the first mistake.

use crate::pattern::{Element, Marker, Pattern, PatternError, PatternKind, What};
use smol_str::SmolStr;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// The first mistake, with its place in characters from the start of the pattern.
    pub fn parse(text: &str, kind: PatternKind) -> Result<Self, PatternError> {
        let tokens = split(text);
        let mut parser = Parser { tokens: &tokens, at: 0, end: text.chars().count() };
        let negated = tokens.len() > 1 && parser.take("not");
        let heads = parser.words("the predicate")?;
        let elements = parser.elements()?;
        match parser.peek() {
            None => Ok(Self { text: text.into(), heads, kind, negated, elements }),
            Some(token) => Err(PatternError::new(token.at, format!("`{}` closes nothing", token.text), "remove it, or open it with `[`")),
        }
    }
}

/// The predicates that a pattern begins with, before the rest of it is read.
#[allow(dead_code)] // the build script reads whole patterns only
pub fn heads(text: &str) -> impl Iterator<Item = &str> {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let head = if first == "not" { words.next().unwrap_or(first) } else { first };
    head.split('|')
}

struct Token<'t> {
    text: &'t str,
    at: usize,
}

/// Words at blanks; brackets stand alone.
fn split(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    for (at, (byte, c)) in text.char_indices().enumerate() {
        let bracket = matches!(c, '[' | ']');
        if bracket || c.is_whitespace() {
            if let Some((b, a)) = start.take() {
                tokens.push(Token { text: &text[b..byte], at: a });
            }
        } else if start.is_none() {
            start = Some((byte, at));
        }
        if bracket {
            tokens.push(Token { text: &text[byte..=byte], at });
        }
    }
    if let Some((b, a)) = start {
        tokens.push(Token { text: &text[b..], at: a });
    }
    tokens
}

/// Words that may introduce an oblique. Several words are joined by `_` in patterns ("because_of").
const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "ahead",
    "along",
    "alongside",
    "amid",
    "among",
    "amongst",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "by",
    "concerning",
    "despite",
    "down",
    "during",
    "except",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "past",
    "per",
    "regarding",
    "round",
    "since",
    "than",
    "through",
    "throughout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "unto",
    "up",
    "upon",
    "versus",
    "via",
    "with",
    "within",
    "without",
];

struct Parser<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
    end: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.peek().is_some_and(|t| t.text == text);
        self.at += usize::from(found);
        found
    }

    fn words(&mut self, what: &str) -> Result<Vec<SmolStr>, PatternError> {
        let Some(token) = self.peek() else {
            return Err(PatternError::new(self.end, format!("{what} is missing"), "begin with a lemma: `condemn T`"));
        };
        let (mut words, mut at) = (Vec::new(), token.at);
        for word in token.text.split('|') {
            let good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '’' | '.');
            if word.is_empty() || !word.chars().all(good) || matches!(word, "T" | "R") {
                return Err(PatternError::new(at, format!("expected {what}, found `{word}`"), "write lemmas, joined by `|`"));
            }
            at += word.chars().count() + 1;
            words.push(SmolStr::from(word));
        }
        self.at += 1;
        Ok(words)
    }

    fn elements(&mut self) -> Result<Vec<Element>, PatternError> {
        let mut list: Vec<Element> = Vec::new();
        while let Some(token) = self.peek() {
            if token.text == "]" {
                break;
            }
            if token.text == "[" {
                self.at += 1;
                let mut inner = self.elements()?;
                if !self.take("]") {
                    return Err(PatternError::new(token.at, "`[` is not closed", "add `]`"));
                }
                if inner.is_empty() {
                    return Err(PatternError::new(token.at, "nothing stands in the brackets", "remove them"));
                }
                inner.iter_mut().for_each(Element::make_optional);
                list.extend(inner);
            } else {
                let element = self.element()?;
                list.push(element);
            }
        }
        Ok(list)
    }

    fn element(&mut self) -> Result<Element, PatternError> {
        let negated = self.take("not");
        let Some(token) = self.peek() else {
            return Err(PatternError::new(
                self.end,
                "`not` stands before nothing",
                "write `not to {class}`, or `not` before the predicate",
            ));
        };
        if let Some(what) = what(token)? {
            self.at += 1;
            if negated {
                return Err(PatternError::new(token.at, "only a complement can be negated here", "write `not to {class}`"));
            }
            return Ok(Element::Slot { preps: Vec::new(), what, optional: false });
        }
        let preps = self.words("a preposition")?;
        if let Some(bad) = preps.iter().find(|p| !p.contains('_') && !matches!(p.as_str(), "that") && !PREPOSITIONS.contains(&p.as_str())) {
            let hint = format!("`{bad}` is no preposition; an object must be a class: {{{bad}}}, declared in classes.toml");
            return Err(PatternError::new(token.at, format!("`{bad}` cannot stand here"), hint));
        }
        let preps: Vec<SmolStr> = preps.iter().map(|p| SmolStr::from(p.replace('_', " "))).collect();
        let Some(next) = self.peek() else {
            return Err(PatternError::new(self.end, format!("nothing follows `{}`", token.text), "add T, R, {class} or *"));
        };
        let Some(what) = what(next)? else {
            let hint = "after a preposition stands T, R, {class} or *; join prepositions of several words by `_`";
            return Err(PatternError::new(next.at, format!("expected what `{}` introduces, found `{}`", token.text, next.text), hint));
        };
        self.at += 1;
        let class = match &what {
            What::Class(class) => Some(Some(class.clone())),
            What::Any => Some(None),
            _ => None,
        };
        let single = if preps.len() == 1 { preps[0].as_str() } else { "" };
        match (single, class) {
            ("that", Some(class)) => Ok(Element::Clause { class, optional: false }),
            ("that", None) => Err(PatternError::new(next.at, "a clause is no T or R", "write `that *` or `that {class}`")),
            ("as", Some(class)) => Ok(Element::As { class, optional: false }),
            ("to", Some(class)) => Ok(Element::Open { marker: Marker::To, class, negated, then: self.elements()?, optional: false }),
            (_, Some(class)) if self.peek().is_some_and(|t| t.text != "]") && matches!(what, What::Class(_)) => {
                Ok(Element::Open { marker: Marker::Gerund(preps), class, negated, then: self.elements()?, optional: false })
            }
            _ if negated => Err(PatternError::new(token.at, "only a complement can be negated here", "write `not to {class}`")),
            _ => Ok(Element::Slot { preps, what, optional: false }),
        }
    }
}

fn what(token: &Token<'_>) -> Result<Option<What>, PatternError> {
    match token.text {
        "T" => Ok(Some(What::Target)),
        "R" => Ok(Some(What::Recipient)),
        "*" => Ok(Some(What::Any)),
        text if text.starts_with('{') => {
            let id = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap_or("");
            if id.is_empty() || !id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
                let hint = "write one class id of classes.toml: {weapons}; to unite classes, make one that includes them";
                return Err(PatternError::new(token.at, format!("`{text}` is no class"), hint));
            }
            Ok(Some(What::Class(id.into())))
        }
        _ => Ok(None),
    }
}
