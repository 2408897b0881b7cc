"""From the two signals to a probability: a logistic regression fitted by `training/encoder/calibrate.py`."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import EngineError
from ._lexical import Overlap

Floats = NDArray[np.float64]

NEIGHBOURS = 8  # of a vector among the background, whose mean cosine tells how common its place is

COLUMNS = ("constant", "margin", *Overlap._fields)
RISING = ("margin", "covered", "numbers_shared")  # more of it never lowers the probability …
FALLING = ("names", "numbers_apart", "numbers_lone", "polarity")  # … or never raises it


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What the probability rests on; fitted on held-back documents, all pairs of sentences of each."""

    encoder: str  # version of the encoder that it was fitted with
    weights: Floats  # one a column of `COLUMNS`
    offsets: dict[str, float]  # by language; both languages' are added …
    pairs: dict[str, float] = field(default_factory=dict)  # … and that of the pair, "ru-uk" or "ru-ru"
    floor: float  # pairs of a lower cosine are not matched word by word …
    below: float  # … and have this probability
    background: NDArray[np.float32]  # unit vectors of some hundred sentences about all sorts of things
    denials: dict[str, NDArray[np.uint32]]  # keys of words and endings that deny, by language

    def commonness(self, vectors: NDArray[np.float32]) -> Floats:
        """Mean cosine of each vector with its nearest background sentences: high where everything is near."""
        cosines = vectors @ self.background.T
        best = np.partition(cosines, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
        means: Floats = np.sort(best, axis=1).mean(axis=1).astype(np.float64)
        return means

    def offset(self, one: str, two: str) -> float:
        """What moves the score of a pair of languages, so that one half is its threshold."""
        pair = f"{min(one, two)}-{max(one, two)}"
        return self.offsets.get(one, 0.0) + self.offsets.get(two, 0.0) + self.pairs.get(pair, 0.0)

    def probability(self, columns: Floats, langs: Sequence[tuple[str, str]]) -> Floats:
        """Of each row of `columns` (see `pair_columns`), whose texts are in the two `langs`."""
        by_pair = {pair: self.offset(*pair) for pair in set(langs)}
        offsets = np.array([by_pair[pair] for pair in langs])
        with np.errstate(over="ignore"):
            probability: Floats = 1 / (1 + np.exp(-(columns @ self.weights + offsets)))
        return probability


def pair_columns(margin: Floats, overlap: Overlap) -> Floats:
    """The columns that the regression reads, shape (pairs, len(COLUMNS)); counts are cut at three."""
    signals = [
        np.minimum(found, 3) if name.startswith("numbers") else found for name, found in overlap._asdict().items()
    ]
    return np.stack([np.ones_like(margin), margin, *signals], axis=1)


@functools.cache
def load_calibration(folder: Path) -> Calibration:
    """Read `calibration.json`, `background.npy` and `denials.json` of `folder`.

    Raises:
        EngineError: one is missing or not what it should be.
    """
    try:
        about = json.loads((folder / "calibration.json").read_text("utf-8"))
        background = np.load(folder / "background.npy").astype(np.float32)
        background /= np.linalg.norm(background, axis=1, keepdims=True)
        return Calibration(
            encoder=about["encoder"],
            weights=np.array([about["weights"][name] for name in COLUMNS]),
            offsets=about["offsets"],
            pairs=about.get("pairs", {}),
            floor=about["floor"],
            below=about["below"],
            background=background,
            denials={lang: np.array(keys, dtype=np.uint32) for lang, keys in about["denials"].items()},
        )
    except (OSError, ValueError, KeyError) as error:
        raise EngineError(str(folder), cause=str(error), way_out="reinstall the package") from error
