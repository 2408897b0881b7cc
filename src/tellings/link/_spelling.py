"""Romanise names and level the spelling traditions of transliteration: one spelling per sound, roughly."""

from __future__ import annotations

import functools
import re
import unicodedata

from anyascii import anyascii

from ..lang import load_pack

_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
# Longest first; what stands left is how German, French, Polish, Turkish, Azerbaijani, English and anyascii spell it.
_LEVEL = (
    ("shch", "s"), ("schtsch", "s"), ("tsch", "c"), ("tch", "c"), ("dzh", "j"), ("dsch", "j"), ("sch", "s"),
    ("ck", "k"), ("cz", "c"), ("sz", "s"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("th", "t"), ("ts", "c"), ("tz", "c"), ("dj", "j"), ("dz", "z"), ("rz", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("iya", "ia"), ("ija", "ia"), ("iy", "i"), ("ij", "i"), ("yy", "i"), ("yo", "o"), ("jo", "o"), ("io", "o"),
    ("ye", "e"), ("je", "e"), ("ie", "e"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("yu", "u"), ("ju", "u"), ("iu", "u"),
    ("y", "i"), ("w", "v"), ("q", "k"), ("x", "ks"), ("'", ""),
)  # fmt: skip
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("aeiouhy'", None),
        **dict.fromkeys("gkqxc", "k"),
        **dict.fromkeys("sjz", "s"),
        **dict.fromkeys("bp", "p"),
        **dict.fromkeys("vfw", "v"),
        **dict.fromkeys("dt", "t"),
        **dict.fromkeys("mn", "n"),
    }
)


@functools.lru_cache(maxsize=100_000)
def romanise(form: str) -> str:
    """Lower-case ASCII, accents gone, one kind of apostrophe."""
    composed = unicodedata.normalize("NFC", form.replace("İ", "I").replace("’", "'").replace("ʼ", "'"))
    return anyascii(composed).lower().replace("`", "'")


@functools.lru_cache(maxsize=100_000)
def words_of(form: str) -> tuple[str, ...]:
    """The romanised words of a name, without the noise beside it ("Mr", "Sheikh") unless nothing else is left."""
    words = tuple(w for w in _WORDS.findall(romanise(form)) if w)
    kept = tuple(w for w in words if w not in _noise())
    return kept or words


@functools.cache
def _noise() -> frozenset[str]:
    return frozenset(load_pack("und").table("names").get("name_noise", ()))


@functools.cache
def inflections() -> frozenset[str]:
    """Romanised case endings, the empty one included."""
    return frozenset(load_pack("und").table("names").get("inflections", ("",)))


@functools.lru_cache(maxsize=100_000)
def level(word: str) -> str:
    """One spelling for the many ways to transliterate a sound."""
    for old, new in _LEVEL:
        if old in word:
            word = word.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", word)


@functools.lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a levelled word, by class; vowels and h are left out."""
    kept = level(word).translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", kept)
