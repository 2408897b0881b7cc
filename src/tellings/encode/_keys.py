"""The features of a word as 32-bit keys: the word, its own character n-grams, those of its transliteration.

Keys are computed for many words at once over arrays of code points, so that a word never seen costs microseconds.
The hash has no seed and no platform in it: the same word has the same keys in every process.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD, NATIVE, LATIN = 0, 1, 2  # the kinds of feature
_SALT = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_STEP = np.uint64(0x100000001B3)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_LENGTHS = (3, 4, 5)
_OPEN, _CLOSE = 2, 3  # stand for the start and the end of a word


class Features(NamedTuple):
    """One row a feature of a word: `keys[i]` is of kind `kinds[i]` and belongs to word `owners[i]`."""

    keys: NDArray[np.uint32]
    owners: NDArray[np.int64]
    kinds: NDArray[np.int8]


class _Latin(dict[int, str]):
    """Each character's ASCII letters by anyascii, lower case; nothing for what is no letter."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii

        spelt = "".join(c for c in anyascii(chr(code)).lower() if "a" <= c <= "z")
        self[code] = spelt
        return spelt


_LATIN = _Latin({ord("ə"): "e", ord("Ə"): "e"})


def latin(word: str) -> str:
    """`word` in the letters a-z."""
    return word.translate(_LATIN)


@functools.cache
def _has_ngrams(first: int) -> tuple[bool, bool]:
    """Whether words that begin with this code point get (native, transliterated) n-grams."""
    if first == ord("#") or 0x3040 <= first <= 0x309F or 0x3400 <= first <= 0x9FFF or chr(first) == "々":
        return False, False
    return first >= 0x250 and not 0x30A0 <= first <= 0x30FF, True


def _codes(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All words, each between an opening and a closing mark, as one array; and where each starts (one more at the end)."""
    joined = "".join(f"\x02{word}\x03" for word in words)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    starts = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum([len(word) + 2 for word in words], out=starts[1:])
    return codes, starts


def _mixed(state: NDArray[np.uint64]) -> NDArray[np.uint32]:
    with np.errstate(over="ignore"):
        state = (state ^ (state >> np.uint64(33))) * _MIX
    return (state >> np.uint64(32)).astype(np.uint32)


def _whole(words: Sequence[str]) -> NDArray[np.uint32]:
    """One key a word, by a polynomial over its code points."""
    codes, starts = _codes(words)
    lengths = np.diff(starts)
    place = np.arange(len(codes)) - np.repeat(starts[:-1], lengths)
    with np.errstate(over="ignore"):
        powers = np.multiply.accumulate(np.full(max(int(lengths.max(initial=0)), 1), _STEP, dtype=np.uint64))
        state = np.add.reduceat((codes + np.uint64(7)) * powers[place], starts[:-1])
        return _mixed(state * np.uint64(_SALT[WORD]))


def gram_keys(codes: NDArray[np.uint64], size: int, at: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The keys of the words of `size` code points that start at `at`; what `_whole` gives for them."""
    with np.errstate(over="ignore"):
        powers = np.multiply.accumulate(np.full(size + 2, _STEP, dtype=np.uint64))
        state = np.full(len(at), np.uint64(_OPEN + 7) * powers[0] + np.uint64(_CLOSE + 7) * powers[-1], dtype=np.uint64)
        for i in range(size):
            state += (codes[at + i] + np.uint64(7)) * powers[i + 1]
        return _mixed(state * np.uint64(_SALT[WORD]))


def _ngrams(words: Sequence[str], kind: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Keys of all 3- to 5-grams, and the index of the word that each is of."""
    codes, starts = _codes(words)
    owner = np.repeat(np.arange(len(words)), np.diff(starts))
    stop = starts[1:][owner]
    at = np.arange(len(codes))
    keys: list[NDArray[np.uint32]] = []
    owners: list[NDArray[np.int64]] = []
    with np.errstate(over="ignore"):
        state = np.full(len(codes), _SALT[kind], dtype=np.uint64)
        for length in range(1, _LENGTHS[-1] + 1):
            state = (state[: len(codes) - length + 1] + codes[length - 1 :] + np.uint64(7)) * _STEP
            state ^= state >> np.uint64(29)
            if length in _LENGTHS:
                fits = at[: len(state)] + length <= stop[: len(state)]
                keys.append(_mixed(state[fits] * np.uint64(_SALT[kind])))
                owners.append(owner[: len(state)][fits])
    return np.concatenate(keys), np.concatenate(owners)


def word_features(words: Sequence[str]) -> Features:
    """The features of `words` (non-empty tokens of `_tokens.tokens`), ordered by kind, then by length of n-gram."""
    if not words:
        return Features(np.zeros(0, np.uint32), np.zeros(0, np.int64), np.zeros(0, np.int8))
    parts = [(_whole(words), np.arange(len(words)), WORD)]
    ngrams = [_has_ngrams(ord(word[0])) for word in words]
    native = [i for i, (own, _) in enumerate(ngrams) if own]
    if native:
        keys, owners = _ngrams([words[i] for i in native], NATIVE)
        parts.append((keys, np.asarray(native)[owners], NATIVE))
    spelt = [(i, latin(words[i])) for i, (_, other) in enumerate(ngrams) if other]
    spelt = [(i, word) for i, word in spelt if word]
    if spelt:
        keys, owners = _ngrams([word for _, word in spelt], LATIN)
        parts.append((keys, np.asarray([i for i, _ in spelt])[owners], LATIN))
    return Features(
        np.concatenate([keys for keys, _, _ in parts]),
        np.concatenate([owners for _, owners, _ in parts]),
        np.concatenate([np.full(len(keys), kind, np.int8) for keys, _, kind in parts]),
    )
