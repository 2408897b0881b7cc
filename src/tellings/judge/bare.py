"""Figures that do not say themselves what they count: a strength of an earthquake, "the number of …", and ellipses.

"… two sailors were hurt. The governor had put the number at three."
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

import msgspec

from ..figures import FATES, PEOPLE, Figure
from ..lang.frames import Hit
from ..records import Statement, Timex

# people counted by what happened to them
_FATE = {"dead": "kill", "wounded": "injure", "evacuee": "evacuate", "detainee": "arrest"}
NO_THING = frozenset(
    {"authority", "minister", "company", "police", "money", "disaster", "mayor", "president", "lawmaker"}
)  # who speaks, and what is no thing to count
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
_FATED = frozenset({"kill", "injure", "arrest", "evacuate", "miss", "rescue", "recover"})
_OCCASIONS = frozenset({"infect", "attack", "burn", "protest", "crash", "collapse", "explode"})  # what people die of
_BEHIND = 15  # code points between people held and what befell them
_JOINED, _REASON = 2, 6  # code points between an occasion and the word that makes it a reason
_LISTED = 40  # code points between two figures of a list
_NEXT = 2  # code points between a figure and "in all"
_AT_ONCE = frozenset({"kill", "injure", "miss", "arrest", "rescue"})  # what one happening does to people
_NOT_CARRIED = frozenset({"ordinal", "age", "addition"})


def lasting(times: Sequence[Timex], statement: Statement, hits: Sequence[Hit]) -> tuple[Figure, ...]:
    """Stretches of time as figures in seconds, each with the deed of its clause that it is the length of, if one is."""
    found = []
    for t in times:
        seconds = seconds_of(t.value) if t.type == "DURATION" else None
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
                    high=float("inf") if open_ended(t, hits) else seconds,
                    unit="s",
                    kind="duration",
                    concepts=frozenset({min(near)[2]}),
                    text=words,
                )
            )
    return tuple(found)


def open_ended(t: Timex, hits: Sequence[Hit]) -> bool:
    """Whether a stretch of time is told as the least it was: "more than two hours"."""
    marks = [h for h in hits if h.section == "bound" and h.label == "at_least"]
    return any(0 <= t.start - h.stop <= _NEXT or 0 <= h.start - t.stop <= _NEXT for h in marks)


def without_reasons(hits: Sequence[Hit]) -> list[Hit]:
    """Hits without the deeds that only say why or how many: "died because of the outbreak", "the number has crossed 40".

    They stay where nothing else is told to have befallen anybody.
    """
    markers = [h for h in hits if h.section == "cause"]
    counts = any(h.section == "bound" and h.label == "count" for h in hits)
    idle = [
        h
        for h in hits
        if h.section == "frames"
        and ((h.label == "cross" and counts) or (h.label in _OCCASIONS and any(_governs(m, h) for m in markers)))
    ]
    rest = [h for h in hits if h not in idle]
    fated = any(h.section == "frames" and h.label in _FATED and h.label not in _OCCASIONS for h in rest)
    return rest if fated or all(h.label == "cross" for h in idle) else list(hits)


def befallen(f: Figure, hits: Sequence[Hit]) -> Figure:
    """Prisoners as counted for what the words right behind say befell them: "16 prisoners died"."""
    stop = f.start + len(f.text)
    held = any(h.label == "detainee" and f.start <= h.start < stop for h in hits if h.section == "concepts")
    if not held or f.unit or f.concepts != {"person"}:
        return f
    fates = [h for h in hits if h.section == "frames" and h.label in {"kill", "injure"}]
    near = [h for h in fates if f.start - _BEHIND <= h.start <= stop + _BEHIND]
    if not near:
        return f
    nearest = min(near, key=lambda h: (max(h.start - stop, f.start - h.stop, 0), h.start))
    return msgspec.structs.replace(f, frames=frozenset({nearest.label}))


def _governs(marker: Hit, hit: Hit) -> bool:
    if marker.label == "before":
        return 0 <= marker.start - hit.stop <= _JOINED
    return marker.label in {"after", "during"} and 0 <= hit.start - marker.stop <= _REASON


def listed(figures: Sequence[Figure], text: str, offset: int) -> list[Figure]:
    """Bare figures of a list as counting what its last one counts ("in Oslo 40, in Lima 62 people died"), and "in all"."""
    found = list(figures)
    for n in range(len(found) - 2, -1, -1):
        one, other = found[n], found[n + 1]
        between = text[one.stop - offset : other.start - offset]
        near = 0 < len(between) <= _LISTED and "," in between and not set(";:.()") & set(between)
        if near and _bare(one) and not _bare(other) and not other.unit and other.kind == "cardinal":
            found[n] = msgspec.structs.replace(one, heads=other.heads, concepts=other.concepts, frames=other.frames)
    return found


def in_all(figures: Sequence[Figure], hits: Sequence[Hit]) -> list[Figure]:
    """A bare figure that is said to be the whole counts what the figure before it counts: "12 more dead (40 in all)"."""
    marks = [h for h in hits if h.section == "bound" and h.label == "total"]
    found = list(figures)
    for n in range(1, len(found)):
        one, other = found[n - 1], found[n]
        if _bare(other) and not _bare(one) and not one.unit and any(_near(other, m) for m in marks):
            found[n] = msgspec.structs.replace(other, heads=one.heads, concepts=one.concepts, frames=one.frames)
    return found


def added(figures: Sequence[Figure], before: Set[str]) -> list[Figure]:
    """Additions to what another fate befell as counts: in "eight died, five more were hurt", five is how many were hurt.

    `before`: the fates that figures of the statements before count; they are asked where it counts no other itself. An
    addition to the same fate stays one, and so do the new cases and deaths of a day, which come on top of earlier days'.
    """
    found = list(figures)
    told: set[str] = set()
    for n, f in enumerate(found):
        fates = f.frames & FATES
        others = told or before
        people = not f.unit and (f.concepts & PEOPLE or not f.heads)
        alone = not any(fates & g.frames for g in figures if g is not f) and others <= _AT_ONCE
        if f.kind == "addition" and people and alone and fates and others and fates.isdisjoint(others):
            found[n] = msgspec.structs.replace(f, kind="cardinal", concepts=f.concepts or frozenset({"person"}))
        if f.concepts & PEOPLE or found[n].kind == "cardinal":
            told |= fates
    return found


def _near(f: Figure, hit: Hit) -> bool:
    return max(hit.start - f.stop, f.start - hit.stop, 0) <= _NEXT


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


def seconds_of(value: str) -> float | None:
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
    if not counts:
        return f
    count = min(counts, key=lambda c: (c.start > f.start, max(c.start - f.stop, f.start - c.stop, 0)))
    things = [
        h
        for h in hits
        if ((h.section == "concepts" and h.label not in NO_THING) or (h.section == "frames" and h.label in _FATED))
        and _gap(h, count) <= _OF
    ]
    if not things:
        return f
    thing = min(things, key=lambda h: (_gap(h, count), h.section, h.start))
    fate = thing.label if thing.section == "frames" else _FATE.get(thing.label)
    if fate is None:
        return msgspec.structs.replace(f, concepts=frozenset({thing.label}))
    return msgspec.structs.replace(f, concepts=frozenset({"person"}), frames=frozenset({fate}))


def _gap(one: Hit, other: Hit) -> int:
    return max(one.start - other.stop, other.start - one.stop, 0)
