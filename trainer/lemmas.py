"""Learns lemmas as (cut, add) rules keyed by tag and suffix, with whole forms for exceptions.

In: treebank sentences, a list of words by frequency, irregular verbs. Out: a dictionary from key to rule. A key is the Penn tag, a tab, and the end of the lower-cased form; for a whole form
the end is preceded by `^`. The longest key that is known wins; a rule cuts so many characters off the end and adds a string.
"""
from __future__ import annotations

import collections
import os

import features as F

LONGEST = 6
QUOTES = {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"}


def plain_form(token: str, normal: str) -> str:
    """What lemmas are made of: the token, lower-cased, with plain quotation marks and apostrophes."""
    return QUOTES.get(normal) or (token.translate(F.INSIDE) or token).lower()


def rule_of(form: str, lemma: str) -> tuple[int, str]:
    """The shortest cut and addition that turn form into lemma."""
    k = 0
    while k < min(len(form), len(lemma)) and form[k] == lemma[k]:
        k += 1
    return len(form) - k, lemma[k:]


def keys(form: str, xpos: str):
    """Keys to try, best first."""
    yield f"{xpos}\t^{form}"
    for n in range(min(LONGEST, len(form)), -1, -1):
        yield f"{xpos}\t{form[len(form) - n:]}"


def apply(rules: dict, form: str, xpos: str) -> str:
    """Lemma of a plain form (lower-cased)."""
    for k in keys(form, xpos):
        if k in rules:
            cut, add = rules[k]
            if cut < len(form) or add:
                return form[:len(form) - min(cut, len(form))] + add
    return form


def candidates(form: str) -> list[str]:
    """What a regular verb form in -ed or -ing may come from."""
    cut = 2 if form.endswith("ed") else 3 if form.endswith("ing") else 0
    stem = form[:len(form) - cut]
    if not cut or len(stem) < 2 or not any(v in stem for v in "aeiouy"):
        return []
    out = [stem, stem + "e"]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiousflz":
        out = [stem[:-1], stem]
    if form.endswith("ied"):
        out = [stem[:-1] + "y", stem + "e"]
    return out


def extend(rules: dict, sents: list[F.Sentence], words: list[str]) -> None:
    """Adds whole forms that the treebanks lack: irregular verbs, and regular ones whose rule gives no known verb."""
    verbs = {l.lower() for s in sents for l, u in zip(s.lemmas, s.upos) if u in ("VERB", "AUX")}
    seen = {f"{x}\t^{f.lower()}" for s in sents for f, x in zip(s.forms, s.xpos)}
    rank = {w: i for i, w in reversed(list(enumerate(words)))}
    for line in open(os.path.join(os.path.dirname(__file__), "irregular.txt"), encoding="utf-8"):
        if not line.startswith("#") and line.strip():
            lemma, past, part = line.split()
            verbs.add(lemma)
            for xpos, forms in (("VBD", past), ("VBN", part)):
                for form in forms.split("/"):
                    key = f"{xpos}\t^{form}"
                    if apply(rules, form, xpos) != lemma:
                        rules[key] = rule_of(form, lemma)
                    seen.add(key)
    for form in ("series", "species", "means", "headquarters"):
        rules[f"NNS\t^{form}"] = (0, "")
    for form in words:
        for xpos in ("VBD", "VBN") if form.endswith("ed") else ("VBG",) if form.endswith("ing") else ():
            key, now = f"{xpos}\t^{form}", apply(rules, form, xpos)
            options = [c for c in candidates(form) if c in verbs] or [c for c in candidates(form) if c in rank]
            if key not in seen and now not in verbs and options:
                best = min(options, key=lambda c: rank.get(c, len(rank)))
                if best != now:
                    rules[key] = rule_of(form, best)


def learn(sents: list[F.Sentence], words: list[str]) -> dict[str, tuple[int, str]]:
    """Rules from short suffixes to long; a longer key is kept only where it changes the outcome for what it covers."""
    types = collections.defaultdict(collections.Counter)
    for s in sents:
        for token, form, lemma, xpos, feats in zip(s.forms, F.normal_forms(s.forms, s.spaces), s.lemmas, s.xpos, s.feats):
            if "Typo=Yes" not in feats and lemma != "_" and xpos not in ("GW", "FW", "ADD"):
                plain = plain_form(token, form)
                types[(plain, xpos)][rule_of(plain, lemma.translate(F.INSIDE).lower())] += 1
    best = {k: c.most_common(1)[0][0] for k, c in types.items()}
    rules: dict[str, tuple[int, str]] = {}
    for n in range(0, LONGEST + 1):
        votes = collections.defaultdict(collections.Counter)
        for (form, xpos), rule in best.items():
            if len(form) > n or (len(form) == n and n == 0):
                votes[f"{xpos}\t{form[len(form) - n:]}"][rule] += 1
        for key, c in votes.items():
            rule, top = c.most_common(1)[0]
            xpos, end = key.split("\t", 1)
            backoff = next((rules[k] for k in keys(end, xpos) if k in rules and k != key), None)
            if rule != backoff and (n == 0 or top > c[backoff]) and (n <= 1 or top >= 2 or n >= LONGEST):
                rules[key] = rule
    for (form, xpos), rule in best.items():
        got = apply(rules, form, xpos)
        want = form[:len(form) - rule[0]] + rule[1]
        if got != want and len(form) - rule[0] >= 0:
            rules[f"{xpos}\t^{form}"] = rule
    extend(rules, sents, words)
    return rules
