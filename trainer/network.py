"""The network in JAX: embeddings, two BiLSTM layers, tags, biaffine arcs, labels.

In: feature ids of padded sentences. Out: scores. The same arithmetic is in `crates/syntax/src/model/`.
"""
from __future__ import annotations

import functools

import jax
import jax.numpy as jnp
import numpy as np

import features as F

TAG_DIM = 32                    # soft embedding of the predicted tags
BUCKETS = 14                    # distances from dependent to head
NEG = -1e9


def config(hidden: int, arc: int, label: int, words: int, vectors: int, tags: int, labels: int) -> dict:
    """Sizes of one model."""
    return dict(hidden=hidden, arc=arc, label=label, words=words, vectors=vectors, tags=tags, labels=labels)


def bucket(offset: int) -> int:
    """Bucket of (head position - dependent position): seven each side."""
    n = abs(offset)
    k = n - 1 if n <= 4 else 4 if n <= 6 else 5 if n <= 10 else 6
    return k if offset > 0 else 7 + k


@functools.lru_cache(maxsize=None)
def bucket_table(n: int) -> np.ndarray:
    """[n, n, BUCKETS] one-hot of the bucket of every pair (dependent, head)."""
    return np.eye(BUCKETS, dtype=np.float32)[[[bucket(j - i) for j in range(n)] for i in range(n)]]


def init(seed: int, c: dict) -> dict:
    """Fresh parameters."""
    r = np.random.default_rng(seed)

    def normal(*shape, scale=None):
        return jnp.asarray(r.normal(0, scale if scale else 1 / np.sqrt(shape[0]), shape), jnp.float32)

    def orthogonal(n):
        return np.linalg.qr(r.normal(size=(n, n)))[0]

    h, p = c["hidden"], {}
    p["word"] = normal(c["words"], F.WORD_DIM, scale=0.1)
    for name, rows, dim in F.HASHED:
        p[name] = normal(rows, dim, scale=0.15)
    for layer, width in (("1", F.INPUT_DIM), ("2", 2 * h)):
        for side in "fb":
            p["in" + layer + side] = normal(width, 4 * h)
            p["rec" + layer + side] = jnp.asarray(np.hstack([orthogonal(h) for _ in range(4)]), jnp.float32)
            bias = np.zeros(4 * h, np.float32)
            bias[h:2 * h] = 1.0                     # gates: input, forget, output, candidate
            p["bias" + layer + side] = jnp.asarray(bias)
    wide = 2 * h + TAG_DIM
    p["tag_w"], p["tag_b"] = normal(2 * h, c["tags"]), jnp.zeros(c["tags"])
    p["tag2_w"], p["tag2_b"] = normal(wide, c["tags"]), jnp.zeros(c["tags"])    # the tags that are given out
    p["tag_e"] = normal(c["tags"], TAG_DIM, scale=0.5)
    p["mlp_w"] = normal(wide, 2 * c["arc"] + 2 * c["label"])
    p["mlp_b"] = jnp.zeros(2 * c["arc"] + 2 * c["label"])
    p["arc_u"] = normal(c["arc"], c["arc"]) * 0.3
    p["arc_bias"] = jnp.zeros(c["arc"])             # how likely a word is to be a head at all
    p["arc_root"] = normal(c["arc"], scale=0.1)
    p["arc_near"] = normal(c["arc"], BUCKETS, scale=0.05)
    p["label_root"] = normal(c["label"], scale=0.1)
    p["label_w"] = normal(3 * c["label"], c["labels"])
    p["label_b"] = jnp.zeros(c["labels"])
    return p


def in_bytes(x):
    """Rounded to steps of 1/127, as the program keeps states; the gradient passes as if it were not."""
    return x + jax.lax.stop_gradient(jnp.round(x * 127.0) / 127.0 - x)


@jax.custom_vjp
def lstm(x, rec, drop, mask):
    """x [T,B,4H] projected inputs, rec [H,4H], drop [B,H] on the recurrent state, mask [T,B,1]: states [T,B,H]."""
    return _lstm_forward(x, rec, drop, mask)[0]


