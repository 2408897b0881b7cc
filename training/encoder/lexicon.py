"""Dictionaries as one lexicon a language, and English sentences rewritten through it word by word."""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tellings.encode._tokens import normalise

from .inflect import inflect
from .sources import Entry

_ENGLISH = tomllib.loads((Path(__file__).parent / "text" / "english.toml").read_text("utf-8"))
_STOP = frozenset(_ENGLISH["stop"].split())
_IRREGULAR = dict(pair.split(":") for pair in _ENGLISH["irregular"].split())
_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:[-'][^\W\d_]+)*")
_UNSPACED = ("zh", "ja")

Lexicon = dict[str, list[tuple[str, float]]]


def lexicons(entries: Iterable[Entry]) -> dict[str, Lexicon]:
    """Language -> English word or phrase (folded) -> its translations with weights, best first, at most five."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for entry in entries:
        if entry.word.count(" ") <= 2:
            counts[entry.lang][normalise(entry.english).strip()][entry.word] += 1 / (1 + entry.rank)
    return {lang: {english: words.most_common(5) for english, words in table.items()} for lang, table in counts.items()}


def _without(word: str, ending: str) -> Iterator[str]:
    stem = word.removesuffix(ending)
    if stem != word and len(stem) >= 2:
        yield stem
        yield stem + "e"
        if stem[-1] == "i":
            yield stem[:-1] + "y"
        if len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]


def lemmas(word: str) -> Iterator[str]:
    """`word` and what it may be an inflected form of, likeliest first."""
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for ending in ("s", "es", "ed", "ing", "er", "est", "ly", "'s"):
        yield from _without(word, ending)


@dataclass(frozen=True, kw_only=True)
class Rewriter:
    """Rewrites English sentences into bags of words of `lang`."""

    lang: str
    lexicon: Lexicon
    names: dict[str, list[str]]
    fillers: list[str]  # frequent words that carry no meaning by themselves

    def rewrite(self, text: str, rng: random.Random) -> list[str]:
        """Translated content words, inflected at random, between function words put in at random."""
        raw = _WORD.findall(text)
        words = [normalise(word) for word in raw]
        out: list[str] = []
        at = 0
        while at < len(words):
            length, found = self._longest(words, at)
            if found:
                chosen = rng.choices([word for word, _ in found], [weight**2 for _, weight in found])[0]
                out.append(inflect(chosen, self.lang, rng) if rng.random() < 0.6 else chosen)
            elif words[at][0].isdigit():
                out.append(raw[at])
            elif raw[at][0].isupper() and words[at] not in _STOP:
                out += self._name(raw[at], words[at], rng)
            at += length
            if self.fillers and rng.random() < 0.3:
                out.append(rng.choice(self.fillers))
        return out

    def _longest(self, words: list[str], at: int) -> tuple[int, list[tuple[str, float]]]:
        for length in (3, 2):
            if at + length <= len(words):
                *head, last = words[at : at + length]
                for form in (last, last.removesuffix("s")):
                    found = self.lexicon.get(" ".join([*head, form]))
                    if found:
                        return length, found
        if words[at] not in _STOP and not words[at][0].isdigit():
            for form in lemmas(words[at]):
                if form in self.lexicon:
                    return 1, self.lexicon[form]
        return 1, []

    def _name(self, raw: str, word: str, rng: random.Random) -> list[str]:
        spelt = self.names.get(word)
        if spelt:
            return [rng.choice(spelt)]
        return [] if self.lang in _UNSPACED or self.names else [raw]
