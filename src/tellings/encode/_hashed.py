"""An encoder without weights: a signed hash projection of transliterated n-grams. It knows spelling, no meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ._keys import LATIN, WORD, word_features
from ._tokens import tokens


class HashedEncoder:
    """Matches names, numbers and cognates across scripts; for tests and as the floor to beat."""

    name = "tellings-hashed"
    version = "1"
    dim = 256

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> NDArray[np.float32]:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for text without features."""
        del langs
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            words = tokens(text)
            features = word_features(words)
            weights = np.where(features.kinds == LATIN, 0.5, np.where(features.kinds == WORD, 1.0, 0.25))
            lengths = np.array([len(word) for word in words], dtype=np.float64)
            weights = weights * np.minimum(lengths[features.owners], 8) if words else weights
            signs = np.where(features.keys & np.uint32(1), 1.0, -1.0)
            np.add.at(out[row], (features.keys >> np.uint32(1)) % self.dim, weights * signs)
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, norms, out=out, where=norms > 0)
        return out
