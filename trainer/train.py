#!/usr/bin/env python3
"""Trains one parser.

In: prepared.pkl, treebanks, and optionally CoNLL-U that a teacher parsed. Out: OUT.npz (averaged weights) after every epoch, and a log.
The choice of anything is made on dev; test files are never opened here.
"""
import argparse
import functools
import json
import os
import pickle
import random
import time

import jax
import jax.numpy as jnp
import numpy as np

import data as D
import features as F
import network as N

RATES = dict(word=0.12, vector=0.05, hash=0.25, input=0.10, recurrent=0.15, layer=0.30, mlp=0.20)


@functools.partial(jax.jit, static_argnames=("c_items",), donate_argnums=(0,))
def update(state, c_items, table, batch, key, rate, rates, decay):
    """One step of Adam (0.9, 0.95) with the gradient's norm cut to 2, and the running average of the weights."""
    c = dict(c_items)
    p, m, v, avg, step = state
    value, g = jax.value_and_grad(N.loss)(p, c, table, batch, jax.random.fold_in(key, step), rates)
    norm = jnp.sqrt(sum(jnp.sum(x * x) for x in jax.tree.leaves(g)))
    cut = jnp.minimum(1.0, 2.0 / (norm + 1e-9))
    step = step + 1
    b1, b2 = 0.9, 0.95
    m = jax.tree.map(lambda a, x: b1 * a + (1 - b1) * x * cut, m, g)
    v = jax.tree.map(lambda a, x: b2 * a + (1 - b2) * jnp.square(x * cut), v, g)
    fix = rate * jnp.sqrt(1 - b2 ** step) / (1 - b1 ** step)
    p = jax.tree.map(lambda w, a, s: w - fix * a / (jnp.sqrt(s) + 1e-8), p, m, v)
    avg = jax.tree.map(lambda a, w: decay * a + (1 - decay) * w, avg, p)
    return (p, m, v, avg, step), value


@functools.partial(jax.jit, static_argnames=("c_items",))
def predict(p, c_items, table, ids, mask):
    """Greedy tags, heads and labels (for dev while training), with log-probabilities of the arcs."""
    c = dict(c_items)
    tag, arcs, ldep, lhead, _ = N.scores(p, c, table, ids, mask)
    heads = jnp.argmax(arcs, -1)
    return jnp.argmax(tag, -1), heads, jnp.argmax(N.label_scores(p, ldep, lhead, heads), -1)


def dev_figures(p, items, table, rows, labels):
    """UPOS+XPOS, UAS, LAS without subtypes on encoded rows, greedy."""
    base = np.array([l.split(":")[0] for l in labels])
    n = t = u = l = 0
    for ids, mask, heads, tags, labs, _ in D.batches(rows, [1.0] * len(rows), 4096, random.Random(0)):
        pt, ph, pl = (np.asarray(x) for x in predict(p, items, table, ids, mask))
        ok = mask > 0
        right = (ph == heads) & ok
        same = np.where(heads == 0, True, (labs >= 0) & (base[pl] == base[np.maximum(labs, 0)]))
        n, t, u, l = n + ok.sum(), t + ((pt == tags) & ok).sum(), u + right.sum(), l + (right & same).sum()
    return t / n, u / n, l / n


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--prepared", required=True)
    ap.add_argument("--treebanks", required=True)
    ap.add_argument("--out", required=True, help="path without extension")
    ap.add_argument("--auto", default="", help="CoNLL-U parsed by teachers")
    ap.add_argument("--auto-tokens", type=int, default=0, help="tokens of it taken in each epoch")
    ap.add_argument("--auto-weight", type=float, default=0.5)
    ap.add_argument("--start", default="", help="weights to begin from")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--tokens", type=int, default=2048)
    ap.add_argument("--hidden", type=int, default=160)
    ap.add_argument("--arc", type=int, default=128)
    ap.add_argument("--label", type=int, default=128)
    ap.add_argument("--peak", type=float, default=3e-3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--distort", type=float, default=0.12)
    ap.add_argument("--minutes", type=float, default=1e9, help="end by then, by the clock (the result then depends on the machine)")
    a = ap.parse_args()

    prep = pickle.load(open(a.prepared, "rb"))
    enc = D.Encoder(prep)
    table = jnp.asarray(prep["vector_int8"].astype(np.float32) * prep["vector_scale"][:, None])
    read = lambda n: F.read_conllu(os.path.join(a.treebanks, n))
    gold = read("ewt-train.conllu.gz") + read("gum-cleared-train.conllu.gz")
    dev = {n: [enc.rows(s) for s in read(n + "-dev.conllu.gz")] for n in ("ewt", "gum-cleared")}
    auto = F.read_conllu(a.auto) if a.auto else []
    c = N.config(a.hidden, a.arc, a.label, len(prep["words"]) + 1, len(prep["vector_scale"]), len(prep["tags"]), len(prep["labels"]))
    items = tuple(sorted(c.items()))
    p = N.init(a.seed, c)
    if a.start:
        p = {k: jnp.asarray(v) for k, v in np.load(a.start).items()}
    zeros = lambda: jax.tree.map(jnp.zeros_like, p)
    state = (p, zeros(), zeros(), jax.tree.map(jnp.array, p), jnp.zeros((), jnp.int32))
    r, key = random.Random(a.seed), jax.random.PRNGKey(a.seed)
    rates = {k: jnp.float32(v) for k, v in RATES.items()}
    begun, done = time.time(), 0
    for epoch in range(a.epochs):
        rows = [enc.rows(D.distort(s, r, a.distort)) for s in gold]
        weights = [1.0] * len(rows)
        if auto:
            left = a.auto_tokens
            for s in r.sample(auto, len(auto)):
                rows.append(enc.rows(D.distort(s, r, a.distort)))
                weights.append(a.auto_weight)
                left -= len(s)
                if left <= 0:
                    break
        todo = list(D.batches(rows, weights, a.tokens, r))
        total = len(todo) * a.epochs
        sum_loss, t0 = 0.0, time.time()
        for k, batch in enumerate(todo):
            at = max(done / total, min(1.0, (time.time() - begun) / (a.minutes * 60)))
            rate = 5e-5 + (a.peak - 5e-5) * 0.5 * (1 + np.cos(np.pi * at)) if done >= 200 else a.peak * (done + 1) / 200
            decay = min(0.997, (done + 1) / (done + 10))
            state, value = update(state, items, table, batch, key, jnp.float32(rate), rates, jnp.float32(decay))
            sum_loss += float(value)
            done += 1
        weights = {k: np.asarray(v) for k, v in state[3].items()}
        tmp = a.out + ".tmp.npz"
        np.savez(tmp, **weights)
        os.replace(tmp, a.out + ".npz")
        json.dump(c, open(a.out + ".json", "w"))
        figures = {n: dev_figures(state[3], items, table, rows_, prep["labels"]) for n, rows_ in dev.items()}
        print(f"epoch {epoch + 1} loss {sum_loss / len(todo):.4f} {time.time() - t0:.0f}s {(time.time() - begun) / 60:.1f}min "
              + " ".join(f"{n} tag {t:.4f} UAS {u:.4f} LAS {l:.4f}" for n, (t, u, l) in figures.items()), flush=True)
        if time.time() - begun > a.minutes * 60:
            break


if __name__ == "__main__":
    main()
