"""Compare places: statements of one row that set the same happening in different places, neither known to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .voices import statements

_SURE = 0.85  # confidence of a row whose places are compared


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each row in which two reports name one place each, not the same, and never the other's.

    A report that names both places knows how they lie to one another (the town and its country), so nothing is opposed.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        known[told.report.id] |= {m.entity for m in told.statement.mentions}
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2 or row.confidence < _SURE:
            continue
        held: dict[str, list[Told]] = defaultdict(list)
        for told in (case.by_id[s] for s in row.statements if s in case.by_id):
            places = {m.entity for m in told.statement.mentions if m.kind == "place" and m.entity}
            if len(places) == 1:
                held[places.pop()].append(told)
        order = [p for p in sorted(held) if not any(p in known[t.report.id] for q in held if q != p for t in held[q])]
        if len(order) < 2:
            continue
        first, second = held[order[0]][0], held[order[1]][0]
        yield Dispute(
            kind="place",
            about=first.statement.text,
            state="differing",
            sides=tuple(Side(value=_name(p, case), statements=statements(held[p])) for p in order),
            confidence=0.3,
            findings=(finding("place", f"{_name(order[0], case)} | {_name(order[1], case)}", first, second),),
        )


def _name(entity: str, case: Case) -> str:
    return case.entities[entity].label if entity in case.entities else entity
