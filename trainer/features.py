"""From a sentence's tokens to the feature ids that the network reads.

In: token texts and whether a space follows each. Out: one row of ids a token. Never looks at a tag, a tree or a
neighbour other than for the direction of a quotation mark. `crates/syntax/src/model/features.rs` computes the same
ids; a fixture in that crate's tests holds the two together.
"""
from __future__ import annotations

import gzip
from dataclasses import dataclass, field

FNV_OFFSET, FNV_PRIME, MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1

# name, rows of the table (hashed ones: a power of two), columns
HASHED = [("suffix2", 1024, 24), ("suffix3", 4096, 32), ("suffix4", 8192, 48), ("prefix3", 4096, 32),
          ("shape", 256, 24), ("word_hash", 16384, 48)]
WORD_DIM, VECTOR_DIM = 64, 100
INPUT_DIM = WORD_DIM + VECTOR_DIM + sum(d for _, _, d in HASHED)
OPEN, CLOSE = "\u201c", "\u201d"
DOUBLE = {'"', "''", "``", "\u201c", "\u201d", "\u201e", "\u201f", "\u00ab", "\u00bb", "\u2018\u2019", "\u2019\u2019", '""'}
DOUBLE_OPEN = {"``", "\u201c", "\u201e", "\u00ab"}
DOUBLE_CLOSE = {"''", "\u201d", "\u00bb", "\u2019\u2019"}
SINGLE = {"'", "\u2018", "\u2019", "`", "\u201a"}
INSIDE = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2013": "-",
                        "\u2011": "-", "\u2010": "-", "\u00ad": None, "\u200b": None, "\ufeff": None})
WHOLE = {"\u2014": "--", "---": "--", "\u2015": "--", "\u2026": "...", "\u2212": "-"}


def fnv(text: str, salt: int) -> int:
    """FNV-1a, 64 bits, of a salt byte and the text's UTF-8 bytes, with the high half folded in."""
    h = ((FNV_OFFSET ^ salt) * FNV_PRIME) & MASK
    for b in text.encode():
        h = ((h ^ b) * FNV_PRIME) & MASK
    return h ^ (h >> 32)


def normal_forms(tokens: list[str], space_after: list[bool]) -> list[str]:
    """Typography made plain, except that quotation marks keep, or get, a direction."""
    out = []
    double_open = False
    for i, tok in enumerate(tokens):
        before = i == 0 or space_after[i - 1] or tokens[i - 1] in ("(", "[", "-", "--", "\u2014")
        after = space_after[i] and i + 1 < len(tokens)
        if tok in DOUBLE:
            if tok in DOUBLE_OPEN:
                opening = True
            elif tok in DOUBLE_CLOSE:
                opening = False
            elif before and not after and i + 1 < len(tokens):
                opening = True
            elif not before:
                opening = False
            else:
                opening = not double_open
            double_open = opening
            out.append(OPEN if opening else CLOSE)
        elif tok in SINGLE:
            opening = tok in ("\u2018", "`", "\u201a") or (tok == "'" and before and not after and i + 1 < len(tokens))
            out.append("\u2018" if opening else "\u2019")
        elif tok in WHOLE:
            out.append(WHOLE[tok])
        else:
            out.append(tok.translate(INSIDE) or tok)
    return out


def shape(form: str) -> str:
    """X for upper case, x for lower, d for digits, the rest as it is; runs of one kind are cut to two."""
    out, last, run = [], "", 0
    for ch in form:
        k = "X" if ch.isupper() else "x" if ch.islower() else "d" if "0" <= ch <= "9" else ch
        run = run + 1 if k == last else 1
        last = k
        if run <= 2:
            out.append(k)
    return "".join(out)


def digits_zeroed(form: str) -> str:
    """ASCII digits as 0."""
    return "".join("0" if "0" <= c <= "9" else c for c in form)


@dataclass
class Vocabulary:
    """Known words (trained row) and words with a vector (fixed row). Row 0 of each is 'unknown'."""
    words: dict[str, int]
    vectors: dict[str, int]
    cache: dict[str, list[int]] = field(default_factory=dict)

    def ids(self, form: str) -> list[int]:
        """Ids of one normal form: word, vector, then the hashed features in order."""
        got = self.cache.get(form)
        if got is None:
            plain = form.lower()
            low = digits_zeroed(plain)
            texts = [low[-2:], low[-3:], low[-4:], low[:3], shape(form), low]
            got = [self.words.get(low, 0), self.vectors.get(plain, 0)]
            got += [fnv(t, k + 1) & (rows - 1) for k, (t, (_, rows, _)) in enumerate(zip(texts, HASHED))]
            self.cache[form] = got
        return got


@dataclass
class Sentence:
    """One treebank sentence: columns side by side; heads are 1-based with 0 for the root."""
    forms: list[str]
    spaces: list[bool]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    labels: list[str]

    def __len__(self) -> int:
        return len(self.forms)


RENAME = {"obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked"}


def read_conllu(path: str) -> list[Sentence]:
    """All sentences of a plain CoNLL-U file (ranges and empty nodes are skipped)."""
    out, rows = [], []
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                cols = line.split("\t")
                if cols[0].isdigit():
                    rows.append(cols)
            elif not line and rows:
                c = list(zip(*rows))
                out.append(Sentence(list(c[1]), ["SpaceAfter=No" not in m for m in c[9]], list(c[2]), list(c[3]), list(c[4]),
                                    list(c[5]), [int(h) for h in c[6]], [RENAME.get(d, d) for d in c[7]]))
                rows = []
    return out


def tag_of(upos: str, xpos: str) -> str:
    """The joint tag that the network predicts."""
    return f"{upos}|{xpos}"
