"""Figures that do not say themselves what they count: a strength of an earthquake, "the number of …", and ellipses.

"… two sailors were hurt. The governor had put the number at three."
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

import msgspec

from ..figures import Figure
from ..lang.frames import Hit
from ..records import Statement, Timex

# people counted by what happened to them
_FATE = {"dead": "kill", "wounded": "injure", "evacuee": "evacuate", "detainee": "arrest"}
_NO_THING = frozenset({"authority", "minister", "company", "police", "money", "disaster"})
# what is counted in news; a bare figure beside one of these may count it
_COUNTED = frozenset(
    {"striker", "person", "dead", "wounded", "building", "protester", "hostage", "passenger", "child", "soldier"}
)
_ALIKE = 5  # ratio up to which two counts of one thing may differ
# deeds that have a length worth comparing
_LONG = frozenset({"sentence", "delay", "last", "outage", "strike", "trap", "close"})
_LENGTH = 40  # code points between a stretch of time and its deed
_DURATION = re.compile(r"P(T?)(\d{1,6}(?:\.\d{1,3})?)([YMWDHS])")
_SECONDS = {"Y": 31556952.0, "M": 2629746.0, "W": 604800.0, "D": 86400.0, "TH": 3600.0, "TM": 60.0, "TS": 1.0}
_ROUND = frozenset({3.0, 4.0, 5.0, 10.0, 100.0})  # what shares are told out of
_RATIO = 25  # code points between the two numbers of a share
_GIVE = 5  # per cent that such a share is off
_OF = 12  # code points between "the number" and what is counted
_MOVES = frozenset({"rise", "fall"})
_QUAKE = frozenset({"earthquake", "aftershock", "magnitude"})
_STRENGTH = (1.5, 9.9)
_NOT_CARRIED = frozenset({"ordinal", "age", "addition"})


def lasting(times: Sequence[Timex], statement: Statement, hits: Sequence[Hit]) -> tuple[Figure, ...]:
    """Stretches of time as figures in seconds, each with the deed of its clause that it is the length of, if one is."""
    found = []
    for t in times:
        seconds = _seconds(t.value) if t.type == "DURATION" else None
        near = [
            (max(h.start - t.stop, t.start - h.stop, 0), h.start, h.label)
            for h in hits
            if h.section == "frames" and h.label in _LONG
        ]
        if seconds and near and min(near)[0] <= _LENGTH:
            words = statement.text[t.start - statement.start : t.stop - statement.start]
            found.append(
                Figure(
                    statement=statement.id,
                    start=t.start,
                    stop=t.stop,
                    low=seconds,
                    high=seconds,
                    unit="s",
                    kind="duration",
                    concepts=frozenset({min(near)[2]}),
                    text=words,
                )
            )
    return tuple(found)


def shares(figures: Sequence[Figure], hits: Sequence[Hit]) -> tuple[Figure, ...]:
    """What is told out of a round number as a share of it: "nine out of ten trains" is 90 per cent of the trains."""
    found = []
    marks = [h for h in hits if h.section == "bound" and h.label == "ratio"]
    for part, whole in itertools.pairwise(figures):
        between = any(part.stop <= m.start and m.stop <= whole.start for m in marks)
        if between and part.low < whole.low and whole.low in _ROUND and whole.start - part.stop <= _RATIO:
            share = 100 * part.low / whole.low
            found.append(
                msgspec.structs.replace(
                    whole,
                    start=part.start,
                    low=share - _GIVE,
                    high=share + _GIVE,
                    unit="percent",
                    kind="percent",
                    approximate=True,
                    concepts=part.concepts | whole.concepts,
                    text=f"{part.text} / {whole.text}",
                )
            )
    return tuple(found)


def _seconds(value: str) -> float | None:
    """Seconds of a plain TIMEX3 duration, months and years by their mean length; None for any other."""
    match = _DURATION.fullmatch(value)
    if match is None:
        return None
    factor = _SECONDS.get(match[1] + match[3])
    return float(match[2]) * factor if factor else None


def filled(f: Figure, hits: Sequence[Hit]) -> Figure:
    """A bare figure with what the words around it say that it counts; any other as it is."""
    return _numbered(_magnitude(_moved(f, hits), hits), hits)


def carry(before: Sequence[Figure], figures: Sequence[Figure], concepts: Set[str]) -> Figure | None:
    """The one bare figure of a statement as counting what the one figure of the statement before counts, if so.

    A figure is bare when it names nothing that it counts; it is carried over only where it is alone and of the same
    size, and where the statement before counts one kind of thing.
    """
    if len(figures) != 1 or not _bare(figures[0]) or concepts & _COUNTED:
        return None
    counted = [f for f in before if not _bare(f) and f.kind == figures[0].kind]
    if not counted:
        counted = [f for f in before if f.unit]  # "3.1 million euros … Earlier 2.3 million"
    if len(counted) != 1 or counted[0].kind in _NOT_CARRIED:
        return None
    model, bare = counted[0], figures[0]
    if not model.unit and not model.low / _ALIKE <= bare.low <= model.low * _ALIKE:
        return None
    return msgspec.structs.replace(
        bare, heads=model.heads, concepts=model.concepts, frames=model.frames, unit=model.unit, kind=model.kind
    )


def _bare(f: Figure) -> bool:
    return not f.heads and not f.concepts and not f.unit and f.kind == "cardinal"


def _moved(f: Figure, hits: Sequence[Hit]) -> Figure:
    """What rose or fell "to three" is three, not up to three."""
    moved = any(h.section == "frames" and h.label in _MOVES for h in hits)
    return msgspec.structs.replace(f, low=f.high) if moved and f.low == float("-inf") else f


def _magnitude(f: Figure, hits: Sequence[Hit]) -> Figure:
    """A bare decimal beside a word for an earthquake or its strength is its magnitude."""
    quake = any(h.label in _QUAKE for h in hits)
    if f.unit or not quake or not _STRENGTH[0] <= f.low == f.high <= _STRENGTH[1] or f.low == int(f.low):
        return f
    return msgspec.structs.replace(f, unit="magnitude", kind="magnitude")


def _numbered(f: Figure, hits: Sequence[Hit]) -> Figure:
    """A bare figure in a statement that says "the number of …" counts what is named beside that."""
    if not _bare(f):
        return f
    counts = [h for h in hits if h.section == "bound" and h.label == "count"]
    things = [
        h
        for h in hits
        if h.section == "concepts" and h.label not in _NO_THING and any(_gap(h, c) <= _OF for c in counts)
    ]
    if not things:
        return f
    thing = min(things, key=lambda h: (min(_gap(h, c) for c in counts), h.start))
    fate = _FATE.get(thing.label)
    if fate is None:
        return msgspec.structs.replace(f, concepts=frozenset({thing.label}))
    return msgspec.structs.replace(f, concepts=frozenset({"person"}), frames=frozenset({fate}))


def _gap(one: Hit, other: Hit) -> int:
    return max(one.start - other.stop, other.start - one.stop, 0)
