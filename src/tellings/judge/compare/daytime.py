"""Compare parts of the day: one deed told of the morning in one report and of the afternoon, or 4 p.m., in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Record, Timex
from ..told import Case, Told
from .dispute import Dispute, differing, no_report_holds_both
from .persons import name_others
from .ties import Ties, background, beside, done, ties_of
from .voices import other_camps

# what has an hour; whose day is long (a strike, a search) is told of any part of it
_SUDDEN = frozenset(
    {
        "collapse",
        "explode",
        "crash",
        "shoot",
        "attack",
        "land",
        "hit",
        "arrest",
        "find",
        "stab",
        "kill",
        "release",
        "rescue",
    }
)
# hours that the parts of a day take up at their widest, after TIMEX3; a night belongs to two days, and is left out
# and the small hours are an early morning, too
_HOURS = {"MO": (0, 13), "MI": (11, 15), "AF": (11, 19), "EV": (16, 24)}
_CLOCK = re.compile(r"(\d\d):\d\d[:\d]*")  # without a zone
_NOON, _SMALL = 12, 3
_OVERLAP = 2  # hours that two parts of the day may share and still be told apart
_SLACK = (-2, 4)  # hours around one of the clock, which no part of a day is told to keep to
_NEAR = 45  # code points between a deed and its time
_TIED = 0.9  # what two statements, with those before them, have in common to tell of one deed
_MOST = 200  # statements of one deed that are looked at
_DAY = 10  # length of an ISO date


class _Part(Record, frozen=True, kw_only=True):
    told: Told
    words: str
    day: str  # "" where it is not known
    hours: tuple[tuple[int, int], ...]  # more than one where "at four" may be either
    clock: bool


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that reports set in parts of the day that do not meet."""
    ties = ties_of(case)
    held: dict[str, list[_Part]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told):
            for t in told.statement.times:
                deed, part = _deed(told, t), _part(told, t)
                if deed and part is not None:
                    held[deed].append(part)
    for _, found in sorted(held.items()):
        parts = found[:_MOST]
        pair = next(((a, b) for a in parts for b in parts if _apart(a, b) and _of_one(a, b, ties)), None)
        if pair is None:
            continue
        one, other = pair
        early = [p for p in parts if not _apart(p, one) and _apart(p, other) and _of_one(p, other, ties)]
        late = [p for p in parts if not _apart(p, other) and _apart(p, one) and _of_one(p, one, ties)]
        if no_report_holds_both([p.told for p in early], [p.told for p in late]):
            yield _dispute(early, late)


def _deed(told: Told, t: Timex) -> str:
    near = [(max(h.start - t.stop, t.start - h.stop, 0), h.start, h.label) for h in beside(told, t)]
    deeds = {h.label for h in done(told)} & _SUDDEN
    return min(near)[2] if near and min(near)[0] <= _NEAR and min(near)[2] in deeds else ""


def _part(told: Told, t: Timex) -> _Part | None:
    """The part of a day that a time expression names in words, or an hour of the clock with those around it."""
    day, _, part = t.value.partition("T")
    if t.type != "TIME" or "/" in t.value:
        return None
    clock = _CLOCK.fullmatch(part)
    hours = tuple(_around(int(clock[1]))) if clock else (_HOURS[part],) if part in _HOURS else ()
    if not hours:
        return None
    known = day if len(day) == _DAY and "X" not in day else ""
    return _Part(told=told, words=told.report.text[t.start : t.stop], day=known, hours=hours, clock=bool(clock))


def _around(hour: int) -> Iterator[tuple[int, int]]:
    """The hours around one of the clock; one before noon may be told of the afternoon, one after midnight of the evening."""
    for h in (hour, hour + _NOON) if 0 < hour < _NOON else (hour,):
        yield h + _SLACK[0], h + _SLACK[1]
    if hour <= _SMALL:
        yield hour + 2 * _NOON + _SLACK[0], hour + 2 * _NOON + _SLACK[1]


def _apart(one: _Part, other: _Part) -> bool:
    """Whether one part of the day ends before the other begins, and not on two days."""
    if (one.clock and other.clock) or (one.day and other.day and one.day != other.day):
        return False
    return all(a[1] - _OVERLAP <= b[0] or b[1] - _OVERLAP <= a[0] for a in one.hours for b in other.hours)


def _of_one(one: _Part, other: _Part, ties: Ties) -> bool:
    a, b = one.told, other.told
    if name_others(a, b):
        return False
    return a.report.id != b.report.id and other_camps(a, b) and ties.settled(a, b) >= _TIED


def _dispute(early: Sequence[_Part], late: Sequence[_Part]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (early, late)]
    one, other = (words for words, _ in sides)
    return differing("time", sides, detail=f"The same is set “{one}” and “{other}”.")
