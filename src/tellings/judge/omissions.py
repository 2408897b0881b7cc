"""Passages left out: what stands between two used passages of a text, and is nowhere in the text made of it.

Only where the direction is known, both texts were read whole, and the two used passages follow each other in the target:
then what stood between them was passed over, and not merely never seen. Whatever the target may tell in other words is spared: what
shares a row or a position with a statement of it, or a name, a day or a figure and something else besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..figures import relate, same_thing
from ..ids import mint
from ..records import Alteration, Conflict, Derivation, Finding, Passage
from .told import Case, Told

_SURE = 0.9  # confidence of a derivation that shows the text was used
_NEXT = 80  # code points between two passages of the target that follow each other
_TELLS = 30  # code points below which a statement is a scrap
_MOST = 4  # omissions shown of one derivation
_TOGETHER = 2  # things in common from which on two statements may tell the same
_ONE = frozenset({"equal", "within", "overlap"})


def find_omissions(
    case: Case, derivations: Sequence[Derivation], conflicts: Sequence[Conflict] = ()
) -> Iterator[Alteration]:
    """One alteration for each statement left out, in the order of the derivations and their texts."""
    positions = _beside(case, conflicts)
    for derivation in derivations:
        if derivation.direction == "known" and derivation.confidence >= _SURE and _whole(case, derivation):
            yield from list(_left_out(case, derivation, positions))[:_MOST]


def _beside(case: Case, conflicts: Sequence[Conflict]) -> dict[str, set[str]]:
    """Statement -> the reports that hold one of the positions on what it tells."""
    found: dict[str, set[str]] = defaultdict(set)
    for conflict in conflicts:
        held = [s for position in conflict.positions for s in position.statements if s in case.by_id]
        reports = {case.by_id[s].report.id for s in held}
        for s in held:
            found[s] |= reports
    return found


def _whole(case: Case, derivation: Derivation) -> bool:
    ids = (derivation.origin, derivation.target)
    return all(r in case.reports and case.reports[r].coverage == "full" for r in ids)


def _left_out(case: Case, derivation: Derivation, positions: Mapping[str, set[str]]) -> Iterator[Alteration]:
    used = sorted(derivation.passages, key=lambda p: (p.origin.start, p.target.start))
    told = [t for t in case.told if t.report.id == derivation.origin]
    there = [t for t in case.told if t.report.id == derivation.target]
    for before, after in pairwise(used):
        if not 0 <= after.target.start - before.target.stop <= _NEXT:
            continue
        for t in told:
            if (
                not _between(t, before, after)
                or not _tells(t)
                or derivation.target in positions.get(t.statement.id, ())
            ):
                continue
            if not _told_there(t, derivation.target, case) and not any(_may_tell(u, t) for u in there):
                yield _alteration(t, derivation)


def _between(told: Told, before: Passage, after: Passage) -> bool:
    return before.origin.stop <= told.statement.start and told.statement.stop <= after.origin.start


def _tells(told: Told) -> bool:
    """Whether a statement says something that can be missed: a figure, a name, or a happening."""
    s = told.statement
    return len(s.text) >= _TELLS and bool(told.figures or s.mentions or told.of("frames"))


def _told_there(told: Told, report: str, case: Case) -> bool:
    row = case.rows.get(told.row)
    return row is not None and report in row.reports


def _may_tell(other: Told, told: Told) -> bool:
    """Whether a statement may tell the same in other words: a name, a day or a figure in common, and something else besides."""
    a, b = told.statement, other.statement
    names = {m.entity for m in a.mentions if m.entity} & {m.entity for m in b.mentions}
    days = {t.edtf for t in a.times if t.edtf} & {t.edtf for t in b.times}
    figures = any(relate(x, y) in _ONE and same_thing(x, y) for x in told.figures for y in other.figures)
    frames = bool(told.told_labels("frames") & other.told_labels("frames"))
    concepts = bool(told.told_labels("concepts") & other.told_labels("concepts"))
    own = len(names) + len(days) + figures
    return own > 0 and own + frames + concepts >= _TOGETHER


def _alteration(told: Told, derivation: Derivation) -> Alteration:
    return Alteration(
        id=mint("alt", "omission", told.statement.id, derivation.target),
        kind="omission",
        origin=told.statement.id,
        target=derivation.target,
        findings=(
            Finding(
                feature="alteration",
                score=derivation.confidence,
                detail="left out between two passages that were used",
                left=told.statement.text,
            ),
            Finding(
                feature="derivation",
                score=derivation.confidence,
                detail=f"{derivation.kind}, from the first to the second",
                left=derivation.id,
            ),
        ),
    )
