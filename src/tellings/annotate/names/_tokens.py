"""Words of a text with what capitals and position tell of them. Linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from ...lang.gazetteer import plain
from ...textfold import bare, fold

_WORD = re.compile(
    r"[^\W_][\w\u0300-\u036f\u064b-\u0652\u0670]*(?:[.\-‑’'ʼ&][^\W_][\w\u0300-\u036f\u064b-\u0652\u0670]*)*"
)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»“)\]]*\s|[\n\r\u2028\u2029]")
_OPENING = frozenset("\"'“”„«‹‘([–—-•*")
_APOSTROPHES = "’'ʼ"
# Endings of web addresses that outlets are named by ("Kestrel.az").
_DOMAINS = frozenset(
    [
        "com",
        "net",
        "org",
        "info",
        "tv",
        "az",
        "am",
        "by",
        "de",
        "es",
        "eu",
        "fr",
        "ge",
        "it",
        "kz",
        "md",
        "pl",
        "ru",
        "tr",
        "ua",
        "uk",
    ]
)
_LONG = 60  # a longer "word" is no word of a name


class Token(NamedTuple):
    start: int
    stop: int
    text: str
    plain: str
    first: bool  # at the start of a sentence, line or quotation, where a capital tells nothing
    cased: bool  # of a script that has capitals
    capital: bool  # starts with an upper-case or title-case letter
    upper: bool  # two letters or more, all upper case
    line: int
    gap: str  # what stands between the word before and this one


def tokenize(
    text: str,
    *,
    elisions: Collection[str] = (),
    abbreviations: Collection[str] = (),
    written_on: Callable[[str], int] | None = None,
) -> list[Token]:
    """The words of `text` in order; offsets in code points. A clitic ("l'") and a suffix ("'s") are not in a word.

    `written_on` says how many letters of a plain word are a small word written onto it, which is not in it either.
    """
    tokens: list[Token] = []
    previous, line = 0, 0
    for match in _WORD.finditer(text):
        for start, stop in _pieces(match.group(), match.start(), elisions):
            gap = text[previous:start]
            line += gap.count("\n")
            if "." in text[start:stop] and text[stop : stop + 1] == "." and stop - start < 8:
                stop += 1  # noqa: PLW2901 - the last dot of "U.S." belongs to it
            word = text[start:stop]
            if written_on is not None and (ahead := written_on(bare(plain(word)))):
                start += ahead  # noqa: PLW2901
                word, gap = text[start:stop], gap or " "
            first = not tokens or _opens(gap, tokens[-1], abbreviations)
            letters = [c for c in word if c.isalpha()]
            capital = bool(letters) and (word[0].isupper() or word[0].istitle() or _particled(word))
            upper = capital and len(letters) > 1 and all(c.isupper() for c in letters)
            cased = word[0].lower() != word[0].upper()
            tokens.append(Token(start, stop, word, bare(plain(word)), first, cased, capital, upper, line, gap))
            previous = stop
    return tokens


def _particled(word: str) -> bool:
    """Whether a word is a name with a small particle before a hyphen: "al-Jaber"."""
    particle, _, rest = word.partition("-")
    return 0 < len(particle) <= 3 and particle.isalpha() and rest[:1].isupper() and rest[1:2].islower()


def _opens(gap: str, before: Token, abbreviations: Collection[str]) -> bool:
    if _SENTENCE_END.search(gap):
        short = gap.startswith(".") and "\n" not in gap and "\r" not in gap
        return not (short and (len(before.text) == 1 or before.plain in abbreviations or "." in before.text))
    opening = gap.strip()
    return bool(opening) and opening[-1] in '"“„«‹‘»' and opening[-1] in _OPENING | {"»"}


def _pieces(word: str, offset: int, elisions: Collection[str]) -> list[tuple[int, int]]:
    """Cut a rough word where an apostrophe, hyphen or dot does not hold a name together."""
    if len(word) > _LONG:
        return [(offset, offset + len(word))]
    pieces: list[tuple[int, int]] = []
    begin = 0
    for i, char in enumerate(word):
        if char in _APOSTROPHES:
            left, right = word[begin:i], word[i + 1 : i + 2]
            after = word[i + 1 :]
            if left.lower() in elisions:
                begin = _cut(pieces, offset, begin, i)
            elif right.islower() and (right < "\u0400" or right > "\u04ff") and not _mid_word(left, after):
                pieces.append((offset + begin, offset + i))
                return pieces
        elif (char in "-‑" and not _joins(word, begin, i)) or (
            char == "." and not _initials(word[begin:i]) and fold(word[i + 1 :]) not in _DOMAINS
        ):
            begin = _cut(pieces, offset, begin, i)
    pieces.append((offset + begin, offset + len(word)))
    return pieces


def _cut(pieces: list[tuple[int, int]], offset: int, begin: int, at: int) -> int:
    if at > begin:
        pieces.append((offset + begin, offset + at))
    return at + 1


def is_address(word: str) -> bool:
    """Whether a word is named like a web address."""
    return fold(word).rpartition(".")[2] in _DOMAINS and "." in word


def _initials(left: str) -> bool:
    """Whether single letters with dots between them stand before a dot: "U.S", "J"."""
    return len(left) == 1 or left.count(".") * 2 == len(left) - 1


def _mid_word(left: str, after: str) -> bool:
    """Whether an apostrophe stands within a name ("Sana'a", "Ka'abi"), not before a suffix ("Ankara'da")."""
    return after in {"a", "i"} and left[-1:] in "aiu" and len(left) > 2


def _joins(word: str, begin: int, at: int) -> bool:
    """Whether a hyphen holds two parts of one name together: both capitals ("Bin-Laden"), or a lower-case particle."""
    left, right = word[begin:at], word[at + 1 : at + 2]
    cyrillic = "\u0400" <= right <= "\u052f"
    if right.islower() and (word.islower() or (len(left) == 1 and len(word) <= 4) or (cyrillic and len(left) > 3)):
        return True
    if right.isupper() or right.isdigit():
        return left[:1].isupper() or len(left) <= 3
    following = re.split(r"[\-‑]", word[at + 1 :], maxsplit=1)
    return left[:1].isupper() and len(following) > 1 and len(following[0]) <= 3 and following[1][:1].isupper()
