"""The dates of posts that a page shows: "— Name (@handle) January 1, 2031" stands in English on pages of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HANDLE = re.compile(r"\(@\w{1,20}\)\s")
_FAR = 24  # code points behind a handle in which its date stands
LANG = "en"
FULL = re.compile(r"\d{4}-\d\d-\d\d")  # value of a date that needs no anchor


def datelines(text: str) -> Iterator[tuple[int, str]]:
    """What stands right behind the handles of a text: where it begins, and the words up to the end of the line."""
    for match in _HANDLE.finditer(text):
        line = text[match.end() : match.end() + _FAR].split("\n", maxsplit=1)[0]
        if line[:1].isupper() and any(c.isdecimal() for c in line):
            yield match.end(), line
