"""Compare times: statements of one row that date the same happening to different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from ...records import Row, Timex
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both

_DAY = 10  # length of an ISO date
_MINUTE = 16  # length of an ISO time to the minute
_APART = 15  # minutes
_SUDDEN = frozenset({"collapse", "explode", "crash", "shoot", "attack", "burn", "land"})  # what has a minute
_NEAR = 60  # code points between a date and what it dates


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each row whose reports give one day each, and not the same one."""
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2:
            continue
        told = [case.by_id[s] for s in row.statements if s in case.by_id]
        frames = {frame for t in told for frame, _ in _days(t)}
        for frame in sorted(frames):
            yield from _dispute(row, frame, told)
    yield from _clocks(case)


def _dispute(row: Row, frame: str, told: Sequence[Told]) -> Iterator[Dispute]:
    days: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        found = {day for of, day in _days(t) if of == frame}
        if len(found) == 1:
            days[found.pop()].append(t)
    order = sorted(days)
    if len(days) < 2 or not _far(order[0], order[-1]) or not no_report_holds_both(days[order[0]], days[order[-1]]):
        return
    first, second = days[order[0]][0], days[order[-1]][0]
    yield Dispute(
        kind="time",
        about=first.statement.text,
        state="differing",
        sides=tuple(Side(value=d, statements=tuple(t.statement.id for t in days[d])) for d in order),
        confidence=0.4 * row.confidence,
        findings=(finding("time", f"{order[0]} | {order[-1]} for what one row tells: {frame}", first, second),),
    )


def _clocks(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of happening that reports set at different hours of one day."""
    held: dict[tuple[str, str], dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for t in told.statement.times:
            frame = _nearest_frame(told, t)
            if frame in _SUDDEN and len(t.edtf) >= _MINUTE and "/" not in t.edtf and t.edtf[_DAY] == "T":
                minutes = _minutes(t.edtf)
                if minutes is not None:
                    held[frame, t.edtf[:_DAY]][minutes].append(told)
    for (frame, day), clocks in sorted(held.items()):
        order = sorted(clocks)
        if (
            len(order) < 2
            or order[-1] - order[0] < _APART
            or not no_report_holds_both(clocks[order[0]], clocks[order[-1]])
        ):
            continue
        early = [t for m in order if m - order[0] < order[-1] - m for t in clocks[m]]
        late = [t for m in order if m - order[0] >= order[-1] - m for t in clocks[m]]
        sides = ((order[0], early), (order[-1], late))
        yield Dispute(
            kind="time",
            about=early[0].statement.text,
            state="differing",
            sides=tuple(
                Side(
                    value=f"{day}T{m // 60:02}:{m % 60:02}", statements=tuple(dict.fromkeys(t.statement.id for t in ts))
                )
                for m, ts in sides
            ),
            confidence=0.5,
            findings=(finding("time", f"different hours of {day} for: {frame}", early[0], late[0]),),
        )


def _minutes(edtf: str) -> int | None:
    hour, minute = edtf[_DAY + 1 : _DAY + 3], edtf[_DAY + 4 : _MINUTE]
    return int(hour) * 60 + int(minute) if hour.isdecimal() and minute.isdecimal() else None


def _nearest_frame(told: Told, t: Timex) -> str:
    near = [(max(f.start - t.stop, t.start - f.stop, 0), f.start, f.label) for f in told.of("frames")]
    return min(near)[2] if near and min(near)[0] <= _NEAR else ""


def _days(told: Told) -> Iterator[tuple[str, str]]:
    """(frame, day): the days of a statement, each with the frame that stands nearest to it."""
    for t in told.statement.times:
        frame = _nearest_frame(told, t)
        if frame and t.type in {"DATE", "TIME"} and _exact(t.edtf):
            yield frame, t.edtf[:_DAY]


def _far(first: str, last: str) -> bool:
    """Whether two days lie more than one apart: a night, or another zone, makes one day two."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days > 1
    except ValueError:
        return False


def _exact(edtf: str) -> bool:
    return len(edtf) >= _DAY and "/" not in edtf and not set("~?%X") & set(edtf)
