"""Fit the row model on our own labelled stories: `python -m training.rows [--write]`.

Prints, leaving one story out at a time, pair precision and recall of the rows and the reliability of the probabilities;
with --write replaces `src/tellings/align/weights.toml`.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

import numpy as np

from tellings.align.candidates import by_keys
from tellings.align.features import ACROSS, Edge, Measure, Weighing, features_of
from tellings.align.grouping import group
from tellings.align.model import Model
from tellings.align.neighbours import neighbours
from tellings.align.parts import Parts
from tellings.align.views import View, views_of
from tellings.encode import likeness, load_encoder

from .stories import Labelled, lengthen, load_stories

WEIGHTS = Path(__file__).parents[2] / "src" / "tellings" / "align" / "weights.toml"
BASE = (
    "alike", "margin", "part", "stems", "stems_within", "concepts_within", "names", "figures", "figures_exact", "figures_apart", "dates", "dates_apart", "frames", "frames_apart",
    "concepts", "polarity_apart", "extent_apart", "quoted", "quoted_apart", "source", "place", "length_apart", "across",
)  # fmt: skip
NAMES = (*BASE, *(f"{n}_across" for n in BASE if n in ACROSS))
FREE = frozenset({"across"})  # may take either sign
AGAINST = frozenset({n for n in NAMES if n.endswith("_apart") or n == "place"})
RIDGE = 0.02
MOST = {
    "figures_exact": 3.0,
    "figures": 3.5,
    "figures_across": 3.5,
    "place": 0.8,
    "quoted": 0.8,
    "source": 0.6,
    "dates_across": 1.2,
}
JOIN = 0.5
SAME_REPORT = 0.85


class Prepared:
    """A story's candidate pairs with their features and whether they share a fact."""

    def __init__(self, story: Labelled) -> None:
        self.name = story.name
        statements = [s for a in story.annotated for s in a.statements]
        self.ids = [s.id for s in statements]
        encoder = load_encoder()
        alike = likeness([s.text for s in statements], langs=[s.lang for s in statements], encoder=encoder)
        self.views: list[View] = views_of(story.annotated, self.ids)
        parts = Parts(self.views, encoder=encoder)
        near = neighbours(self.views, likeness=alike, parts=parts)
        weighing = Weighing(self.views, crowd=near.crowd, parts=parts, labels={})
        self.likeness, self.weighing = alike, weighing
        self.pairs = sorted({*near.pairs, *by_keys(self.views)})
        left, right = np.array(self.pairs).T
        cosines, chances = alike.cosine(left, right), alike.probability(left, right)
        self.features = [
            features_of(i, j, cosine=float(c), alike=float(p), weighing=weighing)
            for (i, j), c, p in zip(self.pairs, cosines, chances, strict=True)
        ]
        self.facts = [story.facts[i] for i in self.ids]
        self.same = np.array([bool(self.facts[i] & self.facts[j]) for i, j in self.pairs], dtype=float)
        self.matrix = np.array([[f.get(n, 0.0) for n in NAMES] for f in self.features])


def fit(matrix: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Logistic regression by projected gradient: weights of evidence keep their sign, ridge keeps them small."""
    scale = np.maximum(matrix.std(axis=0), 1e-3)
    x = np.hstack([np.ones((len(matrix), 1)), matrix / scale])
    low = np.array([-np.inf, *(-np.inf if n in FREE | AGAINST else 0.0 for n in NAMES)])
    high = np.array([np.inf, *(0.0 if n in AGAINST else np.inf for n in NAMES)])
    for name, most in MOST.items():  # in our tidy stories each figure stands for one fact, and facts keep their order
        at = 1 + NAMES.index(name)
        low[at], high[at] = max(low[at], -most * scale[at - 1]), min(high[at], most * scale[at - 1])
    w = np.zeros(x.shape[1])
    step = 1.0
    for _ in range(4000):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - same) / len(x) + RIDGE * np.r_[0, w[1:]]
        w = np.clip(w - step * gradient, low, high)
    return np.r_[w[0], w[1:] / scale]


def model_of(w: np.ndarray) -> Model:
    return Model(
        bias=float(w[0]), weights=dict(zip(NAMES, w[1:].tolist(), strict=True)), join=JOIN, same_report=SAME_REPORT
    )


def score(story: Prepared, model: Model) -> tuple[int, int, int, int, int]:
    """Cross-report pairs: joined rightly, joined, to be joined; the same two across languages."""
    compare = Measure(story.weighing, likeness=story.likeness, model=model)
    compare.edges |= {
        pair: Edge(left=pair[0], right=pair[1], probability=model.probability(f), features=f)
        for pair, f in zip(story.pairs, story.features, strict=True)
    }
    groups = group(story.views, list(compare.edges.values()), compare=compare, model=model)
    home = {i: n for n, g in enumerate(groups) for i in g}
    good = joined = wanted = good_across = wanted_across = 0
    for i, j in itertools.combinations(range(len(story.ids)), 2):
        a, b = story.views[i].statement, story.views[j].statement
        if a.report == b.report:
            continue
        want, have, across = bool(story.facts[i] & story.facts[j]), home[i] == home[j], a.lang != b.lang
        good += want and have
        joined += have
        wanted += want
        good_across += want and have and across
        wanted_across += want and across
    return good, joined, wanted, good_across, wanted_across


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    args = parser.parse_args()
    told = load_stories()
    stories = [Prepared(v) for s in told for v in (s, lengthen(s, every=2), lengthen(s, every=3))]
    chances, truth = [], []
    total = np.zeros(5, dtype=int)
    for out in stories:
        rest = [s for s in stories if s.name != out.name]
        model = model_of(fit(np.vstack([s.matrix for s in rest]), np.concatenate([s.same for s in rest])))
        counts = np.array(score(out, model))
        total += counts
        print(f"{out.name:12} {tell(counts)}")
        chances += [model.probability(f) for f in out.features]
        truth += out.same.tolist()
    print(f"{'all':12} {tell(total)}")
    for low in np.arange(0, 1, 0.2):
        inside = [t for c, t in zip(chances, truth, strict=True) if low <= c < low + 0.2]
        print(
            f"probability {low:.1f}-{low + 0.2:.1f}: {len(inside):5} pairs, {np.mean(inside or [0]):.2f} say the same"
        )
    w = fit(np.vstack([s.matrix for s in stories]), np.concatenate([s.same for s in stories]))
    for name, value in zip(("bias", *NAMES), w, strict=True):
        print(f"  {name:22} {value:8.3f}")
    if args.write:
        WEIGHTS.write_text(render(w), "utf-8")


def tell(c: np.ndarray) -> str:
    good, joined, wanted, across, wanted_across = c.tolist()
    return (
        f"pair precision {good / max(1, joined):.3f} ({joined}), recall {good / max(1, wanted):.3f} ({wanted}), "
        f"across languages {across / max(1, wanted_across):.3f} ({wanted_across})"
    )


def render(w: np.ndarray) -> str:
    lines = [
        "# The pair model of tellings.align. Written by `python -m training.rows --write`; see training/rows/README.md.",
        f"join = {JOIN}",
        f"same_report = {SAME_REPORT}",
        f"bias = {w[0]:.3f}",
        "",
        "[weights]",
    ]
    return "\n".join([*lines, *(f"{n} = {v:.3f}" for n, v in zip(NAMES, w[1:], strict=True))]) + "\n"


if __name__ == "__main__":
    main()
