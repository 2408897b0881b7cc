"""How alike the statements of one story are: vectors once, then cosines, neighbours, and a calibrated probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..protocols import Encoder

Floats = NDArray[np.float64]


class Likeness:
    """Answers how alike texts are, by their index. Made by `likeness`; immutable to its users."""

    def __init__(self, texts: Sequence[str], *, langs: Sequence[str], encoder: Encoder) -> None:
        self.langs = tuple(langs)
        self.vectors: NDArray[np.float32] = encoder.encode(texts, langs=langs)
        self.vectors.setflags(write=False)

    def __len__(self) -> int:
        return len(self.vectors)

    def cosine(self, left: ArrayLike, right: ArrayLike) -> Floats:
        """Cosine of the sentence vectors of each pair (`left[i]`, `right[i]`), in -1 to 1."""
        a, b = np.asarray(left, dtype=np.int64), np.asarray(right, dtype=np.int64)
        cosines: Floats = np.einsum("ij,ij->i", self.vectors[a], self.vectors[b]).astype(np.float64)
        return cosines

    def matrix(self, rows: ArrayLike, columns: ArrayLike) -> NDArray[np.float32]:
        """Cosines of every text in `rows` with every one in `columns`, shape (len(rows), len(columns))."""
        a, b = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        return self.vectors[a] @ self.vectors[b].T

    def probability(self, left: ArrayLike, right: ArrayLike) -> Floats:
        """Calibrated probability that each pair (`left[i]`, `right[i]`) says the same thing, in 0 to 1."""
        return 1 / (1 + np.exp(-(self.cosine(left, right) - 0.55) * 14))

    def nearest(self, i: int, among: ArrayLike, k: int) -> NDArray[np.int64]:
        """The `k` of `among` (without `i` itself) with the highest cosine to text `i`, best first; ties by index."""
        others: NDArray[np.int64] = np.asarray(among, dtype=np.int64)
        others = others[others != i]
        scores = self.matrix([i], others)[0]
        order: NDArray[np.int64] = others[np.lexsort((others, -scores))[:k]]
        return order


def likeness(texts: Sequence[str], *, langs: Sequence[str], encoder: Encoder) -> Likeness:
    """Encode `texts` (languages beside them, "und" where unknown) for comparison with one another.

    Raises:
        ValueError: `langs` is not as long as `texts`.
    """
    if len(texts) != len(langs):
        raise ValueError(f"{len(texts)} texts but {len(langs)} langs")
    return Likeness(texts, langs=langs, encoder=encoder)
