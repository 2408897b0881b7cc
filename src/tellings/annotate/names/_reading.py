"""The state of reading one text: its words, what was found so far, which words are taken."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from ...lang.gazetteer import Entry
from ...records import EntityKind
from ._lexicon import Lexicon
from ._runs import shouting_lines
from ._tokens import Token, tokenize


class Reading:
    """The state of reading one text: its words, what was found so far, which words are taken."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = tokenize(
            text,
            elisions=lexicon.elisions,
            abbreviations=lexicon.abbreviations,
            written_on=lexicon.written_on if lexicon.clitics else None,
        )
        if lexicon.capital_nouns:
            self.tokens = [part for t in self.tokens for part in _name_and_noun(t, lexicon)]
        self.nouns = _nouns(self.tokens, lexicon)
        self.shouting = shouting_lines(text, self.tokens, lexicon)
        self.taken = bytearray(len(self.tokens))
        self.found: list[tuple[int, int, EntityKind, str, str]] = []  # word i, word j, kind, rule, canonical

    def add(self, i: int, j: int, kind: EntityKind, rule: str, canonical: str = "") -> None:
        if i < j and not any(self.taken[i:j]):
            self.found.append((i, j, kind, rule, canonical))
            self.taken[i:j] = b"\x01" * (j - i)

    def common(self, i: int) -> bool:
        return self.lexicon.is_common(self.tokens[i].plain)


def _nouns(tokens: list[Token], lexicon: Lexicon) -> frozenset[str]:
    """Where every noun has a capital: the words that stand behind an article at least every third time."""
    if not (lexicon.capital_nouns and lexicon.determiners):
        return frozenset()
    every = Counter(t.plain for t in tokens if t.capital)
    behind = Counter(b.plain for a, b in pairwise(tokens) if b.capital and a.plain in lexicon.determiners)
    return frozenset(word for word, count in behind.items() if 3 * count >= every[word])


def _name_and_noun(token: Token, lexicon: Lexicon) -> list[Token]:
    """A name written together with a noun, cut at the hyphen: "Iskander-Rakete"."""
    left, hyphen, right = token.text.rpartition("-")
    if not hyphen or not left or not lexicon.is_common(token.plain[len(left) + 1 :]) or token.plain in lexicon.common:
        return [token]
    at = token.start + len(left)
    upper = len(left) > 1 and left.isupper()
    first = token._replace(stop=at, text=left, plain=token.plain[: len(left)], upper=upper)
    rest = token._replace(
        start=at + 1, text=right, plain=token.plain[len(left) + 1 :], first=False, upper=False, gap="-"
    )
    return [first, rest]


def again(reading: Reading, i: int) -> bool:
    """Whether the same capitalised word stands elsewhere in the report, inside a sentence."""
    word = reading.tokens[i].text
    return any(t.text == word and not t.first and t.line not in reading.shouting for t in reading.tokens)


def is_organisation(reading: Reading, i: int, j: int) -> bool:
    words, genitive = reading.lexicon.org_words, reading.lexicon.capital_nouns
    return any(t.plain in words or (genitive and t.plain.removesuffix("s") in words) for t in reading.tokens[i:j])


def is_noun(reading: Reading, k: int) -> bool:
    """A common noun in a language that gives every noun a capital, which is no person's word either."""
    word = reading.tokens[k].plain
    lexicon = reading.lexicon
    return lexicon.capital_nouns and lexicon.is_common(word) and lexicon.bears(word) < 2 and not lexicon.is_role(word)


def add_entry(reading: Reading, i: int, hit: tuple[int, Entry]) -> None:
    stop, entry = hit
    if entry.kind == "place":
        reading.add(i, stop, "place", "gazetteer place", reading.lexicon.written_label(entry))
    elif entry.kind == "product":
        reading.add(i, stop, "product", "gazetteer product", reading.lexicon.written_label(entry))
    else:
        reading.add(i, stop, "organisation", "gazetteer body", reading.lexicon.written_label(entry))
