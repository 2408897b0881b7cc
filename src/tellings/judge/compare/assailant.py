"""Compare who did it to somebody where the doer is told by what they are to the victim: killed by her husband, by her brother.

Read behind the word for "by" of a language; a language that says it by a case alone is not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...lang.frames import Hit
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, background, done, ties_of

_HARM = frozenset({"kill", "stab", "shoot", "attack", "injure", "abduct", "poison", "hit"})
# a husband may be called a partner, a boyfriend a friend
_CLASS = {"spouse": "partner", "friend": "partner"} | {
    k: k
    for k in ("partner", "parent", "offspring", "sibling", "cousin", "uncle", "grandparent", "neighbour", "colleague")
}
_NEAR = 45  # code points between the deed and the word for "by"
_REACH = 25  # code points between the word for "by" and who they are to the victim: "by her 40-year-old brother"
_STOPS = frozenset(",;:.!?()–—\n")
_OPENS = 4  # statements in which a report says what happened
_LEAST = 0.75


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute where reports have different kin or acquaintances of a victim do it, and none names both."""
    ties = ties_of(case)
    held: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told):
            for who in sorted(set(_read(told))):
                held[who].append(told)
    order = sorted(held, key=lambda w: (-len({t.report.id for t in held[w]}), w))
    for who in order[1:]:
        pair = next(((a, b) for a in held[order[0]] for b in held[who] if _one_deed(a, b, ties)), None)
        reports = {t.report.id for t in held[order[0]]} & {t.report.id for t in held[who]}
        if pair and not reports:
            yield _dispute({order[0]: held[order[0]], who: held[who]}, pair)
            return


def _one_deed(left: Told, right: Told, ties: Ties) -> bool:
    """Whether two statements tell of one deed, each with one kind of kin only."""
    if left.report.id == right.report.id or any(len(_kin(t)) > 1 for t in (left, right)):
        return False
    opens = left.at < _OPENS and right.at < _OPENS
    return bool(left.row and left.row == right.row) or (opens and ties.weight(left, right) >= _LEAST)


def _kin(told: Told) -> frozenset[str]:
    return frozenset(_CLASS[h.label] for h in told.inner("who") if h.label in _CLASS)


def _read(told: Told) -> Iterator[str]:
    """What the doer of a harm is to somebody."""
    deeds = [h for h in done(told) if h.label in _HARM]
    kin = [h for h in told.inner("who") if h.label in _CLASS]
    for marker in told.inner("agent") if deeds else ():
        if any(-_NEAR <= marker.start - d.stop <= _NEAR for d in deeds):
            near = [h for h in kin if _tied(told, marker, h)]
            if near:
                yield _CLASS[min(near, key=lambda h: abs(h.start - marker.start)).label]


def _tied(told: Told, marker: Hit, hit: Hit) -> bool:
    start, stop = (marker.stop, hit.start) if marker.label == "after" else (hit.stop, marker.start)
    return 0 <= stop - start <= _REACH and _STOPS.isdisjoint(told.report.text[start:stop])


def _dispute(sides: dict[str, list[Told]], pair: tuple[Told, Told]) -> Dispute:
    held = [
        (next(t.words_of(h) for t in told for h in t.inner("who") if _CLASS.get(h.label) == who), told)
        for who, told in sides.items()
    ]
    detail = f"Who did it is told to be another to the victim: {', '.join(value for value, _ in held)}."
    return differing("agent", held, detail=detail, shown=pair, topic="assailant")
