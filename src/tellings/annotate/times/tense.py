"""Whether a sentence looks back or ahead, told by the verbs nearest to a time expression."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from .context import FUTURE, OPEN, PAST
from .grammar import Grammar
from .tokens import SPACED, Tokens


class Cue(NamedTuple):
    start: int  # token
    stop: int  # token
    tense: int  # PAST or FUTURE
    listed: bool = True  # a word of the table; an ending that participles have as well is not sure


_REACH = 60  # tokens to either side that are looked for cues
_SURE = 2  # tokens between a cue and what it surely governs
_SHORT = 3  # letters of a word too short to carry a telling ending
_AHEAD = 4  # tokens of lead for a future cue before the expression: an auxiliary stands apart from its verb
_CLAUSE = 5  # tokens that a comma between cue and expression counts for
_BEHIND = 2  # tokens that a cue after the expression has to be nearer by
_MARKS = frozenset(",;:–—.!?")


def _start(cue: Cue) -> int:
    return cue.start


def cues(tokens: Tokens, grammar: Grammar) -> list[Cue]:
    """Every cue of tense, in text order."""
    found: list[Cue] = []
    past, future = grammar.past_endings, grammar.future_endings
    for i, word in enumerate(tokens.words):
        told, listed = OPEN, True
        length = 1
        if word in grammar.cues and _is_name(i, tokens, grammar):
            continue
        for form, tense in grammar.cues.get(word, ()):
            if len(form) >= length and (len(form) == 1 or tuple(tokens.words[i : i + len(form)]) == form):
                told, length = tense, len(form)
        ending = len(word) > _SHORT and not _is_capital(i, tokens)
        if told == OPEN and ending and ((word,), OPEN) not in grammar.cues.get(word, ()):
            if future and word.endswith(future):
                told = FUTURE
            elif past and word.endswith(past):
                told, listed = PAST, not (grammar.participles and word.endswith(grammar.participles))
        if told != OPEN:
            found.append(Cue(i, i + length, told, listed or _auxiliary(found, i)))
    return found


def _auxiliary(found: list[Cue], at: int) -> bool:
    """Whether a verb that makes a participle a past tense stands right before: "a été évacué"."""
    return bool(found) and found[-1].tense == PAST and found[-1].listed and at - found[-1].stop <= _SURE


def _is_name(at: int, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a word that is both a verb and the name of a month or day is written as the name."""
    named = any("proper" in fields and not rest for rest, _, fields in grammar.lexicon.get(tokens.words[at], ()))
    return named and tokens.text[tokens.starts[at]].isupper()


def _is_capital(at: int, tokens: Tokens) -> bool:
    """Whether a word has a capital inside a sentence: a name, or in German a noun, whatever it ends in."""
    word = tokens.text[tokens.starts[at] : tokens.stops[at]]
    inside = at > 0 and tokens.gaps[at] == SPACED and (tokens.words[at - 1].isalnum() or tokens.words[at - 1] == ",")
    return inside and word[:1].isupper() and not word.isupper()


def direction(found: list[Cue], tokens: Tokens, *, first: int, stop: int, low: int, high: int) -> tuple[int, bool]:
    """What the cues in tokens [low, high) say about the expression [first, stop): the nearest one decides.

    Returns:
        PAST, FUTURE or OPEN, and whether the cue stands so near, in the same clause, that it is sure to govern it.
    """
    best, told, listed = None, OPEN, True
    low, high = max(low, first - _REACH), min(high, stop + _REACH)
    for cue in found[bisect_left(found, low, key=_start) : bisect_left(found, high, key=_start)]:
        if first <= cue.start < stop:
            continue
        if cue.start < first:
            between = tokens.words[cue.stop : first]
            distance = len(between) - (_AHEAD if cue.tense == FUTURE else 0)
        else:
            between = tokens.words[stop : cue.start]
            distance = len(between) + _BEHIND
        distance += _CLAUSE * sum(1 for word in between if word in _MARKS)
        if best is None or distance < best:
            best, told, listed = distance, cue.tense, cue.listed
    return told, best is not None and best <= _SURE and listed


__all__ = ["FUTURE", "OPEN", "PAST", "Cue", "cues", "direction"]
