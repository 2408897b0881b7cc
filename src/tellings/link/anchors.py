"""Lend a year to a report that has no date, where the other reports of its story fix it beyond doubt.

An undated report that says "21 November last year" names day and month, and how far the year lies from its own. Where
other reports of the story date something on that day of one year, and of no other, the report's own year follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Anchor, Annotated, Timex

_DAY = re.compile(r"(\d{4})-(\d\d-\d\d)(?:T.*)?")
_OPEN_DAY = re.compile(r"XXXX-(\d\d-\d\d)(?:T.*)?")
_OFFSET = re.compile(r"year ([+-]\d+) of the report")  # told by the rule of an expression like "last year"
_DAYS = 2  # different days that have to agree where the words do not say how far the year lies off


def borrow_anchors(annotated: Sequence[Annotated]) -> dict[str, Anchor]:
    """Anchors for the reports of one story that have none, by report id; only where the evidence is clear.

    What is lent is a year ("2026"), never a day: the year is all that shared days prove. `rests_on` names the days
    and how the year follows. Nothing is lent where two reports or two days point to different years.
    """
    years = _years_of_days([a for a in annotated if a.report.anchor.value])
    lent: dict[str, Anchor] = {}
    for one in annotated:
        if not one.report.anchor.value:
            anchor = _lend(one.times, years)
            if anchor is not None:
                lent[one.report.id] = anchor
    return lent


def _years_of_days(lenders: Sequence[Annotated]) -> dict[str, set[int]]:
    """Month and day -> every year in which a dated report tells something of that day."""
    years: dict[str, set[int]] = {}
    for one in lenders:
        for timex in one.times:
            if match := _DAY.fullmatch(timex.value):
                years.setdefault(match[2], set()).add(int(match[1]))
    return years


def _lend(times: Sequence[Timex], years: dict[str, set[int]]) -> Anchor | None:
    by_words: dict[int, set[str]] = {}  # the report's year as "last year" gives it -> the days
    by_days: dict[int, set[str]] = {}  # the year that the days alone point to -> the days
    for timex in times:
        match = _OPEN_DAY.fullmatch(timex.value)
        if match is None or len(years.get(match[1], ())) != 1:
            continue
        (year,) = years[match[1]]
        offset = _OFFSET.search(timex.rule)
        if offset:
            by_words.setdefault(year - int(offset[1]), set()).add(f"{year}-{match[1]}")
        else:
            by_days.setdefault(year, set()).add(f"{year}-{match[1]}")
    if len(by_words) == 1:
        ((year, days),) = by_words.items()
        return _anchor(year, days, "which this report puts in another year than its own")
    if not by_words and len(by_days) == 1:
        ((year, days),) = by_days.items()
        full = {int(m[1]) for t in times if (m := _DAY.fullmatch(t.value))}
        if len(days) >= _DAYS and not any(y > year for y in full):
            return _anchor(year, days, "which this report tells without a year")
    return None


def _anchor(year: int, days: set[str], why: str) -> Anchor:
    return Anchor(value=f"{year:04d}", rests_on=f"other reports of the story date {', '.join(sorted(days))}, {why}")
