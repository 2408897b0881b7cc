"""Compare organisers: two ministries hold an event in one report, one of them and a federation in another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ...records import Mention
from ..kin import openings
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, ties_of

_ORGANISE = "organise"
_FAR = 60  # code points between a body and the word for organising
_NEXT = 2  # the same for a person
_STOPS = frozenset(";:.!?–—")
_OPENS = 6  # statements in which a report presents an event
_LEAST = 0.75


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute where two reports name organisers of one event, and each names one that the other does not."""
    ties = ties_of(case)
    told_of = [(t, bodies) for t in case.told if t.at < _OPENS and (bodies := _bodies(t))]
    for (left, ours), (right, theirs) in itertools.combinations(told_of, 2):
        if left.report.id != right.report.id and _one_event(left, right, ties):
            mine = [b for b in ours if not any(_one(b, left, o, right) for o in theirs)]
            other = [b for b in theirs if not any(_one(b, right, o, left) for o in ours)]
            if mine and other:
                yield _dispute((left, ours), (right, theirs))
                return


def _one_event(left: Told, right: Told, ties: Ties) -> bool:
    """Whether two statements have enough in common to present one event, or share one of the organisers."""
    return (bool(left.row) and left.row == right.row) or ties.weight(left, right) >= _LEAST


def _bodies(told: Told) -> list[Mention]:
    """The bodies that stand near the word for organising, in its clause."""
    found: list[Mention] = []
    for deed in told.inner("who"):
        if deed.label != _ORGANISE or told.statement.polarity == "negative":
            continue
        for m in told.statement.mentions:
            start, stop = min(m.stop, deed.stop), max(m.start, deed.start)
            clear = _STOPS.isdisjoint(told.report.text[start : max(start, stop)])
            far = {"organisation": _FAR, "person": _NEXT}.get(m.kind, -1)
            if m.entity and stop - start <= far and clear and m not in found:
                found.append(m)
    return found


def _one(body: Mention, told: Told, other: Mention, there: Told) -> bool:
    """Whether two names may be of one body: every word of the shorter begins like one of the longer."""
    words = told.report.text[body.start : body.stop], there.report.text[other.start : other.stop]
    mine, theirs = (openings(w) for w in words)
    return body.entity == other.entity or mine <= theirs or theirs <= mine


def _dispute(left: tuple[Told, list[Mention]], right: tuple[Told, list[Mention]]) -> Dispute:
    held = [(", ".join(t.report.text[b.start : b.stop] for b in bodies), [t]) for t, bodies in (left, right)]
    detail = f"Other organisers are named: {held[0][0]}; {held[1][0]}."
    return differing("agent", held, detail=detail, topic="organiser")
