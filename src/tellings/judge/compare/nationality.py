"""Compare of which country somebody is whom a story is about: a German tourist in one report, an Austrian one in another.

Only a country that the other report does not name at all stands against one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, background, ties_of

# told of one person, of whom a report says what they are
_ROLES = frozenset({"suspect", "driver", "captain", "pilot", "visitor"})
_ONE = frozenset({"man", "woman", "girl", "boy"})
_DEMONYM = "demonym"
_NEXT = 2  # code points between the country and the person
_OPENS = 4  # statements in which a report says what it is about
_LEAST = 0.75


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute where two reports give one person two countries."""
    ties = ties_of(case)
    found = [
        (t, role, c) for t in case.told if t.at < _OPENS and not background(t) for role, c in sorted(set(_read(t)))
    ]
    named = {
        r: frozenset(m.entity for t in case.told if t.report.id == r for m in t.statement.mentions)
        for r in case.reports
    }
    for (left, role, one), (right, same, other) in itertools.combinations(found, 2):
        if role != same or one == other or left.report.id == right.report.id or not _one_event(left, right, ties):
            continue
        if other not in named[left.report.id] and one not in named[right.report.id]:
            sides = {c: [t for t, r, of in found if r == role and of == c] for c in (one, other)}
            yield _dispute(sides, (left, right), case)
            return


def _read(told: Told) -> Iterator[tuple[str, str]]:
    """(role, country) of everybody told to be of a country, where no number makes them several."""
    people = [h for h in told.inner("concepts") if h.label in _ROLES] + [
        h for h in told.inner("who") if h.label in _ONE
    ]
    if any(f.low != 1 and f.kind == "cardinal" and not f.unit for f in told.figures):
        return
    for m in told.statement.mentions:
        if m.entity and m.rule == _DEMONYM and not told.in_source(m.start, m.stop):
            for h in people:
                if 0 <= max(h.start - m.stop, m.start - h.stop) <= _NEXT:
                    yield h.label, m.entity


def _one_event(left: Told, right: Told, ties: Ties) -> bool:
    """Whether two statements tell that the same befell somebody."""
    done = {k for k in ties.common(left, right) if k.startswith("deed:")}
    return bool(done) and ties.weight(left, right) >= _LEAST


def _dispute(sides: dict[str, list[Told]], pair: Sequence[Told], case: Case) -> Dispute:
    held = [(case.entities[c].label if c in case.entities else c, told) for c, told in sides.items()]
    detail = f"One person is told to be of two countries: {', '.join(value for value, _ in held)}."
    return differing("identity", held, detail=detail, shown=pair, confidence=0.5, topic="nationality")
