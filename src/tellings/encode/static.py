"""The encoder that ships: a sentence is the sum of learned word vectors, a word the sum of its features' rows.

Trained across fifteen languages by `training/encoder`; see docs/model-card-encoder.md. It proposes that two sentences
speak of the same thing; it does not judge what they say of it.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import EngineError
from ._keys import WORD, word_features
from ._tokens import tokens

WEIGHTS = Path(__file__).parent / "weights"
_MAX_CACHED = 50_000  # words; their vectors take 1 kB each at 256 dimensions
_SENTENCES = 64  # encoded at a time, so that their word vectors fit the processor's cache
_ROWS = 16_384  # feature rows unpacked at a time
_CLIP = (-6.0, 3.0)  # of a word's log weight

Vectors = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Trained rows: `packed` holds two dimensions a byte (high nibble first), each 8 above its value."""

    keys: NDArray[np.uint32]  # sorted
    packed: NDArray[np.uint8]  # (rows, dim / 2)
    scales: NDArray[np.float16]  # of a row's values
    weights: NDArray[np.float16]  # a row's share of the log weight of its word
    number: float  # length of the vector of a number that has no row

    def unpack(self, rows: NDArray[np.int64]) -> Vectors:
        nibbles = np.take(_NIBBLES, self.packed[rows]).view(np.float32)
        return np.multiply(nibbles, self.scales[rows].astype(np.float32)[:, None], out=nibbles)


_BYTES = np.arange(256)
_NIBBLES = np.stack([(_BYTES >> 4) - 8, (_BYTES & 15) - 8], axis=1).astype(np.float32).view(np.float64)[:, 0]


def load_rows(folder: Path) -> tuple[Rows, str]:
    """The rows in `folder`, memory-mapped, and their version.

    Raises:
        EngineError: a file is missing or not what it should be.
    """
    try:
        about = json.loads((folder / "encoder.json").read_text("utf-8"))
        keys, packed, scales, weights = (
            np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("keys", "rows", "scales", "weights")
        )
        rows = Rows(keys=np.asarray(keys), packed=packed, scales=scales, weights=weights, number=about["number"])
        return rows, str(about["version"])
    except (OSError, ValueError, KeyError) as error:
        raise EngineError(str(folder), cause=str(error), way_out="give the folder of an encoder's weights") from error


class StaticEncoder:
    """Sentence vectors out of `Rows`. Word vectors are kept as they are met; they never depend on what was met."""

    name = "tellings-static"

    def __init__(self, rows: Rows, *, version: str) -> None:
        self.version = version
        self.dim = 2 * rows.packed.shape[1]
        self._rows = rows
        self._known: dict[str, int] = {}
        self._table: Vectors = np.zeros((1024, self.dim), dtype=np.float32)  # row 0 stands for "no vector"
        self._used = 1

    def __reduce__(self) -> tuple[Callable[[Rows, str], StaticEncoder], tuple[Rows, str]]:
        return (_restore, (self._rows, self.version))

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> Vectors:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for text without features."""
        del langs  # the features of all languages live in one space
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), 1024):
            found = [tokens(text) for text in texts[start : start + 1024]]
            rows = self.word_rows(found)
            for low in range(0, len(found), _SENTENCES):
                self._sum(rows[low : low + _SENTENCES], out[start + low : start + low + _SENTENCES])
        norms = np.sqrt(np.einsum("ij,ij->i", out, out))[:, None]
        np.divide(out, norms, out=out, where=norms > 0)
        return out

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """The vectors of tokens (see `_tokens.tokens`), their length being their weight; zero for unknown ones."""
        rows = self.word_rows([list(words)])[0]
        return self._table[rows] if rows else np.zeros((0, self.dim), dtype=np.float32)

    def word_rows(self, found: Sequence[list[str]]) -> list[list[int]]:
        """Where the vector of each token stands in the table, 0 for tokens without one."""
        known = self._known
        new = dict.fromkeys(token for words in found for token in words if token not in known)
        if new:
            if self._used + len(new) > _MAX_CACHED and known:
                known.clear()
                self._used = 1
                new = dict.fromkeys(token for words in found for token in words)
            self._learn(list(new))
        at = known.__getitem__
        return [list(map(at, words)) for words in found]

    def _sum(self, rows: list[list[int]], out: Vectors) -> None:
        sizes = np.array([len(ids) for ids in rows])
        filled = np.flatnonzero(sizes)
        if len(filled):
            flat = np.array([i for ids in rows for i in ids], dtype=np.int64)
            starts = np.cumsum(sizes) - sizes
            out[filled] = np.add.reduceat(self._table[flat], starts[filled], axis=0)

    def _learn(self, words: list[str]) -> None:
        vectors = _vectors(self._rows, words, self.dim)
        while self._used + len(words) > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[self._used : self._used + len(words)] = vectors
        filled = set(np.flatnonzero(np.any(vectors, axis=1)).tolist())
        for place, word in enumerate(words):
            self._known[word] = self._used + place if place in filled else 0
        self._used += len(words)


def _restore(rows: Rows, version: str) -> StaticEncoder:
    return StaticEncoder(rows, version=version)


def _vectors(rows: Rows, words: list[str], dim: int) -> Vectors:
    """Each word's vector: the rows of each kind of feature, summed over the root of their number, times its weight."""
    out = np.zeros((len(words), dim), dtype=np.float32)
    keys, owners, kinds = word_features(words)
    place = np.minimum(np.searchsorted(rows.keys, keys), len(rows.keys) - 1)
    hit = rows.keys[place] == keys
    place, owners, group = place[hit], owners[hit], (owners * 3 + kinds)[hit]
    shares = (1 / np.sqrt(np.maximum(np.bincount(group), 1)))[group].astype(np.float32)
    order = np.argsort(owners, kind="stable")
    place, owners, shares = place[order], owners[order], shares[order]
    bounds = np.append(np.arange(0, len(place), _ROWS), len(place))
    bounds[1:-1] = np.searchsorted(owners, owners[bounds[1:-1]])  # never within a word: sums keep their order
    for low, high in itertools.pairwise(bounds.tolist()):
        if high > low:
            part = rows.unpack(place[low:high])
            part *= shares[low:high, None]
            first = np.flatnonzero(np.diff(owners[low:high], prepend=-1))
            out[owners[low:high][first]] = np.add.reduceat(part, first, axis=0)
    logs = np.bincount(owners, weights=shares * rows.weights[place].astype(np.float32), minlength=len(words))
    out *= np.exp(np.clip(logs, *_CLIP)).astype(np.float32)[:, None]
    unknown = np.array([word[0] == "#" for word in words]) & ~out.any(axis=1)
    if unknown.any():
        out[unknown] = _scattered(keys[kinds == WORD][unknown], dim) * np.float32(rows.number)
    return out


def _scattered(keys: NDArray[np.uint32], dim: int) -> Vectors:
    """A direction of its own for every key (a number without a row), so that only the same number is like it."""
    with np.errstate(over="ignore"):
        state = keys.astype(np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15)
        state = state + np.arange(1, dim + 1, dtype=np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0x94D049BB133111EB)
    signs = np.where((state >> np.uint64(40)) & np.uint64(1), 1, -1).astype(np.float32)
    return signs / np.float32(np.sqrt(dim))


@functools.cache
def default_encoder() -> StaticEncoder:
    """The encoder that ships, read once."""
    rows, version = load_rows(WEIGHTS)
    return StaticEncoder(rows, version=version)