def _lstm_forward(x, rec, drop, mask):
    h = rec.shape[0]

    def step(carry, inp):
        hid, cell = carry
        xt, m = inp
        g = xt + jnp.dot(hid * drop, rec)
        i, f, o = jnp.split(jax.nn.sigmoid(g[:, :3 * h]), 3, axis=1)
        u = jnp.tanh(g[:, 3 * h:])
        new = (f * cell + i * u) * m
        out = in_bytes(o * jnp.tanh(new)) * m
        return (out, new), (out, new, i, f, o, u)

    zero = jnp.zeros((x.shape[1], h))
    _, saved = jax.lax.scan(step, (zero, zero), (x, mask))
    return saved[0], (saved, rec, drop, mask)


def _lstm_backward(kept, grad):
    (out, cells, i, f, o, u), rec, drop, mask = kept
    before = jnp.concatenate([jnp.zeros_like(cells[:1]), cells[:-1]])
    rec_t = rec.T

    def step(carry, inp):
        dh, dc = carry
        g, cell, prev, it, ft, ot, ut, m = inp
        t = jnp.tanh(cell)
        dh = (dh + g) * m
        dc = (dc + dh * ot * (1 - t * t)) * m
        da = jnp.concatenate([dc * ut * it * (1 - it), dc * prev * ft * (1 - ft), dh * t * ot * (1 - ot), dc * it * (1 - ut * ut)], 1)
        return (jnp.dot(da, rec_t) * drop, dc * ft), da

    zero = jnp.zeros_like(out[0])
    _, da = jax.lax.scan(step, (zero, zero), (grad, cells, before, i, f, o, u, mask), reverse=True)
    prev_out = jnp.concatenate([jnp.zeros_like(out[:1]), out[:-1]]) * drop
    drec = jnp.dot(prev_out.reshape(-1, out.shape[-1]).T, da.reshape(-1, da.shape[-1]))
    return da, drec, None, None


lstm.defvjp(lambda *a: _lstm_forward(*a), _lstm_backward)


def bilstm(p, layer, x, mask, drops):
    """x [T,B,D]: [T,B,2H]."""
    t, b, d = x.shape
    flat = x.reshape(t * b, d)
    sides = []
    for k, side in enumerate("fb"):
        proj = (jnp.dot(flat, p["in" + layer + side]) + p["bias" + layer + side]).reshape(t, b, -1)
        if side == "b":
            sides.append(lstm(proj[::-1], p["rec" + layer + side], drops[k], mask[::-1])[::-1])
        else:
            sides.append(lstm(proj, p["rec" + layer + side], drops[k], mask))
    return jnp.concatenate(sides, -1)


def leaky(x):
    return jnp.where(x > 0, x, 0.1 * x)


