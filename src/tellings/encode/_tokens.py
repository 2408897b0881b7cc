"""Cut text into tokens: words, single Han characters with their 2- and 3-grams, kana runs, canonical numbers."""

from __future__ import annotations

import operator
import re
import unicodedata

# Spellings that differ by keyboard or by habit, not by word: Arabic and Persian letter forms, Turkic i, apostrophes.
_SAME = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك",
    "İ": "i", "ı": "i", "ё": "е", "Ё": "е", "ґ": "г", "Ґ": "г",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'",
    "\u200c": " ", "\u200d": None, "\u0640": None, "\u00ad": None, "\u200e": None, "\u200f": None,
}  # fmt: skip
_HAN = "\u3400-\u4dbf\u4e00-\u9fff々"
_KATAKANA = "\u30a0-\u30ff"
_HIRAGANA = "\u3041-\u309f"
_TOKEN = re.compile(
    r"(?P<date>\d{1,4}([./-])\d{1,2}\2\d{1,4})(?!\d)"
    r"|(?P<number>\d{1,3}(?:[ .,']\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    rf"|(?P<han>[{_HAN}]+)"
    rf"|(?P<kana>[{_KATAKANA}]+|[{_HIRAGANA}]+)"
    rf"|(?P<word>[^\W\d_{_HAN}{_KATAKANA}{_HIRAGANA}]+)"
)
_GROUPED = re.compile(r"[ .,'](?=\d{3}(?!\d))")

MAX_CHARACTERS = 4000  # of one text; a sentence is far shorter, hostile input is not
MAX_WORD = 40  # code points of one word that are looked at
MAX_TOKENS = 400


class _Table(dict[int, str | None]):
    """The case fold and the spellings above, filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char in _SAME:
            folded = _SAME[char]
        elif unicodedata.category(char) in ("Mn", "Cf") and code < 0x0900:
            folded = None  # stress marks, vowel points, direction marks
        elif char.isdecimal():
            folded = str(unicodedata.decimal(char))
        else:
            low = char.lower()
            folded = _SAME.get(low, low) if len(low) == 1 else low[0]
        self[code] = folded
        return folded


_TABLE = _Table()


def normalise(text: str) -> str:
    """NFKC, case and spelling variants folded; offsets do not survive."""
    return unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).translate(_TABLE)


def _number(digits: str) -> str:
    plain = _GROUPED.sub("", digits).replace(",", ".")
    whole, _, part = plain.partition(".")
    part = part.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"#{whole}.{part}" if part else f"#{whole}"


def _han(run: str) -> list[str]:
    """The characters, then their 2-grams, then their 3-grams."""
    pairs = list(map(operator.add, run, run[1:]))
    return [*run, *pairs, *map(operator.add, pairs, run[2:])]


def _kana(run: str) -> list[str]:
    if run[0] >= "\u30a0" or len(run) < 3:
        return [run]
    return [run, *(run[i : i + 2] for i in range(len(run) - 1))]


def pieces(text: str) -> tuple[list[str], list[int]]:
    """The tokens of `text` but with each run of Han whole, and the indices of those runs.

    A text of more tokens than `MAX_TOKENS` is cut as `tokens` cuts it, and has no runs.
    """
    found: list[str] = []
    runs: list[int] = []
    more = 0  # tokens that runs stand for, beyond themselves
    for match in _TOKEN.finditer(normalise(text)):
        token, kind = match.group(), match.lastgroup
        if kind == "word":
            found.append(token[:MAX_WORD])
        elif kind == "han":
            runs.append(len(found))
            found.append(token)
            more += 3 * len(token) - 4 if len(token) > 1 else 0
        else:
            _add(found, token, kind)
        if len(found) + more > MAX_TOKENS:
            return tokens(text), []
    return found, runs


def tokens(text: str) -> list[str]:
    """The tokens of `text`, at most `MAX_TOKENS`. Numbers start with `#` and are canonical: "1,500" is `#1500`."""
    found: list[str] = []
    for match in _TOKEN.finditer(normalise(text)):
        if match.lastgroup == "han":
            found += _han(match.group())
        else:
            _add(found, match.group(), match.lastgroup)
        if len(found) >= MAX_TOKENS:
            return found[:MAX_TOKENS]
    return found


def _add(found: list[str], token: str, kind: str | None) -> None:
    if kind == "word":
        found.append(token[:MAX_WORD])
    elif kind == "number":
        found.append(_number(token))
    elif kind == "kana":
        found += _kana(token[:MAX_WORD])
    else:
        found += [_number(part) for part in re.split(r"[./-]", token)]
