"""Draw training batches: pairs of sentences or words that mean the same, and altered sentences that no longer do."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .sources import LANGS

KINDS = {"real": 0.36, "rewritten": 0.28, "pairs": 0.28, "name": 0.08}  # share of the batches …
FEW_REAL = {"real": 0.12, "rewritten": 0.50, "pairs": 0.30, "name": 0.08}  # … where few sentences are real
FEW = 2000  # groups with English and another language
RUN = 16  # neighbouring sentences of a document drawn together
SHORT = 0.15  # of the batches of sentences: headlines and half sentences
ALTERED = 0.25  # of a batch's sentences
REWRITTEN_WEIGHT = {"tr": 2.5, "az": 3.0, "ar": 2.5, "fa": 3.0, "uk": 1.2, "it": 1.0, "pl": 1.2, "pt": 1.0}
PAIRS_WEIGHT = {
    "en-tr": 2.5, "en-az": 1.5, "en-ar": 2.5, "en-fa": 2.5, "en-uk": 1.0, "en-zh": 1.3, "en-ja": 1.3,
    "tr-az": 0.8, "ru-uk": 0.3, "uk-ru": 0.6, "pl-uk": 0.2, "ar-fa": 0.5, "zh-ja": 0.4, "ru-tr": 0.3, "ru-de": 0.3,
    "lemma": 0.5,
}  # fmt: skip


def _in_step(name: str) -> bool:
    """Whether sentences of this kind have their words in the order of the English ones."""
    return name == "real.en" or (name.startswith("rewritten.") and not name.endswith((".zh", ".ja")))


def _half(ids: np.ndarray, at: float) -> np.ndarray:
    """Half of the words, from the share `at` of them on; of few words all."""
    return ids if len(ids) < 8 else ids[int(at * len(ids)) :][: -(-len(ids) // 2)]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Sentences as lists of word numbers: `left[i]` means what `right[i]` does; `altered` are not what any means."""

    kind: str
    left: list[np.ndarray]
    right: list[np.ndarray]
    altered: list[np.ndarray] = field(default_factory=list)
    same: np.ndarray | None = None  # (n, n) pairs that must not count as different


