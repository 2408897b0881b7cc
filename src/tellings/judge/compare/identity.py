"""Compare identities: statements of one row that name different persons in the same office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...words import words
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both
from .voices import statements


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each office in a row that reports fill with different persons."""
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2:
            continue
        held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
        for told in (case.by_id[s] for s in row.statements if s in case.by_id):
            for m in told.statement.mentions:
                if m.kind == "person" and m.entity and m.role:
                    role = f"{told.statement.lang} " + " ".join(w.folded for w in words(m.role))
                    held[role][m.entity].append(told)
        for role, persons in sorted(held.items()):
            order = sorted(persons)
            if len(order) != 2 or not no_report_holds_both(persons[order[0]], persons[order[1]]):
                continue
            first, second = persons[order[0]][0], persons[order[1]][0]
            yield Dispute(
                kind="identity",
                about=first.statement.text,
                state="differing",
                sides=tuple(Side(value=_name(p, case), statements=statements(persons[p])) for p in order),
                confidence=0.4 * row.confidence,
                findings=(finding("identity", f"two persons as {role.split(' ', 1)[1]}", first, second),),
            )


def _name(entity: str, case: Case) -> str:
    return case.entities[entity].label if entity in case.entities else entity
