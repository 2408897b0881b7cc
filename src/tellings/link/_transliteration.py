"""How well a Latin word spells a word of another script, by costs learnt from Wikidata's person names (CC0).

`training/gazetteer/transliteration.py` makes the table: script, sign, Latin letters, cost (-log probability). A word's
cost is that of its best segmentation; per sign of the foreign word it is comparable over words.
"""

from __future__ import annotations

import functools
import gzip
import math
import re
import unicodedata
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from ..lang import load_pack
from ._spelling import level, romanise, skeleton

_TABLE = Path(__file__).parent / "transliteration.tsv.gz"
_RANGES = (
    ("Cyrl", "\u0400", "\u052f"),
    ("Arab", "\u0600", "\u06ff"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Kana", "\u30a0", "\u30ff"),
    ("Hani", "\u3400", "\u9fff"),
)
# Letters that the table's Russian lacks, by the letter that sounds like it; unmarked ones last.
_LIKE = str.maketrans("іїєґѝўћђјљњџѓќұңғқәөһү", "ииегиучжилнжгкунгкаоху")
_UNKNOWN, _PER_LETTER, _LONGEST, _WORST = 7.0, 2.5, 6, 5.0
_ENOUGH = 0.66  # raw likeness from which on two words count as one; wrong pairs of the development part stay below
_NO_VOWELS = frozenset({"Arab", "Hebr"})  # compared by consonants
_MOST = 24  # signs; a longer word is no word of a name
_LABIALS = "bp"  # a nasal vowel before them is written with m in other scripts
_NASALS = {"ę": "e", "ą": "o"}  # Polish: the vowel that is heard before the nasal
_TURKIC = frozenset("əığşxq")  # letters that show Turkish or Azerbaijani spelling, where c is a voiced sound
_SOUNDS = str.maketrans({"c": "dj", "q": "g", "ğ": "g", "ı": "y"})


def script_of(word: str) -> str:
    """The script of a word's first letter as the table names it, "Latn", or "" when the table has none for it."""
    for char in word:
        if char.isalpha():
            found = next((script for script, low, high in _RANGES if low <= char <= high), "")
            return found or ("Latn" if "LATIN" in unicodedata.name(char, "") else "")
    return ""


@functools.cache
def _costs() -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for line in gzip.decompress(_TABLE.read_bytes()).decode("utf-8").splitlines():
        script, sign, letters, cost = line.split("\t")
        found.setdefault(script, {}).setdefault(sign, {})[letters] = float(cost)
    return found


@functools.lru_cache(maxsize=200_000)
def spelling_cost(latin: str, foreign: str) -> float | None:
    """What it costs to write `foreign` as `latin`, per letter of both; None where the table knows nothing of the script."""
    table = _costs().get(script_of(foreign))
    letters = romanise(_bare(latin.lower())).replace("'", "").replace("-", "")
    signs = [c for c in foreign.lower().translate(_LIKE) if c.isalpha()]
    if table is None or not letters or not signs or max(len(letters), len(signs)) > _MOST:
        return None
    if len(letters) > _LONGEST * len(signs) or len(signs) > 2 * len(letters) + 2:
        return _WORST
    row = [0.0] + [math.inf] * len(letters)
    for sign in signs:
        known = table.get(sign, {})
        following = [math.inf] * len(row)
        for at, here in enumerate(row):
            if here == math.inf:
                continue
            for step in range(min(_LONGEST, len(letters) - at) + 1):
                cost = here + known.get(letters[at : at + step], _UNKNOWN + _PER_LETTER * step)
                following[at + step] = min(following[at + step], cost)
        row = following
    return min(_WORST, row[-1] / (len(signs) + len(letters)))


@functools.lru_cache(maxsize=200_000)
def readings(latin: str) -> tuple[str, ...]:
    """A Latin word as written and, where its letters show a spelling tradition, as it is heard and so transliterated.

    Polish nasal vowels become vowel and n or m, Turkic c, q and ə the sounds that other scripts write, and double
    letters single ones.
    """
    word = unicodedata.normalize("NFC", latin.lower().replace("i\u0307", "i"))
    found = [word]
    if any(c in _NASALS for c in word):
        following = word[1:] + " "
        found.append("".join(_nasal(c, after) for c, after in zip(word, following, strict=True)))
    if "c" in word or any(c in _TURKIC for c in word):
        heard = word.translate(_SOUNDS)
        found += [heard.replace("ə", "a"), heard.replace("ə", "e"), heard.replace("ə", "a", 1).replace("ə", "e")]
        found.append(heard.replace("ə", "e", 1).replace("ə", "a"))
    found += [re.sub(r"([^\W\d_])\1", r"\1", w) for w in found]
    return tuple(dict.fromkeys(found))


def _nasal(letter: str, after: str) -> str:
    vowel = _NASALS.get(letter)
    return letter if vowel is None else vowel + ("m" if after in _LABIALS else "n")


@functools.lru_cache(maxsize=200_000)
def across_scripts(a: str, b: str) -> float | None:
    """0-1: how far two words in two scripts are one; None when neither is Latin or a script has no table.

    The best reading of the Latin word counts. Half is the learnt cost, half the likeness (Jaro-Winkler) of the romanised words.
    """
    latin, foreign = (a, b) if script_of(a) == "Latn" else (b, a)
    if script_of(latin) != "Latn" or script_of(foreign) == "Latn":
        return None
    forms = (
        foreign,
        *(foreign.removeprefix(a) for a in _articles() if foreign.startswith(a) and len(foreign) > len(a) + 2),
    )
    scores = [score for word in readings(latin) for form in forms if (score := _across(word, form)) is not None]
    return max(scores, default=None)


@functools.cache
def _articles() -> tuple[str, ...]:
    """Articles that a script writes onto a name and Latin letters write apart, or not at all."""
    return tuple(load_pack("und").table("names").get("written_articles", ()))


def _across(latin: str, foreign: str) -> float | None:
    """`across_scripts` for one reading of the Latin word."""
    cost = spelling_cost(latin, foreign)
    if cost is None:
        return None
    near = JaroWinkler.similarity(level(romanise(latin)), level(romanise(foreign).replace(" ", "")))
    if script_of(foreign) in _NO_VOWELS:
        consonants = romanise(foreign).replace(" ", "")
        near = max(
            JaroWinkler.similarity(skeleton(romanise(latin)), skeleton(form))
            for form in (consonants, consonants.replace("w", ""))  # waw writes a vowel as well
        )
    raw = 0.5 * near + 0.5 * (1.0 - min(2.0, cost))
    return max(0.0, raw if raw < _ENOUGH else 0.8 + (raw - _ENOUGH) * 0.19 / (1.0 - _ENOUGH))


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
