"""Paraphrases: pairs of English sentences (msrp, test) and of Russian headlines (paraphraser-ru).

The probability that two statements belong in one row, taken as it ships: nothing is fitted to either set, and the
thresholds are those of the product (one half) or said beside the figure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .pairs import auc, measures, spearman
from .task import Result, Skipped

_MOST = 2500  # pairs of a set that are measured, the first ones


def run(data: Path) -> Iterator[Result | Skipped]:
    yield from _msrp(data / "msrp" / "test.tsv")
    yield from _headlines(data / "paraphraser-ru" / "train.tsv")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:_MOST]


def _msrp(path: Path) -> Iterator[Result | Skipped]:
    if not path.is_file():
        yield Skipped(dataset="msrp", reason="no msrp/test.tsv under the data")
        return
    rows = [r for r in _read(path) if r.get("string1") and r.get("string2")]
    truth = np.array([r["quality"].strip() == "1" for r in rows])
    found = measures([r["string1"] for r in rows], [r["string2"] for r in rows], lang="en")
    metrics = {f"auc.{name}": auc(found[name], truth) for name in ("rows", "likeness", "vector", "tfidf")}
    for name in ("rows", "likeness"):
        said = found[name] >= 0.5
        hit = int((said & truth).sum())
        metrics[f"accuracy.{name}"] = float((said == truth).mean())
        metrics[f"f1.{name}"] = 2 * hit / max(1, int(said.sum()) + int(truth.sum()))
    yield Result(dataset="msrp", metrics=metrics | {"accuracy.always_yes": float(truth.mean()), "pairs": len(rows)})


def _headlines(path: Path) -> Iterator[Result | Skipped]:
    if not path.is_file():
        yield Skipped(dataset="paraphraser-ru", reason="no paraphraser-ru/train.tsv under the data")
        return
    rows = [r for r in _read(path) if r.get("text_1") and r.get("text_2")]
    classes = np.array([int(r["class"]) for r in rows])
    found = measures([r["text_1"] for r in rows], [r["text_2"] for r in rows], lang="ru")
    metrics = {
        f"spearman.{n}": spearman(found[n], classes.astype(float)) for n in ("rows", "likeness", "vector", "tfidf")
    }
    metrics["auc_same.rows"] = auc(found["rows"], classes == 1)
    yield Result(dataset="paraphraser-ru", metrics=metrics | {"pairs": len(rows)})
