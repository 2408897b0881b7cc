"""The day of a report that tells none, and of its weekdays, by what the dated reports of its story tell of the same.

Every day near the dated reports is tried as the report's own: how many of its open expressions ("Tuesday", "yesterday", "this
morning") would then name a day that a dated report tells in the same row, or tells at all. Where the best ones agree on the
day of an expression, that is its day, and marked approximate; where they do not, it stays open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ..records import Timex
from .told import Case, Told

_OPEN = re.compile(r"XXXX-(?:WXX-([1-7])|XX-XX|(\d\d)-(\d\d))(?:T([A-Z]{2}))?")
_MONTH = re.compile(r"XXXX-(\d\d)")
_OFFSET = re.compile(r"day ([+-]\d+) of the report")  # told by the rule of an expression like "yesterday"
_PART = "part of day alone"  # rule of "this morning"
_AHEAD, _THIS, _NIGHT = "told as to come", "this one", "night from one day to the next"
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[^/]*)?(?:/(\d{4}-\d\d-\d\d)(?:T[^/]*)?)?")
_TYPES = frozenset({"DATE", "TIME"})
_BEFORE, _AFTER = 2, 3  # days around a dated report that another of its story may be of
_WEEK = 6  # days after a day told that a report may name it by its weekday
_IN_ROW, _AT_ALL, _APART = (
    3.0,
    1.0,
    -5.0,
)  # what a day weighs: told in the same row, told at all; what a contradiction does
_PRIOR = 0.5  # what it weighs that the day is that of a dated report, or that "this Tuesday" would be today
_MOST_DAYS = 120  # candidates


class Undated:
    """Reads a whole story once; then `when(told, timex)` gives EDTF, "" where nothing says it."""

    def __init__(self, case: Case) -> None:
        self._anchors = {r.id: day for r in case.reports.values() if (day := _date(r.anchor.value or ""))}
        self._of_row: dict[str, set[date]] = defaultdict(set)
        self._told: set[date] = set()
        open_ones: dict[str, list[Told]] = defaultdict(list)
        for told in case.told:
            if told.report.id in self._anchors:
                days = {day for t in told.statement.times if t.type in _TYPES for day in _days(t)}
                self._of_row[told.row] |= days
                self._told |= days
            elif not told.report.anchor.value:
                open_ones[told.report.id].append(told)
        met = {r for row in case.rows.values() if self._anchors.keys() & set(row.reports) for r in row.reports}
        self._own = {report: self._own_days(held) for report, held in open_ones.items() if report in met}

    def when(self, told: Told, timex: Timex) -> str:
        own = self._own.get(told.report.id, ())
        if month := _MONTH.fullmatch(timex.value):
            years = {day.year - (int(month[1]) > day.month) for day in own}
            return f"{years.pop()}-{month[1]}~" if len(years) == 1 and _AHEAD not in timex.rule else ""
        days = {_day(timex, day) for day in own}
        if len(days) != 1 or (day := days.pop()) is None:
            return ""
        if _NIGHT in timex.rule:
            return f"{(day - timedelta(days=1)).isoformat()}~/{day.isoformat()}~"
        return f"{day.isoformat()}~"

    def _own_days(self, held: list[Told]) -> list[date]:
        """The days that the report may best be of; none where nothing speaks for any."""
        near = {a + timedelta(days=n) for a in self._anchors.values() for n in range(-_BEFORE, _AFTER + 1)}
        rows = {t.row for t in held}
        near |= {d + timedelta(days=n) for row in rows for d in self._of_row.get(row, ()) for n in range(_WEEK + 1)}
        scores = {day: self._score(held, day) for day in sorted(near)[:_MOST_DAYS]}
        shown = {day: score for day, (score, evidence) in scores.items() if evidence >= _AT_ALL}
        best = max(shown.values(), default=0.0)
        return [day for day, score in shown.items() if score == best]

    def _score(self, held: list[Told], own: date) -> tuple[float, float]:
        """How well a day fits as the report's own, and how much of that is told by dated reports; each expression once."""
        weight: dict[tuple[str, str], float] = {}
        prior = _PRIOR * (own in self._anchors.values())
        for told in held:
            for timex in told.statement.times:
                match = _OPEN.fullmatch(timex.value)
                if match is None or match[2] or timex.edtf or timex.type not in _TYPES:
                    continue
                day = _day(timex, own)
                offset = _OFFSET.search(timex.rule)
                key = timex.value, offset[0] if offset else str(_AHEAD in timex.rule)
                if day is None:
                    weight[key] = _APART if match[1] and offset else 0.0
                elif day in self._of_row.get(told.row, ()):
                    weight[key] = _IN_ROW
                elif match[1] and day in self._told:
                    weight[key] = max(_AT_ALL, weight.get(key, 0.0))
                if _THIS in timex.rule and day == own:
                    prior += _PRIOR / 2
        evidence = sum(weight.values())
        return evidence + prior, evidence


def _day(timex: Timex, own: date) -> date | None:
    """The day of an open expression of a report of the day `own`; None where it names none, or another weekday."""
    match = _OPEN.fullmatch(timex.value)
    if match is None or timex.type not in _TYPES:
        return None
    offset, weekday = _OFFSET.search(timex.rule), int(match[1] or 0)
    if match[2]:
        return _nearest(int(match[2]), int(match[3]), own)
    if offset:
        day = own + timedelta(days=int(offset[1]))
        return None if weekday and day.isoweekday() != weekday else day
    if weekday:
        back = (own.isoweekday() - weekday) % 7
        return own + timedelta(days=7 - back if _AHEAD in timex.rule and back else -back)
    return own if match[4] and timex.rule.startswith(_PART) else None


def _nearest(month: int, day: int, own: date) -> date | None:
    """The day of that month that is nearest to `own`."""
    near = []
    for year in (own.year - 1, own.year, own.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue
    return min(near, key=lambda d: abs((d - own).days), default=None)


def _days(timex: Timex) -> Iterator[date]:
    """The days that a dated expression names: one, or the two of a night."""
    match = _DAYS.fullmatch(timex.edtf)
    if match is None or (first := _date(match[1])) is None:
        return
    last = _date(match[2]) if match[2] else first
    if last is not None and 0 <= (last - first).days <= 1:
        yield first
        if last != first:
            yield last


def _date(value: str) -> date | None:
    try:
        day = date.fromisoformat(value[:10]) if len(value) >= len("2026-05-14") else None
    except ValueError:
        return None
    return day if day is not None and date.min.year + 1 < day.year < date.max.year else None
