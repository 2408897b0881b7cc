"""An array that grows at its end and is forgotten from its beginning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Grown:
    """One column of the pile; `view` is what is filled."""

    def __init__(self, dtype: str, width: int | None = None) -> None:
        self._array = np.zeros((1024,) if width is None else (1024, width), dtype=dtype)
        self._length = 0

    @property
    def view(self) -> NDArray[np.generic]:
        return self._array[: self._length]

    def __len__(self) -> int:
        return self._length

    def forget(self, count: int) -> None:
        """Drop the first `count` values."""
        self._array[: self._length - count] = self._array[count : self._length].copy()
        self._length -= count

    def extend(self, values: NDArray[np.generic]) -> None:
        stop = self._length + len(values)
        if stop > len(self._array):
            grown = np.zeros((max(stop, 2 * len(self._array)), *self._array.shape[1:]), dtype=self._array.dtype)
            grown[: self._length] = self.view
            self._array = grown
        self._array[self._length : stop] = values
        self._length = stop
