"""Names of the world that every language needs: territories, cities, bodies, products, demonyms, person-name words.

A service like the packs around it: data tables (TSV) and this loader. Every form leads to an `Entry`, so that forms of
several languages meet in one key. Nothing is read before it is asked for.

A pack adds the names of its language in a `gazetteer.toml` of its own, so that a language needs no column here:

    [territories] DE = ["Germania"]            by territory code
    [places]      Kyiv = ["Kiev", "Kyiv"]      by the key of places.tsv; "Florence|IT" = […] brings a place of its own
    [bodies]      UN = ["Onu"]                 by the key of bodies.tsv; "Quirinale|body|IT" = […] brings one of its own
    [products]    Iskander = ["Iskander"]
    [demonyms]    RU = ["russ*"]
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ...errors import PackError
from ...records import EntityKind
from ...textfold import fold
from ..pack import available, load_pack

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
    known = {(e.group if e.group in ("country", "product", "place") else "body", e.label): e for e, _, _ in found}
    known |= {("country", e.country): e for e, _, _ in found if e.group == "country"}
    for lang, table in _own_tables():
        for section, group in _SECTIONS.items():
            for key, forms in table.get(section, {}).items():
                found += [(known.get((group, key)) or _new(group, key, lang), lang, form) for form in forms]
    return tuple(found)


_SECTIONS = {"territories": "country", "places": "place", "bodies": "body", "products": "product"}


@functools.cache
def _own_tables() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """(language, table) of every pack with a `gazetteer.toml`."""
    return tuple((code, table) for code in available() if (table := load_pack(code).own_table("gazetteer")))


def _new(group: str, key: str, lang: str) -> Entry:
    """An entry that only a pack knows: its key says what and where it is, "Florence|IT", "Quirinale|body|IT"."""
    label, *more = key.split("|")
    if group == "place" and len(more) == 1:
        return Entry(f"place:{label}", "place", label, more[0], "place")
    if group == "body" and len(more) == 2 and more[0] in ("body", "outlet", "office"):
        return Entry(f"{'office' if more[0] == 'office' else 'body'}:{label}", "organisation", label, more[1], more[0])
    if group == "product" and more == [""]:
        return Entry(f"product:{label}", "product", label, "", "product")
    raise PackError(
        f"{lang}/gazetteer.toml", cause=f"no {group} {key!r} in the shared tables", way_out="see lang/gazetteer"
    )


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
    """Plain form -> the form as written, with its capitals; of "Onu" and "ONU" the one that asks for fewer of them."""
    found: dict[str, str] = {}
    for _, of, form in _entries():
        if lang in {of, "und"} and not (form.isupper() and plain(form) in found):
            found[plain(form)] = form
    return found


@functools.cache
def demonyms(lang: str) -> Mapping[str, str]:
    """Plain word -> territory code; a word that ends in * stands for all that begin with it."""
    found: dict[str, str] = {}
    for (code,), forms in _wide("demonyms.tsv", 1):
        for of, words in forms.items():
            if lang in {of, "und"}:
                for word in words:
                    found.setdefault(plain(word), code)
    for of, table in _own_tables():
        if lang in {of, "und"}:
            for code, words in table.get("demonyms", {}).items():
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


def nearest(form: str, candidates: Iterable[tuple[str, Entry]]) -> Entry:
    """Of entries whose names have one stem, that whose name begins most like `form`; of those the shortest name."""

    def order(candidate: tuple[str, Entry]) -> tuple[int, int, str]:
        shared = next((n for n, (a, b) in enumerate(zip(form, candidate[0], strict=False)) if a != b), None)
        return (-(min(len(form), len(candidate[0])) if shared is None else shared), len(candidate[0]), candidate[0])

    return min(candidates, key=order)[1]
