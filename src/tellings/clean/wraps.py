"""Find the line breaks that only wrap a paragraph at a fixed width, as in mails and in copied plain text."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
_WIDEST = 110  # characters; what is wider is a paragraph on one line
_NARROWEST = 45
_FEWEST_LINES = 5
_LEAST_SHARE = 0.35  # of breaks after a full line that go on in small letters; a text of headlines has hardly any
_LONGEST_READ = 20_000  # characters that decide; a text is wrapped throughout or not at all


def find_wraps(raw: str) -> list[tuple[int, int]]:
    """Spans of white space and line break that stand for a space; none when the text is not wrapped.

    A text is wrapped when no line is long and many full lines go on in small letters on the next one. A break wraps
    when the next line's first word would not have fitted.
    """
    lines = [m.span() for m in _LINE.finditer(raw, 0, _LONGEST_READ) if not m[0].isspace()]
    width = max((stop - start for start, stop in lines), default=0)
    if len(lines) < _FEWEST_LINES or not _NARROWEST <= width <= _WIDEST:
        return []
    full = _full_breaks(raw[: lines[-1][1]], width)
    going_on = sum(1 for _, stop in full if raw[stop : stop + 1].islower())
    if not full or going_on < max(2, _LEAST_SHARE * len(full)):
        return []
    return _full_breaks(raw, width)


def _full_breaks(raw: str, width: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _BREAK.finditer(raw):
        start, stop = match.span()
        line_start = raw.rfind("\n", max(0, start - _WIDEST - 1), start) + 1
        after = raw[stop : stop + _WIDEST]
        if not after or after[0] in "\r\n" or raw[start - 1 : start] in ("", "\n"):
            continue
        word = len(after.split(maxsplit=1)[0])
        if (start - line_start) + 1 + word > width:
            found.append((start, stop))
    return found
