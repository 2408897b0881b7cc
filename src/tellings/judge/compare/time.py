"""Compare times: statements of one row that date the same happening to different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..told import Case, Told
from .dispute import Dispute, Side, finding

_DAY = 10  # length of an ISO date


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each row whose reports give one day each, and not the same one."""
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2:
            continue
        days: dict[str, list[Told]] = defaultdict(list)
        for told in (case.by_id[s] for s in row.statements if s in case.by_id):
            found = {t.edtf[:_DAY] for t in told.statement.times if t.type in {"DATE", "TIME"} and _exact(t.edtf)}
            if len(found) == 1:
                days[found.pop()].append(told)
        if len(days) < 2 or len({t.report.id for told in days.values() for t in told}) < 2:
            continue
        order = sorted(days)
        first, second = days[order[0]][0], days[order[1]][0]
        yield Dispute(
            kind="time",
            about=first.statement.text,
            state="differing",
            sides=tuple(Side(value=d, statements=tuple(t.statement.id for t in days[d])) for d in order),
            confidence=0.4 * row.confidence,
            findings=(finding("time", f"{order[0]} | {order[1]} for what one row tells", first, second),),
        )


def _exact(edtf: str) -> bool:
    return len(edtf) >= _DAY and "/" not in edtf and not set("~?%X") & set(edtf)
