"""Statements of two reports that match in the same order: how a translated or reworded text shows its origin.

Mutual best matches by sentence vectors between two reports of different languages; of these the longest chain that keeps
the order in both (longest increasing subsequence).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..records import Annotated, Finding, Span
from .reuse import Piece, Reuse

if TYPE_CHECKING:
    from ..encode import Likeness

_LEAST = 0.5  # probability of a link of the chain
_SHOWN = 160


def chains(annotated: Sequence[Annotated], *, likeness: Likeness, ids: Sequence[str]) -> list[Reuse]:
    """The chains between each pair of reports in different languages, in the order of the pairs."""
    position = {identifier: n for n, identifier in enumerate(ids)}
    of_report = [[position[s.id] for s in a.statements] for a in annotated]
    mutual: list[tuple[int, int, int, int]] = []  # report, report, index in the one, index in the other
    for left, a in enumerate(annotated):
        for right in range(left + 1, len(annotated)):
            if a.report.lang != annotated[right].report.lang and of_report[left] and of_report[right]:
                pairs = mutual_best(likeness.matrix(of_report[left], of_report[right]))
                mutual += [(left, right, i, j) for i, j in pairs]
    if not mutual:
        return []
    chances = likeness.probability(
        [of_report[left][i] for left, _, i, _ in mutual], [of_report[right][j] for _, right, _, j in mutual]
    )
    links: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
    for (left, right, i, j), chance in zip(mutual, chances.tolist(), strict=True):
        if chance >= _LEAST:
            links.setdefault((left, right), []).append((i, j, chance))
    return [
        _reuse(left, right, in_order(found), a=annotated[left], b=annotated[right])
        for (left, right), found in sorted(links.items())
    ]


def mutual_best(cosines: NDArray[np.float32]) -> list[tuple[int, int]]:
    """(row, column) pairs of which each is the other's best, by row."""
    best_right = np.argmax(cosines, axis=1)
    best_left = np.argmax(cosines, axis=0)
    return [(i, int(j)) for i, j in enumerate(best_right) if best_left[j] == i]


def in_order(links: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The longest subsequence whose right indices rise."""
    tails: list[int] = []
    holder: list[int] = []
    before: list[int | None] = []
    for n, (_, j, _) in enumerate(links):
        at = bisect_left(tails, j)
        if at == len(tails):
            tails.append(j)
            holder.append(n)
        else:
            tails[at] = j
            holder[at] = n
        before.append(holder[at - 1] if at else None)
    chain = []
    at_link: int | None = holder[-1] if holder else None
    while at_link is not None:
        chain.append(links[at_link])
        at_link = before[at_link]
    return chain[::-1]


def _reuse(left: int, right: int, chain: Sequence[tuple[int, int, float]], *, a: Annotated, b: Annotated) -> Reuse:
    pieces = []
    findings = []
    for i, j, probability in chain:
        x, y = a.statements[i], b.statements[j]
        quoted = _in_quote(a, x.start, x.stop) and _in_quote(b, y.start, y.stop)
        pieces.append(
            Piece(
                left=Span(x.start, x.stop),
                right=Span(y.start, y.stop),
                weight=0.0 if quoted else round(probability, 3),
                words=1,
                quoted=quoted,
            )
        )
        findings.append(
            Finding(
                feature="aligned_quoted" if quoted else "aligned",
                score=round(probability, 3),
                detail="same content at the same turn of both reports" + (", quoted in both" if quoted else ""),
                left=x.text[:_SHOWN],
                right=y.text[:_SHOWN],
            )
        )
    own = sum(not p.quoted for p in pieces)
    return Reuse(
        left=left,
        right=right,
        means="chain",
        pieces=tuple(pieces),
        left_share=round(own / len(a.statements), 3),
        right_share=round(own / len(b.statements), 3),
        findings=tuple(findings[:8]),
    )


def _in_quote(annotated: Annotated, start: int, stop: int) -> bool:
    """Whether the greater part of a stretch lies inside quotation marks."""
    inside = sum(max(0, min(stop, q.inner_stop) - max(start, q.inner_start)) for q in annotated.quotes if q.depth == 0)
    return 2 * inside > stop - start
