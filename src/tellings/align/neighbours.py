"""Nearest statements by sentence vectors, language by language, and how crowded each statement's surroundings are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..records import Record
from .parts import Parts
from .views import View

if TYPE_CHECKING:
    from ..encode import Likeness

_NEAREST = 24  # neighbours looked at a statement, shared out over the story's languages
_NEAREST_PARTS = 12  # and of each of its pieces
_LEAST = 3  # of any one language
_BLOCK = 1024  # rows of the cosine matrix held at once


class Neighbours(Record, frozen=True, kw_only=True):
    """`pairs`: (smaller, larger position), sorted. `crowd`: how near a statement's surroundings are, by language.

    The crowd is the mean cosine to those neighbours that come after as many as there are reports of that language: since a
    report seldom says a thing twice, what comes later says something else, however widely the thing itself is told.
    """

    pairs: list[tuple[int, int]]
    crowd: dict[str, NDArray[np.float32]]


def neighbours(views: Sequence[View], *, likeness: Likeness, parts: Parts) -> Neighbours:
    """The nearest statements of each, among those of each language in turn: across languages cosines run lower.

    Whole statements and their pieces are searched, exactly and in blocks.
    """
    pairs: set[tuple[int, int]] = set()
    crowd: dict[str, NDArray[np.float32]] = {}
    langs = np.array([view.statement.lang for view in views], dtype=object)
    reports = np.array([view.statement.report for view in views], dtype=object)
    spoken = sorted(set(langs.tolist()))
    whole, pieces = (max(_LEAST, n // max(1, len(spoken))) for n in (_NEAREST, _NEAREST_PARTS))
    for lang in spoken:
        columns = np.flatnonzero(langs == lang)
        many = len(set(reports[columns].tolist()))
        first, last = min(many, len(columns) // 2), min(3 * many + 2, len(columns))
        means = np.zeros(len(views), dtype=np.float32)
        for start in range(0, len(views), _BLOCK):
            rows = np.arange(start, min(start + _BLOCK, len(views)))
            cosines = np.array(likeness.matrix(rows, columns), dtype=np.float32)
            cosines[rows[:, None] == columns[None, :]] = -1.0
            pairs.update(_best(rows, columns, cosines, whole))
            ranked = _ranked(cosines, first, last)
            means[rows] = np.where(ranked > -1, ranked, 0).sum(axis=1) / np.maximum(1, (ranked > -1).sum(axis=1))
        crowd[lang] = means
        pairs.update(_by_parts(columns, parts, pieces))
    return Neighbours(pairs=sorted(pairs), crowd=crowd)


def _by_parts(columns: NDArray[np.int64], parts: Parts, k: int) -> Iterator[tuple[int, int]]:
    inside = np.flatnonzero(np.isin(parts.owner, columns))
    owners = parts.owner[inside]
    for start in range(0, len(parts.owner), _BLOCK):
        rows = parts.owner[start : start + _BLOCK]
        cosines = parts.vectors[start : start + _BLOCK] @ parts.vectors[inside].T
        cosines[rows[:, None] == owners[None, :]] = -1.0
        yield from _best(rows, owners, cosines, k)


def _best(
    rows: NDArray[np.int64], columns: NDArray[np.int64], cosines: NDArray[np.float32], k: int
) -> Iterator[tuple[int, int]]:
    """Each row paired with its `k` nearest columns."""
    k = min(k, cosines.shape[1])
    near = np.argpartition(-cosines, k - 1, axis=1)[:, :k] if 0 < k < cosines.shape[1] else np.arange(k)[None, :]
    best = np.broadcast_to(near, (len(rows), k))
    for row, found in zip(rows.tolist(), columns[best].tolist(), strict=True):
        for column in found:
            if column != row:
                yield (row, column) if row < column else (column, row)


def _ranked(cosines: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """Of each row the values from the `first` highest to before the `last`, highest first."""
    if first >= last:
        return cosines[:, :0]
    ends = sorted({first, last - 1})
    part = np.partition(-cosines, ends, axis=1)[:, first:last]
    highest: NDArray[np.float32] = -np.sort(part, axis=1)
    return highest
