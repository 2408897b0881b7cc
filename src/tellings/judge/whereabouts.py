"""Of which country a count is: the one named beside it in its clause, or else the one that its statement or those before it name.

"In Norway 40 people died, in Peru 62. Worldwide there are 3,000 cases." Counts of two countries are two counts, however
alike the words around them are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from ..figures import Figure
from ..lang.gazetteer import Entry, names, plain
from ..records import Record
from ..words import words
from .told import Case, Told

WORLD = "world"
_TOTAL, _TOTAL_NEAR = "total", 25  # code points between the word for a total and its figure
_LONGEST = 4  # words of a country's name
_BACK = 3  # statements that a country named before is carried over
_STOPS = frozenset(",;:()–—")


class _Named(Record, frozen=True, kw_only=True):
    start: int
    stop: int
    code: str
    said: bool  # whether it stands in the words for who says it


class Whereabouts:
    """Reads a whole story once; then `of(told, figure)`."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._named: dict[str, tuple[_Named, ...]] = {}
        self._carried: dict[str, str] = {}
        carried, since, report = "", 0, ""
        for told in case.told:
            if told.report.id != report:
                carried, since, report = "", 0, told.report.id
            self._carried[told.statement.id] = carried if since < _BACK else ""
            found = self._named[told.statement.id] = tuple(sorted(self._read(told), key=lambda n: (n.start, n.stop)))
            own = {n.code for n in found if not n.said} or {n.code for n in found}
            if len(own) == 1:
                carried, since = min(own), 0
            else:
                since += 1

    def of(self, told: Told, f: Figure) -> tuple[str, bool]:
        """(country, whether the statement itself sets the count there, rather than one before it or who says it)."""
        found = [n for n in self._named[told.statement.id] if not n.said]
        beside = [n for n in found if _one_clause(told, f, n)]
        before = [n for n in beside if n.stop <= f.start]
        if beside:
            return (before[-1] if before else min(beside, key=lambda n: n.start)).code, True
        if any(n.code == WORLD for n in found) and _in_all(told, f):
            return WORLD, True
        earlier = [n for n in found if n.stop <= f.start]
        if earlier:
            return earlier[0].code, True
        if self._carried[told.statement.id]:
            return self._carried[told.statement.id], False
        said = {n.code for n in self._named[told.statement.id]}
        return (min(said), False) if len(said) == 1 else ("", False)

    def _read(self, told: Told) -> Iterator[_Named]:
        for h in told.of("bound"):
            if h.label == WORLD:
                yield _Named(start=h.start, stop=h.stop, code=WORLD, said=False)
        spans = []
        for start, stop, code in _spelt(told.statement.text, told.statement.lang, told.statement.start):
            spans.append((start, stop))
            yield _Named(start=start, stop=stop, code=code, said=told.in_source(start, stop))
        known = _countries("en")
        for m in told.statement.mentions:
            entity = self._case.entities.get(m.entity)
            if m.kind != "place" or entity is None or any(a < m.stop and m.start < b for a, b in spans):
                continue
            entry = known.get(plain(entity.label))
            if entry is not None:
                yield _Named(start=m.start, stop=m.stop, code=entry.country, said=told.in_source(m.start, m.stop))


@functools.lru_cache(maxsize=1)
def whereabouts_of(case: Case) -> Whereabouts:
    """The whereabouts of a story, read once for all comparers."""
    return Whereabouts(case)


@functools.cache
def _countries(lang: str) -> Mapping[str, Entry]:
    return {k: e for k, e in names(lang).items() if e.group == "country"}


def _spelt(text: str, lang: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """The countries that a text spells out, in whatever capitals and as part of whatever name: (start, stop, code)."""
    known = _countries(lang.split("-", maxsplit=1)[0])
    found = words(text)
    at = 0
    while at < len(found):
        step, start = 1, found[at].start
        capital = text[start].isupper() or not (text[start].isascii() or text[start].islower())
        for n in range(min(_LONGEST, len(found) - at) if capital else 0, 0, -1):
            stop = found[at + n - 1].stop
            entry = known.get(plain(text[start:stop]))
            if entry is not None:
                yield start + offset, stop + offset, entry.country
                step = n
                break
        at += step


def _in_all(told: Told, f: Figure) -> bool:
    """Whether a count is told to be of all: the last clause of "all over the world 40 have died, in all 900 fell ill"."""
    near = [h for h in told.of("bound") if h.label == _TOTAL and 0 <= f.start - h.stop <= _TOTAL_NEAR]
    return any(_STOPS.isdisjoint(told.report.text[h.stop : f.start]) for h in near)


def _one_clause(told: Told, f: Figure, named: _Named) -> bool:
    start, stop = min(f.stop, named.stop), max(f.start, named.start)
    return _STOPS.isdisjoint(told.report.text[start : max(start, stop)])


def by_country(items: Sequence[tuple[Told, Figure]], whereabouts: Whereabouts) -> list[list[tuple[Told, Figure]]]:
    """Counts parted by the countries that they are of; those of no known country stay with the one country there is.

    Where one report counts for several countries, a count whose country is not known is of none of them.
    """
    placed = [(item, *whereabouts.of(*item)) for item in items]
    told: dict[str, set[str]] = {}
    for (t, _), code, sure in placed:
        if code and sure:
            told.setdefault(t.report.id, set()).add(code)
    countries = {code for codes in told.values() for code in codes}
    if len(countries) < 2:
        return [list(items)]
    listed = any(len(codes) > 1 for codes in told.values())
    most = max(sorted(countries), key=lambda c: sum(c in codes for codes in told.values()))
    groups: dict[str, list[tuple[Told, Figure]]] = {}
    for item, code, sure in placed:
        home = code if code and (sure or listed) else "" if listed else most
        groups.setdefault(home, []).append(item)
    return [groups[c] for c in sorted(groups)]
