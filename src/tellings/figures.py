"""When two quantities count the same thing, and whether their values agree, include or exclude one another."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, Literal

from .records import Quantity, Record, Statement
from .words import stem, words

if TYPE_CHECKING:
    from .lang.frames import Hit

Relation = Literal["equal", "within", "overlap", "apart"]
_SLACK = 0.1  # an approximate figure stands for itself give or take a tenth
_SHORT = 2  # letters: shorter words are articles and the like
_PUNCTUATION = ",;:.!?()–—"
_FAR = 60  # code points to a frame of another clause
_NEXT = 2  # code points: the very next word
_CLOSE = 12  # code points: the next word or the one after
FATES = frozenset({"kill", "injure", "arrest", "evacuate", "miss", "infect", "recover"})  # frames: what befalls people
_NEAR = 40  # code points between a number and what it counts
# people counted by what happened to them: concept -> frame
_BY_FATE = {"dead": "kill", "wounded": "injure", "evacuee": "evacuate", "detainee": "arrest"}
PEOPLE = frozenset(
    {"person", "worker", "protester", "striker", "child", "passenger", "crew", "citizen", "civilian", "soldier", "fighter",
     "police", "journalist", "visitor", "migrant", "firefighter", "woman", "pilot", "fan"}
)  # concepts  # fmt: skip
# frames that tell in what something happened rather than what happened to the things counted
_MOVES = frozenset({"rise", "fall"})
_SETTING = frozenset({"burn", "flood", "rain", "explode", "crash", "collapse", "meet", "protest", "attack"})


class Figure(Record, frozen=True, kw_only=True):
    """A quantity with what it counts, ready to compare."""

    statement: str
    start: int
    stop: int
    low: float
    high: float
    unit: str
    heads: frozenset[str] = frozenset()  # stems of the words counted
    concepts: frozenset[str] = frozenset()  # concepts of the words counted
    frames: frozenset[str] = frozenset()  # what happens to them: the nearest frame, of the same clause if it has one
    kind: str = "cardinal"
    approximate: bool = False
    text: str = ""


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The interval a quantity leaves open, unbounded ends as infinities, approximate ones widened by a tenth."""
    low = float("-inf") if quantity.low is None else quantity.low
    high = float("inf") if quantity.high is None else quantity.high
    if quantity.approximate and low == high:
        return low - abs(low) * _SLACK, high + abs(high) * _SLACK
    return low, high


def told(figure: Figure) -> float:
    """The number in the words: 750 of "about 750", 19,000 of "more than 19,000", 4 of "up to 4"."""
    if not math.isfinite(figure.low):
        return figure.high
    middle = (figure.low + figure.high) / 2
    about = figure.approximate and math.isclose(figure.low, middle - abs(middle) * _SLACK, rel_tol=1e-6)
    return round(middle, 6) if about else figure.low


def relate(left: Figure, right: Figure) -> Relation:
    """How two intervals stand: equal, one within the other, overlapping, or apart (they exclude each other)."""
    if (left.low, left.high) == (right.low, right.high):
        return "equal"
    if left.high < right.low or right.high < left.low:
        return "apart"
    if (left.low <= right.low and right.high <= left.high) or (right.low <= left.low and left.high <= right.high):
        return "within"
    return "overlap"


def same_thing(left: Figure, right: Figure, *, whatever_befell: bool = False) -> bool:
    """Whether both count the same thing: one unit, heads that share a stem or a concept, not different happenings.

    Two plain counts without a head in common are never taken for the same thing. `whatever_befell` lets happenings differ.
    """
    if left.unit != right.unit:
        return False
    if not whatever_befell and not left.unit and left.frames and right.frames and left.frames.isdisjoint(right.frames):
        return False
    if _common(left.concepts, right.concepts) or _common(left.heads, right.heads):
        return True
    return bool(left.unit) and not (left.heads and right.heads)


def may_be_same_people(left: Figure, right: Figure) -> bool:
    """Whether both count people, one of them by a word that stands for any: "11 people" and "11 citizens"."""
    if left.unit or right.unit:
        return False
    a, b = left.concepts & PEOPLE, right.concepts & PEOPLE
    return bool(a and b) and ("person" in a or "person" in b)


def _common(left: Set[str], right: Set[str]) -> bool:
    return not left.isdisjoint(right)


