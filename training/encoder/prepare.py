"""Turn the sets into arrays: sentences as word numbers, groups, dictionary pairs, the features of every word."""

from __future__ import annotations

import itertools
import math
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tellings.encode._keys import LATIN, NATIVE, WORD, word_features
from tellings.encode._tokens import normalise, tokens

from . import sources
from .glosses import glosses
from .inflect import fillers, inflect
from .lexicon import Lexicon, Rewriter, lexicons

FEATURES = {WORD: 110_000, NATIVE: 45_000, LATIN: 45_000}
REWRITES = {
    "tr": 3, "az": 3, "ar": 3, "fa": 3, "uk": 1.5, "pl": 1.5, "it": 1.2, "pt": 1.2, "es": 1, "fr": 1,
    "ja": 0.7, "zh": 0.7, "ru": 0.5, "de": 0.5,
}  # fmt: skip  # wordings in the language made of each English sentence
NEIGHBOURS = (("tr", "az"), ("ru", "uk"), ("pl", "uk"), ("ar", "fa"), ("zh", "ja"), ("ru", "tr"), ("ru", "de"))
GLOSSES = 50_000  # English texts that take the place of the research-use ones
UNSPACED = ("zh", "ja")
FEW = 12.0  # how much more often each sentence is rewritten where there are few
INFLECTED = {"tr": 4, "az": 4, "ar": 3, "fa": 3, "uk": 3}  # forms made of a dictionary word; 1 in other languages
MAX_WORDS = 80  # of a sentence
_PIECE = re.compile(r"\S+")


@dataclass
class Corpus:
    """What `prepare` collects before it becomes arrays."""

    words: dict[str, int] = field(default_factory=dict)
    sentences: list[np.ndarray] = field(default_factory=list)
    capitals: list[np.ndarray] = field(default_factory=list)  # per token: is it (part of) a name?
    seen: dict[str, int] = field(default_factory=dict)

    def _word(self, token: str) -> int:
        return self.words.setdefault(token, len(self.words))

    def add_tokens(self, found: Iterable[str], capital: Iterable[bool] | None = None) -> int:
        ids = np.array([self._word(token) for token in found][:MAX_WORDS], dtype=np.int32)
        flags = np.zeros(len(ids), bool) if capital is None else np.array(list(capital)[:MAX_WORDS], dtype=bool)
        self.sentences.append(ids)
        self.capitals.append(flags)
        return len(self.sentences) - 1

    def add_phrase(self, text: str) -> int:
        """A word or a phrase; the same text keeps one number."""
        if text not in self.seen:
            self.seen[text] = self.add_tokens(tokens(text))
        return self.seen[text]

    def add_sentence(self, text: str) -> int:
        if text not in self.seen:
            found = tokens(text)
            pieces = _PIECE.findall(text)[1:]
            named = {token for piece in pieces if piece[:1].isupper() for token in tokens(piece)[:1]}
            plain = {token for piece in pieces if piece[:1].islower() for token in tokens(piece)[:1]}
            self.seen[text] = self.add_tokens(found, [token in named and token not in plain for token in found])
        return self.seen[text]


def merged(groups: Iterable[sources.Group]) -> list[sources.Group]:
    """Groups that share a sentence become one, so that languages meet that no file has side by side."""
    by_text: dict[str, sources.Group] = {}
    out: list[sources.Group] = []
    for group in groups:
        lang, texts = next(iter(group.wordings.items()))
        known = by_text.get(f"{lang}\t{texts[0]}")
        if known is None:
            known = sources.Group(doc=group.doc)
            by_text[f"{lang}\t{texts[0]}"] = known
            out.append(known)
        for other, wordings in group.wordings.items():
            have = known.wordings.setdefault(other, [])
            have += [text for text in wordings if text not in have]
    return out


def training_groups(data: Path, *, with_wmt: bool) -> list[sources.Group]:
    """Every group that may train, in the order of its documents."""
    rows = [group for group, held in sources.wmt(data) if not held] if with_wmt else []
    rows += [group for group, held in sources.pud(data) if not held]
    rows += [group for group, held in sources.own_sentences() if not held]
    return merged(rows)


