"""Vectors of many reports at once: centred by their languages, and the largest of many cosines."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_STRIP = 64  # values whose largest is looked at first
_LANG_PRIOR, _ALL_PRIOR = 20.0, 100.0  # reports that a mean is shrunk by


def largest(values: NDArray[np.float32], count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """In each row, the places of the `count` largest values, and those: of all where there are no more.

    Looked for in the strips that have the largest values, for they hold the largest of all.
    """
    height, width = values.shape
    if width <= 2 * count * _STRIP:
        places = (
            np.argpartition(-values, min(count, width) - 1, axis=1)[:, :count] if width else np.zeros((height, 0), int)
        )
        return places, np.take_along_axis(values, places, axis=1)
    whole = width // _STRIP * _STRIP
    peaks = values[:, :whole].reshape(height, -1, _STRIP).max(axis=2)
    strips = np.argpartition(-peaks, count - 1, axis=1)[:, :count]
    places = (strips[:, :, None] * _STRIP + np.arange(_STRIP)).reshape(height, -1)
    places = np.concatenate([places, np.broadcast_to(np.arange(whole, width), (height, width - whole))], axis=1)
    found = np.take_along_axis(values, places, axis=1)
    best = np.argpartition(-found, count - 1, axis=1)[:, :count]
    return np.take_along_axis(places, best, axis=1), np.take_along_axis(found, best, axis=1)


def centred(vectors: NDArray[np.float32], langs: NDArray[Any]) -> NDArray[np.float32]:
    """Unit vectors without the shrunken mean of their language; `vectors` is written over."""
    numbers, where = np.unique(langs, return_inverse=True)
    member = np.zeros((len(numbers), len(vectors)), dtype=np.float32)
    member[where, np.arange(len(vectors))] = 1
    sums, sizes = member @ vectors, member.sum(axis=1)
    overall = sums.sum(axis=0) / (len(vectors) + _ALL_PRIOR)
    means = (sums + _LANG_PRIOR * overall) / (sizes + _LANG_PRIOR)[:, None]
    vectors -= means[where]
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    vectors /= np.maximum(norms, 1e-9)[:, None]
    return vectors
