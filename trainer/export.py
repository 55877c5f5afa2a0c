#!/usr/bin/env python3
"""Writes a trained network as the one file that the Rust reads.

In: weights, prepared.pkl, treebanks (for lemmas), figures. Out: an aligned binary file; `crates/syntax/src/model/file.rs` describes it.
Embeddings become int8 with a scale a row; recurrent, tag and projection matrices int8 with a scale a column, packed for byte dot
products; the rest stays f32.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import struct

import numpy as np
import xxhash

import features as F
import lemmas as L
import network as N

MAGIC, FORMAT = b"DEMARCHE", 1
TYPES = {"uint8": 0, "int8": 1, "float32": 2, "uint32": 3, "int32": 4}


def hash_table(keys: dict[str, int]) -> np.ndarray:
    """Open addressing: [slots, 2] of (second hash, value + 1), a power of two of slots, at most half of them full."""
    slots = 1 << max(4, (2 * len(keys) - 1).bit_length())
    out = np.zeros((slots, 2), np.uint32)
    for key, value in keys.items():
        first, second = F.fnv(key, 101) & (slots - 1), F.fnv(key, 202) & 0xFFFFFFFF
        while out[first, 1]:
            assert out[first, 0] != second, f"two keys with one fingerprint: {key}"
            first = (first + 1) & (slots - 1)
        out[first] = second, value + 1
    return out


def int8_rows(x: np.ndarray):
    """Rows in int8 and their scales."""
    scale = np.maximum(np.abs(x).max(1), 1e-8) / 127.0
    return np.rint(x / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def int8_columns(w: np.ndarray):
    """[K, N] as [N/64, K/4, 64, 4] in int8; scales (for inputs in steps of 1/127); the sum that offsets unsigned inputs. N is padded to 64s."""
    k, n = w.shape
    assert k % 4 == 0
    w = np.pad(w, ((0, 0), (0, -n % 64)))
    top = np.maximum(np.abs(w).max(0), 1e-8)
    best, scale = np.full(w.shape[1], np.inf), top / 127.0
    for cut in np.linspace(1.0, 0.5, 26):           # a few clipped weights may cost less than coarse steps for all
        s = top * cut / 127.0
        error = np.square(w - np.clip(np.rint(w / s), -127, 127) * s).sum(0)
        best, scale = np.where(error < best, error, best), np.where(error < best, s, scale)
    q = np.clip(np.rint(w / scale), -127, 127).astype(np.int32)
    packed = q.astype(np.int8).reshape(k // 4, 4, -1, 64).transpose(2, 0, 3, 1)
    return np.ascontiguousarray(packed).reshape(w.shape[1], k), (scale / 127.0).astype(np.float32), (-128 * q.sum(0)).astype(np.int32)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--network", required=True, help="path without extension")
    ap.add_argument("--prepared", required=True)
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--figures", default="", help="JSON of evaluate.py")
    ap.add_argument("--version", default="1")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    prep = pickle.load(open(a.prepared, "rb"))
    c = json.load(open(a.network + ".json"))
    p = dict(np.load(a.network + ".npz").items())
    parts: dict[str, np.ndarray] = {}

    parts["vocab.words"] = hash_table(prep["words"])
    parts["vocab.vectors"] = hash_table(prep["vectors"])
    parts["emb.vectors"], parts["emb.vectors.s"] = prep["vector_int8"], prep["vector_scale"]
    for name in ["word"] + [n for n, _, _ in F.HASHED]:
        parts["emb." + name], parts["emb." + name + ".s"] = int8_rows(p[name])

    parts["in1"] = np.hstack([p["in1f"], p["in1b"]])
    parts["in1.b"] = np.concatenate([p["bias1f"], p["bias1b"]])
    for side in "fb":
        quantised = {"rec1" + side: p["rec1" + side], "lstm2" + side: np.vstack([p["in2" + side], p["rec2" + side]])}
        for name, w in quantised.items():
            parts[name], parts[name + ".s"], parts[name + ".c"] = int8_columns(w)
        parts["bias2" + side] = p["bias2" + side]
    for name in ("tag", "tag2", "mlp"):
        if name + "_w" not in p:
            continue
        parts[name], parts[name + ".s"], parts[name + ".c"] = int8_columns(p[name + "_w"])
        parts[name + ".b"] = np.pad(p[name + "_b"], (0, -len(p[name + "_b"]) % 64))
    parts["tag.e"] = p["tag_e"]
    parts["arc.u"], parts["arc.bias"], parts["arc.root"] = p["arc_u"], p["arc_bias"], p["arc_root"]
    near = np.zeros((c["arc"], 16), np.float32)
    near[:, :N.BUCKETS] = p["arc_near"]
    parts["arc.near"] = near
    parts["label.root"] = p["label_root"]
    parts["label.w"] = np.pad(p["label_w"], ((0, 0), (0, -c["labels"] % 16)))
    parts["label.b"] = np.pad(p["label_b"], (0, -c["labels"] % 16), constant_values=-1e9)

    train = [s for n in ("ewt", "gum-cleared") for s in F.read_conllu(os.path.join(a.treebanks, n + "-train.conllu.gz"))]
    rules = L.learn(train, list(prep["vectors"]))
    distinct = sorted(set(rules.values()))
    number = {r: i for i, r in enumerate(distinct)}
    parts["lemma.keys"] = hash_table({k: number[r] for k, r in rules.items()})
    texts = ["name demarche-en", f"version {a.version}",
             "licence CC BY-SA 4.0", "data UD_English-EWT, UD_English-GUM (free genres), GloVe 6B vectors (PDDL)",
             f"hidden {c['hidden']}", f"arc {c['arc']}", f"label {c['label']}", "tags " + " ".join(prep["tags"]), "labels " + " ".join(prep["labels"])]
    if a.figures:
        for name, f in json.load(open(a.figures)).items():
            texts.append(f"figures {name} " + " ".join(f"{k} {v}" for k, v in f.items()))
    parts["meta"] = np.frombuffer("\n".join(texts).encode(), np.uint8)
    parts["lemma.rules"] = np.frombuffer("\n".join(f"{cut} {add}" for cut, add in distinct).encode(), np.uint8)

    table, body = b"", b""
    at = 64 + 64 * len(parts)
    for name, x in parts.items():
        x = np.ascontiguousarray(x)
        raw = x.tobytes()
        raw += b"\0" * (-len(raw) % 64)
        rows, cols = (x.shape[0], int(np.prod(x.shape[1:]))) if x.ndim > 1 else (1, x.shape[0])
        table += struct.pack("<24sIIQQII8x", name.encode(), TYPES[str(x.dtype)], 0, at, x.nbytes, rows, cols)
        body += raw
        at += len(raw)
    rest = table + body
    head = MAGIC + struct.pack("<IIQQ", FORMAT, len(parts), 64 + len(rest), xxhash.xxh64(rest).intdigest()) + hashlib.sha256(rest).digest()
    os.makedirs(os.path.dirname(a.out) or ".", exist_ok=True)
    with open(a.out + ".tmp", "wb") as f:
        f.write(head + rest)
    os.replace(a.out + ".tmp", a.out)
    print(f"{a.out}: {len(head) + len(rest)} bytes, {len(parts)} parts, {len(rules)} lemma rules ({len(distinct)} distinct)")


if __name__ == "__main__":
    main()
