"""Compare what is told of a suspect: one report has them looked for, another arrested or known. The later telling revises the earlier.

"The attacker is being looked for"; "the man accused of the attack was arrested in the morning"; "the gunman, identified as …".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...lang.frames import Hit
from ..scope import denied, negated
from ..told import Case, Told
from .dispute import Dispute, finding, worded
from .ties import background, done, ties_of

_SOUGHT, _HELD, _SUSPECT = "search", "arrest", "suspect"
_FOUND = frozenset({"find", "arrest"})
_KNOWN, _AT_LARGE = "identify", "fled"  # known by name, given up or dead; got away
_NEAR = 40  # code points between a deed and the suspect
_STOPS = frozenset(",;:.!?()–—\n")
_CRIMES = frozenset({"kill", "stab", "shoot", "attack", "abduct", "steal", "injure", "explode"})
_OPENS = 1  # statements after the first in which a report tells what has happened
_CLASS = {"kill": "attack", "stab": "attack", "shoot": "attack", "injure": "attack"}


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute where reports have a suspect looked for, others arrested, and none tells of both."""
    ties, crimes = ties_of(case), _crimes(case)
    told_of = [t for t in case.told if not background(t) and not ties.foreign(t)]
    sought = [t for t in told_of if _sought(t)]
    loose = {t.report.id for t in told_of if _AT_LARGE in t.labels("who") or _sought(t)}
    held = [t for t in told_of if _held(t) or (t.report.id not in loose and _known(t))]
    holding = {t.report.id for t in held}
    arrests = {t.report.id for t in told_of if _HELD in t.labels("frames")}
    if holding & {t.report.id for t in sought}:
        return  # of several suspects some are held, some still looked for
    sought = [t for t in sought if t.report.id not in arrests]
    for first in sought[:1]:
        deeds = {c for t in sought for c in crimes[t.report.id]}
        later = [t for t in held if deeds & crimes[t.report.id] and not _before(t, first)]
        if later:
            reports = {t.report.id for t in later}
            later += [t for t in told_of if t.report.id in reports and any(h.label == _HELD for h in done(t))]
            result = "been arrested" if any(_held(t) for t in later) else "been identified"
            yield Dispute(
                kind="agent",
                about=first.statement.text,
                state="revision",
                sides=(worded(sought), worded(later)),
                confidence=0.45,
                findings=(finding("agent", f"Told to be looked for, and told to have {result}.", first, later[0]),),
                topic="at_large",
            )


def _sought(told: Told) -> bool:
    """Whether a suspect is looked for, or has not been found."""
    clauses = negated(told)
    sought = [h for h in told.inner("frames") if h.label == _SOUGHT]
    if not clauses and told.statement.polarity == "positive":
        return any(_beside(told, h) for h in sought)
    found = [h for h in told.inner("frames") if h.label in _FOUND]
    if clauses:  # "they look for the man, who has not been found": what stands outside the negation is told
        refused = denied(sought, told, clauses)
        found += [h for h in sought if h not in refused]
    return any(_beside(told, h) for h in found)


def _held(told: Told) -> bool:
    """Whether a suspect is told to have been arrested."""
    if told.statement.polarity != "positive" or negated(told) or told.figures:
        return False
    for h in done(told):
        if h.label == _HELD and (_beside(told, h) or (told.at <= _OPENS and {d.label for d in done(told)} & _CRIMES)):
            return True
    return False


def _known(told: Told) -> bool:
    """Whether a suspect is told to have been identified, to have given themselves up, or to have ended it."""
    if told.statement.polarity != "positive" or negated(told):
        return False
    known = [h for h in told.inner("who") if h.label == _KNOWN]
    return any(_beside(told, h, over=",") for h in known)


def _crimes(case: Case) -> dict[str, set[str]]:
    """What each report says was done, where it opens."""
    found: dict[str, set[str]] = defaultdict(set)
    for t in case.told:
        if t.at <= _OPENS:
            found[t.report.id] |= {_CLASS.get(x, x) for x in t.told_labels("frames") & _CRIMES}
    return found


def _beside(told: Told, deed: Hit, *, over: str = "") -> bool:
    """Whether a word for a suspect stands near a deed, with no mark between but those it may stand `over`."""
    for h in told.inner("concepts"):
        start, stop = min(h.stop, deed.stop), max(h.start, deed.start)
        if (
            h.label == _SUSPECT
            and stop - start <= _NEAR
            and _STOPS.difference(over).isdisjoint(told.report.text[start : max(start, stop)])
        ):
            return True
    return False


def _before(left: Told, right: Told) -> bool:
    """Whether one report is known to be older than the other."""
    return bool(
        left.report.published and right.report.published and left.report.published[:10] < right.report.published[:10]
    )
