"""Compare numbers: figures that count the same thing to which the same happened, with values that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...figures import Figure, relate, same_thing
from ...records import ConflictState
from ..told import Case, Told
from .dispute import Dispute, Side, finding

_APART = 1.25  # ratio from which "at least" and "more than" figures differ though they do not exclude each other
_INFINITE = float("inf")

Item = tuple[Told, Figure]


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each thing counted on which reports do not agree."""
    seen: set[frozenset[str]] = set()
    for key, items in sorted(_buckets(case).items()):
        sides = _sides(items)
        if len(sides) < 2 or len({t.report.id for side in sides for t, _ in side}) < 2:
            continue
        members = frozenset(t.statement.id for side in sides for t, _ in side)
        if members in seen:
            continue
        seen.add(members)
        yield _dispute(key, sides, case)


def _buckets(case: Case) -> dict[tuple[str, str, str], list[Item]]:
    """Figures by unit, what they count, and what happens to it; so that only like is compared with like."""
    buckets: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for told in case.told:
        for f in told.figures:
            heads = sorted(f.concepts) or sorted(f.heads) or [""]
            for head in heads:
                for frame in sorted(f.frames):
                    if head or f.unit:
                        buckets[f.unit, head, frame].append((told, f))
    return buckets


def _sides(items: Sequence[Item]) -> list[list[Item]]:
    """Figures grouped so that within a side none excludes another, by rising value."""
    sides: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (_core(i[1]), i[1].high, i[0].statement.id)):
        home = next((s for s in sides if all(agree(item[1], f) for _, f in s)), None)
        if home is None:
            sides.append([item])
        else:
            home.append(item)
    return [s for s in sides if s]


def agree(left: Figure, right: Figure) -> bool:
    """Whether two figures can stand beside each other: equal, one including the other, or too vague to tell.

    "About 30", "30" and "at least 30" agree. "At least 30" and "more than 50" do not exclude each other, yet no reader
    takes them for one figure: they differ.
    """
    if not same_thing(left, right):
        return True
    if relate(left, right) == "apart":
        return False
    if left.approximate or right.approximate or _INFINITE not in (left.high, right.high):
        return True
    low, high = sorted((_core(left), _core(right)))
    return low <= 0 or high / low < _APART


def _core(f: Figure) -> float:
    return f.low if f.low > -_INFINITE else f.high


def _dispute(key: tuple[str, str, str], sides: Sequence[Sequence[Item]], case: Case) -> Dispute:
    (low, x), (high, y) = sides[0][0], sides[-1][0]
    state, why = _state(sides, case)
    return Dispute(
        kind="number",
        about=low.statement.text,
        state=state,
        sides=tuple(
            Side(value=side[0][1].text, statements=tuple(dict.fromkeys(t.statement.id for t, _ in side)))
            for side in sides
        ),
        confidence=0.7 if relate(x, y) == "apart" else 0.5,
        findings=(
            finding("number", f"{x.text} | {y.text}: {why}; both count {key[1] or key[0]}, {key[2]}", low, high),
        ),
    )


def _state(sides: Sequence[Sequence[Item]], case: Case) -> tuple[ConflictState, str]:
    """Revision where a report says that a figure was revised; conflict where exact values exclude each other."""
    reports = {t.report.id for side in sides for t, _ in side}
    for told in case.told:
        if told.report.id in reports and told.labels("revision") and _near(told, sides):
            return "revision", "a report says that the figure was revised"
    figures = [f for side in sides for _, f in side]
    exact = not any(f.approximate or _INFINITE in (f.high, -f.low) for f in figures)
    if exact and all(
        relate(a, b) == "apart"
        for n, (_, a) in enumerate(s[0] for s in sides)
        for _, b in [s[0] for s in sides][n + 1 :]
    ):
        return "conflict", "the values exclude each other"
    return "differing", "the values differ but need not exclude each other"


def _near(told: Told, sides: Sequence[Sequence[Item]]) -> bool:
    """Whether a statement with a word of revision gives one of the disputed figures."""
    return any(relate(f, g) == "equal" and same_thing(f, g) for f in told.figures for side in sides for _, g in side)
