"""Which statements of two reports match: mutual best by sentence vectors, for all pairs of reports at once, by arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .reuse import LEAST_EVIDENCE

if TYPE_CHECKING:
    from ..encode import Likeness

Ints = NDArray[np.int64]

LEAST = 0.5  # probability from which a match counts by itself
RUN = 1.3  # what each further link of a run adds, beside its own weight
SHARED_OUT = 1.3  # how fast a match loses weight with the texts that tell the same
DIGITS = 3  # of the evidence
_WITHIN_RUN = 0.2  # … and beside its neighbours: in a run the place speaks too
_NEAR = 0.25  # cosine that a match within a run needs besides
_NEAREST = 48  # reports in which a match is looked for
_LOWEST = 0.2  # cosine of a match
_BLOCK = 1024  # rows of the cosine matrix held at once
_LARGE = 4096  # statements from which on matches are looked for in fewer dimensions: those in which they differ most
_FEWER = 64  # of them


class Matches(NamedTuple):
    """Mutual best matches that may count, one an index, in the order of their reports."""

    of_left: Ints  # the earlier report
    of_right: Ints
    left: Ints  # position of its statement
    right: Ints
    chance: NDArray[np.float64]


class Tellers:
    """By position of a statement: the texts that hold a match of it."""

    def __init__(self, matches: Matches, texts: Sequence[int]) -> None:
        sure = matches.chance >= LEAST
        text = np.array(texts, dtype=np.int64)
        told = np.concatenate([matches.left[sure], matches.right[sure]])
        by = np.concatenate([text[matches.of_right[sure]], text[matches.of_left[sure]]])
        many = len(texts) + 1
        self._statements, self._texts = np.divmod(np.unique(told * many + by), many)

    def of(self, statement: int) -> frozenset[int]:
        low, high = np.searchsorted(self._statements, [statement, statement + 1])
        return frozenset(self._texts[low:high].tolist())

    def least(self, statements: Ints) -> Ints:
        """How many they are, of many statements."""
        low = np.searchsorted(self._statements, statements)
        many: Ints = np.searchsorted(self._statements, statements + 1) - low
        return many


def telling(matches: Matches, tellers: Tellers) -> list[tuple[int, int]]:
    """The pairs of reports, as slices of `matches`, that may have evidence enough: as if all their links were one run."""
    if not len(matches.left):
        return []
    others = np.maximum(0, np.maximum(tellers.least(matches.left), tellers.least(matches.right)) - 2)
    new = np.diff(matches.of_left, prepend=-1) != 0
    new |= np.diff(matches.of_right, prepend=-1) != 0
    starts = np.flatnonzero(new)
    stops = np.append(starts[1:], len(new))
    alone = np.add.reduceat(matches.chance / (1 + others) ** SHARED_OUT, starts)
    together = np.add.reduceat(RUN * matches.chance / (1 + others), starts) * (stops - starts > 1)
    may = alone + together >= LEAST_EVIDENCE - 10.0**-DIGITS
    return list(zip(starts[may].tolist(), stops[may].tolist(), strict=True))


def matches_of(of_report: Sequence[Sequence[int]], likeness: Likeness) -> Matches:
    """The mutual best matches that are probable enough, or near enough for a run."""
    left, right, cosines, of_left, of_right = mutual(of_report, likeness)
    chances = likeness.probability(left, right) if len(left) else np.zeros(0)
    may = (chances >= LEAST) | ((chances >= _WITHIN_RUN) & (cosines >= _NEAR))
    order = np.lexsort((left[may], of_right[may], of_left[may]))
    of_left, of_right, left, right = (column[may][order] for column in (of_left, of_right, left, right))
    return Matches(of_left, of_right, left, right, chances[may][order])


def mutual(
    of_report: Sequence[Sequence[int]], likeness: Likeness
) -> tuple[Ints, Ints, NDArray[np.float32], Ints, Ints]:
    """Positions of statements that are each the nearest to the other in its report, the earlier report's first.

    With their cosines and their reports. Looked for in those `_NEAREST` reports that have the nearest to each: what more
    reports than that tell is told by everyone and shows no common text.
    """
    told = [n for n, held in enumerate(of_report) if held]
    lengths = np.array([len(of_report[n]) for n in told], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    position = np.array([i for held in of_report for i in held], dtype=np.int64)
    report = np.repeat(np.arange(len(told)), lengths)
    many = len(position)
    rows, columns, values = [], [], []
    plane = _plane(likeness.vectors[position]) if many >= _LARGE else None
    for start in range(0, many, _BLOCK):
        block = np.arange(start, min(many, start + _BLOCK))
        cosines = likeness.matrix(position[block], position) if plane is None else plane[block] @ plane.T
        highest = np.maximum.reduceat(cosines, starts, axis=1)
        highest[np.arange(len(block)), report[block]] = -1.0
        least = np.partition(highest, -min(_NEAREST, len(told)), axis=1)[:, -min(_NEAREST, len(told))]
        at, which = np.nonzero(highest >= np.maximum(least, _LOWEST)[:, None])
        rows.append(block[at])
        columns.append(_first(cosines, highest[at, which], at, starts[which], lengths[which]))
        values.append(highest[at, which])
    if not rows:
        none = np.zeros(0, np.int64)
        return none, none, np.zeros(0, np.float32), none, none
    i, j, c = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    met = i * many + j  # in order: row by row, and columns in order
    first = np.flatnonzero(i < j)
    back = j[first] * many + i[first]
    both = first[met[np.minimum(np.searchsorted(met, back), len(met) - 1)] == back]
    i, j, c = i[both], j[both], c[both]
    if plane is not None:
        c = likeness.cosine(position[i], position[j]).astype(np.float32)
    numbers = np.array(told, dtype=np.int64)
    return position[i], position[j], c, numbers[report[i]], numbers[report[j]]


def _plane(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors in the `_FEWER` dimensions in which they differ most: their principal components, not centred."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(vectors @ axes[:, ::-1][:, :_FEWER], dtype=np.float32)


def _first(cosines: NDArray[np.float32], highest: NDArray[np.float32], rows: Ints, starts: Ints, lengths: Ints) -> Ints:
    """The first column of each row, from its start on, that has the highest value."""
    at = starts.copy()
    for step in range(int(lengths.max(initial=0))):
        off = np.flatnonzero(cosines[rows, at] != highest)
        if not len(off):
            break
        at[off] = starts[off] + np.minimum(step + 1, lengths[off] - 1)
    return at
