"""Han characters with their 2- and 3-grams, looked up for many texts at once, without a string for each.

A run of Han gives three times as many tokens as characters, each of which has one row or none; making and looking up the
strings one by one took two thirds of the time of Chinese. Keys and vectors are those of `_keys` and `static`, bit for bit.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._keys import gram_keys

_SLOTS = 1 << 20


class Grams(NamedTuple):
    """The tokens of runs, in the order of `_tokens.tokens`: `counts[i]` of them are run `i`'s."""

    keys: NDArray[np.uint32]
    counts: NDArray[np.int64]


def grams(runs: Sequence[str]) -> Grams:
    """The characters of each run, then its 2-grams, then its 3-grams."""
    codes = np.frombuffer("".join(runs).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    lengths = np.fromiter(map(len, runs), dtype=np.int64, count=len(runs))
    of_length = [np.maximum(lengths - size, 0) for size in range(3)]
    counts = of_length[0] + of_length[1] + of_length[2]
    keys = np.empty(int(counts.sum()), dtype=np.uint32)
    begin = np.cumsum(counts) - counts  # of a run's tokens
    place = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)  # of a character in its run
    for size in range(3):
        fits = place < np.repeat(of_length[size], lengths)
        keys[(place + np.repeat(begin, lengths))[fits]] = gram_keys(codes, size + 1, np.flatnonzero(fits))
        begin = begin + of_length[size]
    return Grams(keys, counts)


class Finder:
    """Where a key's row is, by two tables of slots; the few rows that find no slot of their own are searched for."""

    def __init__(self, keys: NDArray[np.uint32]) -> None:
        self._keys = keys
        self._tables: list[tuple[int, NDArray[np.int32]]] = []
        left = np.arange(len(keys), dtype=np.int32)
        for shift in (0, 12):
            table = np.zeros(_SLOTS, dtype=np.int32)
            slots = (keys[left] >> np.uint32(shift)) & np.uint32(_SLOTS - 1)
            table[slots] = left
            left = left[table[slots] != left]
            self._tables.append((shift, table))
        self._rest = left  # in the order of their keys, as all rows are
        self._rest_keys = keys[left]

    def find(self, keys: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The row of each key, -1 for none."""
        rows = np.full(len(keys), -1, dtype=np.int64)
        if not len(self._keys):
            return rows
        open_ = np.arange(len(keys))
        for shift, table in self._tables:
            asked = keys[open_]
            found = table[(asked >> np.uint32(shift)) & np.uint32(_SLOTS - 1)]
            hit = self._keys[found] == asked
            rows[open_[hit]] = found[hit]
            open_ = open_[~hit]
        if len(self._rest) and len(open_):
            asked = keys[open_]
            at = np.minimum(np.searchsorted(self._rest_keys, asked), len(self._rest) - 1)
            hit = self._rest_keys[at] == asked
            rows[open_[hit]] = self._rest[at[hit]]
        return rows


def spread(
    places: NDArray[np.int64], words: Sequence[Sequence[str]], runs: Sequence[Sequence[int]], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Where runs stand among the tokens of texts: a slot for each token, which of them are of runs, and each text's size.

    `places` are those of the words that are no runs; `runs` the indices, in each text, of those that are.
    """
    sizes = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    starts = np.cumsum(sizes) - sizes
    how_many = np.fromiter(map(len, runs), dtype=np.int64, count=len(runs))
    at = np.fromiter(itertools.chain.from_iterable(runs), dtype=np.int64) + np.repeat(starts, how_many)
    wide = np.ones(int(sizes.sum()), dtype=np.int64)
    wide[at] = counts
    is_run = np.zeros(len(wide), dtype=bool)
    is_run[at] = True
    of_run = np.repeat(is_run, wide)
    out = np.zeros(len(of_run), dtype=np.int64)
    out[~of_run] = places
    ends = np.concatenate([[0], np.cumsum(wide)])
    return out, of_run, ends[starts + sizes] - ends[starts]
