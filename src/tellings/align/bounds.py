"""How high the log odds of many pairs can be at most, by arrays: what stays below the threshold needs no measuring.

All features that vectors, places and sets of keys give are computed as `features.features_of` does, for all pairs at once. The
others (whether words match, figures agree, dates meet) are taken at their best wherever both statements have any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .features import Keys, Weighing, figures_of
from .parts import Parts

if TYPE_CHECKING:
    from .model import Model

_SLACK = 1e-3  # log odds that rounding may take away
_BLOCK = 1024  # pairs of pieces at a time: their vectors stay in the processor's cache
_HIGHEST = {"figures_lone": 2.0}  # of features that are not computed; the others' is 1
_GUESSED = (
    "figures_apart",
    "figures_lone",
    "dates_apart",
    "polarity_apart",
    "denied_apart",
    "extent_apart",
    "frames_apart",
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Bounds:
    """Made once a story."""

    def __init__(self, weighing: Weighing, model: Model) -> None:
        views = weighing.views
        self._model = model
        self._weighing = weighing
        self._parts = weighing.parts
        spoken = {lang: n for n, lang in enumerate(sorted(weighing.crowd))}
        self._crowd = np.array([weighing.crowd[lang] for lang in spoken], dtype=np.float64).reshape(
            len(spoken), len(views)
        )
        self._lang = np.array([spoken[v.statement.lang] for v in views], dtype=np.int64)
        self._common = weighing.common
        self._place = np.array([v.place for v in views])
        self._length = np.log([max(1, len(v.statement.text)) for v in views])
        self._quoted = np.array([v.quoted for v in views], dtype=bool)
        sources = {source: n for n, source in enumerate(dict.fromkeys(v.source for v in views if v.source))}
        self._source = np.array([sources.get(v.source, -1) for v in views], dtype=np.int64)
        self._counting = np.array([bool(v.figures or v.numbers) for v in views], dtype=bool)
        self._dated = np.array([bool(v.dates) for v in views], dtype=bool)
        self._stems, self._names, self._frames, self._concepts, self._kinds = (
            _Sparse(keys)
            for keys in (weighing.stems, weighing.names, weighing.frames, weighing.concepts, weighing.kinds)
        )

    def of(self, left: Ints, right: Ints, cosines: Floats, mutual: Floats) -> Floats:
        """No less than the log odds of each pair (`left[i]`, `right[i]`)."""
        highest = np.empty(len(left))
        across = self._lang[left] != self._lang[right]
        for which in (True, False):
            at = np.flatnonzero(across == which)
            highest[at] = self._bound(left[at], right[at], cosines[at], mutual[at], across=which)
        return highest

    def with_alike(self, bounds: Floats, left: Ints, right: Ints, alike: Floats) -> Floats:
        """The bounds of pairs of which is known, too, how probable they are by their words; figures are compared."""
        across = self._lang[left] != self._lang[right]
        weights = np.array([self._model.weight_of("alike", across=a) for a in (False, True)])[across.astype(np.int64)]
        known: Floats = bounds - np.maximum(0.0, weights) + weights * alike
        views, numbers = self._weighing.views, self._weighing.numbers.weight
        for n in np.flatnonzero(self._counting[left] & self._counting[right]).tolist():
            found = figures_of(views[left[n]], views[right[n]], numbers)
            for name in ("figures", "figures_exact"):
                weight = self._model.weight_of(name, across=bool(across[n]))
                known[n] += weight * found.get(name, 0.0) - max(0.0, weight)
        return known

    def _bound(self, i: Ints, j: Ints, cosines: Floats, mutual: Floats, *, across: bool) -> Floats:
        weigh = self._model.weight_of
        crowd = (self._crowd[self._lang[j], i] + self._crowd[self._lang[i], j]) / 2
        part = np.maximum(0.0, nearest_parts(self._parts, i, j) - crowd)
        computed = {
            "margin": cosines - crowd,
            "beyond": self._common.beyond(cosines, self._common.pull[i], self._common.pull[j]),
            "part": part,
            "mutual": mutual,
            "place": np.abs(self._place[i] - self._place[j]),
            "length_apart": np.abs(self._length[i] - self._length[j]),
            "names": self._names.overlap(i, j),
            "concepts": self._concepts.overlap(i, j),
            "concepts_within": self._kinds.within(i, j),
            "frames": self._frames.overlap(i, j),
            "quoted": self._quoted[i] & self._quoted[j],
            "quoted_apart": self._quoted[i] ^ self._quoted[j],
            "source": (self._source[i] == self._source[j]) & (self._source[i] >= 0),
            "across": np.full(len(i), across),
        }
        if not across:
            computed |= {"stems": self._stems.overlap(i, j), "stems_within": self._stems.within(i, j)}
        counted, dated = self._counting[i] & self._counting[j], self._dated[i] & self._dated[j]
        guessed = {"alike": np.ones(len(i)), "figures": counted, "figures_exact": counted, "dates": dated}
        bound = np.full(len(i), self._model.bias + _SLACK)
        bound += sum(max(0.0, weigh(name, across=across)) * _HIGHEST.get(name, 1.0) for name in _GUESSED)
        for name, values in computed.items():
            bound += weigh(name, across=across) * values
        for name, values in guessed.items():
            bound += max(0.0, weigh(name, across=across)) * values
        return bound


class _Sparse:
    """One kind of key over all statements: the weight that two have in common, for many pairs at once."""

    def __init__(self, keys: Keys) -> None:
        number = {key: n for n, key in enumerate(keys.weight)}
        self._weight = np.array(list(keys.weight.values()), dtype=np.float64)
        self._mass = np.array(keys.mass, dtype=np.float64)
        self._starts = np.zeros(len(keys.groups) + 1, dtype=np.int64)
        np.cumsum([len(group) for group in keys.groups], out=self._starts[1:])
        self._held = np.fromiter(
            (number[k] for group in keys.groups for k in sorted(group)), np.int64, self._starts[-1]
        )
        owners = np.repeat(np.arange(len(keys.groups)), np.diff(self._starts))
        self._many = max(1, len(number))
        self._places = np.sort(owners * self._many + self._held)

    def _common(self, left: Ints, right: Ints) -> Floats:
        if not len(self._places):
            return np.zeros(len(left))
        at, owner = spread_out(self._starts, left)
        held = self._held[at]
        wanted = right[owner] * self._many + held
        found = self._places[np.minimum(np.searchsorted(self._places, wanted), len(self._places) - 1)] == wanted
        common: Floats = np.bincount(owner[found], weights=self._weight[held[found]], minlength=len(left)).astype(float)
        return common

    def overlap(self, left: Ints, right: Ints) -> Floats:
        return self._common(left, right) / np.maximum(1e-9, np.sqrt(self._mass[left] * self._mass[right]))

    def within(self, left: Ints, right: Ints) -> Floats:
        return self._common(left, right) / np.maximum(1.5, np.minimum(self._mass[left], self._mass[right]))


def nearest_parts(parts: Parts, left: Ints, right: Ints) -> Floats:
    """The highest cosine of a piece of one statement with a piece of the other, for many pairs."""
    here, pair = spread_out(parts.starts, left)
    there, owner = spread_out(parts.starts, right[pair])
    here, pair = here[owner], pair[owner]
    cosines = np.empty(len(here))
    for low in range(0, len(here), _BLOCK):
        block = slice(low, low + _BLOCK)
        cosines[block] = np.einsum("ij,ij->i", parts.vectors[here[block]], parts.vectors[there[block]])
    return np.maximum.reduceat(cosines, np.searchsorted(pair, np.arange(len(left)))) if len(left) else cosines


def spread_out(starts: Ints, groups: Ints) -> tuple[Ints, Ints]:
    """The places from `starts[g]` to before `starts[g + 1]` of each group g, and the index in `groups` that each is of."""
    many = starts[groups + 1] - starts[groups]
    owner = np.repeat(np.arange(len(groups)), many)
    before = np.cumsum(many) - many
    return np.arange(len(owner)) - before[owner] + starts[groups][owner], owner
