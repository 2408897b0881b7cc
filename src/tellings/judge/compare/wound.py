"""Compare wounds: one report tells that somebody was hit in the arm and the chest, another in the back and the chest.

All that a report tells of parts of the body counts together, so that a report which only tells less ("in the chest")
stands against nobody: each side names a part that the other nowhere has. Where several were hurt, parts are of several.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...figures import PEOPLE
from ...lang.frames import Hit
from ...records import Record
from ..scope import negated
from ..told import Case, Told
from .dispute import Dispute, differing
from .persons import name_others
from .ties import Ties, background, ties_of
from .voices import other_camps

_HARM = frozenset({"injure", "stab", "shoot", "attack", "hit", "kill", "wound", "wounded", "knife", "gun"})
_HURT = frozenset({"injure", "kill"})
_NEAR = 60  # code points between a word for the harm and a part of the body
_STOPS = frozenset(".;:!?\n")
_TIED = 0.9  # what two statements, with those before them, have in common to tell of one person
_PART_TIES = 0.5  # a part of the body that both name, for that
_MOST = 40


class _Wound(Record, frozen=True, kw_only=True):
    told: Told
    parts: frozenset[str]
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """At most one dispute: the parts of a body where reports of one wounded person set the wounds."""
    several = {t.report.id for t in case.told if _several(t)}
    known: dict[str, set[str]] = defaultdict(set)  # parts that a report names, of anybody
    found: list[_Wound] = []
    for told in case.told:
        known[told.report.id] |= {h.label for h in told.of("body")}
        if told.report.id in several or told.statement.polarity != "positive" or negated(told) or background(told):
            continue
        hits = _wounded(told)
        if hits:
            text = told.report.text[min(h.start for h in hits) : max(h.stop for h in hits)]
            found.append(_Wound(told=told, parts=frozenset(h.label for h in hits), words=text))
    ties = ties_of(case)
    for a, b in itertools.combinations(found[:_MOST], 2):
        if a.told.report.id == b.told.report.id or not other_camps(a.told, b.told):
            continue
        mine, yours = a.parts - known[b.told.report.id], b.parts - known[a.told.report.id]
        if mine and yours and not name_others(a.told, b.told) and _tied(a, b, ties) >= _TIED:
            yield _dispute(_telling(found, mine, yours, known), _telling(found, yours, mine, known))
            return


def _tied(a: _Wound, b: _Wound, ties: Ties) -> float:
    return ties.settled(a.told, b.told) + _PART_TIES * len(a.parts & b.parts)


def _telling(
    found: Sequence[_Wound], parts: frozenset[str], other: frozenset[str], known: Mapping[str, set[str]]
) -> list[_Wound]:
    """The wounds of reports that have a part of one side, and none of the other's."""
    return [w for w in found if w.parts & parts and other.isdisjoint(known[w.told.report.id])]


def _several(told: Told) -> bool:
    """Whether a statement counts several people hurt or killed."""
    return any(f.kind == "cardinal" and f.low > 1 and f.frames & _HURT and f.concepts & PEOPLE for f in told.figures)


def _wounded(told: Told) -> list[Hit]:
    """The parts of a body beside a word for harm."""
    text = told.report.text
    harms = [h for h in told.inner("frames", "concepts") if h.label in _HARM]
    return [b for b in told.inner("body") if any(_beside(text, b, h) for h in harms)]


def _beside(text: str, part: Hit, harm: Hit) -> bool:
    start, stop = min(part.stop, harm.stop), max(part.start, harm.start)
    return stop - start <= _NEAR and _STOPS.isdisjoint(text[start:stop])


def _dispute(first: Sequence[_Wound], second: Sequence[_Wound]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing(
        "place",
        sides,
        detail=f"Wounds “{one}” and “{other}”; neither report has what only the other names.",
        topic="wound",
    )
