"""Statements of two reports that match: how a translated or reworded text shows its origin.

Mutual best matches by sentence vectors between two reports. A match speaks for a common text the more, the fewer
other reports tell the same; matches that follow one another in both reports (as translated sentences do, and facts chosen
twice seldom) speak for it together. What both quote shows a shared source and weighs nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ..records import Annotated, Finding, Record, Span
from .matches import DIGITS, LEAST, RUN, SHARED_OUT, Tellers, matches_of, telling
from .reuse import LEAST_EVIDENCE, Piece, Reuse

if TYPE_CHECKING:
    from ..encode import Likeness

_STEP = 2  # statements that a run may go on by, in each report
_HEAD = 0.5  # what a match of a headline weighs
_SHOWN = 160
_FINDINGS = 8


class Link(Record, frozen=True, kw_only=True):
    """Statement `left` of one report is the mutual best match of statement `right` of the other."""

    left: int
    right: int
    chance: float
    quoted: bool  # in both
    head: bool = False  # of either report: every report tells the main thing first
    others: int = 0  # texts besides these two reports' that tell the same
    run: int = 0  # links of the run that it is in; 0 where it stands alone


def chains(
    annotated: Sequence[Annotated], *, likeness: Likeness, ids: Sequence[str], texts: Sequence[int]
) -> list[Reuse]:
    """What each pair of reports has in common statement by statement, in the order of the pairs: where it may tell something.

    `texts` numbers the text that each report is a copy of: copies tell a thing once.
    """
    position = {identifier: n for n, identifier in enumerate(ids)}
    of_report = [[position[s.id] for s in a.statements] for a in annotated]
    matches = matches_of(of_report, likeness)
    tellers = Tellers(matches, texts)
    found = []
    for start, stop in telling(matches, tellers):
        left, right = int(matches.of_left[start]), int(matches.of_right[start])
        a, b = annotated[left], annotated[right]
        own = {texts[left], texts[right]}
        links = []
        for n in range(start, stop):
            i, j = int(matches.left[n]), int(matches.right[n])
            x, y = of_report[left].index(i), of_report[right].index(j)
            links.append(
                Link(
                    left=x,
                    right=y,
                    chance=float(matches.chance[n]),
                    quoted=_in_quote(a, x) and _in_quote(b, y),
                    head=_in_head(a, x) or _in_head(b, y),
                    others=len((tellers.of(i) | tellers.of(j)) - own),
                )
            )
        links.sort(key=lambda link: (link.left, link.right))
        links = [link for link in in_runs(links) if link.chance >= LEAST or link.run]
        if round(evidence(links), DIGITS) >= LEAST_EVIDENCE:  # most pairs of a large story have a link, few a chain
            found.append(_reuse(left, right, links, a=a, b=b))
    return found


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


def in_runs(links: Sequence[Link]) -> list[Link]:
    """The links (by left) with the lengths of their runs: each next a step or two further in both reports.

    Heads are left out.
    """
    run_of: dict[int, list[int]] = {}
    for n, link in enumerate(links):
        if link.head:
            continue
        for m in range(n - 1, -1, -1):
            before = links[m]
            if link.left - before.left > _STEP:
                break
            if m in run_of and 1 <= link.right - before.right <= _STEP:
                run_of[n] = run_of[m]
                run_of[n].append(n)
                break
        run_of.setdefault(n, [n])
    return [replace(link, run=len(run_of[n])) if len(run_of.get(n, ())) > 1 else link for n, link in enumerate(links)]


def evidence(links: Sequence[Link]) -> float:
    """How far the links speak for a common text: each by its probability, shared out over those who tell the same."""
    weight = 0.0
    for link in links:
        if not link.quoted:
            alone = (_HEAD if link.head else 1.0) / (1 + link.others) ** SHARED_OUT
            together = RUN * (link.run - 1) / link.run / (1 + link.others) if link.run else 0.0
            weight += link.chance * (alone + together)
    return weight


def _in_head(annotated: Annotated, index: int) -> bool:
    title = annotated.report.title or ""
    return index == 0 or annotated.statements[index].start < len(title)


def _reuse(left: int, right: int, links: Sequence[Link], *, a: Annotated, b: Annotated) -> Reuse:
    pieces = tuple(
        Piece(left=_span(a, n.left), right=_span(b, n.right), weight=0.0 if n.quoted else n.chance, words=1, quoted=n.quoted)
        for n in links
    )  # fmt: skip
    telling = sorted(links, key=lambda n: (n.quoted, -n.chance / (1 + n.others) - (n.run > 1), n.left))
    return Reuse(
        left=left,
        right=right,
        means="chain",
        pieces=pieces,
        left_share=_share(a, [n.left for n in links if not n.quoted]),
        right_share=_share(b, [n.right for n in links if not n.quoted]),
        evidence=round(evidence(links), DIGITS),
        findings=tuple(_finding(n, a, b) for n in telling[:_FINDINGS]),
    )


def _span(annotated: Annotated, index: int) -> Span:
    return Span(annotated.statements[index].start, annotated.statements[index].stop)


def _share(annotated: Annotated, indices: Sequence[int]) -> float:
    """The share of a report's told text, in code points, that lies in these statements."""
    length = [s.stop - s.start for s in annotated.statements]
    return round(sum(length[i] for i in set(indices)) / max(1, sum(length)), 3)


def _finding(link: Link, a: Annotated, b: Annotated) -> Finding:
    told = ["same content", "quoted in both: a shared source, not a shared text"] if link.quoted else ["same content"]
    if link.run:
        told.append(f"one of {link.run} that follow one another in both reports")
    told.append("in no other text" if not link.others else f"told by {link.others} more")
    return Finding(
        feature="aligned_quoted" if link.quoted else "aligned",
        score=round(link.chance / (1 + link.others), 3) if not link.quoted else 0.0,
        detail="; ".join(told),
        left=a.statements[link.left].text[:_SHOWN],
        right=b.statements[link.right].text[:_SHOWN],
    )


def _in_quote(annotated: Annotated, index: int) -> bool:
    """Whether the greater part of a statement lies inside quotation marks."""
    start, stop = _span(annotated, index).start, _span(annotated, index).stop
    inside = sum(max(0, min(stop, q.inner_stop) - max(start, q.inner_start)) for q in annotated.quotes if q.depth == 0)
    return 2 * inside > stop - start
