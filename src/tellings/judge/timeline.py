"""The timeline of the events told, not of the publications: dates as EDTF, one item a date and row."""

from __future__ import annotations

import re
from collections import defaultdict

from ..records import TimelineItem, Timex
from .dating import Dating
from .told import Case, Told

_TYPES = frozenset({"DATE", "TIME"})
_CLOCK = re.compile(r"\d{1,3}[:.]\d\d(?:[:.]\d\d)?")
_HANDLE = re.compile(r"\(@\w{1,20}\)[^\n]{0,16}\Z")
_FAR = 40  # code points before an expression in which a handle may stand
_MARKS = "\n\r|·•►▶"
_NEAR = 4  # code points before a clock time that are looked at


def make_timeline(case: Case) -> tuple[TimelineItem, ...]:
    """Items by date; statements of one row that give the same date make one item."""
    held: dict[tuple[str, str], list[Told]] = defaultdict(list)
    dating = Dating(case)
    for told in case.told:
        found = (dating.when(told, t) for t in told.statement.times if t.type in _TYPES and not _stamp(t, told))
        for when in dict.fromkeys(_when(edtf) for edtf in found if _dated(edtf)):
            held[when, told.row].append(told)
    items = [
        TimelineItem(
            when=when,
            what=_what(row, told, case),
            statements=tuple(t.statement.id for t in told),
        )
        for (when, row), told in held.items()
    ]
    order = {t.statement.id: n for n, t in enumerate(case.told)}
    return tuple(sorted(items, key=lambda i: (i.when.lstrip("Y"), -len(i.statements), order[i.statements[0]])))


def _stamp(timex: Timex, told: Told) -> bool:
    """Whether an expression says when something was published, or how long a video is, and not when something happened.

    A clock time in digits that opens a line or stands behind a mark of a page, or what follows on the handle of a post and is no whole date.
    """
    text = told.report.text
    if timex.value[4:5] != "-" and _HANDLE.search(text, max(0, timex.start - _FAR), timex.start):
        return True
    if not _CLOCK.fullmatch(text[timex.start : timex.stop]):
        return False
    before = text[max(0, timex.start - _NEAR) : timex.start].rstrip(" \t\u00a0")
    return not before or before[-1] in _MARKS


def _dated(edtf: str) -> bool:
    """Whether an expression says which year."""
    return bool(edtf) and "XXXX" not in edtf


def _when(edtf: str) -> str:
    """Where only the end of a stretch is told ("until Saturday"), that end."""
    return edtf.removeprefix("../").removeprefix("/")


def _what(row: str, told: list[Told], case: Case) -> str:
    """The row's label where its statement gives the date, else the shortest statement that does."""
    texts = [t.statement.text for t in told]
    label = case.rows[row].label if row in case.rows else ""
    return label if label in texts else min(texts, key=lambda text: (len(text), text))
