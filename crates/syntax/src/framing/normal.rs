//! One analysis for what treebanks and parsers write in several ways.
//!
//! In: a tree. Out: [`Norm`], a second set of arcs over the same words, rewritten by the modules `rewrite`, `lists`, `reroot`,
//! `voice`, `repair` and `complements`, with the
//! questions that the readers ask of them. It never changes the tree itself and decides nothing about arguments.

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
    /// Penn tags, rewritten only where a noun is found to be a verb.
    pub tags: Vec<Xpos>,
    head: Vec<Option<usize>>,
    kids: Vec<Vec<usize>>,
    /// Prepositions that stand in no single word.
    pub preps: Vec<Option<SmolStr>>,
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
            tags: tree.words().iter().map(|w| w.xpos).collect(),
            head: (0..n).map(|i| tree.head(i)).collect(),
            kids: (0..n).map(|i| tree.children(i).collect()).collect(),
            preps: vec![None; n],
            text,
        };
        super::rewrite::phrases(&mut norm);
        super::lists::mend(&mut norm);
        super::reroot::reroot(&mut norm);
        super::voice::mend(&mut norm);
        super::repair::repair(&mut norm);
        super::complements::mend(&mut norm);
        super::rewrite::clauses(&mut norm);
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
        self.tags[i]
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

    /// Whether a clause has a finite verb.
    pub fn is_finite(&self, i: usize) -> bool {
        let finite = |x: Xpos| matches!(x, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let auxiliary = |k: usize| matches!(self.rel[k], Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        finite(self.xpos(i)) || self.kids(i).any(|k| auxiliary(k) && finite(self.xpos(k)))
    }

    /// First subject that belongs to the predicate itself.
    pub fn subject(&self, i: usize) -> Option<usize> {
        self.kids(i).find(|&k| self.is_inner_subject(i, k))
    }

    /// Whether `k` is a subject of `i` and not that of an outer copula ("The position is that they left").
    pub fn is_inner_subject(&self, i: usize, k: usize) -> bool {
        self.rel[k].is_subject()
            && !matches!(self.rel[k], Deprel::NsubjOuter | Deprel::CsubjOuter)
            && self.outer_copula(i).is_none_or(|c| k >= c)
    }

    /// The copula before the marker of a clause that is itself a predicate ("is that …", "is to …").
    pub fn outer_copula(&self, i: usize) -> Option<usize> {
        let cop = self.by(i, Deprel::Cop).next()?;
        let verb = self.upos[i] == Upos::Verb;
        let labelled = self.kids(i).any(|k| matches!(self.rel[k], Deprel::NsubjOuter | Deprel::CsubjOuter));
        let marked = self.by(i, Deprel::Mark).next().is_some_and(|m| cop < m && m < i);
        let second = self.by(i, Deprel::Cop).nth(1).is_some();
        (labelled && (verb || second) || marked && verb).then_some(cop)
    }

    /// Conjuncts of a nominal or clause that are asserted with it: those set against it ("not Moscow", "rather than Moscow") are left out.
    pub fn conjuncts(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.by(i, Deprel::Conj).filter(|&k| !self.is_set_aside(k))
    }

    /// Whether a conjunct is denied by a "not" of its own, or by "rather than", "instead of".
    pub fn is_set_aside(&self, k: usize) -> bool {
        let nominal = !matches!(self.upos[k], Upos::Verb | Upos::Aux);
        self.kids(k).any(|m| {
            m < k
                && (matches!(self.form[m].as_str(), "rather" | "instead")
                    && matches!(self.rel[m], Deprel::Cc | Deprel::Case | Deprel::Mark)
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

    /// The last word below `i`, marks left out.
    pub fn rightmost(&self, i: usize) -> usize {
        let mut at = i;
        while let Some(k) = self.kids(at).rev().find(|&k| self.upos[k] != Upos::Punct).filter(|&k| k > at) {
            at = k;
        }
        at
    }

    /// Whether `i` is `top` or stands below it.
    pub fn is_within(&self, i: usize, top: usize) -> bool {
        let mut at = Some(i);
        while let Some(w) = at {
            if w == top {
                return true;
            }
            at = self.head[w];
        }
        false
    }

    /// Whether the word can be an actor or thing.
    pub fn is_nominal(&self, i: usize) -> bool {
        matches!(self.upos[i], Upos::Noun | Upos::Propn | Upos::Pron)
    }

    /// Whether a word of this form stands there.
    pub fn is_form(&self, i: usize, form: &str) -> bool {
        self.form.get(i).is_some_and(|f| f == form)
    }

    /// Hangs a word below another in a given relation, unless it stands above it.
    pub(super) fn hang(&mut self, k: usize, head: usize, rel: Deprel) {
        if !self.is_within(head, k) {
            self.move_to(k, Some(head));
            self.rel[k] = rel;
        }
    }

    /// Hangs a word below another.
    pub(super) fn move_to(&mut self, k: usize, head: Option<usize>) {
        if let Some(old) = self.head[k] {
            self.kids[old].retain(|&x| x != k);
        }
        self.head[k] = head;
        if let Some(h) = head {
            let at = self.kids[h].partition_point(|&x| x < k);
            self.kids[h].insert(at, k);
        }
    }
}
