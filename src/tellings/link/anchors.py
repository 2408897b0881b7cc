"""Lend a date to a report that has none, where the other reports of its story fix it beyond doubt.

An undated report that says "21 November last year" names day and month, and how far the year lies from its own. Where
another report of the story dates something on a 21 November, the year is known and with it the year of reporting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..records import Anchor, Annotated, Timex

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_OPEN_DAY = re.compile(r"XXXX-(\d\d-\d\d)(?:T.*)?")
_SINGLE_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_SHARED = 2  # days that two reports must share where only day and month speak for the year


def borrow_anchors(annotated: Sequence[Annotated]) -> dict[str, Anchor]:
    """Anchors for the reports of one story that have none, by report id; only where the evidence is clear.

    The anchor lent is a year ("2026") when only the year can be told, and a day when the reports that share the
    borrower's days were all published on that day. `rests_on` says what the loan rests on.
    """
    lenders = [a for a in annotated if a.report.anchor.value]
    days = _dated_days(lenders)
    lent: dict[str, Anchor] = {}
    for one in annotated:
        if one.report.anchor.value:
            continue
        anchor = _lend(one, days, lenders)
        if anchor is not None:
            lent[one.report.id] = anchor
    return lent


def _dated_days(lenders: Sequence[Annotated]) -> dict[str, Counter[int]]:
    """Month and day -> year -> how many reports date something there."""
    days: dict[str, Counter[int]] = {}
    for one in lenders:
        told = {match[1] for t in one.times if (match := _SINGLE_DAY.fullmatch(t.value))}
        for day in told:
            days.setdefault(day[5:], Counter())[int(day[:4])] += 1
    return days


def _lend(one: Annotated, days: dict[str, Counter[int]], lenders: Sequence[Annotated]) -> Anchor | None:
    stated = _years_stated(one.times)
    votes: dict[int, list[str]] = {}
    for timex in one.times:
        match = _OPEN_DAY.fullmatch(timex.value)
        if match is None or match[1] not in days or len(days[match[1]]) != 1:
            continue
        year = next(iter(days[match[1]]))
        offset = _offset(timex)
        votes.setdefault(year - offset, []).append(f"{year}-{match[1]}")
    if len(votes) != 1:
        return None
    year, shared = next(iter(votes.items()))
    sure = len(set(shared)) >= _SHARED or any(_offset(t) for t in one.times if _OPEN_DAY.fullmatch(t.value))
    if not sure and len(lenders) < _SHARED:
        return None
    if any(y > year for y in stated):
        return None
    return Anchor(
        value=f"{year:04d}",
        rests_on=f"other reports of the story date the same day {', '.join(sorted(set(shared)))}",
    )


def _years_stated(times: Sequence[Timex]) -> set[int]:
    return {int(match[1]) for t in times if (match := _DAY.match(t.value))}


def _offset(timex: Timex) -> int:
    """How many years the expression's own words put between it and the report ("last year": -1), from its rule."""
    match = re.search(r"year ([+-]\d+) of the report", timex.rule)
    return int(match[1]) if match else 0
