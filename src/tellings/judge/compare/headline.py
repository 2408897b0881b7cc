"""Compare the figure of a headline with its own report's text, where the text never says it and gives another for the same thing."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ...figures import PEOPLE, Figure
from ..told import Case, Told
from ..whereabouts import whereabouts_of
from .counting import FATES, Item, Key
from .dispute import Dispute, Side, finding
from .number import agree, next_as_round, of_one_country, worded_figure

_LEAD = 3  # statements that a report opens with, headline and all
_TWICE = 2
_GREAT = 100  # figures from which on headlines round
_LONGEST = 100  # code points of a heading within a text
_ENDS = frozenset(".!?…»”\"'")
_INFINITE = float("inf")
_NO_COUNTS = frozenset({"ordinal", "age"})


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each report whose headline and text count differently whom something befell."""
    for key, items in of_one_country(case):
        if key[0] != "cardinal" or key[1] not in PEOPLE or key[2].partition(" ")[0] not in FATES or key[3]:
            continue
        of_report: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            of_report[item[0].report.id].append(item)
        for mine in of_report.values():
            found = _against(mine, case)
            if found is not None:
                yield _dispute(key, found, items)


def _against(items: Sequence[Item], case: Case) -> tuple[Item, Item] | None:
    """The headline's figure and the one that the text gives most, if they exclude each other."""
    found = _of_the_text([i for i in items if not _heading(i[0])])
    if found is None:
        return None
    other, times = found
    for told, f in items:
        if not _heading(told) or not _exact(f) or agree(f, other[1]) or _said(told, f, case):
            continue
        if _rounded(f.low, other[1].low):
            continue
        if times >= _TWICE or other[1].low > f.low:  # what a text tells once may be a part
            country, named = whereabouts_of(case).of(told, f)
            if told.at == 0 or (country and named):  # a heading below the headline may be of any other story
                return (told, f), other
    return None


def _of_the_text(items: Sequence[Item]) -> tuple[Item, int] | None:
    """What the text of a report counts, and how often: the one value, or one told twice as often as any other."""
    told = Counter((f.low, f.high) for _, f in items).most_common(2)
    if not told or (len(told) > 1 and told[0][1] < _TWICE * told[1][1]):
        return None
    (low, high), times = told[0]
    first = next((t, f) for t, f in items if (f.low, f.high) == (low, high))
    return (first, times) if _exact(first[1]) and (times >= _TWICE or first[0].at < _LEAD) else None


def _heading(told: Told) -> bool:
    """Whether a statement is the headline, or a heading within the text, which is short: neither ends in a full stop."""
    text = told.statement.text.rstrip()
    return text[-1:] not in _ENDS and (told.at == 0 or len(text) <= _LONGEST)


def _exact(f: Figure) -> bool:
    return not f.approximate and f.low == f.high


def _rounded(value: float, exact: float) -> bool:
    """Whether a great figure is but a rounder one: 21,000 for 21,600."""
    return value >= _GREAT and abs(exact - value) < next_as_round(value) - value


def _said(heading: Told, f: Figure, case: Case) -> bool:
    """Whether the text gives the headline's figure after all, of whatever it counts it, or figures that come to it."""
    rest = [
        g
        for t in case.told
        if t.report.id == heading.report.id and not _heading(t)
        for g in t.figures
        if not g.unit and g.high < _INFINITE and g.kind not in _NO_COUNTS
    ]
    befell = sorted({g.low for g in rest if not f.frames.isdisjoint(g.frames)})
    return any(g.low <= f.low <= g.high for g in rest) or any(
        a + b == f.low for a, b in itertools.combinations_with_replacement(befell, 2)
    )


def _dispute(key: Key, found: tuple[Item, Item], items: Sequence[Item]) -> Dispute:
    low, high = sorted(found, key=lambda i: i[1].low)
    detail = (
        f"“{worded_figure(*found[0])}” in the headline, “{worded_figure(*found[1])}” in the text of the same report."
    )
    return Dispute(
        kind="number",
        about=found[0][0].statement.text,
        state="differing",
        sides=(_side(low, items), _side(high, items)),
        confidence=0.55,
        topic=key[2],
        findings=(finding("number", detail, low[0], high[0]),),
    )


def _side(item: Item, items: Sequence[Item]) -> Side:
    """Everybody who gives a figure, in whatever report."""
    told = [t.statement.id for t, f in items if _exact(f) and f.low == item[1].low]
    return Side(value=worded_figure(*item), statements=tuple(dict.fromkeys((item[0].statement.id, *told))))
