"""Compare how long it took until something was over: a fire put out after three hours, or after five.

The length of a deed that is named beside it ("a 48-hour strike") is a figure, and `number.py` compares it. Here the end
is told: under control, put out, rescued, set free.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...lang.frames import Hit
from ...records import Record, Timex
from ..bare import open_ended, seconds_of
from ..setting import Settings, settings_of
from ..told import Case, Told
from .dispute import Dispute, differing, no_report_holds_both
from .persons import name_others
from .ties import Ties, background, ties_of

_OVER = "over"
# deeds that end a time in which somebody could not leave, and those that begin it
_ENDS = {"rescue": "trap", "trap": "trap", "release": "held", "abduct": "held"}
_AHEAD = frozenset({"forecast", "plan"})  # how long it may take is not how long it took
_TIED = {_OVER: 0.4, "trap": 1.2, "held": 1.2}  # what two statements have in common to tell of one end
_NEAR = 40  # code points between an end and how long it took
_STOPS = frozenset('.;:()«»“”"')
_APART, _APART_OPEN = 1.2, 1.6  # ratios from which two lengths differ, and "more than two hours" and another
_LONGEST = 30 * 86400  # seconds; what takes longer has many ends
_LATER = re.compile(r", (\d+(?:\.\d+)?) (hour|minute)$")  # rule of "two hours later"
_UNITS = {"hour": 3600.0, "minute": 60.0}
_STRETCH = "last"  # rule of "in the last 24 hours"


class _Length(Record, frozen=True, kw_only=True):
    told: Told
    seconds: float
    least: bool  # "more than two hours"
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of end that reports set after lengths of time that do not agree."""
    ties, settings = ties_of(case), settings_of(case)
    held: dict[str, list[_Length]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told) and not told.told_labels("frames") & _AHEAD:
            for t in told.statement.times:
                end, length = _end(told, t), _length(told, t)
                if end and length is not None:
                    held[end].append(length)
    for end, lengths in sorted(held.items()):
        for one, other in itertools.combinations(sorted(lengths, key=lambda x: x.seconds), 2):
            if _of_one(end, one, other, ties, settings) and _differ(one, other):
                sides = [
                    [x for x in lengths if not _differ(*sorted((x, y), key=_by)) and _differ(*sorted((x, z), key=_by))]
                    for y, z in ((one, other), (other, one))
                ]
                if no_report_holds_both([x.told for x in sides[0]], [x.told for x in sides[1]]):
                    yield _dispute(*sides)
                break


def _by(x: _Length) -> float:
    return x.seconds


def _of_one(end: str, one: _Length, other: _Length, ties: Ties, settings: Settings) -> bool:
    a, b = one.told, other.told
    if a.report.id == b.report.id or settings.apart(a, b) or name_others(a, b):
        return False
    things = end == _OVER or any(not k.startswith("deed:") for k in ties.common(a, b))
    return things and ties.settled(a, b) >= _TIED[end]


def _differ(short: _Length, long: _Length) -> bool:
    return long.seconds >= (_APART_OPEN if short.least else _APART) * short.seconds


def _end(told: Told, t: Timex) -> str:
    """The end nearest to a length of time in its clause."""
    marks = [(h, _OVER) for h in told.of("course") if h.label == _OVER]
    marks += [(h, _ENDS[h.label]) for h in told.inner("frames") if h.label in _ENDS]
    near = min(marks, key=lambda m: (_away(m[0], t), m[0].start), default=None)
    if near is None or _away(near[0], t) > _NEAR or not _STOPS.isdisjoint(_between(told, near[0], t)):
        return ""
    return near[1]


def _away(h: Hit, t: Timex) -> int:
    return max(h.start - t.stop, t.start - h.stop, 0)


def _between(told: Told, h: Hit, t: Timex) -> str:
    return told.report.text[min(h.stop, t.stop) : max(h.start, t.start)]


def _length(told: Told, t: Timex) -> _Length | None:
    """A length of time, also where it is told by how much later than the beginning something was."""
    later = _LATER.search(t.rule)
    if later:
        length: float | None = float(later[1]) * _UNITS[later[2]]
    else:
        length = seconds_of(t.value) if t.type == "DURATION" and not t.rule.startswith(_STRETCH) else None
    if length is None or not 0 < length <= _LONGEST:
        return None
    words = told.report.text[t.start : t.stop]
    return _Length(told=told, seconds=length, least=open_ended(t, told.hits), words=words)


def _dispute(first: Sequence[_Length], second: Sequence[_Length]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing("time", sides, detail=f"It took “{one}” and “{other}”.", topic="duration")
