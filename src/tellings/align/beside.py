"""What stands before and after two statements, and matches, too: reports that follow one another in what they tell.

Sentences told in the same order are what aligners of translations go by (Gale and Church 1993); of two reports of one event
whole stretches follow a common text or the course of the event.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .views import View

LEAST = 0.27  # probability, by everything else, of a pair that speaks for those beside it
_REACH = 3  # statements before or behind, in each report
_FARTHER = 0.7  # what a pair counts that is not right beside

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Beside:
    """Made once a story, of the pairs that are probable by themselves; looked up for many pairs at once."""

    def __init__(self, views: Sequence[View], left: Ints, right: Ints, chances: Floats) -> None:
        numbers = {report: n for n, report in enumerate(dict.fromkeys(v.statement.report for v in views))}
        self._report = np.array([numbers[v.statement.report] for v in views], dtype=np.int64)
        self._many = max(1, len(views))
        probable = (chances >= LEAST) & (self._report[left] != self._report[right])
        told = left[probable], right[probable], chances[probable]
        self._before, self._behind = (self._moved(*told, way=way) for way in (1, -1))

    def of(self, left: Ints, right: Ints) -> Floats:
        """For each pair (the smaller position on the left) the best pair before it and the best behind it, added: 0 to 2."""
        wanted = left * self._many + right
        found = np.zeros(len(wanted))
        for keys, best in (self._before, self._behind):
            if len(keys):
                at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
                found += np.where(keys[at] == wanted, best[at], 0.0)
        return found

    def _moved(self, left: Ints, right: Ints, chances: Floats, *, way: int) -> tuple[Ints, Floats]:
        """The pairs that stand behind the given ones (`way` 1) or before them (-1), in order, each with the best given."""
        keys, values = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
        for x, y in itertools.product(range(1, _REACH + 1), repeat=2):
            i, j = left + way * x, right + way * y
            held = np.flatnonzero((i >= 0) & (j >= 0) & (i < self._many) & (j < self._many))
            same = (self._report[i[held]] == self._report[left[held]]) & (
                self._report[j[held]] == self._report[right[held]]
            )
            held = held[same]
            keys.append(i[held] * self._many + j[held])
            values.append(chances[held] * (1.0 if x == y == 1 else _FARTHER))
        every, value = np.concatenate(keys), np.concatenate(values)
        order = np.argsort(every, kind="stable")
        every, value = every[order], value[order]
        starts = np.flatnonzero(np.diff(every, prepend=-1))
        best: Floats = np.maximum.reduceat(value, starts) if len(starts) else value
        return every[starts], best
