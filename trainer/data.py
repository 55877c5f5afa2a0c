"""Sentences to padded batches, with the distortions that make the parser sturdy on news.

In: treebank sentences. Out: numpy arrays. The distortions: whole sentences in capitals, in lower case, in title case; the final stop
dropped; headline style (no determiners, no auxiliaries that carry nothing); single for double quotation marks.
"""
from __future__ import annotations

import random

import numpy as np

import features as F

LENGTHS = [8, 14, 20, 26, 34, 46, 64, 100]
SMALL = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "as", "from", "but", "over", "'s", "n't"}


def without(s: F.Sentence, drop: set[int]) -> F.Sentence:
    """The sentence without some leaf words (0-based)."""
    keep = [i for i in range(len(s)) if i not in drop]
    new = {old + 1: k + 1 for k, old in enumerate(keep)} | {0: 0}
    pick = lambda col: [col[i] for i in keep]
    return F.Sentence(pick(s.forms), pick(s.spaces), pick(s.lemmas), pick(s.upos), pick(s.xpos), pick(s.feats),
                      [new[s.heads[i]] for i in keep], pick(s.labels))


def with_forms(s: F.Sentence, forms: list[str]) -> F.Sentence:
    """The sentence with other word forms."""
    return F.Sentence(forms, s.spaces, s.lemmas, s.upos, s.xpos, s.feats, s.heads, s.labels)


def distort(s: F.Sentence, r: random.Random, rate: float) -> F.Sentence:
    """Perhaps a distorted copy; most sentences stay as they are."""
    if r.random() >= rate or len(s) < 3:
        return s
    kind = r.random()
    parents = set(s.heads)
    leaf = lambda i: i + 1 not in parents
    if kind < 0.30 or 0.75 < kind < 0.90:
        n = len(s) - 1
        if s.upos[n] == "PUNCT" and s.forms[n] in ".!" and leaf(n):
            s = without(s, {n})
    if kind < 0.30:
        return s
    if kind < 0.45:
        return with_forms(s, [f.upper() for f in s.forms])
    if kind < 0.58:
        return with_forms(s, [f.lower() for f in s.forms])
    if kind < 0.75:
        return with_forms(s, [f.replace('"', "'").replace("\u201c", "\u2018").replace("\u201d", "\u2019") if f in ('"', "\u201c", "\u201d") else f
                              for f in s.forms])
    if kind < 0.83:
        gone = {i for i in range(len(s)) if leaf(i) and (s.labels[i] == "det" and s.forms[i].lower() in ("the", "a", "an")
                                                         or s.labels[i] in ("aux:pass", "cop") and s.xpos[i] in ("VBZ", "VBP"))}
        if len(gone) < len(s) - 1:
            s = without(s, gone)
    if kind > 0.79:
        s = with_forms(s, [f if i and f.lower() in SMALL else f[:1].upper() + f[1:] for i, f in enumerate(s.forms)])
    return s


class Encoder:
    """Turns sentences into rows of ids with a vocabulary and the lists of tags and labels."""

    def __init__(self, prepared: dict):
        self.vocab = F.Vocabulary(prepared["words"], prepared["vectors"])
        self.tags = {t: i for i, t in enumerate(prepared["tags"])}
        self.labels = {l: i for i, l in enumerate(prepared["labels"])}

    def rows(self, s: F.Sentence):
        """(ids, heads, tags, labels) of one sentence; -1 where there is nothing to learn."""
        ids = [self.vocab.ids(f) for f in F.normal_forms(s.forms, s.spaces)]
        return (ids, s.heads, [self.tags.get(F.tag_of(u, x), -1) for u, x in zip(s.upos, s.xpos)], [self.labels.get(l, -1) for l in s.labels])


def pad(rows: list, length: int, size: int, weights: list[float] | None = None):
    """Rows of sentences as arrays of one fixed shape."""
    ids = np.zeros((size, length, 2 + len(F.HASHED)), np.int32)
    mask, weight = np.zeros((size, length), np.float32), np.zeros(size, np.float32)
    heads, tags, labels = (np.zeros((size, length), np.int32) for _ in range(3))
    for k, (i, h, t, l) in enumerate(rows):
        n = len(i)
        ids[k, :n], mask[k, :n], heads[k, :n], tags[k, :n], labels[k, :n] = i, 1, h, t, l
        weight[k] = weights[k] if weights else 1.0
    return ids, mask, heads, tags, labels, weight


def batches(rows: list, weights: list[float], tokens: int, r: random.Random):
    """Shuffled batches of about `tokens` tokens; sentences longer than the last bucket are left out."""
    by = {n: [] for n in LENGTHS}
    for k, row in enumerate(rows):
        n = len(row[0])
        if 0 < n <= LENGTHS[-1]:
            by[next(x for x in LENGTHS if n <= x)].append(k)
    out = []
    for length, members in by.items():
        r.shuffle(members)
        size = max(4, tokens // length)
        out += [(length, size, members[i:i + size]) for i in range(0, len(members), size)]
    r.shuffle(out)
    for length, size, members in out:
        yield pad([rows[k] for k in members], length, size, [weights[k] for k in members])
