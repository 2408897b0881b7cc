"""Romanise names and level the spelling traditions of transliteration: one spelling per sound, roughly."""

from __future__ import annotations

import functools
import re
import unicodedata

from anyascii import anyascii

from ..lang import load_pack

_RAW = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*")
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
# Longest first; what stands left is how German, French, Polish, Turkish, Azerbaijani, English and anyascii spell it.
_LEVEL = (
    ("shch", "s"), ("schtsch", "s"), ("dsch", "J"), ("tsch", "c"), ("tch", "c"), ("dzh", "J"), ("dj", "J"), ("sch", "s"),
    ("ck", "k"), ("cz", "c"), ("sz", "s"), ("sh", "s"), ("ch", "c"), ("zh", "J"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("th", "t"), ("ts", "c"), ("tz", "c"), ("dz", "z"), ("rz", "J"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("iya", "ia"), ("ija", "ia"), ("iy", "i"), ("ij", "i"), ("yy", "i"), ("yo", "o"), ("jo", "o"), ("io", "o"),
    ("ye", "e"), ("je", "e"), ("ie", "e"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("yu", "u"), ("ju", "u"), ("iu", "u"),
    ("y", "i"), ("w", "v"), ("q", "k"), ("x", "ks"), ("'", ""), ("J", "j"),
)  # fmt: skip
_HARD_J = ("joh", "jon", "joe", "jos", "jor")  # beginnings in which "jo" is no "o": John is no Ohn
_VOWELS = str.maketrans({"ə": "a", "Ə": "A"})
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
    return anyascii(composed.translate(_VOWELS)).lower().replace("`", "'")


@functools.lru_cache(maxsize=100_000)
def words_of(form: str) -> tuple[str, ...]:
    """The romanised words of a name, without the noise beside it ("Mr", "Sheikh") unless nothing else is left."""
    words = tuple(w for w in _WORDS.findall(romanise(form)) if w)
    kept = tuple(w for w in words if w not in _noise())
    return kept or words


@functools.lru_cache(maxsize=100_000)
def raw_words_of(form: str) -> tuple[str, ...]:
    """The words of a name as written, in lower case; noise left out as in `words_of`."""
    words = tuple(w for w in _RAW.findall(unicodedata.normalize("NFC", form.replace("İ", "I")).lower()))
    kept = tuple(w for w in words if romanise(w) not in _noise())
    return kept or words


@functools.cache
def _noise() -> frozenset[str]:
    return frozenset(load_pack("und").table("names").get("name_noise", ()))


@functools.cache
def inflections() -> frozenset[str]:
    """Romanised case endings, the empty one included."""
    return frozenset(load_pack("und").table("names").get("inflections", ("",)))


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A romanised word without its longest case ending; four letters at least stay."""
    ending = next((e for e in _long_endings() if word.endswith(e) and len(word) - len(e) >= 4), "")
    return word.removesuffix(ending)


@functools.cache
def _long_endings() -> tuple[str, ...]:
    return tuple(sorted((e for e in inflections() if e), key=lambda e: (-len(e), e)))


@functools.cache
def given_names() -> dict[str, int]:
    """A given name, levelled, as it stands or without a case ending -> the group of its spellings in several languages."""
    groups = load_pack("und").table("names").get("same_given", ())
    return {level(romanise(name)): n for n, group in enumerate(groups) for name in group}


@functools.cache
def particles() -> frozenset[str]:
    """Romanised small words within names, which come and go: "al", "bin", "van"."""
    return frozenset(load_pack("und").table("names").get("name_particles", ()))


@functools.lru_cache(maxsize=100_000)
def level(word: str) -> str:
    """One spelling for the many ways to transliterate a sound."""
    if word.startswith(_HARD_J):
        word = "J" + word[1:]
    for old, new in _LEVEL:
        if old in word:
            word = word.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", word)


@functools.lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a levelled word, by class; vowels and h are left out."""
    kept = level(word).translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", kept)
