"""Names of the world that every language needs: territories, cities, bodies, products, demonyms, person-name words.

A service like the packs around it: data tables (TSV) and this loader. Every form leads to an `Entry`, so that forms of
several languages meet in one key. Nothing is read before it is asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...records import EntityKind
from ...textfold import fold

_HERE = Path(__file__).parent
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "ё": "е", "ı": "i"})


class Entry(NamedTuple):
    """One thing of the world. `key` is the same in every language: "country:UA", "place:Kyiv", "body:UN"."""

    key: str
    kind: EntityKind
    label: str  # in English
    country: str  # ISO 3166 code, or ""
    group: str  # country place body outlet office product


def plain(form: str) -> str:
    """A form as the tables are looked up: folded, one kind of apostrophe and dash; the length does not change."""
    return fold(form).translate(_PLAIN)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _wide(name: str, fixed: int) -> Iterator[tuple[list[str], dict[str, list[str]]]]:
    """Rows of a table with one column a language: the fixed cells, then {language: forms}."""
    rows = _rows(name)
    langs = next(rows)[fixed:]
    for row in rows:
        cells = dict(zip(langs, row[fixed:], strict=False))
        yield row[:fixed], {lang: [f for f in cell.split("|") if f] for lang, cell in cells.items()}


@functools.cache
def _entries() -> tuple[tuple[Entry, str, str], ...]:
    """Every (entry, language, form) of the tables."""
    found: list[tuple[Entry, str, str]] = []
    territories = [*_rows("territories.tsv")]
    labels = {code: name for code, lang, name in territories if lang == "en"}
    for code, lang, names in [*territories, *[r for r in _rows("territory_aliases.tsv") if r[0] != "code"]]:
        entry = Entry(f"country:{code}", "place", labels[code], code, "country")
        found += [(entry, lang, name) for name in names.split("|")]
    for (key, country), forms in _wide("places.tsv", 2):
        entry = Entry(f"place:{key}", "place", key, country, "place")
        found += [(entry, lang, form) for lang, names in forms.items() for form in names]
    for (key, group, country), forms in _wide("bodies.tsv", 3):
        entry = Entry(f"{'office' if group == 'office' else 'body'}:{key}", "organisation", key, country, group)
        found += [(entry, lang, form) for lang, names in forms.items() for form in names]
    for (key,), forms in _wide("products.tsv", 1):
        entry = Entry(f"product:{key}", "product", key, "", "product")
        found += [(entry, lang, form) for lang, names in forms.items() for form in names]
    return tuple(found)


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that the tables have names in."""
    return tuple(sorted({lang for _, lang, _ in _entries()}))


@functools.cache
def names(lang: str) -> Mapping[str, Entry]:
    """Plain form -> entry for one language; for "und", of every language. The first table that has a form wins."""
    found: dict[str, Entry] = {}
    for entry, of, form in _entries():
        if lang in {of, "und"}:
            found.setdefault(plain(form), entry)
    return found


@functools.cache
def written_forms(lang: str) -> Mapping[str, str]:
    """Plain form -> the form as written, with its capitals."""
    return {plain(form): form for _, of, form in _entries() if lang in {of, "und"}}


@functools.cache
def demonyms(lang: str) -> Mapping[str, str]:
    """Plain word -> territory code; a word that ends in * stands for all that begin with it."""
    found: dict[str, str] = {}
    for (code,), forms in _wide("demonyms.tsv", 1):
        for of, words in forms.items():
            if lang in {of, "und"}:
                for word in words:
                    found.setdefault(plain(word), code)
    return found


@functools.cache
def country_label(code: str) -> str:
    """The English name of a territory code."""
    return next((e.label for e, _, _ in _entries() if e.key == f"country:{code}"), code)


@functools.cache
def person_words() -> Mapping[str, int]:
    """Word of a person's name, folded, Latin or Cyrillic -> how many people in Wikidata bear it."""
    return {word: int(count) for word, count in _rows("person_words.tsv")}
