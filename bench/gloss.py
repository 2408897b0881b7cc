"""The machine gloss: how many of the words that it gives stand in the human translation of the same sentence.

Sets: `gloss/ud-pud.XX`, the second half of the odd documents (the first half chose the weights of the tables), XX to English
and English to XX; `gloss/wmt.XX`, 300 sentences of the held-back documents, to English, for languages that `ud-pud` lacks or
has in another script (its Chinese is traditional). A word counts as given if it is no function word and no number. A synonym of the
reference's word counts as wrong, so that even a perfect gloss stays far below 1.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tellings.encode._tokens import normalise
from tellings.gloss import gloss
from tellings.gloss._table import load_table
from training.encoder.lexicon import lemmas

from .task import Result, Skipped

LANGS = ("ru", "de", "fr", "es", "it", "pl", "pt", "tr", "ar", "zh")
WMT = ("uk", "zh", "ja")
_SENTENCE, _FORM, _LEMMA, _TAG, _SPACE = 0, 2, 3, 4, 5
_WORD = re.compile(r"[^\W\d_]+")
_MATTER = ("NOUN", "VERB", "ADJ", "ADV", "PROPN")


class Sentence:
    """One sentence of a treebank: its text, and its words with their lemmas, folded."""

    def __init__(self, rows: list[list[str]]) -> None:
        covered, self.text = 0, ""
        self.words: set[str] = set()
        self.matter: set[str] = set()
        for row in rows:
            lemma = row[_FORM] if row[_LEMMA] == "=" else row[_LEMMA]
            known = {normalise(row[_FORM]).strip(), normalise(lemma).strip()}
            self.words |= known
            self.matter |= known if row[_TAG] in _MATTER else set()
            if "-" in row[1]:
                covered = int(row[1].split("-")[1])
            elif int(row[1]) <= covered:
                continue
            self.text += row[_FORM] + (" " if row[_SPACE] == "1" else "")


def sentences(path: Path) -> dict[str, Sentence]:
    """The sentences of the second half of the odd documents."""
    rows: dict[str, list[list[str]]] = {}
    current = ""
    for line in path.read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if line.strip() and "." not in cells[1]:
            current = cells[_SENTENCE] or current
            rows.setdefault(current, []).append(cells)
    odd = [name for name in rows if int(name[1:6]) % 2 == 1]
    return {name: Sentence(rows[name]) for name in odd[len(odd) // 2 :]}


def run(data: Path) -> Iterator[Result | Skipped]:
    folder = data / "ud-pud"
    if not folder.is_dir():
        yield Skipped(dataset="gloss/ud-pud", reason="not in the data folder")
        return
    for lang in WMT:
        paths = [path for name in (f"{lang}-en", f"en-{lang}") if (path := data / "wmt" / f"{name}.jsonl").is_file()]
        pairs = [pair for path in paths for pair in held_back(path)][:300]
        if pairs:
            found = score(pairs, lang, "en")
            yield Result(dataset=f"gloss/wmt.{lang}", metrics={k: v for k, v in found.items() if k != "recall"})
        else:
            yield Skipped(dataset=f"gloss/wmt.{lang}", reason="not in the data folder")
    english = sentences(folder / "en.tsv")
    for lang in LANGS:
        own = sentences(folder / f"{lang}.tsv")
        both = [name for name in english if name in own]
        yield Result(
            dataset=f"gloss/ud-pud.{lang}",
            metrics=score([(own[n].text, english[n]) for n in both], lang, "en")
            | {f"from_english.{k}": v for k, v in score([(english[n].text, own[n]) for n in both], "en", lang).items()},
        )


class Words:
    """A reference without annotation: every word, and what it may be a form of."""

    def __init__(self, text: str) -> None:
        self.words = {lemma for word in _WORD.findall(text) for lemma in lemmas(normalise(word))}
        self.matter: set[str] = set()


def held_back(path: Path) -> Iterator[tuple[str, Words]]:
    """Sentences of the documents that may not train, and their English, whichever side was the original."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        human = [text for text in row["human"].values() if text]
        if row["doc"].endswith("?") or hashlib.sha1(row["doc"].encode()).hexdigest()[0] not in "0123" or not human:
            continue
        if path.name.startswith("en-"):
            yield human[0], Words(row["src"])
        else:
            yield row["src"], Words(" ".join(human))


def score(pairs: Sequence[tuple[str, Sentence | Words]], lang: str, into: str) -> dict[str, float]:
    """Precision of the words given, share of the reference's words found, share of sentences glossed, sentences a second."""
    table = load_table(lang, into)
    function = {normalise(word) for form, word in table.words.items() if word and form in table.function}
    started = time.process_time()
    glosses = [gloss(text, lang, into) for text, _ in pairs]
    spent = time.process_time() - started
    right = given = found = wanted = 0
    for made, (_, reference) in zip(glosses, pairs, strict=True):
        if made is not None:
            words = [word for word in map(normalise, _WORD.findall(made)) if word not in function]
            right += sum(map(reference.words.__contains__, words))
            given += len(words)
            found += len(reference.matter & set(words))
            wanted += len(reference.matter)
    return {
        "precision": right / max(given, 1),
        "recall": found / max(wanted, 1),
        "glossed": float(np.mean([made is not None for made in glosses])),
        "per_s": len(pairs) / spent,
    }
