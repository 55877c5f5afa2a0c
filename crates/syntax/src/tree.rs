//! The parsed sentence: words with tags, lemmas and a dependency tree in Universal Dependencies v2.
//!
//! In: nothing (these are the types that the model fills). Out: read-only trees. Nothing here knows about actors or acts.

use demarche_source::Span;
use smol_str::SmolStr;

macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every value, in the order of its number.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As CoNLL-U writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads a label; `None` if it is not of this inventory.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

tags! {
    /// Universal part-of-speech tags.
    Upos { Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN", Num = "NUM",
           Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X" }
}

tags! {
    /// Penn Treebank tags as the English treebanks of UD carry them in XPOS. Features are derived from them.
    Xpos { Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Close = "''", Colon = ":", Comma = ",", Dollar = "$", Dt = "DT", Ex = "EX", Fw = "FW",
           Gw = "GW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Lrb = "-LRB-", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN",
           Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Open = "``", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR",
           Rbs = "RBS", Rp = "RP", Rrb = "-RRB-", Stop = ".", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN",
           Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB", Xx = "XX" }
}

tags! {
    /// Dependency relations of UD v2 with the subtypes of the English treebanks.
    Deprel { Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod", Appos = "appos",
             Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
             CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass",
             Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
             Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
             NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
             NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
             Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative",
             Xcomp = "xcomp" }
}

impl Deprel {
    /// The relation without its subtype, as text: `acl:relcl` gives `acl`.
    pub fn base(self) -> &'static str {
        self.as_str().split(':').next().unwrap_or("")
    }

    /// Whether it is a subject of any kind.
    pub fn is_subject(self) -> bool {
        matches!(self.base(), "nsubj" | "csubj")
    }
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Where it stands in the text of the report.
    pub span: Span,
    /// Dictionary form; lower case except for proper nouns.
    pub lemma: SmolStr,
    /// Universal tag.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
    /// Index of the head in the same sentence; [`Word::ROOT`] for the root.
    pub head: u32,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Probability that the model gives to the tag, in [0, 1].
    pub tag_confidence: f32,
    /// Probability that the model gives to the arc to `head`, in [0, 1].
    pub arc_confidence: f32,
}

impl Word {
    /// The head of the root.
    pub const ROOT: u32 = u32::MAX;
}

/// A dependency tree over the words of one sentence. Exactly one word is the root unless the tree is empty; there are no cycles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    words: Vec<Word>,
    kids: Vec<u32>,
    first: Vec<u32>,
}

impl Tree {
    /// Builds the child lists. Heads that point outside the sentence, to the word itself, or into a cycle are the caller's error:
    /// they are attached to the root in release builds and caught by an assertion in debug builds.
    pub fn new(mut words: Vec<Word>) -> Self {
        let n = words.len();
        let root = words.iter().position(|w| w.head == Word::ROOT).unwrap_or(0);
        for i in 0..n {
            let (mut at, mut steps) = (i, 0);
            while at < n && words[at].head != Word::ROOT && steps <= n {
                at = words[at].head as usize;
                steps += 1;
            }
            if at >= n || steps > n {
                debug_assert!(false, "word {i} does not reach the root");
                words[i].head = if i == root { Word::ROOT } else { root as u32 };
            }
        }
        let mut first = vec![0u32; n + 1];
        for w in &words {
            if (w.head as usize) < n {
                first[w.head as usize + 1] += 1;
            }
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut next = first.clone();
        let mut kids = vec![0u32; first.last().copied().unwrap_or(0) as usize];
        for (i, w) in words.iter().enumerate() {
            if (w.head as usize) < n {
                kids[next[w.head as usize] as usize] = i as u32;
                next[w.head as usize] += 1;
            }
        }
        Self { words, kids, first }
    }

    /// The words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Index of the root.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|w| w.head == Word::ROOT)
    }

    /// Head of word `i`; `None` for the root.
    pub fn head(&self, i: usize) -> Option<usize> {
        Some(self.words[i].head as usize).filter(|&h| h < self.words.len())
    }

    /// Dependents of word `i`, left to right.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.kids[self.first[i] as usize..self.first[i + 1] as usize].iter().map(|&k| k as usize)
    }

    /// Dependents of word `i` with the given relation.
    pub fn children_by(&self, i: usize, deprel: Deprel) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.children(i).filter(move |&k| self.words[k].deprel == deprel)
    }

    /// Whether `i` is `ancestor` or below it.
    pub fn is_within(&self, i: usize, ancestor: usize) -> bool {
        let mut at = Some(i);
        while let Some(w) = at {
            if w == ancestor {
                return true;
            }
            at = self.head(w);
        }
        false
    }

    /// First and last word index of the subtree of `i`, both inclusive.
    pub fn extent(&self, i: usize) -> (usize, usize) {
        let (mut low, mut high, mut stack) = (i, i, vec![i]);
        while let Some(w) = stack.pop() {
            low = low.min(w);
            high = high.max(w);
            stack.extend(self.children(w));
        }
        (low, high)
    }

    /// Byte span of the subtree of `i`, without punctuation at its edges.
    pub fn span(&self, i: usize) -> Span {
        let (mut low, mut high) = self.extent(i);
        while low < i && self.words[low].upos == Upos::Punct {
            low += 1;
        }
        while high > i && self.words[high].upos == Upos::Punct {
            high -= 1;
        }
        self.words[low].span.join(self.words[high].span)
    }
}
