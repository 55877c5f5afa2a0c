#!/usr/bin/env python3
"""Parses a few sentences with a trained network, for the test that the program gives the same.

In: one sentence a line, tokens separated by spaces, `_` at the end of a token where no space follows. Out: the same with one line a token:
form, UPOS, XPOS, head (0 for the root), relation; then a line with the mean probability of the arcs.
"""
from __future__ import annotations

import argparse

import evaluate as E
import features as F


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--prepared", required=True)
    ap.add_argument("--sentences", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("network")
    a = ap.parse_args()
    sents = []
    for line in open(a.sentences, encoding="utf-8"):
        tokens = line.split()
        forms = [t[:-1] if t.endswith("_") else t for t in tokens]
        blank = [["_"] * len(forms) for _ in range(5)]
        sents.append(F.Sentence(forms, [not t.endswith("_") for t in tokens], *blank[:4], [0] * len(forms), blank[4]))
    results = sorted(E.Ensemble([a.network], a.prepared).parse(sents))
    with open(a.out, "w", encoding="utf-8") as f:
        for k, upos, xpos, heads, labels, sure in results:
            for row in zip(sents[k].forms, upos, xpos, heads, labels):
                f.write("\t".join(map(str, row)) + "\n")
            f.write(f"# {sure:.4f}\n\n")


if __name__ == "__main__":
    main()
