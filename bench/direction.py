"""Translated documents (wmt, the named documents left out of training): partner found, sentences aligned, direction.

For every pair of languages, each source document has to find its translation among all translations of the set by the same
matches that make a chain in `tellings.trace`; then its sentences are aligned; then its direction is judged. Human
translations and those of online systems are told apart. Japanese and Chinese files are left out: no pack reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .task import Result, Skipped

_KEPT = frozenset("0123")  # first hex digit of the document name's sha1: the development part
_LEAST = 5  # sentences of a document
_LANGS = frozenset({"en", "de", "fr", "es", "ru", "uk"})


@dataclass(frozen=True)
class Document:
    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]


def run(data: Path) -> Iterator[Result | Skipped]:
    folder = data / "wmt"
    if not folder.is_dir():
        yield Skipped(dataset="wmt", reason="no folder wmt under the data")
        return
    pooled: dict[str, np.ndarray] = {}
    for path in sorted(folder.glob("*.jsonl")):
        source, target = path.stem.split("-")
        if not {source, target} <= _LANGS:
            yield Skipped(dataset=f"wmt/{path.stem}", reason="no pack for one of the languages")
            continue
        for maker in ("human", "mt"):
            documents = _documents(path, maker)
            if len(documents) < 2:
                continue
            counts = _measure(documents, source, target)
            pooled[maker] = pooled.get(maker, np.zeros(9)) + counts
            yield Result(dataset=f"wmt/{path.stem}.{maker}", metrics=_metrics(counts))
    for maker, counts in pooled.items():
        yield Result(dataset=f"wmt/pooled.{maker}", metrics=_metrics(counts))


def _documents(path: Path, maker: str) -> list[Document]:
    held: dict[str, list[tuple[int, str, str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        name = row["doc"]
        if name.endswith("?") or hashlib.sha1(name.encode()).hexdigest()[0] not in _KEPT:
            continue
        made = row.get(maker) or {}
        if made:
            held.setdefault(name, []).append((row["n"], row["src"], made[sorted(made)[0]]))
    return [
        Document(name=name, source=tuple(s for _, s, _ in sorted(rows)), target=tuple(t for *_, t in sorted(rows)))
        for name, rows in sorted(held.items())
        if len(rows) >= _LEAST
    ]


def _measure(documents: Sequence[Document], source: str, target: str) -> np.ndarray:
    """documents, partners found; links right, made, to make; directions known, right; of those judged at all, right."""
    from tellings.encode import likeness, load_encoder
    from tellings.trace.chains import in_order, mutual_best
    from tellings.trace.translated import SURE, lean

    texts = [s for d in documents for s in d.source] + [t for d in documents for t in d.target]
    half = sum(len(d.source) for d in documents)
    langs = [source] * half + [target] * (len(texts) - half)
    alike = likeness(texts, langs=langs, encoder=load_encoder())
    sources, targets = _ranges(documents, 0), _ranges(documents, half)
    counts = np.zeros(9)
    for n, document in enumerate(documents):
        scores = [_score(alike.matrix(sources[n], columns), mutual_best) for columns in targets]
        counts[1] += int(np.argmax(scores)) == n
        cosines = alike.matrix(sources[n], targets[n])
        links = in_order([(i, j, 1.0) for i, j in mutual_best(cosines)])
        counts[2] += sum(i == j for i, j, _ in links)
        counts[3] += len(links)
        counts[4] += len(document.source)
        leaning = lean((" ".join(document.source), source), (" ".join(document.target), target))
        if leaning is not None:
            counts[7] += 1
            counts[8] += leaning > 0
            if abs(leaning) >= SURE:
                counts[5] += 1
                counts[6] += leaning > 0
    counts[0] = len(documents)
    return counts


def _ranges(documents: Sequence[Document], start: int) -> list[np.ndarray]:
    found = []
    for d in documents:
        found.append(np.arange(start, start + len(d.source)))
        start += len(d.source)
    return found


def _score(cosines: np.ndarray, mutual_best) -> float:  # type: ignore[no-untyped-def]
    return float(sum(cosines[i, j] for i, j in mutual_best(cosines)) / np.sqrt(cosines.shape[0] * cosines.shape[1]))


def _metrics(c: np.ndarray) -> dict[str, float]:
    precision, recall = c[2] / max(1, c[3]), c[2] / max(1, c[4])
    return {
        "partner_accuracy": c[1] / max(1, c[0]),
        "alignment_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "direction_accuracy_forced": c[8] / max(1, c[7]),
        "direction_accuracy_known": c[6] / max(1, c[5]),
        "direction_unknown": 1 - c[5] / max(1, c[0]),
        "documents": c[0],
    }
