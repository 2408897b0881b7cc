"""Compare scenes: a fire broke out in the kitchen or in the cellar, a body was found in a field or in a forest.

Kinds of room, of open ground and of premises exclude each other among themselves; a kitchen may well be in a hotel. A
scene counts beside a happening that its report opens with; a report that has both kinds knows how they lie together.
Sites with names are compared by `site`.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...lang.frames import Hit
from ...records import Record
from ..scope import negated
from ..told import Case, Told
from .dispute import Dispute, differing
from .persons import name_others
from .ties import background, ties_of
from .voices import other_camps

_LEVELS = (
    frozenset({"kitchen", "bedroom", "bathroom", "cellar", "attic", "garage"}),
    frozenset({"street", "field", "forest", "beach", "park", "car_park"}),
    frozenset({"hotel", "restaurant", "shop"}),
    frozenset({"pitch", "yard"}),
)
_SECTION, _FIGHT = "scene", "fight"  # a brawl is told with the scenes: other comparers do not go by it
_CLASS = {"fire": "burn", "stab": "attack", "kill": "attack", "shoot": "attack", _FIGHT: "attack"}
_HAPPENING = frozenset({"burn", "explode", "attack", "abduct", "find", "collapse"})
_OPENS = 3  # statements in which a report tells what it is of
_NEAR = 60  # code points between a happening and its scene
_STOPS = frozenset(".;:!?\n")
_MOST = 30  # statements of one happening that are held against each other


class _Scene(Record, frozen=True, kw_only=True):
    told: Told
    kind: str
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each level of scene on which two reports set the same happening differently."""
    known: dict[str, set[str]] = defaultdict(set)  # kinds of scene that a report names, of anything
    for told in case.told:
        known[told.report.id] |= {h.label for h in told.of(_SECTION)}
    seen: set[int] = set()
    for (level, _), found in sorted(_held(case).items()):
        pairs = itertools.combinations(found[:_MOST], 2)
        pair = next((p for p in pairs if level not in seen and _apart(*p, known)), None)
        if pair is not None:
            seen.add(level)
            one, other = (p.kind for p in pair)
            yield _dispute(
                [x for x in found if x.kind == one and other not in known[x.told.report.id]],
                [x for x in found if x.kind == other and one not in known[x.told.report.id]],
            )


def _held(case: Case) -> dict[tuple[int, str], list[_Scene]]:
    """The scenes of each level and happening, where a report opens with that happening."""
    ties = ties_of(case)
    opening: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        if told.at < _OPENS:
            opening[told.report.id] |= _happenings(told)
    held: dict[tuple[int, str], list[_Scene]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity != "positive" or negated(told) or background(told) or ties.foreign(told):
            continue
        for hit in (h for h in told.inner(_SECTION) if h.label != _FIGHT):
            level = next(n for n, kinds in enumerate(_LEVELS) if hit.label in kinds)
            for what in sorted(_beside(told, hit) & opening[told.report.id]):
                held[level, what].append(_Scene(told=told, kind=hit.label, words=told.words_of(hit)))
    return held


def _apart(a: _Scene, b: _Scene, known: Mapping[str, set[str]]) -> bool:
    """Whether two scenes are told by others, of nobody else, and neither report has the other's kind."""
    unknown = b.kind not in known[a.told.report.id] and a.kind not in known[b.told.report.id]
    return unknown and other_camps(a.told, b.told) and not name_others(a.told, b.told)


def _happenings(told: Told) -> set[str]:
    return {_CLASS.get(h.label, h.label) for h in _happens(told)}


def _happens(told: Told) -> list[Hit]:
    hits = told.inner("frames", "concepts", _SECTION)
    return [h for h in hits if _CLASS.get(h.label, h.label) in _HAPPENING]


def _beside(told: Told, scene: Hit) -> set[str]:
    """The happenings near a scene in its clause."""
    text, near = told.report.text, set()
    for hit in _happens(told):
        start, stop = min(hit.stop, scene.stop), max(hit.start, scene.start)
        if stop - start <= _NEAR and _STOPS.isdisjoint(text[start:stop]):
            near.add(_CLASS.get(hit.label, hit.label))
    return near


def _dispute(first: Sequence[_Scene], second: Sequence[_Scene]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing(
        "place", sides, detail=f"The same is set “{one}” and “{other}”; neither report has both.", topic="scene"
    )
