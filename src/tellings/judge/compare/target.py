"""Compare targets: one side says that a strike hit homes or a grain terminal, the other that it hit a depot of arms.

Both may have been hit, so the accounts differ; they are told by different voices, each of which names one kind only.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ...records import Record
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import background, set_against, ties_of
from .voices import other_camps

_STRUCK = frozenset({"attack", "hit", "destroy", "explode", "land", "burn"})
_CIVIL, _MILITARY = "civil", "military"
_TIED = 0.7  # what two statements have in common, their surroundings counted in
_MOST = 40  # statements of a kind that are held against those of the other


class _Target(Record, frozen=True, kw_only=True):
    told: Told
    kind: str
    words: str


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute where one camp names civil targets of what the story is about, and another military ones."""
    ties = ties_of(case)
    found = [t for told in case.told if (t := _target(told)) is not None and not ties.foreign(told)]
    civil, military = ([t for t in found if t.kind == kind][:_MOST] for kind in (_CIVIL, _MILITARY))
    pairs = [
        (a, b)
        for a, b in itertools.product(civil, military)
        if other_camps(a.told, b.told) and set_against(a.told, b.told) and ties.settled(a.told, b.told) >= _TIED
    ]
    sides = [list({p[n].told.statement.id: p[n] for p in pairs}.values()) for n in (0, 1)]
    if len({t.told.report.id for side in sides for t in side}) > 1:
        yield _dispute(*sides)


def _target(told: Told) -> _Target | None:
    """The kind of target of a strike that a statement tells, if it is one kind, with its words."""
    hits = told.inner("target")
    if not hits or told.statement.polarity != "positive" or background(told):
        return None
    kinds = {h.label for h in hits}
    if len(kinds) != 1 or not told.told_labels("frames") & _STRUCK or "deny" in told.labels("frames"):
        return None
    return _Target(told=told, kind=kinds.pop(), words=told.words_of(hits[0]))


def _dispute(first: Sequence[_Target], second: Sequence[_Target]) -> Dispute:
    sides = [(s[0].words, [x.told for x in s]) for s in (first, second)]
    one, other = (words for words, _ in sides)
    return differing(
        "place",
        sides,
        detail=f"One side names “{one}” as what was struck, another “{other}”.",
        confidence=0.5,
        topic="target",
    )
