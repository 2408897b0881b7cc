"""Score two names of organisations: legal forms levelled, common words weigh little, abbreviations of one another."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from ._alignment import align_words


def body_score(a: Sequence[str], b: Sequence[str]) -> tuple[float, str, str]:
    """Score, feature, detail for two bodies' names given as romanised words."""
    if sorted(a) == sorted(b):
        return 0.98, "same_words", "the same words once romanised"
    if is_abbreviation(a, b) or is_abbreviation(b, a):
        return 0.85, "abbreviation", "one is made of the other's first letters"
    aligned = align_words(a, b)
    whole = JaroWinkler.similarity(" ".join(a), " ".join(b))
    return min(1.0, 0.7 * aligned.score + 0.3 * whole), aligned.feature, aligned.detail


def is_abbreviation(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether `short` is one word made of the first letters of `long`, small words left out or not."""
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 8:
        return False
    letters = short[0]
    every = "".join(w[0] for w in long)
    longer = "".join(w[0] for w in long if len(w) > 3)
    return letters in {every, longer}
