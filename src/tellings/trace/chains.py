"""Statements of two reports that match: how a translated or reworded text shows its origin.

Mutual best matches by sentence vectors between two reports. A match speaks for a common text the more, the fewer
other reports tell the same; matches that follow one another in both reports (as translated sentences do, and facts chosen
twice seldom) speak for it together. What both quote shows a shared source and weighs nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ..records import Annotated, Finding, Record, Span
from .reuse import LEAST_EVIDENCE, Piece, Reuse

if TYPE_CHECKING:
    from ..encode import Likeness

_LEAST = 0.5  # probability from which a match counts by itself
_WITHIN_RUN = 0.2  # … and beside its neighbours: in a run the place speaks too
_NEAR = 0.25  # cosine that a match within a run needs besides
_STEP = 2  # statements that a run may go on by, in each report
_RUN = 1.3  # what each further link of a run adds, beside its own weight
_SHARED_OUT = 1.3  # how fast a match loses weight with the texts that tell the same
_HEAD = 0.5  # what a match of a headline weighs
_NEAREST = 48  # statements among which a match is looked for
_LOWEST = 0.2  # cosine of a match
_BLOCK = 1024  # rows of the cosine matrix held at once
_SHOWN = 160
_FINDINGS = 8
_DIGITS = 3  # of the evidence


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
    matched = _matches(of_report, likeness)
    tellers = _tellers(matched, of_report, texts)
    found = []
    for (left, right), matches in sorted(matched.items()):
        a, b = annotated[left], annotated[right]
        own = {texts[left], texts[right]}
        links = [
            Link(
                left=i,
                right=j,
                chance=chance,
                quoted=_in_quote(a, i) and _in_quote(b, j),
                head=_in_head(a, i) or _in_head(b, j),
                others=len((tellers[of_report[left][i]] | tellers[of_report[right][j]]) - own),
            )
            for i, j, chance, cosine in matches
            if chance >= _LEAST or (chance >= _WITHIN_RUN and cosine >= _NEAR)
        ]
        links = [link for link in in_runs(links) if link.chance >= _LEAST or link.run]
        if round(evidence(links), _DIGITS) >= LEAST_EVIDENCE:  # most pairs of a large story have a link, few a chain
            found.append(_reuse(left, right, links, a=a, b=b))
    return found


def _matches(
    of_report: Sequence[Sequence[int]], likeness: Likeness
) -> dict[tuple[int, int], list[tuple[int, int, float, float]]]:
    """By pair of reports: (statement, statement, probability, cosine) of the mutual best matches."""
    home = {n: (report, index) for report, held in enumerate(of_report) for index, n in enumerate(held)}
    report_of = np.array([home[n][0] for n in range(len(home))], dtype=np.int64)
    left, right, cosines = _mutual(report_of, likeness)
    found: dict[tuple[int, int], list[tuple[int, int, float, float]]] = defaultdict(list)
    if not len(left):
        return found
    chances = likeness.probability(left, right)
    for i, j, cosine, chance in zip(left.tolist(), right.tolist(), cosines.tolist(), chances.tolist(), strict=True):
        (a, x), (b, y) = home[i], home[j]
        found[a, b].append((x, y, chance, cosine))
    for held in found.values():
        held.sort()
    return found


def _mutual(
    report_of: NDArray[np.int64], likeness: Likeness
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Positions of statements that are each the nearest to the other in its report, the earlier report's first.

    Looked for among the nearest `_NEAREST` of each: what more statements than that are near to is told by everyone and shows
    no common text.
    """
    many = len(report_of)
    rows, columns, values = [], [], []
    for start in range(0, many, _BLOCK):
        block = np.arange(start, min(many, start + _BLOCK))
        cosines = np.array(likeness.matrix(block, np.arange(many)), dtype=np.float32)
        cosines[report_of[block][:, None] == report_of[None, :]] = -1.0
        k = min(_NEAREST, many)
        best = np.argpartition(-cosines, k - 1, axis=1)[:, :k]
        near = np.take_along_axis(cosines, best, axis=1)
        at, which = np.nonzero(near >= _LOWEST)
        rows.append(block[at])
        columns.append(best[at, which])
        values.append(near[at, which])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    i, j, c = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    order = np.lexsort((j, -c, report_of[j], i))
    i, j, c = i[order], j[order], c[order]
    first = np.r_[True, (i[1:] != i[:-1]) | (report_of[j[1:]] != report_of[j[:-1]])] if len(i) else np.zeros(0, bool)
    i, j, c = i[first], j[first], c[first]
    mutual = np.isin(i * many + j, j * many + i) & (report_of[i] < report_of[j])
    return i[mutual], j[mutual], c[mutual]


def _tellers(
    matched: Mapping[tuple[int, int], Sequence[tuple[int, int, float, float]]],
    of_report: Sequence[Sequence[int]],
    texts: Sequence[int],
) -> dict[int, set[int]]:
    """By position of a statement: the texts that hold a match of it."""
    tellers: dict[int, set[int]] = defaultdict(set)
    for (left, right), matches in matched.items():
        for i, j, chance, _ in matches:
            if chance >= _LEAST:
                tellers[of_report[left][i]].add(texts[right])
                tellers[of_report[right][j]].add(texts[left])
    return tellers


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
            alone = (_HEAD if link.head else 1.0) / (1 + link.others) ** _SHARED_OUT
            together = _RUN * (link.run - 1) / link.run / (1 + link.others) if link.run else 0.0
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
        evidence=round(evidence(links), _DIGITS),
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