def all_entries(data: Path) -> list[sources.Entry]:
    found = [*sources.wiktionary(data), *sources.wordnet(data), *sources.concepts(data)]
    for entry in sources.own_words():
        found += [entry, entry]
    return found


def cognates(entries: list[sources.Entry], frequent: dict[str, dict[str, float]]) -> list[tuple[str, str]]:
    """Ukrainian and Russian word forms alike in consonants and nearly so in the rest."""
    from rapidfuzz.distance import Levenshtein

    vowels = re.compile(r"[аеиіоуыэюяєїйьъ']+")
    russian: dict[str, list[str]] = defaultdict(list)
    words = [e.word for e in entries if e.lang == "ru" and " " not in e.word] + list(frequent["ru"])[:40_000]
    for word in dict.fromkeys(map(normalise, words)):
        russian[vowels.sub("", word)].append(word)
    pairs = []
    for word in dict.fromkeys(map(normalise, list(frequent["uk"])[:40_000])):
        bare = vowels.sub("", word)
        if len(word) >= 5 and len(bare) >= 3:
            near = sorted((Levenshtein.distance(word, other), other) for other in russian.get(bare, []))
            if near and near[0][0] <= 2:
                pairs.append((word, near[0][1]))
    return pairs


def as_azeri(word: str, rng: random.Random) -> str:
    """A Turkish word in the spelling that its Azerbaijani cognate would have."""
    out = re.sub(r"k(?=[aıou])|(?<=[aıou])k", "q", word)
    out = out.replace("e", "ə") if rng.random() < 0.8 else out
    return out.replace("h", "x") if rng.random() < 0.4 else out


def _rewriters(data: Path, lexicon: dict[str, Lexicon], rng: random.Random) -> dict[str, Rewriter]:
    spelt: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for lang, latin, other in sources.names(data):
        spelt[lang][latin].append(other)
    spelt["fa"], spelt["uk"] = spelt["ar"], spelt["ru"]
    frequent = sources.frequencies(data)
    frequent["az"] = {as_azeri(word, rng): share for word, share in list(frequent["tr"].items())[:60]}
    for english, found in lexicon["tr"].items():
        if english not in lexicon["az"]:
            lexicon["az"][english] = [(as_azeri(word, rng), weight) for word, weight in found]
    return {
        lang: Rewriter(
            lang=lang,
            lexicon=lexicon[lang],
            names=dict(spelt.get(lang, {})),
            fillers=[word for word in list(frequent.get(lang, {}))[:60] if word.isalpha()] or fillers(lang),
        )
        for lang in REWRITES
    }


class _Groups:
    """Group number -> sentence numbers, for one language."""

    def __init__(self, count: int) -> None:
        self.of: list[list[int]] = [[] for _ in range(count)]

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        return {
            f"{name}.start": np.concatenate([[0], np.cumsum([len(ids) for ids in self.of])]).astype(np.int64),
            f"{name}.flat": np.array([i for ids in self.of for i in ids], dtype=np.int64),
        }


