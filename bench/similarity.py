"""Graded likeness of two full news articles: Pearson and Spearman against people's ratings, with bootstrap intervals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tellings.encode import load_encoder
from tellings.group.similarity import LEAD, similarity
from tellings.records import Report
from tellings.sketch import sketch

from .task import Result, Skipped

_DRAWS = 1000


def _spearman(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    def ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
        _, place, count = np.unique(values, return_inverse=True, return_counts=True)
        return (np.cumsum(count) - (count + 1) / 2)[place]

    return float(np.corrcoef(ranks(left), ranks(right))[0, 1])


def _interval(ours: NDArray[np.float64], people: NDArray[np.float64]) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(_DRAWS):
        some = rng.integers(0, len(ours), len(ours))
        draws.append(float(np.corrcoef(ours[some], people[some])[0, 1]))
    return float(np.nanpercentile(draws, 2.5)), float(np.nanpercentile(draws, 97.5))


def _reports(texts: Iterable[str], lang: str) -> list[Report]:
    return [Report(id=str(i), text=text, lang=lang) for i, text in enumerate(texts)]


def run(data: Path) -> Iterator[Result | Skipped]:
    path = data / "semeval2022-task8" / "pairs.jsonl"
    if not path.is_file():
        yield Skipped(dataset="semeval2022-task8", reason="no folder semeval2022-task8")
        return
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    encoder = load_encoder()
    for lang in sorted({r["lang1"] for r in rows}):
        some = [r for r in rows if r["lang1"] == lang == r["lang2"]]
        articles = [(r[f"title{k}"] or "", r[f"text{k}"]) for r in some for k in (1, 2)]
        full = [f"{title}\n{text}" for title, text in articles]
        texts, leads, titles = (
            sketch(_reports(some_of, lang), encoder=encoder, characters=True)
            for some_of in (full, [text[:LEAD] for text in full], [title for title, _ in articles])
        )
        pairs = [(2 * i, 2 * i + 1) for i in range(len(some))]
        ours = similarity(texts=texts, leads=leads, titles=titles, pairs=pairs)
        people = -np.array([r["overall"] for r in some])
        low, high = _interval(ours, people)
        yield Result(
            dataset=f"semeval2022-task8.{lang}",
            metrics={
                "pearson": float(np.corrcoef(ours, people)[0, 1]),
                "pearson_low": low,
                "pearson_high": high,
                "spearman": _spearman(ours, people),
                "pairs": len(some),
            },
        )
