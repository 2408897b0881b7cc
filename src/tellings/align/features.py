"""The features of a pair of statements, each a number with a name, and what they come to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from math import fsum

import numpy as np
from numpy.typing import NDArray

from ..figures import FATES, Figure, may_be_same_people, relate, same_thing, told
from ..records import Record
from ..words import spread, telling
from .common import Common
from .model import ACROSS
from .parts import Parts
from .views import View

_AGE = "age"  # kind of quantity: says who somebody is, whatever is told of them
_RARE_NUMBER = 12  # smaller numbers recur by chance
_OTHERWISE = 0.75  # of two equal figures of the same things that different frames are told of
_FAR_APART = 3  # times that one figure may be the other and still be taken for a bound of it


class Edge(Record, frozen=True, kw_only=True, gc=False):
    """Two statements compared: positions, how probable it is that they say the same, and by which features.

    A story has hundreds of thousands: the collector of garbage need not look at them, since they hold nothing but numbers.
    """

    left: int
    right: int
    probability: float
    features: dict[str, float]


class Keys:
    """One kind of key over all statements: how telling each is, and how heavy each statement's are together."""

    def __init__(self, groups: Sequence[Set[str]]) -> None:
        self.groups = groups
        self.weight = telling(spread(groups), len(groups))
        self.mass = [fsum(self.weight[k] for k in group) for group in groups]

    def common(self, left: int, right: int) -> float:
        """Telling weight that two statements have in common; `fsum` does not depend on the order of a set."""
        shared = self.groups[left] & self.groups[right]
        return fsum([self.weight[k] for k in shared]) if shared else 0.0

    def overlap(self, left: int, right: int, common: float) -> float:
        """Weight in common as a share of the geometric mean of both sides'; 0 where a side is empty."""
        return common / math.sqrt(self.mass[left] * self.mass[right]) if common else 0.0

    def within(self, left: int, right: int, common: float) -> float:
        """Weight in common as a share of the lighter side's: 1 where all of one is in the other.

        A side is taken for at least one and a half fully telling keys heavy, so that one key does not make the whole.
        """
        return common / max(min(self.mass[left], self.mass[right]), 1.5)


class Weighing:
    """What a pair is weighed against: how telling each key is in this story, how crowded each statement's place."""

    def __init__(
        self,
        views: Sequence[View],
        *,
        crowd: Mapping[str, NDArray[np.float32]],
        common: Common,
        parts: Parts,
        labels: Mapping[str, str],
    ) -> None:
        self.views = views
        self.parts = parts
        self.labels = labels
        self.stems = Keys([v.stems for v in views])
        self.names = Keys([v.names for v in views])
        self.dates = Keys([v.dates for v in views])
        self.frames = Keys([v.frames for v in views])
        self.concepts = Keys([v.concepts for v in views])
        self.kinds = Keys([v.concepts | v.frames for v in views])
        self.numbers = Keys([v.numbers for v in views])
        self.crowd = crowd
        self.common = common


