"""Judge: what rows rest on, where positions exclude each other, what changed on the way, when things happened.

told -> rows (claimants, offices, origins, grounding) -> conflicts (compare/) -> alterations, timeline, wording, checks
"""

from __future__ import annotations

from collections.abc import Sequence

from ..records import (
    Alteration,
    Annotated,
    Check,
    Conflict,
    Derivation,
    Entity,
    Origin,
    Record,
    Row,
    TimelineItem,
    Wording,
)
from .alterations import find_alterations
from .checks import find_checks
from .conflicts import find_conflicts
from .omissions import find_omissions
from .rows import fill_rows
from .timeline import make_timeline
from .told import lay_out
from .wording import find_wording

__all__ = ["Judged", "judge"]


class Judged(Record, frozen=True, kw_only=True):
    rows: tuple[Row, ...]  # heaviest first
    conflicts: tuple[Conflict, ...]  # weightiest first
    alterations: tuple[Alteration, ...]
    timeline: tuple[TimelineItem, ...]
    wording: tuple[Wording, ...]
    checks: tuple[Check, ...]


def judge(
    annotated: Sequence[Annotated],
    entities: Sequence[Entity],
    rows: Sequence[Row],
    derivations: Sequence[Derivation],
    origins: Sequence[Origin],
) -> Judged:
    """Judge one story that was linked, traced and aligned.

    Returns:
        The rows with cells, claimants, origins, grounding and weight; everything else is found anew.
    """
    case = lay_out(annotated, entities, rows)
    conflicts = find_conflicts(case, derivations)
    alterations = (*find_alterations(case, derivations), *find_omissions(case, derivations, conflicts))
    return Judged(
        rows=fill_rows(rows, case, origins, derivations),
        conflicts=conflicts,
        alterations=alterations,
        timeline=make_timeline(case),
        wording=find_wording(case),
        checks=find_checks(case, origins=origins, alterations=alterations),
    )
