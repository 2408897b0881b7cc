"""What is usually done to find stories in a stream, for comparison: a single pass over the reports in order of time.

A report joins the story of its most similar earlier report inside the window when they are similar enough, else it
opens one (Allan et al., "On-line new event detection and tracking", 1998). `tfidf` compares words, `encoder` one vector
a report, the plain cosine of the encoder that ships. Each is given the threshold that is best on the very set it is
scored on, which no user could know: an upper bound.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tellings.encode import load_encoder
from tellings.records import Report
from tellings.words import words

from .scoring_groups import b_cubed, pairwise

_WINDOW = 10 * 86_400.0
_THRESHOLDS = np.arange(0.1, 0.9, 0.02)


def peers(rows: Sequence[tuple[Report, str]]) -> Iterator[tuple[str, dict[str, float]]]:
    """Each peer's name and its figures at its best threshold, by B-cubed F1."""
    ordered = sorted(rows, key=lambda row: (row[0].published or "", row[0].id))
    reports = [report for report, _ in ordered]
    gold = {report.id: story for report, story in ordered}
    for name, likeness in (("tfidf", _tfidf(reports)), ("encoder", _encoder(reports))):
        found = (_single_pass(reports, likeness, threshold) for threshold in _THRESHOLDS)
        best = max(found, key=lambda groups: b_cubed(gold, groups)["b3_f1"])
        yield name, b_cubed(gold, best) | pairwise(gold, best)


def _tfidf(reports: Sequence[Report]) -> NDArray[np.float32]:
    """Cosines of TF-IDF weighted words; a word's frequency is that in the whole set."""
    counts = [Counter(word.folded for word in words(report.text)) for report in reports]
    spread: Counter[str] = Counter(word for count in counts for word in count)
    index: Mapping[str, int] = {word: n for n, word in enumerate(spread)}
    likeness = np.zeros((len(reports), len(reports)), dtype=np.float32)
    holders: list[list[tuple[int, float]]] = [[] for _ in index]
    for n, count in enumerate(counts):
        weights = {w: (1 + math.log(c)) * math.log(len(reports) / spread[w]) for w, c in count.items()}
        norm = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        for word, weight in weights.items():
            for other, theirs in holders[index[word]]:
                likeness[n, other] += weight / norm * theirs
            holders[index[word]].append((n, weight / norm))
    return likeness


def _encoder(reports: Sequence[Report]) -> NDArray[np.float32]:
    vectors = load_encoder().encode([report.text for report in reports])
    likeness: NDArray[np.float32] = vectors @ vectors.T
    return likeness


def _single_pass(reports: Sequence[Report], likeness: NDArray[np.float32], threshold: float) -> dict[str, str]:
    times = [datetime.fromisoformat(report.published).timestamp() if report.published else 0.0 for report in reports]
    story: list[str] = []
    first = 0
    for n, report in enumerate(reports):
        while times[n] - times[first] > _WINDOW:
            first += 1
        near = first + int(np.argmax(likeness[n, first:n])) if n > first else n
        story.append(story[near] if near < n and likeness[n, near] >= threshold else report.id)
    return {report.id: of for report, of in zip(reports, story, strict=True)}
