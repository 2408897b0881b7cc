"""What has been seen so far, in columns: keys, vectors, times, and which story each report is in.

Grows by batches and forgets nothing that was assigned; only the reports inside the time window are looked at for
candidates, so the cost of a report depends on how many came in lately, not on how many ever came.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .features import sparse_cosines, weigh

DAY = 86_400.0
_BUCKETS = 1 << 22  # of the document-frequency table, which is indexed by the key modulo this
_RAREST = 24  # keys of a report that candidates are looked up by
_COMMON = 0.02  # of the window's reports; a key in more is too common to propose anything
_COMMON_AT_LEAST = 40
_LATEST = 60  # reports that one key may propose
_CANDIDATES = 32
_NEIGHBOURS = 12
_GROUPS = np.array([0, 0, 1, 2])


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
        self._times, self._lang = Grown("f8"), Grown("i4")
        self._postings: dict[int, list[int]] = {}
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

    def see(
        self, keys: NDArray[np.uint64], counts: NDArray[np.float32], vector: NDArray[np.float32], time: float, lang: str
    ) -> Seen:
        """Weigh a report's keys by what is known of their frequency now."""
        weights = weigh(keys, counts, self._frequencies[(keys % np.uint64(_BUCKETS)).astype(np.int64)], self._total)
        return Seen(keys, weights, vector, time, self.lang_number(lang))

    def refresh(self, now: float) -> None:
        """Narrow the view to the reports inside the window that ends at `now`; drop postings that left it."""
        times = self._times.view
        self._recent = np.flatnonzero(~(np.asarray(times, dtype=np.float64) < now - self.window))
        scales = np.asarray(self._scales.view, dtype=np.float32)[self._recent]
        self._recent_vectors = self._vectors.view[self._recent].astype(np.float32) * scales[:, None]
        oldest = int(self._recent[0]) if len(self._recent) else len(self)
        if oldest:
            self._postings = {
                k: kept for k, rows in self._postings.items() if (kept := [r for r in rows if r >= oldest])
            }

    def neighbours(self, vectors: NDArray[np.float32]) -> list[NDArray[np.int64]]:
        """For each vector, the rows of the refreshed view that are nearest to it."""
        if not len(self._recent):
            return [np.zeros(0, np.int64)] * len(vectors)
        cosines = vectors @ self._recent_vectors.T
        k = min(_NEIGHBOURS, cosines.shape[1])
        best = np.argpartition(-cosines, k - 1, axis=1)[:, :k]
        return [self._recent[row] for row in best]

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

    def compare(
        self, seen: Seen, rows: list[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        """Cosines by kind (n, 3), of vectors (n), days between, and same language, against each row."""
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
        cosines = sparse_cosines(seen.keys, seen.weights, others, len(rows))
        vectors = self._vectors.view[index].astype(np.float32) @ seen.vector
        vectors = vectors * np.asarray(self._scales.view, dtype=np.float32)[index]
        days = (np.asarray(self._times.view, dtype=np.float64)[index] - seen.time) / DAY
        return cosines, vectors.astype(np.float64), days, np.asarray(self._lang.view)[index] == seen.lang

    def seen(self, row: int) -> Seen:
        """A report of the pile, to be compared with others of it."""
        ends = self._ends.view
        start = int(ends[row - 1]) if row else 0
        stop = int(ends[row])
        vector = self._vectors.view[row].astype(np.float32) * np.float32(self._scales.view[row])
        return Seen(
            np.asarray(self._keys.view[start:stop], dtype=np.uint64),
            np.asarray(self._weights.view[start:stop], dtype=np.float32),
            vector,
            float(self._times.view[row]),
            int(self._lang.view[row]),
        )

    def time(self, row: int) -> float:
        """Seconds since 1970; NaN where nothing tells."""
        return float(self._times.view[row])

    def add(self, report: str, seen: Seen, story: int) -> int:
        """Keep a report that has been assigned; returns its row."""
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
        for i in np.argsort(-seen.weights, kind="stable")[:_RAREST].tolist():
            self._postings.setdefault(int(seen.keys[i]), []).append(row)
        return row