class Batches:
    """Batches without end; the n-th is the same for the same seed."""

    def __init__(self, path: Path, *, sentences: int, words: int) -> None:
        self.arrays = dict(np.load(path))
        self.sentences, self.words = sentences, words
        self.flat, self.start = self.arrays["flat"], self.arrays["start"]
        self.has: dict[str, np.ndarray] = {}
        for name in [key.removesuffix(".start") for key in self.arrays if key.startswith(("real.", "rewritten."))]:
            if name.endswith(".start") is False and f"{name}.start" in self.arrays:
                self.has[name] = np.diff(self.arrays[f"{name}.start"]) > 0
        self.real: list[tuple[str, str, np.ndarray]] = []
        for left, right in itertools.combinations(LANGS, 2):
            both = np.flatnonzero(self.has[f"real.{left}"] & self.has[f"real.{right}"])
            if len(both) >= 150:
                self.real.append((left, right, both))
        weights = np.array([len(g) ** 0.5 * (3 if "en" in (a, b) else 0.6) for a, b, g in self.real])
        self.real_share = weights / weights.sum()
        most = max((len(groups) for _, _, groups in self.real), default=0)
        self.kinds = KINDS if most >= FEW else FEW_REAL
        self.rewritten = [lang for lang in LANGS if self.has.get(f"rewritten.{lang}", np.zeros(1)).any()]
        weights = np.array([REWRITTEN_WEIGHT.get(lang, 0.6) for lang in self.rewritten])
        self.rewritten_share = weights / weights.sum()
        names = [key.split(".")[1] for key in self.arrays if key.startswith("pairs.") and key.endswith(".ids")]
        self.pairs = [name for name in names if not name.startswith("name-")]
        weights = np.array([PAIRS_WEIGHT.get(name, 0.8) for name in self.pairs])
        self.pairs_share = weights / weights.sum()
        self.names = [name for name in names if name.startswith("name-")]

    def _tokens(self, sentence: int) -> np.ndarray:
        return self.flat[self.start[sentence] : self.start[sentence + 1]]

    def _one_of(self, name: str, groups: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        start = self.arrays[f"{name}.start"]
        low, high = start[groups], start[groups + 1]
        return self.arrays[f"{name}.flat"][low + (rng.random(len(groups)) * (high - low)).astype(np.int64)]

    def _groups(self, able: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Distinct groups; half of the time in runs of neighbours, which share a document."""
        count = min(self.sentences, len(able))
        if rng.random() < 0.5 or len(able) < 2 * count:
            return rng.choice(able, count, replace=False)
        first = rng.integers(0, len(able) - RUN, count // RUN)
        return able[np.unique((first[:, None] + np.arange(RUN)).ravel())]

    def draw(self, step: int, seed: int) -> Batch:
        rng = np.random.default_rng((seed, step))
        kind = str(rng.choice(list(self.kinds), p=np.array(list(self.kinds.values())) / sum(self.kinds.values())))
        if kind == "real":
            left, right, able = self.real[rng.choice(len(self.real), p=self.real_share)]
            return self._sentence_batch(kind, (f"real.{left}", f"real.{right}"), able, rng)
        if kind == "rewritten":
            lang = str(rng.choice(self.rewritten, p=self.rewritten_share))
            draw = rng.random()
            if draw < 0.7:
                other = "real.en"
            elif draw < 0.85:
                other = f"rewritten.{rng.choice(self.rewritten, p=self.rewritten_share)}"
            else:
                other = f"real.{rng.choice(['ru', 'uk', 'de', 'fr', 'zh', 'ja'])}"
            able = np.flatnonzero(self.has[f"rewritten.{lang}"] & self.has[other])
            if len(able) < (64 if self.kinds is KINDS else FEW) or other.endswith(f".{lang}"):
                other, able = "real.en", np.flatnonzero(self.has[f"rewritten.{lang}"] & self.has["real.en"])
            return self._sentence_batch(kind, (f"rewritten.{lang}", other), able, rng)
        name = str(rng.choice(self.pairs, p=self.pairs_share) if kind == "pairs" else rng.choice(self.names))
        ids, weights = self.arrays[f"pairs.{name}.ids"], self.arrays[f"pairs.{name}.weights"]
        chosen = ids[np.unique(rng.choice(len(ids), self.words, p=weights))]
        same = (chosen[:, None, 0] == chosen[None, :, 0]) | (chosen[:, None, 1] == chosen[None, :, 1])
        np.fill_diagonal(same, False)
        return Batch(
            kind=kind,
            left=[self._tokens(i) for i in chosen[:, 0]],
            right=[self._tokens(i) for i in chosen[:, 1]],
            same=same,
        )

    def _sentence_batch(self, kind: str, names: tuple[str, str], able: np.ndarray, rng: np.random.Generator) -> Batch:
        groups = self._groups(able, rng)
        if rng.random() < 0.5:
            names = names[1], names[0]
        left, right = (self._one_of(name, groups, rng) for name in names)
        lefts, rights = [self._tokens(i) for i in left], [self._tokens(i) for i in right]
        short = rng.random() < SHORT
        if short and all(map(_in_step, names)):  # word by word, so that the same stretch of both means the same
            begin = rng.random(len(lefts)) * 0.5
            lefts, rights = ([_half(ids, at) for ids, at in zip(side, begin, strict=True)] for side in (lefts, rights))
        altered = [] if short else self._altered(right, names[1].split(".")[1], rng)
        return Batch(kind=kind, left=lefts, right=rights, altered=altered)

    def _altered(self, sentences: np.ndarray, lang: str, rng: np.random.Generator) -> list[np.ndarray]:
        """Some of `sentences` with another number, another name, or the opposite polarity."""
        numbers = self.arrays["numbers"]
        is_number = np.zeros(int(self.flat.max()) + 1, bool)
        is_number[numbers] = True
        denials = self.arrays[f"negation.{lang}"]
        chosen = rng.choice(len(sentences), int(len(sentences) * ALTERED), replace=False)
        pool = [self._names(sentences[i]) for i in chosen]
        pool = np.concatenate([names for names in pool if len(names)] or [np.zeros(0, np.int32)])
        out = []
        for i in chosen:
            words = self._tokens(sentences[i]).copy()
            capital = self.arrays["capital"][self.start[sentences[i]] : self.start[sentences[i] + 1]]
            ways = [np.flatnonzero(is_number[words]), np.flatnonzero(capital) if len(pool) else np.zeros(0, int)]
            way = int(rng.integers(0, 3))
            if way < 2 and len(ways[way]):
                at = rng.choice(ways[way])
                word = rng.choice(numbers if way == 0 else pool)
                if word == words[at]:
                    continue
                words[words == words[at]] = word
            elif len(denials):
                negated = np.isin(words, denials)
                words = words[~negated] if negated.any() else np.append(words, rng.choice(denials[:3]))
            else:
                continue
            if len(words):
                out.append(words.astype(np.int32))
        return out

    def _names(self, sentence: int) -> np.ndarray:
        low, high = self.start[sentence], self.start[sentence + 1]
        return self.flat[low:high][self.arrays["capital"][low:high]]
