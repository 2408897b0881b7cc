"""The one case fold that serves everywhere: length-preserving, so that offsets survive it."""

from __future__ import annotations

_SPECIAL = {"İ": "i", "ẞ": "ß"}


def _lower(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else _SPECIAL.get(char, char)


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = _lower(chr(code))
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case, code point by code point: `len(fold(text)) == len(text)` always ('İ'.lower() is two long)."""
    if "İ" in text or "Σ" in text:  # whose small letter is two code points, or hangs on what stands around it
        return text.translate(_FOLDING)
    return text.lower()  # the same, and faster
