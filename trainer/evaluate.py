#!/usr/bin/env python3
"""Figures of one or several (averaged) trained networks on CoNLL-U files, with gold tokens. Also used by teach.py.

Prints UPOS, XPOS, UAS, LAS without subtypes, LAS with them, and lemma accuracy with predicted tags.
"""
from __future__ import annotations

import argparse
import json
import pickle
import os

import jax
import jax.numpy as jnp
import numpy as np

import data as D
import features as F
import lemmas as L
import network as N

PAD = [4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 100, 128, 160, 220]


@jax.jit
def _soft(tag, arcs):
    return jax.nn.log_softmax(tag), jax.nn.log_softmax(arcs)


class Ensemble:
    """Networks that vote by the mean of their log-probabilities."""

    def __init__(self, paths: list[str], prepared: str):
        self.prep = pickle.load(open(prepared, "rb"))
        self.enc = D.Encoder(self.prep)
        self.table = jnp.asarray(self.prep["vector_int8"].astype(np.float32) * self.prep["vector_scale"][:, None])
        self.nets = []
        for path in paths:
            c = json.load(open(path + ".json"))
            p = {k: jnp.asarray(v) for k, v in np.load(path + ".npz").items()}
            run = jax.jit(lambda p, ids, mask, c=c: N.scores(p, c, self.table, ids, mask))
            lab = jax.jit(lambda p, d, h, heads: jax.nn.log_softmax(N.label_scores(p, d, h, heads)))
            self.nets.append((p, run, lab))
        self.xpos = [t.split("|")[1] for t in self.prep["tags"]]
        self.upos = [t.split("|")[0] for t in self.prep["tags"]]

    def parse(self, sents: list[F.Sentence], tokens: int = 4096):
        """Yields (index, upos, xpos, heads, labels, mean arc probability) in order of length; over-long sentences are skipped."""
        by: dict[int, list[int]] = {}
        for k, s in enumerate(sents):
            if len(s) <= PAD[-1]:
                by.setdefault(next(x for x in PAD if len(s) <= x), []).append(k)
        for length, members in sorted(by.items()):
            size = max(1, tokens // length)
            for at in range(0, len(members), size):
                part = members[at:at + size]
                ids = [([self.enc.vocab.ids(f) for f in F.normal_forms(sents[k].forms, sents[k].spaces)],) + ([0] * len(sents[k]),) * 3 for k in part]
                ids, mask, *_ = D.pad(ids, length, size)
                tag = arcs = 0.0
                kept = []
                for p, run, lab in self.nets:
                    t, a, d, h, _ = run(p, ids, mask)
                    t, a = _soft(t, a)
                    tag, arcs = tag + t, arcs + a
                    kept.append((d, h))
                arcs = np.asarray(arcs) / len(self.nets)
                tag = np.asarray(jnp.argmax(tag, -1))
                heads = np.asarray(arcs.argmax(-1), dtype=np.int32)
                for row, k in enumerate(part):
                    n = len(sents[k])
                    heads[row, :n] = tree(arcs[row, :n, :n + 1], heads[row, :n])
                label = sum(lab(p, d, h, heads) for (p, _, lab), (d, h) in zip(self.nets, kept))
                label = np.asarray(jnp.argmax(label, -1))
                for row, k in enumerate(part):
                    n = len(sents[k])
                    hs = [int(x) for x in heads[row, :n]]
                    sure = float(np.exp(arcs[row, np.arange(n), hs]).mean())
                    ls = ["root" if h == 0 else self.prep["labels"][l] for h, l in zip(hs, label[row, :n])]
                    yield k, [self.upos[t] for t in tag[row, :n]], [self.xpos[t] for t in tag[row, :n]], hs, ls, sure


def tree(arcs: np.ndarray, greedy: np.ndarray) -> np.ndarray:
    """Best single-rooted tree: greedy if it is one, else Chu-Liu/Edmonds."""
    n = len(greedy)
    if (greedy == 0).sum() == 1:
        seen = np.zeros(n + 1, np.int32)
        ok = True
        for i in range(n):
            at, mark = i + 1, i + 1
            while at and not seen[at]:
                seen[at] = mark
                at = int(greedy[at - 1])
            if at and seen[at] == mark:
                ok = False
                break
        if ok:
            return greedy
    s = np.full((n + 1, n + 1), -np.inf)
    s[1:, :] = arcs
    s[1:, 0] -= 1e6
    s[np.arange(n + 1), np.arange(n + 1)] = -np.inf
    return np.array(edmonds(s)[1:], np.int32)


def edmonds(s: np.ndarray) -> list[int]:
    """Maximum spanning arborescence from node 0; s[dependent, head]."""
    n = len(s)
    head = s.argmax(1)
    head[0] = 0
    seen = [0] * n
    cycle = None
    for i in range(1, n):
        at = i
        while at and not seen[at]:
            seen[at] = i
            at = int(head[at])
        if at and seen[at] == i:
            cycle = [at]
            while head[cycle[-1]] != at:
                cycle.append(int(head[cycle[-1]]))
            break
    if cycle is None:
        return [int(h) for h in head]
    inside = set(cycle)
    rest = [i for i in range(n) if i not in inside]
    m = len(rest)
    t = np.full((m + 1, m + 1), -np.inf)
    t[:m, :m] = s[np.ix_(rest, rest)]
    gain = s[cycle] - s[cycle, head[cycle]][:, None]
    enter = gain[:, rest].argmax(0)
    t[m, :m] = gain[:, rest].max(0)
    leave = s[np.ix_(rest, cycle)].argmax(1)
    t[:m, m] = s[np.ix_(rest, cycle)].max(1)
    sub = edmonds(t)
    out = [int(h) for h in head]
    for a, i in enumerate(rest):
        if a:
            out[i] = rest[sub[a]] if sub[a] < m else cycle[leave[a]]
    out[cycle[enter[sub[m]]]] = rest[sub[m]]
    return out


def figures(net: Ensemble, sents: list[F.Sentence], rules: dict) -> dict:
    """All accuracies on gold-tokenised sentences."""
    n = u = x = ua = la = ls = le = 0
    for k, up, xp, heads, labels, _ in net.parse(sents):
        s = sents[k]
        norm = F.normal_forms(s.forms, s.spaces)
        for i in range(len(s)):
            n += 1
            u += up[i] == s.upos[i]
            x += xp[i] == s.xpos[i]
            le += L.apply(rules, L.plain_form(s.forms[i], norm[i]), xp[i]) == s.lemmas[i].lower()
            if heads[i] == s.heads[i]:
                ua += 1
                la += labels[i].split(":")[0] == s.labels[i].split(":")[0]
                ls += labels[i] == s.labels[i]
    return {k: round(v / n, 4) for k, v in dict(UPOS=u, XPOS=x, lemma=le, UAS=ua, LAS=la, LAS_subtypes=ls).items()} | {"tokens": n}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--prepared", required=True)
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--sets", default="ewt-dev,gum-cleared-dev")
    ap.add_argument("--json", default="")
    ap.add_argument("networks", nargs="+", help="paths without extension")
    a = ap.parse_args()
    net = Ensemble(a.networks, a.prepared)
    rules = L.learn([s for n in ("ewt", "gum-cleared") for s in F.read_conllu(os.path.join(a.treebanks, n + "-train.conllu.gz"))], list(net.prep["vectors"]))
    out = {name: figures(net, F.read_conllu(os.path.join(a.treebanks, name + ".conllu.gz")), rules) for name in a.sets.split(",")}
    for name, f in out.items():
        print(name, " ".join(f"{k} {v}" for k, v in f.items()))
    if a.json:
        json.dump(out, open(a.json, "w"), indent=1)


if __name__ == "__main__":
    main()
