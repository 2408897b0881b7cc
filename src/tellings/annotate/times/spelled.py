"""Years that are written in words: "in nineteen eighty-nine", "im Jahr neunzehnhundertneunundachtzig"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ...lang import Pack
from ...lang.numerals import NumberSpan, find_numbers
from .chart import Node
from .tokens import Tokens

_YEARS = range(1001, 2200)  # round thousands are counts
_CENTURIES = range(11, 22)  # first half of a year said in pairs
_HUNDRED = 6  # letters of the word, where years are counted in hundreds: "neunzehnhundert", "nineteen hundred"
_PAIRED = range(10, 100)


def spelled_years(tokens: Tokens, pack: Pack, *, paired: bool) -> list[Node]:
    """A node for every number in words that may be a year; `paired`: the language says "nineteen eighty-nine"."""
    if not any(word in tokens.folded for word in _signs(pack, paired=paired)):
        return []
    starts = {start: i for i, start in enumerate(tokens.starts)}
    stops = {stop: i + 1 for i, stop in enumerate(tokens.stops)}
    written = (n for n in find_numbers(tokens.text, pack=pack) if n.words)
    found = [n for n in written if not any(c.isdigit() for c in tokens.text[n.start : n.stop])]
    nodes = []
    for first, last, year in _candidates(found, tokens, paired=paired):
        low, high = starts.get(first.start), stops.get(last.stop)
        if low is not None and high is not None and year in _YEARS and year % 1000:
            nodes.append(Node(low, high, {"y": year, "spelled": True}, ""))
    return nodes


def _candidates(
    found: Sequence[NumberSpan], tokens: Tokens, *, paired: bool
) -> Iterator[tuple[NumberSpan, NumberSpan, int]]:
    for at, number in enumerate(found):
        if number.kind != "fraction" and isinstance(number.value, int):
            yield number, number, number.value
        after = found[at + 1] if at + 1 < len(found) else None
        if not paired or after is None or number.value not in _CENTURIES or after.value not in _PAIRED:
            continue
        if number.kind == after.kind == "cardinal" and tokens.text[number.stop : after.start] in (" ", "-"):
            yield number, after, int(number.value * 100 + after.value)


@cache
def _signs(pack: Pack, *, paired: bool) -> tuple[str, ...]:
    """Words without which no year stands in a text, so that most texts need not be looked through twice."""
    table = pack.table("numbers")
    words = [str(table.get("multipliers", {}).get("1000", ""))]
    words += [w for w in str(table.get("multipliers", {}).get("100", "")).split() if len(w) >= _HUNDRED]
    if paired:
        words += [str(table.get("cardinals", {}).get(str(n), "")) for n in _CENTURIES]
    words += [str(forms) for n, forms in table.get("ordinals", {}).items() if int(n) >= 1000]
    return tuple(sorted({word for forms in words for word in forms.split() if len(word) > 2}))
