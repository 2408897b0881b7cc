"""Group statements along their edges: best pairs first, joined only while the whole group holds together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

from .features import Edge
from .model import Model
from .views import View

_NEVER = frozenset({"figures_apart", "extent_apart"})  # values that split a row whatever else agrees
_SHARE = 0.5  # of the pairs between two groups, the best, that their mean is taken over
_MOST = 30  # pairs between two groups that are looked at
_AHEAD = 256  # edges whose pairs are prepared at once, as the groups then are


class Compare(Protocol):
    def __call__(self, pairs: Iterable[tuple[int, int]], /) -> Sequence[Edge]: ...

    def prepare(self, pairs: Iterable[tuple[int, int]], /) -> None: ...

    def highest(self, pairs: Sequence[tuple[int, int]], /) -> Sequence[float]: ...


def group(views: Sequence[View], edges: Iterable[Edge], *, compare: Compare, model: Model) -> list[list[int]]:
    """Agglomerative grouping by mean linkage over the edges, strongest first.

    Two groups join when the mean probability of the pairs between them is at least `model.join`, no pair is
    contradictory, and two statements of one report say the same thing all but certainly. Work grows with the number
    of edges: of large groups only evenly spaced pairs are looked at.

    Returns:
        Groups of positions, each sorted, in the order of their first member.
    """
    belongs = list(range(len(views)))
    members = {i: [i] for i in belongs}
    refused: set[tuple[int, int, int, int]] = set()  # groups only grow: their first members and sizes name their state
    strong = [e for e in edges if e.probability >= model.join]
    strong.sort(key=lambda e: (-e.probability, e.left, e.right))
    for n, edge in enumerate(strong):
        if n % _AHEAD == 0:
            states = {(belongs[e.left], belongs[e.right]) for e in strong[n : n + _AHEAD]}
            compare.prepare(p for x, y in sorted(states) if x != y for p in _between(members[x], members[y]))
        left, right = belongs[edge.left], belongs[edge.right]
        if left == right:
            continue
        state = left, len(members[left]), right, len(members[right])
        if state in refused:
            continue
        if not _may_join(members[left], members[right], views, compare, model):
            refused.add(state)
            continue
        keep, gone = min(left, right), max(left, right)
        for i in members[gone]:
            belongs[i] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
    return [members[i] for i in sorted(members, key=lambda k: members[k][0])]


def _may_join(left: Sequence[int], right: Sequence[int], views: Sequence[View], compare: Compare, model: Model) -> bool:
    between = _between(left, right)
    if _mean(compare.highest(between)) < model.join:
        return False
    found = compare(between)
    if any(not _NEVER.isdisjoint(e.features) for e in found):
        return False
    mean = _mean([e.probability for e in found])
    if mean < model.same_report and any(e.probability < model.same_report for e in compare(_own(left, right, views))):
        return False
    return mean >= model.join


def _mean(probabilities: Sequence[float]) -> float:
    best = sorted(probabilities, reverse=True)[: max(1, round(len(probabilities) * _SHARE))]
    return sum(best) / len(best)


def _between(left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs between two groups that are looked at, smaller position first: all, or evenly spaced ones."""
    wide = len(right)
    every = -(-len(left) * wide // _MOST)
    spaced = ((left[n // wide], right[n % wide]) for n in range(0, len(left) * wide, every))
    return [(i, j) if i < j else (j, i) for i, j in spaced]


def _own(left: Sequence[int], right: Sequence[int], views: Sequence[View]) -> list[tuple[int, int]]:
    """Pairs between two groups that stand in one report, the first `_MOST`."""
    told: dict[str, list[int]] = defaultdict(list)
    for j in right:
        told[views[j].statement.report].append(j)
    found = ((i, j) if i < j else (j, i) for i in left for j in told.get(views[i].statement.report, ()))
    return list(islice(found, _MOST))
