"""Whether two names may be one though nobody linked them: how they begin in Latin letters, spelling traditions levelled."""

from __future__ import annotations

import functools

from ..words import words

_OPENING = 4  # letters in which two spellings of one name begin
# one spelling for what the transliterations of several languages write in several ways, longest first
_LEVEL = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("cz", "c"), ("sz", "s"), ("sh", "s"), ("kh", "h"), ("ch", "h"),
    ("zh", "z"), ("rz", "z"), ("ts", "c"), ("ou", "u"), ("ij", "i"), ("iy", "i"), ("ye", "e"), ("je", "e"), ("ie", "e"),
    ("ya", "a"), ("ja", "a"), ("ia", "a"), ("w", "v"), ("q", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip


@functools.lru_cache(maxsize=100_000)
def openings(name: str, length: int = _OPENING) -> frozenset[str]:
    """The first letters of each word of a name that has so many, in Latin letters and levelled."""
    return frozenset(o for w in words(name) if (o := _opening(w.folded, length)))


def may_be_one(one: str, other: str) -> bool:
    """Whether two names begin alike: perhaps one thing in two scripts or cases, or named with and without its kind."""
    return not openings(one).isdisjoint(openings(other))


@functools.lru_cache(maxsize=100_000)
def _opening(word: str, length: int) -> str:
    from anyascii import anyascii

    plain = anyascii(word).lower().replace("'", "").replace("`", "")
    if len(plain) < length or not plain.isalpha():
        return ""
    for old, new in _LEVEL:
        plain = plain.replace(old, new)
    return plain[:length] if len(plain) >= length else ""
