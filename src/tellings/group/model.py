"""The learned weights that turn pair features into a probability "tell the same event"; made in training/group."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..records import Finding, Record
from .features import FEATURES


class Model(Record, frozen=True, kw_only=True):
    """Two logistic regressions over FEATURES, for pairs of one language and of two; the last weight is the bias."""

    version: str
    same: tuple[float, ...]
    cross: tuple[float, ...]
    join: float  # a report joins a story at this mean probability
    merge: float  # two stories become one at this mean probability

    def probability(self, features: NDArray[np.float64], same_lang: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Of each pair, given its features and whether both reports are in one language."""
        same, cross = np.asarray(self.same), np.asarray(self.cross)
        logits = np.where(same_lang, features @ same[:-1] + same[-1], features @ cross[:-1] + cross[-1])
        probability: NDArray[np.float64] = 1 / (1 + np.exp(-logits))
        return probability

    def findings(self, features: NDArray[np.float64], same_lang: bool) -> tuple[Finding, ...]:
        """What spoke for one pair, strongest first."""
        weights = self.same if same_lang else self.cross
        parts = sorted(zip(FEATURES, features, weights, strict=False), key=lambda p: -p[1] * p[2])
        return tuple(
            Finding(
                feature=name, score=round(float(value), 3), detail=f"{name} alike to {value:.2f}, weighed {weight:+.1f}"
            )
            for name, value, weight in parts
            if value * weight > 0.05
        )


@functools.cache
def load_model(path: Path | None = None) -> Model:
    """The shipped weights, or those in the JSON file at `path`."""
    return msgspec.json.decode((path or Path(__file__).parent / "model.json").read_bytes(), type=Model)
