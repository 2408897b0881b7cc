"""The encoder: finding translations, telling contradictions from translations, how sure it may be, what it costs.

Sets: `ntrex.XX-YY` (1,997 sentences; F1 weighted as MTEB's bitext mining does, no CSLS), `ntrex.document` (the right
sentence first in the same document; whether a counterpart is there at all), `ntrex.reliability` and `ntrex.threshold` (the
probability of all sentence pairs of each document: how far it can be believed, and what its threshold, one half, is worth in
each pair of languages), `contradictions` (our own, five languages),
`encode.cost`. Baselines in the same run: TF-IDF of transliterated character n-grams, and every sentence-transformers
folder that `TELLINGS_MODELS` names (divided by `:`).
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.encode import Likeness, likeness, load_encoder
from tellings.encode._keys import LATIN, word_features
from tellings.encode._tokens import tokens
from tellings.encode.static import WEIGHTS
from tellings.protocols import Encoder

from .task import Result, Skipped

LANGS = ("ru", "uk", "de", "fr", "es", "it", "pl", "pt", "tr", "az", "ar", "fa", "zh", "ja")
PAIRS = (("ru", "uk"), ("ru", "de"), ("tr", "az"), ("ar", "fa"), ("zh", "ja"), ("ru", "tr"))
CONTRADICTIONS = Path(__file__).parent / "encode_contradictions.txt"
_BRACKETS = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_BUCKETS = 1 << 14

Columns = dict[str, list[str]]


class Retrieval(NamedTuple):
    accuracy: float
    f1: float


def retrieval(queries: NDArray[np.float32], targets: NDArray[np.float32]) -> Retrieval:
    """Nearest target by cosine; the right one stands at the query's index. F1 weighted as MTEB's bitext mining does."""
    nearest = (queries @ targets.T).argmax(axis=1)
    right = nearest == np.arange(len(queries))
    times = np.bincount(nearest, minlength=len(targets))
    precision = right / np.maximum(times[: len(right)], 1)
    return Retrieval(float(right.mean()), float(np.mean(2 * precision / (precision + 1))))


def run(data: Path) -> Iterator[Result | Skipped]:
    encoder = load_encoder()
    path = data / "ntrex" / "ntrex.tsv"
    if path.is_file():
        yield from _ntrex(path, encoder)
    else:
        yield Skipped(dataset="ntrex", reason="not in the data folder")
    yield from _contradictions(encoder)
    yield from _cost(path if path.is_file() else None)


def read_ntrex(path: Path) -> Columns:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return {name: [row[i] for row in rows[1:]] for i, name in enumerate(rows[0])}


def _ntrex(path: Path, encoder: Encoder) -> Iterator[Result]:
    columns = read_ntrex(path)
    encoders: dict[str, Encoder | None] = {"": encoder, "peer.tfidf.": None}
    for folder in filter(None, os.environ.get("TELLINGS_MODELS", "").split(":")):
        encoders[f"peer.{Path(folder).name}."] = load_encoder(Path(folder))
    figures: dict[str, dict[str, float]] = defaultdict(dict)
    for prefix, one in encoders.items():
        vectors = {
            lang: one.encode(columns[lang], langs=[lang] * len(columns[lang])) if one else None
            for lang in ("en", *LANGS)
        }
        for left, right in (*((lang, "en") for lang in LANGS), *PAIRS):
            a, b = vectors[left], vectors[right]
            if a is None or b is None:
                a, b = tfidf(columns[left], columns[right])
            found = retrieval(a, b)
            figures[f"ntrex.{left}-{right}"] |= {f"{prefix}f1": found.f1, f"{prefix}accuracy": found.accuracy}
        mean = np.mean([figures[f"ntrex.{lang}-en"][f"{prefix}f1"] for lang in LANGS])
        figures["ntrex.mean"][f"{prefix}f1"] = float(mean)
    for name, metrics in figures.items():
        yield Result(dataset=name, metrics=metrics)
    yield from _documents(columns, encoder)


def tfidf(left: Sequence[str], right: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Unit vectors of transliterated character 3- to 5-grams, hashed, with inverse document frequency."""
    counts = np.zeros((len(left) + len(right), _BUCKETS), dtype=np.float32)
    for row, text in enumerate([*left, *right]):
        features = word_features(tokens(text))
        keys = features.keys[(features.kinds == LATIN) | (features.kinds == 0)]
        np.add.at(counts[row], keys % _BUCKETS, 1)
    weights = np.log(len(counts) / (1 + (counts > 0).sum(axis=0)))
    counts = np.sqrt(counts) * weights
    counts /= np.linalg.norm(counts, axis=1, keepdims=True) + 1e-9
    return counts[: len(left)], counts[len(left) :]


