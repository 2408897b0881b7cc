"""Fit, for each language, what tells a translation from an original: `python -m training.direction --data DIR [--write]`.

Data: WMT 2021-2024 test sets, without the named documents of the development part (see the set's README). A document's
rates of the language's commonest words and marks, after Volansky, Ordan, Wintner (2015), in a logistic regression.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np

from tellings.trace.translated import rates, tokens

OUT = Path(__file__).parents[2] / "src" / "tellings" / "trace" / "translated.json"
KEPT = frozenset("0123")
CHUNK = 8  # sentences of a training text
COMMON = 250  # words and marks of a language
RIDGE = 0.01


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    texts = read(args.data / "wmt")
    fitted = {}
    for lang in sorted(texts):
        original, translated = texts[lang]["original"], texts[lang]["translated"]
        if lang in {"ja", "zh"} or min(len(original), len(translated)) < 40:
            print(f"{lang}: too little ({len(original)} originals, {len(translated)} translations)")
            continue
        df = Counter(w for t in (*original, *translated) for w in set(tokens(t)))
        vocabulary = [w for w, _ in sorted(df.items(), key=lambda p: (-p[1], p[0]))[:COMMON]]
        x = np.array([rates(t, vocabulary) for t in (*original, *translated)])
        y = np.array([0.0] * len(original) + [1.0] * len(translated))
        mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-4)
        bias, weights = fit((x - mean) / scale, y)
        print(f"{lang}: {len(original)} originals, {len(translated)} translations")
        fitted[lang] = {
            "bias": round(float(bias - (weights / scale * mean).sum()), 4),
            "weights": {w: round(float(v), 3) for w, v in zip(vocabulary, weights / scale, strict=True)},
        }
    if args.write:
        OUT.write_text(json.dumps(fitted, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def read(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Texts of about `CHUNK` sentences by language, originals and translations (human and of systems)."""
    texts: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        source, target = path.stem.split("-")
        columns: dict[tuple[str, str, str], list[str]] = {}
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            name = row["doc"]
            if not name.endswith("?") and hashlib.sha1(name.encode()).hexdigest()[0] in KEPT:
                continue
            columns.setdefault((name, source, "original"), []).append(row["src"])
            for maker in ("human", "mt"):
                for who, text in sorted((row.get(maker) or {}).items())[:1]:
                    columns.setdefault((f"{name} {maker} {who}", target, "translated"), []).append(text)
        for (_, lang, kind), sentences in sorted(columns.items()):
            held = texts.setdefault(lang, {"original": [], "translated": []})[kind]
            held += [" ".join(sentences[i : i + CHUNK]) for i in range(0, len(sentences) - CHUNK // 2, CHUNK)]
    return texts


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Logistic regression, both classes of equal weight."""
    weight = np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    w, b, step = np.zeros(x.shape[1]), 0.0, 0.5
    for _ in range(3000):
        p = 1 / (1 + np.exp(-np.clip(x @ w + b, -30, 30)))
        error = weight * (p - y)
        w -= step * (x.T @ error + RIDGE * w)
        b -= step * error.sum()
    return b, w


if __name__ == "__main__":
    main()
