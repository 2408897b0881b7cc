"""What slovnet's spans are not: ships and films are no organisations, an office before a body is no part of it.

Each step takes the spans of one text, counted in words, and gives better ones. The word before a name says what it is:
«фильм „Северный ветер“» names a work, «самолёт „Аэроласточки“» (a genitive) says whose the thing is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...records import EntityKind
from ._bodies import Word, over_quoted
from ._lexicon import Lexicon
from ._tokens import Token

Span = tuple[int, int, EntityKind]  # word i, word j, kind
LookUp = Callable[[str], Word]

_NAMED = frozenset({"nomn", ""})  # a name in quotation marks beside its noun stands in the nominative, or does not bend


def sift(tokens: Sequence[Token], spans: Sequence[Span], *, lexicon: Lexicon, look_up: LookUp) -> list[Span]:
    """The spans that are names, each with the kind that the words around it give it, in text order."""
    kept: list[Span] = []
    for i, j, kind in spans:
        if not _is_name(tokens, i, j, look_up=look_up):
            continue
        if kind == "person":
            kept += _body_first(tokens, i, j, lexicon=lexicon)
            continue
        start = _past_office(tokens, i, j, lexicon=lexicon, look_up=look_up) if kind == "organisation" else i
        kept.append((start, j, kind))
    return kept


def named_things(text: str, tokens: Sequence[Token], *, lexicon: Lexicon, look_up: LookUp) -> list[Span]:
    """Products and events named in quotation marks behind the noun that says what they are, and each time again."""
    found: list[Span] = []
    said: dict[str, EntityKind] = {}
    for i, token in enumerate(tokens):
        stop = over_quoted(text, tokens, i) if token.capital else 0
        if not stop:
            continue
        named = _kind_said(tokens, i, stop, lexicon=lexicon, look_up=look_up)
        words = " ".join(lexicon.stem(t.plain) for t in tokens[i:stop])
        named = said.setdefault(words, named) if named else said.get(words)
        if named:
            found.append((i, stop, named))
    return found


def _is_name(tokens: Sequence[Token], i: int, j: int, *, look_up: LookUp) -> bool:
    """Whether a lone word is more than a capital at a sentence start: a number or a word that is no noun is not."""
    if j - i > 1:
        return True
    token = tokens[i]
    if not any(c.isalpha() for c in token.text):
        return False
    if not token.first or token.gap.strip(" \n\r\t") or token.upper or token.text.isascii():
        return True
    word = look_up(token.plain)
    return not word.known or bool(word.parts & {"NOUN", ""})


def _body_first(tokens: Sequence[Token], i: int, j: int, *, lexicon: Lexicon) -> list[Span]:
    """A known body run together with a person's two names behind it is a name of its own."""
    hit = lexicon.entry_at(tokens, i)
    alone = hit is not None and hit[0] == i + 1 and "-" not in tokens[i].text
    if hit and hit[0] + 1 < j and hit[1].group in {"body", "outlet"} and not (alone and lexicon.bears(tokens[i].plain)):
        return [(i, hit[0], "organisation"), (hit[0], j, "person")]
    return [(i, j, "person")]


def _past_office(tokens: Sequence[Token], i: int, j: int, *, lexicon: Lexicon, look_up: LookUp) -> int:
    """Where a body's name begins once a person's office before it is left out: «Замглавы |Федеральной службы охраны»."""
    first = look_up(tokens[i].plain)
    if not tokens[i].first or not first.living or first.lemmas & lexicon.org_heads:
        return i
    k = i + 1
    while k < j and "ADJF" in look_up(tokens[k].plain).parts:
        k += 1
    return i + 1 if k < j and look_up(tokens[k].plain).lemmas & lexicon.org_heads else i


def _kind_said(tokens: Sequence[Token], i: int, j: int, *, lexicon: Lexicon, look_up: LookUp) -> EntityKind | None:
    """What the noun before a name in quotation marks says that it is, if that is a product or an event."""
    if not i:
        return None
    if j - i == 1 and not look_up(tokens[i].plain).cases & _NAMED:
        return None
    lemmas = look_up(tokens[i - 1].plain).lemmas
    if lemmas & lexicon.product_heads:
        return "product"
    return "event" if lemmas & lexicon.event_heads else None
