"""The sketches of many reports as columns: no Python object per report stays alive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Sketches:
    """n reports. The keys of report i are `keys[indptr[i]:indptr[i + 1]]`, sorted, with their counts beside them."""

    ids: NDArray[np.str_]  # report ids
    langs: NDArray[np.str_]
    times: NDArray[np.float64]  # seconds since 1970, UTC; NaN where nothing tells
    indptr: NDArray[np.int64]  # n + 1
    keys: NDArray[np.uint64]  # the two highest bits say the kind: see `keys.kind_of`
    counts: NDArray[np.float32]
    vectors: NDArray[np.int8]  # (n, dim); times `scales` is a unit vector, or zero
    scales: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> Sketches:
        """The sketches of these rows, in this order."""
        index = np.asarray(rows, dtype=np.int64)
        lengths = np.diff(self.indptr)[index]
        indptr = np.concatenate([[0], np.cumsum(lengths)])
        places = np.repeat(self.indptr[index] - indptr[:-1], lengths) + np.arange(indptr[-1])
        return Sketches(
            ids=self.ids[index],
            langs=self.langs[index],
            times=self.times[index],
            indptr=indptr,
            keys=self.keys[places],
            counts=self.counts[places],
            vectors=self.vectors[index],
            scales=self.scales[index],
        )

    def save(self, path: Path) -> None:
        """Write as one .npz, what workers exchange."""
        with path.open("wb") as file:
            np.savez(file, **{name: getattr(self, name) for name in self.__slots__})

    @staticmethod
    def load(path: Path) -> Sketches:
        with np.load(path, allow_pickle=False) as columns:
            return Sketches(**{name: columns[name] for name in Sketches.__slots__})


def concatenate(parts: Sequence[Sketches]) -> Sketches:
    """One after another; at least one part."""
    offsets = np.cumsum([0, *(len(p.keys) for p in parts)])
    return Sketches(
        ids=np.concatenate([p.ids for p in parts]),
        langs=np.concatenate([p.langs for p in parts]),
        times=np.concatenate([p.times for p in parts]),
        indptr=np.concatenate([[0], *(p.indptr[1:] + o for p, o in zip(parts, offsets, strict=False))]),
        keys=np.concatenate([p.keys for p in parts]),
        counts=np.concatenate([p.counts for p in parts]),
        vectors=np.concatenate([p.vectors for p in parts]),
        scales=np.concatenate([p.scales for p in parts]),
    )
