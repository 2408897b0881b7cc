"""Lengths of time written as one adjective with their number: "dwunastominutowa", "12-minutowa", «трёхнедельное»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ...lang import Pack
from ...lang._lexicon import alternatives_of, joined_heads
from ...textfold import fold
from .chart import Node
from .tokens import GLUED, Tokens

_SHORTEST = 5  # letters of the adjective that digits are written onto
_LONGEST = 60
_FIRST = 2  # letters
_NEAR = 2  # tokens behind the adjective in which the noun is looked for that it belongs to


class Joined(NamedTuple):
    """How a language writes a number onto an adjective of time."""

    word: re.Pattern[str]  # number and adjective in one word
    adjective: re.Pattern[str]  # the adjective that digits and a hyphen stand before
    number: re.Pattern[str]
    heads: Mapping[str, int | Fraction]
    firsts: frozenset[str]  # the first letters of the heads, by which most words are ruled out
    units: Mapping[str, str]  # stem -> unit
    only: Mapping[str, tuple[str, ...]]  # unit -> stems of the nouns that it must stand before
    never: Mapping[str, tuple[str, ...]]  # unit -> stems of the nouns that it must not stand before


@cache
def _joined(pack: Pack) -> Joined | None:
    own = pack.table("dates").get("joined")
    if not own:
        return None
    heads = joined_heads(pack.table("numbers").get("joined", {}))
    units = {fold(stem): unit for unit, stems in own["units"].items() for stem in stems.split()}
    tail = rf"({alternatives_of(units)})(?:{alternatives_of(fold(own['ends']).split())})"
    number = alternatives_of(heads)
    return Joined(
        word=re.compile(rf"((?:{number})+){tail}"),
        adjective=re.compile(tail),
        number=re.compile(number),
        heads=heads,
        firsts=frozenset(head[:_FIRST] for head in heads),
        units=units,
        only={unit: tuple(fold(stems).split()) for unit, stems in own.get("only", {}).items()},
        never={unit: tuple(fold(stems).split()) for unit, stems in own.get("never", {}).items()},
    )


def written_onto(tokens: Tokens, pack: Pack) -> Iterator[Node]:
    """A span for every number that is written onto an adjective of time, in text order."""
    joined = _joined(pack)
    if joined is None:
        return
    words = tokens.words
    for at, word in enumerate(words):
        if not _SHORTEST <= len(word) <= _LONGEST:
            continue
        found = _in_one_word(tokens, at, joined) or _behind_digits(tokens, at, joined)
        if found is None:
            continue
        start, count, unit = found
        behind = words[at + 1 : at + 1 + _NEAR]
        if unit in joined.only and not any(w.startswith(joined.only[unit]) for w in behind):
            continue
        if unit in joined.never and any(w.startswith(joined.never[unit]) for w in behind):
            continue
        yield Node(start, at + 1, {"n": count, "unit": unit, "onto": True}, "length of time in one adjective")


def _in_one_word(tokens: Tokens, at: int, joined: Joined) -> tuple[int, int | float, str] | None:
    """The first token, number and unit; an apostrophe may cut the word into three tokens."""
    word, start = tokens.words[at], at
    if at > 1 and tokens.words[at - 1] == "'" and tokens.gaps[at] == tokens.gaps[at - 1] == GLUED:
        word, start = f"{tokens.words[at - 2]}'{word}", at - 2
    elif at + 2 < len(tokens.words) and tokens.words[at + 1] == "'":
        return None  # the last token of the word is the one looked at
    found = joined.word.fullmatch(word) if word[:_FIRST] in joined.firsts else None
    if found is None:
        return None
    count = sum((Fraction(joined.heads[piece]) for piece in joined.number.findall(found.group(1))), Fraction(0))
    return start, int(count) if count.denominator == 1 else float(count), joined.units[found.group(2)]


def _behind_digits(tokens: Tokens, at: int, joined: Joined) -> tuple[int, int, str] | None:
    if at < 2 or tokens.words[at - 1] != "-" or not tokens.words[at - 2].isdecimal():
        return None
    if tokens.gaps[at] != GLUED or tokens.gaps[at - 1] != GLUED or len(tokens.words[at - 2]) > _SHORTEST:
        return None
    if at > 2 and tokens.gaps[at - 2] == GLUED:
        return None  # "1,5-", "S3-"
    found = joined.adjective.fullmatch(tokens.words[at])
    return (at - 2, int(tokens.words[at - 2]), joined.units[found.group(1)]) if found else None
