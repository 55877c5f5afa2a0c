//! One analysis for what treebanks and parsers write in several ways.
//!
//! In: a tree. Out: [`Norm`], a second set of arcs over the same words in which auxiliaries of more than one word ("is going to"), predicates
//! that are prepositional phrases ("is against sanctions"), long prepositions ("on behalf of") and coordinations by "rather than" have
//! been rewritten. It never changes the tree itself and decides nothing about arguments.

use super::vocab::vocab;
use crate::{Deprel, Tree, Upos, Xpos};
use smol_str::SmolStr;

/// The rewritten arcs.
pub(super) struct Norm<'t> {
    /// The tree as it was given.
    pub tree: &'t Tree,
    /// Lower-case lemmas.
    pub lemma: Vec<SmolStr>,
    /// Lower-case forms.
    pub form: Vec<SmolStr>,
    /// Rewritten relation of each word.
    pub rel: Vec<Deprel>,
    /// Rewritten tags: a copula that heads a clause is a verb.
    pub upos: Vec<Upos>,
    head: Vec<Option<usize>>,
    kids: Vec<Vec<usize>>,
    preps: Vec<Option<SmolStr>>,
    text: &'t str,
}

impl<'t> Norm<'t> {
    /// Reads the tree and rewrites it.
    pub fn new(tree: &'t Tree, text: &'t str) -> Self {
        let n = tree.len();
        let form = |i: usize| SmolStr::new(tree.words()[i].span.of(text).to_lowercase().replace('’', "'"));
        let mut norm = Self {
            tree,
            lemma: tree.words().iter().map(|w| SmolStr::new(w.lemma.to_lowercase())).collect(),
            form: (0..n).map(form).collect(),
            rel: tree.words().iter().map(|w| w.deprel).collect(),
            upos: tree.words().iter().map(|w| w.upos).collect(),
            head: (0..n).map(|i| tree.head(i)).collect(),
            kids: (0..n).map(|i| tree.children(i).collect()).collect(),
            preps: vec![None; n],
            text,
        };
        for i in 0..n {
            norm.long_preposition(i);
            norm.rather_than(i);
        }
        for i in 0..n {
            norm.prepositional_predicate(i);
        }
        for i in norm.top_down().into_iter().rev() {
            norm.long_auxiliary(i);
        }
        norm
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.rel.len()
    }

