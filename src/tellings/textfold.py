"""The one case fold that serves everywhere: length-preserving, so that offsets survive it.

Arabic letters that are written one way or another by habit fold alike (hamza on or under an alif, the two forms of a final
ya and of a final ha), Arabic marks fold as punctuation of one kind, and vowel signs, which most texts leave out, become the
sign that stretches a word, `FILLER`: it holds the word together, and `bare` takes it out.
"""

from __future__ import annotations

import re

FILLER = "\u0640"
_SPECIAL = {"İ": "i", "ẞ": "ß"}
_ALIKE = {
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627", "\u0629": "\u0647", "\u0649": "\u064a",
    "\u06cc": "\u064a", "\u06a9": "\u0643", "\u060c": ",", "\u061b": ";", "\u061f": "?",
    **{chr(code): FILLER for code in (*range(0x064B, 0x0653), 0x0670)},
}  # fmt: skip
LETTERS = (
    r"(?:[^\W\d_][\u064b-\u0652\u0670]*)+"  # a pattern for letters of text that is not folded, with their vowel signs
)
_SPELT = re.compile(f"[{''.join(_ALIKE)}]")
_ARABIC_LETTER = re.compile("([\u0621-\u064a])")


def _lower(char: str) -> str:
    small = _ALIKE.get(char) or char.lower()
    return small if len(small) == 1 else _SPECIAL.get(char, char)


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = _lower(chr(code))
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case, code point by code point: `len(fold(text)) == len(text)` always ('İ'.lower() is two long)."""
    if text.isascii():
        return text.lower()
    if (
        "İ" in text or "Σ" in text or _SPELT.search(text)
    ):  # 'Σ', 'İ': their small letter is two long, or hangs on others
        return text.translate(_FOLDING)
    return text.lower()  # the same, and faster


def bare(word: str) -> str:
    """A folded word without the signs that `FILLER` stands for."""
    return word.replace(FILLER, "") if FILLER in word else word


def loose(pattern: str) -> str:
    """A regular expression for folded text that lets vowel signs stand behind each Arabic letter of it."""
    return _ARABIC_LETTER.sub(rf"\1{FILLER}{{0,2}}", pattern)
