"""Put a sentence into another language word for word: names and numbers kept, function words mapped or left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..encode._keys import latin
from ..encode._tokens import normalise
from ._table import LANGS, Table, load_table

MAX_TEXT = 2000  # characters; a statement has at most 400
UNDERSTOOD = 0.6  # least share of the words that carry matter
_MAX_FORM = 8  # characters of one word of a script without spaces
_MAX_PHRASE = 3  # words
_SHORT = 4  # letters before an apostrophe that are a word of their own; after a longer word stands an ending

_DENSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々"  # Han, hiragana, katakana: no spaces between words
_LETTER = rf"[^\W\d_{_DENSE}][\u0300-\u036f\u064b-\u0655\u0670]*"
_PIECE = re.compile(
    rf"(?P<number>\d[\d.,:/%-]*)|(?P<dense>[{_DENSE}]+)|(?P<word>(?:{_LETTER})+(?:[-'’ʼ\u200c](?:{_LETTER})+)*)"
)
_APOSTROPHE = re.compile("['’ʼ]")
_MARKS = str.maketrans(
    {"。": ". ", "、": ", ", "，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "「": " “", "」": "” ",
     "『": " “", "』": "” ", "？": "? ", "！": "! ", "،": ",", "؛": ";", "؟": "?", "《": " “", "》": "” ", "・": " ",
     "\u3000": " ", "\n": " ", "\r": " ", "\t": " "}
)  # fmt: skip
_BEFORE = re.compile(r"(?<=\S) (?=[,.;:!?)”»\]](?:\s|$))")


class _Said(NamedTuple):
    """What becomes of a piece of text. `counts` if it carries matter, `known` if it was understood."""

    text: str
    counts: bool = False
    known: bool = False


_LEFT_OUT = _Said("")


def gloss(text: str, lang: str, into: str, *, names: Mapping[str, str] | None = None) -> str | None:
    """A machine gloss of `text` in the language `into`, to be marked as such; None where too little is understood.

    Word for word, in the order of `text`, in dictionary forms; a word that is not known stands in square brackets, in Latin
    letters. Numbers stay as they are; a form in `names` becomes its name there ("Галузина" -> "Galuzin"), other names are
    kept or spelt in Latin letters. `lang` and `into` are two of `LANGS`; any other pair, and text longer than `MAX_TEXT`
    characters, gives None. Offline and deterministic; the tables of a language are read when it is first asked for.

    Raises:
        EngineError: the package's tables are broken.
    """
    if lang == into or lang not in LANGS or into not in LANGS or len(text) > MAX_TEXT:
        return None
    said = list(_said(text, load_table(lang, into), names or {}))
    counted = [piece.known for piece in said if piece.counts]
    if not any(counted) or sum(counted) < UNDERSTOOD * len(counted):
        return None
    line = _BEFORE.sub("", " ".join("".join(piece.text for piece in said).split()))
    return line[:1].upper() + line[1:]


def _said(text: str, table: Table, names: Mapping[str, str]) -> Iterator[_Said]:
    at = 0
    for start, stop, label in (*_named(text, names), (len(text), len(text), "")):
        yield from _pieces(text[at:start], table, first=at == 0)
        if label:
            yield _Said(f" {label} " if _is_dense(text[start]) else label, counts=True, known=True)
        at = stop


def _named(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where the forms of `names` stand in `text`, the longest first at each place."""
    forms = sorted((form for form in names if form.strip()), key=lambda form: (-len(form), form))
    if not forms:
        return []
    pattern = "|".join(re.escape(f) if _is_dense(f[0]) else rf"(?<!\w){re.escape(f)}(?!\w)" for f in forms)
    return [(m.start(), m.end(), names[m.group()]) for m in re.finditer(pattern, text)]


def _pieces(text: str, table: Table, *, first: bool) -> Iterator[_Said]:
    matches = list(_PIECE.finditer(text))
    at = i = 0
    while i < len(matches):
        match = matches[i]
        yield _Said(text[at : match.start()].translate(_MARKS))
        if match.lastgroup == "number":
            yield _Said(match.group())
        elif match.lastgroup == "dense":
            yield from _dense(match.group(), table)
        else:
            length, phrase = _phrase(text, matches, i, table)
            if phrase is None:
                yield from _word(match.group(), table, initial=first and i == 0)
            else:
                yield _Said(phrase, counts=True, known=True)
                i += length - 1
                match = matches[i]
        at = match.end()
        i += 1
    yield _Said(text[at:].translate(_MARKS))


def _phrase(text: str, matches: list[re.Match[str]], at: int, table: Table) -> tuple[int, str | None]:
    for length in range(_MAX_PHRASE, 1, -1):
        some = matches[at : at + length]
        if len(some) == length and all(a.end() + 1 == b.start() for a, b in itertools.pairwise(some)):
            form = normalise(text[some[0].start() : some[-1].end()]).strip()
            if form in table.words and form not in table.function:
                return length, table.words[form]
    return 1, None


def _word(word: str, table: Table, *, initial: bool) -> Iterator[_Said]:
    form = normalise(word).strip()
    if form in table.words:
        yield _of_table(form, table)
        return
    parts = _APOSTROPHE.split(word)
    if len(parts) > 1:
        kept = parts if len(parts[0]) <= _SHORT else parts[:1]
        for i, part in enumerate(kept):
            yield _Said(" " if i else "")
            yield from _word(part, table, initial=initial)
        return
    parts = re.split("[-\u200c ]", word)
    if len(parts) > 1:
        for i, part in enumerate(parts):
            yield _Said("-" if i and "-" in word else " " if i else "")
            yield from _word(part, table, initial=initial)
        return
    yield _unknown(word, form, table, named=word[:1].isupper() and not initial)


def _unknown(word: str, form: str, table: Table, *, named: bool) -> _Said:
    """A form that the table lacks: another form of a word that it has, or a name, or a word near an English one."""
    found = table.near(form)
    if found is None and named:
        return _Said(_spelt(word).title() if not word.isascii() and _spelt(word) != word else word)
    if found is None:
        found = table.nearest(form)
    if found is None:
        return _Said(f"[{_spelt(word)}]", counts=True)
    return _Said(found, counts=True, known=True)


def _spelt(word: str) -> str:
    """A word of another script in Latin letters; Latin words as they are."""
    return word if ord(word[0]) < 0x250 else latin(word) or word


def _of_table(form: str, table: Table) -> _Said:
    word = table.words[form]
    if form in table.function:
        return _Said(word)
    return _Said(word, counts=True, known=True) if word else _LEFT_OUT


def _dense(run: str, table: Table) -> Iterator[_Said]:
    """Words of a script without spaces: the longest that the table has, from left to right."""
    at = 0
    while at < len(run):
        for length in range(min(_MAX_FORM, table.longest, len(run) - at), 0, -1):
            form = normalise(run[at : at + length])
            if form in table.words:
                said = _of_table(form, table)
                yield said._replace(text=f" {said.text} " if said.text else "")
                break
        else:
            length = 1
            kana = "\u3040" <= run[at] <= "\u309f"
            yield _LEFT_OUT if kana else _Said(f" [{latin(run[at]) or run[at]}] ", counts=True)
        at += length


def _is_dense(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"
