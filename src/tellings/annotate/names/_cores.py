"""The own name inside a body's longer one: газета «|Утренний курьер|», компания |Vertolina|.

A noun of the pack's `descriptors` says what kind of body is named, and the own name stands beside it in quotation marks, in
Latin letters or unbent. «Пресс-служба МЧС» has none: who is behind the noun is another body, whose press service it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ._bodies import OPENING, Word
from ._lexicon import Lexicon
from ._tokens import Token

_UNBENT = frozenset({"nomn", ""})


def core_of(
    tokens: Sequence[Token], i: int, j: int, *, lexicon: Lexicon, look_up: Callable[[str], Word]
) -> tuple[int, int] | None:
    """The words [k, j) of the own name inside the body's name over words [i, j); None where nothing describes it."""
    k = i
    while k < j and _small(tokens[k]) and not _describes(tokens[k], lexicon, look_up):
        if "ADJF" not in look_up(tokens[k].plain).parts:
            return None
        k += 1
    if k + 1 >= j or not _small(tokens[k]) or _small(tokens[k + 1]):
        return None
    k += 1
    quoted = tokens[k].gap.strip(" \u00a0")
    if len(quoted) == 1 and quoted in OPENING:
        return k, j
    own, hit = tokens[k], lexicon.entry_at(tokens, k)
    if quoted or (hit and hit[0] >= j and hit[1].kind == "place"):
        return None
    if own.text.isascii() or own.upper:
        return k, j
    word = look_up(own.plain)
    return (k, j) if word.cases & _UNBENT or not word.known else None


def _small(token: Token) -> bool:
    return token.cased and not token.capital


def _describes(token: Token, lexicon: Lexicon, look_up: Callable[[str], Word]) -> bool:
    return bool({token.plain, *look_up(token.plain).lemmas} & lexicon.descriptors)
