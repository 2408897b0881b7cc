"""Compare charges: what one voice holds against somebody, and another says is not so.

"Police say that he was a dealer." "His family says that he had nothing to do with drugs."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records import Record
from ...words import Word, stem, words
from ..kin import openings
from ..scope import negated
from ..told import Case, Told
from .dispute import Dispute, asserted_denied
from .sides import Stance, stance
from .ties import Ties, background, ties_of
from .voices import camp

_PAIRS = (("linked", "unlinked"), ("armed", "unarmed"), ("justified", "unjustified"))
_OF_ITSELF = frozenset({"armed", "justified"})  # charges that need no thing: to be armed is to be armed
_ACCUSED = frozenset(
    {"suspect", "detainee", "driver", "woman", "child", "soldier", "fighter", "protester", "striker", "hacker", "mayor",
     "pilot", "captain", "lawmaker", "fan", "journalist", "worker"}
)  # fmt: skip
_BODIES = frozenset({"person", "authority", "minister", "police", "president", "court", "money", "city", "area"})
_FORCE = frozenset({"police", "soldier"})
_NEAR = 25  # code points between a word for who is armed, and for that he is
_PLACE, _PERSON = "place", "person"
_LETTERS = 4  # of a word that counts
_NAME, _ALIKE = "name:", "alike:"


class _Charge(Record, frozen=True, kw_only=True):
    """A statement that holds something against somebody, or says that it is not so."""

    told: Told
    stance: Stance
    label: str  # what is held against somebody
    camp: frozenset[str]
    names: frozenset[str]  # whom and what it names outside the words for who says it
    word: str  # the stem of what the charge is about: next behind its words in the clause, or else before them
    objects: frozenset[str]  # the things, deeds and names that this word stands for: drugs, an attack
    stems: frozenset[str]  # all that it tells


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of charge that one camp makes and another denies, of the same person and thing."""
    ties = ties_of(case)
    for pair in _PAIRS:
        found = [c for told in case.told if (c := _charge(told, *pair)) is not None]
        claims, denials = [c for c in found if c.stance.holds], [c for c in found if not c.stance.holds]
        pairs = [(c, d) for d in denials for c in claims if _against(c, d, ties, case)]
        yes = _mates([c for c, _ in pairs], found, pair[0])
        no = _mates([d for _, d in pairs], found, pair[0])
        if pairs and len({t.report.id for t in (*yes, *no)}) > 1:
            detail = "One side holds something against somebody, another says that it is not so."
            yield asserted_denied(yes, no, detail=detail, topic=pair[0])


def _charge(told: Told, yes: str, no: str) -> _Charge | None:
    if told.statement.voice == "undetermined" or background(told):
        return None
    found = stance(told, yes, no)
    if found is None or (yes == "armed" and found.holds and _of_force(told, found)):
        return None
    behind = _told_words(told, found.hit.stop, found.stop)
    before = _told_words(told, found.start, found.hit.start)
    word = next(iter(behind or before[::-1]), None)
    return _Charge(
        told=told,
        stance=found,
        label=yes,
        camp=camp(told),
        names=frozenset(
            m.entity for m in told.statement.mentions if m.entity and not told.in_source(m.start, m.stop)
        ),
        word="" if word is None else stem(word.folded),
        objects=frozenset() if word is None else _objects(told, word.start, word.stop),
        stems=frozenset(stem(w.folded) for w in _told_words(told, told.statement.start, told.statement.stop)),
    )  # fmt: skip


def _of_force(told: Told, found: Stance) -> bool:
    """Whether officers or soldiers are those armed: they stand next before the words for it."""
    before = [h for h in told.inner("concepts") if found.start <= h.start and h.stop <= found.hit.start]
    return bool(before) and before[-1].label in _FORCE and found.hit.start - before[-1].stop <= _NEAR


def _told_words(told: Told, start: int, stop: int) -> list[Word]:
    """The words between two places, but for names of persons and the words for who says it."""
    hop = told.statement.attribution
    cue = hop.cue if hop is not None else None
    left_out = [(m.start, m.stop) for m in told.statement.mentions if m.kind == _PERSON] + list(told.sources)
    left_out += [(cue.start, cue.stop)] if cue is not None else []
    left_out += [mark for clause in negated(told) for mark in clause.marks]
    found = words(told.report.text[start:stop], offset=start)
    return [w for w in found if len(w.folded) >= _LETTERS and not any(a < w.stop and w.start < b for a, b in left_out)]


def _objects(told: Told, start: int, stop: int) -> frozenset[str]:
    """The labels and entities of what stands at a place."""
    labels = {h.label for h in told.inner("concepts", "frames") if h.start < stop and start < h.stop}
    names = {m.entity for m in told.statement.mentions if m.entity and m.start < stop and start < m.stop}
    return frozenset(labels | names) - _BODIES - {"deny", "accuse"}


def _against(claim: _Charge, denial: _Charge, ties: Ties, case: Case) -> bool:
    """Whether two statements speak of one person, and of one thing where the denial names one."""
    if not claim.camp.isdisjoint(denial.camp):
        return False
    common = ties.common(claim.told, denial.told)
    of_accused = bool(claim.names & denial.camp)  # the accused denies
    if _of_another(claim, denial):
        return False
    if not of_accused and not _one_person(common, denial, case):
        return False
    if denial.label in _OF_ITSELF:
        return True
    if not denial.objects.isdisjoint(claim.told.told_labels("concepts", "frames") | claim.names):
        return True
    if denial.word:
        return claim.told.statement.lang == denial.told.statement.lang and denial.word in claim.stems
    return of_accused or len([k for k in common if k.startswith((_NAME, _ALIKE))]) > 1


def _of_another(claim: _Charge, denial: _Charge) -> bool:
    """Whether each names persons, but the claim not the one whom the denial is about: who stands last before its words."""
    mine, theirs = (
        [m for m in c.told.statement.mentions if m.kind == _PERSON and not c.told.in_source(m.start, m.stop)]
        for c in (claim, denial)
    )
    subject = [m for m in theirs if m.stop <= denial.stance.hit.start][-1:] or theirs
    about, named = (
        frozenset(o for m in found for o in openings(c.told.report.text[m.start : m.stop]))
        for found, c in ((subject, denial), (mine, claim))
    )
    return bool(mine and subject) and about.isdisjoint(named)


def _one_person(common: frozenset[str], denial: _Charge, case: Case) -> bool:
    """Whether both speak of the one accused: by a name that is no place, or as the suspect, the driver."""
    for key in common:
        kind, _, what = key.partition(":")
        entity = case.entities.get(what)
        if key.startswith(_NAME) and (entity is None or entity.kind != _PLACE):
            return True
        if kind == "thing" and what in _ACCUSED:
            return True
    return any(k.startswith(_ALIKE) for k in common) and any(
        m.kind == _PERSON and m.entity in denial.names for m in denial.told.statement.mentions
    )


def _mates(side: Sequence[_Charge], found: Sequence[_Charge], label: str) -> list[Told]:
    """The statements of a side, those of their rows that take it too, and what says the same in itself and names nobody."""
    if not side:
        return []
    rows = {c.told.row for c in side if c.told.row}
    more = [
        c
        for c in found
        if c.stance.holds is side[0].stance.holds and (c.told.row in rows or (label in _OF_ITSELF and not c.names))
    ]
    return list({c.told.statement.id: c.told for c in (*side, *more)}.values())
