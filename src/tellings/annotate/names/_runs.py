"""Where names may stand: runs of capitalised words, and lines whose capitals tell nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ._lexicon import Lexicon
from ._tokens import Token

_JOINING = frozenset({" ", "\u00a0", "-", "‑", "\u2009", "\u202f"})
_LONGEST = 12  # words in a run
_HEADLINE = 25  # words; a longer line is no headline


def shouting_lines(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Lines in which capitals are no evidence: all capitals, or a headline that capitalises every longer word."""
    by_line: dict[int, list[Token]] = {}
    for token in tokens:
        by_line.setdefault(token.line, []).append(token)
    return frozenset(line for line, words in by_line.items() if _shouts(text, words, lexicon))


def _shouts(text: str, words: Sequence[Token], lexicon: Lexicon) -> bool:
    letters = [w for w in words if any(c.isalpha() for c in w.text)]
    if len(letters) >= 3 and sum(w.text.isupper() for w in letters) > 0.7 * len(letters):
        return True
    if lexicon.capital_nouns or len(words) > _HEADLINE or any(w.first for w in words[1:]):
        return False
    if text[words[-1].stop : words[-1].stop + 1] == ".":
        return False
    longer = [w for w in words[1:] if len(w.text) > 3 and w.text[0].isalpha()]
    common = sum(w.plain in lexicon.common for w in longer if w.capital)
    many = len(longer) >= 4 and sum(w.capital for w in longer) >= 0.75 * len(longer)
    return many and (common >= 2 or not lexicon.common)


def runs(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Maximal stretches [i, j) of words that may make up one name, in order, without overlaps."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        if tokens[i].capital and not _stops(tokens[i], lexicon):
            j = _extend(tokens, i, lexicon)
            found.append((i, j))
            i = j
        else:
            i += 1
    return found


def _stops(token: Token, lexicon: Lexicon) -> bool:
    return token.plain in lexicon.not_names


def touches(tokens: Sequence[Token], j: int) -> bool:
    """Whether word `j` follows its neighbour with nothing between that ends a name."""
    gap, before = tokens[j].gap, tokens[j - 1]
    if gap in _JOINING or gap.strip(" ") == "&":
        return True
    return gap in {". ", ".", ".\u00a0"} and len(before.text) <= 2 and before.capital and not before.upper


def _extend(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    j = i + 1
    while j < len(tokens) and j - i < _LONGEST:
        token = tokens[j]
        known = lexicon.bears(tokens[j - 1].plain) == 2 and lexicon.bears(token.plain)
        abbreviated = token.gap in {". ", "."} and tokens[j - 1].plain in lexicon.titles | lexicon.abbreviations
        if not (touches(tokens, j) or abbreviated):
            break
        if token.capital and (not _stops(token, lexicon) or known):
            j += 1
            continue
        step = _over(tokens, i, j, lexicon)
        if not step:
            break
        j = step
    return j


def _over(tokens: Sequence[Token], i: int, j: int, lexicon: Lexicon) -> int:
    """The index after the capital reached over particles or connectors from `j`, or 0."""
    words = lexicon.person_particles
    if any(t.plain in lexicon.org_heads or t.plain in lexicon.place_heads for t in tokens[i:j]):
        words = words | lexicon.connectors
    if another_body(tokens, j, lexicon):
        return 0
    k = j
    while k < len(tokens) and k - j < 2 and tokens[k].plain in words and not tokens[k].capital and touches(tokens, k):
        k += 1
        words = words | lexicon.second_particles
    if k == j or k >= len(tokens) or not touches(tokens, k):
        return 0
    return k + 1 if tokens[k].capital and not _stops(tokens[k], lexicon) else 0


def another_body(tokens: Sequence[Token], j: int, lexicon: Lexicon) -> bool:
    """Whether a second body starts at the joining word `j`: "the Authority |and the University"."""
    if tokens[j].plain not in lexicon.joining or j + 1 >= len(tokens):
        return False
    if tokens[j + 1].plain in lexicon.function_words:
        return True
    return any(
        t.plain in lexicon.org_heads or (t.capital and t.plain in lexicon.org_words) for t in tokens[j + 1 : j + 3]
    )
