"""Whether a sentence looks back or ahead, told by the verbs nearest to a time expression."""

from __future__ import annotations

from .grammar import Grammar
from .resolve import FUTURE, OPEN, PAST
from .tokens import Tokens


def cues(tokens: Tokens, grammar: Grammar) -> list[tuple[int, int]]:
    """(token, PAST or FUTURE) for every cue of tense, in text order."""
    found = []
    for i, word in enumerate(tokens.words):
        if word in grammar.future:
            found.append((i, FUTURE))
        elif word in grammar.past:
            found.append((i, PAST))
        elif len(word) > _SHORT:
            if grammar.future_endings and word.endswith(grammar.future_endings):
                found.append((i, FUTURE))
            elif grammar.past_endings and word.endswith(grammar.past_endings):
                found.append((i, PAST))
    return found


_SHORT = 3  # letters of a word too short to carry a telling ending
_NEAR = 4  # tokens; a cue this much nearer than its rival decides alone


def direction(found: list[tuple[int, int]], *, first: int, stop: int, low: int, high: int) -> int:
    """What the cues in tokens [low, high) say about the expression [first, stop): the nearest one decides."""
    best, told = None, OPEN
    for at, kind in found:
        if at < low or at >= high or first <= at < stop:
            continue
        distance = first - at if at < first else at - stop + 1
        if kind == FUTURE:
            distance -= _NEAR
        if best is None or distance < best:
            best, told = distance, kind
    return told


__all__ = ["FUTURE", "OPEN", "PAST", "cues", "direction"]