def _documents(columns: Columns, encoder: Encoder) -> Iterator[Result]:
    """Each language against English, document by document; and how far the probability can be believed."""
    rows: dict[str, list[int]] = defaultdict(list)
    for i, doc in enumerate(columns["doc"]):
        rows[doc].append(i)
    metrics: dict[str, float] = {}
    said: dict[tuple[str, str], list[NDArray[np.float64]]] = defaultdict(list)
    true: dict[tuple[str, str], list[NDArray[np.bool_]]] = defaultdict(list)
    by_cosine, by_probability, ranks = defaultdict(list), defaultdict(list), defaultdict(list)
    for lang, other in (*((lang, "en") for lang in LANGS), *PAIRS):
        count = len(columns["en"])
        alike = likeness(columns[lang] + columns[other], langs=[lang] * count + [other] * count, encoder=encoder)
        for ids in (np.array(found) for found in rows.values() if len(found) > 1):
            a, b = (grid.ravel() for grid in np.meshgrid(ids, ids, indexing="ij"))
            shape = len(ids), len(ids)
            cosines = alike.matrix(ids, count + ids).astype(float)
            probability = alike.probability(a, count + b).reshape(shape)
            said[lang, other].append(probability.ravel())
            true[lang, other].append(np.eye(len(ids), dtype=bool).ravel())
            if other != "en":
                continue
            ranks[f"{lang}.cosine"] += (cosines.argmax(axis=1) == np.arange(len(ids))).tolist()
            ranks[f"{lang}.probability"] += (probability.argmax(axis=1) == np.arange(len(ids))).tolist()
            for scores, kept in ((cosines, by_cosine), (probability, by_probability)):
                kept[lang] += [(score, 1) for score in scores.max(axis=1)]
                alone = scores - 2 * np.eye(len(ids))  # without the counterpart
                kept[lang] += [(score, 0) for score in alone.max(axis=1)]
    for name in ("cosine", "probability"):
        shares = [float(np.mean(ranks[f"{lang}.{name}"])) for lang in LANGS]
        metrics[f"first.{name}"] = float(np.mean(shares))
        metrics |= {f"first.{name}.{lang}": share for lang, share in zip(LANGS, shares, strict=True)}
    for name, kept in (("cosine", by_cosine), ("probability", by_probability)):
        areas = [area(kept[lang]) for lang in LANGS]
        metrics[f"present_auc.{name}"] = float(np.mean(areas))
        metrics |= {f"present_auc.{name}.{lang}": auc for lang, auc in zip(LANGS, areas, strict=True)}
    yield Result(dataset="ntrex.document", metrics=metrics)
    thresholds: dict[str, float] = {}
    for (lang, other), parts in said.items():
        thresholds |= at_threshold(np.concatenate(parts), np.concatenate(true[lang, other]), f"{lang}-{other}")
    english = [pair for pair in said if pair[1] == "en"]
    everything = (np.concatenate([part for pair in english for part in of[pair]]) for of in (said, true))
    yield Result(dataset="ntrex.reliability", metrics=reliability(*everything))
    yield Result(dataset="ntrex.threshold", metrics=thresholds)


def area(scored: Sequence[tuple[float, int]]) -> float:
    """Area under the ROC curve of (score, 1 or 0) pairs; ties count half."""
    scores = np.array([score for score, _ in scored])
    labels = np.array([label for _, label in scored], dtype=bool)
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = labels.sum()
    return float((ranks[labels].sum() - positives * (positives + 1) / 2) / (positives * (~labels).sum()))


def reliability(said: NDArray[np.float64], true: NDArray[np.bool_]) -> dict[str, float]:
    """The curve: for each tenth of the probability its mean, the share that was true, and how many pairs fell there."""
    metrics: dict[str, float] = {}
    bins = np.minimum((said * 10).astype(int), 9)
    for i in range(10):
        inside = bins == i
        name = f"{i / 10:.1f}-{(i + 1) / 10:.1f}"
        metrics |= {f"pairs_at.{name}": float(inside.sum())}
        if inside.any():
            metrics |= {f"said_at.{name}": float(said[inside].mean()), f"true_at.{name}": float(true[inside].mean())}
    return metrics | {"calibration_error": calibration_error(said, true)}


def calibration_error(said: NDArray[np.float64], true: NDArray[np.bool_]) -> float:
    """Mean distance of what is said from what is true over tenths of the probability, weighed by the pairs in them."""
    bins = np.minimum((said * 10).astype(int), 9)
    return float(
        sum(abs(said[bins == i].mean() - true[bins == i].mean()) * (bins == i).mean() for i in set(bins.tolist()))
    )


