"""What has been seen so far, in columns: keys, vectors, times, and which story each report is in.

Grows by batches. Only the reports inside the time window are looked at for candidates, and of those at most the latest
`MOST`, so the cost of a report and the memory that comparing takes depend on how many came in lately, not on how many
ever came.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._grown import Grown
from ._spread import Spread
from ._vectors import centred, largest
from .features import pair_features, sparse_cosines, weigh

DAY = 86_400.0
_FIRST_NAME = np.uint64(2 << 62)  # the lowest key that is neither word nor stem
MOST = 50_000  # reports that are compared with, however many a flood or a pile without times puts into the window
_UNKNOWN = 0  # the number of no language; two reports without one are not known to share one
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
_CLEARED = 0.1  # of what is kept; so much has to be out of view before it is worth clearing away


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
    lengths: NDArray[np.float64]  # words and stems of the shorter of the two
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
        self.prints: list[int] = []  # row -> a number that copies of one text share
        self._langs: dict[str, int] = {"und": _UNKNOWN}
        self._frequencies = np.zeros(_BUCKETS, dtype=np.float32)
        self._total = 0.0
        self._spread = Spread()
        self.doubt = 0.0  # what an unknown time takes off the log odds of a pair
        self._keys, self._weights = Grown("u8"), Grown("f4")
        self._ends: Grown = Grown("i8")  # of each row's keys, counting those that are gone
        self._first, self._keys_gone = 0, 0  # first row whose keys and vector are still kept; how many keys are not
        self._vectors, self._scales = Grown("i1", dim), Grown("f4")
        self._units = Grown("f4", dim)  # the vectors as they are compared
        self._times, self._lang, self._crowd = Grown("f8"), Grown("i4"), Grown("f4")
        self._words = Grown("f4")  # how many keys of each row are words and stems
        self._postings: dict[int, list[int]] = {}
        self._cleared = 0  # row up to which the postings were cleared
        self._oldest = 0  # row in view
        self._first_of_block = 0
        self._seeing = b""  # whether each row before the block is in view
        self._recent: NDArray[np.int64] = np.zeros(0, np.int64)
        self._recent_vectors: NDArray[np.float32] = np.zeros((0, dim), np.float32)

    def __len__(self) -> int:
        return len(self.ids)

    def forget(self) -> None:
        """Let go of the keys and vectors of rows that are never compared again."""
        first = max(0, len(self) - MOST)
        if first - self._first <= _CLEARED * MOST:
            return
        keys = int(np.asarray(self._ends.view)[first - 1]) - self._keys_gone
        self._keys.forget(keys)
        self._weights.forget(keys)
        self._keys_gone += keys
        for column in (self._vectors, self._units):
            column.forget(first - self._first)
        self._first = first

    def count(self, keys: NDArray[np.uint64], reports: int) -> None:
        """Learn how many reports hold each key, before any of them is compared."""
        np.add.at(self._frequencies, (keys % np.uint64(_BUCKETS)).astype(np.int64), 1)
        self._total += reports

    def count_times(self, times: NDArray[np.float64]) -> None:
        """Learn when reports were published, before any of them is compared; NaN where nothing tells."""
        self._spread.count(times)
        self.doubt = self._spread.doubt(self.window / DAY)

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
        seeing = ~(times < now - self.window)
        seeing[: max(0, len(self) - MOST)] = False
        self._recent = np.flatnonzero(seeing)
        self._first_of_block = len(self)
        self._oldest = int(self._recent[0]) if len(self._recent) else len(self)
        seeing[: self._oldest] = False
        self._seeing = seeing.tobytes()
        units = np.asarray(self._units.view, dtype=np.float32)
        if len(self._recent) == len(self) - self._oldest:
            old = units[self._oldest - self._first :]
        else:
            old = units[self._recent - self._first]
        langs = np.concatenate([np.asarray(self._lang.view)[self._recent], langs])
        self._recent_vectors = centred(np.concatenate([old, block]), langs)
        self._clear_postings()
        return self._recent_vectors[len(self._recent) :]

    def _clear_postings(self) -> None:
        """Drop the rows that went out of view from the postings, when there are enough of them."""
        if self._oldest - self._cleared > _CLEARED * (len(self) - self._cleared):
            oldest = self._oldest
            self._postings = {
                k: rows[bisect_left(rows, oldest) :] for k, rows in self._postings.items() if rows[-1] >= oldest
            }
            self._cleared = oldest

    def neighbours(self, block: NDArray[np.float32]) -> tuple[list[NDArray[np.int64]], NDArray[np.float64]]:
        """For each report of the block: the nearest rows before it (a row of the block counts from the pile's end on),
        nearest first, and how crowded its surroundings are.
        """
        first, count = len(self._recent), len(block)
        old, old_cosines = largest(block @ self._recent_vectors[:first].T, _NEIGHBOURS)
        old = self._recent[old] if first else old
        inside = block @ block.T
        np.fill_diagonal(inside, -1)
        near: list[NDArray[np.int64]] = []
        crowds = np.full(count, _CROWD_IF_ALONE)
        for j in range(count):
            nearest = -np.sort(-np.concatenate([old_cosines[j], inside[j]]))[: min(_CROWD[1], first + count - 1)]
            if len(nearest) > _CROWD[0]:
                top = nearest[_CROWD[0] :]
                missing = _CROWD[1] - _CROWD[0] - len(top)
                crowds[j] = (top.sum() + missing * _CROWD_IF_ALONE) / (len(top) + missing)
            cosines = np.concatenate([old_cosines[j], inside[j, :j]])
            rows = np.concatenate([old[j], np.arange(self._first_of_block, self._first_of_block + j)])
            near.append(rows[np.argsort(-cosines, kind="stable")[:_NEIGHBOURS]])
        return near, crowds

    def candidates(self, seen: Seen) -> list[int]:
        """Rows that share rare keys with the report, those that share most first."""
        rare = np.argsort(-seen.weights, kind="stable")[: 2 * _RAREST]
        common = max(_COMMON_AT_LEAST, _COMMON * len(self._recent))
        score: dict[int, float] = {}
        known = score.get
        used, oldest = 0, self._oldest
        for key, weight in zip(seen.keys[rare].tolist(), seen.weights[rare].tolist(), strict=True):
            rows = self._postings.get(key)
            if rows is None or rows[-1] < oldest:
                continue
            gone = bisect_left(rows, oldest) if rows[0] < oldest else 0
            if len(rows) - gone > common:
                continue
            for row in rows[max(gone, len(rows) - _LATEST) :]:
                score[row] = known(row, 0.0) + weight
            used += 1
            if used == _RAREST:
                break
        found = np.fromiter(score, dtype=np.int64, count=len(score))
        shared = np.fromiter(score.values(), dtype=np.float64, count=len(score))
        best: list[int] = found[np.lexsort((-found, -shared))[:_CANDIDATES]].tolist()
        return best

    def compare(self, seen: Seen, rows: list[int]) -> Compared:
        """A report (its vector centred) against rows in view."""
        index = np.asarray(rows, dtype=np.int64)
        ends = np.asarray(self._ends.view, dtype=np.int64)
        starts = np.where(index > 0, ends[index - 1], 0)
        lengths = ends[index] - starts
        keys, weights = np.asarray(self._keys.view, dtype=np.uint64), np.asarray(self._weights.view, dtype=np.float32)
        first = (starts - self._keys_gone).tolist()
        spans = [slice(start, start + length) for start, length in zip(first, lengths.tolist(), strict=True)]
        others = (
            np.concatenate([keys[span] for span in spans]),
            np.concatenate([weights[span] for span in spans]),
            np.repeat(np.arange(len(rows)), lengths),
        )
        vectors = (self._recent_vectors[self._in_view(index)] @ seen.vector).astype(np.float64)
        crowds = np.asarray(self._crowd.view, dtype=np.float64)[index]
        return Compared(
            sparse_cosines(seen.keys, seen.weights, others, len(rows)),
            vectors,
            vectors / (np.maximum(crowds, 0) / 2 + max(seen.crowd, 0.0) / 2 + _CROWD_SOFT),
            np.minimum(np.asarray(self._words.view, dtype=np.float64)[index], _words_of(seen.keys)),
            (np.asarray(self._times.view, dtype=np.float64)[index] - seen.time) / DAY,
            (np.asarray(self._lang.view)[index] == seen.lang) & (seen.lang != _UNKNOWN),
        )

    def in_view(self, row: int) -> bool:
        """Whether a row can be compared now: it is inside the window, or of the block."""
        return row >= self._first_of_block or self._seeing[row] != 0

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
        kept = np.asarray(self._vectors.view[row - self._first], dtype=np.int8)
        return self._seen(row, kept.astype(np.float32) * np.float32(scale)), kept, scale

    def _seen(self, row: int, vector: NDArray[np.float32]) -> Seen:
        ends = np.asarray(self._ends.view, dtype=np.int64)
        of = slice((int(ends[row - 1]) if row else 0) - self._keys_gone, int(ends[row]) - self._keys_gone)
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

    def near_in_time(self, rows: list[int], time: float) -> list[int]:
        """Those of the rows that are not known to be farther than the window from `time`."""
        index = np.asarray(rows, dtype=np.int64)
        far = np.abs(np.asarray(self._times.view, dtype=np.float64)[index] - time) > self.window
        near: list[int] = index[~far].tolist()
        return near

    def add(self, report: str, seen: Seen, story: int) -> int:
        """Keep a report that has been assigned, its vector as it was made (not centred); returns its row."""
        row = len(self.ids)
        self.ids.append(report)
        self.rows[report] = row
        self.story_of.append(story)
        self.prints.append(zlib.crc32(seen.keys.tobytes()))
        self._keys.extend(seen.keys)
        self._weights.extend(seen.weights)
        self._ends.extend(np.array([self._keys_gone + len(self._keys)]))
        peak = float(np.abs(seen.vector).max(initial=0.0))
        scale = peak / 127 if peak else 1.0
        vector = np.round(seen.vector[None, :] / scale).astype(np.int8)
        self._vectors.extend(vector)
        self._units.extend(vector.astype(np.float32) * np.float32(scale))
        self._scales.extend(np.array([scale], dtype=np.float32))
        self._times.extend(np.array([seen.time]))
        self._lang.extend(np.array([seen.lang]))
        self._crowd.extend(np.array([seen.crowd], dtype=np.float32))
        self._words.extend(np.array([_words_of(seen.keys)], dtype=np.float32))
        for i in np.argsort(-seen.weights, kind="stable")[:_RAREST].tolist():
            self._postings.setdefault(int(seen.keys[i]), []).append(row)
        return row


def _words_of(keys: NDArray[np.uint64]) -> int:
    """How many of a report's sorted keys are words and stems, the lower two kinds."""
    return int(np.searchsorted(keys, _FIRST_NAME))
