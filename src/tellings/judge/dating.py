"""When a time expression of a statement falls, where the report alone does not fix it but the other reports of its story do.

What a report without a date tells by weekdays and the like is dated by what the dated reports tell of the same (`undated.py`); where
that says nothing, a weekday is counted from the day that the dated reports agree on. Both are marked approximate. A bare clock time, which was laid on the day of the report, goes to the day on which another statement of the
story puts the same clock time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta

from ..records import Timex
from .told import Case, Told
from .undated import Undated

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*|/.*)?")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d.*)")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
_LEAST = 3  # dated reports that have to tell of the day
_MOST = 2 / 3  # share of the dated reports that have to tell of it, and to be of that day or the next two
_NEAR = 2  # days after the day that a weekday is looked for; further off, the week is anybody's guess
_TYPES = frozenset({"DATE", "TIME"})


class Dating:
    """Reads a whole story once; then `when(told, timex)` gives EDTF, "" where nothing says it."""

    def __init__(self, case: Case) -> None:
        self.day = _day_of(case)
        self.known = _rows_of_dated(case)
        self.clocks = _clocks(case)
        self.undated = Undated(case)

    def when(self, told: Told, timex: Timex) -> str:
        if not told.report.anchor.value and (found := self.undated.when(told, timex)):
            return found
        weekday = _WEEKDAY.fullmatch(timex.value)
        if weekday and not timex.anchor and self.day and told.report.id in self.known:
            at = self.day + timedelta(days=(int(weekday[1]) - self.day.isoweekday()) % 7)
            return f"{at.isoformat()}~" if (at - self.day).days <= _NEAR else ""
        clock = _CLOCK.fullmatch(timex.edtf)
        if clock and _bare(timex, clock[1], told):
            days = self.clocks.get(clock[2], frozenset())
            return f"{next(iter(days))}{clock[2]}" if len(days) == 1 else timex.edtf
        return timex.edtf


def _bare(timex: Timex, day: str, told: Told) -> bool:
    """Whether a clock time has its day from nothing but the report's own: told without a date."""
    alone = not any(t is not timex and t.type in _TYPES for t in told.statement.times)
    return alone and timex.anchor == day


def _clocks(case: Case) -> dict[str, frozenset[str]]:
    """Clock time -> the days on which statements put it in so many words."""
    days: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        for timex in told.statement.times:
            clock = _CLOCK.fullmatch(timex.edtf)
            if clock and timex.anchor and timex.anchor != clock[1]:
                days[clock[2]].add(clock[1])
    return {clock: frozenset(found) for clock, found in days.items()}


def _day_of(case: Case) -> date | None:
    """The day of the story: told by most dated reports, most of which are of that day or shortly after."""
    dated = {r.id: r.anchor.value[:10] for r in case.reports.values() if r.anchor.value and len(r.anchor.value) >= 10}
    tells: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        if told.report.id in dated:
            for timex in told.statement.times:
                if timex.type in _TYPES and (match := _DAY.fullmatch(timex.edtf)):
                    tells[match[1]].add(told.report.id)
    enough = max(_LEAST, _MOST * len(dated))
    best = Counter({day: len(reports) for day, reports in tells.items()}).most_common(2)
    if not best or best[0][1] < enough or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    try:
        day = date.fromisoformat(best[0][0])
        near = sum(0 <= (date.fromisoformat(anchor) - day).days <= _NEAR for anchor in dated.values())
    except ValueError:
        return None
    return day if near >= enough and day.year < date.max.year else None


def _rows_of_dated(case: Case) -> frozenset[str]:
    """Reports that share a row with a dated one: they tell the same event, not merely of the same place."""
    dated = {r.id for r in case.reports.values() if r.anchor.value}
    return frozenset(r for row in case.rows.values() if dated & set(row.reports) for r in row.reports)
