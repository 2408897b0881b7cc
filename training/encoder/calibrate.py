"""Fit the probability "says the same thing" on held-back documents: all sentence pairs of each, and altered ones."""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from tellings.encode._calibration import COLUMNS, FALLING, RISING, Calibration
from tellings.encode._keys import LATIN, word_features
from tellings.encode._tokens import normalise
from tellings.encode.likeness import Likeness
from tellings.encode.static import StaticEncoder

from . import sources
from .pairs import own_documents, pair_offsets, weigh

BACKGROUND = 500
DOCUMENT = 15  # sentences, where the set has no documents that long
FLOOR = 0.1
ALTERED = 0.05  # weight of an altered sentence beside the true and the other ones of a document
AT_MOST = {"polarity": -2.0}  # a denial weighs at least this: a false match costs more than a missed one
_DIGITS = re.compile(r"\d+")

Document = tuple[str, str, list[str], list[str]]  # languages and sentences, in step


def documents(data: Path) -> Iterator[Document]:
    """Held-back documents of at least five sentences."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    pud = [group for group, held in sources.pud(data) if held]
    for number, group in enumerate(pud):
        langs = sorted(group.wordings)
        for left, right in [
            *((lang, "en") for lang in langs if lang != "en"),
            ("ru", "de"),
            ("tr", "ar"),
            ("es", "it"),
        ]:
            pair = group.wordings[left][0], group.wordings[right][0]
            found[left, right, f"pud/{number // DOCUMENT}"].append(pair)
    for group, held in sources.wmt(data):
        if held:
            (left, lefts), (right, rights) = group.wordings.items()
            found[left, right, group.doc].append((lefts[0], rights[-1]))
    for group in own_documents():
        for lang in sorted(set(group.wordings) - {"en"}):
            found[lang, "en", group.doc].append((group.wordings[lang][0], group.wordings["en"][-1]))
    for (left, right, _), repeated in sorted(found.items()):
        pairs = list(dict.fromkeys(repeated))
        if len(pairs) >= 5:
            yield left, right, [pair[0] for pair in pairs], [pair[1] for pair in pairs]


class Alter:
    """Makes a sentence say something else: another number, another name, or the opposite."""

    def __init__(self, negations: dict[str, list[str]], rng: random.Random) -> None:
        self.negations, self.rng = negations, rng

    def __call__(self, text: str, lang: str, names: list[str]) -> str | None:
        ways = [self._number, self._name, self._polarity]
        return self.rng.choice(ways)(text, lang, names)

    def _number(self, text: str, lang: str, names: list[str]) -> str | None:
        del lang, names
        at = self.rng.choice(list(_DIGITS.finditer(text)) or [None])
        if at is None:
            return None
        other = str(int(at.group()) + self.rng.choice([1, 2, 3, 5, 10, 20]))
        return text[: at.start()] + other + text[at.end() :]

    def _name(self, text: str, lang: str, names: list[str]) -> str | None:
        del lang
        own = [name for name in capitals(text) if len(name) > 3]
        others = [name for name in names if name not in text]
        return text.replace(self.rng.choice(own), self.rng.choice(others)) if own and others else None

    def _polarity(self, text: str, lang: str, names: list[str]) -> str | None:
        del names
        words = text.split(" ")
        denials = self.negations.get(lang, [])
        if not denials or len(words) < 5:
            return None
        there = [i for i, word in enumerate(words) if normalise(word).strip(".,") in denials]
        if there:
            del words[there[0]]
        else:
            words.insert(self.rng.randrange(2, len(words)), denials[0])
        return " ".join(words)


def capitals(text: str) -> list[str]:
    """Capitalised words inside a sentence."""
    return [word.strip(".,;:!?\"'«»„“”()") for word in text.split()[1:] if word[:1].isupper()]


def _stretch(pattern: str) -> int:
    """The key of the transliterated n-gram that "-x" (at the end of a word) or "-x-" (inside) stands for."""
    letters, inside = pattern.strip("-"), pattern.endswith("-")
    word = "qqqqq" + letters + ("qqqqq" if inside else "")  # long enough that the stretch is never at the start
    length = len(letters) + (not inside)
    features = word_features([word])
    grams = features.keys[features.kinds == LATIN]
    marked = len(word) + 2
    before = sum(marked - other + 1 for other in range(3, length))
    return int(grams[before + 6 if inside else before + marked - length])


def denials() -> tuple[dict[str, list[str]], dict[str, list[int]]]:
    """Words that deny, and the keys of words and endings ("-…") that do, by language."""
    table = tomllib.loads((sources.OWN_TEXT / "negation.toml").read_text("utf-8"))
    words = {lang: [word for word in found if word[0] != "-"] for lang, found in table.items()}
    keys = {}
    for lang, found in table.items():
        whole = word_features(list(dict.fromkeys(normalise(word) for word in words[lang])))
        chosen = set(whole.keys[whole.kinds == 0].tolist())
        chosen |= {_stretch(word) for word in found if word[0] == "-"}
        keys[lang] = sorted(chosen)
    return words, keys


def fit(columns: np.ndarray, same: np.ndarray, weights: np.ndarray, langs: np.ndarray, codes: list[str]) -> tuple:
    """Ridge-regularised logistic regression; returns the columns' weights and an offset for each language."""
    hot = np.stack([(langs == code).sum(axis=1) for code in codes], axis=1).astype(float)
    design = np.concatenate([columns, hot], axis=1)
    ridge = np.concatenate([np.full(columns.shape[1], 1e-2), np.full(len(codes), 3.0)])
    sign = np.where(same, 1.0, -1.0)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        scores = sign * (design @ parameters)
        value = float((weights * np.logaddexp(0, -scores)).sum() + (ridge * parameters**2).sum())
        slope = -weights * sign / (1 + np.exp(np.clip(scores, -50, 50)))
        return value, design.T @ slope + 2 * ridge * parameters

    signs = [
        (0, None) if name in RISING else (None, AT_MOST.get(name, 0)) if name in FALLING else (None, None)
        for name in (*COLUMNS, *codes)
    ]
    start = np.zeros(design.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=signs, options={"maxiter": 3000}).x
    return found[: columns.shape[1]], dict(zip(codes, found[columns.shape[1] :].tolist(), strict=True))


