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
from ._han import Finder, grams, spread
from ._keys import WORD, word_features
from ._tokens import pieces

WEIGHTS = Path(__file__).parent / "weights"
_MAX_ROWS = 60_000  # word vectors kept at a time; one takes 1 kB at 256 dimensions
_MAX_KNOWN = 300_000  # words whose place, or want of one, is kept
_SENTENCES = 1024  # read at a time
_SUMMED = 1024  # word vectors summed at a time, so that they fit the processor's cache
_ROWS = 1024  # feature rows unpacked at a time
_CLIP = (-6.0, 3.0)  # of a word's log weight

Vectors = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Trained rows: `packed` holds two dimensions a byte, each 8 above its value: `i` high, `i + dim / 2` low."""

    keys: NDArray[np.uint32]  # sorted
    packed: NDArray[np.uint8]  # (rows, dim / 2)
    scales: NDArray[np.float16]  # of a row's values
    weights: NDArray[np.float16]  # a row's share of the log weight of its word
    number: float  # length of the vector of a number that has no row

    @property
    def dim(self) -> int:
        return 2 * int(self.packed.shape[1])

    def find(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where each key's row is, and whether it has one."""
        order = np.argsort(keys)  # sorted questions are answered faster
        place = np.empty(len(keys), dtype=np.int64)
        place[order] = np.searchsorted(self.keys, keys[order])
        np.minimum(place, len(self.keys) - 1, out=place)
        return place, self.keys[place] == keys

    def sums(self, places: NDArray[np.int64], shares: Vectors) -> Vectors:
        """For each line of `places`, the sum of its rows, weighted by the same line of `shares`."""
        weights = shares * self.scales[places].astype(np.float32)
        packed = self.packed[places]
        half = packed.shape[-1]
        values = np.empty((*places.shape, self.dim), dtype=np.float32)
        np.right_shift(packed, 4, out=values[..., :half], casting="unsafe")
        np.bitwise_and(packed, 15, out=values[..., half:], casting="unsafe")
        values -= 8
        return (weights[:, None] @ values)[:, 0]


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
        rows = Rows(
            keys=np.asarray(keys),
            packed=np.asarray(packed),
            scales=np.asarray(scales),
            weights=np.asarray(weights),
            number=about["number"],
        )
        return rows, str(about["version"])
    except (OSError, ValueError, KeyError) as error:
        raise EngineError(str(folder), cause=str(error), way_out="give the folder of an encoder's weights") from error


class StaticEncoder:
    """Sentence vectors out of `Rows`. Word vectors are kept as they are met; they never depend on what was met."""

    name = "tellings-static"

    def __init__(self, rows: Rows, *, version: str) -> None:
        self.version = version
        self.dim = rows.dim
        self._rows = rows
        self._forget()

    @functools.cached_property
    def _finder(self) -> Finder:
        return Finder(self._rows.keys)

    def __reduce__(self) -> tuple[Callable[[Rows, str], StaticEncoder], tuple[Rows, str]]:
        return (_restore, (self._rows, self.version))

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> Vectors:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for text without features."""
        del langs  # the features of all languages live in one space
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _SENTENCES):
            cut = [pieces(text) for text in texts[start : start + _SENTENCES]]
            places, sizes = self._all_places([words for words, _ in cut], [runs for _, runs in cut])
            self._sum(places, sizes, out[start : start + len(cut)])
        norms = np.sqrt(np.einsum("ij,ij->i", out, out))[:, None]
        np.divide(out, norms, out=out, where=norms > 0)
        return out

    def _sum(self, places: NDArray[np.int64], sizes: NDArray[np.int64], out: Vectors) -> None:
        """Write the sum of the vectors at `places`, of which each text has as many as `sizes` says, into `out`."""
        owners = np.repeat(np.arange(len(sizes)), sizes)[places > 0]
        places = places[places > 0]
        ends = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(sizes)))])
        low = 0
        while low < len(sizes):
            high = max(low + 1, int(np.searchsorted(ends, ends[low] + _SUMMED, side="right")) - 1)
            some = slice(ends[low], ends[high])
            first = np.flatnonzero(np.diff(owners[some], prepend=-1))
            if len(first):
                out[owners[some][first]] = np.add.reduceat(self._table[places[some]], first, axis=0)
            low = high

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """The vectors of tokens (see `_tokens.tokens`), their length being their weight; zero for unknown ones."""
        parts: list[Vectors] = []
        for low in range(0, len(words), _MAX_ROWS // 2):
            places = self._places([list(words[low : low + _MAX_ROWS // 2])])  # may replace the table
            parts.append(self._table[places])
        return np.concatenate(parts) if parts else np.zeros((0, self.dim), dtype=np.float32)

    def _all_places(self, words: list[list[str]], runs: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the vector of each token of the texts stands in the table, 0 for none, and how many tokens a text has.

        `runs` are the indices, in each text, of the `words` that are runs of Han: each stands for its characters' n-grams.
        """
        if not any(runs):
            return self._places(words), np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        found = grams([text[i] for text, which in zip(words, runs, strict=True) for i in which])
        rows = self._finder.find(found.keys)
        rest = [
            [word for i, word in enumerate(text) if i not in which] if (which := frozenset(own)) else text
            for text, own in zip(words, runs, strict=True)
        ]
        new = np.unique(rows[rows >= 0])
        new = new[self._of_row[new] == 0]
        self._make_room(len(new) + len(self._unknown(rest)))
        places = self._places(rest)  # never forgets: there is room
        new = np.unique(rows[rows >= 0])
        new = new[self._of_row[new] == 0]
        if len(new):
            self._of_row[new] = self._append(_single(self._rows, new))
        tokens, of_run, sizes = spread(places, words, runs, found.counts)
        tokens[of_run] = np.where(rows >= 0, self._of_row[rows], 0)
        return tokens, sizes

    def _places(self, found: Sequence[list[str]]) -> NDArray[np.int64]:
        """Where the vector of each token stands in the table, 0 for tokens without one; all texts in one array."""
        places = list(map(self._known.get, itertools.chain.from_iterable(found)))
        if None in places:
            new = self._unknown(found)
            if self._make_room(len(new)):
                new = self._unknown(found)
            self._learn(new)
            places = list(map(self._known.get, itertools.chain.from_iterable(found)))
        return np.array(places, dtype=np.int64)

    def _unknown(self, found: Sequence[list[str]]) -> list[str]:
        return [token for token in dict.fromkeys(itertools.chain.from_iterable(found)) if token not in self._known]

    def _make_room(self, count: int) -> bool:
        """Forget all words if there is no room for so many new ones; says whether it did."""
        full = self._used + count > _MAX_ROWS or len(self._known) + count > _MAX_KNOWN
        if full and count:
            self._forget()
        return full

    def _forget(self) -> None:
        self._known: dict[str, int] = {}
        self._of_row = np.zeros(len(self._rows.keys), dtype=np.int32)  # where a Han n-gram's vector stands, by its row
        self._table: Vectors = np.zeros((1024, self.dim), dtype=np.float32)  # row 0 stands for "no vector"
        self._used = 1

    def _learn(self, words: list[str]) -> None:
        which, vectors = _vectors(self._rows, words)
        self._known.update(dict.fromkeys(words, 0))
        self._known.update(zip([words[i] for i in which.tolist()], self._append(vectors).tolist(), strict=True))

    def _append(self, vectors: Vectors) -> NDArray[np.int64]:
        """Put vectors into the table; returns where."""
        need = self._used + len(vectors)
        if need > len(self._table):
            larger = np.zeros((max(need, 2 * len(self._table)), self.dim), dtype=np.float32)
            larger[: self._used] = self._table[: self._used]
            self._table = larger
        self._table[self._used : need] = vectors
        self._used = need
        return np.arange(need - len(vectors), need)


