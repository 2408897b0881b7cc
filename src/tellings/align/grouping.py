"""Group statements along their edges: best pairs first, joined only while the whole group holds together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

from .features import Edge
from .model import Model
from .views import View

_NEVER = frozenset({"figures_apart", "extent_apart", "denied_apart"})  # values that split a row whatever else agrees
_SHARE = 0.5  # of the pairs between two groups, the best, that their mean is taken over
_MOST = 64  # pairs between two groups that are all looked at
_SPACED = 12  # that are looked at where there are more …
_SPACED_OF_CROWD = 8  # … and of a crowd
_HEADLINE = 0.02  # of probability that an edge loses in the order of joining, for each headline
_FEWEST = 2  # statements of a group that are left together
_GROWN = 1.5  # times that two large groups have to have grown to be asked about again
_CROWD = 40  # of a larger group, no single statement changes what it tells
_WITNESSES = 8  # of a group, that are asked about one of its statements
_AHEAD = 256  # edges whose pairs are prepared at once, as the groups then are


class Compare(Protocol):
    def __call__(self, pairs: Iterable[tuple[int, int]], /) -> Sequence[Edge]: ...

    def prepare(self, pairs: Iterable[tuple[int, int]], /) -> None: ...

    def highest(self, pairs: Sequence[tuple[int, int]], /) -> Sequence[float]: ...


def group(views: Sequence[View], edges: Iterable[Edge], *, compare: Compare, model: Model) -> list[list[int]]:
    """Agglomerative grouping by mean linkage over the edges, strongest first.

    Two groups join when the mean probability of the pairs between them is at least `model.join`, no pair is
    contradictory, and two statements of one report say the same thing all but certainly. Afterwards a group lets go of
    what it does not hold (`_settle`). Work grows with the number of edges: of large groups only evenly spaced pairs are
    looked at.

    Returns:
        Groups of positions, each sorted, in the order of their first member.
    """
    belongs = list(range(len(views)))
    members = {i: [i] for i in belongs}
    refused: dict[tuple[int, int], int] = {}  # first members of two groups -> their statements when they did not join
    strong = [e for e in edges if e.probability >= model.join]
    strong.sort(key=lambda e: (-_urgency(e, views), e.left, e.right))
    for n, edge in enumerate(strong):
        if n % _AHEAD == 0:
            states = {(belongs[e.left], belongs[e.right]) for e in strong[n : n + _AHEAD]}
            compare.prepare(p for x, y in sorted(states) if x != y for p in _between(members[x], members[y]))
        left, right = belongs[edge.left], belongs[edge.right]
        if left == right:
            continue
        many = len(members[left]) + len(members[right])
        if many <= refused.get((left, right), 0) * (_GROWN if many > _CROWD else 1):
            continue
        if not _may_join(members[left], members[right], views, compare, model):
            refused[left, right] = refused[right, left] = many
            continue
        keep, gone = min(left, right), max(left, right)
        for i in members[gone]:
            belongs[i] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
    _settle(members, views, compare, model)
    return [members[i] for i in sorted(members, key=lambda k: members[k][0])]


def _urgency(edge: Edge, views: Sequence[View]) -> float:
    """Its probability; among equals headlines come last: they tell several things, and a text's rows had best be made of text."""
    return edge.probability - _HEADLINE * (views[edge.left].headline + views[edge.right].headline)


def _settle(members: dict[int, list[int]], views: Sequence[View], compare: Compare, model: Model) -> None:
    """Let go of what joined a group while it was small and the grown group does not hold, the weakest first.

    A statement is held when the mean probability of its pairs with the others' statements, the best half of them, is at
    least `model.join`. It stands alone afterwards; a group that loses its first member is known by the next.
    """
    several = [key for key in sorted(members) if _FEWEST < len(members[key]) <= _CROWD]
    compare.prepare(p for key in several for i in members[key] for p in _witnesses(i, members[key], views))
    for key in several:
        group = members.pop(key)
        gone: list[int] = []
        while len(group) > _FEWEST:
            held = sorted((_held(i, group, views, compare), i) for i in group)
            weak = [i for probability, i in held if probability < model.join][: max(1, len(group) // _WITNESSES)]
            if not weak:
                break
            group = [i for i in group if i not in weak]
            gone += weak
        members[group[0]] = group
        members |= {i: [i] for i in gone}


def _held(one: int, group: Sequence[int], views: Sequence[View], compare: Compare) -> float:
    pairs = _witnesses(one, group, views)
    return _mean([e.probability for e in compare(pairs)]) if pairs else 0.0


def _witnesses(one: int, group: Sequence[int], views: Sequence[View]) -> list[tuple[int, int]]:
    """The pairs of a statement with evenly spaced ones of its group that stand in other reports."""
    report = views[one].statement.report
    others = [j for j in group if views[j].statement.report != report]
    return [(one, j) if one < j else (j, one) for j in others[:: -(-len(others) // _WITNESSES) or 1]]


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
    crowd = len(left) + wide > _CROWD
    most = _SPACED_OF_CROWD if crowd else _SPACED
    every = 1 if len(left) * wide <= _MOST and not crowd else -(-len(left) * wide // most)
    spaced = ((left[n // wide], right[n % wide]) for n in range(0, len(left) * wide, every))
    return [(i, j) if i < j else (j, i) for i, j in spaced]


def _own(left: Sequence[int], right: Sequence[int], views: Sequence[View]) -> list[tuple[int, int]]:
    """Pairs between two groups that stand in one report, the first `_MOST`."""
    told: dict[str, list[int]] = defaultdict(list)
    for j in right:
        told[views[j].statement.report].append(j)
    found = ((i, j) if i < j else (j, i) for i in left for j in told.get(views[i].statement.report, ()))
    return list(islice(found, _MOST))