def prepare(data: Path, out: Path, *, with_wmt: bool = True, wordnet: Path | None = None, seed: int = 1) -> None:
    """Write `out` (.npz): everything that training reads. `wordnet` is a checkout whose glosses are rewritten, too."""
    rng = random.Random(seed)
    corpus = Corpus()
    groups = training_groups(data, with_wmt=with_wmt)
    groups += [] if with_wmt else sources.own_english()
    groups += glosses(wordnet, GLOSSES, seed=seed) if wordnet else []
    entries = all_entries(data)
    frequent = sources.frequencies(data)
    arrays: dict[str, np.ndarray] = {}
    real = {lang: _Groups(len(groups)) for lang in sources.LANGS}
    for number, group in enumerate(groups):
        for lang, texts in group.wordings.items():
            real[lang].of[number] = [corpus.add_sentence(text) for text in texts[:4]]
    real_count = len(corpus.sentences)
    print(f"{len(groups)} groups, {real_count} sentences", {k: sum(map(bool, g.of)) for k, g in real.items()})

    rewriters = _rewriters(data, lexicons(entries), rng)
    rewritten = _rewrite(groups, rewriters, corpus, 1.0 if with_wmt else FEW, rng)
    rewritten_count = len(corpus.sentences)

    for name, found in _pairs(data, entries, frequent, corpus, rng).items():
        rows = [row for row in found if len(corpus.sentences[row[0]]) and len(corpus.sentences[row[1]])]
        arrays[f"pairs.{name}.ids"] = np.array([row[:2] for row in rows], dtype=np.int64)
        weights = np.array([row[2] for row in rows])
        arrays[f"pairs.{name}.weights"] = weights / weights.sum()
        print(name, len(rows), flush=True)

    flat = np.concatenate(corpus.sentences)
    sizes = np.array([len(ids) for ids in corpus.sentences])
    worth = np.zeros(len(sizes))
    worth[:real_count], worth[real_count:rewritten_count] = 2.0, 0.7
    counts = np.bincount(flat, np.repeat(worth, sizes), minlength=len(corpus.words))
    looked_up = np.bincount(flat, np.repeat(worth == 0, sizes), minlength=len(corpus.words))
    arrays |= _features(list(corpus.words), counts, np.minimum(looked_up, 6), frequent)

    starts = np.concatenate([[0], np.cumsum(sizes)])
    arrays |= {"flat": flat, "start": starts, "capital": np.concatenate(corpus.capitals)}
    arrays["numbers"] = np.array([i for word, i in corpus.words.items() if word[0] == "#"], dtype=np.int64)
    for lang in sources.LANGS:
        arrays |= real[lang].arrays(f"real.{lang}")
        if lang in rewritten:
            arrays |= rewritten[lang].arrays(f"rewritten.{lang}")
    for lang, negations in _negations().items():
        words = [token for word in negations if word[0] != "-" for token in tokens(word)]
        ids = {corpus.words[token] for token in words if token in corpus.words}
        arrays[f"negation.{lang}"] = np.array(sorted(ids), dtype=np.int64)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **arrays)


def _rewrite(
    groups: list[sources.Group], rewriters: dict[str, Rewriter], corpus: Corpus, scale: float, rng: random.Random
) -> dict[str, _Groups]:
    """English sentences of the groups, rewritten into every language `scale` times as often as `REWRITES` says.

    Glosses are rewritten once or twice; of them there are enough.
    """
    rewritten = {lang: _Groups(len(groups)) for lang in rewriters}
    cached: dict[str, list[str]] = {}
    for lang, rewriter in rewriters.items():
        for number, group in enumerate(groups):
            texts = group.wordings.get("en", [])
            plenty = group.doc.startswith("gloss/")
            share = min(max(1.0, REWRITES[lang]), 1.5) if plenty else REWRITES[lang] * scale
            for _ in range(int(share) + (rng.random() < share % 1) if texts else 0):
                words = rewriter.rewrite(rng.choice(texts), rng)
                if lang in UNSPACED:  # n-grams reach over the words' borders
                    words = ["".join(words)]
                found = []
                for word in words:
                    if word not in cached and lang not in UNSPACED:
                        cached[word] = tokens(word)
                    found += cached[word] if lang not in UNSPACED else tokens(word)
                if len(found) >= 3:
                    rewritten[lang].of[number].append(corpus.add_tokens(found))
        print("rewritten", lang, sum(map(len, rewritten[lang].of)), flush=True)
    return rewritten


