"""How alike the statements of one story are: vectors once, then cosines, neighbours, and a calibrated probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..protocols import Encoder
from ._calibration import Calibration, load_calibration, pair_columns
from ._lexical import Lexicon
from .static import WEIGHTS, StaticEncoder, default_encoder

_BLOCK = 1024  # pairs at a time: their vectors stay in the processor's cache

Floats = NDArray[np.float64]


class Likeness:
    """Answers how alike texts are, by their index. Made by `likeness`; immutable to its users.

    Vectors, cosines and neighbours are the encoder's. The probability always rests on the encoder that ships, which it
    was fitted for, whatever encoder gives the vectors.
    """

    def __init__(
        self, texts: Sequence[str], *, langs: Sequence[str], encoder: Encoder, calibration: Calibration | None = None
    ) -> None:
        self.langs = tuple(langs)
        self.vectors: NDArray[np.float32] = encoder.encode(texts, langs=langs)
        self.vectors.setflags(write=False)
        self._calibration = calibration or load_calibration(WEIGHTS)
        own = encoder if isinstance(encoder, StaticEncoder) else default_encoder()
        self._own = self.vectors if own is encoder else own.encode(texts, langs=langs)
        self._common = self._calibration.commonness(self._own)
        self._lexicon = Lexicon(texts, self.langs, own, self._calibration.denials)

    def __len__(self) -> int:
        return len(self.vectors)

    def cosine(self, left: ArrayLike, right: ArrayLike) -> Floats:
        """Cosine of the sentence vectors of each pair (`left[i]`, `right[i]`), in -1 to 1."""
        return _cosines(self.vectors, np.asarray(left, dtype=np.int64), np.asarray(right, dtype=np.int64))

    def matrix(self, rows: ArrayLike, columns: ArrayLike) -> NDArray[np.float32]:
        """Cosines of every text in `rows` with every one in `columns`, shape (len(rows), len(columns))."""
        a, b = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        return self.vectors[a] @ self.vectors[b].T

    def probability(self, left: ArrayLike, right: ArrayLike) -> Floats:
        """Calibrated probability that each pair (`left[i]`, `right[i]`) says the same thing, in 0 to 1.

        Fuses the vectors with the words, names, numbers and denials of both texts. Takes some 20 µs a pair that
        is not plainly apart: choose candidates by `nearest` or `matrix` first where there are millions.
        """
        a, b = np.asarray(left, dtype=np.int64), np.asarray(right, dtype=np.int64)
        out = np.full(len(a), self._calibration.below)
        near = np.flatnonzero(_cosines(self._own, a, b) >= self._calibration.floor)
        langs = [(self.langs[i], self.langs[j]) for i, j in zip(a[near].tolist(), b[near].tolist(), strict=True)]
        out[near] = self._calibration.probability(self.columns(a[near], b[near]), langs)
        return out

    def columns(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
        """What the probability of each pair is computed from: a column each of `_calibration.COLUMNS`."""
        cosine = _cosines(self._own, left, right)
        margin = cosine - (self._common[left] + self._common[right]) / 2
        return pair_columns(margin, self._lexicon.overlap(left, right))

    def nearest(self, i: int, among: ArrayLike, k: int) -> NDArray[np.int64]:
        """The `k` of `among` (without `i` itself) with the highest cosine to text `i`, best first; ties by index."""
        others: NDArray[np.int64] = np.asarray(among, dtype=np.int64)
        others = others[others != i]
        scores = self.matrix([i], others)[0]
        order: NDArray[np.int64] = others[np.lexsort((others, -scores))[:k]]
        return order


def _cosines(vectors: NDArray[np.float32], left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
    cosines = np.empty(len(left))
    for low in range(0, len(left), _BLOCK):
        block = slice(low, low + _BLOCK)
        cosines[block] = np.einsum("ij,ij->i", vectors[left[block]], vectors[right[block]])
    return cosines


def likeness(texts: Sequence[str], *, langs: Sequence[str], encoder: Encoder) -> Likeness:
    """Encode `texts` (languages beside them, "und" where unknown) for comparison with one another.

    Raises:
        ValueError: `langs` is not as long as `texts`.
    """
    if len(texts) != len(langs):
        raise ValueError(f"{len(texts)} texts but {len(langs)} langs")
    return Likeness(texts, langs=langs, encoder=encoder)
