"""The words of a text with their offsets, folded alike for every script; and how telling a word is within one story."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .textfold import bare, fold

_WORD = re.compile(r"[^\W_]+")
_STEM = 6  # letters kept by `stem`: enough to tell words apart, short enough to drop most endings
_JOINED = frozenset("\u2019'")


class Word(NamedTuple):
    """One word: folded, with its half-open offsets in code points."""

    folded: str
    start: int
    stop: int


def words(text: str, *, offset: int = 0) -> list[Word]:
    """Runs of letters and digits in text order; `offset` is added to every start and stop."""
    folded = fold(text)
    return [Word(bare(m.group()), m.start() + offset, m.end() + offset) for m in _WORD.finditer(folded)]


@functools.cache
def stem(word: str) -> str:
    """The first letters of a folded word: a stem of sorts in any language that puts its endings last."""
    return word if word.isdigit() else word[:_STEM]


def spread(groups: Iterable[Iterable[str]]) -> Counter[str]:
    """In how many groups each key stands, counted once a group."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts.update(set(group))
    return counts


def telling(counts: Mapping[str, int], of: int) -> dict[str, float]:
    """Inverse document frequency of each key among `of` groups, in 0-1: 1 = stands in one group only.

    After Spaerck Jones (1972), scaled by the largest value so that stories of any size compare.
    """
    top = math.log(1 + of)
    return {key: math.log((1 + of) / n) / top for key, n in counts.items()} if top else {}
