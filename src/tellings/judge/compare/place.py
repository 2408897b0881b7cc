"""Compare places: where something happened, told of the same row or of the same deed and person."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Mention
from ..kin import may_be_one
from ..setting import countries
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both
from .ties import background, done, ties_of
from .voices import statements

_SURE = 0.85  # confidence of a row whose places are compared
_LOCAL = frozenset(
    {"arrest", "kill", "find", "crash", "collapse", "explode", "shoot", "abduct", "land", "meet", "attack"}
)
_SPOTS = frozenset({"home", "office", "airport", "hospital", "school"})  # nobody is arrested in two of them
_NEAR = 40  # code points between a deed and where it was done
_TIED = 0.9


def compare(case: Case) -> Iterator[Dispute]:
    """Disputes over where: rows that set one thing in different places, deeds to one person done in different ones.

    A report that names both places knows how they lie to one another (the town and its country), so nothing is opposed.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        known[told.report.id] |= {m.entity for m in told.statement.mentions}
        known[told.report.id] |= told.labels("concepts") & _SPOTS
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2 or row.confidence < _SURE:
            continue
        held: dict[str, list[Told]] = defaultdict(list)
        for told in (case.by_id[s] for s in row.statements if s in case.by_id):
            places = {m.entity for m in told.statement.mentions if m.kind == "place" and m.entity}
            if len(places) == 1:
                held[places.pop()].append(told)
        order = [p for p in sorted(held) if not any(p in known[t.report.id] for q in held if q != p for t in held[q])]
        if len(order) > 1 and not _one_name(order[0], order[1], case):
            yield _dispute([(p, held[p]) for p in order], case, confidence=0.3)
    yield from _deeds(case, known)


def _deeds(case: Case, known: dict[str, set[str]]) -> Iterator[Dispute]:
    """One dispute for each kind of deed, and person, that statements set in places that the other report never names."""
    ties = ties_of(case)
    held: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told):
            for deed, who, where in _read(told):
                held[deed, who][where].append(told)
    for (_, _), places in sorted(held.items()):
        for one, other in itertools.combinations(sorted(places), 2):
            left, right = places[one], places[other]
            unknown = all(other not in known[t.report.id] for t in left) and all(
                one not in known[t.report.id] for t in right
            )
            alike = (one in _SPOTS) == (other in _SPOTS) and countries().isdisjoint(
                _name(p, case) for p in (one, other)
            )
            alike = alike and not _one_name(one, other, case)
            tied = one in _SPOTS or ties.weight(left[0], right[0]) >= _TIED  # nobody is arrested at home and at work
            if alike and unknown and no_report_holds_both(left, right) and tied:
                yield _dispute([(one, left), (other, right)], case, confidence=0.45)


def _one_name(one: str, other: str, case: Case) -> bool:
    """Whether two places may be one that nobody linked."""
    return may_be_one(_name(one, case), _name(other, case))


def _read(told: Told) -> Iterator[tuple[str, str, str]]:
    """(deed, person, where) for the place or spot nearest to a deed."""
    for deed in done(told):
        if deed.label not in _LOCAL:
            continue
        who = [
            m
            for m in told.statement.mentions
            if m.kind == "person" and m.entity and not told.in_source(m.start, m.stop)
        ]
        spots = [
            (_away(h.start, h.stop, deed.start, deed.stop), h.label)
            for h in told.inner("concepts")
            if h.label in _SPOTS
        ]
        places = [
            (_away(m.start, m.stop, deed.start, deed.stop), m.entity)
            for m in told.statement.mentions
            if m.kind == "place" and m.entity and not told.in_source(m.start, m.stop)
        ]
        for found in (spots, places):
            if found and min(found)[0] <= _NEAR:
                for m in _nearest(who, deed.start):
                    yield deed.label, m.entity, min(found)[1]


def _nearest(who: Sequence[Mention], at: int) -> Sequence[Mention]:
    return sorted(who, key=lambda m: (abs(m.start - at), m.start))[:1]


def _away(start: int, stop: int, low: int, high: int) -> int:
    return max(start - high, low - stop, 0)


def _dispute(sides: Sequence[tuple[str, Sequence[Told]]], case: Case, *, confidence: float) -> Dispute:
    first, second = sides[0][1][0], sides[1][1][0]
    return Dispute(
        kind="place",
        about=first.statement.text,
        state="differing",
        sides=tuple(Side(value=_name(p, case), statements=statements(told)) for p, told in sides),
        confidence=confidence,
        findings=(
            finding(
                "place",
                f"The same is set in two places: {_name(sides[0][0], case)} and {_name(sides[1][0], case)}.",
                first,
                second,
            ),
        ),
    )


def _name(entity: str, case: Case) -> str:
    return case.entities[entity].label if entity in case.entities else entity
