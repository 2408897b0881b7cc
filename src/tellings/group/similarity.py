"""How alike two reports are as a whole, graded: not whether they tell one event, but how much of it they share.

A weighted mean of named parts, most of them the square root of a cosine; nothing is fitted to rated pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ._vectors import centred
from .changes import Columns
from .features import sparse_cosines, weigh

_BUCKETS = np.uint64(1 << 22)
LEAD = 700  # characters of a text's beginning that count once more
_WEIGHTS = (4.0, 1.0, 1.0, 2.0)  # texts, leads, titles, vectors: tuned in whole numbers on semeval2022-task8


def similarity(
    *, texts: Columns, leads: Columns, titles: Columns, pairs: Sequence[tuple[int, int]]
) -> NDArray[np.float64]:
    """A similarity in 0-1 for each pair of rows: the weighted mean of four parts.

    Args:
        texts: sketches of the full texts by characters; their keys and their vectors.
        leads: sketches of the first `LEAD` characters of each text by characters; their keys.
        titles: sketches of the titles by characters; their keys.
        pairs: (row, row); the rows are the same reports in all three.
    """
    parts = [np.sqrt(np.clip(_cosines(columns, pairs)[:, 0], 0, 1)) for columns in (texts, leads, titles)]
    left, right = np.array(pairs).T
    vectors = centred(texts.vectors.astype(np.float32) * texts.scales[:, None], texts.langs)
    parts.append(np.clip(np.einsum("ij,ij->i", vectors[left], vectors[right]), 0, 1))
    mean: NDArray[np.float64] = np.average(parts, axis=0, weights=_WEIGHTS)
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
