"""Pairs of statements worth comparing because they have rare keys in common. Never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .views import View

_RARE = 12  # a key that stands in more statements than this does not make candidates
_LEAST_COMMON = 2  # rare keys in common that make a pair worth comparing


def by_keys(views: Sequence[View]) -> list[tuple[int, int]]:
    """Pairs (smaller, larger position), sorted, that share two rare stems, numbers, names or dates."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, view in enumerate(views):
        for kind, keys in (("stem", view.stems), ("number", view.numbers), ("name", view.names), ("date", view.dates)):
            for key in keys:
                holders[kind, key].append(i)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for _, held in sorted(holders.items()):
        if len(held) > _RARE:
            continue
        for n, left in enumerate(held):
            for right in held[n + 1 :]:
                common[left, right] += 1
    return sorted(pair for pair, n in common.items() if n >= _LEAST_COMMON)
