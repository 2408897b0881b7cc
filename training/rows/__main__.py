"""Fit the row model on our own labelled stories: `python -m training.rows [--write]`.

Prints, leaving one story out at a time, pair precision and recall of the rows and the reliability of the probabilities;
with --write replaces `src/tellings/align/weights.toml`.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from tellings.align.beside import Beside
from tellings.align.candidates import by_keys
from tellings.align.common import Common
from tellings.align.features import Edge, Weighing, features_of
from tellings.align.grouping import group
from tellings.align.measure import Measure, Rivals
from tellings.align.model import ACROSS, Model
from tellings.align.neighbours import neighbours
from tellings.align.parts import Parts
from tellings.align.views import View, views_of
from tellings.encode import likeness, load_encoder

from .stories import Labelled, lengthen, load_gold, load_stories

WEIGHTS = Path(__file__).parents[2] / "src" / "tellings" / "align" / "weights.toml"
BASE = (
    "alike", "margin", "beyond", "part", "mutual", "stems", "stems_within", "concepts_within", "names", "figures", "figures_exact", "figures_apart", "figures_lone", "dates", "dates_apart", "frames", "frames_apart",
    "concepts", "polarity_apart", "denied_apart", "extent_apart", "quoted", "quoted_apart", "source", "place", "length_apart", "across",
)  # fmt: skip
NAMES = (*BASE, *(f"{n}_across" for n in BASE if n in ACROSS))
FREE = frozenset({"across"})  # may take either sign
AGAINST = frozenset({n for n in NAMES if n.endswith(("_apart", "_lone")) or n == "place"})
RIDGE = 0.01
RIDGE_AGAINST = 0.003  # contradictions are rare: at the others' ridge their weights would vanish
ROUNDS = 600
MOST = {
    "figures_exact": 3.0,
    "figures": 3.5,
    "figures_across": 3.5,
    "place": 0.8,
    "quoted": 0.8,
    "source": 0.6,
    "dates_across": 1.2,
    "dates_apart": 0.2,  # a sentence of the news dates several things, ours hardly more than one
    "mutual_across": 0.7,  # ours tell a fact once each, so that the nearest is the right one more often than in the news
}
LEAST = {  # what no weight is nearer to nothing than, by its sign: chosen on real stories, where ours teach nothing
    "dates": 1.0,  # ours date all their sentences alike; in the news a date in common tells
    "polarity_apart": 0.5,  # ours hardly ever tell a thing both ways
}
# What stands beside a pair and matches, too: chosen on the stories with gold, as ours keep their order and would overrate it.
# `COMMON` is what a pair has of it for nothing.
BESIDE, COMMON = 0.7, 0.08
JOIN = 0.55
SAME_REPORT = 0.85


class Prepared:
    """A story's candidate pairs with their features and whether they share a fact.

    `known` tells of which pairs that is known: both statements are labelled. Only they train and are counted.
    """

    def __init__(self, story: Labelled) -> None:
        self.name = story.name
        self.tidy = story.tidy
        statements = [s for a in story.annotated for s in a.statements]
        self.ids = [s.id for s in statements]
        encoder = load_encoder()
        alike = likeness([s.text for s in statements], langs=[s.lang for s in statements], encoder=encoder)
        self.views: list[View] = views_of(story.annotated, self.ids)
        parts = Parts(self.views, encoder=encoder)
        near = neighbours(self.views, likeness=alike, parts=parts)
        weighing = Weighing(self.views, crowd=near.crowd, common=Common(alike.vectors), parts=parts, labels={})
        self.likeness, self.weighing = alike, weighing
        self.pairs = sorted({*near.pairs, *by_keys(self.views)})
        left, right = np.array(self.pairs).T
        cosines, chances = alike.cosine(left, right), alike.probability(left, right)
        self.rivals = Rivals(self.views)
        mutual = self.rivals.meet(self.pairs, cosines.tolist())
        self.features = [
            features_of(i, j, cosine=float(c), alike=float(p), mutual=m, weighing=weighing)
            for (i, j), c, p, m in zip(self.pairs, cosines, chances, mutual, strict=True)
        ]
        self.labelled = [i in story.facts for i in self.ids]
        self.facts = [story.facts.get(i, frozenset()) for i in self.ids]
        self.same = np.array([bool(self.facts[i] & self.facts[j]) for i, j in self.pairs], dtype=float)
        self.known = np.array([self.labelled[i] and self.labelled[j] for i, j in self.pairs], dtype=bool)
        self.matrix = np.array([[f.get(n, 0.0) for n in NAMES] for f in self.features])


def fit(matrix: np.ndarray, same: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """Logistic regression: weights of evidence keep their sign, ridge keeps them small; `counted` is what a pair weighs.

    Accelerated projected gradient (Beck and Teboulle 2009); the bounds are those of `FREE`, `AGAINST`, `MOST` and `LEAST`.
    """
    scale = np.maximum(matrix.std(axis=0), 1e-3)
    x = np.hstack([np.ones((len(matrix), 1)), matrix / scale])
    low = np.array([-np.inf, *(-np.inf if n in FREE | AGAINST else 0.0 for n in NAMES)])
    high = np.array([np.inf, *(0.0 if n in AGAINST else np.inf for n in NAMES)])
    for name, most in MOST.items():  # in our tidy stories each figure stands for one fact, and facts keep their order
        at = 1 + NAMES.index(name)
        low[at], high[at] = max(low[at], -most * scale[at - 1]), min(high[at], most * scale[at - 1])
    for name, least in LEAST.items():
        at = 1 + NAMES.index(name)
        if name in AGAINST:
            high[at] = -least * scale[at - 1]
        else:
            low[at] = least * scale[at - 1]
    counted = counted / counted.sum()
    ridge = np.array([0.0, *(RIDGE_AGAINST if n in AGAINST else RIDGE for n in NAMES)])
    step = 4 / np.linalg.eigvalsh((x * counted[:, None]).T @ x)[-1]
    w = ahead = np.clip(np.zeros(x.shape[1]), low, high)
    speed = 1.0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ ahead, -30, 30)))
        gradient = x.T @ (counted * (p - same)) + ridge * ahead
        new = np.clip(ahead - step * gradient, low, high)
        faster = (1 + math.sqrt(1 + 4 * speed * speed)) / 2
        ahead, w, speed = new + (speed - 1) / faster * (new - w), new, faster
    return np.r_[w[0], w[1:] / scale]


def model_of(w: np.ndarray) -> Model:
    weights = dict(zip(NAMES, w[1:].tolist(), strict=True)) | {"beside": BESIDE}
    return Model(bias=float(w[0]) - BESIDE * COMMON, weights=weights, join=JOIN, same_report=SAME_REPORT)


def with_beside(story: Prepared, model: Model) -> list[dict[str, float]]:
    """The features of a story's pairs, with what stands beside them and is probable by all the others."""
    left, right = np.array(story.pairs).T
    alone = np.array([model.probability(f) for f in story.features])
    beside = Beside(story.views, left, right, alone).of(left, right)
    return [f | {"beside": float(b)} if b else f for f, b in zip(story.features, beside, strict=True)]


