"""Score two names of organisations: legal forms levelled, abbreviations of one another, words that one side lacks."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from ..lang import load_pack
from ._alignment import align_words
from ._spelling import romanise


def body_score(a: Sequence[str], b: Sequence[str]) -> tuple[float, str, str]:
    """Score, feature, detail for two bodies' names given as romanised words."""
    a, b = _letters_joined(a), _letters_joined(b)
    left, right = without_legal_form(a), without_legal_form(b)
    if left == right:
        return 0.98, "same_words", "the same words, legal forms aside"
    if is_abbreviation(left, right) or is_abbreviation(right, left):
        return 0.85, "abbreviation", "one is made of the other's first letters"
    aligned = align_words(left, right, extra=0.2)
    return aligned.score, aligned.feature, aligned.detail


def without_legal_form(words: Sequence[str]) -> tuple[str, ...]:
    """The words without "AG", "limited liability company" and their like, unless nothing else would be left."""
    kept: list[str] = []
    i = 0
    while i < len(words):
        length = next((n for n in (5, 4, 3, 2, 1) if " ".join(words[i : i + n]) in _legal_forms()), 0)
        if not length:
            kept.append(words[i])
        i += max(1, length)
    return tuple(kept) or tuple(words)


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(romanise(f) for f in load_pack("und").table("names").get("legal_forms", ()))


def _letters_joined(words: Sequence[str]) -> tuple[str, ...]:
    """Single letters in a row are one word: "A.B.C." is "abc"."""
    joined: list[str] = []
    single = False
    for word in words:
        if len(word) == 1 and single:
            joined[-1] += word
        else:
            joined.append(word)
        single = len(word) == 1
    return tuple(joined)


def is_abbreviation(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether `short` is one word made of the first letters of `long`, small words left out or not."""
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 8:
        return False
    letters = short[0]
    every = "".join(w[0] for w in long)
    longer = "".join(w[0] for w in long if len(w) > 3)
    return letters in {every, longer}
