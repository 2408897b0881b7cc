"""The tables that ship: of each language, the English of its frequent word forms, and back. Written by `training/gloss`.

A file's first lines are a form (folded as the encoder folds), its English, and `f` for a function word, whose English may be
empty; after an empty line come English words with what stands for them. `en` has English forms and what they are forms of; `v` marks
those of verbs, for which the verb stands even where the form is a word by itself.
"""

from __future__ import annotations

import functools
import lzma
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..encode._tokens import normalise
from ..encode.static import default_encoder
from ..errors import EngineError

TABLES = Path(__file__).parent / "tables"
ENGLISH = "en"
LANGS = tuple(sorted(path.name.split(".")[0] for path in TABLES.glob("*.tsv.xz")))

_HEAD = 3  # letters that forms of one word begin with alike
_NEAR = 0.55  # least cosine of a form that the table lacks with one that it has …
_NEAREST = 0.5  # … and with an English word


@dataclass(frozen=True, kw_only=True)
class Table:
    """Words of one language in another."""

    words: dict[str, str]  # folded form -> word of the other language, "" where it is left out
    function: frozenset[str]  # forms that carry grammar rather than matter
    heads: dict[str, list[str]] = field(default_factory=dict)  # first letters -> forms, for forms that are not here
    longest: int = 1  # characters of the longest form

    def near(self, form: str) -> str | None:
        """The word for the form of the table that `form` is likeliest another form of; None where there is none."""
        among = self.heads.get(form[:_HEAD], [])
        if not among or len(form) < _HEAD:
            return None
        encoder = default_encoder()
        cosines = encoder.encode(among) @ encoder.encode([form])[0]
        best = int(cosines.argmax())
        return self.words[among[best]] if cosines[best] >= _NEAR else None

    def nearest(self, form: str) -> str | None:
        """The word of the other language whose vector is nearest to that of `form`, if it is near."""
        words, vectors = _vectors(self)
        cosines = vectors @ default_encoder().encode([form])[0]
        best = int(cosines.argmax())
        return words[best] if cosines[best] >= _NEAREST else None

    def __hash__(self) -> int:
        return id(self)


@functools.lru_cache(maxsize=4)
def _vectors(table: Table) -> tuple[list[str], NDArray[np.float32]]:
    words = sorted({word for form, word in table.words.items() if word and form not in table.function})
    return words, default_encoder().encode(words)


_Rows = list[list[str]]


@functools.cache
def _rows(lang: str) -> tuple[_Rows, _Rows]:
    path = TABLES / f"{lang}.tsv.xz"
    try:
        there, _, back = lzma.decompress(path.read_bytes()).decode().partition("\n\n")
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise EngineError(str(path), cause=str(error), way_out="reinstall the package") from error
    return [line.split("\t") for line in there.splitlines()], [line.split("\t") for line in back.splitlines()]


def _table(words: dict[str, str], function: set[str]) -> Table:
    heads: dict[str, list[str]] = {}
    for form in words:
        if " " not in form and form not in function:
            heads.setdefault(form[:_HEAD], []).append(form)
    longest = max(map(len, words), default=1)
    return Table(words=words, function=frozenset(function), heads=heads, longest=longest)


@functools.cache
def load_table(lang: str, into: str) -> Table:
    """The words of `lang` in `into`, both of `LANGS` and not the same; by way of English unless one of them is English.

    Raises:
        EngineError: the package's table is missing or broken.
    """
    if lang == ENGLISH:
        return _table(*_from_english(into))
    rows, _ = _rows(lang)
    function = {form for form, _, mark in rows if mark}
    if into == ENGLISH:
        return _table({form: english for form, english, _ in rows}, function)
    there, carrying = _from_english(into)
    words = {}
    for form, english, mark in rows:
        key = normalise(english).strip()
        if not english or (mark and key not in carrying):
            words[form] = ""
        elif key in there:
            words[form] = there[key]
    return _table(words, function & words.keys())


@functools.cache
def _from_english(into: str) -> tuple[dict[str, str], set[str]]:
    """What stands for each English form, and which of them carry grammar; of those, what the language lacks is left out."""
    _, back = _rows(into)
    words = {english: word for english, word, _ in back}
    function = {english for english, _, mark in back if mark}
    forms, _ = _rows(ENGLISH)
    for form, lemma, mark in forms:
        if mark == "f" and form not in function:
            words[form] = ""
            function.add(form)
        elif (mark == "v" or form not in words) and mark != "f" and form not in function and lemma in words:
            words[form] = words[lemma]
    return words, function