def score(story: Prepared, model: Model) -> tuple[int, int, int, int, int]:
    """Cross-report pairs: joined rightly, joined, to be joined; the same two across languages."""
    compare = Measure(story.weighing, likeness=story.likeness, model=model, rivals=story.rivals)
    compare.edges |= {
        pair: Edge(left=pair[0], right=pair[1], probability=model.probability(f), features=f)
        for pair, f in zip(story.pairs, with_beside(story, model), strict=True)
    }
    groups = group(story.views, list(compare.edges.values()), compare=compare, model=model)
    home = {i: n for n, g in enumerate(groups) for i in g}
    good = joined = wanted = good_across = wanted_across = 0
    for i, j in itertools.combinations(range(len(story.ids)), 2):
        a, b = story.views[i].statement, story.views[j].statement
        if a.report == b.report or not (story.labelled[i] and story.labelled[j]):
            continue
        want, have, across = bool(story.facts[i] & story.facts[j]), home[i] == home[j], a.lang != b.lang
        good += want and have
        joined += have
        wanted += want
        good_across += want and have and across
        wanted_across += want and across
    return good, joined, wanted, good_across, wanted_across


def trained(stories: Sequence[Prepared]) -> np.ndarray:
    """The weights; the tidy stories and those that are built like the news weigh the same, however many there are."""
    pairs = np.array([int(s.known.sum()) for s in stories])
    tidy = np.array([s.tidy for s in stories])
    share = np.where(tidy, 1 / max(1, pairs[tidy].sum()), 1 / max(1, pairs[~tidy].sum()))
    return fit(
        np.vstack([s.matrix[s.known] for s in stories]),
        np.concatenate([s.same[s.known] for s in stories]),
        np.repeat(share, pairs),
    )


