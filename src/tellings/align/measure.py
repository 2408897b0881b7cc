"""Compare pairs of statements, each once, and in full only those that may say the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..records import Record
from .beside import LEAST, Beside
from .bounds import Bounds
from .features import Edge, Weighing, features_of
from .model import Model
from .views import View

if TYPE_CHECKING:
    from ..encode import Likeness

_MOST = 5  # pairs of a statement with later ones, and as many with earlier ones, that are measured before grouping
_CROWD = 40  # statements of one row, beyond which pairs that were met and not measured are left so

Pair = tuple[int, int]  # positions of two statements, the smaller first


class Rivals:
    """What each statement is nearest to in each other report, among the pairs met so far."""

    def __init__(self, views: Sequence[View]) -> None:
        numbers = {report: n for n, report in enumerate(dict.fromkeys(v.statement.report for v in views))}
        self._report = [numbers[v.statement.report] for v in views]  # of each statement
        self._many = max(1, len(numbers))
        self._best: dict[int, float] = {}  # statement * reports + report -> cosine

    def meet(self, pairs: Iterable[Pair], cosines: Iterable[float]) -> list[float]:
        """Take note of pairs and their cosines. Of each: 1 if each is now the other's nearest in its report, 0.5 if one is, else 0."""
        best, held = self._best, []
        for (i, j), cosine in zip(pairs, cosines, strict=True):
            here, there = i * self._many + self._report[j], j * self._many + self._report[i]
            held.append((here, there, cosine))
            if cosine > best.get(here, -1.0):
                best[here] = cosine
            if cosine > best.get(there, -1.0):
                best[there] = cosine
        return [((c >= best.get(here, -1.0)) + (c >= best.get(there, -1.0))) / 2 for here, there, c in held]

    def meet_all(
        self, left: NDArray[np.int64], right: NDArray[np.int64], cosines: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The same as `meet`, of very many pairs; none may have been met before."""
        assert not self._best, "pairs were met before"
        report = np.array(self._report, dtype=np.int64)
        keys = np.concatenate([left * self._many + report[right], right * self._many + report[left]])
        values = np.concatenate([cosines, cosines])
        known, place = np.unique(keys, return_inverse=True)
        best = np.full(len(known), -1.0)
        np.maximum.at(best, place, values)
        self._best = dict(zip(known.tolist(), best.tolist(), strict=True))
        nearest = (values >= best[place]).astype(np.float64)
        mutual: NDArray[np.float64] = (nearest[: len(left)] + nearest[len(left) :]) / 2
        return mutual


def _foremost(
    left: NDArray[np.int64], right: NDArray[np.int64], bound: NDArray[np.float64], among: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Those of the pairs `among` that are with the `_MOST` highest bounds of one of their statements, in their order."""
    order = among[np.argsort(-bound[among], kind="stable")]
    kept = np.zeros(len(left), dtype=bool)
    for ends in (left, right):
        by_end = order[np.argsort(ends[order], kind="stable")]
        starts = np.flatnonzero(np.r_[True, ends[by_end][1:] != ends[by_end][:-1]]) if len(by_end) else by_end
        rank = np.arange(len(by_end)) - np.repeat(starts, np.diff(np.r_[starts, len(by_end)]))
        kept[by_end[rank < _MOST]] = True
    return among[kept[among]]


class Hint(Record, frozen=True, gc=False):
    """What can be said of a pair before it is met: computed for many pairs at once."""

    cosine: float
    alike: float
    beside: float
    highest: float  # no less than its log odds if neither is the other's nearest


class Measure:
    """Compares pairs of statements.

    `edges` are those measured in full. `met` are those seen and not measured, since they cannot be as probable as was asked, with
    what they were to one another when they were met (`Rivals.mutual`): they are measured when they are asked for.
    """

    def __init__(self, weighing: Weighing, *, likeness: Likeness, model: Model, rivals: Rivals | None = None) -> None:
        self.weighing = weighing
        self.likeness = likeness
        self.model = model
        self.rivals = rivals or Rivals(weighing.views)
        self.edges: dict[Pair, Edge] = {}
        self.met: dict[Pair, float] = {}
        self._hints: dict[Pair, Hint] = {}
        self._bounds = Bounds(weighing, model)
        none = np.zeros(0, dtype=np.int64)
        self._beside = Beside(weighing.views, none, none, np.zeros(0))

    def __call__(self, pairs: Iterable[Pair]) -> list[Edge]:
        """The edges of `pairs`, in their order; those not yet known are measured."""
        wanted = list(pairs)
        self._meet(wanted)
        for pair in wanted:
            if pair not in self.edges:
                hint = self._hints[pair]
                self._measure(pair, hint.cosine, hint.alike, self.met.pop(pair), hint.beside)
        return [self.edges[pair] for pair in wanted]

    def likely(self, pairs: Sequence[Pair]) -> list[Edge]:
        """The edges of those of `pairs` (none met before) that may be as probable as `model.join`, in their order.

        Of what is told very often, so many for each statement as hold a row together many times over. First come those that
        may be probable by themselves; they speak for what stands beside them.
        """
        if not pairs:
            return []
        left, right = np.array(pairs, dtype=np.int64).T
        cosines = self.likeness.cosine(left, right)
        mutual = self.rivals.meet_all(left, right, cosines)
        self.met = dict(zip(pairs, mutual.tolist(), strict=True))
        bound = self._bounds.of(left, right, cosines, mutual)
        least = _log_odds(self.model.join)
        first = self._measured(pairs, cosines, bound, min(least, _log_odds(LEAST)))
        alone = np.array([self.edges[pairs[n]].probability for n in first.tolist()])
        self._beside = Beside(self.weighing.views, left[first], right[first], alone)
        beside = self._beside.of(left, right)
        for n in first[beside[first] > 0].tolist():
            features = self.edges[pairs[n]].features | {"beside": float(beside[n])}
            self._know(pairs[n], features)
        bound = np.where(beside > 0, bound + self._weight_beside * beside, -np.inf)
        bound[first] = -np.inf
        again = self._measured(pairs, cosines, bound, least, beside)
        return [self.edges[pairs[n]] for n in sorted([*first.tolist(), *again.tolist()])]

    def _measured(
        self,
        pairs: Sequence[Pair],
        cosines: NDArray[np.float64],
        bound: NDArray[np.float64],
        least: float,
        beside: NDArray[np.float64] | None = None,
    ) -> NDArray[np.int64]:
        """Measures those of the pairs whose log odds may reach `least`, and says which: their numbers, in order."""
        left, right = np.array(pairs, dtype=np.int64).T
        may = _foremost(left, right, bound, np.flatnonzero(bound >= least))
        alike = self.likeness.probability(left[may], right[may])
        kept = self._bounds.with_alike(bound[may], left[may], right[may], alike) >= least
        for n, p in zip(may[kept].tolist(), alike[kept].tolist(), strict=True):
            near = 0.0 if beside is None else float(beside[n])
            self._measure(pairs[n], float(cosines[n]), p, self.met.pop(pairs[n]), near)
        return may[kept]

    def prepare(self, pairs: Iterable[Pair]) -> None:
        """Compute at once what will be asked of many pairs: asking them one by one takes longer."""
        new = sorted({pair for pair in pairs if pair not in self.edges and pair not in self._hints})
        if not new:
            return
        left, right = np.array(new, dtype=np.int64).T
        cosines, alike = self.likeness.cosine(left, right), self.likeness.probability(left, right)
        bound = self._bounds.of(left, right, cosines, np.zeros(len(new)))
        beside = self._beside.of(left, right)
        highest = self._bounds.with_alike(bound, left, right, alike) + self._weight_beside * beside
        columns = (cosines, alike, beside, highest)
        self._hints |= {
            pair: Hint(*hint) for pair, *hint in zip(new, *(column.tolist() for column in columns), strict=True)
        }

    def highest(self, pairs: Sequence[Pair]) -> list[float]:
        """How probable each pair is at most; they are met, and measured by nobody."""
        self._meet(pairs)
        views = self.weighing.views
        found = []
        for pair in pairs:
            if pair in self.edges:
                found.append(self.edges[pair].probability)
            else:
                across = views[pair[0]].statement.lang != views[pair[1]].statement.lang
                z = self._hints[pair].highest + self.model.weight_of("mutual", across=across) * self.met[pair]
                found.append(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))))
        return found

    def inside(self, home: Mapping[int, int]) -> list[Edge]:
        """The edges of all pairs met whose statements have one `home`; of a crowd's, those measured so far: they are many."""
        told = Counter(home.values())
        small = {place for place, many in told.items() if many <= _CROWD}
        faint = [pair for pair in self.met if home[pair[0]] == home[pair[1]] and home[pair[0]] in small]
        self.prepare(faint)
        self(faint)
        return [edge for (i, j), edge in self.edges.items() if home[i] == home[j]]

    def _meet(self, pairs: Sequence[Pair]) -> None:
        missing = [pair for pair in pairs if pair not in self.edges and pair not in self._hints]
        if missing:
            self.prepare(missing)
        new = [pair for pair in pairs if pair not in self.edges and pair not in self.met]
        if new:
            mutual = self.rivals.meet(new, [self._hints[pair].cosine for pair in new])
            self.met |= zip(new, mutual, strict=True)

    def _measure(self, pair: Pair, cosine: float, alike: float, mutual: float, beside: float) -> None:
        features = features_of(*pair, cosine=cosine, alike=alike, mutual=mutual, weighing=self.weighing)
        self._know(pair, features | {"beside": beside} if beside else features)

    def _know(self, pair: Pair, features: dict[str, float]) -> None:
        probability = self.model.probability(features)
        self.edges[pair] = Edge(left=pair[0], right=pair[1], probability=probability, features=features)

    @property
    def _weight_beside(self) -> float:
        return self.model.weights.get("beside", 0.0)


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