    /// Head after rewriting.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.head[i]
    }

    /// Dependents after rewriting, in the order of the words.
    pub fn kids(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.kids[i].iter().copied()
    }

    /// Dependents with this relation.
    pub fn by(&self, i: usize, rel: Deprel) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.kids(i).filter(move |&k| self.rel[k] == rel)
    }

    /// Confidence of the arc above the word.
    pub fn conf(&self, i: usize) -> f32 {
        self.tree.words()[i].arc_confidence
    }

    /// Penn tag.
    pub fn xpos(&self, i: usize) -> Xpos {
        self.tree.words()[i].xpos
    }

    /// The word as written.
    pub fn word(&self, i: usize) -> &'t str {
        self.tree.words()[i].span.of(self.text)
    }

    /// Whether the word begins with a capital and is not the first of the sentence.
    pub fn is_capitalised(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Words from the root downwards, each after its head.
    pub fn top_down(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.len()).filter(|&i| self.head[i].is_none()).collect();
        let mut at = 0;
        while at < order.len() {
            let i = order[at];
            order.extend(self.kids(i));
            at += 1;
        }
        order
    }

    /// Preposition of a nominal: its case words in order, or empty.
    pub fn prep(&self, i: usize) -> SmolStr {
        self.preps[i].clone().unwrap_or_else(|| self.join(self.by(i, Deprel::Case).filter(|&k| self.xpos(k) != Xpos::Pos)))
    }

    /// Marker of a clause: subordinators, prepositions before a gerund, "when" and its like; "to" alone, and "for … to", give an empty one.
    pub fn marker(&self, i: usize) -> SmolStr {
        if let Some(prep) = &self.preps[i] {
            return prep.clone();
        }
        let is_marker = |k: usize| match self.rel[k] {
            Deprel::Mark | Deprel::Case => true,
            Deprel::Advmod => self.xpos(k) == Xpos::Wrb && k < i,
            Deprel::Cc => matches!(self.form[k].as_str(), "rather" | "instead"),
            _ => false,
        };
        let mut words: Vec<usize> = self.kids(i).filter(|&k| is_marker(k)).collect();
        if words.last().is_some_and(|&k| self.form[k] == "to" && self.xpos(k) == Xpos::To && self.form[words[0]] != "in") {
            words.pop();
            if words.len() == 1 && self.form[words[0]] == "for" {
                words.pop();
            }
        }
        self.join(words.into_iter())
    }

    /// Whether a "to" stands before the verb.
    pub fn is_infinitive(&self, i: usize) -> bool {
        self.kids(i).any(|k| k < i && self.xpos(k) == Xpos::To && self.form[k] == "to" && self.rel[k] == Deprel::Mark)
    }

    /// First subject that belongs to the predicate itself.
    pub fn subject(&self, i: usize) -> Option<usize> {
        self.kids(i).find(|&k| self.is_inner_subject(i, k))
    }

    /// Whether `k` is a subject of `i` and not that of an outer copula ("The position is that they left").
    pub fn is_inner_subject(&self, i: usize, k: usize) -> bool {
        self.rel[k].is_subject() && !matches!(self.rel[k], Deprel::NsubjOuter | Deprel::CsubjOuter) && !self.outer_copula(i).is_some_and(|c| k < c)
    }

    /// The copula before the marker of a clause that is itself a predicate ("is that …", "is to …").
    pub fn outer_copula(&self, i: usize) -> Option<usize> {
        let mark = self.by(i, Deprel::Mark).next();
        let cop = self.by(i, Deprel::Cop).next()?;
        let outer = self.kids(i).any(|k| matches!(self.rel[k], Deprel::NsubjOuter | Deprel::CsubjOuter));
        (outer && self.by(i, Deprel::Cop).nth(1).is_some()
            || mark.is_some_and(|m| cop < m && m < i) && matches!(self.upos[i], Upos::Verb)
            || outer && self.upos[i] == Upos::Verb)
            .then_some(cop)
    }

    /// Conjuncts of a nominal or clause that are asserted with it: those set against it ("not Moscow", "rather than Moscow") are left out.
    pub fn conjuncts(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.by(i, Deprel::Conj).filter(|&k| !self.is_set_aside(k))
    }

    /// Whether a conjunct is denied by a "not" of its own, or by "rather than", "instead of".
    pub fn is_set_aside(&self, k: usize) -> bool {
        let nominal = !matches!(self.upos[k], Upos::Verb | Upos::Aux);
        self.kids(k).any(|m| {
            m < k && (matches!(self.form[m].as_str(), "rather" | "instead") && matches!(self.rel[m], Deprel::Cc | Deprel::Case | Deprel::Mark)
                || nominal && self.form[m] == "not" && self.kids(k).all(|c| self.rel[c] != Deprel::Cop) && !self.is_not_only(m))
        })
    }

    /// "not only", "not just".
    pub fn is_not_only(&self, not: usize) -> bool {
        self.form.get(not + 1).is_some_and(|w| matches!(w.as_str(), "only" | "just" | "merely" | "simply" | "solely" | "alone"))
    }

    /// The first word below `i`, marks left out.
    pub fn leftmost(&self, i: usize) -> usize {
        let mut at = i;
        while let Some(k) = self.kids(at).find(|&k| self.upos[k] != Upos::Punct).filter(|&k| k < at) {
            at = k;
        }
        at
    }

    fn join(&self, words: impl Iterator<Item = usize>) -> SmolStr {
        let mut out = String::new();
        for w in words {
            for part in std::iter::once(w).chain(self.by(w, Deprel::Fixed)) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&self.form[part]);
            }
        }
        SmolStr::new(out)
    }

    fn move_to(&mut self, k: usize, head: Option<usize>) {
        if let Some(old) = self.head[k] {
            self.kids[old].retain(|&x| x != k);
        }
        self.head[k] = head;
        if let Some(h) = head {
            let at = self.kids[h].partition_point(|&x| x < k);
            self.kids[h].insert(at, k);
        }
    }

    /// "in [case] support [K] of [case] Ukraine [X]": X takes the place of K, with the whole as its preposition.
    fn long_preposition(&mut self, k: usize) {
        if self.upos[k] != Upos::Noun || !matches!(self.rel[k], Deprel::Obl | Deprel::Nmod | Deprel::Root | Deprel::Conj | Deprel::Ccomp) {
            return;
        }
        let Some(first) = self.by(k, Deprel::Case).next().filter(|&c| c < k && k - c <= 2) else { return };
        let plain = |&c: &usize| c > first && c < k && self.form[c] != "the";
        if self.kids(k).any(|c| plain(&c)) {
            return;
        }
        let found = self.kids(k).find_map(|x| {
            let case = self.kids(x).find(|&c| matches!(self.rel[c], Deprel::Case | Deprel::Mark))?;
            let the = if k - first == 2 { "the " } else { "" };
            let words = format!("{} {the}{} {}", self.form[first], self.form[k], self.form[case]);
            (matches!(self.rel[x], Deprel::Nmod | Deprel::Obl | Deprel::Acl) && case == k + 1 && vocab().is_preposition(&words)).then_some((x, words))
        });
        let Some((x, words)) = found else { return };
        let clausal = self.rel[x] == Deprel::Acl;
        let head = self.head[k];
        let cop: Vec<usize> = self.kids(k).filter(|&c| c != x && !matches!(self.rel[c], Deprel::Case | Deprel::Det)).collect();
        self.rel[x] = if clausal && self.rel[k] == Deprel::Obl { Deprel::Advcl } else { self.rel[k] };
        self.move_to(x, head);
        self.move_to(k, Some(x));
        self.rel[k] = Deprel::Case;
        for c in cop {
            self.move_to(c, Some(x));
        }
        self.preps[x] = Some(SmolStr::new(words));
    }

    /// A verb coordinated by "rather than" is an adverbial clause of the first.
    fn rather_than(&mut self, i: usize) {
        if self.rel[i] == Deprel::Conj && self.upos[i] == Upos::Verb && self.is_set_aside(i) {
            self.rel[i] = Deprel::Advcl;
        }
    }

    /// "China is against sanctions": the copula becomes a verb with an oblique.
    fn prepositional_predicate(&mut self, i: usize) {
        if !matches!(self.upos[i], Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) || self.prep(i).is_empty() {
            return;
        }
        let Some(cop) = self.by(i, Deprel::Cop).next_back() else { return };
        let (head, rel) = (self.head[i], self.rel[i]);
        let moved: Vec<usize> = self
            .kids(i)
            .filter(|&k| {
                self.rel[k].is_subject()
                    || matches!(self.rel[k], Deprel::Aux | Deprel::Mark | Deprel::Expl | Deprel::Advcl | Deprel::Parataxis | Deprel::Punct | Deprel::Cc)
                    || self.rel[k] == Deprel::Advmod && k < i
                    || self.rel[k] == Deprel::Conj && (self.upos[k] == Upos::Verb || self.kids(k).any(|c| self.rel[c].is_subject() || self.rel[c] == Deprel::Cop))
            })
            .collect();
        self.move_to(cop, head);
        (self.rel[cop], self.upos[cop]) = (rel, Upos::Verb);
        for k in moved {
            self.move_to(k, Some(cop));
        }
        self.move_to(i, Some(cop));
        self.rel[i] = Deprel::Obl;
    }

    /// "is going to", "has to", "needs to", "is to", "used to": the infinitive is the clause, the verb before it an auxiliary.
    fn long_auxiliary(&mut self, p: usize) {
        if !matches!(self.upos[p], Upos::Verb | Upos::Aux) || matches!(self.rel[p], Deprel::Aux | Deprel::Cop | Deprel::AuxPass) {
            return;
        }
        let transparent = match self.lemma[p].as_str() {
            "go" => self.xpos(p) == Xpos::Vbg && self.by(p, Deprel::Aux).next().is_some(),
            "have" | "need" | "ought" | "be" => true,
            "use" => matches!(self.form[p].as_str(), "used" | "use") && self.by(p, Deprel::AuxPass).next().is_none() && self.xpos(p) != Xpos::Vbn,
            _ => false,
        };
        let x = self.by(p, Deprel::Xcomp).find(|&x| x > p && self.is_infinitive(x));
        let Some(x) = x.filter(|_| transparent && self.kids(p).all(|k| !matches!(self.rel[k], Deprel::Obj | Deprel::Iobj))) else { return };
        self.rel[x] = self.rel[p];
        let head = self.head[p];
        self.move_to(x, head);
        for k in self.kids[p].clone() {
            self.move_to(k, Some(x));
        }
        self.move_to(p, Some(x));
        self.rel[p] = Deprel::Aux;
    }
}
