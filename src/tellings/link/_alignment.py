"""Align the words of two names and score how well they go together."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler

from ._spelling import given_names, inflections, level, particles, romanise, skeleton, stem
from ._transliteration import across_scripts, readings, script_of

_WORD = 0.80  # below this two words are not the same word
_SURELY = 0.9  # romanised words that alike are one word, whatever the learnt costs say
_CROSSED_CASE = 0.88  # two scripts, and a case ending on one side
_LIGHT = 1  # weight of a particle ("al", "bin"); other words weigh their length
_LIMITS = ((3, 0), (7, 1), (12, 2))  # up to so many letters, so many edits; longer words three


@dataclass(frozen=True, slots=True)
class Aligned:
    score: float
    feature: str
    detail: str


@functools.lru_cache(maxsize=200_000)
def raw_word_score(a: str, b: str) -> tuple[float, str]:
    """Like `word_score` for two words as written, in any scripts."""
    romanised = max(
        (
            word_score(romanise(x).replace(" ", ""), romanise(y).replace(" ", ""))
            for x in _heard(a, b)
            for y in _heard(b, a)
        ),
        key=lambda scored: scored[0],
    )
    crossed = across_scripts(a, b)
    if crossed is None:
        return romanised
    if romanised[1] in {"inflected", "same_given_name"} and crossed < _CROSSED_CASE:
        return _CROSSED_CASE, "inflected"
    least = _WORD if romanised[0] >= _SURELY else 0.0
    return max(crossed, (crossed + 2 * romanised[0]) / 3, least), "spelling"


def _heard(word: str, other: str) -> tuple[str, ...]:
    """The readings of a Latin word beside one of another script; any other word as written."""
    latin = script_of(word) == "Latn" and script_of(other) != "Latn"
    return readings(word) if latin else (word,)


@functools.lru_cache(maxsize=200_000)
def word_score(a: str, b: str) -> tuple[float, str]:
    """How far two romanised words are one word, 0-1, and by which feature."""
    if a == b:
        return 1.0, "same_word"
    if len(a) == 1 or len(b) == 1:
        return (0.88, "initial") if a[0] == b[0] else (0.0, "different")
    if ("x" in a) != ("x" in b):
        return max(_spelt(a, b), _spelt(a.replace("x", "h"), b.replace("x", "h")))
    return _spelt(a, b)


def _spelt(a: str, b: str) -> tuple[float, str]:
    """`word_score` for two words of several letters, for one reading of the letter x."""
    x, y = level(a), level(b)
    if x == y:
        return 0.98, "same_sound"
    if inflected(x, y) or inflected(a, b):
        return 0.95, "inflected"
    if _one_given_name(x, y):
        return 0.93, "same_given_name"
    edits = min(OSA.distance(x, y), OSA.distance(stem(x), stem(y)) + 1)
    bones = skeleton(a)
    same_bones = bones == skeleton(b) and len(bones) > 1 and min(len(x), len(y)) > 4
    allowed = next((n for length, n in _LIMITS if min(len(x), len(y)) <= length), 3) + same_bones
    near = JaroWinkler.similarity(x, y)
    if edits > allowed:
        return min(near, 0.7), "different"
    if same_bones:
        return max(0.93 - 0.01 * edits, near - 0.03), "same_consonants"
    return max(_WORD, 0.94 - 0.03 * edits - 0.25 * edits / max(len(x), len(y))), "similar_letters"


def _one_given_name(x: str, y: str) -> bool:
    groups = given_names()
    one = groups.get(x, groups.get(stem(x), -1))
    return one >= 0 and one == groups.get(y, groups.get(stem(y), -2))


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


def align_words(
    a: Sequence[str],
    b: Sequence[str],
    *,
    extra: float = 0.03,
    score_of: Callable[[str, str], tuple[float, str]] = word_score,
) -> Aligned:
    """Pair the words of the shorter name with those of the longer, best pair first; each word is used once.

    `extra` is what each word of the longer name that stays alone costs; `score_of` compares two words.
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    joined = score_of("".join(short), "".join(long))
    if len(short) != len(long) and joined[0] >= 0.9 and joined[1] != "inflected":
        return Aligned(0.95, "written_together", "the same letters, cut into words differently")
    pairs = sorted(
        ((score_of(s, w)[0], -abs(i - j), -i, -j) for i, s in enumerate(short) for j, w in enumerate(long)),
        reverse=True,
    )
    partner: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for score, _, i, j in pairs:
        if score >= _WORD and -i not in partner and -j not in used:
            partner[-i] = (-j, score)
            used.add(-j)
    weights = [_weight(w) for w in short]
    score = sum(weights[i] * s for i, (_, s) in partner.items()) / sum(weights)
    score -= sum(0.25 for i, w in enumerate(short) if i not in partner and _weight(w) > _LIGHT)
    score -= sum(extra for j, w in enumerate(long) if j not in used and _weight(w) > _LIGHT)
    score -= _order(partner, len(long))
    if min(s for _, s in partner.values()) < 0.86 if partner else False:
        score -= 0.03
    return Aligned(max(0.0, min(1.0, score)), "words_aligned", f"{len(partner)} of {len(short)} words go together")


def _weight(word: str) -> int:
    return _LIGHT if romanise(word) in particles() else max(2, len(word))


def _order(partner: dict[int, tuple[int, float]], long: int) -> float:
    """What it costs that words stand in another order, or that a middle name is taken for the first."""
    places = [partner[i][0] for i in sorted(partner)]
    cost = 0.06 if places != sorted(places) else 0.0
    if places and 0 not in places and len(places) > 1 and long > len(places):
        cost += 0.1
    return cost
