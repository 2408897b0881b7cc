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
_FEW = 4  # neighbours up to which finding the highest again and again is faster than parting the row
_LARGE = 4096  # statements from which on that is done: of equally near ones it takes others
_SAMPLE = 512  # statements of one language from which on how crowded a place is is told by evenly spaced ones


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
    found = [np.zeros((0, 2), dtype=np.int64)]
    crowd: dict[str, NDArray[np.float32]] = {}
    langs = np.array([view.statement.lang for view in views], dtype=object)
    reports = np.array([view.statement.report for view in views], dtype=object)
    spoken = sorted(set(langs.tolist()))
    whole, pieces = (max(_LEAST, n // max(1, len(spoken))) for n in (_NEAREST, _NEAREST_PARTS))
    large = len(views) >= _LARGE
    for lang in spoken:
        columns = np.flatnonzero(langs == lang)
        many = len(set(reports[columns].tolist()))
        every = -(-len(columns) // _SAMPLE)
        seen = -(-len(columns) // every)  # of the columns, one in `every`
        first, last = min(2 * many // every, seen // 2), min((4 * many + 2) // every, seen)
        means = np.zeros(len(views), dtype=np.float32)
        for start in range(0, len(views), _BLOCK):
            rows = np.arange(start, min(start + _BLOCK, len(views)))
            cosines = np.array(likeness.matrix(rows, columns), dtype=np.float32)
            cosines[rows[:, None] == columns[None, :]] = -1.0
            ranked = _ranked(cosines[:, ::every], first, last)
            found.append(_best(rows, columns, cosines, whole, large=large))
            means[rows] = np.where(ranked > -1, ranked, 0).sum(axis=1) / np.maximum(1, (ranked > -1).sum(axis=1))
        crowd[lang] = means
        found.extend(_by_parts(columns, parts, pieces, large=large))
    return Neighbours(pairs=_pairs(np.concatenate(found), len(views)), crowd=crowd)


def _by_parts(columns: NDArray[np.int64], parts: Parts, k: int, *, large: bool) -> Iterator[NDArray[np.int64]]:
    inside = np.flatnonzero(np.isin(parts.owner, columns))
    owners = parts.owner[inside]
    theirs = parts.vectors[inside].T
    looking = np.arange(len(parts.owner))
    if large:  # a statement that is its own only piece has looked for its nearest as a whole
        looking = looking[np.diff(parts.starts)[parts.owner] > 1]
    for start in range(0, len(looking), _BLOCK):
        pieces = looking[start : start + _BLOCK]
        rows = parts.owner[pieces]
        cosines = parts.vectors[pieces] @ theirs
        cosines[rows[:, None] == owners[None, :]] = -1.0
        yield _best(rows, owners, cosines, k, large=large)


def _best(
    rows: NDArray[np.int64], columns: NDArray[np.int64], cosines: NDArray[np.float32], k: int, *, large: bool
) -> NDArray[np.int64]:
    """Each row with each of its `k` nearest columns, shape (pairs, 2). Of large stories `cosines` are written over.

    Both ways find the same but where columns are exactly as near as the last one taken.
    """
    k = min(k, cosines.shape[1])
    if large and 0 < k <= _FEW:
        near, line = np.empty((len(rows), k), dtype=np.int64), np.arange(len(rows))
        for n in range(k):
            near[:, n] = cosines.argmax(axis=1)
            cosines[line, near[:, n]] = -2.0
        return np.stack([np.repeat(rows, k), columns[near].ravel()], axis=1)
    near = np.argpartition(-cosines, k - 1, axis=1)[:, :k] if 0 < k < cosines.shape[1] else np.arange(k)[None, :]
    best = columns[np.broadcast_to(near, (len(rows), k))]
    return np.stack([np.repeat(rows, k), best.ravel()], axis=1)


def _pairs(found: NDArray[np.int64], many: int) -> list[tuple[int, int]]:
    """Each pair once, the smaller position first, sorted; `many` is above all positions."""
    found = found[found[:, 0] != found[:, 1]]
    low, high = np.divmod(np.unique(found.min(axis=1) * many + found.max(axis=1)), max(1, many))
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _ranked(cosines: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """Of each row the values from the `first` highest to before the `last`, highest first."""
    if first >= last:
        return cosines[:, :0]
    top = cosines.shape[1] - last
    part = np.partition(cosines, top, axis=1)[:, top:] if top else cosines
    highest: NDArray[np.float32] = np.sort(part, axis=1)[:, ::-1][:, first:]
    return highest
