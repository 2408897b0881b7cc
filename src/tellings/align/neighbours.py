"""Nearest statements by sentence vectors, language by language, and how crowded each statement's surroundings are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..records import Record
from .views import View

if TYPE_CHECKING:
    from ..encode import Likeness

_NEAREST = 8  # neighbours looked at a statement and language
_BLOCK = 1024  # rows of the cosine matrix held at once


class Neighbours(Record, frozen=True, kw_only=True):
    """`pairs`: (smaller, larger position), sorted. `crowd`: mean cosine to the nearest of each language, by language."""

    pairs: list[tuple[int, int]]
    crowd: dict[str, NDArray[np.float32]]


def neighbours(views: Sequence[View], *, likeness: Likeness) -> Neighbours:
    """The nearest statements of each, among those of each language in turn: across languages cosines run lower.

    Exact search in blocks; a few matrix products whatever the size of the story.
    """
    pairs: set[tuple[int, int]] = set()
    crowd: dict[str, NDArray[np.float32]] = {}
    of_lang: dict[str, list[int]] = {}
    for i, view in enumerate(views):
        of_lang.setdefault(view.statement.lang, []).append(i)
    for lang in sorted(of_lang):
        columns = np.asarray(of_lang[lang])
        means = np.zeros(len(views), dtype=np.float32)
        k = min(_NEAREST, len(columns))
        for start in range(0, len(views), _BLOCK):
            rows = np.arange(start, min(start + _BLOCK, len(views)))
            cosines = np.array(likeness.matrix(rows, columns), dtype=np.float32)
            cosines[rows[:, None] == columns[None, :]] = -1.0
            best = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
            near = np.take_along_axis(cosines, best, axis=1)
            means[rows] = np.where(near > -1, near, 0).sum(axis=1) / np.maximum(1, (near > -1).sum(axis=1))
            for row, found in zip(rows.tolist(), columns[best].tolist(), strict=True):
                pairs.update((min(row, c), max(row, c)) for c in found if c != row)
        crowd[lang] = means
    return Neighbours(pairs=sorted(pairs), crowd=crowd)