def _pairs(
    data: Path,
    entries: list[sources.Entry],
    frequent: dict[str, dict[str, float]],
    corpus: Corpus,
    rng: random.Random,
) -> dict[str, list[tuple[int, int, float]]]:
    """Words and phrases that mean the same, with how often to draw them, by name of the list."""
    pairs: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    share_of = frequent["en"]
    for entry in entries:
        share = min((share_of.get(word, 1e-7) for word in normalise(entry.english).split()), default=1e-7)
        weight = (share + 2e-6) ** 0.4 / (1 + 0.3 * entry.rank)
        forms = {entry.word}
        if share > 1e-6:
            forms |= {inflect(entry.word, entry.lang, rng) for _ in range(INFLECTED.get(entry.lang, 1))}
        for form in sorted(forms):
            english = inflect(entry.english, "en", rng) if rng.random() < 0.3 else entry.english
            ids = corpus.add_phrase(english), corpus.add_phrase(form)
            pairs[f"en-{entry.lang}"].append((*ids, weight / len(forms)))
    for words in sources.synsets(data).values():
        share = max((share_of.get(normalise(word), 1e-7) for word in words.get("en", [])), default=1e-7)
        for left, right in NEIGHBOURS:
            for one, two in itertools.product(words.get(left, [])[:3], words.get(right, [])[:3]):
                ids = corpus.add_phrase(one), corpus.add_phrase(two)
                pairs[f"{left}-{right}"].append((*ids, (share + 2e-6) ** 0.4))
    for one, two in cognates(entries, frequent):
        weight = (frequent["uk"].get(one, 0) + 2e-6) ** 0.4
        pairs["uk-ru"].append((corpus.add_phrase(one), corpus.add_phrase(two), weight))
    for _, form, lemma in sources.pud_lemmas(data):
        pairs["lemma"].append((corpus.add_phrase(form), corpus.add_phrase(lemma), 1.0))
    for lang, latin, spelt in sources.names(data):
        pairs[f"name-{lang}"].append((corpus.add_phrase(latin), corpus.add_phrase(spelt), 1.0))
    return pairs


def _negations() -> dict[str, list[str]]:
    return tomllib.loads((sources.OWN_TEXT / "negation.toml").read_text("utf-8"))


def _features(
    words: list[str], counts: np.ndarray, looked_up: np.ndarray, frequent: dict[str, dict[str, float]]
) -> dict[str, np.ndarray]:
    """Choose the features that get a row, and list every word's rows with their weights."""
    keys, owners, kinds = word_features(words)
    common = {normalise(word) for table in frequent.values() for word in list(table)[:40_000]}
    bonus = np.array([2.0 if word in common else 0.0 for word in words]) * (looked_up > 0)
    worth = counts + looked_up * 0.7 + bonus
    whole = np.ones(len(words), bool)
    whole[owners[kinds != WORD]] = False  # no n-grams: the word's own row is all it has
    chosen: list[np.ndarray] = []
    word_keys = keys[kinds == WORD]
    able = np.flatnonzero(worth >= np.where(whole, 3.5, 2.0))
    best = able[np.argsort(-worth[able], kind="stable")][: FEATURES[WORD]]
    chosen.append(word_keys[best])
    ease = np.where(worth > 0, 1 + np.log1p(worth) * 0.5, 0.5)
    for kind in (NATIVE, LATIN):
        of_kind = kinds == kind
        unique, inverse = np.unique(keys[of_kind], return_inverse=True)
        total = np.bincount(inverse, weights=ease[owners[of_kind]])
        chosen.append(unique[np.argsort(-total, kind="stable")[: FEATURES[kind]]])
    vocabulary = np.unique(np.concatenate(chosen))
    place = np.minimum(np.searchsorted(vocabulary, keys), len(vocabulary) - 1)
    hit = vocabulary[place] == keys
    place, owners, kinds = place[hit], owners[hit], kinds[hit]
    order = np.argsort(owners * 3 + kinds, kind="stable")
    place, owners, kinds = place[order], owners[order], kinds[order]
    group = owners * 3 + kinds
    weights = 1 / np.sqrt(np.bincount(group, minlength=3 * len(words))[group])
    shares: dict[str, float] = {}
    for table in frequent.values():
        for form, share in table.items():
            word = normalise(form)
            shares[word] = max(shares.get(word, 0), share)
    first = np.zeros(len(vocabulary), np.float32)
    rows = np.minimum(np.searchsorted(vocabulary, word_keys), len(vocabulary) - 1)
    has_row = np.flatnonzero(vocabulary[rows] == word_keys)
    first[rows[has_row]] = [math.log(3e-4 / (3e-4 + shares.get(words[i], 0))) for i in has_row]
    print("features", len(vocabulary), "words", len(words), "rows a word", len(place) / len(words), flush=True)
    return {
        "vocabulary": vocabulary,
        "word.start": np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(words)))]),
        "word.rows": place.astype(np.int32),
        "word.weights": weights.astype(np.float32),
        "word.kinds": kinds.astype(np.int8),
        "first": first,
    }
