"""Where each of many keys stands among a report's own: a small table in place of a search, at a third of the time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SLOTS = 13  # bits


def places_of(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each of `others` the index of the same key in `keys`, which are distinct and at least one; of a key that is
    not there, any index.
    """
    slots = _slot(keys)
    own = np.arange(len(keys))
    table = np.zeros(1 << _SLOTS, dtype=np.int64)
    table[slots] = own
    places: NDArray[np.int64] = table.take(_slot(others))
    for lost in np.flatnonzero(table.take(slots) != own).tolist():  # another key of the report took its slot
        places[others == keys[lost]] = lost
    return places


def _slot(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    with np.errstate(over="ignore"):
        return ((keys * _MIX) >> np.uint64(64 - _SLOTS)).astype(np.int64)
