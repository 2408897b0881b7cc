"""Sparse keys of a text: words, their first letters, names by their sounds, numbers. 64-bit, kind in the top bits.

A word's first five letters stand in for its stem: on news pairs in es, tr, fr and ar they matched as well as Snowball
stems (Pearson of TF-IDF cosines within .01), and they need no language.

A name has two keys: its consonants, which romanisations of alphabets share, and the classes of its first five, which
also hold across scripts that write no b or p apart, or no l and r (after Dolgopolsky 1964). Where a script has no
capitals, every word of the lead may be a name, and every two to four Han characters; their rarity sorts them out.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..encode._keys import latin
from ..encode._tokens import tokens

WORD, STEM, NAME, NUMBER = range(4)
_SHIFT = 62
_STEM_LENGTH = 5
_NAME = re.compile(r"(?<=[^\W\d_]\s)[^\W\d_]\w{2,}")  # a word after another word, not the first of a sentence
_VOWELS = re.compile(r"[aeiouyhj]")
_ROMANISED = (
    ("sch", "s"),
    ("kh", "h"),
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "k"),
    ("ph", "f"),
    ("w", "v"),
    ("q", "k"),
    ("c", "k"),
)
_DOUBLED = re.compile(r"(.)\1+")
_CAPITALISED = re.compile(r"[^\W\d_]\w{2,}")
_WITHOUT_CAPITALS = re.compile(
    r"(?P<han>[\u3400-\u9fff]{2,})|[\u30a1-\u30fc]{3,}|[^\W\d_\u3040-\u9fff][^\W\u3040-\u9fff]{2,}"
)
_LEAD = 400  # characters in which names are looked for without capitals
_HAN_NAMES = (2, 3, 4)  # characters
_CLUSTERS = (
    ("tsch", "s"),
    ("sch", "s"),
    ("dzh", "s"),
    ("dz", "s"),
    ("dj", "s"),
    ("kh", "h"),
    ("sh", "s"),
    ("zh", "s"),
    ("ch", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("cz", "s"),
    ("rz", "s"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
)
_SILENT = "aeiouyh"
_CLASSES = str.maketrans("bfvwdgqczxjr", "pppptkkksssl", _SILENT)  # p t k s l m n
_SOUNDS = (3, 5)  # fewest and most classes of a name
_CACHE_LIMIT = 400_000

_of_word: dict[str, tuple[int, ...]] = {}
_of_name: dict[str, tuple[int, ...]] = {}


def kind_of(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """WORD, STEM, NAME or NUMBER of each key."""
    return (keys >> np.uint64(_SHIFT)).astype(np.int64)


def text_keys(pieces: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """The keys of a text, given in pieces; sorted, and how often each occurs."""
    found: dict[int, int] = {}
    for token, count in Counter(token for piece in pieces for token in tokens(piece)).items():
        for key in _of_word.get(token) or _word_keys(token):
            found[key] = found.get(key, 0) + count
    for name, count in Counter(name for piece in pieces for name in _names(piece)).items():
        for key in _of_name[name] if name in _of_name else _name_keys(name):
            found[key] = found.get(key, 0) + count
    for piece in pieces[:1]:
        for name in _names_without_capitals(piece[:_LEAD]):
            for key in _of_name[name] if name in _of_name else _name_keys(name):
                found[key] = found.get(key, 0) + 1
    return _columns(found)


def _names(piece: str) -> Iterator[str]:
    return (word for word in _CAPITALISED.findall(piece) if word[0].isupper())


def _names_without_capitals(lead: str) -> set[str]:
    """What may be a name in the scripts that have no capitals."""
    if lead.isascii():
        return set()
    found: set[str] = set()
    for match in _WITHOUT_CAPITALS.finditer(lead):
        word = match.group()
        if match.lastgroup == "han":
            found.update(word[i : i + n] for n in _HAN_NAMES for i in range(len(word) - n + 1))
        elif word[0].lower() == word[0].upper():
            found.add(word)
    return found


def character_keys(pieces: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """The 3- to 5-grams of every word, sorted, and how often each occurs: finer than words, for graded likeness."""
    found: dict[int, int] = {}
    for token, count in Counter(token for piece in pieces for token in tokens(piece)).items():
        for key in _grams(token):
            found[key] = found.get(key, 0) + count
    return _columns(found)


@functools.lru_cache(maxsize=100_000)
def _grams(token: str) -> tuple[int, ...]:
    word = f"<{token}>"
    grams = (word[i : i + n] for n in (3, 4, 5) for i in range(len(word) - n + 1))
    return tuple(zlib.crc32(gram.encode("utf-8", "surrogatepass")) for gram in grams)  # kind WORD


def _columns(found: dict[int, int]) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    keys = np.fromiter(found.keys(), dtype=np.uint64, count=len(found))
    counts = np.fromiter(found.values(), dtype=np.float32, count=len(found))
    order = np.argsort(keys)
    return keys[order], counts[order]


def search_terms(text: str, *, any_case: bool = False) -> list[str]:
    """The terms that full-text search knows a text by: every word, the first letters of the longer ones, and names by
    their consonants, which are the same in every script. In a query, `any_case` takes small letters for a name too.
    """
    words = tokens(text)
    stems = [f"{w[:_STEM_LENGTH]}0" for w in words if len(w) > _STEM_LENGTH and w[0] != "#"]
    spelt = words if any_case else [name for name in _NAME.findall(text) if name[0].isupper()]
    names = [f"{skeleton}1" for name in spelt if len(skeleton := _skeleton(name)) > 2]
    return [*(w.lstrip("#") for w in words), *stems, *names]


def _key(kind: int, value: str) -> int:
    digest = hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8, person=bytes([kind])).digest()
    return (int.from_bytes(digest, "little") >> 2) | (kind << _SHIFT)


def _word_keys(token: str) -> tuple[int, ...]:
    if token[0] == "#":
        keys: tuple[int, ...] = (_key(NUMBER, token),) if len(token) > 2 else (_key(WORD, token),)
    elif len(token) > _STEM_LENGTH:
        keys = (_key(WORD, token), _key(STEM, token[:_STEM_LENGTH]))
    else:
        keys = (_key(WORD, token), _key(STEM, token))
    _keep(_of_word, token, keys)
    return keys


def _name_keys(name: str) -> tuple[int, ...]:
    skeleton, sounds = _skeleton(name), _sounds(name)
    keys: tuple[int, ...] = (_key(NAME, skeleton),) if len(skeleton) > 2 and name[0].isupper() else ()
    if len(sounds) >= _SOUNDS[0]:
        keys += (_key(NAME, f"~{sounds}"),)
    _keep(_of_name, name, keys)
    return keys


def _sounds(name: str) -> str:
    """The classes of a name's first consonants, `a` for a vowel before them: Bertozzi and Бертоцци are one."""
    spelt = latin(name)
    for cluster, plain in _CLUSTERS:
        spelt = spelt.replace(cluster, plain)
    opening = "a" if spelt and spelt[0] in _SILENT else ""
    return _DOUBLED.sub(r"\1", opening + spelt.translate(_CLASSES))[: _SOUNDS[1]]


def _skeleton(name: str) -> str:
    """A name's consonants as most romanisations agree on them: Khartoum, Chartum and Хартум are one."""
    spelt = latin(name)
    for sign, plain in _ROMANISED:
        spelt = spelt.replace(sign, plain)
    return _DOUBLED.sub(r"\1", spelt[:1] + _VOWELS.sub("", spelt[1:]))


def _keep(cache: dict[str, tuple[int, ...]], word: str, keys: tuple[int, ...]) -> None:
    if len(cache) >= _CACHE_LIMIT:
        cache.clear()
    cache[word] = keys