def figure(quantity: Quantity, statement: Statement, hits: Sequence[Hit], *, closely: bool = False) -> Figure:
    """A statement's quantity with the stems and concepts that it counts and the frames nearest to it.

    `hits` are the statement's frames and concepts with offsets of the report. Where the reader of quantities found no
    words counted, the next concept within the same statement stands in. `closely` is how judging reads what happens to
    what is counted: nearness counts from the words counted, "and" parts, and a count that rises is still one of what
    happened; alignment's model was fitted without.
    """
    start = quantity.of_start if quantity.of_start is not None else quantity.stop
    stop = quantity.of_stop if quantity.of_stop is not None else quantity.stop
    concepts = frozenset(h.label for h in hits if h.section == "concepts" and h.start < stop and start < h.stop)
    heads = frozenset(stem(w.folded) for w in words(quantity.of) if len(w.folded) > _SHORT)
    if quantity.unit:  # the words of the unit itself are not what is measured
        concepts = frozenset(h.label for h in hits if h.section == "concepts" and stop > h.start >= quantity.stop) - {
            "money"
        }
    if not heads and not concepts:
        concepts = _measured(quantity, statement, hits) if quantity.unit else _following(quantity, hits)
    if closely and quantity.unit and not concepts:
        concepts = _measured(quantity, statement, hits)
    low, high = bounds(quantity)
    frames = _frames_near(quantity, statement, hits, closely=closely)
    unnamed = not concepts and not quantity.unit
    if unnamed and (_told_by_fate(start, stop, hits) if closely and heads else not heads and _fated(quantity, hits)):
        concepts = frozenset({"person"})
    fate = sorted(_BY_FATE[c] for c in concepts if c in _BY_FATE)
    if fate:
        frames, concepts = frozenset(fate[:1]), (concepts - _BY_FATE.keys()) | {"person"}
    return Figure(
        statement=statement.id,
        start=quantity.start,
        stop=quantity.stop,
        low=low,
        high=high,
        unit=quantity.unit,
        heads=heads,
        concepts=concepts,
        frames=frames,
        kind="addition" if _added(quantity, statement, hits, closely=closely) else quantity.kind,
        approximate=quantity.approximate,
        text=statement.text[
            max(0, quantity.start - statement.start) : max(0, max(stop, quantity.stop) - statement.start)
        ],
    )


def _fated(quantity: Quantity, hits: Sequence[Hit]) -> bool:
    """Whether a bare number is followed at once by what befell those counted: "38 were hurt"."""
    return any(h.section == "frames" and h.label in FATES and _distance(quantity, h) <= _CLOSE for h in hits)


def _told_by_fate(start: int, stop: int, hits: Sequence[Hit]) -> bool:
    """Whether the words counted are but those for what befell whoever is counted: "18 remain missing"."""
    at = start
    for h in hits:
        if h.section == "bound" and 0 <= h.start - at <= 1:
            at = h.stop
    return any(
        h.section == "frames" and h.label in FATES and start <= h.start < stop and h.start - at <= 1 for h in hits
    )


def _added(quantity: Quantity, statement: Statement, hits: Sequence[Hit], *, closely: bool) -> bool:
    """Whether a number comes on top of another: "two more"; closely, where no comma parts the two."""
    labels = {"more", "new"} if closely else {"more"}
    return any(
        h.section == "bound"
        and h.label in labels
        and _distance(quantity, h) <= _CLOSE
        and not (closely and not _one_clause(quantity, h, statement))
        for h in hits
    )


def _following(quantity: Quantity, hits: Sequence[Hit]) -> frozenset[str]:
    after = [h for h in hits if h.section == "concepts" and 0 <= h.start - quantity.stop <= _NEXT]
    return frozenset({after[0].label}) if after else frozenset()


def _measured(quantity: Quantity, statement: Statement, hits: Sequence[Hit]) -> frozenset[str]:
    """What a measure is of: the nearest concept of its clause."""
    near = [
        h
        for h in hits
        if h.section == "concepts"
        and h.label != "money"
        and 0 < _distance(quantity, h) <= _NEAR
        and _one_clause(quantity, h, statement)
    ]
    return frozenset({min(near, key=lambda h: (_distance(quantity, h), h.start)).label}) if near else frozenset()


def _frames_near(quantity: Quantity, statement: Statement, hits: Sequence[Hit], *, closely: bool) -> frozenset[str]:
    """The frame nearest to the quantity, of its clause if it has one; one that sets the scene only where no other is."""
    frames = [h for h in hits if h.section == "frames"]
    if closely and not quantity.unit:
        frames = [h for h in frames if h.label not in _MOVES] or frames
    frames = [h for h in frames if h.label not in _SETTING] or frames
    frames = [h for h in frames if _one_clause(quantity, h, statement)] or [
        h for h in frames if _distance(quantity, h) <= _FAR
    ]
    if not frames:
        return frozenset()
    links = [h for h in hits if h.section == "bound" and h.label == "and"]
    if closely:
        nearest = min(frames, key=lambda h: (_linked(quantity, h, links), _from_counted(quantity, h), h.start))
    else:
        nearest = min(frames, key=lambda h: (_distance(quantity, h), h.start))
    return frozenset({nearest.label})


def _linked(quantity: Quantity, hit: Hit, links: Sequence[Hit]) -> bool:
    """Whether a word like "and" stands between the two: "killing 11 people and injuring 120"."""
    start, stop = min(quantity.stop, hit.stop), max(quantity.start, hit.start)
    return any(start <= link.start and link.stop <= stop for link in links)


def _distance(quantity: Quantity, hit: Hit) -> int:
    return max(hit.start - quantity.stop, quantity.start - hit.stop, 0)


def _from_counted(quantity: Quantity, hit: Hit) -> int:
    """Code points between a quantity with the words that it counts and a hit."""
    stop = max(quantity.stop, quantity.of_stop or 0)
    start = min(quantity.start, quantity.of_start if quantity.of_start is not None else quantity.start)
    return max(hit.start - stop, start - hit.stop, 0)


def _one_clause(quantity: Quantity, hit: Hit, statement: Statement) -> bool:
    """Whether no punctuation stands between the two."""
    start, stop = min(quantity.stop, hit.stop), max(quantity.start, hit.start)
    return set(_PUNCTUATION).isdisjoint(statement.text[start - statement.start : max(start, stop) - statement.start])
