"""Compare admissions: what somebody denied, and then admits; a deed regretted or confessed, and guilt denied.

"The ministry called the report absurd." "The ministry has admitted that it happened."
"The suspect has confessed." "The suspect rejects the charges."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...lang.frames import Hit
from ...records import Record
from ...words import stem, words
from ..claimants import OUTLET
from ..scope import denied, negated
from ..told import Case, Told
from .dispute import Dispute, finding, worded
from .sides import stance
from .ties import Ties, background, deeds, ties_of
from .voices import camp, other_camps

_SECTION, _ADMIT, _DENY = "accusation", "admit", "deny"
_ADMITTED = frozenset({"admit", "guilty"})
_HARM = frozenset(
    {"kill", "injure", "attack", "hit", "shoot", "down", "crash", "explode", "burn", "destroy", "damage", "collapse"}
)
_GENERIC = frozenset({"person", "authority", "minister", "police", "president", "company", "area", "city", "soldier"})
_NEAR = 60  # code points between a word for admitting or denying, and the name of who does
_LEAST_KEYS = 2  # what a denial and an admission have in common beside who makes them
_LEAST = 0.5  # how telling that is
_LEAST_WORDS, _LETTERS = 2, 5  # the same for words, where a table knows no deed; letters of a word that counts
_BEHIND = 3  # statements behind a denial that may go on in it
_PERSON, _SUSPECT = "person", "suspect"
_SOME = frozenset({"some", "half", "most", "none"})  # one of several: another may say otherwise
_OTHERS = frozenset({"part", "more"})


class _Word(Record, frozen=True, kw_only=True):
    """A statement that tells of an admission or a denial, and whose it is."""

    told: Told
    whose: frozenset[str]


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each body that denies and admits one thing, and one for guilt confessed and denied."""
    yield from _admitted(case, ties_of(case))
    yield from _confessed(case)


def _admitted(case: Case, ties: Ties) -> Iterator[Dispute]:
    admitted = [w for told in case.told for w in _words(told, [h for h in told.of(_SECTION) if h.label in _ADMITTED])]
    if not admitted:
        return
    denials = [w for told in case.told for w in _words(told, [h for h in told.of("frames") if h.label == _DENY])]
    pairs = [(d, a) for d in denials for a in admitted if _of_one(d, a, ties)]
    if pairs:
        no = _once(t for d, _ in pairs for t in (d.told, *_again(d.told, denials)))
        yes = _once(a.told for _, a in pairs)
        yield Dispute(
            kind="denial",
            about=no[0].statement.text,
            state="revision",
            sides=(worded(no), worded(yes)),
            confidence=0.5,
            findings=(finding("denial", "Somebody denies what the same is told to admit.", no[0], yes[0]),),
            topic=_ADMIT,
        )


def _again(denial: Told, denials: Sequence[_Word]) -> Iterator[Told]:
    """What denies on behind a denial and names nothing itself: "These rumours make no sense"."""
    for word in denials:
        told = word.told
        follows = told.report.id == denial.report.id and 0 < told.at - denial.at <= _BEHIND
        named = [m for m in told.statement.mentions if not told.in_source(m.start, m.stop)]
        if follows and not named and not told.told_labels("frames", "concepts") - {_DENY}:
            yield told


def _words(told: Told, hits: Sequence[Hit]) -> Iterator[_Word]:
    """The statement, where one of the words stands in it undenied and it is known whose it is."""
    if background(told) or told.statement.voice == "undetermined":
        return
    inside = denied(hits, told, negated(told)) if hits and hits[0].section == _SECTION else []
    plain = [h for h in hits if h not in inside]
    if plain:
        yield _Word(told=told, whose=_whose(told, plain[0]))


def _whose(told: Told, hit: Hit) -> frozenset[str]:
    """In whose name a statement is made, and whom it names next to a word: before it, or else behind it."""
    named = [m for m in told.statement.mentions if m.entity]
    before = [m for m in named if 0 <= hit.start - m.stop <= _NEAR]
    behind = [m for m in named if 0 <= m.start - hit.stop <= _NEAR]
    near = before[-1:] or behind[:1]
    return frozenset({x for x in camp(told) if not x.startswith(OUTLET)} | {m.entity for m in near})


