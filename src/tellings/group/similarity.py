"""How alike two reports are as a whole, graded: not whether they tell one event, but how much of it they share.

A plain mean of named parts, each the square root of a cosine; nothing is learned, so nothing can be learned by heart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .features import sparse_cosines, weigh
from .stories import Columns

_BUCKETS = np.uint64(1 << 22)


def similarity(
    bodies: Columns, leads: Columns, titles: Columns, *, pairs: Sequence[tuple[int, int]]
) -> NDArray[np.float64]:
    """A similarity in 0-1 for each pair of rows.

    Args:
        bodies: sketches of the full texts; the pile that says which keys are rare.
        leads: sketches of their beginnings, the same rows.
        titles: sketches of their titles, the same rows.
        pairs: (row, row).
    """
    parts: list[NDArray[np.float64]] = []
    for columns in (bodies, leads, titles):
        cosines = _cosines(columns, pairs)
        vectors = columns.vectors.astype(np.float32) * columns.scales[:, None]
        left, right = np.array(pairs).T
        meaning = np.einsum("ij,ij->i", vectors[left], vectors[right])
        parts += [np.sqrt(np.clip(cosines[:, 0], 0, 1)), np.clip(meaning, 0, 1)]
        if columns is bodies:
            parts.append(np.sqrt(np.clip(cosines[:, 1], 0, 1)))
    mean: NDArray[np.float64] = np.mean(parts, axis=0)
    return mean


def _cosines(columns: Columns, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """Cosines by kind of key, (len(pairs), 3), with the rarity of a key counted over all rows."""
    frequencies = np.bincount((columns.keys % _BUCKETS).astype(np.int64), minlength=int(_BUCKETS)).astype(np.float32)
    total = float(len(columns.ids))
    out = np.zeros((len(pairs), 3))
    for n, (left, right) in enumerate(pairs):
        sides = []
        for row in (left, right):
            of = slice(int(columns.indptr[row]), int(columns.indptr[row + 1]))
            keys = columns.keys[of]
            sides.append(
                (keys, weigh(keys, columns.counts[of], frequencies[(keys % _BUCKETS).astype(np.int64)], total))
            )
        (keys, weights), (others, other_weights) = sides
        out[n] = sparse_cosines(keys, weights, (others, other_weights, np.zeros(len(others), np.int64)), 1)[0]
    return out
