"""What became of a number: whether reports that give several exclude one another, or one replaced the other in time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...figures import Figure
from ...records import ConflictState
from ..claimants import innermost
from ..told import Told
from .counting import Item
from .ties import set_against
from .voices import voice

_INFINITE = float("inf")
_DAY = 10  # length of an ISO date
_SHOWN = 120  # code points of a statement that is quoted
_NEAR = 3  # statements between a figure and the one that it revises
_RIVALS = 2  # counts that may be set beside each other; of more, some are how one of them grew
_FIRST = "first"  # words for what was said at first, in whatever part of a report the later figure stands


def same_value(left: Figure, right: Figure) -> bool:
    return (left.low, left.high, left.unit) == (right.low, right.high, right.unit) and bool(
        left.concepts & right.concepts or left.heads & right.heads
    )


def state(sides: Sequence[Sequence[Item]], revised: Sequence[Told]) -> tuple[ConflictState, str]:
    """Revision where a report says that a figure was revised; conflict where exact values exclude each other."""
    saying = revision(sides, revised)
    if saying is not None:
        return "revision", f"a report says that the figure has changed (“{saying.statement.text[:_SHOWN]}”)"
    if _later(sides):
        return "revision", "one source gave both, one after the other"
    figures = [f for side in sides for _, f in side]
    exact = not any(f.approximate or _INFINITE in (f.high, -f.low) for f in figures)
    if exact and _of_other_days(sides):
        return "differing", "the reports are of different days, and the number may have changed"
    if exact:
        return "conflict", "the figures exclude each other"
    return "differing", "the figures differ, but one is rounded or open, so that both may hold"


def _of_other_days(sides: Sequence[Sequence[Item]]) -> bool:
    """Whether the reports of each side are known to be of other days than those of every other."""
    days = [{(t.report.anchor.value or t.report.published or "")[:_DAY] for t, _ in side} for side in sides]
    return all("" not in d for d in days) and all(a.isdisjoint(b) for a, b in itertools.combinations(days, 2))


def revision(sides: Sequence[Sequence[Item]], revised: Sequence[Told]) -> Told | None:
    """The statement of a report that gives one side's figure beside the other's and says that it changed."""
    for told in revised:
        for n, side in enumerate(sides):
            rest = [i for k, s in enumerate(sides) if k != n for i in s]
            before = any(same_value(f, g) for f in told.figures for _, g in side)
            if before and any(_moved(told, t) and not _of_another(t, told) for t, _ in rest):
                return told
    return None


def without_parts(sides: Sequence[list[Item]], revised: Sequence[Told]) -> list[list[Item]]:
    """The sides without what other reports give beside the later figure, where a report says what was said at first.

    "15 died there, one more in hospital": for that report the 15 are a part of the 16, not the first count.
    """
    saying = revision(sides, revised)
    if saying is None or _FIRST not in saying.labels("revision"):
        return list(sides)
    kept = []
    for side in sides:
        beside = {t.report.id for s in sides if s is not side for t, _ in s} - {saying.report.id}
        old = any(t is saying for t, _ in side)
        kept.append([(t, f) for t, f in side if not (old and t.report.id in beside)])
    return [s for s in kept if s]


def parted(sides: Sequence[list[Item]]) -> list[list[list[Item]]]:
    """Sides as one question each: what two voices count, set beside each other in one report; and how either's count grew.

    "The union says 2,100, the company 1,250", and in the morning it was 1,800: that is no third voice, but the number that 2,100
    replaced. Counts that nobody sets beside one another stay together.
    """
    pairs = itertools.combinations(range(len(sides)), 2) if len(sides) > _RIVALS else ()
    rivals = next(((n, k) for n, k in pairs if _set_beside(sides[n], sides[k])), None)
    if rivals is None:
        return [list(sides)]
    grown: dict[int, list[int]] = {n: [n] for n in rivals}
    for n in range(len(sides)):
        if n not in rivals:
            grown[min(rivals, key=lambda r: (_ratio(sides[r], sides[n]), r))].append(n)
    groups = [list(rivals), *(sorted(held) for held in grown.values() if len(held) > 1)]
    return [[sides[n] for n in group] for group in groups]


def _set_beside(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether a report sets the counts of two sources beside each other."""
    return any(
        a.report.id == b.report.id
        and a.statement.voice == b.statement.voice == "attributed"
        and voice(a) != voice(b)
        and set_against(a, b)
        for a, _ in left
        for b, _ in right
    )


def _ratio(left: Sequence[Item], right: Sequence[Item]) -> float:
    low, high = sorted((f.low if f.low > -_INFINITE else f.high) for _, f in (left[0], right[0]))
    return high / low if low > 0 else _INFINITE


def _moved(told: Told, other: Told) -> bool:
    """Whether a statement that says that a figure was another before, or rose or fell, is beside one with the other."""
    revised = told.labels("revision")
    reach = _NEAR if revised else 0
    return told.report.id == other.report.id and (_FIRST in revised or abs(told.at - other.at) <= reach)


def _of_another(told: Told, other: Told) -> bool:
    """Whether two sources give the figures of two statements: one's figure does not revise the other's."""
    sources = (innermost(told), innermost(other))
    return all(s is not None and s.entity for s in sources) and voice(told) != voice(other)


def _later(sides: Sequence[Sequence[Item]]) -> bool:
    """Whether one named source gave every side's figure, in reports of known and different times."""
    given = [{(voice(t), t.report.published) for t, _ in side if t.statement.voice == "attributed"} for side in sides]
    shared = frozenset.intersection(*(frozenset(v for v, _ in g) for g in given))
    times = [{p for v, p in g if v in shared and p} for g in given]
    return bool(shared) and all(times) and all(a.isdisjoint(b) for n, a in enumerate(times) for b in times[n + 1 :])
