"""Passages left out: what stands between two used passages of a text, and is nowhere in the text made of it.

Only where the direction is known, both texts were read whole, and the two used passages follow each other in the target:
then what stood between them was passed over, and not merely never seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..ids import mint
from ..records import Alteration, Derivation, Finding, Passage
from .told import Case, Told

_SURE = 0.9  # confidence of a derivation that shows the text was used
_NEXT = 80  # code points between two passages of the target that follow each other
_TELLS = 30  # code points below which a statement is a scrap
_MOST = 4  # omissions shown of one derivation


def find_omissions(case: Case, derivations: Sequence[Derivation]) -> Iterator[Alteration]:
    """One alteration for each statement left out, in the order of the derivations and their texts."""
    for derivation in derivations:
        if derivation.direction == "known" and derivation.confidence >= _SURE and _whole(case, derivation):
            yield from list(_left_out(case, derivation))[:_MOST]


def _whole(case: Case, derivation: Derivation) -> bool:
    ids = (derivation.origin, derivation.target)
    return all(r in case.reports and case.reports[r].coverage == "full" for r in ids)


def _left_out(case: Case, derivation: Derivation) -> Iterator[Alteration]:
    used = sorted(derivation.passages, key=lambda p: (p.origin.start, p.target.start))
    told = [t for t in case.told if t.report.id == derivation.origin]
    for before, after in pairwise(used):
        if not 0 <= after.target.start - before.target.stop <= _NEXT:
            continue
        for t in told:
            if _between(t, before, after) and _tells(t) and not _told_there(t, derivation.target, case):
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
