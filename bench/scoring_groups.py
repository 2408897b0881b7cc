"""B-cubed (Bagga and Baldwin 1998) and pairwise precision, recall and F1 of a grouping against a gold one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Metrics b3_precision, b3_recall, b3_f1 in 0-1; every item of `gold` must be in `found`."""
    both = Counter((gold[i], found[i]) for i in gold)
    golds, founds = Counter(gold.values()), Counter(found[i] for i in gold)
    precision = sum(n * n / founds[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return {"b3_precision": precision, "b3_recall": recall, "b3_f1": _f1(precision, recall)}


def pairwise(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Metrics pairwise_precision, pairwise_recall, pairwise_f1 over all pairs of items."""
    together = _pairs(Counter((gold[i], found[i]) for i in gold))
    precision = together / max(_pairs(Counter(found[i] for i in gold)), 1)
    recall = together / max(_pairs(Counter(gold.values())), 1)
    return {"pairwise_precision": precision, "pairwise_recall": recall, "pairwise_f1": _f1(precision, recall)}


def _pairs(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
