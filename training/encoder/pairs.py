"""What pairs of languages need beside their languages' offsets, so that one half is their threshold, too.

The languages' offsets were fitted against English; two related languages, and even more two texts of one language, are near each
other by spelling alone.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar

from tellings.encode._calibration import Calibration
from tellings.encode.likeness import Likeness
from tellings.encode.static import StaticEncoder

from . import sources
from .prepare import merged

DOCUMENT = 15  # sentences, where the set has no documents that long
PAIR_RIDGE = 3.0
FALSE = 0.005  # share of pairs of different sentences that may reach one half where nothing else is known
UPWARDS = 0.5  # of what a pair's score may be raised by: a false match costs more than a missed one


def own_documents() -> list[sources.Group]:
    """Our own held-back sentences, each report a document; the loose ones are one."""
    held = [group for group, held in sources.own_sentences() if held]
    return [sources.Group(doc=g.doc if g.doc.count("/") > 1 else "own", wordings=g.wordings) for g in held]


def weigh(same: np.ndarray, count: int) -> np.ndarray:
    """Weights of the pairs of a document of `count` sentences: where it is short, its few wrong pairs stand for as many as a
    document of `DOCUMENT` sentences has, so that it does not make a match seem more usual than it is."""
    return np.where(same, 1.0, max(1.0, (DOCUMENT - 1) / max(1, count - 1)))


def without_english(data: Path) -> dict[tuple[str, str], list[tuple[list[str], list[str]]]]:
    """Held-back documents of every pair of languages that English is not one of, at least five sentences each."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    groups = own_documents()
    groups += [
        sources.Group(doc=f"pud/{number // DOCUMENT}", wordings=group.wordings)
        for number, group in enumerate(group for group, held in sources.pud(data) if held)
    ]
    groups += merged(group for group, held in sources.wmt(data) if held)
    for group in groups:
        for left, right in itertools.combinations(sorted(set(group.wordings) - {"en"}), 2):
            found[left, right, group.doc].append((group.wordings[left][0], group.wordings[right][-1]))
    out: dict[tuple[str, str], list[tuple[list[str], list[str]]]] = defaultdict(list)
    for (left, right, _), repeated in sorted(found.items()):
        pairs = list(dict.fromkeys(repeated))
        if len(pairs) >= 5:
            out[left, right].append(([pair[0] for pair in pairs], [pair[1] for pair in pairs]))
    return out


def same_language(data: Path) -> dict[tuple[str, str], list[tuple[list[str], list[str]]]]:
    """Held-back documents in two wordings of one language: two translations of the same original, two reports of one event."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    translated = [group for group, held in sources.wmt(data) if held]
    twice = {lang for group in translated for lang, texts in group.wordings.items() if len(texts) > 1}
    for group in [*translated, *sources.two_wordings()]:
        for lang, texts in group.wordings.items():
            if len(texts) > 1 and not (lang in twice and group.doc.startswith("two/")):
                found[lang, group.doc].append((texts[0], texts[-1]))
    out: dict[tuple[str, str], list[tuple[list[str], list[str]]]] = defaultdict(list)
    for (lang, _), repeated in sorted(found.items()):
        pairs = list(dict.fromkeys(repeated))
        if len(pairs) >= 5:
            out[lang, lang].append(([pair[0] for pair in pairs], [pair[1] for pair in pairs]))
    return out


def lone_offsets(encoder: StaticEncoder, calibration: Calibration, data: Path) -> dict[str, float]:
    """For each language with itself, what keeps all but `FALSE` of different sentences of a document below one half."""
    documents: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    pud = [sources.Group(doc="", wordings=group.wordings) for group, held in sources.pud(data) if held]
    wmt = [group for group, held in sources.wmt(data) if held]
    for number, group in enumerate([*pud, *wmt, *own_documents()]):
        for lang, texts in group.wordings.items():
            documents[lang][group.doc or f"pud/{number // DOCUMENT}"].append(texts[0])
    out = {}
    for lang in sorted(documents):
        scores = []
        for found in documents[lang].values():
            texts = list(dict.fromkeys(found))
            alike = Likeness(texts, langs=[lang] * len(texts), encoder=encoder, calibration=calibration)
            a, b = np.triu_indices(len(texts), 1)
            scores.append(alike.columns(a, b) @ calibration.weights + calibration.offset(lang, lang))
        out[f"{lang}-{lang}"] = round(min(0.0, -float(np.quantile(np.concatenate(scores), 1 - FALSE))), 3)
    return out


def pair_offsets(encoder: StaticEncoder, calibration: Calibration, data: Path) -> dict[str, float]:
    """What each pair of languages without English, and each language with itself, needs beside its languages' offsets.

    A language with itself is never raised by the reports in two wordings, and lowered by what its different sentences ask for
    where that is more: two reports of one event say many things that are alike and not the same.
    """
    out: dict[str, float] = {}
    alone = lone_offsets(encoder, calibration, data)
    for (left, right), texts in {**without_english(data), **same_language(data)}.items():
        scores, same, weights = [], [], []
        for lefts, rights in texts:
            count = len(lefts)
            langs = [left] * count + [right] * count
            alike = Likeness([*lefts, *rights], langs=langs, encoder=encoder, calibration=calibration)
            a, b = (grid.ravel() for grid in np.meshgrid(np.arange(count), np.arange(count), indexing="ij"))
            near = alike.cosine(a, count + b) >= calibration.floor
            columns = alike.columns(a[near], count + b[near])
            scores.append(columns @ calibration.weights + calibration.offset(left, right))
            same.append((a == b)[near])
            weights.append(weigh((a == b)[near], count))
        by = shift(np.concatenate(scores), np.concatenate(same), np.concatenate(weights))
        out[f"{left}-{right}"] = round(by if by < 0 else by * UPWARDS, 3)
    return out | {pair: min(out.get(pair, 0.0), by) for pair, by in alone.items()}


def shift(scores: np.ndarray, same: np.ndarray, weights: np.ndarray) -> float:
    """The number that added to the scores fits `same` best, by weighted logistic loss; drawn to 0 where there is little."""
    sign = np.where(same, 1.0, -1.0)
    return float(
        minimize_scalar(
            lambda by: (weights * np.logaddexp(0, -sign * (scores + by))).sum() + PAIR_RIDGE * by**2,
            bounds=(-9, 9),
            method="bounded",
        ).x
    )
