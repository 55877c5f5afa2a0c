#!/usr/bin/env python3
"""Parses raw political text with an ensemble, for a student to learn from.

In: JSON Lines with a field `text`, trained networks. Out: CoNLL-U (head and label by vote; sentences of low confidence left out). The
splitter is rough on purpose: what it gets wrong is left out by its looks.
"""
from __future__ import annotations

import argparse
import glob
import gzip
import json
import os
import random
import re

import evaluate as E
import features as F

ABBREVIATIONS = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\bGen)(?<!\bAmb)(?<!\bU\.S)(?<!\bU\.N)(?<!\b[A-Z])"
SPLIT = re.compile(ABBREVIATIONS + r"(?<=[.!?])[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]*[A-Z])")
TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|No|Gen)\.|\d+(?:[.,]\d+)*|\.\.\.|--|[^\W\d_]+(?:['\u2019](?=[^\W\d_])[^\W\d_]+)?|\S")
CLITIC = re.compile(r"^(.+?)(n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))$", re.I)


def sentences(text: str):
    """Rough sentences of a text, as (tokens, space after)."""
    for block in re.split(r"\n\s*\n", text):
        block = re.sub(r"\s+", " ", block).strip()
        for sent in SPLIT.split(block):
            forms, spaces = [], []
            for m in TOKEN.finditer(sent):
                parts = [m.group()]
                c = CLITIC.match(parts[0])
                if c:
                    parts = list(c.groups())
                elif parts[0].lower() == "cannot":
                    parts = [parts[0][:3], parts[0][3:]]
                forms += parts
                spaces += [False] * (len(parts) - 1) + [m.end() < len(sent) and sent[m.end()] == " "]
            yield forms, spaces


def good(forms: list[str]) -> bool:
    """Whether it looks like one whole sentence of prose."""
    letters = sum(f[0].isalpha() for f in forms)
    return 4 <= len(forms) <= 60 and letters >= 0.7 * len(forms) and (forms[0][0].isupper() or not forms[0][0].isalnum()) and forms[-1] in '.!?"\u201d'


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--prepared", required=True)
    ap.add_argument("--raw", required=True, help="folder of .jsonl.gz")
    ap.add_argument("--tokens", type=int, default=700000)
    ap.add_argument("--sure", type=float, default=0.80, help="least mean probability of a sentence's arcs")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", required=True)
    ap.add_argument("networks", nargs="+")
    a = ap.parse_args()
    pools = []
    for path in sorted(glob.glob(os.path.join(a.raw, "*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") as f:
            pools.append([s for line in f for s in sentences(json.loads(line)["text"]) if good(s[0])])
    r = random.Random(a.seed)
    chosen, seen = [], set()
    # The same share of each source until it is used up, so that the largest does not drown the rest.
    left = a.tokens
    for k, pool in enumerate(sorted(pools, key=len)):
        share = left // (len(pools) - k)
        r.shuffle(pool)
        for forms, spaces in pool:
            if share <= 0:
                break
            if tuple(forms) not in seen:
                seen.add(tuple(forms))
                chosen.append((forms, spaces))
                share -= len(forms)
                left -= len(forms)
    sents = [F.Sentence(f, s, ["_"] * len(f), ["X"] * len(f), ["XX"] * len(f), ["_"] * len(f), [0] * len(f), ["dep"] * len(f)) for f, s in chosen]
    print(f"{len(sents)} sentences, {sum(map(len, sents))} tokens", flush=True)
    kept = tokens = 0
    with open(a.out, "w", encoding="utf-8") as f:
        for k, upos, xpos, heads, labels, sure in E.Ensemble(a.networks, a.prepared).parse(sents):
            if sure < a.sure:
                continue
            s = sents[k]
            for i, form in enumerate(s.forms):
                f.write("\t".join([str(i + 1), form, "_", upos[i], xpos[i], "_", str(heads[i]), labels[i], "_", "_" if s.spaces[i] else "SpaceAfter=No"]) + "\n")
            f.write("\n")
            kept += 1
            tokens += len(s)
    print(f"kept {kept} sentences, {tokens} tokens", flush=True)


if __name__ == "__main__":
    main()
