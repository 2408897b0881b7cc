"""What a negation in a statement reaches: its own clause, not the words for who says it, nor the clauses beside it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from .lang import load_pack
from .lang.frames import Hit
from .lang.stance import negations, openings
from .records import Record, Statement

Places = Sequence[tuple[int, int]]

_BREAKS = frozenset(",;:.!?–—،؛؟")
_NEAR = 30  # code points between a negation and what it denies
_BOUND = 25  # code points between a negation and a quantity that it bounds
_NEXT, _JUST = 14, 2  # the same behind and before it, where it stands in another than the main clause


class Negated(Record, frozen=True, kw_only=True):
    """A clause that is denied, and the words that deny it. Offsets are of the report's text."""

    start: int
    stop: int
    marks: tuple[tuple[int, int], ...]
    rules: frozenset[str]


def breaks(statement: Statement) -> list[int]:
    """Where the clauses of a statement part, in offsets of the report's text, in order."""
    text, offset = statement.text, statement.start
    marks = (i + 1 for i, c in enumerate(text) if c in _BREAKS)
    found = {*marks, *openings(text, load_pack(statement.lang))} - {0, len(text)}
    return sorted(c + offset for c in found)


def negated(statement: Statement, *, sources: Places) -> tuple[Negated, ...]:
    """The clauses of a statement that a negation stands in; two kinds of denial in one clause undo each other.

    `sources`: where it says who says it, in offsets of the report's text; a negation there denies nothing that is told.
    """
    text, offset = statement.text, statement.start
    pack = load_pack(statement.lang)
    marks = [
        m
        for m in negations(text, pack)
        if not any(a <= m.start + offset and m.stop + offset <= b for a, b in sources)
        and not _bounds(statement, m.start + offset)
    ]
    if not marks:
        return ()
    cuts = [0, *(c - offset for c in breaks(statement)), len(text)]
    found: dict[int, list[int]] = {}
    for n, m in enumerate(marks):
        found.setdefault(bisect.bisect_right(cuts, m.start) - 1, []).append(n)
    clauses = []
    for at, inside in sorted(found.items()):
        rules = frozenset(marks[n].rule for n in inside)
        if len(rules) % 2:
            stop = cuts[at + 1] if at + 1 < len(cuts) else len(text)
            clauses.append(
                Negated(
                    start=cuts[at] + offset,
                    stop=stop + offset,
                    marks=tuple((marks[n].start + offset, marks[n].stop + offset) for n in inside),
                    rules=rules,
                )
            )
    return tuple(clauses)


def _bounds(statement: Statement, at: int) -> bool:
    """Whether a negation belongs to a quantity: "not less than 350", "no more, however, than 350"."""
    return any(q.start - _BOUND <= at < q.stop for q in statement.quantities)


def denied(hits: Sequence[Hit], statement: Statement, clauses: Sequence[Negated]) -> list[Hit]:
    """Those of the hits that a negation denies: near it in its clause; next to it where the main clause is not denied."""
    main = statement.polarity == "negative"
    found: list[Hit] = []
    for clause in clauses:
        for hit in hits:
            if clause.start <= hit.start < clause.stop and any(_reaches(*m, hit, main=main) for m in clause.marks):
                found.append(hit)
    return found


def _reaches(start: int, stop: int, hit: Hit, *, main: bool) -> bool:
    after, before = (_NEAR, _NEAR) if main else (_NEXT, _JUST)
    return -(hit.stop - hit.start) <= hit.start - stop <= after or 0 <= start - hit.stop <= before