def at_threshold(said: NDArray[np.float64], true: NDArray[np.bool_], pair: str) -> dict[str, float]:
    """How good "the same" is at the threshold, one half, for one pair of languages; and what the best threshold gave."""
    order = np.argsort(-said, kind="stable")
    right = np.cumsum(true[order])
    f1 = 2 * right / (np.arange(1, len(said) + 1) + true.sum())
    same = said >= 0.5
    hits = float((same & true).sum())
    return {
        f"at_half.precision.{pair}": hits / max(float(same.sum()), 1.0),
        f"at_half.recall.{pair}": hits / float(true.sum()),
        f"at_half.f1.{pair}": 2 * hits / float(same.sum() + true.sum()),
        f"at_best.f1.{pair}": float(f1.max()),
        f"at_best.threshold.{pair}": float(said[order][int(f1.argmax())]),
        f"calibration_error.{pair}": calibration_error(said, true),
    }


def _contradictions(encoder: Encoder) -> Iterator[Result]:
    codes = ("en", "ru", "de", "tr", "ar")
    lines = [line for line in CONTRADICTIONS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    wins: dict[str, list[bool]] = defaultdict(list)
    by_cosine: list[bool] = []
    for line in lines:
        kind, *texts = line.split(";")
        true = [_BRACKETS.sub(r"\1", text) for text in texts]
        altered = [_BRACKETS.sub(r"\2", text) for text in texts]
        alike: Likeness = likeness(true + altered, langs=[*codes, *codes], encoder=encoder)
        for left, right in itertools.permutations(range(len(codes)), 2):
            right_one, wrong_one = alike.probability([left, left], [right, right + len(codes)])
            wins[kind].append(bool(right_one > wrong_one))
            cosines = alike.cosine([left, left], [right, right + len(codes)])
            by_cosine.append(bool(cosines[0] > cosines[1]))
    everything = list(itertools.chain.from_iterable(wins.values()))
    metrics = {"pairs": float(len(everything)), "true_above_altered": float(np.mean(everything))}
    metrics["cosine.true_above_altered"] = float(np.mean(by_cosine))
    metrics |= {f"true_above_altered.{kind}": float(np.mean(found)) for kind, found in sorted(wins.items())}
    yield Result(dataset="contradictions", metrics=metrics)


_MEASURE = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from tellings.encode import load_encoder
imported = time.perf_counter()
encoder = load_encoder()
encoder.encode(["x"])
print("load_s", time.perf_counter() - imported)
rows = [line.split("\\t") for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
for lang in sys.argv[2].split():
    texts = [row[rows[0].index(lang)] for row in rows[1:]]
    for state in ("cold", "warm"):
        spent = []
        for _ in range(1 if state == "cold" else 3):
            start = time.process_time()
            encoder.encode(texts)
            spent.append(time.process_time() - start)
        print(f"{state}_per_s.{lang}", len(texts) / min(spent))
status = Path("/proc/self/status")  # where there is none, what the parent used would count, too
if status.is_file():
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    print("memory_mb", int(lines["VmHWM"].split()[0]) / 1024)
"""


def _cost(ntrex: Path | None) -> Iterator[Result | Skipped]:
    """Sentences a second of one core's time, in a process of its own; memory; the weights' size on disk."""
    size = sum(path.stat().st_size for path in WEIGHTS.iterdir()) / 1e6
    metrics = {"weights_mb": size}
    if ntrex is None:
        yield Skipped(dataset="encode.cost", reason="needs ntrex for texts")
        return
    command = [sys.executable, "-c", _MEASURE, str(ntrex), " ".join(("en", *LANGS))]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    metrics |= {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}
    texts, langs = _story(read_ntrex(ntrex))
    start = time.process_time()
    alike = likeness(texts, langs=langs, encoder=load_encoder())
    everything = np.arange(len(texts))
    cosines = alike.matrix(everything, everything)
    best = np.argpartition(-cosines, 10, axis=1)[:, :10]
    alike.probability(np.repeat(everything, 10), best.ravel())
    metrics["story_of_2000_s"] = time.process_time() - start
    yield Result(dataset="encode.cost", metrics=metrics)


def _story(columns: Columns) -> tuple[list[str], list[str]]:
    """As many sentences as 100 reports of 20 statements hold, in all languages."""
    every = ("en", *LANGS)
    langs = [every[i % len(every)] for i in range(2000)]
    return [columns[lang][(i // len(every)) % len(columns["en"])] for i, lang in enumerate(langs)], langs
