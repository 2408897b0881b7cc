"""Compare accusations: whom one report tells to be accused denies it in another.

"Prosecutors accuse the mayor of taking money." "The mayor has rejected the accusations."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ...lang.frames import Hit
from ...records import Record
from ..claimants import OUTLET
from ..scope import denied, negated
from ..told import Case, Told
from .dispute import Dispute, asserted_denied
from .sides import stance
from .ties import Ties, background, dated_before, deeds, ties_of
from .voices import camp

_ACCUSE, _DENY = "accuse", "deny"
_DAYS = 7  # an accusation told with an older date is another
_BACK = 2  # statements that a denial which names nothing reaches back over
_NEAR = 40  # code points between the name of who denies and the word of denial, where the report itself tells it
_BODIES = frozenset({"person", "authority", "minister", "police", "president", "court", "mayor", "suspect", "lawmaker"})


class _Word(Record, frozen=True, kw_only=True):
    """A statement that accuses or denies, whose it is, whom it names, and of what it speaks."""

    told: Told
    camp: frozenset[str]
    names: frozenset[str]
    objects: frozenset[str]


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each body or person that one report tells to be accused and another to deny."""
    ties = ties_of(case)
    words = [t for t in case.told if t.statement.voice != "undetermined" and not background(t)]
    claims = [_word(t, camp(t)) for t in words if _accuses(t)]
    accused_at = {(c.told.report.id, c.told.at + n) for c in claims for n in range(1, _BACK + 1)}
    denials = [_word(t, _denier(t)) for t in words if _denies(t, answers=(t.report.id, t.at) in accused_at)]
    denials = [_filled(d, [*claims, *denials]) for d in denials]
    held: dict[str, list[tuple[_Word, _Word]]] = {}
    for denial in denials:
        for claim in claims:
            accused = sorted(denial.camp & claim.names)
            if accused and denial.camp.isdisjoint(claim.camp) and _of_one(claim, denial, ties):
                held.setdefault(accused[0], []).append((claim, denial))
    for _, pairs in sorted(held.items()):
        yes, no = _once([c for c, _ in pairs]), _once([d for _, d in pairs])
        if len({t.report.id for t in (*yes, *no)}) > 1:
            detail = "One side accuses somebody, who denies it."
            yield asserted_denied(yes, no, detail=detail, topic=_ACCUSE)


def _accuses(told: Told) -> bool:
    hits = [h for h in told.of("frames") if h.label == _ACCUSE]
    plain = bool(hits) and _DENY not in told.labels("frames") and not dated_before(told, _DAYS)
    return plain and not denied(hits, told, negated(told))


def _denies(told: Told, *, answers: bool) -> bool:
    """Whether a statement denies what somebody is accused of or any part in it, or denies right behind an accusation."""
    side = stance(told, "guilty", "innocent")
    if side is not None:
        return not side.holds
    rejects = _DENY in told.labels("frames") and (_ACCUSE in told.labels("frames") or (answers and not _objects(told)))
    return rejects or _no_part(told)


def _no_part(told: Told) -> bool:
    side = stance(told, "linked", "unlinked")
    return side is not None and not side.holds


def _denier(told: Told) -> frozenset[str]:
    """Who denies: the voice of the statement, or in the report's own words who is named right before."""
    if told.statement.voice == "attributed":
        return frozenset(x for x in camp(told) if not x.startswith(OUTLET))
    cues: list[Hit] = [h for h in told.of("frames") if h.label == _DENY]
    named = [m for m in told.statement.mentions if m.entity and cues and 0 <= cues[0].start - m.stop <= _NEAR]
    return frozenset({named[-1].entity} if named else ())


def _word(told: Told, whose: frozenset[str]) -> _Word:
    names = frozenset(m.entity for m in told.statement.mentions if m.entity and not told.in_source(m.start, m.stop))
    return _Word(told=told, camp=whose, names=names, objects=_objects(told))


def _filled(denial: _Word, others: Sequence[_Word]) -> _Word:
    """A denial that names nothing of what it denies, with what its report accuses of and denies elsewhere."""
    if denial.objects:
        return denial
    near = [o for o in others if o.told.report.id == denial.told.report.id]
    return replace(denial, objects=frozenset(x for o in near for x in o.objects))


def _objects(told: Told) -> frozenset[str]:
    things = told.told_labels("concepts") - _BODIES
    return frozenset(things | (deeds(told) - {_ACCUSE, _DENY}))


def _of_one(claim: _Word, denial: _Word, ties: Ties) -> bool:
    """Whether a denial is of what the accusation is about, or of any part in it; or its report tells of nothing it could be of."""
    if not denial.objects or _no_part(denial.told) or (bool(claim.told.row) and claim.told.row == denial.told.row):
        return True
    if denial.objects & claim.objects:
        return True
    return any(k.startswith(("thing:", "deed:")) for k in ties.common(claim.told, denial.told))


def _once(words: Sequence[_Word]) -> list[Told]:
    return list({w.told.statement.id: w.told for w in words}.values())