def _restore(rows: Rows, version: str) -> StaticEncoder:
    return StaticEncoder(rows, version=version)


def _vectors(rows: Rows, words: list[str]) -> tuple[NDArray[np.int64], Vectors]:
    """The words that have a vector, by index, and their vectors.

    A word's vector is the sum of its rows, each kind of feature over the root of their number, times the word's weight.
    """
    keys, owners, kinds = word_features(words)
    places, hit = rows.find(keys)
    places, group = places[hit], (owners * 3 + kinds)[hit]
    shares = (1 / np.sqrt(np.maximum(np.bincount(group), 1)))[group].astype(np.float32)
    order = np.argsort(group, kind="stable")
    places, shares, group = places[order], shares[order], group[order]
    sizes = np.bincount(group // 3, minlength=len(words))
    logs = np.bincount(group // 3, weights=shares * rows.weights[places].astype(np.float32), minlength=len(words))
    numbers = np.array([word[0] == "#" for word in words]) & (sizes == 0)
    which = np.flatnonzero((sizes > 0) | numbers)
    out = np.zeros((len(which), rows.dim), dtype=np.float32)
    starts, sizes = (np.cumsum(sizes) - sizes)[which], sizes[which]
    for size in np.unique(sizes[sizes > 0]).tolist():  # words of as many rows are summed in one go
        alike = np.flatnonzero(sizes == size)
        step = max(1, _ROWS // size)
        for low in range(0, len(alike), step):
            some = alike[low : low + step]
            at = starts[some][:, None] + np.arange(size)
            out[some] = rows.sums(places[at], shares[at])
    out *= np.exp(np.clip(logs[which], *_CLIP)).astype(np.float32)[:, None]
    if numbers.any():
        out[numbers[which]] = _scattered(keys[kinds == WORD][numbers], rows.dim) * np.float32(rows.number)
    return which, out


def _single(rows: Rows, places: NDArray[np.int64]) -> Vectors:
    """The vectors of words that have one row each, as `_vectors` computes them."""
    out = np.zeros((len(places), rows.dim), dtype=np.float32)
    for low in range(0, len(places), _ROWS):
        some = places[low : low + _ROWS]
        out[low : low + _ROWS] = rows.sums(some[:, None], np.ones((len(some), 1), np.float32))
    logs = rows.weights[places].astype(np.float32).astype(np.float64)
    out *= np.exp(np.clip(logs, *_CLIP)).astype(np.float32)[:, None]
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
