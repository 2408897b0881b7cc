"""The dateline before a report's first words, "KYIV, June 23 (Wire) - Two workers": nobody says it, and it names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_LONGEST = 18  # tokens before the dash
_SMALL = 4  # words in small letters among them: months, "an der"
_CITY = 5  # letters of a place that stands alone before its dash: "ISTANBUL - A ship"
_DASHES = frozenset("—–-―")


class _Token(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def quote(self) -> object: ...


def behind_dateline(tokens: Sequence[_Token]) -> int:
    """Index of the first token behind a dateline; 0 when none opens `tokens`.

    A dateline ends in a dash with a space behind it. Before it stand capitals, figures and marks, with few words in small
    letters, and either a bracket right before the dash ("(Wire) -", "(Wire).-") or a place all in capitals first.
    """
    if not tokens or not tokens[0].text[0].isupper():
        return 0
    small = depth = 0
    for k, t in enumerate(tokens[:_LONGEST]):
        if t.quote is not None:
            return 0
        depth += (t.text == "(") - (t.text == ")")
        if t.text in _DASHES and depth == 0:
            return k + 1 if _closes(tokens, k) else 0
        small += t.text[0].islower() and depth == 0
        if small > _SMALL or t.text in ";:?!":
            return 0
    return 0


def _closes(tokens: Sequence[_Token], k: int) -> bool:
    if k + 1 >= len(tokens) or tokens[k + 1].start <= tokens[k].stop:
        return False
    head = tokens[: k - 1] if k and tokens[k - 1].text == "." else tokens[:k]
    if not head:
        return False
    if head[-1].text == ")":
        return True
    first = head[0].text
    shouted = first.isupper() and len(first) > 2
    return shouted and (any(t.text in ",." for t in tokens[:k]) or (len(head) == 1 and len(first) >= _CITY))
