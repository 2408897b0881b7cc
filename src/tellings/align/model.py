"""The pair model: a logistic combination of named features whose weights are data (`weights.toml`).

How the weights were made is in `training/rows/`.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping
from importlib import resources

from ..records import Record

# features that weigh differently where the two statements are in different languages, there named with "_across"
ACROSS = frozenset(
    {
        "alike",
        "margin",
        "beyond",
        "names",
        "figures",
        "concepts",
        "concepts_within",
        "frames",
        "dates",
        "part",
        "mutual",
    }
)


class Model(Record, frozen=True, kw_only=True):
    bias: float
    weights: dict[str, float]  # by feature name
    join: float  # least mean probability between two groups that are joined
    same_report: float  # least probability between two statements of one report in a row

    def probability(self, features: Mapping[str, float]) -> float:
        """How probable it is that two statements say the same, 0-1."""
        z = self.bias + sum([self.weights.get(name, 0.0) * value for name, value in features.items()])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))

    def weight_of(self, name: str, *, across: bool) -> float:
        """The weight of a feature between two languages, or within one."""
        return self.weights.get(f"{name}_across" if across and name in ACROSS else name, 0.0)


@functools.cache
def load_model() -> Model:
    """The shipped weights."""
    table = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return Model(
        bias=table["bias"],
        weights=dict(table["weights"]),
        join=table["join"],
        same_report=table["same_report"],
    )
