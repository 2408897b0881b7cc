"""Named features of a pair of reports. Each is 0-1 and says one thing; the model weighs them.

words     cosine of idf-weighted words and first letters: strong within one language, silent across scripts
names     cosine of idf-weighted names, by their consonants and by classes of sounds: the same across scripts
numbers   cosine of idf-weighted numbers of two digits or more
vectors   cosine of the sentence vectors of title and lead: weaker within one language, the bridge between two
crowding  the same over the mean cosine of each report's neighbourhood: near things are near everything in a crowd
          (the idea of CSLS, Conneau et al. 2018)
days      how close in time, 1 at the same moment, .5 at two days
same_lang whether one language, because the others weigh differently then (given to the model, not a sign of likeness)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ._matching import places_of

FEATURES = ("words", "names", "numbers", "vectors", "crowding", "days")
_KINDS = ((0, 1), (2,), (3,))  # sketch.WORD and STEM, NAME, NUMBER: the two highest bits of a key
_HALF_AFTER = 2.0  # days
_MOST_CROWDED = 6.0  # times its neighbourhood's mean cosine; more says no more


def weigh(
    keys: NDArray[np.uint64], counts: NDArray[np.float32], frequencies: NDArray[np.float32], total: float
) -> NDArray[np.float32]:
    """(1 + log tf) · log(1 + N / df), normalised to unit length within each group of kinds."""
    weights = (1 + np.log(counts)) * np.log1p(total / np.maximum(frequencies, 1))
    kinds = (keys >> np.uint64(62)).astype(np.int64)
    group = np.array([0, 0, 1, 2])[kinds]
    norms = np.sqrt(np.bincount(group, weights=weights * weights, minlength=3))
    unit: NDArray[np.float32] = (weights / np.maximum(norms, 1e-9)[group]).astype(np.float32)
    return unit


def sparse_cosines(
    keys: NDArray[np.uint64],
    weights: NDArray[np.float32],
    others: tuple[NDArray[np.uint64], NDArray[np.float32], NDArray[np.int64]],
    count: int,
) -> NDArray[np.float64]:
    """Cosines of one report with `count` others in each group of kinds, shape (count, 3).

    `keys` are sorted; `others` are their keys, weights and owners (0 … count - 1), concatenated.
    """
    other_keys, other_weights, owners = others
    if not len(keys) or not len(other_keys):
        return np.zeros((count, 3))
    place = places_of(keys, other_keys)
    hit = np.flatnonzero(keys.take(place) == other_keys)
    group = np.array([0, 0, 1, 2])[(other_keys[hit] >> np.uint64(62)).astype(np.int64)]
    products = weights.take(place[hit]) * other_weights[hit]
    cosines = np.bincount(owners[hit] * 3 + group, weights=products, minlength=count * 3).astype(np.float64)
    return cosines.reshape(count, 3)


def pair_features(
    *,
    cosines: NDArray[np.float64],
    vectors: NDArray[np.float64],
    crowding: NDArray[np.float64],
    days: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The feature matrix (pairs, len(FEATURES)); square roots because a few rare shared words mean much already."""
    closeness = 1 / (1 + np.nan_to_num(np.abs(days), nan=_HALF_AFTER) / _HALF_AFTER)
    sparse = np.sqrt(np.clip(cosines, 0, 1))
    return np.column_stack(
        [
            sparse,
            np.clip(vectors, 0, 1),
            np.clip(crowding / _MOST_CROWDED, 0, 1),
            closeness,
        ]
    )
