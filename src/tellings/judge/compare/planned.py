"""Compare when a thing is to be: signed on the 15th, or next week; the days that reports set for it do not meet."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ...lang.frames import Hit
from ...records import Record, Timex
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, beside, set_against, ties_of
from .voices import voice

# what a date is set for, and there is one of it in a story
_SET = frozenset({"sign", "launch", "open", "elect", "visit", "resign", "release"})
_SAYING = frozenset({"announce", "plan", "forecast", "agree", "demand", "deny", "accuse", "warn", "cancel"})
_TIED = 1.1  # what two statements, with those before them, have in common to tell of one deed
_NEAR = 60  # code points between a deed and its day
_STOPS = frozenset(",;:.()«»")
_LONGEST = timedelta(days=31)  # a year is no date
_FAR = timedelta(days=60)  # days between which it is another one
_YEAR, _MONTH, _DAY = 4, 7, 10  # lengths of ISO dates
_DECEMBER = 12


class _Plan(Record, frozen=True, kw_only=True):
    told: Told
    first: date
    last: date
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed to come whose days are not the same for two reports, or two voices of one."""
    ties = ties_of(case)
    held: dict[str, list[_Plan]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity == "positive":
            for t in told.statement.times:
                deed = _deed(told, t)
                span = _span(t) if deed else None
                if span is not None and span[0] > _written(told):
                    words = told.report.text[t.start : t.stop]
                    held[deed].append(_Plan(told=told, first=span[0], last=span[1], words=words))
    for _, plans in sorted(held.items()):
        pair = next((p for p in itertools.combinations(plans, 2) if _opposed(*p, ties)), None)
        if pair is not None:
            one, other = pair
            yield _dispute(
                [p for p in plans if p is one or (_opposed(p, other, ties) and not _apart(p, one))],
                [p for p in plans if p is other or (_opposed(p, one, ties) and not _apart(p, other))],
            )


def _opposed(one: _Plan, other: _Plan, ties: Ties) -> bool:
    a, b = one.told, other.told
    return (
        _apart(one, other)
        and voice(a) != voice(b)
        and (a.report.id != b.report.id or set_against(a, b))
        and ties.settled(a, b) >= _TIED
    )


def _apart(one: _Plan, other: _Plan) -> bool:
    gap = max(other.first - one.last, one.first - other.last)
    return timedelta(0) < gap <= _FAR


def _deed(told: Told, t: Timex) -> str:
    """The deed that a day is set for: the nearest, whatever says that it is planned or was announced."""
    if t.type != "DATE":
        return ""
    frames = [h for h in beside(told, t) if h.label not in _SAYING]
    near = min(frames, key=lambda h: (_away(h, t), h.start), default=None)
    if near is None or near.label not in _SET or _away(near, t) > _NEAR:
        return ""
    between = told.report.text[min(near.stop, t.stop) : max(near.start, t.start)]
    others = [o for o in told.statement.times if o is not t and _away(near, o) < _away(near, t)]
    return near.label if _STOPS.isdisjoint(between) and not others else ""


def _away(h: Hit, t: Timex) -> int:
    return max(h.start - t.stop, t.start - h.stop, 0)


def _written(told: Told) -> date:
    """The day of a report; where nothing tells it, every day is past."""
    return _day((told.report.anchor.value or told.report.published or "")[:_DAY]) or date.max


def _span(t: Timex) -> tuple[date, date] | None:
    """The first and last day of a day, a week or a month."""
    first, _, last = t.edtf.partition("/")
    start, stop = _day(first), _day(last or first)
    if len(first) == _MONTH and not last and (start := _day(f"{first}-01")) is not None:
        following = date(start.year + start.month // _DECEMBER, start.month % _DECEMBER + 1, 1)
        stop = following - timedelta(days=1)
    if start is None or stop is None or not timedelta(0) <= stop - start <= _LONGEST:
        return None
    return start, stop


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if len(iso) == _DAY else None
    except ValueError:
        return None


def _dispute(first: Sequence[_Plan], second: Sequence[_Plan]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing("time", sides, detail=f"It is to be “{one}” and “{other}”.", topic="planned")