def background(encoder: StaticEncoder, data: Path) -> np.ndarray:
    """Vectors of sentences that training has seen, of all sorts."""
    texts = [
        text
        for group, held in sources.pud(data)
        if not held
        for lang, wordings in sorted(group.wordings.items())
        for text in wordings
    ]
    return encoder.encode(random.Random(3).sample(texts, BACKGROUND))


def calibrate(encoder: StaticEncoder, data: Path, out: Path) -> None:
    """Write `calibration.json` and `background.npy` into `out`, beside the encoder's rows."""
    words, keys = denials()
    alter = Alter(words, random.Random(5))
    vectors = background(encoder, data)
    blank = Calibration(
        encoder=encoder.version,
        weights=np.zeros(len(COLUMNS)),
        offsets={},
        floor=-1.0,
        below=0.0,
        background=vectors,
        denials={lang: np.array(found, dtype=np.uint32) for lang, found in keys.items()},
    )
    columns, cosine, same, weights, langs = [], [], [], [], []
    for left, right, lefts, rights in documents(data):
        names = [name for text in rights for name in capitals(text) if len(name) > 3]
        changed = [(i, text) for i, source in enumerate(rights) if (text := alter(source, right, names))]
        count = len(lefts)
        texts = [*lefts, *rights, *(text for _, text in changed)]
        alike = Likeness(
            texts,
            langs=[left] * count + [right] * (count + len(changed)),
            encoder=encoder,
            calibration=blank,
        )
        a, b = (grid.ravel() for grid in np.meshgrid(np.arange(count), np.arange(count), indexing="ij"))
        a = np.concatenate([a, [i for i, _ in changed]]).astype(np.int64)
        b = np.concatenate([b, np.arange(count, count + len(changed))]).astype(np.int64)
        columns.append(alike.columns(a, count + b))
        cosine.append(alike.cosine(a, count + b))
        same.append(a == b)
        weights.append(np.where(b >= count, ALTERED, weigh(a == b, count)))
        langs.append(np.full((len(a), 2), [left, right]))
    x, y, w, pairs = (np.concatenate(parts) for parts in (columns, same, weights, langs))
    cosines = np.concatenate(cosine)
    near = cosines >= FLOOR
    codes = sorted(set(pairs.ravel()))
    found, offsets = fit(x[near], y[near], w[near], pairs[near], codes)
    calibration = replace(blank, weights=found, offsets=offsets, floor=FLOOR, below=float(y[~near].mean()))
    calibration = replace(calibration, pairs=pair_offsets(encoder, calibration, data))
    probability = calibration.probability(x[near], [(str(left), str(right)) for left, right in pairs[near]])
    report(probability, y[near], w[near])
    print("true pairs below the floor", round(float(y[~near].sum() / y.sum()), 4), "pairs", len(y))
    about = {
        "encoder": encoder.version,
        "weights": dict(zip(COLUMNS, np.round(found, 4).tolist(), strict=True)),
        "offsets": {lang: round(value, 3) for lang, value in offsets.items()},
        "pairs": calibration.pairs,
        "floor": FLOOR,
        "below": round(calibration.below, 5),
        "denials": keys,
    }
    (out / "calibration.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    np.save(out / "background.npy", vectors.astype(np.float16))


def report(probability: np.ndarray, same: np.ndarray, weights: np.ndarray) -> None:
    """Print how often pairs of each tenth of probability are true."""
    for low in np.arange(0, 1, 0.1):
        inside = (probability >= low) & (probability < low + 0.1)
        if inside.any():
            share = (same * weights)[inside].sum() / weights[inside].sum()
            print(f"{low:.1f}-{low + 0.1:.1f}: said {probability[inside].mean():.3f}, is {share:.3f}, n {inside.sum()}")


def main() -> int:
    """`python -m training.encoder.calibrate DATA [FOLDER] [--pairs]`: calibrate the weights in FOLDER (those that ship).

    `--pairs` fits the pairs' offsets alone and leaves the rest as it is.
    """
    from tellings.encode._calibration import load_calibration
    from tellings.encode.static import WEIGHTS, load_rows

    data, *rest = [Path(argument) for argument in sys.argv[1:] if argument != "--pairs"]
    folder = rest[0] if rest else WEIGHTS
    rows, version = load_rows(folder)
    encoder = StaticEncoder(rows, version=version)
    if "--pairs" not in sys.argv:
        calibrate(encoder, data, folder)
        return 0
    path = folder / "calibration.json"
    about = json.loads(path.read_text("utf-8"))
    pairs = pair_offsets(encoder, replace(load_calibration(folder), pairs={}), data)
    about = {
        "encoder": about.pop("encoder"),
        "weights": about["weights"],
        "offsets": about["offsets"],
        "pairs": pairs,
    } | {name: value for name, value in about.items() if name != "pairs"}
    path.write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
