"""Which words two reports of one language have in a row, for all pairs of reports at once, by arrays.

Runs of `SHINGLE` words that stand in both are seeds, found by sorting; every seed is extended to the maximal run of equal words.
Of runs over the same words the longest is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

SHINGLE = 4  # words of a seed
_COMMON = 0.34  # a shingle that stands in more than this share of a large pile is a set phrase
_LARGE = 12  # reports from which on set phrases can be told
_PARTNERS = 24  # later reports with the same shingle that each is compared with
_CLOSEST = (
    24  # reports, by their rare shingles in common, that each is compared with, and those that have it among theirs
)
_MOST_PLACES = 8  # places of one shingle in one report that are followed up


class Run(NamedTuple):
    """Equal words in a row in two reports: the first word in each, and how many."""

    left: int
    right: int
    length: int
    on: int = 0  # the first of the ways on in which the next two words may be alike
    back: int = 0  # the same before it


class Seeds(NamedTuple):
    """Places of common shingles, one an index, in the order of the pairs: positions in all words of the pile."""

    left: Ints
    right: Ints
    pair: Ints  # earlier report * reports + later one


def runs_of(texts: Sequence[Ints], *, ways: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[Run]]]:
    """Each pair of reports (left < right, in order) with its runs in the order of the left one's words.

    `texts` holds a number for each word of each report; reports of different languages have no number in common.
    `ways` are how many words in each may be passed over between a run and what follows on it, in the order of choice.
    """
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    if not lengths.sum():
        return
    words = np.concatenate([np.append(text, -1 - 2 * n) for n, text in enumerate(texts)])  # no two ends are alike
    starts = np.cumsum(lengths + 1) - lengths - 1
    report = np.repeat(np.arange(len(texts)), lengths + 1)
    runs = _extended(words, _seeds(words, report, len(texts)))
    if not len(runs.pair):
        return
    pairs, first = np.unique(runs.pair, return_index=True)
    on = _alike(words, runs.left + runs.length, runs.right + runs.length, ways, 1)
    back = _alike(words, runs.left - 2, runs.right - 2, ways, -1)
    columns = runs.left, runs.right, runs.length, on, back
    found = list(zip(*(column.tolist() for column in columns), strict=True))
    stops = [*first[1:].tolist(), len(found)]
    begins = starts.tolist()
    for pair, start, stop in zip(pairs.tolist(), first.tolist(), stops, strict=True):
        a, b = divmod(pair, len(texts))
        x, y = begins[a], begins[b]
        yield a, b, _apart([Run(i - x, j - y, *rest) for i, j, *rest in found[start:stop]])


class _Runs(NamedTuple):
    pair: Ints
    left: Ints
    right: Ints
    length: Ints


def _seeds(words: Ints, report: Ints, many: int) -> Seeds:
    """Places of common shingles in each of a report, `_MOST_PLACES` of a kind, for the pairs that are compared."""
    at = np.arange(max(0, len(words) - SHINGLE + 1))
    at = at[report[at] == report[np.minimum(at + SHINGLE, len(words)) - 1]]
    at = at[words[at + SHINGLE - 1] >= 0]
    key = words[at]
    for step in range(1, SHINGLE):
        key = np.unique(key * (int(words.max()) + 1) + words[at + step], return_inverse=True)[1].astype(np.int64)
    order = np.argsort(key, kind="stable")
    key, at = key[order], at[order]
    # a holder is a report with its places of one shingle
    starts = np.flatnonzero(np.diff(key * many + report[at], prepend=-1) != 0)
    places = np.minimum(np.diff(np.append(starts, len(at))), _MOST_PLACES)
    kind, holder = key[starts], report[at[starts]]
    told = np.bincount(kind)[kind] if len(kind) else kind
    most = max(2, int(_COMMON * many)) if many >= _LARGE else many
    rare = (told > 1) & (told <= most)
    starts, places, kind, holder, told = (column[rare] for column in (starts, places, kind, holder, told))
    lefts, rights = [], []
    for step in range(1, 1 + min(_PARTNERS, many)):
        one = np.flatnonzero(kind[step:] == kind[:-step])
        if not len(one):
            break
        lefts.append(one)
        rights.append(one + step)
    if not lefts:
        none = np.zeros(0, dtype=np.int64)
        return Seeds(none, none, none)
    x, y = np.concatenate(lefts), np.concatenate(rights)
    pair = holder[x] * many + holder[y]
    pairs, number = np.unique(pair, return_inverse=True)
    weight = np.bincount(number, weights=1 / told[x])
    kept = closest({(p // many, p % many): w for p, w in zip(pairs.tolist(), weight.tolist(), strict=True)})
    may = np.array([divmod(p, many) in kept for p in pairs.tolist()], dtype=bool)[number]
    x, y, pair = x[may], y[may], pair[may]
    each = places[x] * places[y]
    nth = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
    of = np.repeat(np.arange(len(x)), each)
    over = places[y][of]
    return Seeds(at[starts[x][of] + nth // over], at[starts[y][of] + nth % over], pair[of])


def closest(weight: Mapping[tuple[int, int], float]) -> set[tuple[int, int]]:
    """The pairs that are among the `_CLOSEST` weightiest of either report: what a report was made from is few texts."""
    partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(weight, key=lambda pair: (-weight[pair], pair)):
        for report in pair:
            partners[report].append(pair)
    return {pair for held in partners.values() for pair in held[:_CLOSEST]}


def _extended(words: Ints, seeds: Seeds) -> _Runs:
    """Maximal runs of equal words, by pair, longest first."""
    left, right, pair = seeds
    away = left - right
    order = np.lexsort((left, away, pair))
    left, right, pair, away = left[order], right[order], pair[order], away[order]
    new = (np.diff(pair, prepend=-1) != 0) | (np.diff(away, prepend=0) != 0) | (np.diff(left, prepend=0) > SHINGLE)
    new[:1] = True
    start = np.flatnonzero(new)
    last = np.append(start[1:], len(left))[: len(start)] - 1
    pair, away, first, stop = pair[start], away[start], left[start], left[last] + SHINGLE
    going = np.arange(len(first))
    while len(going):  # the words that end the texts are all different
        alike = words[stop[going]] == words[stop[going] - away[going]]
        going = going[alike]
        stop[going] += 1
    going = np.arange(len(first))
    while len(going):
        going = going[(first[going] > 0) & (first[going] > away[going])]
        alike = words[first[going] - 1] == words[first[going] - away[going] - 1]
        going = going[alike]
        first[going] -= 1
    order = np.lexsort((first - away, first, first - stop, pair))
    pair, first, right, length = (column[order] for column in (pair, first, first - away, stop - first))
    new = (np.diff(pair, prepend=-1) != 0) | (np.diff(first, prepend=-1) != 0) | (np.diff(right, prepend=-1) != 0)
    return _Runs(pair[new], first[new], right[new], length[new])


def _alike(words: Ints, left: Ints, right: Ints, ways: Sequence[tuple[int, int]], step: int) -> Ints:
    """The number of the first way from each place on (or back from it) in which two words in a row may be alike.

    Their number where there is none. The ends of texts are not looked at: it says where to look, not what is there.
    """
    two = words[:-1] * (int(words.max()) + 1) + words[1:]
    reach = 1 + max(n for way in ways for n in way)
    here, there = ([two[np.clip(at + step * n, 0, len(two) - 1)] for n in range(reach)] for at in (left, right))
    first = np.full(len(left), len(ways), dtype=np.int64)
    for n in range(len(ways) - 1, -1, -1):
        i, j = ways[n]
        first[here[i] == there[j]] = n
    return first


def _apart(runs: Sequence[Run]) -> list[Run]:
    """Of runs, longest first, those that are not over words of a longer one, by their place in the left report."""
    if len(runs) == 1:
        return list(runs)
    used_left = bytearray(max(r.left + r.length for r in runs))
    used_right = bytearray(max(r.right + r.length for r in runs))
    kept = []
    for run in runs:
        here, there, taken = run.left + run.length, run.right + run.length, b"\x01"
        if used_left.find(taken, run.left, here) < 0 and used_right.find(taken, run.right, there) < 0:
            used_left[run.left : here] = used_right[run.right : there] = taken * run.length
            kept.append(run)
    return sorted(kept)