def scores(p, c, table, ids, mask, key=None, rates=None):
    """ids [B,T,F], mask [B,T]. Returns tag scores [B,T,K], arc scores [B,T,T+1] (0 is the root), label vectors
    of dependents and heads, and the first layer's tag scores."""
    b, t, _ = ids.shape
    h, train = c["hidden"], key is not None
    keys = iter(jax.random.split(key, 16)) if train else None

    def keep(shape, rate):
        return jax.random.bernoulli(next(keys), 1 - rate, shape) / (1 - rate) if train else jnp.ones(shape)

    ids = ids.transpose(1, 0, 2)
    m = mask.T[:, :, None]
    word_ids = ids[:, :, 0]
    if train:
        word_ids = word_ids * jax.random.bernoulli(next(keys), 1 - rates["word"], word_ids.shape)
    # A fixed vector that is dropped is only silenced, since zero is what an unknown word has.
    fixed = table[ids[:, :, 1]]
    if train:
        fixed = fixed * jax.random.bernoulli(next(keys), 1 - rates["vector"], (t, b, 1))
    parts = [p["word"][word_ids], fixed]
    hashed = keep((t, b, len(F.HASHED)), rates["hash"]) if train else None
    for k, (name, _, _) in enumerate(F.HASHED):
        e = p[name][ids[:, :, 2 + k]]
        parts.append(e * hashed[:, :, k:k + 1] if train else e)
    x = jnp.concatenate(parts, -1)
    x = x * keep((1, b, x.shape[-1]), rates["input"]) if train else x
    ones = jnp.ones((b, h))
    rec = (lambda: [keep((b, h), rates["recurrent"]) for _ in "fb"]) if train else (lambda: [ones, ones])
    h1 = bilstm(p, "1", x, m, rec())
    h1d = h1 * keep((1, b, 2 * h), rates["layer"]) if train else h1
    h2 = bilstm(p, "2", h1d, m, rec())
    h2d = h2 * keep((1, b, 2 * h), rates["layer"]) if train else h2
    tag = jnp.dot((h1 * keep((1, b, 2 * h), rates["layer"]) if train else h1).reshape(t * b, -1), p["tag_w"]) + p["tag_b"]
    soft = in_bytes(jnp.tanh(jnp.dot(jax.nn.softmax(tag), p["tag_e"]))).reshape(t, b, TAG_DIM)
    wide = jnp.concatenate([h2d, soft], -1).reshape(t * b, -1)
    if "tag2_w" in p:
        final = jnp.dot(wide, p["tag2_w"]) + p["tag2_b"]
    else:
        final = tag
    q = leaky(jnp.dot(wide, p["mlp_w"]) + p["mlp_b"]).reshape(t, b, -1)
    q = q * keep((1, b, q.shape[-1]), rates["mlp"]) if train else q
    q = q.transpose(1, 0, 2)
    na, nl = c["arc"], c["label"]
    dep, head, ldep, lhead = q[..., :na], q[..., na:2 * na], q[..., 2 * na:2 * na + nl], q[..., 2 * na + nl:]
    du = jnp.dot(dep.reshape(b * t, na), p["arc_u"]).reshape(b, t, na) + p["arc_bias"]
    pair = jnp.einsum("bia,bja->bij", du, head)
    near = jnp.dot(dep.reshape(b * t, na), p["arc_near"]).reshape(b, t, BUCKETS)
    pair = pair + jnp.einsum("bik,ijk->bij", near, bucket_table(t))
    pair = jnp.where(mask[:, None, :] > 0, pair, NEG) + NEG * jnp.eye(t)
    arcs = jnp.concatenate([jnp.dot(du, p["arc_root"])[:, :, None], pair], -1)
    back = lambda x: x.reshape(t, b, -1).transpose(1, 0, 2)
    return back(final), arcs, ldep, lhead, back(tag)


def label_scores(p, ldep, lhead, heads):
    """Scores of the labels for the given heads [B,T] (0 is the root): [B,T,L]."""
    b, t, n = ldep.shape
    at = jnp.concatenate([jnp.broadcast_to(p["label_root"], (b, 1, n)), lhead], 1)
    chosen = jnp.take_along_axis(at, heads[:, :, None], 1)
    return jnp.dot(jnp.concatenate([ldep * chosen, ldep, chosen], -1), p["label_w"]) + p["label_b"]


def loss(p, c, table, batch, key, rates):
    """Mean negative log-likelihood of tags, arcs and labels, weighted by sentence; the early tags count half."""
    ids, mask, heads, tags, labels, weight = batch
    tag, arcs, ldep, lhead, early = scores(p, c, table, ids, mask, key, rates)
    lab = label_scores(p, ldep, lhead, heads)
    w = mask * weight[:, None]

    def nll(s, gold, ok):
        lp = jax.nn.log_softmax(s)
        return -jnp.sum(jnp.take_along_axis(lp, jnp.maximum(gold, 0)[:, :, None], 2)[:, :, 0] * ok) / jnp.sum(w)

    known = w * (tags >= 0)
    return nll(tag, tags, known) + 0.5 * nll(early, tags, known) + nll(arcs, heads, w) + nll(lab, labels, w * (labels >= 0))
