"""Passages that came by way of a third report: what a copy of a translation has in common with the original.

Where two reports both share text with a third, and the same statements of the third lie on passages of both, the two share
these statements, whether or not they were matched directly. One statement may be chance; two or more are told.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..ids import mint
from ..records import Annotated, Derivation, Finding, Passage, Span, Statement
from ..words import words

_SURE = 0.6  # confidence of a derivation that carries
_LEAST = 2  # statements
_ALIKE = 0.5  # share of a statement's words that tell it again within a passage of the same language
_MOST = 12  # derivations of one report that are followed
_SHOWN = 160


class _Side:
    """A derivation seen from the report in the middle: where its passages lie there, and where in the other."""

    def __init__(self, derivation: Derivation, middle: str) -> None:
        here = derivation.origin == middle
        self.derivation = derivation
        self.other = derivation.target if here else derivation.origin
        self.spans = sorted((p.origin, p.target) if here else (p.target, p.origin) for p in derivation.passages)


def carried(annotated: Sequence[Annotated], derivations: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """Derivations between reports that have none yet, in the order of the reports; direction unknown."""
    place = {a.report.id: n for n, a in enumerate(annotated)}
    known = {frozenset((d.origin, d.target)) for d in derivations}
    sides: dict[str, list[_Side]] = {}
    for d in sorted(derivations, key=lambda d: (-d.confidence, d.id)):
        if d.confidence >= _SURE:
            for middle in (d.origin, d.target):
                held = sides.setdefault(middle, [])
                if len(held) < _MOST:
                    held.append(_Side(d, middle))
    found: dict[frozenset[str], Derivation] = {}
    for middle in sorted(sides, key=place.__getitem__):
        held = sorted(sides[middle], key=lambda s: place[s.other])
        for n, x in enumerate(held):
            for y in held[n + 1 :]:
                pair = frozenset((x.other, y.other))
                if pair in known or len(pair) < 2:
                    continue
                made = _through(annotated[place[middle]], x, y, {a: annotated[place[a]] for a in pair})
                if made is not None and (pair not in found or len(made.passages) > len(found[pair].passages)):
                    found[pair] = made
    return tuple(sorted(found.values(), key=lambda d: (place[d.origin], place[d.target])))


def _through(middle: Annotated, x: _Side, y: _Side, ends: Mapping[str, Annotated]) -> Derivation | None:
    pairs = []
    for statement in middle.statements:
        if _quoted(middle, statement):
            continue
        left = next(_places(statement, middle, x, ends[x.other]), None)
        right = next(_places(statement, middle, y, ends[y.other]), None)
        if left is not None and right is not None:
            pairs.append((statement, left, right))
    if len(pairs) < _LEAST:
        return None
    return Derivation(
        id=mint("der", *sorted((x.other, y.other))),
        origin=x.other,
        target=y.other,
        kind="quotation",
        direction="unknown",
        passages=tuple(Passage(origin=left, target=right) for _, left, right in pairs),
        confidence=round(0.9 * min(x.derivation.confidence, y.derivation.confidence), 3),
        findings=(
            Finding(
                feature="through",
                score=round(min(x.derivation.confidence, y.derivation.confidence), 3),
                detail=f"{len(pairs)} statements of a third report lie on passages of both",
                left=x.derivation.id,
                right=y.derivation.id,
            ),
            *(
                Finding(
                    feature="carried",
                    score=0.5,
                    detail=f"the same statement of the third: {statement.text[:_SHOWN]}",
                    left=ends[x.other].report.text[left.start : left.stop][:_SHOWN],
                    right=ends[y.other].report.text[right.start : right.stop][:_SHOWN],
                )
                for statement, left, right in pairs[:_LEAST]
            ),
        ),
    )


def _places(statement: Statement, middle: Annotated, side: _Side, end: Annotated) -> Iterator[Span]:
    """Where a statement of the report in the middle stands in the other: on the passages that lie over most of it."""
    at = bisect_left(side.spans, (Span(statement.start, 0),))
    for here, there in side.spans[max(0, at - 1) : at + 2]:
        over = min(here.stop, statement.stop) - max(here.start, statement.start)
        if 2 * over <= statement.stop - statement.start:
            continue
        if middle.report.lang != end.report.lang:
            yield there
            continue
        told = _words(statement.text)
        for s in end.statements:
            if s.start < there.stop and there.start < s.stop:
                again = _words(s.text)
                if len(told & again) >= _ALIKE * max(len(told), len(again)) and not _quoted(end, s):
                    yield Span(s.start, s.stop)


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(w.folded for w in words(text))


def _quoted(annotated: Annotated, s: Statement) -> bool:
    inside = sum(
        max(0, min(s.stop, q.inner_stop) - max(s.start, q.inner_start)) for q in annotated.quotes if not q.depth
    )
    return 2 * inside > s.stop - s.start
