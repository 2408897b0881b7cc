"""From slovnet's spans to mentions: gazetteer, where an organisation's name ends, base forms."""

from __future__ import annotations

import functools
import re
from typing import Any

from ...lang import gazetteer as world
from ...records import EntityKind, Mention
from ._lexicon import Lexicon
from ._roles import role_of
from ._tokens import Token, tokenize

Spans = list[tuple[int, int, EntityKind, str]]  # word i, word j, kind, rule

_BRACKET = re.compile(r"\s*[()]\s*")


def finish(text: str, spans: list[tuple[int, int, EntityKind]], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Mentions in text order, outermost, from raw spans (start, stop, kind) over `text`."""
    tokens = tokenize(text, elisions=lexicon.elisions, abbreviations=lexicon.abbreviations)
    found: list[tuple[int, int, EntityKind, str, str]] = []
    taken: set[int] = set()

    def add(start: int, stop: int, kind: EntityKind, rule: str, canonical: str) -> None:
        inside = [i for i, t in enumerate(tokens) if t.start < stop and t.stop > start]
        if inside and not taken.intersection(inside):
            taken.update(inside)
            found.append((start, stop, kind, rule, canonical))

    for start, stop, kind in spans:
        for a, b in _pieces(text, start, stop) if kind == "organisation" else [(start, stop)]:
            known = _known(text[a:b], kind, lexicon)
            add(a, b, *(known or (kind, "slovnet", "")))
    i = 0
    while i < len(tokens):
        hit = lexicon.entry_at(tokens, i) if i not in taken else None
        if hit and tokens[i].capital and hit[1].group not in {"office"}:
            add(
                tokens[i].start,
                tokens[hit[0] - 1].stop,
                hit[1].kind,
                _RULES[hit[1].kind],
                lexicon.written_label(hit[1]),
            )
            i = hit[0]
            continue
        code = lexicon.demonym(tokens[i].plain) if i not in taken else ""
        if code:
            add(tokens[i].start, tokens[i].stop, "other", "demonym", world.country_label(code))
        i += 1
    return tuple(_mention(text, tokens, f, lexicon) for f in sorted(found))


_RULES: dict[EntityKind, str] = {
    "place": "gazetteer place",
    "organisation": "gazetteer body",
    "product": "gazetteer product",
}


def _known(form: str, kind: EntityKind, lexicon: Lexicon) -> tuple[EntityKind, str, str] | None:
    """What the gazetteer makes of a span that slovnet called a place or a body: kind, rule, canonical."""
    words = tokenize(form)
    hit = lexicon.entry_at(words, 0) if words and kind != "person" else None
    if not hit or hit[0] < len(words) or hit[1].group == "office":
        return None
    entry = hit[1]
    return entry.kind, ("slovnet" if entry.kind == kind else _RULES[entry.kind]), lexicon.written_label(entry)


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """A name and its abbreviation in brackets are two mentions."""
    pieces, at = [], start
    for match in _BRACKET.finditer(text, start, stop):
        if match.start() > at:
            pieces.append((at, match.start()))
        at = match.end()
    if stop > at:
        pieces.append((at, stop))
    return pieces


def _mention(text: str, tokens: list[Token], found: tuple[int, int, EntityKind, str, str], lexicon: Lexicon) -> Mention:
    start, stop, kind, rule, canonical = found
    words = [i for i, t in enumerate(tokens) if t.start < stop and t.stop > start]
    role = ""
    if kind == "person" and words:
        role, _ = role_of(text, tokens, (words[0], words[-1] + 1), lexicon)
    if not canonical:
        canonical = base_form(text[start:stop], kind)
    return Mention(start=start, stop=stop, kind=kind, canonical=canonical, role=role, rule=rule)


@functools.cache
def _morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


_GRAMMEMES = {"person": ("Surn", "Name", "Patr"), "place": ("Geox",)}


@functools.lru_cache(maxsize=20_000)
def base_form(form: str, kind: EntityKind) -> str:
    """A Russian name in the nominative, capitals kept; unchanged where the dictionary gives no safe answer."""
    words = re.split(r"(\s+|-)", form)
    if kind not in _GRAMMEMES:
        return form
    if kind == "person":
        return "".join(_persons(words))
    return "".join(_nominative(w, _GRAMMEMES[kind], "") for w in words)


def _persons(words: list[str]) -> list[str]:
    gender = ""
    for word in words:
        for parse in _parses(word):
            if "Name" in parse.tag or "Patr" in parse.tag:
                gender = parse.tag.gender or ""
                break
        if gender:
            break
    return [_nominative(w, _GRAMMEMES["person"], gender) for w in words]


def _parses(word: str) -> list[Any]:
    return list(_morph().parse(word)) if word[:1].isalpha() and word[:1].isupper() and len(word) > 2 else []


def _nominative(word: str, grammemes: tuple[str, ...], gender: str) -> str:
    parses = [p for p in _parses(word) if any(g in p.tag for g in grammemes) and "plur" not in p.tag]
    fitting = [p for p in parses if gender and p.tag.gender in {gender, None}] or parses
    if not fitting:
        return word
    if any("nomn" in p.tag for p in fitting):
        return word
    turned = fitting[0].inflect({"nomn"})
    if turned is None:
        return word
    base: str = turned.word
    return "".join(b.upper() if w.isupper() else b for b, w in zip(base, word.ljust(len(base)), strict=False))
