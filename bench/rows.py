"""The row model: how far its probabilities hold, and how far they set pairs apart.

`rows/left_out`: our labelled stories (`training/rows/stories`), each measured with a model fitted without it.
`rows/STORY`, `rows/pooled`: the shipped model on the candidate pairs of the stories with gold under the data, where
both statements lie over evidence. `true_at.0.2` is the share that say the same among pairs of probability 0.2 to 0.4
(the reliability curve), `calibration_error` the mean distance (ECE).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .task import Result, Skipped

if TYPE_CHECKING:
    from tellings.align.model import Model
    from training.rows.__main__ import Prepared


def run(data: Path) -> Iterator[Result | Skipped]:
    from tellings.align.model import load_model
    from training.rows.__main__ import Prepared, left_out, prepared
    from training.rows.stories import load_gold

    yield Result(dataset="rows/left_out", metrics=_metrics(list(left_out(prepared()))))
    folder = data / "stories"
    if not (folder / "gold").is_dir():
        yield Skipped(dataset="rows", reason="no folder stories with gold under the data")
        return
    model = load_model()
    stories = [(Prepared(story), model) for story in load_gold(folder)]
    for story, _ in stories:
        yield Result(dataset=f"rows/{story.name}", metrics=_metrics([(story, model)]))
    yield Result(dataset="rows/pooled", metrics=_metrics(stories))


def _metrics(measured: Sequence[tuple[Prepared, Model]]) -> dict[str, float]:
    from training.rows.__main__ import calibration_error, reliability, score, with_beside

    chances = np.array(
        [m.probability(f) for s, m in measured for f, known in zip(with_beside(s, m), s.known, strict=True) if known]
    )
    same = np.concatenate([s.same[s.known] for s, _ in measured])
    good, joined, wanted, across, wanted_across = np.sum([score(s, m) for s, m in measured], axis=0).tolist()
    curve = reliability(chances, same)
    return {
        "pairs": len(same),
        "auc": _auc(chances, same),
        "calibration_error": calibration_error(curve),
        **{f"true_at.{start:.1f}": share for start, many, _, share in curve if many},
        "pair_precision": good / max(1, joined),
        "pair_recall": good / max(1, wanted),
        "pair_recall_across": across / max(1, wanted_across),
    }


def _auc(chances: np.ndarray, same: np.ndarray) -> float:
    """The chance that a pair that says the same has a higher probability than one that does not (ties half)."""
    order = np.argsort(chances, kind="stable")
    ranks = np.empty(len(chances))
    ranks[order] = np.arange(1, len(chances) + 1)
    for value in np.unique(chances):
        tied = chances == value
        ranks[tied] = ranks[tied].mean()
    many = int(same.sum())
    return float((ranks[same == 1].sum() - many * (many + 1) / 2) / max(1, many * (len(same) - many)))
