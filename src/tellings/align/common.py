"""What all statements of a story have in common, taken out of the cosine of two of them."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = TypeVar("Numbers", float, Floats)

_ROUNDING = 1e-3  # no length is taken for less
_SEVERAL = 8  # other statements from which on half of what they have in common is taken out


class Common:
    """The sum of a story's unit vectors. Every sentence about a fire in a zoo is a little like every other one."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        total = vectors.sum(axis=0, dtype=np.float64)
        self.pull: Floats = vectors @ total  # of each statement, its product with the sum
        self._mass = float(total @ total)
        many = max(0, len(vectors) - 2)
        share = many / (many + _SEVERAL)
        self._share = 2 * share - share * share

    def beyond(self, cosine: Numbers, left: Numbers, right: Numbers) -> Numbers:
        """The cosine of two statements without the direction that the other statements' mean has.

        `left` and `right` are their `pull`. The first principal component is taken out of sentence vectors in this way by
        Arora et al. (2017); here the mean, of the other statements alone, and the less of it the fewer they are.
        """
        mass = self._mass - 2 * (left + right) + 2 + 2 * cosine + _ROUNDING
        one, other = left - 1 - cosine, right - 1 - cosine
        rest = (1 - self._share * one * one / mass) * (1 - self._share * other * other / mass)
        beyond: Numbers = (cosine - self._share * one * other / mass) / (rest + _ROUNDING) ** 0.5
        return beyond
