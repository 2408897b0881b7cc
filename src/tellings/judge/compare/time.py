"""Compare times: what reports set at different hours, or on different days."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from ...records import Record, Row, Timex
from ...words import words
from ..told import Case, Told
from .dispute import Dispute, differing, no_report_holds_both
from .ties import Ties, background, beside, done, ties_of

_DAY = 10  # length of an ISO date
_MINUTE = 16  # length of an ISO time to the minute
_APART = 15  # minutes
_SUDDEN = frozenset(
    {"collapse", "explode", "crash", "shoot", "attack", "burn", "land", "hit", "arrest"}
)  # what has a minute
_EVENTS = frozenset({"earthquake", "fire", "storm", "landslide"})  # things that happen, told without a deed
_NEAR = 60  # code points between a date and what it dates
_BESIDE = 35  # code points between a date and a thing that it dates where no deed is told
_TIED = 0.9  # what two statements have in common, to tell of one happening
_SEASON = 60  # days between which a thing is not the same one, told of with another date
_HOUR = 4  # letters
_BARE = "XXXX-XX-XXT"


class _Clock(Record, frozen=True, kw_only=True):
    told: Told
    day: str  # "" where only the hour is known
    minutes: int
    bare: bool  # whether the day is nothing but the report's own


def compare(case: Case) -> Iterator[Dispute]:
    """Disputes over hours, and over days of what one row tells or what statements that have much in common tell."""
    ties = ties_of(case)
    yield from _clocks(case, ties)
    found: list[Dispute] = []
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) > 1:
            told = [case.by_id[s] for s in row.statements if s in case.by_id]
            for frame in sorted({frame for t in told for frame, _ in _days(t)}):
                found += _row(row, frame, told)
    yield from found
    yield from _apart_days(case, ties)


def _row(row: Row, frame: str, told: Sequence[Told]) -> Iterator[Dispute]:
    days: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        found = {day for of, day in _days(t) if of == frame}
        if len(found) == 1:
            days[found.pop()].append(t)
    order = sorted(days)
    if len(days) < 2 or not _differ(order[0], order[-1]) or not no_report_holds_both(days[order[0]], days[order[-1]]):
        return
    yield _dispute([(d, days[d]) for d in order], confidence=0.4 * row.confidence)


def _apart_days(case: Case, ties: Ties) -> Iterator[Dispute]:
    """Days of one kind of happening told in statements of different rows that share a name or thing."""
    held: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    for told in case.told:
        if not background(told):
            for frame, day in set(_days(told)):
                held[frame].append((day, told))
    known: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        known[told.report.id] |= {t.edtf[:_DAY] for t in told.statement.times if _exact(t.edtf)}
    for _, items in sorted(held.items()):
        for (one, a), (other, b) in itertools.combinations(sorted(items, key=lambda i: (i[0], i[1].statement.id)), 2):
            if a.row == b.row or not _differ(one, other) or other in known[a.report.id] or one in known[b.report.id]:
                continue
            things = [k for k in ties.common(a, b) if not k.startswith("deed:")]
            if things and ties.weight(a, b) >= _TIED:
                yield _dispute([(one, [a]), (other, [b])], confidence=0.4)
                break


def _dispute(sides: Sequence[tuple[str, Sequence[Told]]], *, confidence: float) -> Dispute:
    detail = f"The same is set at {sides[0][0]} and at {sides[-1][0]}."
    return differing("time", sides, detail=detail, confidence=confidence)


def _clocks(case: Case, ties: Ties) -> Iterator[Dispute]:
    """One dispute for each kind of happening, or row, that reports set at different hours of one day."""
    held: dict[tuple[str, str], list[_Clock]] = defaultdict(list)
    for told in case.told:
        if background(told):
            continue
        for t in told.statement.times:
            clock = _clock(told, t)
            if clock is None:
                continue
            label = _nearest(told, t)
            if label:
                held["deed", label].append(clock)
            if told.row in case.rows and len(case.rows[told.row].reports) > 1:
                held["row", told.row].append(clock)
    for (way, label), found in sorted(held.items()):
        clocks = _of_one_day(found)
        if way == "deed" and label not in _SUDDEN | _EVENTS:
            clocks = [c for c in clocks if any(_tied(c, d, ties) for d in clocks)]
        yield from _hours(clocks)


def _tied(one: _Clock, other: _Clock, ties: Ties) -> bool:
    return one.minutes != other.minutes and ties.weight(one.told, other.told) >= _TIED


def _of_one_day(found: Sequence[_Clock]) -> list[_Clock]:
    """The clocks of the day told most, and those without a day of their own that lie next to it."""
    days = [c.day for c in found if c.day]
    day = max(sorted(set(days)), key=days.count, default="")
    return [c for c in found if c.day in {day, ""} or (c.bare and not _far(*sorted((c.day, day))))]


def _hours(found: Sequence[_Clock]) -> Iterator[Dispute]:
    clocks: dict[int, list[Told]] = defaultdict(list)
    for c in found:
        clocks[c.minutes].append(c.told)
    order = sorted(clocks)
    if len(order) < 2 or order[-1] - order[0] < _APART or not no_report_holds_both(clocks[order[0]], clocks[order[-1]]):
        return
    early = [t for m in order if m - order[0] < order[-1] - m for t in clocks[m]]
    late = [t for m in order if m - order[0] >= order[-1] - m for t in clocks[m]]
    sides = [(f"{m // 60:02}:{m % 60:02}", ts) for m, ts in ((order[0], early), (order[-1], late))]
    yield _dispute(sides, confidence=0.5)


def _clock(told: Told, t: Timex) -> _Clock | None:
    """A local time of the clock: the same hour told in another zone is not another hour."""
    bare = t.value.startswith(_BARE)
    edtf = t.value if bare else t.edtf
    if len(edtf) < _MINUTE or "/" in edtf or edtf[_DAY] != "T" or edtf[-1] == "Z":
        return None
    hour, minute = edtf[_DAY + 1 : _DAY + 3], edtf[_DAY + 4 : _MINUTE]
    if not (hour.isdecimal() and minute.isdecimal()):
        return None
    alone = bare or not (_dated(told, t) or any(o is not t and o.type == "DATE" for o in told.statement.times))
    return _Clock(told=told, day="" if bare else edtf[:_DAY], minutes=int(hour) * 60 + int(minute), bare=alone)


def _dated(told: Told, t: Timex) -> bool:
    """Whether a time of the clock is told with a day: it holds a longer word than those for hours."""
    return any(len(w.folded) > _HOUR and w.folded.isalpha() for w in words(told.report.text[t.start : t.stop]))


def _nearest(told: Told, t: Timex) -> str:
    """The deed nearest to a time; where none stands near, a thing that happens."""
    deeds = {(h.start, h.label) for h in done(told)}
    near = [(max(h.start - t.stop, t.start - h.stop, 0), h.start, h.label) for h in beside(told, t)]
    if near and min(near)[0] <= _NEAR:
        return min(near)[2] if min(near)[1:] in deeds else ""  # when it was announced is not when it is to be
    things = [h for h in told.inner("concepts") if h.label in _EVENTS]
    return min((h.label for h in things if max(h.start - t.stop, t.start - h.stop) <= _BESIDE), default="")


def _days(told: Told) -> Iterator[tuple[str, str]]:
    """(frame, day): the days of a statement, each with the frame that stands nearest to it."""
    for t in told.statement.times:
        frame = _nearest(told, t)
        if frame and (t.type == "DATE" or (t.type == "TIME" and _dated(told, t))) and _exact(t.edtf):
            yield frame, t.edtf[:_DAY]


def _far(first: str, last: str) -> bool:
    """Whether two days lie more than one apart: a night, or another zone, makes one day two."""
    return _between(first, last) > 1


def _differ(first: str, last: str) -> bool:
    """Whether two days may be two accounts of one: not the same, and not in two seasons."""
    return 1 < _between(first, last) <= _SEASON


def _between(first: str, last: str) -> int:
    """How many days apart; 0 where one is none."""
    try:
        return abs((date.fromisoformat(last) - date.fromisoformat(first)).days)
    except ValueError:
        return 0


def _exact(edtf: str) -> bool:
    return len(edtf) >= _DAY and "/" not in edtf and not set("~?%X") & set(edtf)
