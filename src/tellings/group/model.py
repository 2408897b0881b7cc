"""The learned weights that turn pair features into a probability "tell the same event"; made in training/group."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..records import Finding, Record
from .features import FEATURES

_SHORT, _LONG = (
    50.0,
    120.0,
)  # words and stems of the shorter text: up to here a pair of headlines, from here on one of full texts


class Weights(Record, frozen=True, kw_only=True):
    """Of FEATURES and, last, the bias: for headlines and for full texts; pairs between lie between."""

    short: tuple[float, ...]
    long: tuple[float, ...]


class Model(Record, frozen=True, kw_only=True):
    """Logistic regressions over FEATURES, for pairs of one language and of two."""

    version: str
    same: Weights
    cross: Weights
    join: float  # a report joins a story at this mean probability
    merge: float  # two stories become one at this mean probability

    def probability(
        self,
        features: NDArray[np.float64],
        *,
        lengths: NDArray[np.float64],
        same_lang: NDArray[np.bool_],
        doubt: NDArray[np.float64] | float = 0.0,
    ) -> NDArray[np.float64]:
        """Of each pair, given its features, the keys of its shorter text, whether both are in one language, and what is to
        be taken off its log odds for what is not known of it.
        """
        same, cross = _logits(features, lengths, self.same), _logits(features, lengths, self.cross)
        probability: NDArray[np.float64] = 1 / (1 + np.exp(doubt - np.where(same_lang, same, cross)))
        return probability

    def findings(self, features: NDArray[np.float64], same_lang: bool) -> tuple[Finding, ...]:
        """What spoke for one pair, strongest first."""
        weights = self.same if same_lang else self.cross
        mean = [(short + long) / 2 for short, long in zip(weights.short, weights.long, strict=True)]
        parts = sorted(zip(FEATURES, features, mean, strict=False), key=lambda p: -p[1] * p[2])
        return tuple(
            Finding(feature=name, score=round(float(value), 3), detail=f"{name}: alike to {value:.2f} of 1")
            for name, value, weight in parts
            if value * weight > 0.05
        )


def blend(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each pair counts as one of full texts, 0-1."""
    return np.clip((lengths - _SHORT) / (_LONG - _SHORT), 0, 1)


def _logits(features: NDArray[np.float64], lengths: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    short, long = np.asarray(weights.short), np.asarray(weights.long)
    far = blend(lengths)
    logits: NDArray[np.float64] = (1 - far) * (features @ short[:-1] + short[-1]) + far * (
        features @ long[:-1] + long[-1]
    )
    return logits


@functools.cache
def load_model(path: Path | None = None) -> Model:
    """The shipped weights, or those in the JSON file at `path`."""
    return msgspec.json.decode((path or Path(__file__).parent / "model.json").read_bytes(), type=Model)
