"""Compare sides of a land: what happened lies in the north of a country in one report and in its centre in another.

"In the north of Mexico", "central Mexico"; "Turkey's east coast". A side is named together with the place that it is a
side of, and is read where a report opens, of the happening that it opens with: so two sides are sides of one place, and
of where one thing happened. North-east is in the north and in the east, and stands against neither.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...lang.frames import Hit
from ...records import Record
from ...words import words
from ..kin import openings
from ..setting import countries
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import background, deeds
from .voices import other_camps

_SECTION, _LAND = "side", "country"
_POINTS = frozenset({"north", "south", "east", "west"})
_OPENS = 4  # statements in which a report tells what it is of
_PLACES = frozenset({"place", "other"})
_SHORT, _WORDS = 3, 3  # letters and number of the words between a side and its place: "north of the ..."
_STOPS = frozenset(',;:.!?()–—\n"“”«»/')
_RIGHT_BEFORE = re.compile(r"(['’]\w{1,5})?\s")  # "Mexico's north", with an ending or a space only
_MOST = 30  # statements of one happening that are held against each other


class _Lies(Record, frozen=True, kw_only=True):
    told: Told
    side: str
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each place of which two reports name sides that do not go together, for one happening."""
    lands, begun = _lands(case), _begun(case)
    held: dict[tuple[str, str], list[_Lies]] = defaultdict(list)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)  # sides of a place that a report names, of anything
    opening: dict[str, set[str]] = defaultdict(set)  # what a report opens with
    for told in case.told:
        if told.at < _OPENS:
            opening[told.report.id] |= deeds(told)
        for place, lies in _sides(told, lands, begun):
            known[told.report.id, place].add(lies.side)
            if told.at < _OPENS and told.statement.polarity == "positive" and not background(told):
                for deed in deeds(told):
                    held[place, deed].append(lies)
    seen: set[str] = set()
    for (place, deed), found in sorted(held.items()):
        common = [x for x in found[:_MOST] if deed in opening[x.told.report.id]]
        dispute = None if place in seen else _opposed(place, common, known)
        if dispute is not None:
            seen.add(place)
            yield dispute


def _opposed(place: str, found: Sequence[_Lies], known: Mapping[tuple[str, str], set[str]]) -> Dispute | None:
    for a, b in itertools.combinations(found, 2):
        if not _apart(a.side, b.side) or not other_camps(a.told, b.told):
            continue
        if b.side in known[a.told.report.id, place] or a.side in known[b.told.report.id, place]:
            continue  # a report with both knows how they go together
        sides = [
            [
                x
                for x in found
                if x.side == one.side and _apart(x.side, two.side) and two.side not in known[x.told.report.id, place]
            ]
            for one, two in ((a, b), (b, a))
        ]
        return _dispute(*sides)
    return None


def _apart(one: str, other: str) -> bool:
    """Whether two sides exclude each other: a point and a corner that begins or ends with it do not."""
    if one == other:
        return False
    corner, point = (one, other) if "_" in one else (other, one)
    return not (point in _POINTS and point in corner.split("_"))


def _lands(case: Case) -> dict[str, str]:
    """The country that each report names most: what it calls "the country"."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for told in case.told:
        for m in told.statement.mentions:
            if m.entity in case.entities and case.entities[m.entity].label in countries():
                named[told.report.id][m.entity] += 1
    return {r: min(n, key=lambda e: (-n[e], e)) for r, n in named.items()}


def _begun(case: Case) -> dict[str, str]:
    """The countries of a story by the letters that they begin with, where only one begins so."""
    named: dict[str, set[str]] = defaultdict(set)
    for e in case.entities.values():
        for o in openings(e.label) if e.label in countries() else ():
            named[o].add(e.id)
    return {o: min(e) for o, e in named.items() if len(e) == 1}


def _sides(told: Told, lands: Mapping[str, str], begun: Mapping[str, str]) -> Iterator[tuple[str, _Lies]]:
    """(place, side of it) for each side that a statement names."""
    text = told.report.text
    hits = told.inner(_SECTION)
    land = lands.get(told.report.id, "")
    places = [(m.start, m.stop, m.entity) for m in told.statement.mentions if m.kind in _PLACES and m.entity]
    places += [(h.start, h.stop, land) for h in hits if h.label == _LAND and land]
    for hit in hits:
        if hit.label == _LAND or (text[hit.start].isupper() and hit.start > told.statement.start):
            continue  # "South Korea" is a name
        at = next((p for p in places if _RIGHT_BEFORE.fullmatch(text, p[1], max(p[1], hit.start))), None)
        at = at or next((p for p in sorted(places) if _joined(text, hit, p[0])), None)
        at = at or _read_as_another(told, hit, begun)
        if at is not None:
            start, stop = min(at[0], hit.start), max(at[1], hit.stop)
            yield at[2], _Lies(told=told, side=hit.label, words=text[start:stop])


def _read_as_another(told: Told, hit: Hit, begun: Mapping[str, str]) -> tuple[int, int, str] | None:
    """The country that the words behind a side begin like, where names were read otherwise: "the Centre of Mexico"."""
    text = told.report.text
    for w in words(text[hit.stop : told.statement.stop], offset=hit.stop)[: _WORDS + 1]:
        land = next((begun[o] for o in openings(w.folded) if o in begun), "")
        if land and _joined(text, hit, w.start):
            return w.start, w.stop, land
    return None


def _joined(text: str, hit: Hit, start: int) -> bool:
    """Whether nothing but a few short words stand between a side and the place that follows."""
    between = text[hit.stop : start] if start >= hit.stop else ""
    if not between or not _STOPS.isdisjoint(between):
        return False
    cut = words(between)
    return len(cut) <= _WORDS and all(len(w.folded) <= _SHORT for w in cut)


def _dispute(first: Sequence[_Lies], second: Sequence[_Lies]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing("place", sides, detail=f"The same lies “{one}” and “{other}”.", confidence=0.4, topic="side")
