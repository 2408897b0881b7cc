"""Find where a headline ends that was glued to the text, as exports and pasted pages do that drop line breaks."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ..lang import load_pack
from ..textfold import fold
from .lines import Line, trim
from .title import is_headline

_SHORTEST, _LONGEST = 15, 220  # characters of a headline
_FEWEST_WORDS = 3
_MOST_WORDS = 45  # looked at
_BODY = 40  # characters that have to follow
_FEWEST_SPELLED = 4  # words of the address that the headline has to share
_SPELLED = 0.7  # and their share of the address's words
_DENSE = 0.6  # of the headline's words, how many the address spells
_LOWER = 0.5  # of a headline's longer words, how many are in small letters, so that a capital says something
_LONG_WORD = 4  # letters
_NUMBERED = 5  # figures in a last word of an address that is an article's number, not a word

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.…!?؟。][\"'”»)]?\s")
_GAP = re.compile(r"(?<=[\w\"'”»)%?!])[ \t\u00a0]{2,40}(?=\S)")
_OPENS = re.compile(r"\s+(?:[-–—|]\s+)?(?P<mark>[\"'“„«¿¡(\[])?(?P<first>[^\W_])")
_GREEK = "\u0370"  # the first letters behind the Latin ones
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_SOFT = str.maketrans("", "", "aeiouyjhw'`")  # what transliterations disagree about


class _Word(NamedTuple):
    start: int
    stop: int
    text: str

    @property
    def foreign(self) -> bool:
        """Not in Latin letters, so that an address may hold it in a transliteration."""
        return self.text[0] >= _GREEK


def part_glued(lines: list[Line], *, lang: str, url: str | None = None) -> list[Line]:
    """The lines, the first parted where its headline ends; the same where nothing shows one, or it is all headline.

    For a text that was one line before anything was cut out of it: in others the headline has its own.
    """
    if not lines or is_headline(lines[0].text):
        return lines
    line = lines[0]
    end = glued_headline(line.text, lang=lang, url=url)
    rest = None if end is None else trim(line.text, end, len(line.text))
    if end is None or rest is None:
        return lines
    head = Line(line.start, line.start + end, line.text[:end])
    return [head, Line(line.start + rest.start, line.stop, rest.text), *lines[1:]]


def glued_headline(text: str, *, lang: str, url: str | None = None) -> int | None:
    """Where in `text`, one line, the headline ends that it begins with; None where nothing shows one.

    Shown by white space wider than between words, by the words of the address `url`, or by a function word in
    capitals in the middle of a sentence ("… in the harbour The fire began"). A capital or a quotation mark has
    to follow, and 40 characters.
    """
    head = text[: _LONGEST + _BODY]
    words = [_Word(*m.span(), m[0]) for m in _WORD.finditer(head)][:_MOST_WORDS]
    ended = _SENTENCE_END.search(head)
    last = min(ended.end() if ended else _LONGEST, len(text) - _BODY, _LONGEST)
    starters = _folded(tuple(load_pack(lang).table("sentences").get("starters", ())))
    for end in (_wide_gap(head), _spelled(words, head, url, starters), _function_word(words, head, lang, starters)):
        if end is not None and _SHORTEST <= end <= last and sum(w.stop <= end for w in words) >= _FEWEST_WORDS:
            return end
    return None


def _wide_gap(head: str) -> int | None:
    gap = _GAP.search(head)
    return gap.start() if gap and _opens(head, gap.start()) else None


def _spelled(words: Sequence[_Word], head: str, url: str | None, starters: frozenset[str]) -> int | None:
    """The end of the last word that the address spells; one that cannot end a sentence shows that it was cut short."""
    spelled = _address_words(url)
    if len(spelled) < _FEWEST_SPELLED:
        return None
    found = _common([_spellings(w, heard=True) for w in spelled], [_spellings(w.text, heard=w.foreign) for w in words])
    if len(found) < max(_FEWEST_SPELLED, _SPELLED * len(spelled)) or len(found) < _DENSE * (found[-1] + 1):
        return None
    last = words[found[-1]]
    return last.stop if _opens(head, last.stop) and last.text not in starters else None


def _address_words(url: str | None) -> list[str]:
    """The words of the part of an address's path that has most of them, without a number at their end."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return []
    parts = [_WORD.findall(re.sub(r"\.\w{2,5}$", "", part)) for part in path.split("/")]
    words = max(parts, key=lambda part: sum(word.isalpha() for word in part), default=[])
    while words and sum(c.isdigit() for c in words[-1]) >= _NUMBERED:
        words = words[:-1]
    return words[:_MOST_WORDS]


@functools.lru_cache(maxsize=4_096)
def _spellings(word: str, *, heard: bool) -> frozenset[str]:
    """The ways an address may write a word: as it stands, without accents, and where it is `heard` by its consonants."""
    from anyascii import anyascii

    low = fold(word)
    bare = anyascii(low).lower()
    ways = {low, bare, anyascii(low.translate(_WRITTEN_OUT)).lower()}
    consonants = bare.translate(_SOFT)
    return frozenset(ways | ({f"*{consonants}"} if heard and len(consonants) > 1 else set()))


def _common(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> list[int]:
    """The places in `right` of a longest common subsequence."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            both = 1 + best[i + 1][j + 1] if left[i] & right[j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    found: list[int] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] & right[j] and best[i][j] == 1 + best[i + 1][j + 1]:
            found.append(j)
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _function_word(words: Sequence[_Word], head: str, lang: str, starters: frozenset[str]) -> int | None:
    """Before the first function word in capitals that nothing but a new sentence explains."""
    nouns = bool(load_pack(lang).table("sentences").get("nouns_in_capitals", False))
    for n, word in enumerate(words[1:-1], start=1):
        if fold(word.text) not in starters or not word.text[0].isupper() or word.text[1:].isupper():
            continue
        if head[words[n - 1].stop : word.start].strip() or (words[n + 1].text[0].isupper() and not nouns):
            continue
        if _in_sentence_case(words[:n]):
            return words[n - 1].stop
    return None


@functools.cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _in_sentence_case(words: Sequence[_Word]) -> bool:
    longer = [w.text for w in words[1:] if len(w.text) >= _LONG_WORD and w.text[0].isalpha()]
    return sum(text[0].islower() for text in longer) >= _LOWER * len(longer)


def _opens(head: str, at: int) -> bool:
    """Whether a sentence may begin behind `at`. In a script without capitals only a quotation mark shows it."""
    match = _OPENS.match(head, at)
    if match is None:
        return False
    return match["first"].isupper() or match["mark"] is not None
