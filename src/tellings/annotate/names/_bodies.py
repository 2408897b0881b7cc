"""Where an organisation's name begins and ends in Russian: a chain of heads, what stands before and what hangs on them.

«московского отделения движения „Солнечный круг“», «Верховный суд Бангладеша»: slovnet gives the core, the pack's heads and
pymorphy3's cases give the rest. A place or a person inside a body's name is no name of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ...lang.gazetteer import plain
from ...records import EntityKind
from ._lexicon import Lexicon
from ._tokens import Token

OPENING, _CLOSE = '«"“„', '»"”“'
_FAR = 14  # words that one name may take
_STEM = 3  # first letters that a head keeps in every case


class Word(NamedTuple):
    """What pymorphy3 says of a word, all readings taken together."""

    lemmas: frozenset[str]
    parts: frozenset[str]
    cases: frozenset[str]
    known: bool = True  # to the dictionary
    living: bool = False  # a noun for a person in every reading as a noun


def analyser(morph: Callable[[], Any]) -> Callable[[str], Word]:
    """A cached look-up of words; `morph` gives the analyser when it is first needed."""

    @functools.lru_cache(maxsize=50_000)
    def look_up(word: str) -> Word:
        parses = [p for p in morph().parse(word) if p.score >= 0.02] or morph().parse(word)
        return Word(
            frozenset(plain(p.normal_form) for p in parses),
            frozenset(p.tag.POS or "" for p in parses),
            frozenset(p.tag.case or "" for p in parses),
            known=bool(morph().word_is_known(word)),
            living={p.tag.animacy for p in parses if p.tag.POS == "NOUN"} == {"anim"},
        )

    return look_up


def over_quoted(text: str, tokens: Sequence[Token], k: int) -> int:
    """Index after the name in quotation marks that word `k` opens, a few words at most; 0 when it opens none."""
    if k >= len(tokens):
        return 0
    gap = tokens[k].gap.strip(" \u00a0")
    if not gap or len(gap) > 1 or gap not in OPENING:
        return 0
    for j in range(k + 1, min(k + 8, len(tokens) + 1)):
        after = tokens[j].gap if j < len(tokens) else text[tokens[-1].stop :][:3]
        if any(c in _CLOSE for c in after[:2]):
            return j
    return 0


class Bodies:
    """Finds the stretches of one text that are names of organisations."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        spans: Sequence[tuple[int, int, EntityKind]],
        lexicon: Lexicon,
        look_up: Callable[[str], Word],
    ) -> None:
        self.text, self.tokens, self.lexicon, self.look_up = text, tokens, lexicon, look_up
        self.starts = {head[:_STEM] for head in lexicon.org_heads}
        self.span_at: dict[int, tuple[int, EntityKind]] = {}
        for i, j, kind in spans:
            self.span_at.setdefault(i, (j, kind))

    def is_head(self, i: int) -> bool:
        word = self.tokens[i].plain
        if not {word[:_STEM], word.rpartition("-")[2][:_STEM]} & self.starts:
            return False  # the dictionary is asked only where it may say yes: most words are no heads
        lemmas = self.look_up(word).lemmas
        return any(
            lemma in self.lexicon.org_heads or lemma.rpartition("-")[2] in self.lexicon.org_heads for lemma in lemmas
        )

    def find(self) -> list[tuple[int, int]]:
        """Stretches of words [i, j), outermost, in order."""
        found: list[tuple[int, int]] = []
        i = 0
        while i < len(self.tokens):
            kind = self.span_at.get(i, (0, "other"))[1]
            stop = 0
            if kind == "organisation" or (self.is_head(i) and kind != "person"):
                stop = self._chain(i)
            if stop and self._named(i, stop):
                start = self._adjectives(i)
                while found and found[-1][1] > start:
                    start += 1
                found.append((start, stop))
            i = max(stop, i + 1)
        return found

    def _named(self, i: int, j: int) -> bool:
        """Whether the stretch names one body: a capital past its head, a span of slovnet's, or whose government it is."""
        if any(k in self.span_at for k in range(i, j)) or any(t.capital for t in self.tokens[i + 1 : j]):
            return True
        office = self.look_up(self.tokens[i].plain).lemmas & self.lexicon.org_words
        return (
            bool(office) and i > 0 and self._adjective(i - 1) and bool(self.lexicon.demonym(self.tokens[i - 1].plain))
        )

    def _adjectives(self, i: int) -> int:
        """Back over the adjectives that belong to the name: «независимого |еженедельника»."""
        start = i
        head = self.is_head(i)
        while start and self._near(start) and self._adjective(start - 1):
            if not head and not self.lexicon.demonym(self.tokens[start - 1].plain):
                break
            start -= 1
        return start

    def _adjective(self, k: int) -> bool:
        word = self.look_up(self.tokens[k].plain)
        if "ADJF" not in word.parts or word.lemmas & self.lexicon.org_inside:
            return False
        return k not in self.span_at or self.span_at[k][0] == k + 1

    def _near(self, k: int) -> bool:
        return 0 < k < len(self.tokens) and self.tokens[k].gap in {" ", "\u00a0"}

    def _chain(self, i: int) -> int:
        """Index after the name whose head or core is word `i`; 0 when nothing but the bare head is there."""
        stop = self.span_at[i][0] if i in self.span_at and self.span_at[i][1] == "organisation" else i + 1
        good = stop if i in self.span_at or self._government(i) else 0
        head = any(self.is_head(n) for n in range(i, stop))
        k = stop
        while k < len(self.tokens) and k - i < _FAR:
            step = self._span(k) or self._about(k)
            if head and not step:
                step = self._quoted(k) or self._latin(k) or self._head(k) or self._after_whom(k)
            if step:
                good = k = step
                continue
            step = self._genitive(k, i) if head and k <= i + 6 else 0
            if not step:
                break
            k = step
            if self.tokens[i].capital:
                good = k
        return good

    def _government(self, i: int) -> bool:
        return bool(self.look_up(self.tokens[i].plain).lemmas & self.lexicon.org_words)

    def _quoted(self, k: int) -> int:
        """Over a name in quotation marks; the closing mark stays outside."""
        return over_quoted(self.text, self.tokens, k)

    def _span(self, k: int) -> int:
        """Over a place, body or person right behind, in the genitive or unbending."""
        if not self._near(k) or k not in self.span_at:
            return 0
        stop, kind = self.span_at[k]
        cases = self.look_up(self.tokens[k].plain).cases
        if kind == "person":
            return 0
        return stop if kind == "organisation" or "gent" in cases or cases <= {""} else 0

    def _latin(self, k: int) -> int:
        j = k
        while (
            self._near(j)
            and self.tokens[j].text.isascii()
            and (self.tokens[j].capital or (j > k and self._latin_next(j)))
        ):
            j += 1
        return j if j > k else 0

    def _latin_next(self, j: int) -> bool:
        return j + 1 < len(self.tokens) and self.tokens[j + 1].text.isascii() and self.tokens[j + 1].capital

    def _head(self, k: int) -> int:
        """Over a second head in the genitive that goes on to a name itself."""
        if not self._near(k) or not self.is_head(k) or "gent" not in self.look_up(self.tokens[k].plain).cases:
            return 0
        return self._chain(k)

    def _about(self, k: int) -> int:
        """Over «по Приморскому краю»: a preposition of the pack's and the place behind it."""
        if not self._near(k) or self.tokens[k].plain not in self.lexicon.connectors:
            return 0
        if k + 1 in self.span_at and self._near(k + 1) and self.span_at[k + 1][1] != "person":
            return self.span_at[k + 1][0]
        return (
            k + 2
            if self._near(k + 1) and self.is_head(k + 1) and "loct" in self.look_up(self.tokens[k + 1].plain).cases
            else 0
        )

    def _after_whom(self, k: int) -> int:
        """Over «им. Олены Ковач»: a word of the pack's and the person behind it."""
        if not self._near(k) or self.tokens[k].plain not in self.lexicon.named_after:
            return 0
        return self.span_at[k + 1][0] if k + 1 in self.span_at and len(self.tokens[k + 1].gap) <= 2 else 0

    def _genitive(self, k: int, i: int) -> int:
        """Over one lower-case word in the genitive (or an adjective), or a joining word between two such."""
        if not self._near(k) or self.tokens[k].capital:
            return 0
        whole, kind = self.span_at.get(i, (0, "other"))
        if kind == "organisation" and k >= whole > i + 1:
            return 0  # a name of several words is whole as slovnet read it: «Верховный суд |города»
        word = self.look_up(self.tokens[k].plain)
        if self.tokens[k].plain in self.lexicon.joining:
            return k + 1 if k > i + 1 and self._genitive(k + 1, i) else 0
        noun = bool(word.parts & {"NOUN", "ADJF", "PRTF"}) and "gent" in word.cases
        return k + 1 if noun and self.tokens[k].plain not in self.lexicon.function_words else 0