def _of_one(denial: _Word, admission: _Word, ties: Ties) -> bool:
    """Whether one body denies in one report and admits in another, and both speak of the same."""
    left, right = denial.told, admission.told
    whose = denial.whose & admission.whose
    if not whose or left.report.id == right.report.id:
        return False
    if left.labels(_SECTION) & _ADMITTED or _DENY in right.labels("frames"):
        return False  # "admitted it after having denied it" tells both
    keys = ties.common(left, right) - {f"name:{w}" for w in whose}
    return len(keys) >= _LEAST_KEYS and ties.weight(left, right) >= _LEAST and _one_deed(left, right)


def _one_deed(left: Told, right: Told) -> bool:
    """Whether two statements tell of one deed, or each of harm done, and of one thing where both name things.

    A ministry admits that a hospital is full, and denies that it will be closed.
    """
    mine, theirs = deeds(left), deeds(right)
    one = bool(mine & theirs or (mine & _HARM and theirs & _HARM))
    if not mine or not theirs:
        one = left.statement.lang == right.statement.lang and len(_stems(left) & _stems(right)) >= _LEAST_WORDS
    things, others = (t.told_labels("concepts") - _GENERIC for t in (left, right))
    return one and (not things or not others or not things.isdisjoint(others))


def _stems(told: Told) -> frozenset[str]:
    """The stems of what a statement tells, without names, words for who says it, and words for bodies and persons."""
    left_out = [(m.start, m.stop) for m in told.statement.mentions] + list(told.sources)
    left_out += [(h.start, h.stop) for h in told.of("concepts") if h.label in _GENERIC]
    found = words(told.statement.text, offset=told.statement.start)
    return frozenset(
        stem(w.folded)
        for w in found
        if len(w.folded) >= _LETTERS and not any(a < w.stop and w.start < b for a, b in left_out)
    )


def _confessed(case: Case) -> Iterator[Dispute]:
    guilty: list[Told] = []
    innocent: list[Told] = []
    for told in case.told:
        side = None if background(told) or _of_several(told) else stance(told, "guilty", "innocent")
        if side is not None:
            (guilty if side.holds else innocent).append(told)
    pairs = [(g, i) for g in guilty for i in innocent if _one_accused(g, i, case)]
    yes, no = _once(g for g, _ in pairs), _once(i for _, i in pairs)
    if pairs and len({t.report.id for t in (*yes, *no)}) > 1:
        one_voice = not any(other_camps(g, i) for g, i in pairs)
        yield Dispute(
            kind="denial",
            about=yes[0].statement.text,
            state="differing" if one_voice else "conflict",
            sides=(worded(yes), worded(no)),
            confidence=0.5,
            findings=(
                finding("denial", "Somebody admits guilt or regrets it, and rejects the charge.", yes[0], no[0]),
            ),
            topic="guilty",
        )


def _of_several(told: Told) -> bool:
    return not (told.labels("extent").isdisjoint(_SOME) and told.labels("bound").isdisjoint(_OTHERS))


def _one_accused(guilty: Told, innocent: Told, case: Case) -> bool:
    """Whether two statements are of one accused: of one name, or of "the suspect" where no other is named."""
    left, right = _persons(guilty, case), _persons(innocent, case)
    if left and right:
        return bool(left & right)
    if guilty.report.id == innocent.report.id:
        return False
    mine = _SUSPECT in guilty.labels("concepts") and _SUSPECT in innocent.labels("concepts")
    return mine or (bool(guilty.row) and guilty.row == innocent.row)


def _persons(told: Told, case: Case) -> frozenset[str]:
    """The persons whom a statement names, and who speaks in it."""
    named = {m.entity for m in told.statement.mentions if m.entity and m.kind == _PERSON}
    return frozenset(named | {x for x in camp(told) if x in case.entities and case.entities[x].kind == _PERSON})


def _once(told: Iterable[Told]) -> list[Told]:
    return list({t.statement.id: t for t in told}.values())