def features_of(
    left: int, right: int, *, cosine: float, alike: float, mutual: float, weighing: Weighing
) -> dict[str, float]:
    """Named features; absent ones are left out, which stands for 0.

    alike: probability by the sentence vectors. margin: cosine above the mean of both statements' neighbourhoods (CSLS,
    Conneau et al. 2018). part: the same for the nearest pieces of both. beyond: the cosine without what the whole story has
    in common (`Common`). mutual: whether each is the other's nearest in its report. stems, names, frames, concepts: what
    they have in common, weighed by how telling it is. figures: the same thing counted with values that do not exclude
    each other. place, length_apart: how far they differ in them. Those named `_apart` and `_lone` speak against.
    """
    a, b = weighing.views[left], weighing.views[right]
    crowd = weighing.crowd[b.statement.lang][left] + weighing.crowd[a.statement.lang][right]
    features = {
        "alike": alike,
        "margin": cosine - float(crowd) / 2,
        "part": max(0.0, weighing.parts.nearest(left, right) - float(crowd) / 2),
        "beyond": weighing.common.beyond(cosine, float(weighing.common.pull[left]), float(weighing.common.pull[right])),
        "mutual": mutual,
        "place": abs(a.place - b.place),
        "length_apart": abs(math.log(max(1, len(a.statement.text)) / max(1, len(b.statement.text)))),
    }
    across = a.statement.lang != b.statement.lang
    if not across and (common := weighing.stems.common(left, right)):
        features["stems"] = weighing.stems.overlap(left, right, common)
        features["stems_within"] = weighing.stems.within(left, right, common)
    if common := weighing.names.common(left, right):
        features["names"] = weighing.names.overlap(left, right, common)
    if common := weighing.concepts.common(left, right):
        features["concepts"] = weighing.concepts.overlap(left, right, common)
    if common := weighing.kinds.common(left, right):
        features["concepts_within"] = weighing.kinds.within(left, right, common)
    if common := weighing.frames.common(left, right):
        features["frames"] = weighing.frames.overlap(left, right, common)
    if a.frames and b.frames and a.frames.isdisjoint(b.frames):
        features["frames_apart"] = 1.0
    if a.denied & (b.frames - b.denied) or b.denied & (a.frames - a.denied):
        features["denied_apart"] = 1.0
    features |= figures_of(a, b, weighing.numbers.weight)
    if a.numbers or b.numbers:
        lone = [weighing.numbers.weight[n] for n in sorted(a.numbers ^ b.numbers) if float(n) >= _RARE_NUMBER]
        features["figures_lone"] = min(2.0, fsum(lone))
    if a.dates and b.dates:
        if dates_meet(a.dates, b.dates):
            features["dates"] = weighing.dates.overlap(left, right, weighing.dates.common(left, right))
        else:
            features["dates_apart"] = 1.0
    if a.statement.polarity != b.statement.polarity:
        features["polarity_apart"] = 1.0
    if a.extent and any(a.extent.get(of, label) != label for of, label in b.extent.items()):
        features["extent_apart"] = 1.0
    if a.quoted or b.quoted:
        features["quoted" if a.quoted and b.quoted else "quoted_apart"] = 1.0
    if a.source and a.source == b.source:
        features["source"] = 1.0
    if not across:
        return {name: v for name, v in features.items() if v}
    named = {f"{name}_across" if name in ACROSS else name: v for name, v in features.items() if v}
    named["across"] = 1.0
    return named


def dates_meet(left: Set[str], right: Set[str]) -> bool:
    """Whether a date of one side equals or lies within a date of the other, as far as EDTF strings tell."""
    return any(x.startswith(y) or y.startswith(x) for x in map(_plain, left) for y in map(_plain, right))


def _plain(edtf: str) -> str:
    return edtf.split("/", maxsplit=1)[0].rstrip("~?%")


def figures_of(a: View, b: View, weight: Mapping[str, float]) -> dict[str, float]:
    """figures: 1 where the same thing is counted alike, less where one value only allows the other or a number recurs.

    figures_exact: the same thing is counted alike with a number that does not recur by chance, by how telling it is.
    """
    if not ((a.figures and b.figures) or (a.numbers and b.numbers)):
        return {}
    agree, exact, apart = 0.0, 0.0, False
    befell = not FATES.isdisjoint(a.frames & b.frames)
    for x in a.figures:
        for y in b.figures:
            if not same_thing(x, y):
                agree = max(agree, _alike_otherwise(x, y, befell=befell))
                continue
            if relate(x, y) == "apart":
                apart = True
                continue
            alike = told(x) == told(y)
            if not alike and not near_figures(told(x), told(y)):
                continue  # "more than 19,000" allows 30 million, and does not speak of it
            agree = max(agree, 1.0 if alike and x.kind != _AGE else 0.5)
            if alike and told(x) >= _RARE_NUMBER and x.kind != _AGE:
                exact = max(exact, weight.get(f"{told(x):g}", 0.0))
    if not agree:
        common = sorted(a.numbers & b.numbers)
        agree = max((weight[n] for n in common if float(n) >= _RARE_NUMBER), default=0.0) / 2
    if agree:
        return {"figures": agree, "figures_exact": exact}
    return {"figures_apart": 1.0} if apart else {}


def _alike_otherwise(x: Figure, y: Figure, *, befell: bool) -> float:
    """How far two equal figures agree that the words counted and the frames nearest to them do not show to be of one thing.

    `befell`: both statements tell of people whom the same befell; "11 people" are then "11 citizens".
    """
    if told(x) != told(y):
        return 0.0
    if befell and may_be_same_people(x, y):
        return 1.0
    return _OTHERWISE if told(x) >= _RARE_NUMBER and same_thing(x, y, whatever_befell=True) else 0.0


def near_figures(x: float, y: float) -> bool:
    low, high = sorted((abs(x), abs(y)))
    return high <= _FAR_APART * low
