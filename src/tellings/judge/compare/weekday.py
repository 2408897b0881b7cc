"""Compare weekdays: one deed told of Tuesday in one report and of Wednesday in another.

`time.py` asks for days more than one apart, since it pairs whatever shares a kind of deed. Here a day has to stand right
at its deed, and the deed has to be one that happens once; then one day is enough, and no report needs a date of its own.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from ...figures import Figure
from ...lang.frames import Hit
from ...records import Mention, Record, Timex
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, background, beside, done, ties_of

# what befalls one thing once; there may be an attack, an arrest or a death on every day of a week
_ONCE = frozenset({"crash", "collapse", "explode", "down", "sign", "abduct", "resign", "drown", "launch", "land"})
# what befalls one person once; it takes one person, named in both
_ONCE_EACH = frozenset({"arrest", "kill", "release", "sentence", "charge", "appoint", "dismiss", "stab", "elect"})
_SAID = "announce"  # what is announced is announced once where both give the same figure of it
_TIED = 1.2  # what two statements have in common to tell of one deed
_NEAR = 25  # code points between a deed and its day
_OPENING, _FIRST = 12, 90  # from the start of a statement to a day that goes for its first deed, and on to that deed
_STOPS = frozenset(',;:.()«»“”"')
_RELATIVE = (
    "day counted",
    "counted",
    "later",
    "part of",
)  # rules of days counted from that of publication, not of writing
_WITH_PART = "date and part of day"  # rule of "on Tuesday morning"
_PARTED = re.compile(r"T([A-Z]{2})")
_LATE = frozenset({"NI", "EV"})  # a night belongs to two days
_DAY = 10  # length of an ISO date
_WEEKDAY = "XXXX-WXX-"
_SMALL = 3  # letters of "of"
_APOSTROPHES = frozenset("’'")
_TELLING = 20  # counts below are alike by chance


class _Day(Record, frozen=True, kw_only=True):
    told: Told
    weekday: int
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed whose days in two reports are not the same day of the week."""
    ties = ties_of(case)
    held: dict[str, list[_Day]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told):
            for t in told.statement.times:
                weekday, deed = _weekday(t), _deed(told, t)
                if weekday and deed:
                    held[deed].append(_Day(told=told, weekday=weekday, words=told.report.text[t.start : t.stop]))
    for deed, days in sorted(held.items()):
        yield from _disputes(deed, days, ties)


def _disputes(deed: str, days: Sequence[_Day], ties: Ties) -> Iterator[Dispute]:
    of_report: dict[str, set[int]] = defaultdict(set)
    for d in days:
        of_report[d.told.report.id].add(d.weekday)
    single = [d for d in days if len(of_report[d.told.report.id]) == 1]  # who tells two days tells of two deeds
    for one, other in itertools.combinations(single, 2):
        if one.weekday != other.weekday and _of_one(deed, one.told, other.told, ties):
            sides = [
                [d for d in single if d.weekday == x.weekday and (d is x or _of_one(deed, d.told, y.told, ties))]
                for x, y in ((one, other), (other, one))
            ]
            yield _dispute(*sides)
            return


def _of_one(deed: str, one: Told, other: Told, ties: Ties) -> bool:
    if one.report.id == other.report.id:
        return False
    if deed == _SAID:
        return any(_same(f, g) for f in one.figures for g in other.figures)
    if deed in _ONCE_EACH:
        return bool(_persons(one) & _persons(other)) and not (one.figures or other.figures)
    things = [k for k in ties.common(one, other) if not k.startswith("deed:")]
    return bool(things) and ties.weight(one, other) >= _TIED


def _persons(told: Told) -> set[str]:
    """Who is named; nobody where more than one is, or somebody of theirs is told of: "the lawyer of Ivo Sand"."""
    named = [m for m in told.statement.mentions if m.kind == "person" and not told.in_source(m.start, m.stop)]
    if len({m.entity for m in named}) != 1 or not named[0].entity or any(_of(told, m) for m in named):
        return set()
    return {named[0].entity}


def _of(told: Told, m: Mention) -> bool:
    """Whether a small word, or an ending behind an apostrophe, may make somebody another's of the one named."""
    text, offset = told.statement.text, told.statement.start
    before = text[: m.start - offset].replace("’", " ").replace("'", " ").split()
    behind = text[m.stop - offset : m.stop - offset + 1]
    return behind in _APOSTROPHES or bool(before and len(before[-1]) <= _SMALL and before[-1].islower())


def _same(one: Figure, other: Figure) -> bool:
    counted = one.concepts & other.concepts or one.heads & other.heads
    return bool(counted) and one.unit == other.unit and one.low >= _TELLING and _mid(one) == _mid(other)


def _mid(f: Figure) -> float:
    """The value of "about 750" is 750, and that of "more than 750" too."""
    return (f.low + f.high) / 2 if f.approximate else f.low


def _weekday(t: Timex) -> int:
    """1 for Monday; 0 where a time names no day, or one that is only counted from the day of publication."""
    if t.type not in {"DATE", "TIME"} or _LATE & set(_PARTED.findall(t.value)):
        return 0
    if t.value.startswith(_WEEKDAY):
        day = t.value[len(_WEEKDAY) : len(_WEEKDAY) + 1]
        return int(day) if day.isdecimal() and "/" not in t.value else 0
    if t.rule.startswith(_RELATIVE) or "/" in t.edtf or set("~?%X") & set(t.edtf) or not _says_day(t):
        return 0
    try:
        return date.fromisoformat(t.edtf[:_DAY]).isoweekday()
    except ValueError:
        return 0


def _says_day(t: Timex) -> bool:
    """Whether the words name a day, not an hour or a part of a day that another expression named."""
    return (t.type == "DATE" and len(t.edtf) == _DAY) or t.rule.startswith(_WITH_PART)


def _deed(told: Told, t: Timex) -> str:
    """The deed that a day stands at, or that is the first of a statement which opens with the day."""
    frames = sorted(beside(told, t), key=lambda h: h.start)
    once = {(h.start, h.label) for h in (*done(told), *frames) if h.label in _ONCE | _ONCE_EACH or h.label == _SAID}
    near = min(frames, key=lambda h: (_away(h, t), h.start), default=None)
    if near is not None and _away(near, t) <= _NEAR and _STOPS.isdisjoint(_between(told, near, t)):
        return near.label if (near.start, near.label) in once else ""
    alone = sum(o.type in {"DATE", "TIME"} for o in told.statement.times) == 1
    first = frames[0] if frames else None
    opens = alone and first is not None and t.start - told.statement.start <= _OPENING
    if opens and first is not None and 0 <= first.start - t.stop <= _FIRST and (first.start, first.label) in once:
        return first.label
    return ""


def _away(h: Hit, t: Timex) -> int:
    return max(h.start - t.stop, t.start - h.stop, 0)


def _between(told: Told, h: Hit, t: Timex) -> str:
    return told.report.text[min(h.stop, t.stop) : max(h.start, t.start)]


def _dispute(first: Sequence[_Day], second: Sequence[_Day]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing("time", sides, detail=f"The same is set “{one}” and “{other}”.")
