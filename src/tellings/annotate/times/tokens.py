"""Cut a text into tokens with offsets: runs of digits, runs of letters, single marks. Linear in the text."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from ...textfold import FILLER, bare, fold

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


def cut(text: str, *, proclitics: Sequence[str] = (), known: Container[str] = (), inner: Container[str] = ()) -> Tokens:
    """The tokens of `text`, folded; offsets are code points of `text`.

    A small word of `proclitics` that is written onto digits, or onto a word that is `known` without it, is a token of its own; words of
    `known` and `inner` are whole.
    """
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
        word = bare(match.group())
        digits = folded[stop : stop + 1].isdecimal()
        ahead = _written_on(word, proclitics, known, digits=digits) if proclitics and word not in inner else 0
        if ahead:
            middle = start + _reach(folded[start:stop], ahead)
            words += [word[:ahead], word[ahead:]] if word[ahead:] else [word]
            starts += [start, middle] if word[ahead:] else [start]
            stops += [middle, stop] if word[ahead:] else [stop]
            gaps += [gap, SPACED] if word[ahead:] else [gap]
        else:
            words.append(word)
            starts.append(start)
            stops.append(stop)
            gaps.append(SPACED if gap == GLUED and words[-2:-1] and words[-2] in proclitics else gap)
        last = stop
    return Tokens(text, folded, words, starts, stops, gaps)


def _written_on(word: str, proclitics: Sequence[str], known: Container[str], *, digits: bool) -> int:
    """Letters of the small word that `word` starts with, or is where digits follow; 0 where there is none."""
    if digits and word in proclitics:
        return len(word)
    if word in known:
        return 0
    return min((len(p) for p in proclitics if word.startswith(p) and word[len(p) :] in known), default=0)


def _reach(form: str, letters: int) -> int:
    """Code points that the first `letters` letters of a word take with their vowel signs."""
    at = 0
    while at < len(form) and (letters or form[at] == FILLER):
        letters -= form[at] != FILLER
        at += 1
    return at


_WIDEST = 8  # code points of white space that an expression may bridge


def words_of(form: str) -> tuple[str, ...]:
    """A form of a table cut the way a text is."""
    return tuple(map(bare, _TOKEN.findall(fold(form).translate(_APOSTROPHES))))
