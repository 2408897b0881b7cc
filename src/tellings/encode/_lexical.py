"""The sparse signal beside the sentence vectors: which words, names and numbers of one text the other lacks.

Words of two texts are matched by their vectors, which dictionaries and transliterated names have trained, in the
manner of BERTScore (Zhang et al. 2020), each weighing what it weighs in its sentence; numbers match by value alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._keys import WORD, word_features
from ._tokens import tokens
from .static import StaticEncoder

_WORDS = 24  # of a text that are matched: the weightiest
_NUMBERS = 8
_CAPITALS = 0.34  # share of words in capitals beyond which they mark no names (German nouns, headlines)
_PAIRS = 256  # matched at a time: their word vectors stay in the processor's cache
_PIECE = re.compile(r"\S+")
_DENSE = re.compile(r"[\u3040-\u9fff]")  # characters that stand for about three letters each
_MAX_TEXT = 4000

Floats = NDArray[np.float64]


class Overlap(NamedTuple):
    """Of each pair of texts, whichever way round."""

    covered: Floats  # share of its words' weight that the other text covers, of the text less covered; 0 to 1
    names: Floats  # how badly the worst covered name is covered, 0 to 1; 0 without names
    numbers_shared: Floats  # count
    numbers_apart: Floats  # count of numbers that stand on one side while the other has numbers unmatched, too
    numbers_lone: Floats  # count of numbers that only one side has, the other having none left
    polarity: Floats  # 1 where one text denies and the other does not
    length: Floats  # natural logarithm of the shorter one's characters


class Lexicon:
    """The words of many texts, ready to be matched pair by pair."""

    def __init__(
        self,
        texts: Sequence[str],
        langs: Sequence[str],
        encoder: StaticEncoder,
        denials: dict[str, NDArray[np.uint32]],
    ) -> None:
        cut = [text[:_MAX_TEXT] for text in texts]
        found = [tokens(text) for text in cut]
        vocabulary = {word: i for i, word in enumerate(dict.fromkeys(word for words in found for word in words))}
        vectors = encoder.word_vectors(list(vocabulary))
        weights = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        is_number = np.array([word[0] == "#" for word in vocabulary], dtype=bool)
        unit = np.divide(vectors, weights[:, None], out=np.zeros_like(vectors), where=weights[:, None] > 0)
        denying, particles = _denials(list(vocabulary), langs, denials)
        self._denies = np.zeros(len(texts), dtype=bool)
        self._unit = np.concatenate([unit, np.zeros((1, encoder.dim), np.float32)])  # the last row: no word
        self._ids = np.full((len(texts), _WORDS), len(vocabulary), dtype=np.int64)
        self._weights = np.zeros((len(texts), _WORDS), dtype=np.float32)
        self._named = np.zeros((len(texts), _WORDS), dtype=bool)
        self._numbers = np.full((len(texts), _NUMBERS), -1, dtype=np.int64)
        for row, (text, words) in enumerate(zip(cut, found, strict=True)):
            own = set(words)
            self._denies[row] = not own.isdisjoint(denying.get(langs[row], ()))
            # A particle that denies counts in `polarity` alone: other languages deny by an ending.
            ids = np.array(sorted(vocabulary[word] for word in own - particles.get(langs[row], set())), dtype=np.int64)
            if not len(ids):
                continue
            numbers = ids[is_number[ids]][:_NUMBERS]
            self._numbers[row, : len(numbers)] = numbers
            ids = ids[~is_number[ids]]
            best = ids[np.argsort(-weights[ids], kind="stable")[:_WORDS]]
            self._ids[row, : len(best)] = best
            self._weights[row, : len(best)] = weights[best]
            names = {vocabulary[name] for name in _names(text) if name in vocabulary}
            self._named[row, : len(best)] = [int(i) in names for i in best]
        self._many = np.maximum(1, (self._ids < len(vocabulary)).sum(axis=1))  # words of each text that are matched
        total = self._weights.sum(axis=1, keepdims=True)
        np.divide(self._weights, total, out=self._weights, where=total > 0)
        self._lengths = np.log([1 + len(text) + 2 * len(_DENSE.findall(text)) for text in cut])

    def overlap(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Overlap:
        """Match the texts `left[i]` and `right[i]`: those with about as many words together, so that few are padding."""
        words = np.maximum(self._many[left], self._many[right])
        order = np.argsort(words, kind="stable")
        parts = []
        for low in range(0, max(len(left), 1), _PAIRS):
            block = order[low : low + _PAIRS]
            parts.append(self._matched(left[block], right[block], most=int(words[block].max(initial=1))))
        found = np.concatenate([np.stack(part, axis=1) for part in parts])
        columns = np.empty_like(found)
        columns[order] = found
        return Overlap(*np.ascontiguousarray(columns.T))

    def _matched(self, left: NDArray[np.int64], right: NDArray[np.int64], *, most: int) -> Overlap:
        """No text of these has more than `most` words."""
        alike = self._unit[self._ids[left, :most]] @ self._unit[self._ids[right, :most]].transpose(0, 2, 1)
        np.maximum(alike, 0, out=alike)
        there, back = alike.max(axis=2), alike.max(axis=1)  # how well each word of one is covered by the other
        sides = ((there, left), (back, right))
        covered = [(best * self._weights[rows, :most]).sum(axis=1) for best, rows in sides]
        names = [((1 - best) * self._named[rows, :most]).max(axis=1) for best, rows in sides]
        mine, yours = self._numbers[left], self._numbers[right]
        same = (mine[:, :, None] == yours[:, None, :]) & (mine >= 0)[:, :, None]
        shared = same.any(axis=2).sum(axis=1)
        lone = (mine >= 0).sum(axis=1) - shared, (yours >= 0).sum(axis=1) - same.any(axis=1).sum(axis=1)
        apart = np.minimum(*lone)
        return Overlap(
            covered=np.minimum(*covered),
            names=np.maximum(*names),
            numbers_shared=shared,
            numbers_apart=apart,
            numbers_lone=np.maximum(*lone) - apart,
            polarity=self._denies[left] != self._denies[right],
            length=np.minimum(self._lengths[left], self._lengths[right]),
        )


def _names(text: str) -> set[str]:
    """Words that stand in capitals inside a text, folded; none where capitals mark no names, or the script has none."""
    pieces = [match.group().lstrip("«»„“”\"'([") for match in _PIECE.finditer(text)][1:]
    capital = [piece for piece in pieces if piece[:1].isupper()]
    if len(capital) > _CAPITALS * len(pieces):
        return set()
    return {word for piece in capital for word in tokens(piece)[:1]}


def _denials(
    words: list[str], langs: Sequence[str], denials: dict[str, NDArray[np.uint32]]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By language: the words that deny, and those of them that do so as words of their own, not by an ending."""
    features = word_features(words)
    denying: dict[str, set[str]] = {}
    particles: dict[str, set[str]] = {}
    for lang in sorted(set(langs) & set(denials)):
        found = np.isin(features.keys, denials[lang])
        denying[lang] = {words[i] for i in np.unique(features.owners[found])}
        particles[lang] = {words[i] for i in np.unique(features.owners[found & (features.kinds == WORD)])}
    return denying, particles
