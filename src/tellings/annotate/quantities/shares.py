"""Shares said as one of so many: "una de cada cinco víctimas", "un train sur quatre", "her beş işçiden biri", "co trzeci"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...lang.numerals import NumberSpan
from ...records import Span
from .tables import Shares

_NOUNS = r"[ \u00a0]+([^\W\d_]+(?:[ \u00a0][^\W\d_]+){0,3}?)[ \u00a0]+"  # up to four words
_MOST = 100  # "of so many"
_NEAR = 60  # code points


class Share(NamedTuple):
    """Where it stands, what it is, and its noun where that stands inside; else it stands right after."""

    start: int
    stop: int
    value: Fraction
    noun: Span | None = None


def shares_in(folded: str, numbers: Sequence[NumberSpan], words: Shares) -> Iterator[Share]:
    """Every share of the text, in text order."""
    for at, number in enumerate(numbers):
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        found = _of_each(folded, number, words) or (after and _of_two(folded, number, after, words))
        if found:
            yield found


def _of_two(folded: str, one: NumberSpan, many: NumberSpan, words: Shares) -> Share | None:
    if one.kind != "cardinal" or many.kind != "cardinal" or not 0 < one.value < many.value <= _MOST:
        return None
    between = folded[one.stop : many.start]
    value = Fraction(one.value) / Fraction(many.value)
    if words.between is not None and words.between.fullmatch(between):
        return Share(one.start, many.stop, value)
    if not words.after_noun or not one.words or len(between) > _NEAR:
        return None
    found = re.fullmatch(rf"{_NOUNS}(?:{words.after_noun})[ \u00a0]+", between)
    return (
        Share(one.start, many.stop, value, Span(one.stop + found.start(1), one.stop + found.end(1))) if found else None
    )


def _of_each(folded: str, number: NumberSpan, words: Shares) -> Share | None:
    if not 1 < number.value <= _MOST:
        return None
    one = words.one_of.search(folded, max(0, number.start - _NEAR), number.start) if words.one_of else None
    if one is not None and number.kind == "cardinal":
        return Share(one.start(), number.stop, 1 / Fraction(number.value))
    lead = words.every.search(folded, max(0, number.start - _NEAR), number.start) if words.every else None
    if lead is None:
        return None
    if number.kind == "ordinal":
        return Share(lead.start(), number.stop, 1 / Fraction(number.value)) if words.ordinal else None
    tail = words.one.match(folded, number.stop) if words.one else None
    if tail is None or number.kind != "cardinal":
        return None
    return Share(lead.start(), tail.end(), 1 / Fraction(number.value), Span(tail.start(1), tail.end(1)))
