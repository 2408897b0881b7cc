"""Align the words of two names and score how well they go together."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler, Levenshtein

from ._spelling import inflections, level, skeleton

_WORD = 0.80  # below this two words are not the same word


@dataclass(frozen=True, slots=True)
class Aligned:
    score: float
    feature: str
    detail: str


@functools.lru_cache(maxsize=200_000)
def word_score(a: str, b: str) -> tuple[float, str]:
    """How far two romanised words are one word, 0-1, and by which feature."""
    if a == b:
        return 1.0, "same_word"
    if len(a) == 1 or len(b) == 1:
        return (0.86, "initial") if a[0] == b[0] else (0.0, "different")
    x, y = level(a), level(b)
    if x == y:
        return 0.98, "same_sound"
    if inflected(x, y) or inflected(a, b):
        return 0.95, "inflected"
    plain = max(JaroWinkler.similarity(x, y), JaroWinkler.similarity(a, b) - 0.02)
    bones_a, bones_b = skeleton(a), skeleton(b)
    if bones_a == bones_b and len(bones_a) >= 2:
        return max(plain, 0.90 if x[0] == y[0] else 0.86), "same_consonants"
    if min(len(x), len(y)) <= 4:
        plain -= 0.06 * Levenshtein.distance(x, y)
    return max(0.0, plain - 0.03), "similar_letters"


def inflected(a: str, b: str) -> bool:
    """Whether two words are one but for a case ending on either."""
    shared = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        shared += 1
    if shared < 3 or shared < min(len(a), len(b)) - 3:
        return False
    return any(a[cut:] in inflections() and b[cut:] in inflections() for cut in range(max(3, shared - 2), shared + 1))


def align_words(a: Sequence[str], b: Sequence[str]) -> Aligned:
    """Pair the words of the shorter name with those of the longer, best pair first; each word is used once."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    joined = word_score("".join(short), "".join(long))
    if len(short) != len(long) and joined[0] >= 0.97:
        return Aligned(0.95, "written_together", "the same letters, cut into words differently")
    pairs = sorted(
        ((word_score(s, w)[0], -abs(i - j), i, j) for i, s in enumerate(short) for j, w in enumerate(long)),
        reverse=True,
    )
    used_short: dict[int, float] = {}
    used_long: dict[int, int] = {}
    for score, _, i, j in pairs:
        if i not in used_short and j not in used_long and score >= _WORD:
            used_short[i] = score
            used_long[j] = i
    weights = [max(2, len(w)) for w in short]
    total = sum(weights)
    got = sum(weights[i] * used_short.get(i, 0.0) for i in range(len(short)))
    score = got / total
    missed = len(short) - len(used_short)
    if missed:
        score -= 0.25 * missed
    extra = len(long) - len(short)
    score -= 0.03 * extra
    if extra and len(short) == 1:
        score -= 0.08
    swapped = [used_long[j] for j in sorted(used_long)]
    if swapped != sorted(swapped):
        score -= 0.06
    detail = f"{len(used_short)} of {len(short)} words go together"
    return Aligned(max(0.0, min(1.0, score)), "words_aligned", detail)
