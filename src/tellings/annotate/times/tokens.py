"""Cut a text into tokens with offsets: runs of digits, runs of letters, single marks. Linear in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...textfold import fold

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_APOSTROPHES = {ord(c): "'" for c in "’ʼ‘`´"} | {0x2010: "-", 0x2011: "-", 0x00A0: " ", 0x202F: " ", 0x2009: " "}
GLUED, SPACED, BROKEN = 0, 1, 2  # what stands before a token: nothing, white space, a line break


class Tokens(NamedTuple):
    text: str
    folded: str  # same length as text; apostrophes and hyphens unified
    words: list[str]
    starts: list[int]
    stops: list[int]
    gaps: list[int]  # GLUED, SPACED or BROKEN, before each token


def cut(text: str) -> Tokens:
    """The tokens of `text`, folded; offsets are code points of `text`."""
    folded = fold(text).translate(_APOSTROPHES)
    words: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    gaps: list[int] = []
    last = 0
    for match in _TOKEN.finditer(folded):
        start, stop = match.span()
        gap = GLUED
        if start > last:
            gap = BROKEN if start - last > _WIDEST or "\n" in folded[last:start] else SPACED
        words.append(match.group())
        starts.append(start)
        stops.append(stop)
        gaps.append(gap)
        last = stop
    return Tokens(text, folded, words, starts, stops, gaps)


_WIDEST = 8  # code points of white space that an expression may bridge


def words_of(form: str) -> tuple[str, ...]:
    """A form of a table cut the way a text is."""
    return tuple(_TOKEN.findall(fold(form).translate(_APOSTROPHES)))
