"""Compare times: statements of one row that date the same happening to different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both

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
        order = sorted(days)
        if len(days) < 2 or not _far(order[0], order[-1]) or not no_report_holds_both(days[order[0]], days[order[-1]]):
            continue
        first, second = days[order[0]][0], days[order[-1]][0]
        yield Dispute(
            kind="time",
            about=first.statement.text,
            state="differing",
            sides=tuple(Side(value=d, statements=tuple(t.statement.id for t in days[d])) for d in order),
            confidence=0.4 * row.confidence,
            findings=(finding("time", f"{order[0]} | {order[-1]} for what one row tells", first, second),),
        )


def _far(first: str, last: str) -> bool:
    """Whether two days lie more than one apart: a night, or another zone, makes one day two."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days > 1
    except ValueError:
        return False


def _exact(edtf: str) -> bool:
    return len(edtf) >= _DAY and "/" not in edtf and not set("~?%X") & set(edtf)