def reliability(chances: np.ndarray, same: np.ndarray, *, bins: int = 5) -> list[tuple[float, int, float, float]]:
    """For each stretch of probability: its start, how many pairs, their mean probability, how many say the same."""
    found = []
    for n in range(bins):
        inside = (chances >= n / bins) & ((chances < (n + 1) / bins) | (n == bins - 1))
        many = int(inside.sum())
        mean, share = (float(v[inside].mean()) if many else 0.0 for v in (chances, same))
        found.append((n / bins, many, mean, share))
    return found


def calibration_error(curve: Sequence[tuple[float, int, float, float]]) -> float:
    """Mean distance of the probability from the share that say the same, each stretch by its pairs (ECE)."""
    return sum(n * abs(mean - share) for _, n, mean, share in curve) / max(1, sum(n for _, n, _, _ in curve))


def prepared() -> list[Prepared]:
    """The labelled stories, each as it stands and with longer statements."""
    return [Prepared(v) for s in load_stories() for v in (s, lengthen(s, every=2), lengthen(s, every=3))]


def left_out(stories: Sequence[Prepared]) -> Iterator[tuple[Prepared, Model]]:
    """Each story with a model that was fitted without it."""
    for name in dict.fromkeys(s.name for s in stories):
        model = model_of(trained([s for s in stories if s.name != name]))
        yield from ((s, model) for s in stories if s.name == name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    args = parser.parse_args()
    stories = prepared()
    _measure("left out", left_out(stories))
    w = trained(stories)
    _measure("own stories with gold, not trained on", ((s, model_of(w)) for s in map(Prepared, load_gold())))
    for name, value in zip(("bias", *NAMES), w, strict=True):
        print(f"  {name:22} {value:8.3f}")
    if args.write:
        WEIGHTS.write_text(render(model_of(w)), "utf-8")


def _measure(what: str, pairs: Iterable[tuple[Prepared, Model]]) -> None:
    chances, truth = [], []
    total = np.zeros(5, dtype=int)
    for story, model in pairs:
        counts = np.array(score(story, model))
        total += counts
        print(f"{story.name:16} {tell(counts)}")
        features = with_beside(story, model)
        chances += [model.probability(f) for f, known in zip(features, story.known, strict=True) if known]
        truth += story.same[story.known].tolist()
    print(f"{what}: {tell(total)}")
    curve = reliability(np.array(chances), np.array(truth))
    for start, many, mean, share in curve:
        print(f"probability from {start:.1f}: {many:5} pairs, mean {mean:.2f}, {share:.2f} say the same")
    print(f"calibration error {calibration_error(curve):.3f}")


def tell(c: np.ndarray) -> str:
    good, joined, wanted, across, wanted_across = c.tolist()
    return (
        f"pair precision {good / max(1, joined):.3f} ({joined}), recall {good / max(1, wanted):.3f} ({wanted}), "
        f"across languages {across / max(1, wanted_across):.3f} ({wanted_across})"
    )


def render(model: Model) -> str:
    lines = [
        "# The pair model of tellings.align. Written by `python -m training.rows --write`; see training/rows/README.md.",
        f"join = {model.join}",
        f"same_report = {model.same_report}",
        f"bias = {model.bias:.3f}",
        "",
        "[weights]",
    ]
    return "\n".join([*lines, *(f"{name} = {value:.3f}" for name, value in model.weights.items())]) + "\n"


if __name__ == "__main__":
    main()
