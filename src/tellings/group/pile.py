"""What has been seen so far, in columns: keys, vectors, times, and which story each report is in.

Grows by batches and forgets nothing that was assigned; only the reports inside the time window are looked at for
candidates, so the cost of a report depends on how many came in lately, not on how many ever came.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .features import pair_features, sparse_cosines, weigh

DAY = 86_400.0
_BUCKETS = 1 << 22  # of the document-frequency table, which is indexed by the key modulo this
_RAREST = 24  # keys of a report that candidates are looked up by
_COMMON = 0.02  # of the window's reports; a key in more is too common to propose anything
_COMMON_AT_LEAST = 40
_LATEST = 60  # reports that one key may propose
_CANDIDATES = 32
_NEIGHBOURS = 12
_CROWD = (3, 11)  # ranks of the neighbours whose mean cosine says how crowded a report's surroundings are
_CROWD_IF_ALONE = 0.2  # stands for a neighbour that is not there
_CROWD_SOFT = 0.05
_LANG_PRIOR, _ALL_PRIOR = 20.0, 100.0  # reports that a mean is shrunk by


class Grown:
    """An array that grows at its end; `view` is what is filled."""

    def __init__(self, dtype: str, width: int | None = None) -> None:
        self._array = np.zeros((1024,) if width is None else (1024, width), dtype=dtype)
        self._length = 0

    @property
    def view(self) -> NDArray[np.generic]:
        return self._array[: self._length]

    def __len__(self) -> int:
        return self._length

    def extend(self, values: NDArray[np.generic]) -> None:
        stop = self._length + len(values)
        if stop > len(self._array):
            grown = np.zeros((max(stop, 2 * len(self._array)), *self._array.shape[1:]), dtype=self._array.dtype)
            grown[: self._length] = self.view
            self._array = grown
        self._array[self._length : stop] = values
        self._length = stop


class Seen(NamedTuple):
    """One report as the pile compares it."""

    keys: NDArray[np.uint64]
    weights: NDArray[np.float32]
    vector: NDArray[np.float32]
    time: float
    lang: int
    crowd: float = _CROWD_IF_ALONE


class Compared(NamedTuple):
    """One report against n others."""

    cosines: NDArray[np.float64]  # (n, 3): words and stems, names, numbers
    vectors: NDArray[np.float64]  # centred cosine
    crowding: NDArray[np.float64]  # the same over how crowded the surroundings of the two are
    lengths: NDArray[np.float64]  # keys of the shorter of the two
    days: NDArray[np.float64]
    same_lang: NDArray[np.bool_]


def features_of(compared: Compared) -> NDArray[np.float64]:
    """The feature matrix of the pairs, (n, len(FEATURES))."""
    return pair_features(
        cosines=compared.cosines,
        vectors=compared.vectors,
        crowding=compared.crowding,
        days=compared.days,
    )


class Pile:
    """All reports assigned so far. Rows are numbered in the order in which they were added."""

    def __init__(self, *, dim: int, window_days: float = 10.0) -> None:
        self.dim = dim
        self.window = window_days * DAY
        self.ids: list[str] = []
        self.rows: dict[str, int] = {}
        self.story_of: list[int] = []  # row -> story number
        self._langs: dict[str, int] = {}
        self._frequencies = np.zeros(_BUCKETS, dtype=np.float32)
        self._total = 0.0
        self._keys, self._weights, self._ends = Grown("u8"), Grown("f4"), Grown("i8")
        self._vectors, self._scales = Grown("i1", dim), Grown("f4")
        self._times, self._lang, self._crowd = Grown("f8"), Grown("i4"), Grown("f4")
        self._postings: dict[int, list[int]] = {}
        self._first_of_block = 0
        self._recent: NDArray[np.int64] = np.zeros(0, np.int64)
        self._recent_vectors: NDArray[np.float32] = np.zeros((0, dim), np.float32)

    def __len__(self) -> int:
        return len(self.ids)

    def count(self, keys: NDArray[np.uint64], reports: int) -> None:
        """Learn how many reports hold each key, before any of them is compared."""
        np.add.at(self._frequencies, (keys % np.uint64(_BUCKETS)).astype(np.int64), 1)
        self._total += reports

    def lang_number(self, lang: str) -> int:
        return self._langs.setdefault(lang, len(self._langs))

    def weigh(self, keys: NDArray[np.uint64], counts: NDArray[np.float32]) -> NDArray[np.float32]:
        """Weigh a report's keys by what is known of their frequency now."""
        return weigh(keys, counts, self._frequencies[(keys % np.uint64(_BUCKETS)).astype(np.int64)], self._total)

    def refresh(self, now: float, block: NDArray[np.float32], langs: NDArray[np.int64]) -> NDArray[np.float32]:
        """Narrow the view to the reports inside the window that ends at `now`, with a block of new ones after them.

        Vectors are centred by the mean of their language in view, because sentences of one language are alike for
        being in it; the means are shrunk, so that a small pile is left as it is. Returns the block, centred.
        """
        times = np.asarray(self._times.view, dtype=np.float64)
        self._recent = np.flatnonzero(~(times < now - self.window))
        scales = np.asarray(self._scales.view, dtype=np.float32)[self._recent]
        vectors = np.concatenate([self._vectors.view[self._recent].astype(np.float32) * scales[:, None], block])
        self._recent_vectors = centred(vectors, np.concatenate([self._lang.view[self._recent], langs]))
        self._first_of_block = len(self)
        oldest = int(self._recent[0]) if len(self._recent) else len(self)
        if oldest:
            self._postings = {
                k: kept for k, rows in self._postings.items() if (kept := [r for r in rows if r >= oldest])
            }
        return self._recent_vectors[len(self._recent) :]

    def neighbours(self, block: NDArray[np.float32]) -> tuple[list[NDArray[np.int64]], NDArray[np.float64]]:
        """For each report of the block: the nearest rows before it (a row of the block counts from the pile's end on),
        and how crowded its surroundings are.
        """
        first = len(self._recent)
        cosines = block @ self._recent_vectors.T
        near: list[NDArray[np.int64]] = []
        crowds = np.full(len(block), _CROWD_IF_ALONE)
        for j, row in enumerate(cosines):
            row[first + j] = -1
            k = min(_CROWD[1], len(row) - 1)
            if k > _CROWD[0]:
                top = -np.sort(-row[np.argpartition(-row, k - 1)[:k]])[_CROWD[0] :]
                missing = _CROWD[1] - _CROWD[0] - len(top)
                crowds[j] = (top.sum() + missing * _CROWD_IF_ALONE) / (len(top) + missing)
            before = row[: first + j]
            k = min(_NEIGHBOURS, len(before))
            best = np.argpartition(-before, k - 1)[:k] if k else np.zeros(0, np.int64)
            near.append(
                np.where(
                    best < first,
                    self._recent[np.minimum(best, max(first - 1, 0))] if first else best,
                    best - first + self._first_of_block,
                )
            )
        return near, crowds

    def candidates(self, seen: Seen) -> list[int]:
        """Rows that share rare keys with the report, those that share most first."""
        rare = np.argsort(-seen.weights, kind="stable")[: 2 * _RAREST]
        common = max(_COMMON_AT_LEAST, _COMMON * len(self._recent))
        score: Counter[int] = Counter()
        used = 0
        for i in rare.tolist():
            rows = self._postings.get(int(seen.keys[i]))
            if rows is None or len(rows) > common:
                continue
            weight = float(seen.weights[i])
            for row in rows[-_LATEST:]:
                score[row] += weight  # type: ignore[assignment]
            used += 1
            if used == _RAREST:
                break
        return [row for row, _ in sorted(score.items(), key=lambda p: (-p[1], -p[0]))[:_CANDIDATES]]

    def compare(self, seen: Seen, rows: list[int]) -> Compared:
        """A report (its vector centred) against rows in view."""
        index = np.asarray(rows, dtype=np.int64)
        ends = np.asarray(self._ends.view, dtype=np.int64)
        starts = np.where(index > 0, ends[index - 1], 0)
        lengths = ends[index] - starts
        places = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) + np.arange(lengths.sum())
        others = (
            np.asarray(self._keys.view, dtype=np.uint64)[places],
            np.asarray(self._weights.view, dtype=np.float32)[places],
            np.repeat(np.arange(len(rows)), lengths),
        )
        vectors = (self._recent_vectors[self._in_view(index)] @ seen.vector).astype(np.float64)
        crowds = np.asarray(self._crowd.view, dtype=np.float64)[index]
        return Compared(
            sparse_cosines(seen.keys, seen.weights, others, len(rows)),
            vectors,
            vectors / (np.maximum(crowds, 0) / 2 + max(seen.crowd, 0.0) / 2 + _CROWD_SOFT),
            np.minimum(lengths, len(seen.keys)).astype(np.float64),
            (np.asarray(self._times.view, dtype=np.float64)[index] - seen.time) / DAY,
            np.asarray(self._lang.view)[index] == seen.lang,
        )

    def in_view(self, row: int) -> bool:
        """Whether a row can be compared now: it is inside the window, or of the block."""
        if row >= self._first_of_block:
            return True
        place = int(np.searchsorted(self._recent, row))
        return place < len(self._recent) and int(self._recent[place]) == row

    def _in_view(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        old = np.searchsorted(self._recent, rows)
        return np.where(rows >= self._first_of_block, len(self._recent) + rows - self._first_of_block, old)

    def seen(self, row: int) -> Seen:
        """A report in view, to be compared with others."""
        vector = self._recent_vectors[self._in_view(np.array([row]))[0]]
        return self._seen(row, vector)

    def stored(self, row: int) -> tuple[Seen, NDArray[np.int8], float]:
        """A report as it was added, with its vector as it is kept."""
        scale = float(np.asarray(self._scales.view)[row])
        kept = np.asarray(self._vectors.view[row], dtype=np.int8)
        return self._seen(row, kept.astype(np.float32) * np.float32(scale)), kept, scale

    def _seen(self, row: int, vector: NDArray[np.float32]) -> Seen:
        ends = np.asarray(self._ends.view, dtype=np.int64)
        of = slice(int(ends[row - 1]) if row else 0, int(ends[row]))
        return Seen(
            np.asarray(self._keys.view[of], dtype=np.uint64),
            np.asarray(self._weights.view[of], dtype=np.float32),
            vector,
            self.time(row),
            int(np.asarray(self._lang.view)[row]),
            float(np.asarray(self._crowd.view)[row]),
        )

    def time(self, row: int) -> float:
        """Seconds since 1970; NaN where nothing tells."""
        return float(np.asarray(self._times.view)[row])

    def add(self, report: str, seen: Seen, story: int) -> int:
        """Keep a report that has been assigned, its vector as it was made (not centred); returns its row."""
        row = len(self.ids)
        self.ids.append(report)
        self.rows[report] = row
        self.story_of.append(story)
        self._keys.extend(seen.keys)
        self._weights.extend(seen.weights)
        self._ends.extend(np.array([len(self._keys)]))
        peak = float(np.abs(seen.vector).max(initial=0.0))
        scale = peak / 127 if peak else 1.0
        self._vectors.extend(np.round(seen.vector[None, :] / scale).astype(np.int8))
        self._scales.extend(np.array([scale], dtype=np.float32))
        self._times.extend(np.array([seen.time]))
        self._lang.extend(np.array([seen.lang]))
        self._crowd.extend(np.array([seen.crowd], dtype=np.float32))
        for i in np.argsort(-seen.weights, kind="stable")[:_RAREST].tolist():
            self._postings.setdefault(int(seen.keys[i]), []).append(row)
        return row


def centred(vectors: NDArray[np.float32], langs: NDArray[Any]) -> NDArray[np.float32]:
    """Unit vectors without the shrunken mean of their language."""
    overall = vectors.sum(axis=0) / (len(vectors) + _ALL_PRIOR)
    moved = vectors.copy()
    for lang in np.unique(langs):
        rows = langs == lang
        moved[rows] -= (vectors[rows].sum(axis=0) + _LANG_PRIOR * overall) / (rows.sum() + _LANG_PRIOR)
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    unit: NDArray[np.float32] = moved / np.maximum(norms, 1e-9)
    return unit
