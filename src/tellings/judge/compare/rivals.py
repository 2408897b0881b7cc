"""Compare rival tellings: one report tells a thing as one deed, another as a deed that cannot be the same one.

Somebody resigned or was dismissed; a consul was let in or kept out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records import ConflictKind
from ..told import Case, Told
from .dispute import Dispute, finding, worded
from .ties import Ties, background, ties_of
from .voices import camp

_RIVALS: tuple[tuple[str, str, ConflictKind], ...] = (
    ("resign", "dismiss", "agent"),
    ("allow", "refuse", "denial"),
    ("crash", "down", "cause"),
    ("agree", "refuse", "denial"),
    ("abduct", "miss", "denial"),
    ("survive", "kill", "denial"),
)
_MISHAPS = frozenset({"technical_failure", "human_error", "weather", "electric_fault", "design_fault", "negligence"})
_OF_ANYTHING = frozenset({"allow", "agree"})  # deeds of which a story tells many
_WISHED = frozenset({"demand", "request", "plan", "forecast", "deny", "oppose"})
_SAVED = "survive"
_ROLES = frozenset({"driver", "captain", "pilot", "suspect", "lawmaker", "ambassador"})
_BESIDE = 45  # code points between a role and the deed
_SAYING = frozenset({"deny", "accuse"})
_BESIDE_LEAST = 1.5  # the same for deeds of which a story tells many, told in one report one after the other
_LEAST = 0.5  # how telling what they share is, beside the deeds themselves


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each pair of rival deeds told of the same persons or things by different voices."""
    ties = ties_of(case)
    for one, other, kind in _RIVALS:
        left = [t for t in case.told if _tells(t, one, other)]
        right = [t for t in case.told if _tells(t, other, one)]
        pairs = [(a, b) for a in left for b in right if _rival(a, b, ties, one)]
        sides = (
            [a for a in left if any(a is x for x, _ in pairs)],
            [b for b in right if any(b is y for _, y in pairs)],
        )
        if pairs:
            yield _dispute(sides, one, other, kind)


def _tells(told: Told, deed: str, rival: str) -> bool:
    labels = told.told_labels("frames")
    if (deed, rival) == ("crash", "down") and not told.told_labels("concepts") & _MISHAPS:
        return False  # what is shot down crashes too
    stance = told.statement.attribution.stance if told.statement.attribution is not None else "neutral"
    if deed in _OF_ANYTHING and (labels & _WISHED or stance == "demanding"):
        return False  # who asks to be let in, or is denied it, was not let in
    return deed in labels and rival not in labels and told.statement.polarity == "positive" and not background(told)


def _one_person(key: str, told: Told) -> bool:
    """Whether a key is one person that the life or death is told of: nobody is counted, the role stands beside it."""
    if any(not f.unit for f in told.figures):
        return False
    if key.startswith("thing:"):
        deeds = [h for h in told.inner("frames") if h.label in {_SAVED, "kill"}]
        people = [h for h in told.inner("concepts") if h.label in _ROLES and key == f"thing:{h.label}"]
        return any(0 <= max(d.start - p.stop, p.start - d.stop) <= _BESIDE for d in deeds for p in people)
    return any(m.kind == "person" and key == f"name:{m.entity}" for m in told.statement.mentions)


def _rival(left: Told, right: Told, ties: Ties, deed: str) -> bool:
    if not camp(left).isdisjoint(camp(right)):
        return False
    shared = [k for k in ties.common(left, right) if not k.startswith("deed:")]
    if deed != _SAVED and left.report.id == right.report.id and abs(left.at - right.at) == 1:
        # one report sets the two beside each other
        return deed not in _OF_ANYTHING or (bool(shared) and ties.weight(left, right) >= _BESIDE_LEAST)
    if deed == _SAVED and not any(_one_person(k, left) and _one_person(k, right) for k in shared):
        return False
    return bool(shared) and ties.weight(left, right) >= _LEAST


def _words(told: Told, deed: str) -> str:
    return next(told.words_of(h) for h in told.inner("frames") if h.label == deed)


def _dispute(sides: Sequence[Sequence[Told]], one: str, other: str, kind: ConflictKind) -> Dispute:
    first, second = sides[0][0], sides[1][0]
    return Dispute(
        kind=kind,
        about=first.statement.text,
        state="conflict",
        sides=tuple(map(worded, sides)),
        confidence=0.5,
        findings=(
            finding(
                kind,
                f"The same is told as “{_words(first, one)}” and as “{_words(second, other)}”, which exclude each other.",
                first,
                second,
            ),
        ),
        topic=one,
    )
