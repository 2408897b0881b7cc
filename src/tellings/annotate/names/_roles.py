"""Title and office beside a person's name: "deputy foreign minister", before it or after a comma."""

from __future__ import annotations

from collections.abc import Sequence

from ._lexicon import Lexicon
from ._tokens import Token

_BEFORE, _AFTER = 9, 6  # words looked at on either side
_UNKNOWN = 2  # words of no table that may stand in an office after the name


def role_of(text: str, tokens: Sequence[Token], span: tuple[int, int], lexicon: Lexicon) -> tuple[str, str]:
    """(the role as written, the rule that found it) for the name over words [i, j); ("", "") when there is none."""
    i, j = span
    start = _before(tokens, i, lexicon)
    if start < i:
        return text[tokens[start].start : tokens[i - 1].stop], "title before name"
    stop = _after(tokens, j, lexicon)
    if stop:
        first = j
        while first < stop and tokens[first].plain in lexicon.function_words:
            first += 1
        return text[tokens[first].start : tokens[stop - 1].stop], "office after name"
    return "", ""


def _before(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """Index of the first word of the role that ends right before `i`; `i` when there is none."""
    best, k = i, i
    nouns = 0
    while k > 0 and i - k < _BEFORE:
        gap = tokens[k].gap
        if gap.strip(" \u00a0") not in {"", "."} and not (k == i and gap == ", " and lexicon.adjective_after):
            break
        if gap.startswith(".") and tokens[k - 1].plain not in lexicon.titles | lexicon.abbreviations:
            break
        word = tokens[k - 1]
        if "\n" in gap:
            break
        noun = lexicon.is_role(word.plain) or word.plain in lexicon.titles
        inner = word.plain in lexicon.role_words or word.plain in lexicon.connectors or lexicon.demonym(word.plain)
        if not (noun or inner or (lexicon.adjective_after and word.capital) or lexicon.exact.get(word.plain)):
            break
        k -= 1
        nouns += noun
        if noun or (nouns and word.plain in lexicon.role_words and word.plain not in lexicon.connectors):
            best = k
    return best if nouns else i


def _after(tokens: Sequence[Token], j: int, lexicon: Lexicon) -> int:
    """Index after the role in ", the deputy head of the service", or 0."""
    if j >= len(tokens) or tokens[j].gap not in {", ", "، ", ",\u00a0", " (", ", „"}:
        return 0
    if tokens[j].capital and not (lexicon.capital_nouns and lexicon.is_role(tokens[j].plain)):
        return 0
    noun, stop, unknown, k = 0, j, 0, j
    while k < min(j + _AFTER + 4, len(tokens)) and (k == j or not tokens[k].gap.strip(" \u00a0-")):
        word = tokens[k]
        if not noun and k - j >= _AFTER - 2:
            return 0
        if lexicon.is_role(word.plain):
            noun, stop = k, k + 1
        elif noun and (word.capital or word.plain in lexicon.role_words | lexicon.org_words):
            stop, unknown = k + 1, 0
        elif noun and word.plain not in lexicon.connectors:
            unknown += 1
            if unknown > _UNKNOWN:
                break
        k += 1
    if noun and unknown <= _UNKNOWN and _ends(tokens, k - 1):
        stop = k
    while stop > j and noun and tokens[stop - 1].plain in lexicon.connectors:
        stop -= 1
    return stop if noun else 0


def _ends(tokens: Sequence[Token], k: int) -> bool:
    """Whether a comma, bracket or full stop follows word `k`."""
    return k + 1 == len(tokens) or bool(tokens[k + 1].gap.strip())
