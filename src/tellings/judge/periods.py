"""Of which time a figure is told: "" for the event's own, else the year, the stretch or the earlier time that it is of.

"Two boys drowned on Sunday. So far this year 31 people have drowned." The dead of a year are not those of a day; the
figures that two reports give for one year can be opposed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date

from ..figures import Figure
from ..lang.frames import Hit
from ..records import Timex
from ..units import MONEY, kind_of
from .told import Case, Told

BEFORE = "before"  # an earlier time that is not said: figures of it are compared with nothing
_SO_FAR = "so_far"  # since the year began
_THEN = "then"
_OLD = 21  # days before the report from which on a date is of another time
_HEAD = 20  # code points from the start of a statement to a time that goes for all of it
_STOPS = frozenset(",;:—–()")
_MONTHS = "months"
_SPAN = "span"  # from one day to another
_LENGTHS = {"P1D": "P1D", "PT24H": "P1D"}
_LONG = re.compile(r"P(?:X|\d{1,2})[MY]")  # months or years
_YEAR, _MONTH, _DAY = 4, 7, 10  # lengths of ISO dates
_YEAR_BEGINS = frozenset({"01", "01-01"})


class Periods:
    """Reads a whole story once; then `of(told, figure)`."""

    def __init__(self, case: Case) -> None:
        self._inherited: dict[str, str] = {}
        before: Told | None = None
        carried, figures = "", False  # the other time of the statement before, and whether it gives figures
        for told in case.told:
            carried = carried if before is not None and before.report.id == told.report.id else ""
            then = any(h.label == _THEN for h in told.of("bound"))
            bare = not told.statement.times and told.at > 1 and (then or not (told.statement.mentions or figures))
            if bare and carried:
                self._inherited[told.statement.id] = carried
            else:
                found = {key for start, _, key in _told(told)}
                current = any(not _key(t, told) for t in told.statement.times)
                carried = found.pop() if len(found) == 1 and not current else ""
                figures = bool(told.figures)
            before = told

    def earlier(self, told: Told) -> bool:
        """Whether all that a statement tells is of the other time of the statement before it: "Nobody was hurt then."."""
        return told.statement.id in self._inherited

    def of(self, told: Told, f: Figure) -> str:
        if kind_of(f.unit) == MONEY:
            return ""  # a sum is of the deal that it was paid for, whenever that was
        inherited = self._inherited.get(told.statement.id)
        if inherited:
            return inherited
        within = _within(told, f)
        if within:
            return within
        times = list(_told(told))
        if not times:
            return ""
        near = [(_away(f, a, b), a, key) for a, b, key in times if _reaches(told, f, a, b)]
        current = [_away(f, t.start, t.stop) for t in told.statement.times if not _key(t, told)]
        if not near or (current and min(current) < min(near)[0]):
            return ""
        return min(near)[2]


def _within(told: Told, f: Figure) -> str:
    """The stretch of time that a count of its clause is of: so many "in 24 hours" are not so many in all."""
    if f.unit or f.kind != "cardinal":
        return ""
    for t in told.statement.times:
        seconds = _LENGTHS.get(t.value) if t.type == "DURATION" else _SPAN if _between(t) else None
        if _LONG.fullmatch(t.value) and t.start - f.stop > 0:
            return _MONTHS  # "12 dead in recent months"
        stops = told.report.text[min(f.stop, t.stop) : max(f.start, t.start)]
        if seconds and _STOPS.isdisjoint(stops) and not _nearer(told, f, t):
            return seconds
    return ""


def _between(t: Timex) -> bool:
    """Whether a time has two ends: between one day and the next."""
    first, _, last = t.value.partition("/")
    dated = "WXX" in last or "XXXX" not in first[:_YEAR] + last[:_YEAR]
    return t.type == "DATE" and bool(last) and ".." not in t.edtf and dated


def _nearer(told: Told, f: Figure, t: Timex) -> bool:
    """Whether another figure stands nearer to a stretch of time: "738 more in 24 hours and 3,434 in all"."""
    away = _away(f, t.start, t.stop)
    others = [g for g in told.figures if g.start != f.start and not g.unit and _away(g, t.start, t.stop) < away]
    return any(_STOPS.isdisjoint(told.report.text[min(g.stop, t.stop) : max(g.start, t.start)]) for g in others)


@functools.lru_cache(maxsize=1)
def periods_of(case: Case) -> Periods:
    """The periods of a story, read once for all comparers."""
    return Periods(case)


def _told(told: Told) -> Iterator[tuple[int, int, str]]:
    """(start, stop, period) of every other time that a statement tells."""
    year = _published(told)[:_YEAR]
    for hit in told.of("period"):
        yield hit.start, hit.stop, year if hit.label == _SO_FAR and year else _label(hit)
    for t in told.statement.times:
        key = _key(t, told)
        if key:
            yield t.start, t.stop, key


def _label(hit: Hit) -> str:
    return BEFORE if hit.label == _SO_FAR else hit.label


def _key(t: Timex, told: Told) -> str:
    """The period of a time expression: a year, a month or day long gone, the year so far; "" for the event's own time."""
    published = _published(told)
    if t.type not in {"DATE", "TIME"} or not t.edtf or not published:
        return ""
    first, _, last = t.edtf.partition("/")
    start = first.rstrip("~?%")
    if not start[:_YEAR].isdecimal():
        return ""
    words = told.report.text[t.start : t.stop]
    if start[:_YEAR] == published[:_YEAR]:
        whole = len(start) == _YEAR or (bool(last) and start[_YEAR + 1 :] in _YEAR_BEGINS)
        begun = whole and not any(c.isdecimal() for c in words)
        if begun:
            return start[:_YEAR]
    day, now = _first(start), _first(published)
    if day is None or now is None or (now - day).days <= _OLD:
        return ""
    if last == "..":
        return f"{start}/" if t.start - told.statement.start <= _HEAD else ""  # "the worst since 2013" is of now
    return start


def _published(told: Told) -> str:
    return (told.report.anchor.value or told.report.published or "")[:_DAY]


def _first(iso: str) -> date | None:
    whole = {_YEAR: f"{iso}-01-01", _MONTH: f"{iso}-01"}.get(len(iso), iso[:_DAY])
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None


def _reaches(told: Told, f: Figure, start: int, stop: int) -> bool:
    """Whether a time goes for a figure: it opens the statement, or no punctuation parts the two."""
    text, offset = told.statement.text, told.statement.start
    if start - offset <= _HEAD:
        return True
    between = text[max(0, min(f.stop, stop) - offset) : max(f.start, start) - offset]
    return _STOPS.isdisjoint(between)


def _away(f: Figure, start: int, stop: int) -> int:
    return max(start - f.stop, f.start - stop, 0)
