"""Claims that weaken one another, against all other pairs of claims on one issue (claimdiff): area under the ROC curve.

Beside ours (the row model's likeness and what speaks against the pair) stand a TF-IDF and a vector baseline. The set's
test topics are kept back, so the figures are on the shared topics; nothing is fitted to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .pairs import auc, measures
from .task import Result, Skipped


def run(data: Path) -> Iterator[Result | Skipped]:
    path = data / "claimdiff" / "train.jsonl"
    if not path.is_file():
        yield Skipped(dataset="claimdiff", reason="no claimdiff/train.jsonl under the data")
        return
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    found = measures([p["claim_a"] for p in pairs], [p["claim_b"] for p in pairs], lang="en")
    truth = np.array([bool(p["weaken"]) for p in pairs])
    yield Result(
        dataset="claimdiff",
        metrics={
            "weaken_auc": auc(found["likeness"] + found["apart"], truth),
            "weaken_auc_against_only": auc(found["apart"], truth),
            "weaken_auc_rows": auc(found["rows"], truth),
            "baseline.tfidf.weaken_auc": auc(found["tfidf"], truth),
            "baseline.vector.weaken_auc": auc(found["vector"], truth),
            "pairs": len(pairs),
            "weaken": int(truth.sum()),
        },
    )
